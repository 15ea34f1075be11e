//! The statements of a view as JSON lines: records of a corpus, one a line, that `import jsonl` reads.
//!
//! `{"verb": …}`, `{"entity": …}`, `{"source": …}` and `{"statement": …}`, in this order, with the fields of corpus
//! files. Every statement inside the view is there, corrected ones and claims included, with the
//! entities and sources that it needs, and the verbs that do not ship with the program.

use super::{ExportError, Exporter, Isolates, NetworkScene, Scene};
use crate::{
    corpus::{record::StatementRecord, shipped_vocabulary},
    graph::{RoleRef, StatementIndex, TemporalGraph},
    model::{EntityIndex, SourceIndex, VerbIndex},
};
use serde::Serialize;
use std::{
    collections::{BTreeMap, BTreeSet},
    io::Write,
};

/// Writes JSON lines.
#[derive(Debug)]
pub(super) struct Jsonl;

impl Exporter for Jsonl {
    fn export(&self, scene: &Scene<'_>) -> Result<Vec<u8>, ExportError> {
        let graph = scene.view().graph();
        let needed = Needed::of(scene);
        let mut out = Vec::new();
        let used = |verb: &str| {
            graph.vocabulary().find(verb).is_some_and(|index| needed.verbs.contains(&index))
        };
        for record in graph.verb_records(&shipped_vocabulary()) {
            if used(&record.verb) {
                line(&mut out, "verb", &record);
            }
        }
        for &entity in &needed.entities {
            line(&mut out, "entity", &graph.entity_record(entity));
        }
        for &source in &needed.sources {
            line(&mut out, "source", &graph.source_record(source));
        }
        for &statement in &needed.statements {
            line(&mut out, "statement", &needed.record(graph, statement));
        }
        Ok(out)
    }

    fn export_network(&self, _: &NetworkScene<'_>) -> Result<Vec<u8>, ExportError> {
        let message = "jsonl holds statements, not networks: csv and graphml hold both";
        Err(ExportError::Unfit(message.into()))
    }
}

fn line(out: &mut Vec<u8>, word: &str, record: &impl Serialize) {
    // Memory can always be written.
    let _ = serde_json::to_writer(&mut *out, &BTreeMap::from([(word, record)]));
    let _ = writeln!(out);
}

/// What is to be written.
#[derive(Default)]
struct Needed {
    verbs: BTreeSet<VerbIndex>,
    entities: BTreeSet<EntityIndex>,
    sources: BTreeSet<SourceIndex>,
    statements: BTreeSet<StatementIndex>,
}

impl Needed {
    fn of(scene: &Scene<'_>) -> Self {
        let (view, graph) = (scene.view(), scene.view().graph());
        let mut needed = Self::default();
        for index in graph.statements().filter(|&index| view.framed(index).is_some()) {
            let statement = graph.statement(index);
            let ends = [statement.holder(), statement.target()];
            if scene.focus().is_some() && !ends.iter().all(|&end| scene.shows(end)) {
                continue;
            }
            needed.statements.insert(index);
            needed.verbs.insert(statement.verb_index());
            needed.sources.insert(statement.source());
            needed.sources.extend(statement.reported_in());
            needed.entities.extend(ends.into_iter().chain(statement.about()));
            needed.entities.extend(statement.claimed_by());
        }
        if scene.isolates() == Isolates::Shown && scene.focus().is_none() {
            needed.entities.extend((0..graph.n_entities()).map(EntityIndex::new));
            needed.sources.extend((0..graph.n_sources()).map(SourceIndex::new));
        }
        for source in needed.sources.iter().map(|&source| graph.source(source)) {
            needed.entities.extend(source.author().into_iter().chain(source.outlet()));
        }
        // Where somebody holds a role may itself hold one elsewhere.
        let mut open: Vec<EntityIndex> = needed.entities.iter().copied().collect();
        while let Some(entity) = open.pop() {
            let held = graph.entity(entity).roles().map(RoleRef::of);
            open.extend(held.filter(|&of| needed.entities.insert(of)));
        }
        needed
    }

    /// A statement; that it corrects one outside the view is not told, as that one is not there.
    fn record(&self, graph: &TemporalGraph, index: StatementIndex) -> StatementRecord {
        let mut record = graph.statement_record(index);
        let corrected = graph.statement(index).supersedes();
        if corrected.is_some_and(|corrected| !self.statements.contains(&corrected)) {
            record.supersedes = None;
        }
        record
    }
}
