//! When lines of a network were true: dates, seconds of Unix, or steps that are counted from a date that is given.

use super::DateForm;
use crate::model::{Bounds, Date, Day, words};

words! {
    /// How far apart two steps are.
    pub enum StepUnit {
        /// A second.
        Second = "second",
        /// A day.
        Day = "day",
        /// Seven days.
        Week = "week",
        /// A calendar month.
        Month = "month",
        /// Three calendar months.
        Quarter = "quarter",
        /// A calendar year.
        Year = "year",
    }
}

/// What a number means that counts steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Steps {
    /// The first day of step 0.
    origin: Day,
    unit: StepUnit,
}

/// Why steps cannot be counted from a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OriginError {
    /// It is an interval, a season or a time.
    #[error("steps are counted from a year, a month or a day: 1996, 1996-01, 1996-01-01")]
    NoOrigin,
    /// It is more exact than the steps.
    #[error("steps of a {unit} need an origin that is a {unit} or longer", unit = .0.word())]
    TooExact(StepUnit),
}

impl Steps {
    /// Steps from a year, a month or a day; of a unit, else as long as that is.
    pub fn new(origin: &Date, unit: Option<StepUnit>) -> Result<Self, OriginError> {
        let parts: Vec<&str> = origin.as_str().split('-').collect();
        let is_number = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
        let own = match parts.as_slice() {
            [_] => StepUnit::Year,
            [_, month] if !("21".."42").contains(month) => StepUnit::Month,
            [_, _, _] => StepUnit::Day,
            _ => return Err(OriginError::NoOrigin),
        };
        if !parts.iter().all(is_number) {
            return Err(OriginError::NoOrigin);
        }
        let unit = unit.unwrap_or(own);
        let is_too_exact = match unit {
            StepUnit::Year => own != StepUnit::Year,
            StepUnit::Month | StepUnit::Quarter => own == StepUnit::Day,
            StepUnit::Second | StepUnit::Day | StepUnit::Week => false,
        };
        if is_too_exact {
            return Err(OriginError::TooExact(unit));
        }
        Ok(Self { origin: origin.bounds().earliest, unit })
    }

    /// The date of a step, if it lies in the calendar.
    fn date(&self, number: &Number<'_>) -> Option<Date> {
        const SECONDS: i64 = 86_400;
        let n = number.whole;
        if self.unit == StepUnit::Second {
            let day = day_after(self.origin, n.div_euclid(SECONDS))?;
            return Some(at(day, n.rem_euclid(SECONDS), number.fraction));
        }
        if number.has_fraction {
            return None;
        }
        let days = |each: i64| {
            let begin = day_after(self.origin, n.checked_mul(each)?)?;
            period(Bounds { earliest: begin, latest: day_after(begin, each - 1)? })
        };
        let months = |each: i64| {
            let begin = month_after(self.origin, n.checked_mul(each)?)?;
            let next = month_after(begin, each)?;
            period(Bounds { earliest: begin, latest: day_after(next, -1)? })
        };
        match self.unit {
            StepUnit::Second => None,
            StepUnit::Day => days(1),
            StepUnit::Week => days(7),
            StepUnit::Month => months(1),
            StepUnit::Quarter => months(3),
            StepUnit::Year => months(12),
        }
    }
}

/// The day so many days after another, in the years that four digits write.
fn day_after(day: Day, n: i64) -> Option<Day> {
    let (first, last) = (Day::from_civil(1, 1, 1), Day::from_civil(9999, 12, 31));
    let number = i64::from(day.number()).checked_add(n)?;
    (i64::from(first.number())..=i64::from(last.number()))
        .contains(&number)
        .then(|| Day::from_number(number))
}

/// The first day of the month so many months after that of a day.
fn month_after(day: Day, n: i64) -> Option<Day> {
    let text = day.to_string();
    let (year, month) = (text.get(..4)?.parse::<i64>().ok()?, text.get(5..7)?.parse::<i64>().ok()?);
    let months = (year * 12 + month - 1).checked_add(n)?;
    Day::from_iso(&format!("{:04}-{:02}-01", months.div_euclid(12), months.rem_euclid(12) + 1))
}

/// Days as EDTF writes them shortest: a year, a month, a day or an interval.
fn period(Bounds { earliest, latest }: Bounds) -> Option<Date> {
    let (first, last) = (earliest.to_string(), latest.to_string());
    let (year, month) = (first.get(..4)?, first.get(..7)?);
    let is_all_of = |date: &str| {
        date.parse::<Date>().is_ok_and(|date| date.bounds() == Bounds { earliest, latest })
    };
    let text = [year, month, &first].into_iter().find(|date| is_all_of(date));
    text.map_or_else(|| format!("{first}/{last}"), str::to_owned).parse().ok()
}

/// How times are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimeForm {
    /// How dates are.
    pub dates: DateForm,
    /// What numbers mean that count steps; all numbers do, where it is said.
    pub steps: Option<Steps>,
}

/// What a time says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Time {
    /// A date.
    Date(Date),
    /// A number that is no date unless it is known from when on it counts.
    Step,
}

impl TimeForm {
    /// What a text says, if it is a time.
    ///
    /// A number is a year of four digits, a day of eight (`19980401`), or, from 1973 on, seconds or milliseconds of Unix;
    /// each other one is a step.
    pub(super) fn read(&self, text: &str) -> Option<Time> {
        let Some(number) = Number::of(text) else { return self.dates.read(text).map(Time::Date) };
        if let Some(steps) = &self.steps {
            return steps.date(&number).map(Time::Date);
        }
        let date = number.year().or_else(|| number.day()).or_else(|| number.unix());
        Some(date.map_or(Time::Step, Time::Date))
    }
}

/// A text that is a number and nothing else.
struct Number<'t> {
    text: &'t str,
    /// Rounded down.
    whole: i64,
    has_fraction: bool,
    /// The digits of the fraction, where they are those of the number rounded down.
    fraction: &'t str,
}

impl<'t> Number<'t> {
    fn of(text: &'t str) -> Option<Self> {
        let is_digit = |c: char| c.is_ascii_digit();
        let plain = text.strip_prefix('-').unwrap_or(text);
        let (whole, fraction) = plain.split_once('.').unwrap_or((plain, "0"));
        let is_number = [whole, fraction].iter().all(|part| part.chars().all(is_digit));
        if !plain.starts_with(is_digit) {
            return None;
        }
        if !is_number {
            // 1.28e9
            let value: f64 = text.parse().ok().filter(|_| !plain.contains(['n', 'N']))?;
            let whole = format!("{:.0}", value.floor()).parse().ok()?;
            let has_fraction = value.fract() != 0.0;
            return Some(Self { text: "", whole, has_fraction, fraction: "" });
        }
        let has_fraction = fraction.bytes().any(|byte| byte != b'0');
        let size: i64 = whole.parse().ok()?;
        let is_negative = plain.len() < text.len();
        let whole_below = if is_negative { -size - i64::from(has_fraction) } else { size };
        let (text, fraction) = if is_negative { ("", "") } else { (whole, fraction) };
        Some(Self { text, whole: whole_below, has_fraction, fraction })
    }

    /// Whether a year is one of which there are networks, and not a step.
    fn is_year(text: &str) -> bool {
        text.starts_with('0') || ("1000".."2201").contains(&text)
    }

    fn year(&self) -> Option<Date> {
        let is_year = self.text.len() == 4 && !self.has_fraction && Self::is_year(self.text);
        if is_year { self.text.parse().ok() } else { None }
    }

    fn day(&self) -> Option<Date> {
        let (year, month, day) = (self.text.get(..4)?, self.text.get(4..6)?, self.text.get(6..)?);
        let is_day = self.text.len() == 8 && !self.has_fraction && Self::is_year(year);
        let day = is_day.then(|| Day::from_iso(&format!("{year}-{month}-{day}")))?;
        day.map(Date::from)
    }

    fn unix(&self) -> Option<Date> {
        // From 1973 to 2286; what lies between is no time of our days in either unit.
        const SECONDS: std::ops::Range<u64> = 100_000_000..10_000_000_000;
        const MILLISECONDS: std::ops::Range<u64> = 100_000_000_000..10_000_000_000_000;
        let size = self.whole.unsigned_abs();
        if SECONDS.contains(&size) {
            Some(of_seconds(self.whole, self.fraction))
        } else if MILLISECONDS.contains(&size) {
            let fraction = format!("{:03}", self.whole.rem_euclid(1_000));
            Some(of_seconds(self.whole.div_euclid(1_000), &fraction))
        } else {
            None
        }
    }
}

/// The date of seconds of Unix.
fn of_seconds(seconds: i64, fraction: &str) -> Date {
    const DAY: i64 = 86_400;
    at(Day::from_number(seconds.div_euclid(DAY)), seconds.rem_euclid(DAY), fraction)
}

/// So many seconds after a day began in UTC, and a fraction of one. Where a day begins, the day is what is meant.
fn at(day: Day, second: i64, fraction: &str) -> Date {
    /// The digits of a fraction that a time can have.
    const MOST: usize = 9;
    let fraction = fraction.get(..MOST).unwrap_or(fraction).trim_end_matches('0');
    if second == 0 && fraction.is_empty() {
        return Date::from(day);
    }
    let point = if fraction.is_empty() { "" } else { "." };
    let (hours, minutes, seconds) = (second / 3600, second / 60 % 60, second % 60);
    let text = format!("{day}T{hours:02}:{minutes:02}:{seconds:02}{point}{fraction}Z");
    text.parse().unwrap_or_else(|_| Date::from(day))
}

/// How many times were read, and how many of them are steps that nobody can date.
#[derive(Clone, Debug, Default)]
pub(super) struct TimeCount {
    n_times: usize,
    n_steps: usize,
    first: Option<(u64, String)>,
}

impl TimeCount {
    pub(super) fn add(&mut self, time: &Time, line: u64, text: &str) {
        self.n_times += 1;
        if *time == Time::Step {
            self.n_steps += 1;
            self.first.get_or_insert_with(|| (line, text.to_owned()));
        }
    }

    /// Where numbers are steps, and what the first of them is. A few in a list of dates are mistakes; where they are more,
    /// what looks like years may be steps as well.
    pub(super) fn into_steps(self) -> Option<(u64, String)> {
        self.first.filter(|_| self.n_steps * 10 > self.n_times)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        TimeForm::default().read(text).map(|time| match time {
            Time::Date(date) => date.to_string(),
            Time::Step => "step".to_owned(),
        })
    }

    #[test]
    fn numbers_are_dates_from_a_plausible_size_on() {
        for (text, date) in [
            ("2010", "2010"),
            ("2010.0", "2010"),
            ("0044", "0044"),
            ("19980401", "1998-04-01"),
            ("1289241911", "2010-11-08T18:45:11Z"),
            ("1289241911.72836", "2010-11-08T18:45:11.72836Z"),
            ("1.289241911e9", "2010-11-08T18:45:11Z"),
            ("1289241911728", "2010-11-08T18:45:11.728Z"),
            ("1289174400", "2010-11-08"),
            ("-631152000", "1950-01-01"),
            ("-631152000.5", "1949-12-31T23:59:59Z"),
            ("2010-11-08", "2010-11-08"),
            ("2010-11-08T18:45:11Z", "2010-11-08T18:45:11Z"),
            ("2010-11-08 18:45:11", "2010-11-08T18:45:11"),
            ("201X", "201X"),
        ] {
            assert_eq!(read(text).as_deref(), Some(date), "{text}");
        }
        for text in [
            "0",
            "17",
            "999",
            "2300",
            "9999",
            "19981332",
            "86400",
            "99999999",
            "50000000000",
            "-5",
            "0.5",
        ] {
            assert_eq!(read(text).as_deref(), Some("step"), "{text}");
        }
        for text in ["yesterday", "", "-", "1-2-3", "99999999999999999999", "1e999", "nan"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn steps_are_counted_from_their_origin() {
        let date = |origin: &str, unit: Option<StepUnit>, text: &str| {
            let steps = Steps::new(&origin.parse().unwrap(), unit).unwrap();
            let form = TimeForm { steps: Some(steps), ..TimeForm::default() };
            form.read(text).map(|time| match time {
                Time::Date(date) => date.to_string(),
                Time::Step => unreachable!("all numbers are dated"),
            })
        };
        for (origin, unit, number, expected) in [
            ("1996", None, "0", "1996"),
            ("1996", None, "3", "1999"),
            ("1996", Some(StepUnit::Year), "-1", "1995"),
            ("1996", Some(StepUnit::Quarter), "1", "1996-04-01/1996-06-30"),
            ("1996-11", None, "2", "1997-01"),
            ("1996-11", Some(StepUnit::Month), "-11", "1995-12"),
            ("1996-02-28", None, "1", "1996-02-29"),
            ("1996", Some(StepUnit::Day), "59", "1996-02-29"),
            ("1996-01-01", Some(StepUnit::Week), "1", "1996-01-08/1996-01-14"),
            ("1996-01-01", Some(StepUnit::Second), "86399.9", "1996-01-01T23:59:59.9Z"),
            ("1996-01-01", Some(StepUnit::Second), "86400", "1996-01-02"),
            // Where steps are told, a number that looks like a year is one, too.
            ("1996-01-01", None, "2010", "2001-07-03"),
        ] {
            assert_eq!(date(origin, unit, number).as_deref(), Some(expected), "{origin} {number}");
        }
        for number in ["8004", "-1996", "9223372036854775807", "1.5"] {
            assert_eq!(date("1996", None, number), None, "{number}");
        }
        let origin = |text: &str, unit| Steps::new(&text.parse().unwrap(), unit).err();
        for text in ["1996-21", "1996~", "../1996", "1996-01-01T12:00:00", "1996-01/1996-03"] {
            assert_eq!(origin(text, None), Some(OriginError::NoOrigin), "{text}");
        }
        assert_eq!(
            origin("1996-07", Some(StepUnit::Year)),
            Some(OriginError::TooExact(StepUnit::Year))
        );
        assert_eq!(
            origin("1996-07-01", Some(StepUnit::Month)),
            Some(OriginError::TooExact(StepUnit::Month))
        );
    }

    #[test]
    fn steps_are_refused_unless_they_are_few() {
        let steps = |numbers: std::ops::RangeInclusive<i64>| {
            let mut count = TimeCount::default();
            for (line, number) in (1..).zip(numbers) {
                let text = number.to_string();
                count.add(&TimeForm::default().read(&text).unwrap(), line, &text);
            }
            count.into_steps()
        };
        assert_eq!(steps(0..=20), Some((1, "0".to_owned())));
        assert_eq!(steps(500..=2010), Some((1, "500".to_owned())));
        assert_eq!(steps(990..=2010), None);
        assert_eq!(steps(1996..=2010), None);
    }
}
