//! The bytes of a column.

use super::{blocks::Blocks, damage::Damaged};
use bytes::Bytes;
use memmap2::Mmap;
use std::{fs::File, io, ops::Range, sync::Arc};

/// This many more bytes follow those of every region, so that a number is read in one go
/// wherever it stands.
pub(crate) const PADDING: usize = 8;

/// Bytes in memory, or in a mapped file, whose blocks are verified when they are first touched.
#[derive(Clone, Debug)]
pub(crate) struct Region {
    /// With the padding.
    bytes: Bytes,
    stored: Option<Stored>,
}

/// Where a region lies in a mapped file.
#[derive(Clone, Debug)]
struct Stored {
    blocks: Arc<Blocks>,
    at: usize,
}

impl Default for Region {
    fn default() -> Self {
        Self::owned(Vec::new())
    }
}

impl Region {
    /// These bytes, in memory.
    pub(crate) fn owned(mut bytes: Vec<u8>) -> Self {
        bytes.extend([0; PADDING]);
        Self { bytes: bytes.into(), stored: None }
    }

    /// Bytes that end with the padding.
    pub(crate) fn padded(bytes: Bytes) -> Self {
        Self { bytes, stored: None }
    }

    /// `len` bytes of a store from `at` on, if the store has them and the padding.
    pub(crate) fn stored(blocks: Arc<Blocks>, at: usize, len: usize) -> Option<Self> {
        let end = at.checked_add(len)?.checked_add(PADDING)?;
        let bytes = blocks.bytes(at..end)?;
        Some(Self { bytes, stored: Some(Stored { blocks, at }) })
    }

    pub(crate) fn len(&self) -> usize {
        self.bytes.len() - PADDING
    }

    /// Some of the bytes, verified.
    pub(crate) fn slice(&self, range: Range<usize>) -> &[u8] {
        if let Some(Stored { blocks, at }) = &self.stored {
            blocks.check(at + range.start, at + range.end);
        }
        &self.bytes[range]
    }

    /// The eight bytes from `at` on as a little-endian number.
    #[inline]
    pub(crate) fn word(&self, at: usize) -> u64 {
        if let Some(Stored { blocks, at: begin }) = &self.stored {
            blocks.check(begin + at, begin + at + PADDING);
        }
        let mut word = [0; PADDING];
        word.copy_from_slice(&self.bytes[at..at + PADDING]);
        u64::from_le_bytes(word)
    }

    /// The error for bytes that make no sense.
    #[cold]
    pub(crate) fn damage(&self) -> Damaged {
        let stored = self.stored.as_ref();
        stored.map(|stored| stored.blocks.damage(stored.at)).unwrap_or_default()
    }

    /// All bytes without the padding.
    pub(crate) fn all(&self) -> &[u8] {
        self.slice(0..self.len())
    }
}

/// A file's bytes, mapped.
#[expect(unsafe_code, reason = "a file can be mapped in no other way")]
pub(crate) fn map(file: &File) -> io::Result<Bytes> {
    if file.metadata()?.len() == 0 {
        return Ok(Bytes::new());
    }
    // SAFETY: the bytes of a map must not change while it is borrowed. Temporary files of ours have no
    // name by which they could be reached. A new store is moved to its place, and the old file lives on for
    // those who mapped it; what is added to a store is written behind its end, and but for that only its first
    // page, of which nothing is read through a map. Who changes a store by other means may see that
    // in an answer, or the process ended by a signal when they cut it short; every byte is read as a
    // plain number or checked as UTF-8, so no value is made of it that its type forbids.
    let map = unsafe { Mmap::map(file) }?;
    Ok(Bytes::from_owner(map))
}
