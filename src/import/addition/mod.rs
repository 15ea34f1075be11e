//! What is added to a store, as a graph that is whole by itself.

mod models;
mod table;
mod tables;

use self::tables::{Ends, Tables};
use super::records::{Records, addition};
use crate::{
    corpus::Reading,
    graph::{
        StatementIndex, TemporalGraph,
        selection::{Selected, Turn, Turns},
    },
    model::{Day, EntityIndex, SourceIndex, Vocabulary},
};
use std::{
    collections::{BTreeSet, HashMap},
    io,
};

/// What is added to a store.
pub(super) struct Added<'g> {
    pub(super) store: &'g TemporalGraph,
    /// What was added before, by itself.
    pub(super) before: Option<&'g TemporalGraph>,
    /// Entities and sources, and statements that correct others or come under ids of their own.
    pub(super) records: &'g Records,
    /// Whether some of the records take the stead of what is there.
    pub(super) has_replacements: bool,
    /// Statements of the store that are read anew, as their sources change.
    pub(super) again: &'g [StatementIndex],
    /// Statements that are added as they are.
    pub(super) rows: Option<NewRows<'g>>,
}

/// Statements of a graph that are added as they are.
pub(super) struct NewRows<'g> {
    pub(super) graph: &'g TemporalGraph,
    pub(super) statements: &'g [StatementIndex],
    /// The entities of the store that those of the graph are.
    pub(super) found: &'g [Option<EntityIndex>],
    /// The same of sources.
    pub(super) found_sources: &'g [Option<SourceIndex>],
    /// The ids of entities that are others in the store.
    pub(super) ids: &'g HashMap<String, String>,
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
        let looked_at = if self.records.statements.is_empty() && self.again.is_empty() {
            None
        } else {
            let graph = addition(self.store, self.records, self.again, shipped);
            Some(graph.map_err(Unsound::Reading)?)
        };
        let replaced = looked_at.as_ref().map(|(graph, _)| ids_of(graph)).unwrap_or_default();
        let mut tables = Tables::new(self.store, self.records, self.has_replacements);
        let mut parts: Vec<Part<'_>> = Vec::new();
        if let Some(before) = self.before {
            let is_kept = |it: &StatementIndex| {
                replaced.is_empty() || !replaced.contains(&*before.statement(*it).id())
            };
            let statements: Vec<StatementIndex> = before.statements().filter(is_kept).collect();
            let turns = statements.iter().map(|it| Turn::There(before.statement(*it).order()));
            parts.push((before, Turns::Listed(turns.collect()), statements, None));
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
            let turns = Turns::Listed(graph.statements().map(turn).collect());
            parts.push((graph, turns, graph.statements().collect(), None));
        }
        if let Some(rows) = &self.rows {
            parts.push((rows.graph, Turns::New, rows.statements.to_vec(), Some(rows)));
        }
        let ends: Vec<Ends> = parts.iter().map(|part| tables.take(part)).collect();
        // What was added before, or is referred to by nothing that is a statement, stays.
        if let Some(before) = self.before {
            for entity in before.entities() {
                tables.take_entity(tables.entity(entity.id()));
            }
            for source in before.sources() {
                tables.take_source(tables.source(source.id()));
            }
        }
        let verbs = parts.iter().flat_map(|(graph, ..)| graph.vocabulary().verbs());
        let verbs = verbs.chain(self.store.vocabulary().verbs()).cloned();
        let vocabulary = Vocabulary::new(verbs.collect::<Vec<_>>());
        let models = tables.models().map_err(Unsound::Parts)?;
        let selected = parts.into_iter().zip(&ends);
        let selected: Vec<Selected<'_>> =
            selected.map(|(part, ends)| models.selected(part, ends, &vocabulary)).collect();
        let (entities, sources) = models.tables;
        let zone = self.store.zone().clone();
        let made = TemporalGraph::of_selected(&selected, &entities, sources, vocabulary, zone);
        made.map_err(Unsound::Parts)
    }
}

/// A graph, when the turn of each of its statements comes, the statements, and how they are added as they are.
type Part<'g> = (&'g TemporalGraph, Turns, Vec<StatementIndex>, Option<&'g NewRows<'g>>);

fn ids_of(graph: &TemporalGraph) -> BTreeSet<String> {
    graph.statements().map(|index| graph.statement(index).id().into_owned()).collect()
}

fn renamed<'i>(id: &'i str, rows: Option<&'i NewRows<'_>>) -> &'i str {
    rows.and_then(|rows| rows.ids.get(id)).map_or(id, String::as_str)
}
