//! What only some rows have, or some have several of.

use super::{Column, Copied, Dates, Gather, Number, Spooled, Texts, copied::copied};
use crate::{
    graph::{
        merge::{Both, Merge, Merged, Merges, Side},
        store::{Mapped, StoreError, Stored, Writer},
    },
    model::Date,
};
use std::{io, ops::Range, sync::Arc};

/// Values under ascending rows.
#[derive(Clone, Debug, Default)]
pub(in crate::graph) struct Sparse<V> {
    pub(super) keys: Keys,
    pub(super) values: V,
}

/// Which rows have values.
#[derive(Clone, Debug, Default)]
pub(super) struct Keys {
    /// The row of each value, ascending.
    key: Column<u32>,
    /// How many rows there are when each has one value, which needs no keys; else 0.
    n_all: usize,
    /// In a graph of two, theirs; the values of the added one come after those of base, whose number is told.
    both: Option<Box<(Both<Self>, usize)>>,
}

impl Keys {
    /// Each of some rows has one value.
    pub(super) fn all(n_all: usize) -> Self {
        Self { n_all, ..Self::default() }
    }

    /// The row of each value.
    pub(super) fn some(key: Column<u32>) -> Self {
        Self { key, ..Self::default() }
    }

    fn of(&self, row: usize) -> Range<usize> {
        if let Some(both) = &self.both {
            let (both, n_base) = both.as_ref();
            let (side, keys, row) = both.at(row);
            let found = keys.of(row);
            let before = if side == Side::Added { *n_base } else { 0 };
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

    /// Where the values of some rows stand, and the row of the one at a place, in a graph that is not two.
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
    pub(in crate::graph) fn values(&self) -> &V {
        &self.values
    }

    /// Where the values of a row stand.
    pub(in crate::graph) fn of(&self, row: usize) -> Range<usize> {
        self.keys.of(row)
    }

    /// Where the first value of a row stands, if it has one.
    pub(in crate::graph) fn one(&self, row: usize) -> Option<usize> {
        let found = self.of(row);
        (!found.is_empty()).then_some(found.start)
    }
}

impl<V: Merged> Sparse<V> {
    /// The values of two graphs, whose rows stand where `rows` says.
    pub(in crate::graph) fn merged(
        self,
        added: Self,
        rows: &Arc<Merge>,
        merges: &Arc<Merges>,
    ) -> Self {
        let n_base = self.values.n_rows();
        let keys = Both::boxed(self.keys, added.keys, rows, merges);
        let both = Some(Box::new((*keys, n_base)));
        let values = self.values.chained(added.values, merges);
        Self { keys: Keys { both, ..Keys::default() }, values }
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

impl<V: Copied> Copied for Sparse<V> {
    fn copy(&self, rows: Range<usize>, at: usize, spool: &mut Self::Spool) -> io::Result<()> {
        let Some(both) = &self.keys.both else {
            return self.copy_run((&self.keys, rows, 0), at, spool);
        };
        let ((both, n_base), mut at) = (both.as_ref(), at);
        for (side, run) in both.rows().runs(rows) {
            let (n_rows, before) = (run.len(), if side == Side::Added { *n_base } else { 0 });
            self.copy_run((both.of(side), run, before), at, spool)?;
            at += n_rows;
        }
        Ok(())
    }
}

impl<V: Copied> Sparse<V> {
    /// Copies rows of which these keys tell, whose values stand behind so many others.
    fn copy_run(
        &self,
        (keys, rows, before): (&Keys, Range<usize>, usize),
        at: usize,
        spool: &mut <Self as Spooled>::Spool,
    ) -> io::Result<()> {
        let moved = |row: usize| at + row - rows.start;
        let (found, row_of) = keys.among(&rows);
        let values = before + found.start..before + found.end;
        spool.copy(found.map(|value| moved(row_of(value))), &self.values, values)
    }
}

impl<V: Stored + Copied> Stored for Sparse<V> {
    fn save(&self, name: &str, out: &mut Writer) -> io::Result<()> {
        if let Some(both) = &self.keys.both {
            return copied(self, both.0.len())?.save(name, out);
        }
        self.keys.key.save(&format!("{name}.key"), out)?;
        Column::gather([self.keys.n_all]).save(&format!("{name}.all"), out)?;
        self.values.save(name, out)
    }

    fn load(name: &str, store: &Mapped) -> Result<Self, StoreError> {
        let n_all = Column::<usize>::load(&format!("{name}.all"), store)?;
        if n_all.len() != 1 {
            return Err(store.malformed(name));
        }
        let key = Column::load(&format!("{name}.key"), store)?;
        let keys = Keys { key, n_all: n_all.get(0), both: None };
        Ok(Self { keys, values: V::load(name, store)? })
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
