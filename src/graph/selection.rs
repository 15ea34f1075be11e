//! Statements of several graphs, chosen one by one, as one graph.

use super::{
    assemble::{Assembler, NewRow, PlainRow},
    entities::Entities,
    index::StatementIndex,
    sources::Sources,
    temporal::TemporalGraph,
};
use crate::model::{
    Day, Entity, EntityIndex, Source, SourceIndex, Statement, VerbIndex, Vocabulary,
};
use rayon::prelude::*;
use std::{collections::HashMap, io};

/// Statements of a graph, with what its indices are in the graph that is made.
pub(crate) struct Selected<'g> {
    pub(crate) graph: &'g TemporalGraph,
    /// No statement of them corrects one that is not among them.
    pub(crate) statements: Vec<StatementIndex>,
    pub(crate) entities: Vec<Option<EntityIndex>>,
    pub(crate) sources: Vec<Option<SourceIndex>>,
    pub(crate) verbs: Vec<Option<VerbIndex>>,
    /// When those were recorded that do not tell.
    pub(crate) recorded: Option<Day>,
}

/// What the graph that is made refers to.
struct Tables<'t> {
    entities: &'t [Entity],
    sources: &'t [Source],
}

/// A statement of one of the parts, by its place among all.
#[derive(Clone, Copy)]
struct Place {
    ends: (EntityIndex, EntityIndex),
    latest: Day,
    earliest: Day,
    part: usize,
    statement: StatementIndex,
}

impl Place {
    /// By what statements are sorted, before their ids.
    fn key(&self) -> impl Ord + use<> {
        (self.ends, self.latest, self.earliest)
    }
}

impl TemporalGraph {
    /// The graph of all selected statements, between these entities and from these sources, both sorted by id.
    ///
    /// Time O(n log n) in the statements; their texts are copied once.
    ///
    /// # Errors
    /// When there are too many statements, or one refers to what no table holds.
    pub(crate) fn of_selected(
        parts: &[Selected<'_>],
        entities: &[Entity],
        sources: &[Source],
        vocabulary: Vocabulary,
    ) -> io::Result<Self> {
        let mut places = Vec::new();
        for (part, selected) in parts.iter().enumerate() {
            let place = |statement: &StatementIndex| selected.place(part, *statement);
            let placed: Option<Vec<Place>> = selected.statements.iter().map(place).collect();
            places.extend(placed.ok_or_else(dangling)?);
        }
        places.par_sort_by_key(Place::key);
        let tables = Tables { entities, sources };
        for same in places.chunk_by_mut(|a, b| a.key() == b.key()) {
            if same.len() > 1 {
                same.sort_by_cached_key(|place| parts[place.part].id(place, &tables));
            }
        }
        let numbers = Numbers::new(parts, &places);
        let mut assembler = Assembler::new(usize::MAX);
        for place in &places {
            parts[place.part].push(place, &numbers, &mut assembler)?;
        }
        assembler.finish(Entities::new(entities), Sources::new(sources), vocabulary)
    }
}

/// Where statements stand that correct others, or are corrected.
struct Numbers(HashMap<(usize, StatementIndex), StatementIndex>);

impl Numbers {
    fn new(parts: &[Selected<'_>], places: &[Place]) -> Self {
        let has_corrections: Vec<bool> =
            parts.iter().map(|part| !part.graph.corrections().is_empty()).collect();
        let numbered = places.iter().enumerate().filter(|(_, place)| has_corrections[place.part]);
        let numbered =
            numbered.map(|(at, place)| ((place.part, place.statement), StatementIndex::new(at)));
        Self(numbered.collect())
    }
}

impl Selected<'_> {
    fn entity(&self, entity: EntityIndex) -> Option<EntityIndex> {
        self.entities.get(entity.position()).copied().flatten()
    }

    fn place(&self, part: usize, statement: StatementIndex) -> Option<Place> {
        let read = self.graph.statement(statement);
        let pair = read.pair();
        let ends = (self.entity(self.graph.holder(pair))?, self.entity(self.graph.target(pair))?);
        let bounds = read.bounds();
        let (latest, earliest) = (bounds.latest, bounds.earliest);
        Some(Place { ends, latest, earliest, part, statement })
    }

    /// The id that a statement has in the graph that is made.
    fn id(&self, place: &Place, tables: &Tables<'_>) -> String {
        let row = place.statement.position();
        if let Some(given) = self.graph.rows.id.get(row) {
            return given.to_owned();
        }
        let statement = self.graph.statement(place.statement);
        let entity = |entity: EntityIndex| {
            tables.entities.get(entity.position()).map_or("", |entity| entity.id.as_str())
        };
        let source = self.sources.get(statement.source().position()).copied().flatten();
        let source = source.and_then(|source| tables.sources.get(source.position()));
        let id = Statement::hashed_id([
            entity(place.ends.0),
            &statement.verb().word,
            entity(place.ends.1),
            &statement.date(),
            source.map_or("", |source| source.id.as_str()),
            &statement.quote().unwrap_or_default(),
        ]);
        id.to_string()
    }

    fn push(&self, place: &Place, numbers: &Numbers, assembler: &mut Assembler) -> io::Result<()> {
        let statement = self.graph.statement(place.statement);
        let row = place.statement.position();
        let rows = &self.graph.rows;
        let source = |source: SourceIndex| self.sources.get(source.position()).copied().flatten();
        let verb = self.verbs.get(statement.verb_index().position()).copied().flatten();
        let about: Option<Vec<_>> = statement.about().map(|entity| self.entity(entity)).collect();
        let reported_in: Option<Vec<_>> = statement.reported_in().map(source).collect();
        let claimed_by = statement.claimed_by();
        let quote = statement.quote().unwrap_or_default();
        let until = statement.until();
        let known = self.recorded.filter(|_| self.graph.recorded(place.statement).is_none());
        let supersedes = statement.supersedes();
        let number = |statement| numbers.0.get(&(place.part, statement)).copied();
        let plain = PlainRow {
            ends: place.ends,
            latest: place.latest,
            verb: verb.ok_or_else(dangling)?,
            source: source(statement.source()).ok_or_else(dangling)?,
            quote: quote.as_bytes(),
        };
        assembler.push(&NewRow {
            plain,
            earliest: place.earliest,
            known: known.unwrap_or_else(|| statement.known()),
            date: rows.date.get(row),
            id: rows.id.get(row),
            until: until.as_ref(),
            superseded_since: statement.superseded_since(),
            supersedes: supersedes.map(|it| number(it).ok_or_else(dangling)).transpose()?,
            claimed_by: claimed_by.map(|who| self.entity(who).ok_or_else(dangling)).transpose()?,
            about: &about.ok_or_else(dangling)?,
            reported_in: &reported_in.ok_or_else(dangling)?,
            confidence: rows.confidence.get(row),
            coder: statement.coder(),
            note: statement.note(),
            prefix: statement.prefix(),
            suffix: statement.suffix(),
        })
    }
}

fn dangling() -> io::Error {
    io::Error::other("a statement refers to what is not there")
}
