//! The frame of a question: a span of time, what was known by then, and a filter.

use super::filter::Filter;
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
