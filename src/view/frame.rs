//! The frame of a view: a span of time, the known-by day, and a filter.

use super::filter::Filter;
use crate::model::{Bounds, Day, Instant, Span, Time, words};

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

/// The times at which the ends of a span are cut.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Cut {
    /// The first instant of the first day that is inside.
    pub begin: Option<Time>,
    /// The first instant of the last day that is not inside.
    pub end: Option<Time>,
}

impl Cut {
    /// The days between two instants, of which the second is not inside, and where these days are cut.
    pub fn between([begin, end]: [Instant; 2]) -> (Span, Self) {
        let cut = |at: Instant| Some(at.time).filter(|time| *time != Time::MIDNIGHT);
        let cut = Self { begin: cut(begin), end: cut(end) };
        let end = if cut.end.is_some() { end.day.next() } else { end.day };
        (Span { begin: begin.day, end }, cut)
    }

    /// Whether no day is cut.
    pub fn is_none(self) -> bool {
        self == Self::default()
    }
}

/// The frame of a view, the same for every command.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The days of the statements.
    pub span: Span,
    /// The times at which the first and the last of these days are cut.
    pub cut: Cut,
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
            cut: Cut::default(),
            known_by: None,
            filter: Filter::default(),
            possible: Possible::default(),
            claims: Claims::default(),
            resolve: Resolve::Latest,
            today,
        }
    }

    /// The first instant that is inside, and the first after it that is not.
    pub fn ends(&self) -> [Instant; 2] {
        let Self { span, cut, .. } = self;
        let end = match cut.end {
            Some(time) => Instant { day: span.last(), time },
            None => Instant::begin_of(span.end),
        };
        [Instant { day: span.begin, time: cut.begin.unwrap_or(Time::MIDNIGHT) }, end]
    }

    /// Whether nothing but its days tells whether a statement is inside.
    pub(super) fn is_simple(&self) -> bool {
        self.known_by.is_none() && matches!(self.filter, Filter::All) && self.cut.is_none()
    }

    /// The certainty of a date with these bounds in the span, and at this time if it is known; `None` when it is outside, or
    /// only possible and left out.
    pub fn places_at(&self, bounds: Bounds, time: Option<Time>) -> Option<Certainty> {
        if self.cut.is_none() {
            return self.places(bounds);
        }
        let first = Instant { day: bounds.earliest, time: time.unwrap_or(Time::MIDNIGHT) };
        let last = Instant { day: bounds.latest, time: time.unwrap_or(Time::LAST) };
        let [begin, end] = self.ends();
        if last < begin || (first >= end && end != Instant::MAX) {
            return None;
        }
        let is_definite = first >= begin && (last < end || end == Instant::MAX);
        (is_definite || self.possible == Possible::Counted).then(|| Certainty::of(is_definite))
    }

    /// The certainty of a date with these bounds in the span, whose days are whole; `None` when it is outside, or only
    /// possible and left out.
    pub fn places(&self, Bounds { earliest, latest }: Bounds) -> Option<Certainty> {
        let Span { begin, end } = self.span;
        if latest < begin || (earliest >= end && end != Day::MAX) {
            return None;
        }
        let is_definite = earliest >= begin && (latest < end || end == Day::MAX);
        (is_definite || self.possible == Possible::Counted).then(|| Certainty::of(is_definite))
    }
}
