//! Where what is in one graph belongs in another.

use super::{Merge, Merges, Spot};
use crate::{
    graph::{PairIndex, StatementIndex, TemporalGraph},
    model::{EntityIndex, SourceIndex},
};
use std::{cmp::Ordering, ops::Range, sync::Arc};

/// How two graphs are read as one. Time O(log) of `base` for all that `added` holds.
pub(in crate::graph) fn find(base: &TemporalGraph, added: &TemporalGraph) -> Merges {
    let finder = Finder::new(base, added);
    let (pairs, statements) = (finder.pairs(), finder.statements());
    let merge = |n_base, spots: &[Spot]| Arc::new(Merge::of(n_base, spots));
    Merges {
        entities: merge(base.n_entities(), &finder.entities),
        sources: merge(base.n_sources(), &finder.sources()),
        names: merge(base.entities.folded.len(), &finder.names()),
        towards: merge(base.n_pairs(), &finder.towards(&pairs)),
        pairs: merge(base.n_pairs(), &pairs),
        statements: merge(base.n_statements(), &statements),
        verbs: merge(base.vocabulary.verbs().len(), &finder.verbs()),
    }
}

/// The place of an item among sorted ones, by how each compares with it.
fn spot(rows: Range<usize>, compare: impl Fn(usize) -> Ordering) -> Spot {
    let Range { mut start, end } = rows;
    let mut last = end;
    while start < last {
        let middle = usize::midpoint(start, last);
        if compare(middle) == Ordering::Less { start = middle + 1 } else { last = middle }
    }
    Spot { rank: start, is_there: start < end && compare(start) == Ordering::Equal }
}

struct Finder<'g> {
    base: &'g TemporalGraph,
    added: &'g TemporalGraph,
    entities: Vec<Spot>,
    merge: Merge,
}

impl<'g> Finder<'g> {
    fn new(base: &'g TemporalGraph, added: &'g TemporalGraph) -> Self {
        let ids = |graph: &'g TemporalGraph| move |row| graph.entity(EntityIndex::new(row)).id();
        let (there, new) = (ids(base), ids(added));
        let spots = (0..added.n_entities())
            .map(|row| spot(0..base.n_entities(), |other| there(other).cmp(new(row))));
        let entities: Vec<Spot> = spots.collect();
        let merge = Merge::of(base.n_entities(), &entities);
        Self { base, added, entities, merge }
    }

    fn sources(&self) -> Vec<Spot> {
        let id = |graph: &'g TemporalGraph, row| graph.source(SourceIndex::new(row)).id();
        let spot = |row| {
            let wanted = id(self.added, row);
            spot(0..self.base.n_sources(), |other| id(self.base, other).cmp(wanted))
        };
        (0..self.added.n_sources()).map(spot).collect()
    }

    fn verbs(&self) -> Vec<Spot> {
        let (there, new) = (self.base.vocabulary.verbs(), self.added.vocabulary.verbs());
        let spot = |word: &str| {
            spot(0..there.len(), |other| {
                there.get(other).map_or(Ordering::Greater, |verb| verb.word.as_str().cmp(word))
            })
        };
        new.iter().map(|verb| spot(&verb.word)).collect()
    }

    fn names(&self) -> Vec<Spot> {
        let (there, new) = (&self.base.entities.folded, &self.added.entities.folded);
        let place = |side, entity: EntityIndex| self.merge.place(side, entity.position());
        let spot = |row: usize| {
            let (name, entity, is_id) = new.get(row);
            let entity = place(super::Side::Added, entity);
            spot(0..there.len(), |other| {
                let (other, its, is_its_id) = there.get(other);
                let by_name = other.cmp(name);
                by_name
                    .then_with(|| place(super::Side::Base, its).cmp(&entity))
                    .then_with(|| is_its_id.cmp(&is_id))
            })
        };
        (0..new.len()).map(spot).collect()
    }

    /// Where an added entity belongs.
    fn entity(&self, entity: EntityIndex) -> Spot {
        self.entities.get(entity.position()).copied().unwrap_or(Spot { rank: 0, is_there: false })
    }

    /// The spots of added pairs among those of base, both by holder and target.
    fn pairs(&self) -> Vec<Spot> {
        let spot = |pair: PairIndex| {
            let (holder, target) =
                (self.entity(self.added.holder(pair)), self.entity(self.added.target(pair)));
            let pairs = self.base.pairs.leaving_from(holder.rank);
            if !holder.is_there {
                return Spot { rank: pairs.start, is_there: false };
            }
            Self::end(pairs, target, |pair| self.base.target(PairIndex::new(pair)))
        };
        self.added.pairs().map(spot).collect()
    }

    /// The same by target and holder.
    fn towards(&self, pairs: &[Spot]) -> Vec<Spot> {
        let base = &self.base.pairs;
        let spot = |pair: PairIndex| {
            let target = self.entity(self.added.target(pair));
            let range = base.entering_from(target.rank);
            let Some(wanted) = pairs.get(pair.position()).filter(|_| target.is_there) else {
                return Spot { rank: range.start, is_there: false };
            };
            let found = spot(range, |at| base.towards(at).position().cmp(&wanted.rank));
            Spot { is_there: wanted.is_there, ..found }
        };
        let n_pairs = self.added.n_pairs();
        (0..n_pairs).map(|at| spot(self.added.pairs.towards(at))).collect()
    }

    /// The spot among pairs of one node that are sorted by their other end.
    fn end(pairs: Range<usize>, wanted: Spot, end: impl Fn(usize) -> EntityIndex) -> Spot {
        let found = spot(pairs, |pair| end(pair).position().cmp(&wanted.rank));
        Spot { is_there: found.is_there && wanted.is_there, ..found }
    }

    /// The spots of added statements, pair by pair.
    fn statements(&self) -> Vec<Spot> {
        let (base, added) = (self.base, self.added);
        let order = |graph: &TemporalGraph, statement: StatementIndex| {
            let bounds = graph.statement(statement).bounds();
            (bounds.latest, bounds.earliest)
        };
        let spots = self.added.pairs().zip(self.pairs()).flat_map(|(pair, there)| {
            let rows = base.rows_from(there.rank);
            let rows = if there.is_there { rows } else { rows.start..rows.start };
            added.statements_of(pair).map(move |statement| {
                let (wanted, read) = (order(added, statement), added.statement(statement));
                spot(rows.clone(), |row| {
                    let other = StatementIndex::new(row);
                    let by_day = order(base, other).cmp(&wanted);
                    by_day.then_with(|| base.statement(other).id().cmp(&read.id()))
                })
            })
        });
        spots.collect()
    }
}
