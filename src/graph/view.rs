//! The frame of a question: a span of time, what was known by then, and a filter.

use super::{Filter, Marks, PairIndex, StatementIndex, TemporalGraph};
use crate::model::{Bounds, Day, Span, words};

words! {
    /// Whether something is so for sure, or only may be.
    pub enum Certainty {
        /// It may be so.
        Possible = "possible",
        /// It is so.
        Definite = "definite",
    }
}

impl Certainty {
    /// Definite when `is_definite`.
    pub const fn of(is_definite: bool) -> Self {
        if is_definite { Self::Definite } else { Self::Possible }
    }
}

/// What becomes of statements that are only possibly inside the span.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Possible {
    /// They count, and are marked.
    #[default]
    Counted,
    /// They are dropped.
    Dropped,
}

/// What becomes of statements that somebody else makes about the holder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Claims {
    /// They are listed, and make no ties, shifts or numbers.
    #[default]
    Listed,
    /// They count like all others.
    LetIn,
}

words! {
    /// How the statements of a pair decide its tie.
    pub enum Resolve {
        /// The latest ones decide.
        Latest = "latest",
        /// The sign of the sum of polarity × strength decides.
        Sum = "sum",
    }
}

/// What a question asks about. Every command takes the same.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Statements said on these days.
    pub span: Span,
    /// Only what was known by this day; later corrections are undone.
    pub known_by: Option<Day>,
    /// Only statements that pass.
    pub filter: Filter,
    /// What becomes of possible statements.
    pub possible: Possible,
    /// What becomes of claims.
    pub claims: Claims,
    /// How ties are decided.
    pub resolve: Resolve,
    /// The day by which a stance with an `until` is over when the span has no end.
    pub today: Day,
}

impl Frame {
    /// The frame that leaves nothing out.
    pub fn all(today: Day) -> Self {
        Self {
            span: Span::ALL,
            known_by: None,
            filter: Filter::default(),
            possible: Possible::default(),
            claims: Claims::default(),
            resolve: Resolve::Latest,
            today,
        }
    }

    /// How surely what was said within some bounds is inside the span; nothing when it is outside, or only
    /// possible and dropped.
    pub fn places(&self, Bounds { earliest, latest }: Bounds) -> Option<Certainty> {
        let Span { begin, end } = self.span;
        if latest < begin || (earliest >= end && end != Day::MAX) {
            return None;
        }
        let is_definite = earliest >= begin && (latest < end || end == Day::MAX);
        (is_definite || self.possible == Possible::Counted).then(|| Certainty::of(is_definite))
    }
}

/// A graph seen through a frame. Copies nothing; each statement is judged when it is reached.
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

    /// The same question about another span.
    #[must_use]
    pub fn with_span(&self, span: Span) -> Self {
        Self { graph: self.graph, frame: Frame { span, ..self.frame.clone() } }
    }

    /// The graph that is viewed.
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

    /// The day by which an `until` must have come for the stance to be over at the view's end.
    pub(super) fn judged_on(&self) -> Day {
        if self.frame.span.end == Day::MAX { self.frame.today } else { self.last_day() }
    }

    /// Whether a statement is inside the view, corrected ones and claims included, and how surely.
    ///
    /// It is definite when its bounds lie inside the span, possible when they only meet it.
    pub fn framed(&self, statement: StatementIndex) -> Option<Certainty> {
        self.framed_with(statement, self.graph.marks(statement))
    }

    pub(super) fn framed_with(&self, statement: StatementIndex, marks: Marks) -> Option<Certainty> {
        let certainty = self.frame.places(self.graph.bounds_with(statement, marks))?;
        let Frame { known_by, filter, .. } = &self.frame;
        if known_by.is_some() || !matches!(filter, Filter::All) {
            let statement = self.graph.statement(statement);
            if known_by.is_some_and(|day| statement.known() > day) || !filter.admits(statement) {
                return None;
            }
        }
        Some(certainty)
    }

    /// Whether a correction of a statement is known in this view.
    pub fn is_superseded(&self, statement: StatementIndex) -> bool {
        let since = self.graph.statement(statement).superseded_since();
        since.is_some_and(|since| self.frame.known_by.is_none_or(|day| since <= day))
    }

    /// Whether a statement is to be listed: inside the view and not corrected.
    pub fn listed(&self, statement: StatementIndex) -> Option<Certainty> {
        if self.is_superseded(statement) { None } else { self.framed(statement) }
    }

    /// Whether a statement is a claim that this view does not let in.
    pub fn is_mere_claim(&self, statement: StatementIndex) -> bool {
        self.frame.claims == Claims::Listed
            && self.graph.statement(statement).claimed_by().is_some()
    }

    /// Whether a statement makes ties, shifts and numbers: listed, and no mere claim.
    pub fn counted(&self, statement: StatementIndex) -> Option<Certainty> {
        let marks = self.graph.marks(statement);
        let is_aside =
            marks.are_rare() && (self.is_mere_claim(statement) || self.is_superseded(statement));
        if is_aside { None } else { self.framed_with(statement, marks) }
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
