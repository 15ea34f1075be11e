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

/// Where the items of two sorted lists stand in one. Takes memory for the delta only, and is searched more often
/// than anything else of both graphs, so it is read from a store at once.
#[derive(Clone, Debug, Default)]
pub(crate) struct MergeIndex {
    pub(super) n_base: usize,
    pub(super) n_delta: usize,
    /// The place of each row of the delta in the one list, ascending.
    pub(super) place: Vec<u32>,
    /// How many rows of the delta before each stand for one of base; at last, how many of all.
    pub(super) replaced: Vec<u32>,
    /// Whether every row of the delta stands for one of base.
    pub(super) is_as_base: bool,
}

impl MergeIndex {
    /// One list after the other.
    pub(crate) fn chain(n_base: usize, n_delta: usize) -> Self {
        Self { n_base, n_delta, ..Self::default() }
    }

    /// The merge that puts each row of the delta where it is told: before an item of base, or in its stead. They ascend.
    pub(crate) fn of(n_base: usize, delta: &[Insertion]) -> Self {
        let mut place = Vec::with_capacity(delta.len());
        let mut replaced = vec![0_u32];
        for (n_before, insertion) in (0_u32..).zip(delta) {
            let n_replaced = replaced.last().copied().unwrap_or_default();
            let rank = u32::try_from(insertion.rank).unwrap_or(u32::MAX);
            place.push(rank + n_before - n_replaced);
            replaced.push(n_replaced + u32::from(insertion.is_there));
        }
        let is_as_base = delta.iter().all(|insertion| insertion.is_there);
        Self { n_base, n_delta: delta.len(), place, replaced, is_as_base }
    }

    const fn is_chain(&self) -> bool {
        self.place.is_empty()
    }

    /// How many items either list has.
    pub(crate) const fn n_items(&self) -> (usize, usize) {
        (self.n_base, self.n_delta)
    }

    /// How many of the first rows of the delta stand for one of base.
    pub(crate) fn replaced(&self, n_delta: usize) -> usize {
        if self.is_chain() { 0 } else { self.replaced[n_delta] as usize }
    }

    /// How many items there are.
    pub(crate) fn len(&self) -> usize {
        self.n_base + self.n_delta - self.replaced(self.n_delta)
    }

    /// how many rows of the delta stand before a place.
    fn n_delta_before(&self, place: usize) -> usize {
        self.place.partition_point(|&other| (other as usize) < place)
    }

    /// How many items of base and of the delta stand before a place.
    pub(crate) fn before(&self, place: usize) -> (usize, usize) {
        if self.is_chain() {
            return (place.min(self.n_base), place.saturating_sub(self.n_base));
        }
        let delta = self.n_delta_before(place);
        (place + self.replaced(delta) - delta, delta)
    }

    /// The item at a place.
    #[inline]
    pub(crate) fn at(&self, place: usize) -> (Side, usize) {
        let (base, delta) = self.before(place);
        let is_delta = if self.is_chain() {
            place >= self.n_base
        } else {
            self.place.get(delta).is_some_and(|&other| other as usize == place)
        };
        if is_delta { (Side::Delta, delta) } else { (Side::Base, base) }
    }

    /// The items of some places, which lie side by side in runs of one side.
    pub(crate) fn runs(&self, places: Range<usize>) -> impl Iterator<Item = (Side, Range<usize>)> {
        let Range { mut start, end } = places;
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
                    let next = self.place.get(next).map_or(end, |&next| next as usize);
                    next.min(end) - start
                }
            };
            start += length;
            Some((side, first..first + length))
        })
    }

    /// The place of an item.
    pub(crate) fn place(&self, side: Side, item: usize) -> usize {
        match (side, self.is_chain()) {
            (Side::Base, true) => item,
            // None stands between them, as often with verbs.
            (Side::Base, false) if self.is_as_base => item,
            (Side::Delta, true) => self.n_base + item,
            (Side::Delta, false) => self.place[item] as usize,
            (Side::Base, false) => {
                // The rows of the delta that stand before it, and the one that stands in its stead.
                let rank = |delta: usize| self.place[delta] as usize + self.replaced(delta) - delta;
                let (mut start, mut end) = (0, self.n_delta);
                while start < end {
                    let middle = usize::midpoint(start, end);
                    if rank(middle) <= item { start = middle + 1 } else { end = middle }
                }
                item + start - self.replaced(start)
            }
        }
    }
}

/// Where a row of the delta belongs: after so many items of base, the next of which it may stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Insertion {
    pub(crate) rank: usize,
    pub(crate) is_there: bool,
}

/// The merge index of each table, by its id.
#[derive(Clone, Debug, Default)]
pub(crate) struct Renumbering(Vec<Arc<MergeIndex>>);

impl Renumbering {
    /// The merge indices of tables, in the order of their ids.
    pub(crate) const fn new(tables: Vec<Arc<MergeIndex>>) -> Self {
        Self(tables)
    }

    /// A value of one side as it is in the merged tables: a row number becomes the merged one, anything else stays as
    /// it is.
    pub(crate) fn apply<T: Number>(&self, side: Side, value: T) -> T {
        match T::TABLE.and_then(|TableId(table)| self.0.get(table)) {
            Some(index) => T::of(index.place(side, usize::of(value.number())).number()),
            None => value,
        }
    }
}

/// Two of these can be read as one.
pub(crate) trait Mergeable: Sized {
    /// How many rows it has.
    fn n_rows(&self) -> usize;
    /// Both as one; each row stands where `rows` says.
    fn merged(self, delta: Self, rows: &Arc<MergeIndex>, renumbering: &Arc<Renumbering>) -> Self;

    /// One after the other.
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
    /// The two columns, whose rows stand where `rows` says.
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

    /// Which rows are whose.
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

    /// The side and the column that have a row, and which of its rows it is.
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
            let insertion = |item: &u32| Insertion {
                rank: base.range(..item).count(),
                is_there: base.contains(item),
            };
            let insertions: Vec<Insertion> = delta.iter().map(insertion).collect();
            let merge = MergeIndex::of(base.len(), &insertions);
            let all: Vec<u32> = base.union(&delta).copied().collect();
            let lists: [Vec<u32>; 2] = [base.iter().copied().collect(), delta.iter().copied().collect()];
            prop_assert_eq!(merge.len(), all.len());
            let item = |(side, at): (Side, usize)| lists[usize::from(side == Side::Delta)][at];
            for (place, wanted) in all.iter().enumerate() {
                prop_assert_eq!(item(merge.at(place)), *wanted);
                prop_assert_eq!(merge.at(place).0 == Side::Delta, delta.contains(wanted));
                let before = (base.range(..wanted).count(), delta.range(..wanted).count());
                prop_assert_eq!(merge.before(place), before);
            }
            for (side, list) in [Side::Base, Side::Delta].into_iter().zip(&lists) {
                for (at, wanted) in list.iter().enumerate() {
                    prop_assert_eq!(all[merge.place(side, at)], *wanted);
                }
            }
            let run: Vec<u32> = merge.runs(0..all.len())
                .flat_map(|(side, items)| items.map(move |at| (side, at)))
                .map(item)
                .collect();
            prop_assert_eq!(run, all);
            let replaced: BTreeSet<_> = base.intersection(&delta).collect();
            prop_assert_eq!(merge.replaced(delta.len()), replaced.len());
        }
    }
}
