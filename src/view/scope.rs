//! The view: a graph and a frame.

use super::{
    filter::Filter,
    frame::{Certainty, Claims, Frame, Possible},
};
use crate::{
    graph::{PairIndex, StatementIndex, TemporalGraph, flags::Flags},
    model::{Day, Span},
};

/// A graph and a frame. Copies nothing; each statement is evaluated when it is reached.
#[derive(Clone, Debug)]
pub struct View<'g> {
    graph: &'g TemporalGraph,
    frame: Frame,
}

impl<'g> View<'g> {
    /// The view of a graph through a frame.
    pub fn new(graph: &'g TemporalGraph, frame: Frame) -> Self {
        Self { graph, frame }
    }

    /// The same view over another span.
    #[must_use]
    pub fn with_span(&self, span: Span) -> Self {
        Self { graph: self.graph, frame: Frame { span, ..self.frame.clone() } }
    }

    /// The same view without the statements that are only possibly in it.
    #[must_use]
    pub fn definite(&self) -> Self {
        let frame = self.frame.clone();
        Self { graph: self.graph, frame: Frame { possible: Possible::Dropped, ..frame } }
    }

    /// The graph.
    pub fn graph(&self) -> &'g TemporalGraph {
        self.graph
    }

    /// The frame.
    pub fn frame(&self) -> &Frame {
        &self.frame
    }

    /// The last day of the view, or [`Day::MAX`].
    pub fn last_day(&self) -> Day {
        self.frame.span.last()
    }

    /// The day by which an `until` must have passed for the stance to be over at the view's end.
    pub(super) fn judged_on(&self) -> Day {
        if self.frame.span.end == Day::MAX { self.frame.today } else { self.last_day() }
    }

    /// The certainty of a statement in the view, or `None` when it is outside. Includes corrected
    /// statements and claims.
    ///
    /// Definite when its bounds lie inside the span, possible when they only overlap it.
    pub fn framed(&self, statement: StatementIndex) -> Option<Certainty> {
        self.framed_with(statement, self.graph.flags(statement))
    }

    pub(super) fn framed_with(&self, statement: StatementIndex, flags: Flags) -> Option<Certainty> {
        let certainty = self.frame.places(self.graph.bounds_with(statement, flags))?;
        let Frame { known_by, filter, .. } = &self.frame;
        if known_by.is_some() || !matches!(filter, Filter::All) {
            let statement = self.graph.statement(statement);
            if known_by.is_some_and(|day| statement.known() > day) || !filter.admits(statement) {
                return None;
            }
        }
        Some(certainty)
    }

    /// Whether a correction of the statement is known in this view.
    pub fn is_superseded(&self, statement: StatementIndex) -> bool {
        let since = self.graph.statement(statement).superseded_since();
        since.is_some_and(|since| self.frame.known_by.is_none_or(|day| since <= day))
    }

    /// The certainty of a statement that is listed: in the view and not corrected.
    pub fn listed(&self, statement: StatementIndex) -> Option<Certainty> {
        if self.is_superseded(statement) { None } else { self.framed(statement) }
    }

    /// Whether a statement is a claim that this view does not count.
    pub fn is_mere_claim(&self, statement: StatementIndex) -> bool {
        self.frame.claims == Claims::Listed
            && self.graph.statement(statement).claimed_by().is_some()
    }

    /// The certainty of a statement that counts for ties, shifts and numbers: listed, and not only a claim.
    pub fn counted(&self, statement: StatementIndex) -> Option<Certainty> {
        let flags = self.graph.flags(statement);
        let is_aside =
            flags.any_rare() && (self.is_mere_claim(statement) || self.is_superseded(statement));
        if is_aside { None } else { self.framed_with(statement, flags) }
    }

    /// The statements of a pair that count, in order.
    pub fn counted_of(
        &self,
        pair: PairIndex,
    ) -> impl DoubleEndedIterator<Item = (StatementIndex, Certainty)> {
        self.graph
            .statements_of(pair)
            .filter_map(|statement| Some((statement, self.counted(statement)?)))
    }
}
