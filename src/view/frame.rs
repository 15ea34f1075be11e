//! The frame of a view: a span of time, the known-by day, and a filter.

use super::filter::Filter;
use crate::model::{Bounds, Day, Span, words};

words! {
    /// Whether something certainly holds, or only may hold.
    pub enum Certainty {
        /// It may hold.
        Possible = "possible",
        /// It certainly holds.
        Definite = "definite",
    }
}

impl Certainty {
    /// Definite when `is_definite`.
    pub const fn of(is_definite: bool) -> Self {
        if is_definite { Self::Definite } else { Self::Possible }
    }
}

/// The treatment of statements that are only possibly in the span.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Possible {
    /// They count, and are marked.
    #[default]
    Counted,
    /// They are left out.
    Dropped,
}

/// The treatment of claims: statements by somebody else about the holder's stance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Claims {
    /// They are listed, but do not count for ties, shifts or numbers.
    #[default]
    Listed,
    /// They count like other statements.
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

/// The frame of a view, the same for every command.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The days of the statements.
    pub span: Span,
    /// Only statements known by this day, without later corrections.
    pub known_by: Option<Day>,
    /// Only statements that pass this filter.
    pub filter: Filter,
    /// The treatment of possible statements.
    pub possible: Possible,
    /// The treatment of claims.
    pub claims: Claims,
    /// How ties are decided.
    pub resolve: Resolve,
    /// Today, which decides whether an `until` has passed when the span has no end.
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

    /// The certainty of a date with these bounds in the span; `None` when it is outside, or only possible and
    /// left out.
    pub fn places(&self, Bounds { earliest, latest }: Bounds) -> Option<Certainty> {
        let Span { begin, end } = self.span;
        if latest < begin || (earliest >= end && end != Day::MAX) {
            return None;
        }
        let is_definite = earliest >= begin && (latest < end || end == Day::MAX);
        (is_definite || self.possible == Possible::Counted).then(|| Certainty::of(is_definite))
    }
}
