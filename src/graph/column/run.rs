//! Bytes in the making, end to end.

use super::{
    PADDING,
    region::{Region, map},
};
use std::{
    fs::File,
    io::{self, Write},
};

/// Bytes that come one after the other: in memory, and beyond a size in a temporary file.
#[derive(Debug)]
pub(super) struct Run {
    held: Vec<u8>,
    most: usize,
    file: Option<File>,
}

impl Run {
    /// Nothing yet; no more than `most` bytes are kept in memory.
    pub(super) fn new(most: usize) -> Self {
        Self { held: Vec::new(), most, file: None }
    }

    /// Nothing yet, with room for what will come and the padding.
    pub(super) fn with_room(most: usize, expected: usize) -> Self {
        Self { held: Vec::with_capacity(expected.min(most) + PADDING), ..Self::new(most) }
    }

    /// How many bytes are kept in memory.
    pub(super) const fn most(&self) -> usize {
        self.most
    }

    #[inline]
    pub(super) fn push(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.write(|held| held.extend_from_slice(bytes))
    }

    /// Lets `add` write behind what is there.
    #[inline]
    pub(super) fn write(&mut self, add: impl FnOnce(&mut Vec<u8>)) -> io::Result<()> {
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

    pub(super) fn finish(mut self) -> io::Result<Region> {
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
