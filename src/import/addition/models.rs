//! Entities and sources that are added, in the order of their ids.

use super::{
    Part,
    table::{Numbered, Place},
    tables::{Ends, Tables},
};
use crate::{
    corpus::record::{EntityRecord, SourceRecord},
    graph::{
        selection::Selected,
        sources::{Sources, SourcesBuilder},
    },
    model::{
        Date, Entity, EntityId, EntityIndex, Role, Source, SourceId, SourceIndex, Vocabulary, Zone,
    },
};
use rayon::prelude::*;
use std::io;

impl Tables<'_> {
    /// The entities and the sources, sorted by id, and the number of each.
    pub(super) fn models(&self) -> io::Result<Models> {
        let store = self.store;
        let entities = self.entities.numbered(|row| store.entity(EntityIndex::new(row)).id());
        let sources = self.sources.numbered(|row| store.source(SourceIndex::new(row)).id());
        let numbers = Numbers { tables: self, entities, sources };
        let tables = rayon::join(|| numbers.entity_models(), || numbers.source_columns());
        let tables = (tables.0?, tables.1?);
        Ok(Models { tables, entities: numbers.entities, sources: numbers.sources })
    }
}

/// The entities and the sources that are added, and the number of each.
pub(super) struct Models {
    pub(super) tables: (Vec<Entity>, Sources),
    entities: Numbered,
    sources: Numbered,
}

impl Models {
    /// Statements of a graph with what its indices are here.
    pub(super) fn selected<'g>(
        &self,
        (graph, turns, statements, rows): Part<'g>,
        ends: &Ends,
        vocabulary: &Vocabulary,
    ) -> Selected<'g> {
        let numbers = |places: &[Option<Place>], numbered: &Numbered| -> Vec<Option<usize>> {
            places.iter().map(|place| numbered.number((*place)?)).collect()
        };
        let entities = numbers(&ends.entities, &self.entities);
        let sources = numbers(&ends.sources, &self.sources);
        let verbs = graph.vocabulary().verbs().iter();
        Selected {
            statements,
            turns,
            entities: entities.into_iter().map(|it| it.map(EntityIndex::new)).collect(),
            sources: sources.into_iter().map(|it| it.map(SourceIndex::new)).collect(),
            verbs: verbs.map(|verb| vocabulary.find(&verb.word)).collect(),
            recorded: rows.and_then(|rows| rows.recorded),
            graph,
        }
    }
}

/// The numbers of entities and sources, by which records refer to them.
struct Numbers<'t, 's> {
    tables: &'t Tables<'s>,
    entities: Numbered,
    sources: Numbered,
}

impl Numbers<'_, '_> {
    fn entity(&self, id: &str) -> io::Result<EntityIndex> {
        let place = self.tables.entity(id).ok_or_else(dangling)?;
        self.entities.number(place).map(EntityIndex::new).ok_or_else(dangling)
    }

    fn source(&self, id: &str) -> io::Result<SourceIndex> {
        let place = self.tables.source(id).ok_or_else(dangling)?;
        self.sources.number(place).map(SourceIndex::new).ok_or_else(dangling)
    }

    fn entity_models(&self) -> io::Result<Vec<Entity>> {
        let store = self.tables.store;
        let model = |place: &Place| match *place {
            Place::There(row) => {
                let entity = store.entity(EntityIndex::new(row)).to_model();
                let mut entity = entity.map_err(io::Error::other)?;
                for role in &mut entity.roles {
                    role.of = self.entity(store.entity(role.of).id())?;
                }
                Ok(entity)
            }
            Place::New(new) => {
                self.entity_model(self.tables.entities.new.get(new).ok_or_else(dangling)?.1)
            }
        };
        self.entities.places.par_iter().map(model).collect()
    }

    fn entity_model(&self, record: &EntityRecord) -> io::Result<Entity> {
        let date = |text| date(text, self.tables.store.zone());
        let roles = record.roles.iter().map(|role| {
            Ok(Role {
                role: role.role.clone(),
                of: self.entity(&role.of)?,
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
            attributes: record.attributes.clone(),
            roles: roles.collect::<io::Result<_>>()?,
            note: record.note.clone(),
        })
    }

    fn source_columns(&self) -> io::Result<Sources> {
        let Tables { store, sources, are_sources_plain, .. } = self.tables;
        let mut columns = SourcesBuilder::new(usize::MAX);
        for place in &self.sources.places {
            match *place {
                Place::There(row) => {
                    let source = store.source(SourceIndex::new(row));
                    if *are_sources_plain || source.is_plain() {
                        columns.push_plain(source.id(), source.kind())?;
                    } else {
                        let record = store.source_record(SourceIndex::new(row));
                        columns.push(&self.source_model(&record)?)?;
                    }
                }
                Place::New(new) => {
                    let (_, record) = sources.new.get(new).ok_or_else(dangling)?;
                    columns.push(&self.source_model(record)?)?;
                }
            }
        }
        columns.finish()
    }

    fn source_model(&self, record: &SourceRecord) -> io::Result<Source> {
        let entity = |id: &String| self.entity(id);
        let originals = record.in_reply_to.iter().map(|id| self.source(id));
        Ok(Source {
            id: SourceId::new(&record.id).map_err(io::Error::other)?,
            kind: record.kind,
            title: record.title.clone(),
            author: record.author.as_ref().map(entity).transpose()?,
            outlet: record.outlet.as_ref().map(entity).transpose()?,
            published: date(record.published.as_ref(), self.tables.store.zone())?,
            in_reply_to: originals.collect::<io::Result<_>>()?,
            url: record.url.clone(),
            archived: record.archived.clone(),
            language: record.language.clone(),
            attributes: record.attributes.clone(),
            note: record.note.clone(),
        })
    }
}

fn date(text: Option<&String>, zone: &Zone) -> io::Result<Option<Date>> {
    text.map(|text| Date::in_zone(text, zone).map_err(io::Error::other)).transpose()
}

fn dangling() -> io::Error {
    io::Error::other("what is added refers to what is not there")
}
