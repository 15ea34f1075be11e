//! The bytes of a mapped file in blocks, each of which is trusted once its checksum has been verified.

use super::damage::{Damaged, fail};
use bytes::Bytes;
use rayon::prelude::*;
use std::{
    ops::Range,
    path::PathBuf,
    sync::atomic::{AtomicU64, Ordering},
};

/// The bytes that each checksum covers: a page, so that checking a block reads no more than touching it.
pub(crate) const BLOCK: usize = 4096;

/// A mapped file and which of its blocks have been verified.
#[derive(Debug)]
pub(crate) struct Blocks {
    path: PathBuf,
    /// The whole file.
    file: Bytes,
    /// Where the first block begins, and where the last ends.
    body: Range<usize>,
    /// One CRC-32 a block. They have no checksum of their own: where one is wrong, its block is refused.
    checksums: Range<usize>,
    /// One bit a block.
    checked: Vec<AtomicU64>,
}

impl Blocks {
    /// The blocks of a file: those of `body`, whose checksums lie at `checksums`; `None` when these do
    /// not fit each other or the file.
    pub(crate) fn new(
        path: PathBuf,
        file: Bytes,
        body: Range<usize>,
        checksums: Range<usize>,
    ) -> Option<Self> {
        let n_blocks = body.len().div_ceil(BLOCK);
        let fits = body.start <= body.end
            && body.end <= checksums.start
            && checksums.end <= file.len()
            && checksums.len() == n_blocks * size_of::<u32>();
        let checked = || (0..n_blocks.div_ceil(64)).map(|_| AtomicU64::new(0)).collect();
        fits.then(|| Self { path, file, body, checksums, checked: checked() })
    }

    /// Some bytes of the body, shared and not yet verified.
    pub(crate) fn bytes(&self, range: Range<usize>) -> Option<Bytes> {
        let fits = range.start >= self.body.start && range.end <= self.body.end;
        fits.then(|| self.file.slice(range))
    }

    /// Verifies the blocks from byte `begin` to `end` of the file.
    ///
    /// # Unwinds
    /// With [`Damaged`] when a block is not what was written.
    #[inline]
    pub(crate) fn check(&self, begin: usize, end: usize) {
        let first = (begin - self.body.start) / BLOCK;
        let last = (end.max(begin + 1) - 1 - self.body.start) / BLOCK;
        if first == last {
            self.check_block(first);
        } else {
            (first..=last).for_each(|block| self.check_block(block));
        }
    }

    /// Verifies all blocks.
    ///
    /// # Unwinds
    /// With [`Damaged`] when one is not what was written.
    pub(crate) fn check_all(&self) {
        (0..self.body.len().div_ceil(BLOCK))
            .into_par_iter()
            .for_each(|block| self.check_block(block));
    }

    #[inline]
    fn check_block(&self, block: usize) {
        let bit = 1 << (block % 64);
        if self.checked[block / 64].load(Ordering::Relaxed) & bit == 0 {
            self.compute(block, bit);
        }
    }

    #[cold]
    fn compute(&self, block: usize, bit: u64) {
        let begin = self.body.start + block * BLOCK;
        let end = (begin + BLOCK).min(self.body.end);
        let stored = self.checksums.start + block * size_of::<u32>();
        let stored = &self.file[stored..stored + size_of::<u32>()];
        if crc32fast::hash(&self.file[begin..end]).to_le_bytes() != stored {
            fail(self.damage(begin));
        }
        self.checked[block / 64].fetch_or(bit, Ordering::Relaxed);
    }

    /// The error for damage around a byte of the file.
    #[cold]
    pub(crate) fn damage(&self, at: usize) -> Damaged {
        Damaged { path: self.path.clone(), at }
    }
}
