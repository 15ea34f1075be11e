//! Records that are to be added to what is there.

use crate::{
    corpus::{
        self, Reading, TextFile,
        append::{Additions, NewRecord},
        name::Named,
        record::{EntityRecord, SourceRecord, StatementRecord, VerbRecord},
    },
    graph::{StatementIndex, TemporalGraph},
    model::Vocabulary,
};
use serde::Serialize;
use std::{
    cell::OnceCell,
    collections::{BTreeSet, HashMap},
    path::PathBuf,
};

/// Records of each section.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Records {
    /// The time zone in which days are counted, if it is not UTC.
    pub(super) time_zone: Option<String>,
    pub(super) verbs: Vec<VerbRecord>,
    pub(super) entities: Vec<EntityRecord>,
    pub(super) sources: Vec<SourceRecord>,
    pub(super) statements: Vec<StatementRecord>,
    /// The place of each statement in the order of the data.
    pub(super) places: Vec<u64>,
}

impl Records {
    /// The records as they are written into a corpus.
    pub(super) fn additions(&self) -> Additions {
        fn new<R: Serialize>(records: &[R]) -> Vec<NewRecord> {
            records.iter().map(NewRecord::of).collect()
        }
        Additions {
            time_zone: self.time_zone.clone(),
            sections: vec![
                ("vocabulary", new(&self.verbs)),
                ("entities", new(&self.entities)),
                ("sources", new(&self.sources)),
                ("statements", new(&self.statements)),
            ],
        }
    }
}

/// The name of a graph's time zone, if it is not UTC.
pub(super) fn time_zone(graph: &TemporalGraph) -> Option<String> {
    Some(graph.zone()).filter(|zone| !zone.is_utc()).map(|zone| zone.name().to_owned())
}

/// Records that are added to a store, with copies of everything there that they refer to and of some statements (`again`), as a
/// graph, in this order; and the places of the copied statements in the order of the store.
///
/// # Errors
/// The findings of a reading, when the records make no sound corpus.
pub(super) fn addition(
    store: &TemporalGraph,
    new: &Records,
    again: &[StatementIndex],
    shipped: &Vocabulary,
) -> Result<(TemporalGraph, Vec<u64>), Box<Reading>> {
    let mut records = Records { time_zone: time_zone(store), ..new.clone() };
    records.verbs.splice(0..0, store.verb_records(shipped));
    let places = Closure::of(&records).complete(store, again, &mut records);
    let text = records.additions().new_file();
    let path = PathBuf::from("what is added");
    let reading = corpus::read_texts(vec![TextFile { path, text }]);
    if reading.is_sound() {
        Ok((TemporalGraph::new(reading.corpus), places))
    } else {
        Err(Box::new(reading))
    }
}

/// What records are of, and what they refer to.
#[derive(Default)]
struct Closure {
    entities: BTreeSet<String>,
    sources: BTreeSet<String>,
    statements: BTreeSet<String>,
}

impl Closure {
    /// What there are records of.
    fn of(records: &Records) -> Self {
        Self {
            entities: records.entities.iter().map(|record| record.id.clone()).collect(),
            sources: records.sources.iter().map(|record| record.id.clone()).collect(),
            statements: records.statements.iter().map(StatementRecord::id).collect(),
        }
    }

    /// Adds records of some statements and of what is referred to, until nothing is missing that a store has. Gives the places of the statements
    /// that are added in the order of the store.
    fn complete(
        mut self,
        store: &TemporalGraph,
        again: &[StatementIndex],
        records: &mut Records,
    ) -> Vec<u64> {
        let mut places: Vec<u64> = again.iter().map(|it| store.statement(*it).order()).collect();
        let again: Vec<_> = again.iter().map(|index| store.statement_record(*index)).collect();
        self.statements.extend(again.iter().map(StatementRecord::id));
        records.statements.extend(again);
        let correcting = Correcting { store, found: OnceCell::new() };
        let mut at = 0;
        while let Some(statement) = records.statements.get(at) {
            at += 1;
            let copied = self.corrections(store, &correcting, statement);
            places.extend(copied.iter().map(|index| store.statement(*index).order()));
            records.statements.extend(copied.iter().map(|index| store.statement_record(*index)));
        }
        for statement in &records.statements {
            let sources = statement.reported_in.iter().chain([&statement.source]);
            let missing = sources.filter(|id| self.sources.insert((*id).clone()));
            let found = missing.filter_map(|id| store.find_source(id));
            records.sources.extend(found.map(|source| store.source_record(source)));
        }
        let mut at = 0;
        while let Some(source) = records.sources.get(at) {
            at += 1;
            let missing = source.in_reply_to.iter().filter(|id| self.sources.insert((*id).clone()));
            let found: Vec<_> = missing.filter_map(|id| store.find_source(id)).collect();
            records.sources.extend(found.into_iter().map(|source| store.source_record(source)));
        }
        let of_sources =
            |source: &SourceRecord| source.author.clone().into_iter().chain(source.outlet.clone());
        let of_statements = |statement: &StatementRecord| {
            let ends = [statement.holder.clone(), statement.target.clone()];
            ends.into_iter().chain(statement.about.clone()).chain(statement.claimed_by.clone())
        };
        let roles = |entity: &EntityRecord| {
            entity.roles.iter().map(|role| role.of.clone()).collect::<Vec<_>>()
        };
        let named = records.sources.iter().flat_map(of_sources);
        let named = named.chain(records.statements.iter().flat_map(of_statements));
        let mut open: Vec<String> = named.chain(records.entities.iter().flat_map(roles)).collect();
        while let Some(id) = open.pop() {
            if let Some(entity) = store.by_id(&id).filter(|_| self.entities.insert(id)) {
                let record = store.entity_record(entity);
                open.extend(roles(&record));
                records.entities.push(record);
            }
        }
        places
    }

    /// What a statement corrects, what else corrects that, and so on: from when on a statement is corrected, all of them tell.
    fn corrections(
        &mut self,
        store: &TemporalGraph,
        correcting: &Correcting<'_>,
        statement: &StatementRecord,
    ) -> Vec<StatementIndex> {
        let Some(id) = &statement.supersedes else { return Vec::new() };
        if self.statements.contains(id) {
            return Vec::new();
        }
        let ends = store.by_id(&statement.holder).zip(store.by_id(&statement.target));
        let pair = ends.and_then(|(holder, target)| store.find_pair(holder, target));
        let is_it = |index: &StatementIndex| store.statement(*index).id() == id.as_str();
        let in_pair = pair.into_iter().flat_map(|pair| store.statements_of(pair)).find(is_it);
        let Some(corrected) = in_pair.or_else(|| store.statements().find(is_it)) else {
            return Vec::new();
        };
        let mut is_missing = |index: &StatementIndex| {
            self.statements.insert(store.statement(*index).id().into_owned())
        };
        let mut all: Vec<StatementIndex> =
            [corrected].into_iter().filter(&mut is_missing).collect();
        let mut at = 0;
        while let Some(corrected) = all.get(at).copied() {
            at += 1;
            if store.statement(corrected).superseded_since().is_some() {
                all.extend(correcting.of(corrected).iter().copied().filter(&mut is_missing));
            }
        }
        all
    }
}

/// Which statements of a store correct which: found when it is first asked, as few are.
struct Correcting<'s> {
    store: &'s TemporalGraph,
    found: OnceCell<HashMap<StatementIndex, Vec<StatementIndex>>>,
}

impl Correcting<'_> {
    /// Those that correct a statement.
    fn of(&self, corrected: StatementIndex) -> &[StatementIndex] {
        let find = || {
            let mut found = HashMap::<_, Vec<_>>::new();
            for index in self.store.statements() {
                if let Some(corrected) = self.store.statement(index).supersedes() {
                    found.entry(corrected).or_default().push(index);
                }
            }
            found
        };
        self.found.get_or_init(find).get(&corrected).map_or(&[], Vec::as_slice)
    }
}
