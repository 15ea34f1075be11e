//! The statements of a view with all that they need, for formats that hold statements.

use super::{Isolates, Scene};
use crate::{
    corpus::record::StatementRecord,
    graph::{RoleRef, StatementIndex, TemporalGraph},
    model::{EntityIndex, SourceIndex, VerbIndex},
};
use std::collections::BTreeSet;

/// What is to be written.
#[derive(Debug, Default)]
pub(super) struct Needed {
    pub(super) verbs: BTreeSet<VerbIndex>,
    pub(super) entities: BTreeSet<EntityIndex>,
    pub(super) sources: BTreeSet<SourceIndex>,
    pub(super) statements: BTreeSet<StatementIndex>,
}

impl Needed {
    /// Every statement inside the view, and what these statements need.
    pub(super) fn of(scene: &Scene<'_>) -> Self {
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
    pub(super) fn record(&self, graph: &TemporalGraph, index: StatementIndex) -> StatementRecord {
        let mut record = graph.statement_record(index);
        if self.corrected(graph, index).is_none() {
            record.supersedes = None;
        }
        record
    }

    /// The statement that a statement corrects, if it is there.
    pub(super) fn corrected(
        &self,
        graph: &TemporalGraph,
        index: StatementIndex,
    ) -> Option<StatementIndex> {
        graph.statement(index).supersedes().filter(|it| self.statements.contains(it))
    }
}
