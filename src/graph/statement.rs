//! One statement of the graph, read column by column.

use super::{Marks, StatementIndex, TemporalGraph};
use crate::model::{
    Bounds, Confidence, Date, Day, Effect, Entity, EntityIndex, Source, SourceIndex, Verb,
    VerbIndex,
};

/// A statement of a graph. Reading a field touches only that field's column.
#[derive(Clone, Copy)]
pub struct StatementRef<'g> {
    graph: &'g TemporalGraph,
    index: StatementIndex,
}

impl<'g> StatementRef<'g> {
    pub(super) fn new(graph: &'g TemporalGraph, index: StatementIndex) -> Self {
        Self { graph, index }
    }

    /// Its position in the graph.
    pub fn index(self) -> StatementIndex {
        self.index
    }

    /// Its id.
    pub fn id(self) -> &'g str {
        self.graph.id.get(self.index)
    }

    /// Whose stance it is.
    pub fn holder(self) -> EntityIndex {
        self.graph.holder(self.graph.pair[self.index.position()])
    }

    /// The entity whose stance it is.
    pub fn holder_entity(self) -> &'g Entity {
        self.graph.entity(self.holder())
    }

    /// Towards whom or what it is.
    pub fn target(self) -> EntityIndex {
        self.graph.target(self.graph.pair[self.index.position()])
    }

    /// The entity towards which it is.
    pub fn target_entity(self) -> &'g Entity {
        self.graph.entity(self.target())
    }

    /// The index of its verb in the vocabulary.
    pub fn verb_index(self) -> VerbIndex {
        self.graph.verb[self.index.position()]
    }

    /// Its verb.
    pub fn verb(self) -> &'g Verb {
        self.graph.vocabulary.verb(self.verb_index())
    }

    /// What the verb does.
    pub fn effect(self) -> Effect {
        self.verb().effect
    }

    /// Its date as written.
    pub fn date(self) -> &'g str {
        self.graph.date.get(self.index)
    }

    /// The days on which it may have been said.
    pub fn bounds(self) -> Bounds {
        self.graph.bounds(self.index)
    }

    /// The day from which the stance is said to be over.
    pub fn until(self) -> Option<&'g Date> {
        if self.has(Marks::UNTIL) { self.graph.until.get(self.index) } else { None }
    }

    /// The day it was known.
    pub fn known(self) -> Day {
        self.graph.known[self.index.position()]
    }

    /// The day from which a correction of it was known.
    pub fn superseded_since(self) -> Option<Day> {
        if self.has(Marks::SUPERSEDED) {
            self.graph.superseded_since.get(self.index).copied()
        } else {
            None
        }
    }

    /// The statement it corrects.
    pub fn supersedes(self) -> Option<StatementIndex> {
        self.graph.supersedes.get(self.index).copied()
    }

    /// Who claims that the holder holds the stance, if it is a claim.
    pub fn claimed_by(self) -> Option<EntityIndex> {
        if self.has(Marks::CLAIM) { self.graph.claimed_by.get(self.index).copied() } else { None }
    }

    /// Where it was read.
    pub fn source(self) -> SourceIndex {
        self.graph.source[self.index.position()]
    }

    /// The source in which it was read.
    pub fn source_record(self) -> &'g Source {
        self.graph.source(self.source())
    }

    /// Other sources that report it.
    pub fn reported_in(self) -> &'g [SourceIndex] {
        self.graph.reported_in.get(self.index).map_or(&[], |list| list)
    }

    /// What it was about.
    pub fn about(self) -> &'g [EntityIndex] {
        self.graph.about.get(self.index).map_or(&[], |list| list)
    }

    /// What was said, verbatim.
    pub fn quote(self) -> Option<&'g str> {
        Some(self.graph.quote.get(self.index)).filter(|quote| !quote.is_empty())
    }

    /// The text before the quote.
    pub fn prefix(self) -> Option<&'g str> {
        self.graph.prefix.get(self.index).map(|text| &**text)
    }

    /// The text after the quote.
    pub fn suffix(self) -> Option<&'g str> {
        self.graph.suffix.get(self.index).map(|text| &**text)
    }

    /// Who coded it.
    pub fn coder(self) -> Option<&'g str> {
        self.graph.coder.get(self.index).map(|text| &**text)
    }

    /// A remark of the coder.
    pub fn note(self) -> Option<&'g str> {
        self.graph.note.get(self.index).map(|text| &**text)
    }

    /// How sure the coder is; fully when nothing is said.
    pub fn confidence(self) -> Confidence {
        self.graph.confidence.get(self.index).copied().unwrap_or(Confidence::FULL)
    }

    fn has(self, mark: u8) -> bool {
        self.graph.marks[self.index.position()].has(mark)
    }
}
