//! What a new copy of somebody's data says that a corpus does not say yet.
//!
//! A statement that is there stays as it is, so that importing a file twice adds nothing. One that differs
//! from a statement of the same pair in part corrects it. What a new copy no longer holds is left alone: a
//! row that vanishes takes nothing back.

use super::{
    alike::alike,
    corrections::{Corrections, FIELDS, same},
    records::{Records, addition, id_of},
};
use crate::{
    corpus::{Reading, append::Additions, fold::fold, name::Named, record::StatementRecord},
    graph::{EntityRef, TemporalGraph},
    model::{Day, EntityIndex, SourceIndex, Vocabulary},
};
use std::collections::{HashMap, HashSet};

/// What is new, and what there was.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Update {
    /// The records to be added.
    pub(super) records: Records,
    /// Statements that are added, corrections included.
    pub added: usize,
    /// Statements that are added and correct another.
    pub corrected: usize,
    /// Statements that were there.
    pub unchanged: usize,
    /// The names of entities that are added, by id.
    pub entities: Vec<String>,
    /// Verbs of the data that mean something else there.
    pub other_meanings: Vec<String>,
    /// Statements that are left out, as their holder and their target are one entity there.
    pub about_itself: usize,
    /// The names of entities that are there, and of which the data know other names or roles.
    pub richer: Vec<String>,
    /// Names that look alike: one that is added, and another.
    pub alike: Vec<(String, String)>,
}

impl Update {
    /// Whether there is nothing to add.
    pub fn is_empty(&self) -> bool {
        self.records == Records::default()
    }

    /// What is added to a store by this update, and was added `before`: a graph that is whole by itself.
    ///
    /// # Errors
    /// The findings of a reading, when the records make no sound corpus.
    pub fn addition_to(
        &self,
        store: &TemporalGraph,
        before: Option<&TemporalGraph>,
        shipped: &Vocabulary,
    ) -> Result<TemporalGraph, Box<Reading>> {
        addition(store, before, &self.records, shipped)
    }

    /// The records to be added, as they are written into a corpus.
    pub fn additions(&self) -> Additions {
        self.records.additions()
    }
}

/// What to add to a corpus so that it says what `new` says. What is added to a corpus that is there was
/// recorded on `recorded`, unless it tells its own day; with no corpus there, it keeps what it tells.
///
/// Entities are the same when an id, a name or an alias agrees; sources when their ids do. Time linear in the
/// new statements and in those of the same pairs that are there, and quadratic in those of one pair.
pub fn update(
    known: Option<&TemporalGraph>,
    new: &TemporalGraph,
    shipped: &Vocabulary,
    recorded: Day,
) -> Update {
    let entities: Vec<Option<&str>> =
        new.entities().map(|entity| same_entity(known?, entity.id(), entity.name())).collect();
    let is_new = |entity: &EntityIndex| entities[entity.position()].is_none();
    let indices = || (0..new.n_entities()).map(EntityIndex::new);
    let ids: HashMap<&str, &str> = new
        .entities()
        .zip(&entities)
        .filter_map(|(entity, known)| Some((entity.id(), (*known)?)))
        .collect();
    let mut update = Update { alike: alike(known, new, &entities), ..Update::default() };
    update.entities =
        indices().filter(is_new).map(|index| new.entity(index).name().to_owned()).collect();

    let entity_records = indices().filter(is_new).map(|index| {
        let mut record = new.entity_record(index);
        record.roles.iter_mut().for_each(|role| rename(&mut role.of, &ids));
        record
    });
    let is_known = |id: &str| known.is_some_and(|known| known.find_source(id).is_some());
    let sources = (0..new.n_sources()).map(SourceIndex::new);
    let new_sources = sources.filter(|index| !is_known(new.source(*index).id()));
    let source_records = new_sources.map(|index| {
        let mut record = new.source_record(index);
        let named = [&mut record.author, &mut record.outlet];
        named.into_iter().flatten().for_each(|id| rename(id, &ids));
        record
    });
    // What a verb means by default is not said by the data.
    let own = new.verb_records(shipped);
    let there = known.map_or(shipped, TemporalGraph::vocabulary);
    let verbs = new.verb_records(there).into_iter().filter(|verb| own.contains(verb));
    let (other, verbs): (Vec<_>, Vec<_>) =
        verbs.partition(|verb| known.is_some() && there.find(&verb.verb).is_some());
    update.other_meanings = other.into_iter().map(|verb| verb.verb).collect();
    update.richer = richer(known, new, &entities);
    let records = Records {
        verbs,
        entities: entity_records.collect(),
        sources: source_records.collect(),
        statements: statements(known, new, &ids, recorded, &mut update),
    };
    Update { records, ..update }
}

/// The names of entities that are there, and of which the data know other names or roles.
fn richer(
    known: Option<&TemporalGraph>,
    new: &TemporalGraph,
    same: &[Option<&str>],
) -> Vec<String> {
    let Some(known) = known else { return Vec::new() };
    let met =
        new.entities().zip(same).filter_map(|(entity, id)| Some((entity, known.by_id((*id)?)?)));
    let is_richer = |(entity, there): &(EntityRef<'_>, EntityIndex)| {
        let is_known = |name: &str| known.by_folded_name(&fold(name)).contains(there);
        let n_roles = known.entity(*there).roles().count();
        entity.aliases().any(|alias| !is_known(alias)) || entity.roles().count() > n_roles
    };
    met.filter(is_richer).map(|(_, there)| known.entity(there).name().to_owned()).collect()
}

fn rename(id: &mut String, ids: &HashMap<&str, &str>) {
    if let Some(known) = ids.get(id.as_str()) {
        (*known).clone_into(id);
    }
}

/// The entity that a corpus has under this id or, without doubt, under this name.
fn same_entity<'g>(known: &'g TemporalGraph, id: &str, name: &str) -> Option<&'g str> {
    let by_name = || match known.by_folded_name(&fold(name)).as_slice() {
        [only] => Some(*only),
        _ => None,
    };
    known.by_id(id).or_else(by_name).map(|entity| known.entity(entity).id())
}

/// The statements of a graph by their ids, with the entities that are there under the ids they have there.
fn renamed(new: &TemporalGraph, ids: &HashMap<&str, &str>) -> Vec<(String, StatementRecord)> {
    let mut renamed: HashMap<String, String> = HashMap::new();
    let mut records: Vec<(String, StatementRecord)> = new
        .statements()
        .map(|index| {
            let mut record = new.statement_record(index);
            let ends = [&mut record.holder, &mut record.target];
            let others = record.about.iter_mut().chain(&mut record.claimed_by);
            ends.into_iter().chain(others).for_each(|id| rename(id, ids));
            let id = id_of(&record);
            if !ids.is_empty() {
                renamed.insert(new.statement(index).id().into_owned(), id.clone());
            }
            (id, record)
        })
        .collect();
    // Who has another id in the corpus is another part of what statements are known by.
    let mut seen = HashSet::new();
    records.retain(|(id, _)| seen.insert(id.clone()));
    for (_, record) in &mut records {
        if let Some(id) = record.supersedes.as_mut()
            && let Some(renamed) = renamed.get(id.as_str())
        {
            id.clone_from(renamed);
        }
    }
    records
}

/// The statements to be added, in the order of the new graph.
fn statements(
    known: Option<&TemporalGraph>,
    new: &TemporalGraph,
    ids: &HashMap<&str, &str>,
    recorded: Day,
    update: &mut Update,
) -> Vec<StatementRecord> {
    let mut records = renamed(new, ids);
    let Some(known) = known else {
        update.added = records.len();
        return records.into_iter().map(|(_, record)| record).collect();
    };
    let n_records = records.len();
    records.retain(|(_, record)| record.holder != record.target);
    update.about_itself = n_records - records.len();
    let mut corrections = Corrections::new(known, &records);
    corrections.free_ids(known, &mut records);
    let mut added = Vec::new();
    for (id, mut record) in records {
        if let Some(there) = corrections.find(&id) {
            if same(&known.statement_record(there), &record) == FIELDS {
                update.unchanged += 1;
                continue;
            }
            // An id that was given stays with what it was given to.
            record.id = None;
            if corrections.find(&id_of(&record)).is_some() {
                update.unchanged += 1;
                continue;
            }
            record.supersedes = Some(id);
        } else if record.supersedes.is_none() {
            record.supersedes = corrections.take(&record);
        }
        update.added += 1;
        update.corrected += usize::from(record.supersedes.is_some());
        record.recorded.get_or_insert_with(|| recorded.to_string());
        added.push(record);
    }
    added
}
