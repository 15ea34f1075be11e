//! The ordered pairs of a graph: who holds stances towards whom.

use super::{index::PairIndex, merge::Merges};
use crate::{
    model::EntityIndex,
    storage::{
        column::{builder::Gather, numbers::Column, offsets::Offsets},
        merge::{Mergeable, Renumbering},
        table::columns,
    },
};
use std::{ops::Range, sync::Arc};

columns! {
    /// The pairs, sorted by holder and target, and found from either end.
    pub(crate) struct Pairs {
        holder: Column<EntityIndex>,
        target: Column<EntityIndex>,
        /// Where the pairs of each entity begin.
        leaving: Offsets,
        /// Where the pairs towards each entity begin, in `towards`.
        entering: Offsets,
        /// The pairs, sorted by target and holder.
        towards: Column<PairIndex>,
    }
}

impl Pairs {
    /// The pairs of these ends, which are sorted. Time and space O(entities + pairs).
    pub(crate) fn new(
        n_entities: usize,
        holder: Column<EntityIndex>,
        target: Column<EntityIndex>,
    ) -> Self {
        let leaving = || Offsets::gather(starts(n_entities, &holder));
        let entering = || {
            let entering = starts(n_entities, &target);
            let mut next = entering.clone();
            let mut towards = vec![PairIndex::new(0); target.len()];
            let mut pair = 0;
            each(&target, |target| {
                let slot = &mut next[target.position()];
                towards[*slot] = PairIndex::new(pair);
                *slot += 1;
                pair += 1;
            });
            (Offsets::gather(entering), Column::gather(towards))
        };
        let (leaving, (entering, towards)) = rayon::join(leaving, entering);
        Self { holder, target, leaving, entering, towards }
    }

    pub(crate) fn n_nodes(&self) -> usize {
        self.leaving.len()
    }

    pub(crate) fn n_edges(&self) -> usize {
        self.target.len()
    }

    pub(crate) fn tail(&self, pair: usize) -> EntityIndex {
        self.holder.get(pair)
    }

    pub(crate) fn head(&self, pair: usize) -> EntityIndex {
        self.target.get(pair)
    }

    /// The target of each pair; those of one holder ascend.
    pub(crate) fn targets(&self) -> &Column<EntityIndex> {
        &self.target
    }

    /// The pairs by target and holder; those of one target ascend.
    pub(crate) fn by_target(&self) -> &Column<PairIndex> {
        &self.towards
    }

    /// Reads the ends of some pairs, whose old ones go.
    pub(crate) fn read(
        &self,
        pairs: Range<usize>,
        holders: &mut Vec<EntityIndex>,
        targets: &mut Vec<EntityIndex>,
    ) {
        self.holder.read(pairs.clone(), holders);
        self.target.read(pairs, targets);
    }

    /// The pairs of a holder, by target.
    pub(crate) fn leaving(&self, node: EntityIndex) -> Range<usize> {
        self.leaving.span(node.position(), self.n_edges())
    }

    /// The pairs towards a target, by holder.
    pub(crate) fn entering(&self, node: EntityIndex) -> impl Iterator<Item = usize> {
        let pairs = self.entering.span(node.position(), self.n_edges());
        self.towards.iter(pairs).map(PairIndex::position)
    }

    /// The pairs of the node at a position; after the last one, none.
    pub(crate) fn leaving_from(&self, node: usize) -> Range<usize> {
        let n = self.n_edges();
        if node < self.n_nodes() { self.leaving.span(node, n) } else { n..n }
    }

    /// The places of the pairs towards it among those sorted by target.
    pub(crate) fn entering_from(&self, node: usize) -> Range<usize> {
        let n = self.n_edges();
        if node < self.n_nodes() { self.entering.span(node, n) } else { n..n }
    }

    /// The pair at a place among those sorted by target.
    pub(crate) fn towards(&self, place: usize) -> PairIndex {
        self.towards.get(place)
    }

    /// Those of two graphs.
    pub(crate) fn merged(
        self,
        delta: Self,
        merges: &Merges,
        renumbering: &Arc<Renumbering>,
    ) -> Self {
        let Merges { entities, pairs, towards, .. } = merges;
        Self {
            holder: self.holder.merged(delta.holder, pairs, renumbering),
            target: self.target.merged(delta.target, pairs, renumbering),
            leaving: self.leaving.merged(delta.leaving, entities, pairs),
            entering: self.entering.merged(delta.entering, entities, towards),
            towards: self.towards.merged(delta.towards, towards, renumbering),
        }
    }

    /// The pair of a holder and a target. Time O(log of the holder's pairs).
    pub(crate) fn find(&self, holder: EntityIndex, target: EntityIndex) -> Option<usize> {
        let pairs = self.leaving(holder);
        let wanted = i64::try_from(target.position()).unwrap_or(i64::MAX);
        let found = self.target.lower_bound(pairs.clone(), wanted);
        (found < pairs.end && self.head(found) == target).then_some(found)
    }

    /// The pairs of a holder and each of some targets. Time O(log of the holder's pairs) for each, or less for many.
    pub(crate) fn find_all(
        &self,
        holder: EntityIndex,
        targets: impl ExactSizeIterator<Item = Option<EntityIndex>>,
    ) -> Vec<Option<usize>> {
        /// So many pairs are read in the time in which one is looked for.
        const READ: usize = 32;
        let pairs = self.leaving(holder);
        if pairs.len() / READ > targets.len() {
            return targets.map(|target| self.find(holder, target?)).collect();
        }
        let mut there = Vec::new();
        self.target.read(pairs.clone(), &mut there);
        let found = |target: Option<_>| Some(pairs.start + there.binary_search(&target?).ok()?);
        targets.map(found).collect()
    }
}

/// Where the pairs of each node begin, counted by one of their ends.
fn starts(n_nodes: usize, ends: &Column<EntityIndex>) -> Vec<usize> {
    let mut starts = vec![0; n_nodes];
    each(ends, |end| starts[end.position()] += 1);
    let mut before = 0;
    for start in &mut starts {
        before += std::mem::replace(start, before);
    }
    starts
}

/// Hands one end after the other to `take`.
fn each(ends: &Column<EntityIndex>, mut take: impl FnMut(EntityIndex)) {
    /// So many are read together.
    const AT_ONCE: usize = 1024;
    let mut read = Vec::with_capacity(AT_ONCE);
    for begin in (0..ends.len()).step_by(AT_ONCE) {
        ends.read(begin..ends.len().min(begin + AT_ONCE), &mut read);
        read.iter().copied().for_each(&mut take);
    }
}
