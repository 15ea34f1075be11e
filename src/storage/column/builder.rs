//! How columns are built: row by row, in memory, and beyond a size in temporary files.

use std::io;

/// Builds a column.
pub(crate) trait Builder: Sized {
    /// What is added as a row.
    type Item<'i>;
    /// What is built.
    type Column;
    /// No rows yet; of each run of bytes, no more than `most` are kept in memory.
    fn new(most: usize) -> Self;
    /// Adds a row.
    fn push(&mut self, item: Self::Item<'_>) -> io::Result<()>;
    /// The column.
    fn finish(self) -> io::Result<Self::Column>;
}

/// A column that has a builder.
pub(crate) trait Build: Sized {
    /// Its builder.
    type Builder: Builder<Column = Self>;
}

/// A column that is built of all its items at once, in memory.
pub(crate) trait Gather: Build {
    /// The column of these items.
    #[expect(
        clippy::expect_used,
        reason = "only files give errors, and without a limit there are none"
    )]
    fn gather<'i>(items: impl IntoIterator<Item = <Self::Builder as Builder>::Item<'i>>) -> Self {
        let mut builder = Self::Builder::new(usize::MAX);
        let pushed = items.into_iter().try_for_each(|item| builder.push(item));
        pushed.and_then(|()| builder.finish()).expect("memory takes everything")
    }
}

impl<C: Build> Gather for C {}
