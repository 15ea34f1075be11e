//! Dates as written, with their bounds.

use super::{Column, Texts, columns};
use crate::{
    graph::merge::{Merge, Merged, Merges},
    model::{Bounds, Date, Day},
};
use std::sync::Arc;

columns! {
    /// One date a row.
    pub(in crate::graph) struct Dates merged {
        text: Texts,
        earliest: Column<Day>,
        latest: Column<Day>,
    }
}

impl Merged for Dates {
    fn n_rows(&self) -> usize {
        self.text.len()
    }

    fn merged(self, added: Self, rows: &Arc<Merge>, merges: &Arc<Merges>) -> Self {
        Self::merged(self, added, rows, merges)
    }
}

impl Dates {
    /// The date of a row.
    pub(in crate::graph) fn get(&self, row: usize) -> Date {
        Date::known(self.text.get(row), self.bounds(row))
    }

    /// The days that the date of a row may denote.
    pub(in crate::graph) fn bounds(&self, row: usize) -> Bounds {
        Bounds { earliest: self.earliest.get(row), latest: self.latest.get(row) }
    }
}
