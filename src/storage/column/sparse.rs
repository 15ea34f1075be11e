//! Sparse columns: values that only some rows have, or some have several of.

use super::{
    builder::{Build, Builder, Gather},
    copy::{Copied, copied},
    numbers::{Column, ColumnBuilder},
    values::Values,
};
use crate::storage::{
    bytes::damage::Damaged,
    merge::{MergeIndex, Mergeable, Merged, Renumbering, Side},
    section::{SectionReader, SectionWriter, Stored},
};
use std::{io, ops::Range, sync::Arc};

/// Values under ascending rows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sparse<V> {
    pub(crate) keys: Keys,
    pub(crate) values: V,
}

/// Which rows have values.
#[derive(Clone, Debug, Default)]
pub(crate) struct Keys {
    /// The row of each value, ascending.
    key: Column<u32>,
    /// How many rows there are when each has one value, which needs no keys; else 0.
    n_all: usize,
    /// In merged columns, the two keys, and the number of values of the base, behind which those of the delta lie.
    merged: Option<Box<(Merged<Self>, usize)>>,
}

impl Keys {
    /// Each of some rows has one value.
    pub(crate) fn all(n_all: usize) -> Self {
        Self { n_all, ..Self::default() }
    }

    /// The row of each value.
    pub(crate) fn some(key: Column<u32>) -> Self {
        Self { key, ..Self::default() }
    }

    fn of(&self, row: usize) -> Range<usize> {
        if let Some(merged) = &self.merged {
            let (merged, n_base) = merged.as_ref();
            let (side, keys, row) = merged.at(row);
            let found = keys.of(row);
            let before = if side == Side::Delta { *n_base } else { 0 };
            return before + found.start..before + found.end;
        }
        if row < self.n_all {
            return row..row + 1;
        }
        let n_keys = self.key.len();
        if n_keys == 0 {
            return 0..0;
        }
        let (row, rows) = (i64::try_from(row).unwrap_or(i64::MAX), 0..n_keys);
        let start = self.key.lower_bound(rows, row);
        let mut end = start;
        while end < n_keys && i64::from(self.key.get(end)) == row {
            end += 1;
        }
        start..end
    }

    /// The positions of the values of some rows, and the row of a value by its position, in columns that are not merged.
    fn among(&self, rows: &Range<usize>) -> (Range<usize>, impl Fn(usize) -> usize) {
        let n_keys = self.key.len();
        let from = |row: usize| {
            let wanted = i64::try_from(row).unwrap_or(i64::MAX);
            if n_keys == 0 { row.min(self.n_all) } else { self.key.lower_bound(0..n_keys, wanted) }
        };
        let row_of = move |at| if n_keys == 0 { at } else { self.key.get(at) as usize };
        (from(rows.start)..from(rows.end), row_of)
    }
}

impl<V> Sparse<V> {
    /// The values, to be read where [`Sparse::one`] and [`Sparse::of`] say.
    pub(crate) fn values(&self) -> &V {
        &self.values
    }

    /// The positions of the values of a row.
    pub(crate) fn of(&self, row: usize) -> Range<usize> {
        self.keys.of(row)
    }

    /// Whether no row has a value.
    pub(crate) fn is_empty(&self) -> bool
    where
        V: Mergeable,
    {
        self.values.n_rows() == 0
    }

    /// The position of the first value of a row, if it has one.
    pub(crate) fn one(&self, row: usize) -> Option<usize> {
        let found = self.of(row);
        (!found.is_empty()).then_some(found.start)
    }
}

impl<V: Mergeable> Sparse<V> {
    /// The values of a base and a delta; each row stands where `rows` says.
    pub(crate) fn merged(
        self,
        delta: Self,
        rows: &Arc<MergeIndex>,
        renumbering: &Arc<Renumbering>,
    ) -> Self {
        let n_base = self.values.n_rows();
        let keys = Merged::boxed(self.keys, delta.keys, rows, renumbering);
        let merged = Some(Box::new((*keys, n_base)));
        let values = self.values.chained(delta.values, renumbering);
        Self { keys: Keys { merged, ..Keys::default() }, values }
    }
}

impl<V: Values> Sparse<V> {
    /// The value of a row, if it has one.
    pub(crate) fn get(&self, row: usize) -> Option<V::Value<'_>> {
        self.one(row).map(|at| self.values.value(at))
    }
}

impl<V: Copied> Copied for Sparse<V> {
    fn copy(&self, rows: Range<usize>, at: usize, builder: &mut Self::Builder) -> io::Result<()> {
        let Some(merged) = &self.keys.merged else {
            return self.copy_run((&self.keys, rows, 0), at, builder);
        };
        let ((merged, n_base), mut at) = (merged.as_ref(), at);
        for (side, run) in merged.rows().runs(rows) {
            let (n_rows, before) = (run.len(), if side == Side::Delta { *n_base } else { 0 });
            self.copy_run((merged.of(side), run, before), at, builder)?;
            at += n_rows;
        }
        Ok(())
    }
}

impl<V: Copied> Sparse<V> {
    /// Copies rows of one side, whose values lie behind `before` others.
    fn copy_run(
        &self,
        (keys, rows, before): (&Keys, Range<usize>, usize),
        at: usize,
        builder: &mut <Self as Build>::Builder,
    ) -> io::Result<()> {
        let moved = |row: usize| at + row - rows.start;
        let (found, row_of) = keys.among(&rows);
        let values = before + found.start..before + found.end;
        builder.copy(found.map(|value| moved(row_of(value))), &self.values, values)
    }
}

impl<V: Stored + Copied + Mergeable> Stored for Sparse<V> {
    fn is_nothing(&self) -> bool {
        self.is_empty()
    }

    fn save(&self, name: &str, out: &mut dyn SectionWriter) -> io::Result<()> {
        if let Some(merged) = &self.keys.merged {
            return copied(self, merged.0.len())?.save(name, out);
        }
        self.keys.key.save(&format!("{name}.key"), out)?;
        Column::gather([self.keys.n_all]).save(&format!("{name}.all"), out)?;
        self.values.save(name, out)
    }

    fn load(name: &str, sections: &dyn SectionReader) -> Result<Self, Damaged> {
        let n_all = Column::<usize>::load(&format!("{name}.all"), sections)?;
        if n_all.len() != 1 {
            return Err(sections.malformed(name));
        }
        let key = Column::load(&format!("{name}.key"), sections)?;
        let keys = Keys { key, n_all: n_all.get(0), merged: None };
        Ok(Self { keys, values: V::load(name, sections)? })
    }
}

impl<V: Build> Build for Sparse<V> {
    type Builder = SparseBuilder<V::Builder>;
}

/// Builds a sparse column; rows come in ascending order.
#[derive(Debug)]
pub(crate) struct SparseBuilder<S> {
    /// The row of each value; empty as long as every row has exactly one.
    key: ColumnBuilder<u32>,
    n_values: usize,
    values: S,
}

impl<S> SparseBuilder<S> {
    fn push_key(&mut self, row: usize) -> io::Result<()> {
        let is_all = self.key.len() == 0;
        if is_all && row != self.n_values {
            (0..self.n_values).try_for_each(|row| self.add_key(row))?;
        }
        if !is_all || row != self.n_values {
            self.add_key(row)?;
        }
        self.n_values += 1;
        Ok(())
    }

    fn add_key(&mut self, row: usize) -> io::Result<()> {
        self.key.push(u32::try_from(row).unwrap_or(u32::MAX))
    }

    /// Adds values of a column, and the row of each.
    pub(crate) fn copy<V: Copied<Builder = S>>(
        &mut self,
        mut rows: impl Iterator<Item = usize>,
        column: &V,
        values: Range<usize>,
    ) -> io::Result<()> {
        if values.is_empty() {
            return Ok(());
        }
        column.copy(values, self.n_values, &mut self.values)?;
        rows.try_for_each(|row| self.push_key(row))
    }
}

impl<S: Builder> Builder for SparseBuilder<S> {
    type Item<'i> = (usize, S::Item<'i>);
    type Column = Sparse<S::Column>;

    fn new(most: usize) -> Self {
        Self { key: ColumnBuilder::new(most), n_values: 0, values: S::new(most) }
    }

    fn push(&mut self, (row, item): Self::Item<'_>) -> io::Result<()> {
        self.push_key(row)?;
        self.values.push(item)
    }

    fn finish(self) -> io::Result<Sparse<S::Column>> {
        let values = self.values.finish()?;
        if self.key.len() == 0 {
            return Ok(Sparse { keys: Keys::all(self.n_values), values });
        }
        Ok(Sparse { keys: Keys::some(self.key.finish()?), values })
    }
}

#[cfg(test)]
mod tests {
    use super::{super::texts::TextsBuilder, *};
    use proptest::prelude::*;

    #[test]
    fn rows_have_none_one_or_several() {
        let sparse: Sparse<Column<u8>> = Sparse::gather([(1, 10), (3, 30), (3, 31)]);
        let of = |row| sparse.values().iter(sparse.of(row)).collect::<Vec<u8>>();
        assert_eq!([of(0), of(1), of(2), of(3)], [vec![], vec![10], vec![], vec![30, 31]]);
        let all: Sparse<Column<u8>> = Sparse::gather([(0, 10), (1, 11)]);
        assert_eq!((all.one(1), all.one(2)), (Some(1), None));
    }

    proptest! {
        #[test]
        fn what_is_built_comes_back(
            texts in proptest::collection::vec(any::<String>(), 0..60),
            numbers in proptest::collection::vec(any::<u32>(), 0..60),
            most in 1..64_usize,
        ) {
            let mut builder = TextsBuilder::new(most);
            texts.iter().try_for_each(|text| builder.push(text)).unwrap();
            let column = builder.finish().unwrap();
            let found: Vec<&str> = (0..column.len()).map(|row| column.get(row)).collect();
            prop_assert_eq!(found, texts);
            let mut builder = SparseBuilder::<ColumnBuilder<u32>>::new(most);
            let rows = numbers.iter().enumerate().filter(|(row, _)| row % 3 != 1);
            rows.clone().try_for_each(|(row, number)| builder.push((row, *number))).unwrap();
            let column = builder.finish().unwrap();
            for (row, number) in rows {
                prop_assert_eq!(column.one(row).map(|at| column.values().get(at)), Some(*number));
            }
            prop_assert_eq!(column.one(1), None);
        }
    }
}
