//! Where each of many runs of bytes begins, in little more than a byte a run.

use super::{Column, columns};
use std::ops::Range;

/// The beginning is told for every run of this number; those between are summed.
pub(super) const STEP: usize = 16;

columns! {
    /// Lengths of runs that stand end to end.
    #[derive(Clone)]
    pub(in crate::graph) struct Spans {
        length: Column<usize>,
        /// Where every [`STEP`]th run begins.
        start: Column<usize>,
    }
}

impl Spans {
    pub(super) fn len(&self) -> usize {
        self.length.len()
    }

    /// The bytes of a run.
    #[inline]
    pub(super) fn range(&self, row: usize) -> Range<usize> {
        let first = row - row % STEP;
        let before: usize = self.length.iter(first..row).sum();
        let start = self.start.get(row / STEP) + before;
        start..start + self.length.get(row)
    }
}
