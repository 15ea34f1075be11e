//! A buffer that grows: in memory, and beyond a size in a temporary file.

use super::region::{PADDING, Region, map};
use std::{
    fs::File,
    io::{self, Write},
};

/// Bytes that come one after the other: in memory, and beyond a size in a temporary file.
#[derive(Debug)]
pub(crate) struct Buffer {
    held: Vec<u8>,
    most: usize,
    file: Option<File>,
}

impl Buffer {
    /// An empty buffer that keeps no more than `most` bytes in memory.
    pub(crate) fn new(most: usize) -> Self {
        Self { held: Vec::new(), most, file: None }
    }

    /// An empty buffer with capacity for the expected bytes and the padding.
    pub(crate) fn with_room(most: usize, expected: usize) -> Self {
        Self { held: Vec::with_capacity(expected.min(most) + PADDING), ..Self::new(most) }
    }

    /// How many bytes are kept in memory at most.
    pub(crate) const fn most(&self) -> usize {
        self.most
    }

    #[inline]
    pub(crate) fn push(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.write(|held| held.extend_from_slice(bytes))
    }

    /// Lets `add` append to the bytes in memory.
    #[inline]
    pub(crate) fn write(&mut self, add: impl FnOnce(&mut Vec<u8>)) -> io::Result<()> {
        add(&mut self.held);
        if self.held.len() < self.most { Ok(()) } else { self.spill() }
    }

    #[cold]
    fn spill(&mut self) -> io::Result<()> {
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(tempfile::tempfile()?),
        };
        file.write_all(&self.held)?;
        self.held.clear();
        Ok(())
    }

    pub(crate) fn finish(mut self) -> io::Result<Region> {
        if self.file.is_some() {
            self.held.extend([0; PADDING]);
            self.spill()?;
        }
        match self.file {
            Some(file) => Ok(Region::padded(map(&file)?)),
            None => Ok(Region::owned(self.held)),
        }
    }
}
