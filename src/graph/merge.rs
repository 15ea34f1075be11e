//! Where the rows of a graph belong in another, and the two read as one.

use super::{
    corpus_order::CorpusOrder,
    index::{PairIndex, StatementIndex, Table},
    insertions::{among_numbers, insertion, insertions},
    temporal::TemporalGraph,
};
use crate::{
    model::{EntityIndex, VerbIndex, Vocabulary},
    storage::{
        column::numbers::Column,
        merge::{Insertion, MergeIndex, Renumbering, Side},
        ranges::chunks,
        table::columns,
    },
};
use rayon::prelude::*;
use std::{cmp::Ordering, collections::HashMap, ops::Range, sync::Arc};

columns! {
    /// Where the rows of two graphs stand in one.
    pub(crate) struct Merges {
        entities: Arc<MergeIndex>,
        sources: Arc<MergeIndex>,
        /// Names in the order in which they are looked up.
        names: Arc<MergeIndex>,
        pairs: Arc<MergeIndex>,
        /// Pairs by target and holder.
        towards: Arc<MergeIndex>,
        statements: Arc<MergeIndex>,
        verbs: Arc<MergeIndex>,
    }
}

impl Merges {
    /// Finds where the rows of `delta` belong in `base`, and the order of the statements of both. Time O(log) of `base` for
    /// each, and linear in the statements of the same pair and day.
    ///
    /// `None` when `delta` has statements of `base` in another order than `base` has them.
    pub(super) fn find(base: &TemporalGraph, delta: &TemporalGraph) -> Option<(Self, CorpusOrder)> {
        let finder = Finder::new(base, delta);
        let (names, (pairs, statements, towards)) = rayon::join(
            || finder.names(),
            || {
                let pairs = finder.pairs();
                let (statements, towards) =
                    rayon::join(|| finder.statements(&pairs), || finder.towards(&pairs));
                (pairs, statements, towards)
            },
        );
        let replaced = || statements.iter().filter(|it| it.replaces).map(|it| it.rank);
        if !replaced().is_sorted_by(|a, b| a < b) {
            return None;
        }
        let order = continued(base, delta, &statements);
        let merge = |n_base, insertions: &[Insertion]| Arc::new(MergeIndex::of(n_base, insertions));
        let merges = Self {
            entities: merge(base.n_entities(), &finder.entities),
            sources: merge(base.n_sources(), &finder.sources()),
            names: merge(base.entities.folded.len(), &names),
            towards: merge(base.n_pairs(), &towards),
            pairs: merge(base.n_pairs(), &pairs),
            statements: merge(base.n_statements(), &statements),
            verbs: merge(base.vocabulary.verbs().len(), &finder.verbs()),
        };
        Some((merges, order))
    }

    /// The merge index of each table, by which references between tables are translated.
    fn renumbering(&self) -> Arc<Renumbering> {
        let tables =
            [Table::Entities, Table::Sources, Table::Pairs, Table::Statements, Table::Verbs];
        let index = |table: Table| match table {
            Table::Entities => &self.entities,
            Table::Sources => &self.sources,
            Table::Pairs => &self.pairs,
            Table::Statements => &self.statements,
            Table::Verbs => &self.verbs,
        };
        Arc::new(Renumbering::new(tables.map(|table| Arc::clone(index(table))).to_vec()))
    }
}

/// The order of a delta's statements, of which those that are new come after all of the base, and the others are as in the
/// base.
fn continued(base: &TemporalGraph, delta: &TemporalGraph, insertions: &[Insertion]) -> CorpusOrder {
    let next = base.order.next(base.n_statements());
    let numbers = delta.order.numbers(delta.n_statements()).into_iter().zip(insertions);
    let numbers = numbers.map(|(number, insertion)| match *insertion {
        Insertion { rank, replaces: true } => base.order.get(StatementIndex::new(rank)),
        Insertion { replaces: false, .. } => next + number,
    });
    CorpusOrder::exactly(numbers, next + delta.order.next(delta.n_statements()))
}

/// The verbs of both vocabularies, in the order of the merge.
fn vocabulary(base: &Vocabulary, delta: &Vocabulary, verbs: &MergeIndex) -> Vocabulary {
    let verb = |place: usize| match verbs.at(place) {
        (Side::Base, verb) => base.verb(VerbIndex::new(verb)).clone(),
        (Side::Delta, verb) => delta.verb(VerbIndex::new(verb)).clone(),
    };
    Vocabulary::new((0..verbs.len()).map(verb))
}

impl TemporalGraph {
    /// Both graphs as one. Copies nothing but the vocabulary.
    pub(super) fn merged(self, delta: Self, merges: &Merges) -> Self {
        let renumbering = &merges.renumbering();
        let verbs = vocabulary(&self.vocabulary, &delta.vocabulary, &merges.verbs);
        Self {
            entities: self.entities.merged(delta.entities, merges, renumbering),
            sources: self.sources.merged(delta.sources, &merges.sources, renumbering),
            vocabulary: verbs,
            pairs: self.pairs.merged(delta.pairs, merges, renumbering),
            first: self.first.merged(delta.first, &merges.pairs, &merges.statements),
            milestone: Column::default(),
            rows: self.rows.merged(delta.rows, &merges.statements, renumbering),
            order: self.order.merged(delta.order, &merges.statements, renumbering),
            zone: self.zone,
        }
    }
}

struct Finder<'g> {
    base: &'g TemporalGraph,
    delta: &'g TemporalGraph,
    entities: Vec<Insertion>,
    merge: MergeIndex,
}

impl<'g> Finder<'g> {
    fn new(base: &'g TemporalGraph, delta: &'g TemporalGraph) -> Self {
        let entities = base.entities.id.places_of(&delta.entities.id);
        let merge = MergeIndex::of(base.n_entities(), &entities);
        Self { base, delta, entities, merge }
    }

    fn sources(&self) -> Vec<Insertion> {
        self.base.sources.id.places_of(&self.delta.sources.id)
    }

    fn verbs(&self) -> Vec<Insertion> {
        let (there, new) = (self.base.vocabulary.verbs(), self.delta.vocabulary.verbs());
        let insertion = |word: &str| {
            insertion(0..there.len(), |other| {
                there.get(other).map_or(Ordering::Greater, |verb| verb.word.as_str().cmp(word))
            })
        };
        new.iter().map(|verb| insertion(&verb.word)).collect()
    }

    fn names(&self) -> Vec<Insertion> {
        let (there, new) = (&self.base.entities.folded, &self.delta.entities.folded);
        let place = |side, entity: EntityIndex| self.merge.position(side, entity.position());
        let key = |side: Side, (name, entity, is_id): (&'g str, EntityIndex, u8)| {
            (name, place(side, entity), is_id)
        };
        // The place of an entity is looked up where names are equal only.
        let compare = |other, wanted: &(&str, usize, u8)| {
            let found = there.get(other);
            found.0.cmp(wanted.0).then_with(|| key(Side::Base, found).cmp(wanted))
        };
        insertions(there.len(), new.len(), |row| key(Side::Delta, new.get(row)), compare)
    }

    /// Where a delta entity belongs.
    fn entity(&self, entity: EntityIndex) -> Insertion {
        self.entities
            .get(entity.position())
            .copied()
            .unwrap_or(Insertion { rank: 0, replaces: false })
    }

    /// The insertions of delta pairs among those of base, both by holder and target.
    fn pairs(&self) -> Vec<Insertion> {
        let (base, delta) = (&self.base.pairs, &self.delta.pairs);
        self.of_entities(|holder, there, insertions| {
            let new = delta.leaving_from(holder);
            let pairs = base.leaving_from(there.rank);
            if there.replaces {
                let wanted = new.map(|pair| self.entity(delta.head(pair)));
                insertions.extend(among_numbers(base.targets(), pairs, wanted));
            } else {
                let before = Insertion { rank: pairs.start, replaces: false };
                insertions.extend(new.map(|_| before));
            }
        })
    }

    /// What `take` finds of each delta entity, one after the other.
    fn of_entities(
        &self,
        take: impl Fn(usize, Insertion, &mut Vec<Insertion>) + Sync,
    ) -> Vec<Insertion> {
        /// So many entities are looked at by one thread.
        const BATCH: usize = 1 << 9;
        let batch = |entities: Range<usize>| {
            let mut insertions = Vec::new();
            for entity in entities {
                take(entity, self.entity(EntityIndex::new(entity)), &mut insertions);
            }
            insertions
        };
        let batches: Vec<_> = chunks(0..self.delta.n_entities(), BATCH).collect();
        batches.into_par_iter().flat_map_iter(batch).collect()
    }

    /// The same by target and holder.
    fn towards(&self, pairs: &[Insertion]) -> Vec<Insertion> {
        let (base, delta) = (&self.base.pairs, &self.delta.pairs);
        let of_pair = |pair: PairIndex| {
            let none = Insertion { rank: usize::MAX, replaces: false };
            pairs.get(pair.position()).copied().unwrap_or(none)
        };
        self.of_entities(|target, there, insertions| {
            let new = delta.entering_from(target);
            let places = base.entering_from(there.rank);
            if there.replaces {
                let wanted = new.map(|place| of_pair(delta.towards(place)));
                insertions.extend(among_numbers(base.by_target(), places, wanted));
            } else {
                let before = Insertion { rank: places.start, replaces: false };
                insertions.extend(new.map(|_| before));
            }
        })
    }

    /// The insertions of delta statements, pair by pair: behind those of the base with the same days, or in place of the one
    /// with the same id.
    fn statements(&self, pairs: &[Insertion]) -> Vec<Insertion> {
        /// So many pairs are looked at by one thread.
        const BATCH: usize = 1 << 10;
        let batch = |(number, batch): (usize, &[Insertion])| {
            let mut insertions = Vec::new();
            for (pair, there) in (number * BATCH..).zip(batch) {
                self.statements_of(PairIndex::new(pair), *there, &mut insertions);
            }
            insertions
        };
        pairs.par_chunks(BATCH).enumerate().flat_map_iter(batch).collect()
    }

    /// Adds those of a delta pair.
    fn statements_of(&self, pair: PairIndex, there: Insertion, insertions: &mut Vec<Insertion>) {
        let (base, delta) = (self.base, self.delta);
        let days = |row: usize| delta.bounds(StatementIndex::new(row));
        let rows = base.rows_from(there.rank);
        let mut new = delta.statement_range(pair);
        if !there.replaces {
            let before = Insertion { rank: rows.start, replaces: false };
            return insertions.extend(new.map(|_| before));
        }
        while !new.is_empty() {
            let said = days(new.start);
            let end = (new.start..new.end).find(|row| days(*row) != said).unwrap_or(new.end);
            self.among(new.start..end, base.of_days(rows.clone(), said), insertions);
            new.start = end;
        }
    }

    /// Adds the insertions of delta statements among those of the base that are of the same pair and days.
    fn among(&self, new: Range<usize>, rows: Range<usize>, insertions: &mut Vec<Insertion>) {
        let mut end = rows.end;
        if rows.is_empty() {
            return insertions.extend(new.map(|_| Insertion { rank: end, replaces: false }));
        }
        let id = |graph: &'g TemporalGraph, row| graph.statement(StatementIndex::new(row)).id();
        let there: HashMap<_, _> = rows.map(|row| (id(self.base, row), row)).collect();
        let first = insertions.len();
        insertions.extend(new.rev().map(|row| match there.get(&id(self.delta, row)) {
            Some(&rank) => {
                end = rank;
                Insertion { rank, replaces: true }
            }
            None => Insertion { rank: end, replaces: false },
        }));
        if let Some(added) = insertions.get_mut(first..) {
            added.reverse();
        }
    }
}
