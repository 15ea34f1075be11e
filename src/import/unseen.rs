//! Which statements of data are new without doubt, so that their rows need no look at what is there.

use super::adding::is_repetition;
use crate::{
    corpus::record::StatementRecord,
    graph::{PairIndex, StatementIndex, TemporalGraph, flags::Flags},
    model::{EntityIndex, SourceIndex, Statement, StatementId},
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

impl Comparison<'_> {
    /// Sorts the statements of the data. Time linear in them and in those of the same pairs that are there.
    pub(super) fn sorted(&self) -> Sorted {
        let mut met: HashMap<EntityIndex, usize> = HashMap::new();
        self.found.iter().flatten().for_each(|entity| *met.entry(*entity).or_default() += 1);
        let is_shared = |entity: EntityIndex| {
            self.found_as(entity).is_some_and(|known| met.get(&known).is_some_and(|n| *n > 1))
        };
        let related: HashSet<PairIndex> = self.related();
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
        let sort = |mut sorted: Sorted, pair: PairIndex| {
            let (holder, target) = (self.new.holder(pair), self.new.target(pair));
            let ends = self.found_as(holder).zip(self.found_as(target));
            let is_itself = ends.is_some_and(|(holder, target)| holder == target);
            if is_itself || is_shared(holder) || is_shared(target) || related.contains(&pair) {
                sorted.others.extend(self.new.statements_of(pair));
                return sorted;
            }
            match ends.and_then(|(holder, target)| self.known.find_pair(holder, target)) {
                None => {
                    let (others, new): (Vec<_>, Vec<_>) =
                        self.new.statements_of(pair).partition(|it| taken.contains(it));
                    sorted.new.extend(new);
                    sorted.others.extend(others);
                }
                Some(there) => self.compare(pair, there, &taken, &mut sorted),
            }
            sorted
        };
        // In parts, which come in the order of the pairs.
        let pairs = (0..self.new.n_pairs()).into_par_iter().map(PairIndex::new);
        pairs.fold(Sorted::default, sort).reduce(Sorted::default, Sorted::followed_by)
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
        pair: PairIndex,
        there: PairIndex,
        taken: &HashSet<StatementIndex>,
        sorted: &mut Sorted,
    ) {
        let holder = self.known.entity(self.known.holder(there)).id();
        let target = self.known.entity(self.known.target(there)).id();
        let identity = |graph: &TemporalGraph, statement: StatementIndex| {
            let read = graph.statement(statement);
            let quote = read.quote().unwrap_or_default();
            let fields = [
                holder,
                &read.verb().word,
                target,
                &read.date(),
                read.source_record().id(),
                &quote,
            ];
            Statement::hashed_id(fields).to_string()
        };
        let mut known: HashMap<String, Vec<StatementIndex>> = HashMap::new();
        for statement in self.known.statements_of(there) {
            known.entry(identity(self.known, statement)).or_default().push(statement);
        }
        for statement in self.new.statements_of(pair) {
            if taken.contains(&statement) {
                sorted.others.push(statement);
                continue;
            }
            if self.new.has_given_id(statement) {
                // An id that is new is a new statement's, whatever it says.
                sorted.new.push(statement);
                continue;
            }
            match known.get(&identity(self.new, statement)).map(Vec::as_slice) {
                None => sorted.new.push(statement),
                Some([one]) if self.repeats(statement, *one) => sorted.repeated += 1,
                Some(_) => sorted.others.push(statement),
            }
        }
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
