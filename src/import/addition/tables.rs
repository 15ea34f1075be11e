//! The entities and sources that what is added refers to.

use super::{
    NewRows, Part, renamed,
    table::{Place, Table},
};
use crate::{
    corpus::{
        name::Named,
        record::{EntityRecord, SourceRecord},
    },
    graph::{StatementIndex, TemporalGraph},
    import::records::Records,
    model::{EntityIndex, SourceIndex},
};
use rayon::prelude::*;

pub(super) struct Tables<'s> {
    pub(super) store: &'s TemporalGraph,
    pub(super) entities: Table<'s, EntityRecord>,
    pub(super) sources: Table<'s, SourceRecord>,
    /// Whether no source of the store refers to anything.
    pub(super) are_sources_plain: bool,
}

impl<'s> Tables<'s> {
    /// Those of records, which replace what is there where `has_replacements`.
    pub(super) fn new(store: &'s TemporalGraph, new: &'s Records, has_replacements: bool) -> Self {
        let entities = new.entities.iter().map(|record| (record.id.as_str(), record));
        let sources = new.sources.iter().map(|record| (record.id.as_str(), record));
        let mut tables = Self {
            store,
            entities: Table::new(store.n_entities(), entities, has_replacements),
            sources: Table::new(store.n_sources(), sources, has_replacements),
            are_sources_plain: store.has_plain_sources(),
        };
        for record in &new.entities {
            tables.take_roles(record);
        }
        for record in &new.sources {
            let people = record.author.iter().chain(&record.outlet);
            people.for_each(|id| tables.take_entity(tables.entity(id)));
            record.in_reply_to.iter().for_each(|id| tables.take_source(tables.source(id)));
        }
        tables
    }

    pub(super) fn entity(&self, id: &str) -> Option<Place> {
        self.entities.find(id, |id| self.store.by_id(id).map(EntityIndex::position))
    }

    /// The place of an entity of the store.
    fn entity_there(&self, there: EntityIndex) -> Place {
        self.entities.at(there.position(), || self.store.entity(there).id())
    }

    pub(super) fn source(&self, id: &str) -> Option<Place> {
        self.sources.find(id, |id| self.store.find_source(id).map(SourceIndex::position))
    }

    /// The place of a source of the store.
    fn source_there(&self, there: SourceIndex) -> Place {
        self.sources.at(there.position(), || self.store.source(there).id())
    }

    /// Takes an entity, and where its roles are.
    pub(super) fn take_entity(&mut self, entity: Option<Place>) {
        let mut open = Vec::from_iter(entity);
        while let Some(place) = open.pop() {
            if let Some(row) = self.entities.mark(place) {
                let roles = self.store.entity(EntityIndex::new(row)).roles();
                open.extend(
                    roles.filter_map(|role| self.entity(self.store.entity(role.of()).id())),
                );
            }
        }
    }

    fn take_roles(&mut self, record: &EntityRecord) {
        for role in &record.roles {
            self.take_entity(self.entity(&role.of));
        }
    }

    /// Takes a source, its author and its outlet, and what it replies to.
    pub(super) fn take_source(&mut self, source: Option<Place>) {
        let store = self.store;
        if self.are_sources_plain {
            source.and_then(|place| self.sources.mark(place));
            return;
        }
        let mut open = Vec::from_iter(source);
        while let Some(place) = open.pop() {
            if let Some(row) = self.sources.mark(place) {
                let source = store.source(SourceIndex::new(row));
                for person in source.author().into_iter().chain(source.outlet()) {
                    self.take_entity(self.entity(store.entity(person).id()));
                }
                open.extend(source.in_reply_to().map(|it| Place::There(it.position())));
            }
        }
    }

    /// Where the entities and the sources of a part are. Those are taken that its statements refer to.
    pub(super) fn take(&mut self, (graph, _, statements, rows): &Part<'_>) -> Ends {
        let entity = |row| {
            let found = rows.and_then(|rows| *rows.found.get(row)?);
            let new = || self.entity(renamed(graph.entity(EntityIndex::new(row)).id(), *rows));
            found.map_or_else(new, |there| Some(self.entity_there(there)))
        };
        let entities: Vec<_> = (0..graph.n_entities()).into_par_iter().map(entity).collect();
        let sources = self.sources_of(graph, *rows);
        let used = used(graph, statements);
        let take = |(place, is_used): (&Option<Place>, bool)| place.filter(|_| is_used);
        for place in entities.iter().zip(used.0).map(take) {
            self.take_entity(place);
        }
        for place in sources.iter().zip(used.1).map(take) {
            self.take_source(place);
        }
        Ends { entities, sources }
    }
}

impl Tables<'_> {
    /// Where the sources of a graph are.
    fn sources_of(&self, graph: &TemporalGraph, rows: Option<&NewRows<'_>>) -> Vec<Option<Place>> {
        let id = |row| graph.source(SourceIndex::new(row)).id();
        let Some(rows) = rows else {
            return (0..graph.n_sources())
                .into_par_iter()
                .map(|row| self.source(id(row)))
                .collect();
        };
        // Both are sorted by id, under which those that are not there are new.
        let mut from = 0;
        let mut place = |(row, found): (usize, &Option<SourceIndex>)| match *found {
            Some(there) => Some(self.source_there(there)),
            None => self.sources.find_from(&mut from, id(row)),
        };
        rows.found_sources.iter().enumerate().map(&mut place).collect()
    }
}

/// Which entities and sources statements of a graph refer to.
fn used(graph: &TemporalGraph, statements: &[StatementIndex]) -> (Vec<bool>, Vec<bool>) {
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
    (entities, sources)
}

/// Where the entities and the sources of a part are, by their indices in it.
pub(super) struct Ends {
    pub(super) entities: Vec<Option<Place>>,
    pub(super) sources: Vec<Option<Place>>,
}
