//! Spans of days, their notation, and calendar periods.

use super::{DateExpression, Day, Instant, Time, Zone, word::words};
use std::{fmt, str::FromStr};

/// A span of days `[begin, end)`; [`Day::MIN`] and [`Day::MAX`] leave a side open.
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

/// A period as a person types it, whose ends may depend on what day it is.
///
/// | text | span |
/// |---|---|
/// | a date `D` | from the first to the last day that it may denote |
/// | `since D` | from the first day of `D` |
/// | `until D` | to the first day of `D`, excluded |
/// | `D..D`, `D..`, `..D` | from the first day of the one, to the first day of the other, excluded |
///
/// A date is a [`DateExpression`], so that `2018q1..2018q3` is the first half of 2018. An EDTF interval
/// (`2018-04-20/2018-04-25`) is a date, and includes its last day.
///
/// ```
/// use stancegraph::model::{Day, Period};
/// let today = Day::from_civil(2018, 4, 25);
/// let span = "since yesterday".parse::<Period>()?.span(today)?;
/// assert_eq!(span.begin.to_string(), "2018-04-24");
/// # Ok::<(), stancegraph::model::PeriodError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    text: String,
    ends: Ends,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Ends {
    Within(DateExpression),
    Between(Option<DateExpression>, Option<DateExpression>),
}

/// Why a text is not a period. The message ends with examples.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "invalid period `{text}`: {reason}; write a period as 2018, 2018-04, 2018q2, 2018w17, yesterday, \
     2018-04-01..2018-05-01, 2018q1..2018q3, since 2018-04 or until 2018-05"
)]
pub struct PeriodError {
    text: String,
    reason: String,
}

impl Period {
    /// The span that is meant on the day `today`.
    ///
    /// # Errors
    /// When it ends before it begins.
    pub fn span(&self, today: Day) -> Result<Span, PeriodError> {
        let [begin, end] = self.ends(today, &Zone::UTC)?;
        let end = if end.time == Time::MIDNIGHT { end.day } else { end.day.next() };
        Ok(Span { begin: begin.day, end })
    }

    /// The first instant that is meant on the day `today`, and the first after it that is not; date-times without an offset
    /// are on the clock of a time zone.
    ///
    /// # Errors
    /// When it ends before it begins, or the clock skips a time or shows it twice.
    pub fn ends(&self, today: Day, zone: &Zone) -> Result<[Instant; 2], PeriodError> {
        let fail = |reason: String| PeriodError { text: self.text.clone(), reason };
        let date = |date: &DateExpression| {
            date.date_in(today, zone).map_err(|error| fail(error.to_string()))
        };
        let first = |end: &Option<DateExpression>, open| {
            end.as_ref().map_or(Ok(open), |end| date(end).map(|date| date.first()))
        };
        let [begin, end] = match &self.ends {
            Ends::Within(within) => {
                let date = date(within)?;
                [date.first(), date.end()]
            }
            Ends::Between(begin, end) => [first(begin, Instant::MIN)?, first(end, Instant::MAX)?],
        };
        if begin >= end {
            let [begin, end] = [begin, end].map(|end| zone.written(end));
            return Err(fail(format!("it begins on {begin} and ends before {end}")));
        }
        Ok([begin, end])
    }
}

impl FromStr for Period {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        let date = |date: &str| {
            date.parse::<DateExpression>().map_err(|error| PeriodError {
                text: text.to_owned(),
                reason: error.reason.to_string(),
            })
        };
        let end = |end: &str| if end.trim().is_empty() { Ok(None) } else { date(end).map(Some) };
        let ends = if let Some(begin) = after_word(text, "since") {
            Ends::Between(Some(date(begin)?), None)
        } else if let Some(end) = after_word(text, "until") {
            Ends::Between(None, Some(date(end)?))
        } else if let Ok(date) = date(text) {
            // Before the dots are looked for, as EDTF has dots of its own: `../2018`.
            Ends::Within(date)
        } else if let Some((from, to)) = text.split_once("..") {
            Ends::Between(end(from)?, end(to)?)
        } else {
            Ends::Within(date(text)?)
        };
        Ok(Self { text: text.to_owned(), ends })
    }
}

/// What stands behind a word and white space, in any case.
fn after_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let (first, rest) = text.trim().split_once(char::is_whitespace)?;
    first.eq_ignore_ascii_case(word).then_some(rest)
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
        // 2018-04-25 is a Wednesday.
        text.parse::<Period>()
            .and_then(|period| period.span(Day::from_civil(2018, 4, 25)))
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
            ("2018-24", "2018-12-01 2019-03-01"),
            ("2018q1..2018q3", "2018-01-01 2018-07-01"),
            ("2018w17 .. 2018w20", "2018-04-23 2018-05-14"),
            ("2018-21..2018-22", "2018-03-01 2018-06-01"),
            ("2018..2018q2", "2018-01-01 2018-04-01"),
            ("2018q2..", "2018-04-01 .."),
            ("..2018w17", ".. 2018-04-23"),
            ("since 2018q2", "2018-04-01 .."),
            ("Until\u{a0}yesterday", ".. 2018-04-24"),
            ("yesterday", "2018-04-24 2018-04-25"),
            ("yesterday..tomorrow", "2018-04-24 2018-04-26"),
            ("25 April 2018..2018w18", "2018-04-25 2018-04-30"),
            ("25.4.2018..30.4.2018", "2018-04-25 2018-04-30"),
            ("25/4/2018..30/4/2018", "2018-04-25 2018-04-30"),
            ("2018-04-20/2018-04-25", "2018-04-20 2018-04-26"),
            ("../2018", ".. 2019-01-01"),
            ("-0044", "-0044-01-01 -0043-01-01"),
            ("-0044..-0031", "-0044-01-01 -0031-01-01"),
            ("-0044q1..-0044q2", "-0044-01-01 -0044-04-01"),
            ("..", ".. .."),
        ] {
            assert_eq!(span(text), expected, "{text}");
        }
        for text in [
            "",
            "2018q5",
            "2019w53",
            "2018-05..2018-04",
            "2018q3..2018q1",
            "since",
            "soon",
            "2018x2",
            "tomorrow..yesterday",
            "4.5.2018",
            "2018q1..4.5.2018",
            "2018q1..2018q2..2018q3",
            "since until 2018",
            "since since 2018",
            "2018w0",
        ] {
            let message = span(text);
            assert!(message.contains("write a period as 2018"), "{text}: {message}");
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
