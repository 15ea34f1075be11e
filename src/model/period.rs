//! Spans of days, their notation, and calendar periods.

use super::{Date, Day, word::words};
use std::{fmt, str::FromStr};

/// A span of days `[begin, end)`; [`Day::MIN`] and [`Day::MAX`] leave a side open.
///
/// ```
/// use stancegraph::model::Span;
/// let span: Span = "2018q2".parse()?;
/// assert_eq!(span.begin.to_string(), "2018-04-01");
/// assert_eq!(span.end.to_string(), "2018-07-01");
/// # Ok::<(), stancegraph::model::PeriodError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    /// The first day, included.
    pub begin: Day,
    /// The day after the last one.
    pub end: Day,
}

impl Span {
    /// All days.
    pub const ALL: Self = Self { begin: Day::MIN, end: Day::MAX };

    /// The intersection of both spans; empty when they do not overlap.
    #[must_use]
    pub fn intersection(self, other: Self) -> Self {
        Self { begin: self.begin.max(other.begin), end: self.end.min(other.end) }
    }

    /// The span from the begin of this one to the end of a later one.
    #[must_use]
    pub const fn until_end_of(self, later: Self) -> Self {
        Self { begin: self.begin, end: later.end }
    }

    /// Whether the span contains no day.
    pub fn is_empty(self) -> bool {
        self.begin >= self.end
    }

    /// The last day of the span, or [`Day::MAX`].
    pub fn last(self) -> Day {
        self.end.previous()
    }
}

/// Why a text is not a period.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "invalid period `{text}`{reason}; write a period as 2018, 2018-04, 2018q2, 2018w17, \
     2018-04-01..2018-05-01, since 2018-04 or until 2018-05"
)]
pub struct PeriodError {
    text: String,
    reason: String,
}

impl FromStr for Span {
    type Err = PeriodError;

    /// Parses a period. The day after `..` and after `until` is the first one *not* in the span.
    fn from_str(text: &str) -> Result<Self, PeriodError> {
        let fail = |reason: String| PeriodError { text: text.to_owned(), reason };
        let bounds = |date: &str| {
            date.trim()
                .parse::<Date>()
                .map(|date| date.bounds())
                .map_err(|error| fail(format!(": {error}")))
        };
        let begin = |date: &str| bounds(date).map(|bounds| bounds.earliest);
        let written = text.trim();
        let lower = written.to_ascii_lowercase();
        let span = if let Some(date) = lower.strip_prefix("since ") {
            Self { begin: begin(&date.to_ascii_uppercase())?, end: Day::MAX }
        } else if let Some(date) = lower.strip_prefix("until ") {
            Self { begin: Day::MIN, end: begin(&date.to_ascii_uppercase())? }
        } else if let Some((from, to)) = written.split_once("..").filter(|_| !written.contains('/'))
        {
            Self {
                begin: if from.trim().is_empty() { Day::MIN } else { begin(from)? },
                end: if to.trim().is_empty() { Day::MAX } else { begin(to)? },
            }
        } else if let Some(span) = numbered(&lower) {
            span
        } else {
            let bounds = bounds(written)?;
            Self { begin: bounds.earliest, end: bounds.latest.next() }
        };
        if span.is_empty() { Err(fail(": it ends before it begins".to_owned())) } else { Ok(span) }
    }
}

/// `2018q2` (a quarter) and `2018w17` (an ISO week).
fn numbered(text: &str) -> Option<Span> {
    let (year, number) = text.split_once(['q', 'w'])?;
    if year.len() != 4 || number.is_empty() || !text.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return None;
    }
    let (year, number) = (year.parse::<i64>().ok()?, number.parse::<u8>().ok()?);
    if text.contains('q') {
        let begin = (1..=4).contains(&number).then(|| Day::from_civil(year, number * 3 - 2, 1))?;
        return Some(Span { begin, end: Calendar::Quarter.next(begin) });
    }
    // ISO 8601: week 1 contains 4 January.
    let first = Calendar::Week.begin_of(Day::from_civil(year, 1, 4));
    let begin = first.plus((i64::from(number) - 1) * 7);
    let last = Calendar::Week.begin_of(Day::from_civil(year, 12, 28));
    (number > 0 && begin <= last).then(|| Span { begin, end: begin.plus(7) })
}

impl fmt::Display for Span {
    /// The span in words, which mark the excluded end.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.begin.is_bounded(), self.end.is_bounded()) {
            (false, false) => formatter.write_str("all dates"),
            (true, false) => write!(formatter, "since {}", self.begin),
            (false, true) => write!(formatter, "until {} (excluded)", self.end),
            (true, true) => write!(formatter, "{}..{} (end excluded)", self.begin, self.end),
        }
    }
}

words! {
    /// A calendar period.
    pub enum Calendar {
        /// One day.
        Day = "day",
        /// Monday to Sunday (ISO 8601).
        Week = "week",
        /// A month of one year.
        Month = "month",
        /// January–March, April–June, July–September, October–December.
        Quarter = "quarter",
        /// A year.
        Year = "year",
    }
}

impl Calendar {
    /// The first day of the period that contains `day`.
    pub fn begin_of(self, day: Day) -> Day {
        let (year, month, _) = day.civil();
        match self {
            Self::Day => day,
            Self::Week => day.plus(-day.weekday_from_monday()),
            Self::Month => Day::from_civil(year, month, 1),
            Self::Quarter => Day::from_civil(year, (month - 1) / 3 * 3 + 1, 1),
            Self::Year => Day::from_civil(year, 1, 1),
        }
    }

    /// The first day of the period after the one that begins on `begin`.
    pub fn next(self, begin: Day) -> Day {
        let days = match self {
            Self::Day => 1,
            Self::Week => 7,
            Self::Month => 31,
            Self::Quarter => 92,
            Self::Year => 366,
        };
        self.begin_of(begin.plus(days))
    }

    /// The periods that overlap `span`, whole and in order; none when a side is open.
    pub fn periods(self, span: Span) -> impl Iterator<Item = Span> {
        let bounded = span.begin.is_bounded() && span.end.is_bounded() && !span.is_empty();
        let first = bounded.then(|| self.begin_of(span.begin));
        std::iter::successors(first, move |begin| Some(self.next(*begin)))
            .take_while(move |begin| *begin < span.end)
            .map(move |begin| Span { begin, end: self.next(begin) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(text: &str) -> String {
        text.parse::<Span>()
            .map_or_else(|error| error.to_string(), |span| format!("{} {}", span.begin, span.end))
    }

    #[test]
    fn periods_in_words() {
        for (text, expected) in [
            ("2018", "2018-01-01 2019-01-01"),
            ("2018-04", "2018-04-01 2018-05-01"),
            ("2018-04-25", "2018-04-25 2018-04-26"),
            ("2018q2", "2018-04-01 2018-07-01"),
            ("2018Q4", "2018-10-01 2019-01-01"),
            ("2018w17", "2018-04-23 2018-04-30"),
            ("2020w53", "2020-12-28 2021-01-04"),
            ("2018-04-01..2018-05-01", "2018-04-01 2018-05-01"),
            ("2018..2019", "2018-01-01 2019-01-01"),
            ("2018..", "2018-01-01 .."),
            ("..2018", ".. 2018-01-01"),
            ("since 2018-04", "2018-04-01 .."),
            ("until 2018-05", ".. 2018-05-01"),
            ("201X", "2010-01-01 2020-01-01"),
        ] {
            assert_eq!(span(text), expected, "{text}");
        }
        for text in ["", "2018q5", "2019w53", "2018-05..2018-04", "since", "soon", "2018x2"] {
            assert!(text.parse::<Span>().is_err(), "{text}");
        }
    }

    #[test]
    fn calendar_periods_follow_each_other() {
        for calendar in Calendar::ALL {
            let span =
                Span { begin: Day::from_civil(2015, 12, 30), end: Day::from_civil(2020, 3, 1) };
            let periods: Vec<_> = calendar.periods(span).collect();
            assert!(periods.windows(2).all(|pair| pair[0].end == pair[1].begin));
            assert!(periods[0].begin <= span.begin && periods[periods.len() - 1].end >= span.end);
        }
    }
}
