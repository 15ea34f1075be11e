//! The columns of two graphs as one column by itself, to be written.

use super::{Column, DateSpool, Dates, Number, Numbers, Spool, Spooled, TextSpool, Texts};
use crate::graph::merge::Merged;
use std::io;

/// More bytes than these of a column go to a file while it is made.
pub(super) const MOST: usize = 64 << 20;

/// A column whose rows another one can be made of.
pub(in crate::graph) trait Copied: Merged + Spooled {
    /// Adds a row of this column to one in the making.
    fn copy(&self, row: usize, spool: &mut Self::Spool) -> io::Result<()>;
}

/// The first rows of a column, by themselves.
pub(super) fn copied<C: Copied>(column: &C, n_rows: usize) -> io::Result<C>
where
    C::Spool: Spool<Column = C>,
{
    let mut spool = C::Spool::new(MOST);
    (0..n_rows).try_for_each(|row| column.copy(row, &mut spool))?;
    spool.finish()
}

impl<T: Number> Copied for Column<T> {
    fn copy(&self, row: usize, spool: &mut Numbers<T>) -> io::Result<()> {
        spool.push(self.get(row))
    }
}

impl Copied for Texts {
    fn copy(&self, row: usize, spool: &mut TextSpool) -> io::Result<()> {
        spool.push(self.get(row))
    }
}

impl Copied for Dates {
    fn copy(&self, row: usize, spool: &mut DateSpool) -> io::Result<()> {
        spool.push(&self.get(row))
    }
}
