//! Offsets: where the items of each row begin.

use super::{
    builder::{Build, Builder},
    copy::MOST,
    numbers::Column,
};
use crate::storage::{
    bytes::damage::Damaged,
    merge::MergeIndex,
    ranges::partition,
    section::{SectionReader, SectionWriter, Stored},
};
use std::{io, ops::Range, sync::Arc};

/// For each row, how many items the rows before it have.
#[derive(Clone, Debug, Default)]
pub(crate) struct Offsets {
    start: Column<usize>,
    merged: Option<Box<MergedOffsets>>,
}

/// Those of a base and a delta.
#[derive(Clone, Debug)]
struct MergedOffsets {
    base: Offsets,
    delta: Offsets,
    rows: Arc<MergeIndex>,
    items: Arc<MergeIndex>,
}

impl Offsets {
    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        self.merged.as_ref().map_or_else(|| self.start.len(), |merged| merged.rows.len())
    }

    /// Where the items of a row begin.
    pub(crate) fn get(&self, row: usize) -> usize {
        match &self.merged {
            None => self.start.get(row),
            Some(merged) => merged.start(row),
        }
    }

    /// Where the items of a row begin and end, when there are `total` in all.
    pub(crate) fn span(&self, row: usize, total: usize) -> Range<usize> {
        self.get(row)..self.from(row + 1, total)
    }

    /// Where the items of a row begin, or of one after the last.
    fn from(&self, row: usize, total: usize) -> usize {
        if row < self.len() { self.get(row) } else { total }
    }

    /// Reads where the items of some rows begin into `starts`, which is cleared first.
    pub(crate) fn read(&self, rows: Range<usize>, starts: &mut Vec<usize>) {
        if self.merged.is_none() {
            return self.start.read(rows, starts);
        }
        starts.clear();
        starts.extend(rows.map(|row| self.get(row)));
    }

    /// The first of some rows whose items do not begin before `item`.
    pub(crate) fn lower_bound(&self, rows: Range<usize>, item: usize) -> usize {
        partition(rows, |row| self.get(row) < item)
    }

    /// The offsets of a base and a delta; rows and items stand where `rows` and `items` say.
    pub(crate) fn merged(
        self,
        delta: Self,
        rows: &Arc<MergeIndex>,
        items: &Arc<MergeIndex>,
    ) -> Self {
        let (rows, items) = (Arc::clone(rows), Arc::clone(items));
        let merged = Some(Box::new(MergedOffsets { base: self, delta, rows, items }));
        Self { start: Column::default(), merged }
    }
}

impl MergedOffsets {
    /// The items of the rows of either side that stand before a row, less those that are in both.
    fn start(&self, row: usize) -> usize {
        let (base, delta) = self.rows.before(row);
        let (n_base, n_delta) = self.items.n_items();
        let n_delta = self.delta.from(delta, n_delta);
        self.base.from(base, n_base) + n_delta - self.items.replaced(n_delta)
    }
}

impl Build for Offsets {
    type Builder = OffsetsBuilder;
}

/// Builds [`Offsets`].
#[derive(Debug)]
pub(crate) struct OffsetsBuilder(<Column<usize> as Build>::Builder);

impl OffsetsBuilder {
    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }
}

impl Builder for OffsetsBuilder {
    type Item<'i> = usize;
    type Column = Offsets;

    fn new(most: usize) -> Self {
        Self(Builder::new(most))
    }

    fn push(&mut self, start: usize) -> io::Result<()> {
        self.0.push(start)
    }

    fn finish(self) -> io::Result<Offsets> {
        Ok(Offsets { start: self.0.finish()?, merged: None })
    }
}

impl Stored for Offsets {
    fn save(&self, name: &str, out: &mut dyn SectionWriter) -> io::Result<()> {
        if self.merged.is_none() {
            return self.start.save(name, out);
        }
        let mut builder = OffsetsBuilder::new(MOST);
        (0..self.len()).try_for_each(|row| builder.push(self.get(row)))?;
        builder.finish()?.save(name, out)
    }

    fn load(name: &str, sections: &dyn SectionReader) -> Result<Self, Damaged> {
        Ok(Self { start: Column::load(name, sections)?, merged: None })
    }
}
