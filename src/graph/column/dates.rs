//! Dates as written, with their bounds.

use super::{Column, Gather, Texts, columns};
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

impl<'d> Gather<&'d Date> for Dates {
    fn gather(items: impl IntoIterator<Item = &'d Date>) -> Self {
        let dates: Vec<&Date> = items.into_iter().collect();
        let bounds = || dates.iter().map(|date| date.bounds());
        Self {
            text: Texts::gather(dates.iter().map(|date| date.as_str())),
            earliest: Column::gather(bounds().map(|bounds| bounds.earliest)),
            latest: Column::gather(bounds().map(|bounds| bounds.latest)),
        }
    }
}
