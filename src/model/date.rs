//! Dates in EDTF (ISO 8601-2), levels 0 and 1, and their bounds in days.

use super::{
    Day, Instant, Time, Zone,
    time::{NotedTime, date_time, plain_date_time},
};
use edtf_core::{Bound, Edtf};
use std::{fmt, str::FromStr};

/// The first and the last day that a date may denote, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Bounds {
    /// The earliest day, or [`Day::MIN`].
    pub earliest: Day,
    /// The latest day, or [`Day::MAX`].
    pub latest: Day,
}

impl Bounds {
    /// The bounds of a known day.
    pub const fn on(day: Day) -> Self {
        Self { earliest: day, latest: day }
    }

    /// Whether the two overlap.
    pub fn overlaps(self, other: Self) -> bool {
        self.earliest <= other.latest && other.earliest <= self.latest
    }

    /// Whether the two denote the same known day.
    pub fn is_one_day(self) -> bool {
        self.earliest == self.latest
    }
}

/// A date: the EDTF text as written and its bounds.
///
/// A date denotes *some day* within its bounds. The qualifiers `?`, `~` and `%` stay in the text
/// and never move the bounds. An open or unknown end of an interval is unbounded. A date-time (`2018-04-25T14:05`) is an
/// instant, whose day is the one in the time zone of the corpus.
///
/// ```
/// use stancegraph::model::Date;
/// let date: Date = "2018-04~".parse()?;
/// assert_eq!(date.as_str(), "2018-04~");
/// assert_eq!(date.bounds().earliest.to_string(), "2018-04-01");
/// assert_eq!(date.bounds().latest.to_string(), "2018-04-30");
/// # Ok::<(), stancegraph::model::DateError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Date {
    text: Box<str>,
    bounds: Bounds,
    time: Option<NotedTime>,
}

/// Why a text is not a date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct DateError {
    /// The byte at which parsing stopped.
    pub offset: usize,
    /// The reason.
    pub reason: String,
}

impl Date {
    /// The date of a text that has been parsed before, with its bounds.
    pub(crate) fn known(text: &str, bounds: Bounds, time: Option<Time>) -> Self {
        let time = time.map(|time| NotedTime::of(text, bounds.latest, time));
        Self { text: text.into(), bounds, time }
    }

    /// Parses a date. A date-time without an offset is one on the clock of a time zone, and the day is the one there.
    pub fn in_zone(text: &str, zone: &Zone) -> Result<Self, DateError> {
        if let Some(day) = Day::from_iso(text) {
            return Ok(Self::known(text, Bounds::on(day), None));
        }
        if zone.is_utc()
            && let Some((day, time)) = plain_date_time(text)
        {
            return Ok(Self { text: text.into(), bounds: Bounds::on(day), time: Some(time) });
        }
        let Some(found) = date_time(text, zone) else { return without_time(text) };
        let (day, time) = found?;
        Ok(Self { text: text.into(), bounds: Bounds::on(day), time: Some(time) })
    }

    /// Some day from `earliest` to `latest`, both of the calendar.
    pub(super) fn interval(earliest: Day, latest: Day) -> Self {
        let text = format!("{earliest}/{latest}");
        Self { text: text.into(), bounds: Bounds { earliest, latest }, time: None }
    }

    /// The text as written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The days it may denote.
    pub const fn bounds(&self) -> Bounds {
        self.bounds
    }

    /// The time of its day, if it is a date-time.
    pub fn time(&self) -> Option<Time> {
        self.time.map(|noted| noted.time)
    }

    /// The same with the notation that gives its text back.
    pub(crate) const fn noted_time(&self) -> Option<NotedTime> {
        self.time
    }

    /// The first instant that it may denote.
    pub fn first(&self) -> Instant {
        Instant { day: self.bounds.earliest, time: self.time().unwrap_or(Time::MIDNIGHT) }
    }

    /// The first instant after all that it may denote.
    pub fn end(&self) -> Instant {
        match self.time() {
            Some(time) => Instant { day: self.bounds.latest, time: time.next() },
            None => Instant::begin_of(self.bounds.latest.next()),
        }
    }

    /// The last instant that it may denote.
    pub fn last(&self) -> Instant {
        Instant { day: self.bounds.latest, time: self.time().unwrap_or(Time::LAST) }
    }
}

impl From<Day> for Date {
    fn from(day: Day) -> Self {
        Self { text: day.to_string().into(), bounds: Bounds::on(day), time: None }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.text)
    }
}

impl FromStr for Date {
    type Err = DateError;

    /// Parses a date, with UTC as the time zone.
    fn from_str(text: &str) -> Result<Self, DateError> {
        Self::in_zone(text, &Zone::UTC)
    }
}

/// Parses a date without a time.
fn without_time(text: &str) -> Result<Date, DateError> {
    if let Some(offset) = text.find('T') {
        let reason = "a date-time is one instant: 2018-04-25T14:05, without an interval".to_owned();
        return Err(DateError { offset, reason });
    }
    let edtf = Edtf::parse(text)
        .map_err(|error| DateError { offset: error.offset, reason: error.message.to_owned() })?;
    if edtf.level() > 1 {
        let reason = "only EDTF levels 0 and 1 are supported".to_owned();
        return Err(DateError { offset: 0, reason });
    }
    let bounds = edtf.bounds();
    let bounds =
        Bounds { earliest: day(bounds.earliest, Day::MIN), latest: day(bounds.latest, Day::MAX) };
    Ok(Date { text: text.into(), bounds, time: None })
}

fn day(bound: Bound, open: Day) -> Day {
    match bound {
        Bound::NegativeInfinity => Day::MIN,
        Bound::Date(date) => Day::from_civil(date.year, date.month, date.day),
        Bound::PositiveInfinity => Day::MAX,
        Bound::Unknown => open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bounds(text: &str) -> String {
        match text.parse::<Date>() {
            Ok(date) => format!("{} {}", date.bounds().earliest, date.bounds().latest),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn bounds_are_those_of_the_contract() {
        for (text, expected) in [
            ("2018", "2018-01-01 2018-12-31"),
            ("2018-04", "2018-04-01 2018-04-30"),
            ("2018-04-25", "2018-04-25 2018-04-25"),
            ("2018-04~", "2018-04-01 2018-04-30"),
            ("2018-04-25?", "2018-04-25 2018-04-25"),
            ("2018-04-25%", "2018-04-25 2018-04-25"),
            ("201X", "2010-01-01 2019-12-31"),
            ("20XX", "2000-01-01 2099-12-31"),
            ("2018-XX", "2018-01-01 2018-12-31"),
            ("2018-02-XX", "2018-02-01 2018-02-28"),
            ("2018-21", "2018-03-01 2018-05-31"),
            ("2018-22", "2018-06-01 2018-08-31"),
            ("2018-23", "2018-09-01 2018-11-30"),
            ("2018-24", "2018-12-01 2019-02-28"),
            ("2018-04-20/2018-04-25", "2018-04-20 2018-04-25"),
            ("2018-04/2018-05", "2018-04-01 2018-05-31"),
            ("../2018", ".. 2018-12-31"),
            ("2018/..", "2018-01-01 .."),
            ("/2018", ".. 2018-12-31"),
            ("2018/", "2018-01-01 .."),
            ("2018-04-25T23:59:59Z", "2018-04-25 2018-04-25"),
            ("2018-04-25T00:30:00+09:00", "2018-04-24 2018-04-24"),
            ("-0044-03-15", "-0044-03-15 -0044-03-15"),
            ("Y170000002", ".. .."),
        ] {
            assert_eq!(bounds(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in
            ["", "2018-13", "2018-02-30", "25.4.2018", "2018-4-5", "yesterday", "[2018,2019]"]
        {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
    }
}
