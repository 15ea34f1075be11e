//! Dates as written, with their bounds.

use super::{Column, Texts, columns};
use crate::model::{Bounds, Date, Day};

columns! {
    /// One date a row.
    pub(in crate::graph) struct Dates {
        text: Texts,
        earliest: Column<Day>,
        latest: Column<Day>,
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
