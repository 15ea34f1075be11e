//! The view: a graph and a frame.

use super::{
    filter::Filter,
    frame::{Certainty, Claims, Cut, Frame, Possible},
};
use crate::{
    graph::{PairIndex, StatementIndex, TemporalGraph, flags::Flags},
    model::{Day, Instant, Span},
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

    /// The same view over another span. An end that is the same stays cut.
    #[must_use]
    pub fn with_span(&self, span: Span) -> Self {
        let Frame { span: old, cut, .. } = self.frame;
        let cut = Cut {
            begin: cut.begin.filter(|_| span.begin == old.begin),
            end: cut.end.filter(|_| span.end == old.end),
        };
        Self { graph: self.graph, frame: Frame { span, cut, ..self.frame.clone() } }
    }

    /// The same view with the end of a later one.
    #[must_use]
    pub fn until_end_of(&self, later: &Self) -> Self {
        let [begin, _] = self.frame.ends();
        let [_, end] = later.frame.ends();
        self.between([begin, end])
    }

    /// The same view from an instant to before another one.
    #[must_use]
    pub fn between(&self, ends: [Instant; 2]) -> Self {
        let (span, cut) = Cut::between(ends);
        Self { graph: self.graph, frame: Frame { span, cut, ..self.frame.clone() } }
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

    /// The instant before which an `until` must have passed for the stance to be over at the view's end.
    pub(super) fn judged_at(&self) -> Instant {
        let [_, end] = self.frame.ends();
        if end == Instant::MAX { Instant::begin_of(self.frame.today.next()) } else { end }
    }

    /// The certainty of a statement in the view, or `None` when it is outside. Includes corrected
    /// statements and claims.
    ///
    /// Definite when its bounds lie inside the span, possible when they only overlap it.
    pub fn framed(&self, statement: StatementIndex) -> Option<Certainty> {
        self.framed_with(statement, self.graph.flags(statement))
    }

    pub(super) fn framed_with(&self, statement: StatementIndex, flags: Flags) -> Option<Certainty> {
        let bounds = self.graph.bounds_with(statement, flags);
        let certainty = if self.frame.cut.is_none() {
            self.frame.places(bounds)?
        } else {
            self.frame.places_at(bounds, self.graph.statement(statement).time())?
        };
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
