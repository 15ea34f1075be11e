//! What is read of a column.

/// A column whose rows have values.
pub(crate) trait Values {
    /// The value of a row.
    type Value<'v>
    where
        Self: 'v;
    /// The value of the row at a position.
    fn value(&self, row: usize) -> Self::Value<'_>;
}
