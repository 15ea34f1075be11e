//! Two graphs as one, of which neither is copied: a store, and what was added to it.
//!
//! Each graph is sorted and whole by itself. A [`Merge`] tells where the items of both stand in one order; what is in
//! both stands once, as the added graph has it. Columns of the one graph read those of the two through it, and give
//! every index that they hold its new number.

mod both;
mod find;

pub(in crate::graph) use both::Both;
pub(in crate::graph) use find::find;

use super::{
    PairIndex, StatementIndex, TemporalGraph,
    column::{Column, Gather},
    store::{Mapped, StoreError, Stored, Writer},
};
use crate::model::{EntityIndex, SourceIndex, VerbIndex, Vocabulary};
use std::{io, ops::Range, sync::Arc};

/// One of two graphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::graph) enum Side {
    /// The one that was there.
    Base,
    /// The one that was added.
    Added,
}

/// Where the items of two sorted lists stand in one. Takes memory for the added ones only, and is searched more often
/// than anything else of both graphs, so it is read from a store at once.
#[derive(Clone, Debug, Default)]
pub(in crate::graph) struct Merge {
    n_base: usize,
    n_added: usize,
    /// The place of each added item in the one list, ascending.
    place: Vec<u32>,
    /// How many of the added items before each stand for one of base; at last, how many of all.
    replaced: Vec<u32>,
    /// Whether every added item stands for one of base.
    is_as_base: bool,
}

impl Merge {
    /// One list after the other.
    pub(in crate::graph) fn chain(n_base: usize, n_added: usize) -> Self {
        Self { n_base, n_added, ..Self::default() }
    }

    /// The merge that puts each added item where it is told: before an item of base, or in its stead. They ascend.
    pub(super) fn of(n_base: usize, added: &[Spot]) -> Self {
        let mut place = Vec::with_capacity(added.len());
        let mut replaced = vec![0_u32];
        for (n_before, spot) in (0_u32..).zip(added) {
            let n_replaced = replaced.last().copied().unwrap_or_default();
            let rank = u32::try_from(spot.rank).unwrap_or(u32::MAX);
            place.push(rank + n_before - n_replaced);
            replaced.push(n_replaced + u32::from(spot.is_there));
        }
        let is_as_base = added.iter().all(|spot| spot.is_there);
        Self { n_base, n_added: added.len(), place, replaced, is_as_base }
    }

    const fn is_chain(&self) -> bool {
        self.place.is_empty()
    }

    /// How many items either list has.
    pub(in crate::graph) const fn n_items(&self) -> (usize, usize) {
        (self.n_base, self.n_added)
    }

    /// How many of the first added items stand for one of base.
    pub(in crate::graph) fn replaced(&self, n_added: usize) -> usize {
        if self.is_chain() { 0 } else { self.replaced[n_added] as usize }
    }

    /// How many items there are.
    pub(in crate::graph) fn len(&self) -> usize {
        self.n_base + self.n_added - self.replaced(self.n_added)
    }

    /// How many added items stand before a place.
    fn n_added_before(&self, place: usize) -> usize {
        self.place.partition_point(|&other| (other as usize) < place)
    }

    /// How many items of base and of the added ones stand before a place.
    pub(in crate::graph) fn before(&self, place: usize) -> (usize, usize) {
        if self.is_chain() {
            return (place.min(self.n_base), place.saturating_sub(self.n_base));
        }
        let added = self.n_added_before(place);
        (place + self.replaced(added) - added, added)
    }

    /// The item at a place.
    #[inline]
    pub(in crate::graph) fn at(&self, place: usize) -> (Side, usize) {
        let (base, added) = self.before(place);
        let is_added = if self.is_chain() {
            place >= self.n_base
        } else {
            self.place.get(added).is_some_and(|&other| other as usize == place)
        };
        if is_added { (Side::Added, added) } else { (Side::Base, base) }
    }

    /// The items of some places, which lie side by side in runs of one side.
    pub(in crate::graph) fn runs(
        &self,
        places: Range<usize>,
    ) -> impl Iterator<Item = (Side, Range<usize>)> {
        let Range { mut start, end } = places;
        std::iter::from_fn(move || {
            if start >= end {
                return None;
            }
            let (side, first) = self.at(start);
            let length = match side {
                Side::Added => 1,
                Side::Base if self.is_chain() => self.n_base.min(end) - start,
                Side::Base => {
                    let next = self.n_added_before(start);
                    let next = self.place.get(next).map_or(end, |&next| next as usize);
                    next.min(end) - start
                }
            };
            start += length;
            Some((side, first..first + length))
        })
    }

    /// The place of an item.
    pub(in crate::graph) fn place(&self, side: Side, item: usize) -> usize {
        match (side, self.is_chain()) {
            (Side::Base, true) => item,
            // None stands between them, as often with verbs.
            (Side::Base, false) if self.is_as_base => item,
            (Side::Added, true) => self.n_base + item,
            (Side::Added, false) => self.place[item] as usize,
            (Side::Base, false) => {
                // The added items that stand before it, and the one that stands in its stead.
                let rank = |added: usize| self.place[added] as usize + self.replaced(added) - added;
                let (mut start, mut end) = (0, self.n_added);
                while start < end {
                    let middle = usize::midpoint(start, end);
                    if rank(middle) <= item { start = middle + 1 } else { end = middle }
                }
                item + start - self.replaced(start)
            }
        }
    }
}

impl Stored for Merge {
    fn save(&self, name: &str, out: &mut Writer) -> io::Result<()> {
        Column::gather([self.n_base, self.n_added]).save(&format!("{name}.items"), out)?;
        let numbers = |numbers: &[u32]| Column::gather(numbers.iter().copied());
        numbers(&self.place).save(&format!("{name}.place"), out)?;
        numbers(&self.replaced).save(&format!("{name}.replaced"), out)
    }

    fn load(name: &str, store: &Mapped) -> Result<Self, StoreError> {
        let items = Column::<usize>::load(&format!("{name}.items"), store)?;
        let numbers = |part: &str| -> Result<Vec<u32>, StoreError> {
            let (mut numbers, column) =
                (Vec::new(), Column::load(&format!("{name}.{part}"), store)?);
            column.read(0..column.len(), &mut numbers);
            Ok(numbers)
        };
        let (place, replaced) = (numbers("place")?, numbers("replaced")?);
        let is_sound = items.len() == 2 && replaced.len() == place.len() + 1;
        if !is_sound || items.get(1) != place.len() {
            return Err(store.malformed(name));
        }
        let (n_base, n_added) = (items.get(0), items.get(1));
        let is_as_base = replaced[n_added] as usize == n_added;
        Ok(Self { n_base, n_added, place, replaced, is_as_base })
    }
}

/// Where an added item belongs: after so many items of base, the next of which it may stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    rank: usize,
    is_there: bool,
}

super::columns! {
    /// Where everything in two graphs stands in one.
    pub(in crate::graph) struct Merges {
        entities: Arc<Merge>,
        sources: Arc<Merge>,
        /// Names in the order in which they are looked up.
        names: Arc<Merge>,
        pairs: Arc<Merge>,
        /// Pairs by target and holder.
        towards: Arc<Merge>,
        statements: Arc<Merge>,
        verbs: Arc<Merge>,
    }
}

impl<T: Stored> Stored for Arc<T> {
    fn save(&self, name: &str, out: &mut Writer) -> io::Result<()> {
        self.as_ref().save(name, out)
    }

    fn load(name: &str, store: &Mapped) -> Result<Self, StoreError> {
        T::load(name, store).map(Self::new)
    }
}

/// What has another number in the one graph.
pub(in crate::graph) trait Renumbered: Sized {
    /// The number of the same thing in the one graph.
    fn renumbered(self, side: Side, merges: &Merges) -> Self;
}

macro_rules! renumbered {
    ($($index:ty: $merge:ident),+) => {$(
        impl Renumbered for $index {
            fn renumbered(self, side: Side, merges: &Merges) -> Self {
                Self::new(merges.$merge.place(side, self.position()))
            }
        }
    )+};
}

renumbered!(
    EntityIndex: entities,
    SourceIndex: sources,
    PairIndex: pairs,
    StatementIndex: statements,
    VerbIndex: verbs
);

/// A column of two graphs that is read as one.
pub(in crate::graph) trait Merged: Sized {
    /// How many rows it has.
    fn n_rows(&self) -> usize;
    /// The column of both; each row stands where `rows` says.
    fn merged(self, added: Self, rows: &Arc<Merge>, merges: &Arc<Merges>) -> Self;

    /// The column of the one after the other.
    fn chained(self, added: Self, merges: &Arc<Merges>) -> Self {
        let rows = Merge::chain(self.n_rows(), added.n_rows());
        self.merged(added, &Arc::new(rows), merges)
    }
}

/// The verbs of both vocabularies, in the order of the merge.
pub(super) fn vocabulary(base: &Vocabulary, added: &Vocabulary, verbs: &Merge) -> Vocabulary {
    let verb = |place: usize| match verbs.at(place) {
        (Side::Base, verb) => base.verb(VerbIndex::new(verb)).clone(),
        (Side::Added, verb) => added.verb(VerbIndex::new(verb)).clone(),
    };
    Vocabulary::new((0..verbs.len()).map(verb))
}

impl TemporalGraph {
    /// Both graphs as one. Copies nothing but the vocabulary.
    pub(in crate::graph) fn merged(self, added: Self, merges: &Arc<Merges>) -> Self {
        let verbs = vocabulary(&self.vocabulary, &added.vocabulary, &merges.verbs);
        Self {
            entities: self.entities.merged(added.entities, merges),
            sources: self.sources.merged(added.sources, &merges.sources, merges),
            vocabulary: verbs,
            pairs: self.pairs.merged(added.pairs, merges),
            first: self.first.merged(added.first, &merges.pairs, &merges.statements),
            milestone: Column::default(),
            rows: self.rows.merged(added.rows, &merges.statements, merges),
        }
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
            added in proptest::collection::btree_set(0..60_u32, 0..30),
        ) {
            let spot = |item: &u32| Spot {
                rank: base.range(..item).count(),
                is_there: base.contains(item),
            };
            let spots: Vec<Spot> = added.iter().map(spot).collect();
            let merge = Merge::of(base.len(), &spots);
            let all: Vec<u32> = base.union(&added).copied().collect();
            let lists: [Vec<u32>; 2] = [base.iter().copied().collect(), added.iter().copied().collect()];
            prop_assert_eq!(merge.len(), all.len());
            let item = |(side, at): (Side, usize)| lists[usize::from(side == Side::Added)][at];
            for (place, wanted) in all.iter().enumerate() {
                prop_assert_eq!(item(merge.at(place)), *wanted);
                prop_assert_eq!(merge.at(place).0 == Side::Added, added.contains(wanted));
                let before = (base.range(..wanted).count(), added.range(..wanted).count());
                prop_assert_eq!(merge.before(place), before);
            }
            for (side, list) in [Side::Base, Side::Added].into_iter().zip(&lists) {
                for (at, wanted) in list.iter().enumerate() {
                    prop_assert_eq!(all[merge.place(side, at)], *wanted);
                }
            }
            let run: Vec<u32> = merge.runs(0..all.len())
                .flat_map(|(side, items)| items.map(move |at| (side, at)))
                .map(item)
                .collect();
            prop_assert_eq!(run, all);
            let replaced: BTreeSet<_> = base.intersection(&added).collect();
            prop_assert_eq!(merge.replaced(added.len()), replaced.len());
        }
    }
}
