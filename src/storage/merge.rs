//! Two sorted tables read as one, neither of which is copied: a base, and a delta that was added to it.
//!
//! A [`MergeIndex`] maps the rows of both to positions in one order; a row that is in both stands once, as the delta
//! has it. A [`Renumbering`] has the merge index of each table, so that values which are row numbers of a table are
//! translated as they are read.

use super::number::{Number, TableId};
use std::{ops::Range, sync::Arc};

/// One of two tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// What was there first.
    Base,
    /// What was added to it.
    Delta,
}

/// Where the rows of a base and a delta stand in one order. Takes memory for the delta only, and is searched more often
/// than anything else of merged tables, so it is read from a store at once.
#[derive(Clone, Debug, Default)]
pub(crate) struct MergeIndex {
    pub(super) n_base: usize,
    pub(super) n_delta: usize,
    /// The merged position of each row of the delta, ascending.
    pub(super) position: Vec<u32>,
    /// How many rows of the delta before each replace one of the base; at the end, how many of all.
    pub(super) replaced: Vec<u32>,
    /// Whether every row of the delta replaces one of the base.
    pub(super) is_as_base: bool,
}

impl MergeIndex {
    /// The base, then the delta.
    pub(crate) fn chain(n_base: usize, n_delta: usize) -> Self {
        Self { n_base, n_delta, ..Self::default() }
    }

    /// The merge that puts each row of the delta where its insertion says. Insertions ascend.
    pub(crate) fn of(n_base: usize, delta: &[Insertion]) -> Self {
        let mut position = Vec::with_capacity(delta.len());
        let mut replaced = vec![0_u32];
        for (n_before, insertion) in (0_u32..).zip(delta) {
            let n_replaced = replaced.last().copied().unwrap_or_default();
            let rank = u32::try_from(insertion.rank).unwrap_or(u32::MAX);
            position.push(rank + n_before - n_replaced);
            replaced.push(n_replaced + u32::from(insertion.replaces));
        }
        let is_as_base = delta.iter().all(|insertion| insertion.replaces);
        Self { n_base, n_delta: delta.len(), position, replaced, is_as_base }
    }

    const fn is_chain(&self) -> bool {
        self.position.is_empty()
    }

    /// How many rows either side has.
    pub(crate) const fn n_items(&self) -> (usize, usize) {
        (self.n_base, self.n_delta)
    }

    /// How many of the first rows of the delta replace one of the base.
    pub(crate) fn replaced(&self, n_delta: usize) -> usize {
        if self.is_chain() { 0 } else { self.replaced[n_delta] as usize }
    }

    /// How many rows there are in all.
    pub(crate) fn len(&self) -> usize {
        self.n_base + self.n_delta - self.replaced(self.n_delta)
    }

    /// How many rows of the delta stand before a position.
    fn n_delta_before(&self, position: usize) -> usize {
        self.position.partition_point(|&other| (other as usize) < position)
    }

    /// How many rows of the base and of the delta stand before a position.
    pub(crate) fn before(&self, position: usize) -> (usize, usize) {
        if self.is_chain() {
            return (position.min(self.n_base), position.saturating_sub(self.n_base));
        }
        let delta = self.n_delta_before(position);
        (position + self.replaced(delta) - delta, delta)
    }

    /// The row at a position.
    #[inline]
    pub(crate) fn at(&self, position: usize) -> (Side, usize) {
        let (base, delta) = self.before(position);
        let is_delta = if self.is_chain() {
            position >= self.n_base
        } else {
            self.position.get(delta).is_some_and(|&other| other as usize == position)
        };
        if is_delta { (Side::Delta, delta) } else { (Side::Base, base) }
    }

    /// The rows at some positions, in runs of one side.
    pub(crate) fn runs(
        &self,
        positions: Range<usize>,
    ) -> impl Iterator<Item = (Side, Range<usize>)> {
        let Range { mut start, end } = positions;
        std::iter::from_fn(move || {
            if start >= end {
                return None;
            }
            let (side, first) = self.at(start);
            let length = match side {
                Side::Delta => 1,
                Side::Base if self.is_chain() => self.n_base.min(end) - start,
                Side::Base => {
                    let next = self.n_delta_before(start);
                    let next = self.position.get(next).map_or(end, |&next| next as usize);
                    next.min(end) - start
                }
            };
            start += length;
            Some((side, first..first + length))
        })
    }

    /// The merged position of a row.
    pub(crate) fn position(&self, side: Side, row: usize) -> usize {
        match (side, self.is_chain()) {
            (Side::Base, true) => row,
            // No row of the delta stands between them, as is common with verbs.
            (Side::Base, false) if self.is_as_base => row,
            (Side::Delta, true) => self.n_base + row,
            (Side::Delta, false) => self.position[row] as usize,
            (Side::Base, false) => {
                // The rows of the delta that stand before it, and the one that replaces it.
                let rank =
                    |delta: usize| self.position[delta] as usize + self.replaced(delta) - delta;
                let (mut start, mut end) = (0, self.n_delta);
                while start < end {
                    let middle = usize::midpoint(start, end);
                    if rank(middle) <= row { start = middle + 1 } else { end = middle }
                }
                row + start - self.replaced(start)
            }
        }
    }
}

/// Where a row of the delta belongs: after so many rows of the base, the next of which it may replace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Insertion {
    pub(crate) rank: usize,
    pub(crate) replaces: bool,
}

/// The merge index of each table, by its id.
#[derive(Clone, Debug, Default)]
pub(crate) struct Renumbering(Vec<Arc<MergeIndex>>);

impl Renumbering {
    /// The merge indices of tables, in the order of their ids.
    pub(crate) const fn new(tables: Vec<Arc<MergeIndex>>) -> Self {
        Self(tables)
    }

    /// A value of one side as it is in the merged tables: a row number is translated, anything else stays as
    /// it is.
    pub(crate) fn apply<T: Number>(&self, side: Side, value: T) -> T {
        match T::TABLE.and_then(|TableId(table)| self.0.get(table)) {
            Some(index) => T::of(index.position(side, usize::of(value.number())).number()),
            None => value,
        }
    }
}

/// Columns of which a base and a delta can be read as one.
pub(crate) trait Mergeable: Sized {
    /// How many rows it has.
    fn n_rows(&self) -> usize;
    /// The base and the delta as one; each row stands where `rows` says.
    fn merged(self, delta: Self, rows: &Arc<MergeIndex>, renumbering: &Arc<Renumbering>) -> Self;

    /// The base, then the delta, as one.
    fn chained(self, delta: Self, renumbering: &Arc<Renumbering>) -> Self {
        let rows = MergeIndex::chain(self.n_rows(), delta.n_rows());
        self.merged(delta, &Arc::new(rows), renumbering)
    }
}

/// A base and a delta, and how they are read as one.
#[derive(Clone, Debug)]
pub(crate) struct Merged<C> {
    base: C,
    delta: C,
    rows: Arc<MergeIndex>,
    pub(crate) renumbering: Arc<Renumbering>,
}

impl<C> Merged<C> {
    /// The two columns; each row stands where `rows` says.
    pub(crate) fn boxed(
        base: C,
        delta: C,
        rows: &Arc<MergeIndex>,
        renumbering: &Arc<Renumbering>,
    ) -> Box<Self> {
        Box::new(Self { base, delta, rows: Arc::clone(rows), renumbering: Arc::clone(renumbering) })
    }

    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Which rows are of which side.
    pub(crate) fn rows(&self) -> &MergeIndex {
        &self.rows
    }

    /// The column of a side.
    pub(crate) fn of(&self, side: Side) -> &C {
        match side {
            Side::Base => &self.base,
            Side::Delta => &self.delta,
        }
    }

    /// The side that has a row, its column, and the row there.
    pub(crate) fn at(&self, row: usize) -> (Side, &C, usize) {
        let (side, row) = self.rows.at(row);
        (side, self.of(side), row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn items_stand_as_in_the_sorted_list(
            base in proptest::collection::btree_set(0..60_u32, 0..30),
            delta in proptest::collection::btree_set(0..60_u32, 0..30),
        ) {
            let insertion = |row: &u32| Insertion {
                rank: base.range(..row).count(),
                replaces: base.contains(row),
            };
            let insertions: Vec<Insertion> = delta.iter().map(insertion).collect();
            let merge = MergeIndex::of(base.len(), &insertions);
            let all: Vec<u32> = base.union(&delta).copied().collect();
            let lists: [Vec<u32>; 2] = [base.iter().copied().collect(), delta.iter().copied().collect()];
            prop_assert_eq!(merge.len(), all.len());
            let row = |(side, at): (Side, usize)| lists[usize::from(side == Side::Delta)][at];
            for (position, wanted) in all.iter().enumerate() {
                prop_assert_eq!(row(merge.at(position)), *wanted);
                prop_assert_eq!(merge.at(position).0 == Side::Delta, delta.contains(wanted));
                let before = (base.range(..wanted).count(), delta.range(..wanted).count());
                prop_assert_eq!(merge.before(position), before);
            }
            for (side, list) in [Side::Base, Side::Delta].into_iter().zip(&lists) {
                for (at, wanted) in list.iter().enumerate() {
                    prop_assert_eq!(all[merge.position(side, at)], *wanted);
                }
            }
            let run: Vec<u32> = merge.runs(0..all.len())
                .flat_map(|(side, items)| items.map(move |at| (side, at)))
                .map(row)
                .collect();
            prop_assert_eq!(run, all);
            let replaced: BTreeSet<_> = base.intersection(&delta).collect();
            prop_assert_eq!(merge.replaced(delta.len()), replaced.len());
        }
    }
}
