//! What is added to a store, as a graph that is whole by itself.

use super::records::{Records, addition};
use crate::{
    corpus::{
        Reading,
        name::Named,
        record::{EntityRecord, SourceRecord},
    },
    graph::{
        EntityRef, StatementIndex, TemporalGraph,
        selection::{Selected, Turn},
    },
    model::{
        Date, Day, Entity, EntityId, EntityIndex, Role, Source, SourceId, SourceIndex, VerbIndex,
        Vocabulary, Zone,
    },
};
use hashbrown::HashMap;
use rayon::prelude::*;
use std::{
    collections::{BTreeMap, BTreeSet},
    io,
};

/// What is added to a store.
pub(super) struct Added<'g> {
    pub(super) store: &'g TemporalGraph,
    /// What was added before, by itself.
    pub(super) before: Option<&'g TemporalGraph>,
    /// Entities and sources, and statements that correct others or come under ids of their own.
    pub(super) records: &'g Records,
    /// Statements that are added as they are.
    pub(super) rows: Option<NewRows<'g>>,
}

/// Statements of a graph that are added as they are.
pub(super) struct NewRows<'g> {
    pub(super) graph: &'g TemporalGraph,
    pub(super) statements: &'g [StatementIndex],
    /// The ids of entities that are others in the store.
    pub(super) ids: &'g std::collections::HashMap<String, String>,
    /// When those were recorded that do not tell.
    pub(super) recorded: Option<Day>,
}

/// Why a graph cannot be made of what is added.
#[derive(Debug)]
pub(super) enum Unsound {
    /// The records make no sound corpus.
    Reading(Box<Reading>),
    /// The parts do not fit together.
    Parts(io::Error),
}

impl Added<'_> {
    /// The graph: what was added before, what is new, and copies of everything in the store that either refers to.
    pub(super) fn graph(&self, shipped: &Vocabulary) -> Result<TemporalGraph, Unsound> {
        let looked_at = if self.records.statements.is_empty() {
            None
        } else {
            let graph = addition(self.store, self.records, shipped);
            Some(graph.map_err(Unsound::Reading)?)
        };
        let replaced = looked_at.as_ref().map(|(graph, _)| ids_of(graph)).unwrap_or_default();
        let mut tables = Tables::new(self.store, self.records);
        let mut parts: Vec<Part<'_>> = Vec::new();
        if let Some(before) = self.before {
            let is_kept = |it: &StatementIndex| {
                replaced.is_empty() || !replaced.contains(&*before.statement(*it).id())
            };
            let statements: Vec<StatementIndex> = before.statements().filter(is_kept).collect();
            let places = statements.iter().map(|it| Turn::There(before.statement(*it).order()));
            parts.push((before, places.collect(), statements, None));
        }
        if let Some((graph, copied)) = &looked_at {
            let turn = |statement: StatementIndex| {
                let number =
                    usize::try_from(graph.statement(statement).order()).unwrap_or(usize::MAX);
                let new = self.records.places.get(number).map(|place| Turn::New(*place));
                let there = number.checked_sub(self.records.statements.len());
                let there = there.and_then(|number| copied.get(number)).map(|it| Turn::There(*it));
                new.or(there).unwrap_or(Turn::New(u64::MAX))
            };
            parts.push((
                graph,
                graph.statements().map(turn).collect(),
                graph.statements().collect(),
                None,
            ));
        }
        if let Some(rows) = &self.rows {
            let turns =
                rows.statements.iter().map(|it| Turn::New(rows.graph.statement(*it).order()));
            parts.push((rows.graph, turns.collect(), rows.statements.to_vec(), Some(rows)));
        }
        for (graph, _, statements, rows) in &parts {
            tables.take(graph, statements, *rows);
        }
        tables.take_entities(self.records.entities.iter().map(|record| record.id.as_str()));
        for record in &self.records.sources {
            tables.source(&record.id);
        }
        // Entities that were added before, or are referred to by nothing that is a statement, stay.
        if let Some(before) = self.before {
            tables.take_entities(before.entities().map(EntityRef::id));
        }
        let verbs = parts.iter().flat_map(|(graph, ..)| graph.vocabulary().verbs());
        let verbs = verbs.chain(self.store.vocabulary().verbs()).cloned();
        let vocabulary = Vocabulary::new(verbs.collect::<Vec<_>>());
        let numbers = tables.numbers();
        let selected: Vec<Selected<'_>> =
            parts.into_iter().map(|part| numbers.selected(part, &vocabulary)).collect();
        let made = tables.models(&numbers).and_then(|(entities, sources)| {
            let zone = self.store.zone().clone();
            TemporalGraph::of_selected(&selected, &entities, &sources, vocabulary, zone)
        });
        made.map_err(Unsound::Parts)
    }
}

/// A graph, when the turn of each of its statements comes, the statements, and how they are added as they are.
type Part<'g> = (&'g TemporalGraph, Vec<Turn>, Vec<StatementIndex>, Option<&'g NewRows<'g>>);

fn ids_of(graph: &TemporalGraph) -> BTreeSet<String> {
    graph.statements().map(|index| graph.statement(index).id().into_owned()).collect()
}

/// The entities and sources that what is added refers to, by id.
struct Tables<'s> {
    store: &'s TemporalGraph,
    new_entities: HashMap<&'s str, &'s EntityRecord>,
    new_sources: HashMap<&'s str, &'s SourceRecord>,
    entities: BTreeMap<String, EntityRecord>,
    sources: BTreeMap<String, SourceRecord>,
}

impl<'s> Tables<'s> {
    fn new(store: &'s TemporalGraph, new: &'s Records) -> Self {
        Self {
            store,
            new_entities: new.entities.iter().map(|record| (record.id.as_str(), record)).collect(),
            new_sources: new.sources.iter().map(|record| (record.id.as_str(), record)).collect(),
            entities: BTreeMap::new(),
            sources: BTreeMap::new(),
        }
    }

    /// Takes entities and where their roles are: as they become, else as the store has them.
    fn take_entities<'i>(&mut self, ids: impl Iterator<Item = &'i str>) {
        let ids: Vec<&str> = ids.filter(|id| !self.entities.contains_key(*id)).collect();
        let records: Vec<EntityRecord> =
            ids.into_par_iter().filter_map(|id| self.entity(id)).collect();
        let mut open = Vec::new();
        for record in records {
            open.extend(record.roles.iter().map(|role| role.of.clone()));
            self.entities.insert(record.id.clone(), record);
        }
        if !open.is_empty() {
            self.take_entities(open.iter().map(String::as_str));
        }
    }

    fn entity(&self, id: &str) -> Option<EntityRecord> {
        let new = self.new_entities.get(id).map(|record| (*record).clone());
        new.or_else(|| Some(self.store.entity_record(self.store.by_id(id)?)))
    }

    /// Takes a source, its author and its outlet, and what it replies to.
    fn source(&mut self, id: &str) {
        let mut open = vec![id.to_owned()];
        while let Some(id) = open.pop() {
            if self.sources.contains_key(&id) {
                continue;
            }
            let there = self.store.find_source(&id).map(|source| self.store.source_record(source));
            let new = || self.new_sources.get(id.as_str()).map(|record| (*record).clone());
            if let Some(record) = there.or_else(new) {
                let people = record.author.iter().chain(&record.outlet);
                self.take_entities(people.map(String::as_str));
                open.extend(record.in_reply_to.iter().cloned());
                self.sources.insert(id, record);
            }
        }
    }

    /// Takes what statements of a graph refer to.
    fn take(
        &mut self,
        graph: &TemporalGraph,
        statements: &[StatementIndex],
        rows: Option<&NewRows<'_>>,
    ) {
        // All statements refer to all that is there.
        let are_all = statements.len() == graph.n_statements();
        let mut entities = vec![are_all; graph.n_entities()];
        let mut sources = vec![are_all; graph.n_sources()];
        let mut mark = |entity: EntityIndex| {
            if let Some(is_used) = entities.get_mut(entity.position()) {
                *is_used = true;
            }
        };
        for statement in statements.iter().filter(|_| !are_all) {
            let read = graph.statement(*statement);
            let pair = read.pair();
            mark(graph.holder(pair));
            mark(graph.target(pair));
            read.about().chain(read.claimed_by()).for_each(&mut mark);
            for source in read.reported_in().chain([read.source()]) {
                if let Some(is_used) = sources.get_mut(source.position()) {
                    *is_used = true;
                }
            }
        }
        let used = |flags: Vec<bool>| {
            flags.into_iter().enumerate().filter(|(_, is_used)| *is_used).map(|(at, _)| at)
        };
        let entities = used(entities).map(|at| graph.entity(EntityIndex::new(at)).id());
        self.take_entities(entities.map(|id| renamed(id, rows)));
        for at in used(sources) {
            self.source(graph.source(SourceIndex::new(at)).id());
        }
    }

    fn numbers(&self) -> Numbers<'_> {
        Numbers { entities: numbered(&self.entities), sources: numbered(&self.sources) }
    }

    /// The entities and the sources, sorted by id.
    fn models(&self, numbers: &Numbers<'_>) -> io::Result<(Vec<Entity>, Vec<Source>)> {
        let original = |id: &String| {
            numbers.sources.get(id.as_str()).copied().map(SourceIndex::new).ok_or_else(dangling)
        };
        let date = |text| date(text, self.store.zone());
        let entity = |id: &String| {
            numbers.entities.get(id.as_str()).copied().map(EntityIndex::new).ok_or_else(dangling)
        };
        let entities = self.entities.values().map(|record| {
            let roles = record.roles.iter().map(|role| {
                Ok(Role {
                    role: role.role.clone(),
                    of: entity(&role.of)?,
                    from: date(role.from.as_ref())?,
                    until: date(role.until.as_ref())?,
                })
            });
            Ok(Entity {
                id: EntityId::new(&record.id).map_err(io::Error::other)?,
                kind: record.kind,
                name: record.name.clone(),
                aliases: record.aliases.clone(),
                wikidata: record.wikidata.clone(),
                roles: roles.collect::<io::Result<_>>()?,
                note: record.note.clone(),
            })
        });
        let sources = self.sources.values().map(|record| {
            Ok(Source {
                id: SourceId::new(&record.id).map_err(io::Error::other)?,
                kind: record.kind,
                title: record.title.clone(),
                author: record.author.as_ref().map(entity).transpose()?,
                outlet: record.outlet.as_ref().map(entity).transpose()?,
                published: date(record.published.as_ref())?,
                in_reply_to: record.in_reply_to.iter().map(original).collect::<io::Result<_>>()?,
                url: record.url.clone(),
                archived: record.archived.clone(),
                language: record.language.clone(),
                note: record.note.clone(),
            })
        });
        Ok((entities.collect::<io::Result<_>>()?, sources.collect::<io::Result<_>>()?))
    }
}

/// The numbers of the entities and sources, by id.
struct Numbers<'t> {
    entities: HashMap<&'t str, usize>,
    sources: HashMap<&'t str, usize>,
}

impl Numbers<'_> {
    /// Statements of a graph with what its indices are here.
    fn selected<'g>(
        &self,
        (graph, turns, statements, rows): Part<'g>,
        vocabulary: &Vocabulary,
    ) -> Selected<'g> {
        let entity = |id: &str| self.entities.get(renamed(id, rows)).copied().map(EntityIndex::new);
        let source = |row: usize| {
            self.sources
                .get(graph.source(SourceIndex::new(row)).id())
                .copied()
                .map(SourceIndex::new)
        };
        let verbs = graph.vocabulary().verbs().iter();
        let verbs: Vec<Option<VerbIndex>> = verbs.map(|verb| vocabulary.find(&verb.word)).collect();
        Selected {
            statements,
            turns,
            entities: graph.entities().map(|it| entity(it.id())).collect(),
            sources: (0..graph.n_sources()).map(source).collect(),
            verbs,
            recorded: rows.and_then(|rows| rows.recorded),
            graph,
        }
    }
}

fn renamed<'i>(id: &'i str, rows: Option<&'i NewRows<'_>>) -> &'i str {
    rows.and_then(|rows| rows.ids.get(id)).map_or(id, String::as_str)
}

fn numbered<R>(records: &BTreeMap<String, R>) -> HashMap<&str, usize> {
    records.keys().enumerate().map(|(number, id)| (id.as_str(), number)).collect()
}

fn date(text: Option<&String>, zone: &Zone) -> io::Result<Option<Date>> {
    text.map(|text| Date::in_zone(text, zone).map_err(io::Error::other)).transpose()
}

fn dangling() -> io::Error {
    io::Error::other("what is added refers to what is not there")
}
