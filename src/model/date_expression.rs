//! Dates as people type them.

use super::{
    Calendar, Date, DateError, Day, Span, Zone,
    date_order::{NoSuchDay, day_with_month_name, month_with_name, readings},
};
use std::{fmt, str::FromStr};

/// A date as a person types it.
///
/// EDTF comes first ([`Date`]). Then the words `today`, `yesterday` and `tomorrow`; a quarter (`2018q2`) and an ISO 8601
/// week (`2018w17`), which denote some day of theirs; a day or month with its English name (`25 April 2018`,
/// `Apr 25, 2018`, `April 2018`); and three numbers that only one order of day, month and year makes a day of the
/// calendar (`25.4.2018`, but not `4.5.2018`).
///
/// ```
/// use stancegraph::model::{DateExpression, Day};
/// let today = Day::from_civil(2018, 4, 25);
/// let yesterday: DateExpression = "yesterday".parse()?;
/// assert_eq!(yesterday.date(today).as_str(), "2018-04-24");
/// let quarter: DateExpression = "2018q2".parse()?;
/// assert_eq!(quarter.date(today).as_str(), "2018-04-01/2018-06-30");
/// # Ok::<(), stancegraph::model::DateExpressionError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DateExpression {
    /// A date that is the same on every day.
    Absolute(Date),
    /// A day that lies so many days after today, or before it where negative.
    Relative {
        /// Days from today.
        days: i64,
    },
}

impl DateExpression {
    /// The date that is meant on the day `today`, in EDTF.
    pub fn date(&self, today: Day) -> Date {
        match self {
            Self::Absolute(date) => date.clone(),
            Self::Relative { days } => today.plus(*days).into(),
        }
    }

    /// The same, where a date-time without an offset is one on the clock of a time zone.
    ///
    /// # Errors
    /// When the clock skips that time, or shows it twice.
    pub fn date_in(&self, today: Day, zone: &Zone) -> Result<Date, DateError> {
        match self {
            Self::Absolute(date) if date.time().is_some() => Date::in_zone(date.as_str(), zone),
            _ => Ok(self.date(today)),
        }
    }
}

/// Why a text is no date that a person types. The message ends with examples.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateExpressionError {
    pub(super) reason: Reason,
}

/// What is wrong with a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    /// It has no form that is known; why it is no EDTF.
    Form(String),
    /// It has the form of a day, of which the calendar has none.
    NoDay,
    /// It has the form of a quarter or a week that its year does not have.
    NoPeriod,
    /// Several days may be meant.
    Ambiguous(Vec<Day>),
}

impl fmt::Display for Reason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Form(reason) => formatter.write_str(reason),
            Self::NoDay => formatter.write_str("the calendar has no such day"),
            Self::NoPeriod => formatter.write_str("that year has no such quarter or week"),
            Self::Ambiguous(days) => {
                let days: Vec<_> = days.iter().map(Day::to_string).collect();
                write!(formatter, "it is ambiguous: {}", days.join(" or "))
            }
        }
    }
}

impl fmt::Display for DateExpressionError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{}; write a date as 2018, 2018-04, 2018-04-25, 2018-04-25T14:05, 25 April 2018, 2018q2, 2018w17, today or yesterday",
            self.reason
        )
    }
}

impl std::error::Error for DateExpressionError {}

impl FromStr for DateExpression {
    type Err = DateExpressionError;

    fn from_str(text: &str) -> Result<Self, DateExpressionError> {
        let text = text.trim();
        if let Some(days) = relative(text) {
            return Ok(Self::Relative { days });
        }
        let date = text.parse::<Date>().or_else(|error| {
            calendar_period(text)
                // Two dots are those of a range, and stand in no date of words or numbers.
                .or_else(|| (!text.contains("..")).then(|| day(text).or_else(|| month(text)))?)
                .unwrap_or(Err(Reason::Form(error.to_string())))
        });
        date.map(Self::Absolute).map_err(|reason| DateExpressionError { reason })
    }
}

/// How many days from today a word means.
fn relative(text: &str) -> Option<i64> {
    const WORDS: [(&str, i64); 3] = [("yesterday", -1), ("today", 0), ("tomorrow", 1)];
    WORDS.iter().find(|(word, _)| word.eq_ignore_ascii_case(text)).map(|(_, days)| *days)
}

/// The date of `2018q2` or `2018w17`, if the text has one of these forms.
fn calendar_period(text: &str) -> Option<Result<Date, Reason>> {
    let at = text.find(['q', 'Q', 'w', 'W'])?;
    let (year, number) = (text.get(..at)?, text.get(at + 1..)?);
    let digits = year.strip_prefix('-').unwrap_or(year);
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits.len() != 4 || !is_number(digits) || !is_number(number) {
        return None;
    }
    let year = year.parse().ok()?;
    let number = number.parse().unwrap_or(i64::MAX);
    let span = match text.as_bytes().get(at)? {
        b'q' | b'Q' => quarter(year, number),
        _ => week(year, number),
    };
    Some(span.map(within).ok_or(Reason::NoPeriod))
}

fn quarter(year: i64, number: i64) -> Option<Span> {
    let number = u8::try_from(number).ok().filter(|number| (1..=4).contains(number))?;
    let begin = Day::from_civil(year, number * 3 - 2, 1);
    Some(Span { begin, end: Calendar::Quarter.next(begin) })
}

/// The ISO 8601 week: week 1 is the one with 4 January in it, the last one that with 28 December.
fn week(year: i64, number: i64) -> Option<Span> {
    let first = Calendar::Week.begin_of(Day::from_civil(year, 1, 4));
    let last = Calendar::Week.begin_of(Day::from_civil(year, 12, 28));
    let begin = first.plus(number.checked_sub(1)?.checked_mul(7)?);
    (first <= begin && begin <= last).then(|| Span { begin, end: begin.plus(7) })
}

/// Some day of a span, as EDTF writes it.
fn within(span: Span) -> Date {
    Date::interval(span.begin, span.last())
}

/// The date of a day with the name of its month, or of three numbers.
fn day(text: &str) -> Option<Result<Date, Reason>> {
    if let Some(day) = day_with_month_name(text, None) {
        return Some(day.map(Date::from).map_err(|NoSuchDay| Reason::NoDay));
    }
    let days = readings(text)?;
    Some(match days.as_slice() {
        [] => Err(Reason::NoDay),
        [day] => Ok(Date::from(*day)),
        _ => Err(Reason::Ambiguous(days)),
    })
}

/// The date of a month with its name.
fn month(text: &str) -> Option<Result<Date, Reason>> {
    let (year, month) = month_with_name(text)?;
    let date = format!("{year}-{month:02}").parse::<Date>();
    Some(date.map_err(|error| Reason::Form(error.to_string())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Result<String, String> {
        let read = text.parse::<DateExpression>();
        read.map(|read| read.date(Day::from_civil(2018, 4, 25)).to_string())
            .map_err(|error| error.to_string())
    }

    #[test]
    fn what_people_type_is_a_date() {
        for (text, expected) in [
            ("2018-04-25", "2018-04-25"),
            ("2018-04~", "2018-04~"),
            (" 2018 ", "2018"),
            ("today", "2018-04-25"),
            ("Yesterday", "2018-04-24"),
            ("tomorrow", "2018-04-26"),
            ("2018q4", "2018-10-01/2018-12-31"),
            ("2020W53", "2020-12-28/2021-01-03"),
            ("-0044Q1", "-0044-01-01/-0044-03-31"),
            ("25 April 2018", "2018-04-25"),
            ("apr. 25th, 2018", "2018-04-25"),
            ("2018 April 25", "2018-04-25"),
            ("April 2018", "2018-04"),
            ("2018 Sept", "2018-09"),
            ("25.4.2018", "2018-04-25"),
            ("25. 4. 2018", "2018-04-25"),
            ("4/25/2018", "2018-04-25"),
            ("4.4.2018", "2018-04-04"),
            ("2018/4/25", "2018-04-25"),
            ("2018-4-5", "2018-04-05"),
        ] {
            assert_eq!(date(text).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_is_refused_is_explained_with_an_example() {
        for (text, reason) in [
            ("4.5.2018", "it is ambiguous: 2018-05-04 or 2018-04-05"),
            ("12/11/2018", "it is ambiguous: 2018-11-12 or 2018-12-11"),
            ("30.2.2018", "the calendar has no such day"),
            ("31 April 2018", "the calendar has no such day"),
            ("13/13/2018", "the calendar has no such day"),
            ("2018q5", "that year has no such quarter or week"),
            ("2019w53", "that year has no such quarter or week"),
            ("2018w99999999999999999999", "that year has no such quarter or week"),
            ("2018-13", ""),
            ("25.4.18", ""),
            ("25 April 2018 14:00", ""),
            ("25.4.2018 14:00", ""),
            ("April", ""),
            ("soon", ""),
            ("", ""),
        ] {
            let error = date(text).expect_err(text);
            assert!(error.starts_with(reason), "{text}: {error}");
            assert!(error.contains("; write a date as 2018, 2018-04"), "{text}: {error}");
        }
    }
}
