//! Texts, end to end.

use super::{copied, fail, packed::partition, region::Region, spans::Spans};
use crate::graph::{
    merge::{Both, Merge, Merged, Merges},
    store::{Mapped, Section, StoreError, Stored, Writer},
};
use std::{io, sync::Arc};

/// One text a row.
#[derive(Clone, Debug, Default)]
pub(in crate::graph) struct Texts {
    pub(super) spans: Spans,
    pub(super) region: Region,
    /// In a graph of two, theirs.
    pub(super) both: Option<Box<Both<Self>>>,
}

impl Texts {
    pub(in crate::graph) fn len(&self) -> usize {
        self.both.as_ref().map_or_else(|| self.spans.len(), |both| both.len())
    }

    /// The text of a row.
    pub(in crate::graph) fn get(&self, row: usize) -> &str {
        if let Some(both) = &self.both {
            let (_, texts, row) = both.at(row);
            return texts.get(row);
        }
        let bytes = self.region.slice(self.spans.range(row));
        std::str::from_utf8(bytes).unwrap_or_else(|_| fail(self.region.damage()))
    }

    /// The row of a text among texts that are sorted.
    pub(in crate::graph) fn find(&self, wanted: &str) -> Option<usize> {
        let row = self.lower_bound(wanted);
        (row < self.len() && self.get(row) == wanted).then_some(row)
    }

    /// The first row, among texts that are sorted, whose text is not before `wanted`.
    pub(in crate::graph) fn lower_bound(&self, wanted: &str) -> usize {
        partition(0..self.len(), |row| self.get(row) < wanted)
    }
}

impl Merged for Texts {
    fn n_rows(&self) -> usize {
        self.len()
    }

    fn merged(self, added: Self, rows: &Arc<Merge>, merges: &Arc<Merges>) -> Self {
        Self { both: Some(Both::boxed(self, added, rows, merges)), ..Self::default() }
    }
}

impl Stored for Texts {
    fn save(&self, name: &str, out: &mut Writer) -> io::Result<()> {
        if self.both.is_some() {
            return copied(self, self.len())?.save(name, out);
        }
        self.spans.save(name, out)?;
        out.section(name, Section::default(), self.region.all())
    }

    fn load(name: &str, store: &Mapped) -> Result<Self, StoreError> {
        Ok(Self { spans: Spans::load(name, store)?, region: store.section(name)?.1, both: None })
    }
}
