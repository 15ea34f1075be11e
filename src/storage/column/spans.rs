//! Where each of many runs of bytes begins, in little more than a byte a run.

use super::{
    builder::Builder,
    numbers::{Column, ColumnBuilder},
};
use crate::storage::{
    bytes::damage::Damaged,
    section::{SectionReader, SectionWriter, Stored},
};
use std::{io, ops::Range};

/// The beginning is kept for every run of this number; those between are summed.
pub(super) const STEP: usize = 16;

/// Lengths of runs that lie end to end.
#[derive(Clone, Debug, Default)]
pub(crate) struct Spans {
    pub(crate) length: Column<usize>,
    /// Where every [`STEP`]th run begins.
    pub(crate) start: Column<usize>,
}

impl Spans {
    pub(crate) fn len(&self) -> usize {
        self.length.len()
    }

    /// The bytes of a run.
    #[inline]
    pub(crate) fn range(&self, row: usize) -> Range<usize> {
        let first = row - row % STEP;
        let before = usize::try_from(self.length.sum(first..row)).unwrap_or(usize::MAX);
        let start = self.start.get(row / STEP).saturating_add(before);
        start..start + self.length.get(row)
    }
}

impl Stored for Spans {
    fn save(&self, name: &str, out: &mut dyn SectionWriter) -> io::Result<()> {
        self.length.save(&format!("{name}.length"), out)?;
        self.start.save(&format!("{name}.start"), out)
    }

    fn load(name: &str, sections: &dyn SectionReader) -> Result<Self, Damaged> {
        Ok(Self {
            length: Column::load(&format!("{name}.length"), sections)?,
            start: Column::load(&format!("{name}.start"), sections)?,
        })
    }
}

/// Builds [`Spans`].
#[derive(Debug)]
pub(super) struct SpansBuilder {
    length: ColumnBuilder<usize>,
    start: ColumnBuilder<usize>,
    /// Where the next run begins.
    pub(super) end: usize,
}

impl SpansBuilder {
    pub(super) fn new(most: usize) -> Self {
        Self { length: ColumnBuilder::new(most), start: ColumnBuilder::new(most), end: 0 }
    }

    pub(super) fn push(&mut self, length: usize) -> io::Result<()> {
        if self.length.len().is_multiple_of(STEP) {
            self.start.push(self.end)?;
        }
        self.end += length;
        self.length.push(length)
    }

    pub(super) fn finish(self) -> io::Result<Spans> {
        Ok(Spans { length: self.length.finish()?, start: self.start.finish()? })
    }
}
