//! What a column of two graphs is made of.

use super::{Merge, Merges, Side};
use std::sync::Arc;

/// A column of either graph, and how they are read as one.
#[derive(Clone, Debug)]
pub(in crate::graph) struct Both<C> {
    base: C,
    added: C,
    rows: Arc<Merge>,
    pub(in crate::graph) merges: Arc<Merges>,
}

impl<C> Both<C> {
    /// The two columns, whose rows stand where `rows` says.
    pub(in crate::graph) fn boxed(
        base: C,
        added: C,
        rows: &Arc<Merge>,
        merges: &Arc<Merges>,
    ) -> Box<Self> {
        Box::new(Self { base, added, rows: Arc::clone(rows), merges: Arc::clone(merges) })
    }

    /// How many rows there are.
    pub(in crate::graph) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Which rows are whose.
    pub(in crate::graph) fn rows(&self) -> &Merge {
        &self.rows
    }

    /// The column of a side.
    pub(in crate::graph) fn of(&self, side: Side) -> &C {
        match side {
            Side::Base => &self.base,
            Side::Added => &self.added,
        }
    }

    /// The side and the column that have a row, and which of its rows it is.
    pub(in crate::graph) fn at(&self, row: usize) -> (Side, &C, usize) {
        let (side, row) = self.rows.at(row);
        (side, self.of(side), row)
    }
}
