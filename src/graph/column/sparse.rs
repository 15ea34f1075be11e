//! What only some rows have, or some have several of.

use super::{Column, Dates, Gather, Number, Texts};
use crate::{
    graph::store::{Mapped, StoreError, Stored, Writer},
    model::Date,
};
use std::{io, ops::Range};

/// Values under ascending rows.
#[derive(Clone, Debug, Default)]
pub(in crate::graph) struct Sparse<V> {
    /// The row of each value, ascending.
    pub(super) key: Column<u32>,
    /// How many rows there are when each has one value, which needs no keys; else 0.
    pub(super) n_all: usize,
    pub(super) values: V,
}

impl<V> Sparse<V> {
    /// The values, to be read where [`Sparse::one`] and [`Sparse::of`] say.
    pub(in crate::graph) fn values(&self) -> &V {
        &self.values
    }

    /// Where the values of a row stand.
    pub(in crate::graph) fn of(&self, row: usize) -> Range<usize> {
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

    /// Where the first value of a row stands, if it has one.
    pub(in crate::graph) fn one(&self, row: usize) -> Option<usize> {
        let found = self.of(row);
        (!found.is_empty()).then_some(found.start)
    }
}

impl Sparse<Texts> {
    /// The text of a row, if it has one.
    pub(in crate::graph) fn get(&self, row: usize) -> Option<&str> {
        self.one(row).map(|at| self.values.get(at))
    }
}

impl<T: Number> Sparse<Column<T>> {
    /// The value of a row, if it has one.
    pub(in crate::graph) fn get(&self, row: usize) -> Option<T> {
        self.one(row).map(|at| self.values.get(at))
    }
}

impl Sparse<Dates> {
    /// The date of a row, if it has one.
    pub(in crate::graph) fn get(&self, row: usize) -> Option<Date> {
        self.one(row).map(|at| self.values.get(at))
    }
}

impl<V: Stored> Stored for Sparse<V> {
    fn save(&self, name: &str, out: &mut Writer) -> io::Result<()> {
        self.key.save(&format!("{name}.key"), out)?;
        Column::gather([self.n_all]).save(&format!("{name}.all"), out)?;
        self.values.save(name, out)
    }

    fn load(name: &str, store: &Mapped) -> Result<Self, StoreError> {
        let n_all = Column::<usize>::load(&format!("{name}.all"), store)?;
        if n_all.len() != 1 {
            return Err(store.malformed(name));
        }
        Ok(Self {
            key: Column::load(&format!("{name}.key"), store)?,
            n_all: n_all.get(0),
            values: V::load(name, store)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_have_none_one_or_several() {
        let sparse: Sparse<Column<u8>> = Sparse::gather([(1, 10), (3, 30), (3, 31)]);
        let of = |row| sparse.values().iter(sparse.of(row)).collect::<Vec<u8>>();
        assert_eq!([of(0), of(1), of(2), of(3)], [vec![], vec![10], vec![], vec![30, 31]]);
        let all: Sparse<Column<u8>> = Sparse::gather([(0, 10), (1, 11)]);
        assert_eq!((all.one(1), all.one(2)), (Some(1), None));
    }
}
