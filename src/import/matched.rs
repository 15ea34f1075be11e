//! What of data is there already: entities and sources, and under which ids.

use super::{
    Provenance,
    clock::Clock,
    same_entity::{free_ids, same_entity},
    same_source::{called_otherwise, renamed_sources},
};
use crate::{
    corpus::record::{EntityRecord, SourceRecord, StatementRecord},
    graph::TemporalGraph,
    model::{EntityIndex, SourceIndex},
};
use rayon::prelude::*;
use std::collections::HashMap;

/// Data beside what is there.
pub(super) struct Matched<'g> {
    pub(super) known: Option<&'g TemporalGraph>,
    pub(super) new: &'g TemporalGraph,
    /// In which time zone either counts its days.
    pub(super) clock: Clock<'g>,
    /// The entity that is there, for each of the data.
    pub(super) found: Vec<Option<EntityIndex>>,
    /// The ids of entities of the data that have others there, or get them.
    pub(super) ids: HashMap<String, String>,
    /// The same of sources.
    pub(super) sources: HashMap<String, String>,
    /// The source that is there, for each of the data.
    pub(super) found_sources: Vec<Option<SourceIndex>>,
}

impl<'g> Matched<'g> {
    pub(super) fn new(
        known: Option<&'g TemporalGraph>,
        new: &'g TemporalGraph,
        provenance: &Provenance,
    ) -> Self {
        let same = |row| same_entity(known?, new.entity(EntityIndex::new(row)), provenance);
        let found: Vec<Option<EntityIndex>> =
            (0..new.n_entities()).into_par_iter().map(same).collect();
        let there = found.iter().zip(new.entities()).filter_map(|(found, entity)| {
            let id = known?.entity((*found)?).id();
            (id != entity.id()).then(|| (entity.id().to_owned(), id.to_owned()))
        });
        let ids: HashMap<String, String> =
            there.chain(free_ids(known, new, &found, provenance)).collect();
        let clock = Clock::of(new, known);
        let mut matched = Self {
            known,
            new,
            clock,
            found,
            ids,
            sources: HashMap::new(),
            found_sources: Vec::new(),
        };
        if provenance.are_sources_derived {
            matched.sources = renamed_sources(&matched);
        } else if !provenance.made_sources.is_empty() {
            matched.sources = called_otherwise(&matched, &provenance.made_sources);
        }
        matched.found_sources = matched.sources_there();
        matched
    }

    fn sources_there(&self) -> Vec<Option<SourceIndex>> {
        let Some(known) = self.known else { return vec![None; self.new.n_sources()] };
        if self.sources.is_empty() {
            return known.sources_with_ids_of(self.new);
        }
        let same = |row| known.find_source(self.source_id(SourceIndex::new(row)));
        (0..self.new.n_sources()).into_par_iter().map(same).collect()
    }

    /// The entities that are new.
    pub(super) fn new_entities(&self) -> impl Iterator<Item = EntityIndex> {
        let rows = self.found.iter().enumerate();
        rows.filter(|(_, found)| found.is_none()).map(|(row, _)| EntityIndex::new(row))
    }

    /// The source that is there, if it is.
    pub(super) fn source_there(&self, source: SourceIndex) -> Option<SourceIndex> {
        self.found_sources.get(source.position()).copied().flatten()
    }

    /// Their records, with ids as they are there.
    pub(super) fn entity_records(&self) -> Vec<EntityRecord> {
        self.new_entities().map(|index| self.entity_record(index)).collect()
    }

    /// The record of an entity of the data, with ids as they are there.
    pub(super) fn entity_record(&self, index: EntityIndex) -> EntityRecord {
        let mut record = self.new.entity_record(index);
        rename(&mut record.id, &self.ids);
        record.roles.iter_mut().for_each(|role| rename(&mut role.of, &self.ids));
        record
    }

    /// The id that a source of the data has there, or gets.
    pub(super) fn source_id(&self, source: SourceIndex) -> &str {
        let id = self.new.source(source).id();
        self.sources.get(id).map_or(id, String::as_str)
    }

    /// The record of a source of the data, with ids as they are there.
    pub(super) fn source_record(&self, source: SourceIndex) -> SourceRecord {
        let mut record = self.new.source_record(source);
        let people = [&mut record.author, &mut record.outlet].into_iter().flatten();
        people.for_each(|id| rename(id, &self.ids));
        self.clock.fix(record.published.as_mut());
        let sources = record.in_reply_to.iter_mut().chain([&mut record.id]);
        sources.for_each(|id| rename(id, &self.sources));
        record
    }

    /// The records of sources that are new.
    pub(super) fn new_sources(&self) -> Vec<SourceRecord> {
        let new = self.found_sources.par_iter().enumerate().filter(|(_, found)| found.is_none());
        new.map(|(row, _)| self.source_record(SourceIndex::new(row))).collect()
    }

    /// Gives a statement the ids that are there, and its date-times the offsets that they need there.
    pub(super) fn adapt(&self, record: &mut StatementRecord) {
        self.clock.fix(record.on.as_mut());
        self.clock.fix(record.until.as_mut());
        let ends = [&mut record.holder, &mut record.target];
        let topics = record.about.iter_mut().chain(&mut record.claimed_by);
        ends.into_iter().chain(topics).for_each(|id| rename(id, &self.ids));
        let sources = record.reported_in.iter_mut().chain([&mut record.source]);
        sources.for_each(|id| rename(id, &self.sources));
    }
}

fn rename(id: &mut String, ids: &HashMap<String, String>) {
    if let Some(known) = ids.get(id.as_str()) {
        id.clone_from(known);
    }
}
