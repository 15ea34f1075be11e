//! The first page of a store.

use super::error::{StoreError, VERSION};
use crate::storage::bytes::{blocks::BLOCK, damage::Damaged};
use std::{fs::File, io::Read, ops::Range, path::Path};

/// What every store begins with. The line ends tell when some program took it for text.
const MAGIC: [u8; 8] = *b"stance\r\n";
/// Magic, version, checksum of what follows, and the places of two parts.
const LENGTH: usize = MAGIC.len() + 4 + 4 + 2 * Part::LENGTH;

/// What a store says of itself, in its first page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Header {
    /// The graph that was written first.
    pub(crate) base: Part,
    /// What was added to it, if something was.
    pub(crate) added: Option<Part>,
}

/// Where the parts of a graph stand, whose sections begin at a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Part {
    /// Where the sections begin.
    pub(crate) sections: usize,
    /// Where the checksums begin, and the sections end.
    pub(crate) checksums: usize,
    /// Where the directory begins, and the checksums end.
    pub(crate) directory: usize,
    /// Where the directory ends.
    pub(crate) end: usize,
    /// The CRC-32 of the directory.
    pub(crate) directory_checksum: u32,
}

impl Part {
    const LENGTH: usize = 5 * size_of::<u64>();

    fn to_bytes(self) -> Vec<u8> {
        let Self { sections, checksums, directory, end, directory_checksum } = self;
        let places = [sections, checksums, directory, end, directory_checksum as usize];
        places.iter().flat_map(|&place| (place as u64).to_le_bytes()).collect()
    }

    /// The part that bytes tell, in a file of a length; nothing when they do not fit each other.
    fn read(bytes: &[u8], len: usize) -> Option<Self> {
        let place = |number: usize| usize::try_from(word(bytes, number * 8..number * 8 + 8)).ok();
        let part = Self {
            sections: place(0)?,
            checksums: place(1)?,
            directory: place(2)?,
            end: place(3)?,
            directory_checksum: u32::try_from(place(4)?).ok()?,
        };
        let Self { sections, checksums, directory, end, .. } = part;
        let is_ordered = BLOCK <= sections
            && sections.is_multiple_of(BLOCK)
            && sections <= checksums
            && checksums <= directory
            && directory <= end
            && end <= len;
        is_ordered.then_some(part)
    }
}

impl Header {
    /// The first page.
    pub(crate) fn to_bytes(&self) -> [u8; BLOCK] {
        let parts = [self.base, self.added.unwrap_or_default()].map(Part::to_bytes).concat();
        let written =
            [&MAGIC[..], &VERSION.to_le_bytes(), &crc32fast::hash(&parts).to_le_bytes(), &parts]
                .concat();
        let mut page = [0; BLOCK];
        page[..written.len()].copy_from_slice(&written);
        page
    }

    /// Reads the first page of a file of a length.
    pub(crate) fn read(path: &Path, page: &[u8], len: usize) -> Result<Self, StoreError> {
        let damaged = |at| Damaged { path: path.to_path_buf(), at };
        if !page.starts_with(&MAGIC) {
            return Err(StoreError::Foreign(path.to_path_buf()));
        }
        let page = page.get(..BLOCK).ok_or_else(|| damaged(0))?;
        let version = word(page, MAGIC.len()..MAGIC.len() + 4);
        if version != u64::from(VERSION) {
            let version = u32::try_from(version).unwrap_or(u32::MAX);
            return Err(StoreError::Version { path: path.to_path_buf(), version });
        }
        let checksum = word(page, MAGIC.len() + 4..MAGIC.len() + 8);
        let parts = &page[MAGIC.len() + 8..LENGTH];
        let is_blank = page[LENGTH..].iter().all(|&byte| byte == 0);
        if checksum != u64::from(crc32fast::hash(parts)) || !is_blank {
            return Err(damaged(0).into());
        }
        let (base, added) = parts.split_at(Part::LENGTH);
        let part = |bytes| Part::read(bytes, len).ok_or_else(|| damaged(len));
        let is_added = added.iter().any(|&byte| byte != 0);
        Ok(Self { base: part(base)?, added: is_added.then(|| part(added)).transpose()? })
    }

    /// The first byte behind all parts.
    pub(crate) fn end(&self) -> usize {
        self.added.map_or(self.base.end, |added| added.end.max(self.base.end))
    }
}

/// The bytes of a range, eight at most, as a number; the least first.
fn word(bytes: &[u8], range: Range<usize>) -> u64 {
    let mut word = [0; 8];
    let found = bytes.get(range).unwrap_or_default();
    word[..found.len()].copy_from_slice(found);
    u64::from_le_bytes(word)
}

/// Whether a file says that it is a store.
pub fn is_store(path: &Path) -> bool {
    let begins = || {
        let mut magic = [0; MAGIC.len()];
        File::open(path).ok()?.read_exact(&mut magic).ok()?;
        Some(magic == MAGIC)
    };
    path.is_file() && begins().unwrap_or(false)
}
