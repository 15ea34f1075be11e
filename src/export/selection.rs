//! The statements of a view with everything they refer to, for formats that hold statements.

use super::{
    corrections::{Corrections, is_inside},
    scene::{Isolates, Scene},
};
use crate::{
    analysis::timeline::sort_in_time,
    corpus::record::StatementRecord,
    graph::{RoleRef, StatementIndex, TemporalGraph},
    model::{EntityIndex, SourceIndex, VerbIndex},
    view::{Certainty, View},
};
use std::collections::BTreeSet;

/// The records to write.
#[derive(Debug, Default)]
pub(super) struct Selection {
    pub(super) verbs: BTreeSet<VerbIndex>,
    pub(super) entities: BTreeSet<EntityIndex>,
    pub(super) sources: BTreeSet<SourceIndex>,
    pub(super) statements: BTreeSet<StatementIndex>,
    /// Those of the statements that are outside the view, and correct or are corrected by others.
    outside: BTreeSet<StatementIndex>,
}

impl Selection {
    /// Every statement in the view with the chain of its corrections, and everything these refer to.
    pub(super) fn of(scene: &Scene<'_>) -> Self {
        let graph = scene.view().graph();
        let inside = graph.statements().filter(|&index| is_inside(scene, index));
        let outside = Corrections::of(scene).outside;
        let statements = inside.chain(outside.iter().copied()).collect();
        let mut selection = Self { statements, outside, ..Self::default() };
        for &index in &selection.statements {
            let statement = graph.statement(index);
            selection.verbs.insert(statement.verb_index());
            selection.sources.insert(statement.source());
            selection.sources.extend(statement.reported_in());
            let ends = [statement.holder(), statement.target()];
            selection.entities.extend(ends.into_iter().chain(statement.about()));
            selection.entities.extend(statement.claimed_by());
        }
        if scene.isolates() == Isolates::Shown && scene.focus().is_none() {
            selection.entities.extend((0..graph.n_entities()).map(EntityIndex::new));
            selection.sources.extend((0..graph.n_sources()).map(SourceIndex::new));
        }
        // A reply names what it replies to.
        let mut replies: Vec<SourceIndex> = selection.sources.iter().copied().collect();
        while let Some(source) = replies.pop() {
            let originals = graph.source(source).in_reply_to();
            replies.extend(originals.filter(|&it| selection.sources.insert(it)));
        }
        for source in selection.sources.iter().map(|&source| graph.source(source)) {
            selection.entities.extend(source.author().into_iter().chain(source.outlet()));
        }
        // An organization in which an entity has a role may itself have a role in another.
        let mut open: Vec<EntityIndex> = selection.entities.iter().copied().collect();
        while let Some(entity) = open.pop() {
            let held = graph.entity(entity).roles().map(RoleRef::of);
            open.extend(held.filter(|&of| selection.entities.insert(of)));
        }
        selection
    }

    /// The certainty of a statement in the view; `None` where it is there only for the chain of corrections.
    pub(super) fn certainty(&self, view: &View<'_>, index: StatementIndex) -> Option<Certainty> {
        if self.outside.contains(&index) { None } else { view.framed(index) }
    }

    /// The statements in the order in which the corpus has them.
    pub(super) fn in_corpus_order(&self, graph: &TemporalGraph) -> Vec<StatementIndex> {
        let mut statements: Vec<StatementIndex> = self.statements.iter().copied().collect();
        statements.sort_by_key(|statement| graph.statement(*statement).order());
        statements
    }

    /// The statements as they are listed.
    pub(super) fn listed(&self, view: &View<'_>) -> Vec<StatementIndex> {
        let mut statements: Vec<StatementIndex> = self.statements.iter().copied().collect();
        sort_in_time(view, &mut statements, |statement| *statement);
        statements
    }

    /// The record of a statement, without a reference to a corrected one that the view does not know.
    pub(super) fn record(&self, graph: &TemporalGraph, index: StatementIndex) -> StatementRecord {
        let mut record = graph.statement_record(index);
        if self.corrected(graph, index).is_none() {
            record.supersedes = None;
        }
        record
    }

    /// The statement that a statement corrects, if it is selected.
    pub(super) fn corrected(
        &self,
        graph: &TemporalGraph,
        index: StatementIndex,
    ) -> Option<StatementIndex> {
        graph.statement(index).supersedes().filter(|it| self.statements.contains(it))
    }
}
