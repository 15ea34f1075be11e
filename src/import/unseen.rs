//! Which statements of data are new without doubt, so that their rows need no look at what is there.

use super::adding::is_repetition;
use crate::{
    corpus::record::StatementRecord,
    graph::{PairIndex, StatementIndex, TemporalGraph, flags::Flags},
    model::{EntityIndex, SourceIndex, StatementId},
};
use rayon::prelude::*;
use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
};

/// The statements of data, by how they compare with those of a store.
#[derive(Debug, Default)]
pub(super) struct Sorted {
    /// Those that no statement of the store resembles, and that are related to no other.
    pub(super) new: Vec<StatementIndex>,
    /// How many say what a standing statement says.
    pub(super) repeated: usize,
    /// The others.
    pub(super) others: Vec<StatementIndex>,
}

impl Sorted {
    fn followed_by(mut self, other: Self) -> Self {
        self.new.extend(other.new);
        self.repeated += other.repeated;
        self.others.extend(other.others);
        self
    }
}

/// Data and a store.
pub(super) struct Comparison<'g> {
    pub(super) known: &'g TemporalGraph,
    pub(super) new: &'g TemporalGraph,
    /// The entities of the store that those of the data are.
    pub(super) found: &'g [Option<EntityIndex>],
    /// The ids of entities that are others in the store.
    pub(super) ids: &'g HashMap<String, String>,
    /// The sources of the data that were published on another day in the store.
    pub(super) otherwise_dated: HashSet<SourceIndex>,
}

/// Which statements of data need a look at others.
struct Doubts {
    /// Whether another entity of the data is the same of the store, by entity.
    are_shared: Vec<bool>,
    /// Pairs of which a statement is related to another one.
    related: HashSet<PairIndex>,
    /// Statements with ids that are there, and those that are dated otherwise.
    taken: HashSet<StatementIndex>,
}

impl Doubts {
    fn is_shared(&self, entity: EntityIndex) -> bool {
        self.are_shared.get(entity.position()).is_some_and(|is_shared| *is_shared)
    }
}

impl Comparison<'_> {
    /// Sorts the statements of the data. Time linear in them and in those of the same pairs that are there.
    pub(super) fn sorted(&self) -> Sorted {
        let doubts = self.doubts();
        let sort = |mut sorted: Sorted, holder: EntityIndex| {
            let there = self.pairs_there(holder);
            for (pair, there) in self.new.pairs_of(holder).zip(there) {
                self.sort(pair, there, &doubts, &mut sorted);
            }
            sorted
        };
        // In parts, which come in the order of the pairs.
        let holders = (0..self.new.n_entities()).into_par_iter().map(EntityIndex::new);
        holders.fold(Sorted::default, sort).reduce(Sorted::default, Sorted::followed_by)
    }

    /// The pairs of the store that those of a holder are.
    fn pairs_there(&self, holder: EntityIndex) -> Vec<Option<PairIndex>> {
        let pairs = self.new.pairs_of(holder);
        let targets = pairs.map(|pair| self.found_as(self.new.target(pair)));
        match self.found_as(holder) {
            Some(holder) => self.known.find_pairs(holder, targets).collect(),
            None => targets.map(|_| None).collect(),
        }
    }

    fn doubts(&self) -> Doubts {
        let mut n_met = vec![0_usize; self.known.n_entities()];
        for known in self.found.iter().flatten() {
            if let Some(n) = n_met.get_mut(known.position()) {
                *n += 1;
            }
        }
        let is_shared = |known: EntityIndex| n_met.get(known.position()).is_some_and(|n| *n > 1);
        let are_shared = self.found.iter().map(|found| found.is_some_and(is_shared)).collect();
        let given: HashMap<&str, StatementIndex> =
            self.new.given_ids().map(|(statement, id)| (id, statement)).collect();
        let ids: HashSet<&str> = given.keys().copied().collect();
        let there = with_ids(self.known, &ids);
        let mut taken: HashSet<StatementIndex> =
            there.iter().filter_map(|(_, id)| given.get(&**id).copied()).collect();
        if !self.otherwise_dated.is_empty() {
            let is_other = |it: &StatementIndex| {
                self.otherwise_dated.contains(&self.new.statement(*it).source())
            };
            taken.par_extend(self.new.statements().par_bridge().filter(is_other));
        }
        Doubts { are_shared, related: self.related(), taken }
    }

    /// Sorts the statements of a pair, which is that of the store, if there is one.
    fn sort(
        &self,
        pair: PairIndex,
        there: Option<PairIndex>,
        doubts: &Doubts,
        sorted: &mut Sorted,
    ) {
        let (holder, target) = (self.new.holder(pair), self.new.target(pair));
        let ends = self.found_as(holder).zip(self.found_as(target));
        let is_itself = ends.is_some_and(|(holder, target)| holder == target);
        let is_doubtful = is_itself
            || doubts.is_shared(holder)
            || doubts.is_shared(target)
            || doubts.related.contains(&pair);
        let statements = self.new.statements_of(pair);
        match there {
            _ if is_doubtful => sorted.others.extend(statements),
            Some(there) => self.compare(statements, there, &doubts.taken, sorted),
            None if doubts.taken.is_empty() => sorted.new.extend(statements),
            None => {
                let (others, new): (Vec<_>, Vec<_>) =
                    statements.partition(|it| doubts.taken.contains(it));
                sorted.new.extend(new);
                sorted.others.extend(others);
            }
        }
    }

    fn found_as(&self, entity: EntityIndex) -> Option<EntityIndex> {
        self.found.get(entity.position()).copied().flatten()
    }

    /// The pairs with a statement that corrects another, or that has an id made of all its fields, as another one agrees with
    /// it in what identifies it.
    fn related(&self) -> HashSet<PairIndex> {
        let is_made = |(statement, id): &(StatementIndex, &str)| {
            self.new.statement_record(*statement).id_of_all_fields() == *id
        };
        let made = self.new.given_ids().filter(is_made).map(|(statement, _)| statement);
        let corrections = self.new.corrections();
        let corrections = corrections.iter().flat_map(|(one, other)| [*one, *other]);
        made.chain(corrections).map(|statement| self.new.statement(statement).pair()).collect()
    }

    /// Sorts the statements of a pair that is there.
    fn compare(
        &self,
        statements: impl Iterator<Item = StatementIndex>,
        there: PairIndex,
        taken: &HashSet<StatementIndex>,
        sorted: &mut Sorted,
    ) {
        for statement in statements {
            if taken.contains(&statement) {
                sorted.others.push(statement);
                continue;
            }
            if self.new.has_given_id(statement) {
                // An id that is new is a new statement's, whatever it says.
                sorted.new.push(statement);
                continue;
            }
            let mut alike = self.alike(statement, there);
            match (alike.next(), alike.next()) {
                (None, _) => sorted.new.push(statement),
                (Some(one), None) if self.repeats(statement, one) => sorted.repeated += 1,
                _ => sorted.others.push(statement),
            }
        }
    }

    /// The statements of the same pair in the store that agree with one of the data in what identifies a statement. Time
    /// O(log) of the pair's statements, and linear in those of the same days.
    fn alike(
        &self,
        statement: StatementIndex,
        there: PairIndex,
    ) -> impl Iterator<Item = StatementIndex> {
        let read = self.new.statement(statement);
        let known = |row| self.known.statement(StatementIndex::new(row));
        let rows = self.known.of_days(self.known.statement_range(there), read.bounds());
        let is_alike = move |row: &usize| {
            let other = known(*row);
            other.verb().word == read.verb().word
                && other.date() == read.date()
                && other.source_record().id() == read.source_record().id()
                && other.quote().unwrap_or_default() == read.quote().unwrap_or_default()
        };
        rows.filter(is_alike).map(StatementIndex::new)
    }

    /// Whether a statement of the data says what a standing one of the store says.
    fn repeats(&self, statement: StatementIndex, known: StatementIndex) -> bool {
        if self.known.flags(known).has(Flags::SUPERSEDED) {
            return false;
        }
        let rename = |record: &mut StatementRecord| {
            let ends = [&mut record.holder, &mut record.target];
            for id in ends.into_iter().chain(&mut record.about).chain(&mut record.claimed_by) {
                if let Some(other) = self.ids.get(id) {
                    id.clone_from(other);
                }
            }
        };
        let mut record = self.new.statement_record(statement);
        rename(&mut record);
        is_repetition(&record, &self.known.statement_record(known))
    }
}

/// The statements that have one of these ids, given or derived, with the ids.
pub(super) fn with_ids<'g>(
    known: &'g TemporalGraph,
    ids: &HashSet<&str>,
) -> Vec<(StatementIndex, Cow<'g, str>)> {
    if ids.is_empty() {
        return Vec::new();
    }
    let given = known.given_ids().filter(|(_, id)| ids.contains(id));
    let mut found: Vec<_> = given.map(|(statement, id)| (statement, Cow::Borrowed(id))).collect();
    // The ids of all others are hashed only where one of them may be meant.
    if ids.iter().any(|id| StatementId::may_be_derived(id)) {
        let statements = (0..known.n_statements()).into_par_iter().map(StatementIndex::new);
        let others = statements.filter(|it| !known.has_given_id(*it));
        let named = others.map(|it| (it, known.statement(it).id()));
        found.par_extend(named.filter(|(_, id)| ids.contains(&**id)));
    }
    found
}
