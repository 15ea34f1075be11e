//! The first page of a store.

use super::{Damaged, StoreError};
use crate::graph::column::BLOCK;
use std::{fs::File, io::Read, ops::Range, path::Path};

/// What every store begins with. The line ends tell when some program took it for text.
const MAGIC: [u8; 8] = *b"stance\r\n";
/// The version of the layout; a store of another one is refused.
pub(super) const VERSION: u32 = 2;
/// Magic, version, checksum of what follows, four places.
const LENGTH: usize = MAGIC.len() + 4 + 4 + 8 * 4;

/// Where the parts of a store stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Header {
    /// Where the checksums begin, and the sections end.
    pub(super) checksums: usize,
    /// Where the directory begins, and the checksums end.
    pub(super) directory: usize,
    /// Where the file ends, and the directory.
    pub(super) end: usize,
    /// The CRC-32 of the directory.
    pub(super) directory_checksum: u32,
}

impl Header {
    /// The first page.
    pub(super) fn to_bytes(&self) -> [u8; BLOCK] {
        let places = [self.checksums, self.directory, self.end, self.directory_checksum as usize];
        let places: Vec<u8> =
            places.iter().flat_map(|&place| (place as u64).to_le_bytes()).collect();
        let written =
            [&MAGIC[..], &VERSION.to_le_bytes(), &crc32fast::hash(&places).to_le_bytes(), &places]
                .concat();
        let mut page = [0; BLOCK];
        page[..written.len()].copy_from_slice(&written);
        page
    }

    /// Reads the first page of a file.
    pub(super) fn read(path: &Path, file: &[u8]) -> Result<Self, StoreError> {
        let damaged = || Damaged { path: path.to_path_buf(), at: 0 };
        if !file.starts_with(&MAGIC) {
            return Err(StoreError::Foreign(path.to_path_buf()));
        }
        let page = file.get(..BLOCK).ok_or_else(damaged)?;
        let version = word(page, MAGIC.len()..MAGIC.len() + 4);
        if version != u64::from(VERSION) {
            let version = u32::try_from(version).unwrap_or(u32::MAX);
            return Err(StoreError::Version { path: path.to_path_buf(), version });
        }
        let checksum = word(page, MAGIC.len() + 4..MAGIC.len() + 8);
        let places = &page[MAGIC.len() + 8..LENGTH];
        let is_blank = page[LENGTH..].iter().all(|&byte| byte == 0);
        if checksum != u64::from(crc32fast::hash(places)) || !is_blank {
            return Err(damaged().into());
        }
        let place = |number: usize| usize::try_from(word(places, number * 8..number * 8 + 8)).ok();
        let header = || {
            Some(Self {
                checksums: place(0)?,
                directory: place(1)?,
                end: place(2)?,
                directory_checksum: u32::try_from(place(3)?).ok()?,
            })
        };
        let header = header().ok_or_else(damaged)?;
        let Self { checksums, directory, end, .. } = header;
        let is_ordered = BLOCK <= checksums && checksums <= directory && directory <= end;
        if !is_ordered || end != file.len() {
            return Err(Damaged { path: path.to_path_buf(), at: file.len().min(end) }.into());
        }
        Ok(header)
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
