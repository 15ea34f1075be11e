//! Dates as tables write them.

use crate::model::{Date, DateOrder, Day, Zone, month_with_name, plain_day};

/// How dates are written in a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DateForm {
    /// The order of numbers, if it is known.
    pub order: Option<DateOrder>,
    /// The first year of the hundred that years of two digits mean, if they may be read.
    pub century: Option<i16>,
}

impl DateForm {
    /// What a text says: EDTF, or another form that has only one meaning, or the one that the order of numbers gives it.
    pub fn read(self, text: &str) -> Option<Date> {
        self.read_in(text, &Zone::UTC)
    }

    /// The same, where date-times without an offset are on the clock of a time zone.
    pub fn read_in(self, text: &str, zone: &Zone) -> Option<Date> {
        if is_zero(text) {
            return None;
        }
        // No order of numbers changes what EDTF says: it has the signs, times and intervals that numbers would drop.
        let edtf = || Date::in_zone(text, zone).ok();
        let numbers = || self.order.and_then(|order| order.day(text, self.century)).map(Date::from);
        let plain = || plain_day(text, self.century).map(Date::from);
        edtf()
            .or_else(|| timed(text, zone))
            .or_else(numbers)
            .or_else(|| partial(text))
            .or_else(plain)
    }

    /// The day of a text, where it is one day: the fast way for most dates of most tables.
    pub fn day(self, text: &str) -> Option<Day> {
        Day::from_iso(text)
    }
}

/// What else a date might have meant, though it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doubt {
    /// EDTF reads `2021-22` as a season; it may be a session or a school year.
    Season,
    /// `2010-12` is a month; it may be a span of years.
    Month,
    /// A year before 100: two digits of a later one may be meant.
    Early,
    /// The time of day behind it is in no form that can be kept, or the clocks showed it never or twice.
    Time,
}

impl Doubt {
    /// What to say behind the number of dates that are doubtful so.
    pub const fn message(self) -> &'static str {
        match self {
            Self::Season => {
                "read as a season (2021-22 is the summer of 2021); write a span of years as 2021/2022"
            }
            Self::Month => {
                "read as a month (2010-12 is December 2010); write a span of years as 2010/2012"
            }
            Self::Early => "before the year 100; with --century 1930, years may have two digits",
            Self::Time => {
                "with a time of day that is not used: write 2018-04-25T14:05:00, and the offset where the clocks skipped or repeated it"
            }
        }
    }

    /// What is doubtful about a text that dates of this form can be read from.
    pub fn of(text: &str, form: DateForm) -> Option<Self> {
        Self::of_clock(text, form, &Zone::UTC)
    }

    /// The same, where date-times without an offset are on the clock of a time zone.
    pub fn of_clock(text: &str, form: DateForm, zone: &Zone) -> Option<Self> {
        let text = text.trim();
        if Day::from_iso(text).is_some_and(|day| !is_early(day)) {
            return None;
        }
        let date = form.read_in(text, zone)?;
        if has_time(text) && !date.as_str().contains(':') && !is_midnight(text) {
            return Some(Self::Time);
        }
        let parts: Vec<&str> = text.split('-').collect();
        if let [year, second] = parts.as_slice()
            && year.len() == 4
            && second.len() == 2
            && let (Ok(year), Ok(second)) = (year.parse::<i32>(), second.parse::<i32>())
        {
            if (21..=41).contains(&second) {
                return Some(Self::Season);
            }
            // The second of two years follows the first.
            return ((year % 100) < second
                && second <= 12
                && year % 100 >= 7
                && second - year % 100 <= 5)
                .then_some(Self::Month);
        }
        if let Some(year) = parts.first().filter(|year| year.len() == 4)
            && year.starts_with("00")
            && year.bytes().all(|byte| byte.is_ascii_digit())
        {
            return Some(Self::Early);
        }
        None
    }
}

/// A day and a time with white space between them, as spreadsheets and pandas write them. Midnight is how they write a day.
fn timed(text: &str, zone: &Zone) -> Option<Date> {
    let (day, time) = text.trim().split_once(' ')?;
    let (day, time) = (Day::from_iso(day)?, time.trim_start());
    if is_midnight(time) {
        return Some(Date::from(day));
    }
    Date::in_zone(&format!("{day}T{time}"), zone).ok()
}

/// Whether a text seems to tell a time of day: 14:05, T14, 14h05, 2pm.
fn has_time(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    let is_digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    let bytes = text.as_bytes();
    let mut letters = bytes.iter().enumerate().filter(|(_, byte)| b"th".contains(byte));
    text.contains(':')
        || letters.any(|(at, _)| {
            is_digit(at.checked_sub(1).and_then(|at| bytes.get(at))) && is_digit(bytes.get(at + 1))
        })
        || ["am", "pm"].iter().any(|half| {
            let before = text.strip_suffix(half).map(str::trim_end);
            before.is_some_and(|before| is_digit(before.as_bytes().last()))
        })
}

/// Whether a day is before the year 100.
pub(super) fn is_early(day: Day) -> bool {
    day < Day::from_civil(100, 1, 1)
}

/// Whether the time at the end of a text is that of a day that begins.
fn is_midnight(text: &str) -> bool {
    let from = text.find(':').map_or(0, |colon| colon.saturating_sub(2));
    let time = text.get(from..).unwrap_or_default().trim_end_matches('Z').trim();
    let (time, hour) = match time.to_ascii_lowercase().strip_suffix("am") {
        Some(_) => (time.get(..time.len() - 2).unwrap_or_default(), "12"),
        None => (time, "0"),
    };
    let (first, rest) = time.split_once(':').unwrap_or((time, ""));
    let is_zero = |text: &str| text.bytes().all(|byte| matches!(byte, b'0' | b':' | b'.' | b' '));
    (first.trim() == hour || is_zero(first)) && is_zero(rest)
}

/// Whether a date is one in which nothing is given: `0000-00-00`.
fn is_zero(text: &str) -> bool {
    let mut digits = text.bytes().filter(u8::is_ascii_digit);
    digits.by_ref().take(4).filter(|digit| *digit == b'0').count() == 4
        && digits.all(|digit| digit == b'0')
}

/// A month or a year, written with zeros for what is not known (`2015-03-00`, `2009-00-00`), as a number (`2010.0`), with a
/// sign as Wikidata writes it (`+1990-11-05T00:00:00Z`), or with the name of the month (`Nov 1990`).
fn partial(text: &str) -> Option<Date> {
    let text = text.trim();
    let unsigned = text.strip_prefix('+').unwrap_or(text);
    let unsigned = unsigned.split_once('T').map_or(unsigned, |(date, _)| date);
    let whole = unsigned.strip_suffix(".0").unwrap_or(unsigned);
    let is_year = |text: &str| text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_year(whole) && whole != text {
        return whole.parse().ok();
    }
    if let Some(year) = unsigned.strip_suffix("-00-00").filter(|year| is_year(year)) {
        return year.parse().ok();
    }
    if let Some(month) = unsigned.strip_suffix("-00").filter(|month| month.len() == 7) {
        return month.parse().ok();
    }
    if unsigned.len() == 8 && unsigned != text && unsigned.bytes().all(|byte| byte.is_ascii_digit())
    {
        return None;
    }
    if unsigned != text {
        return unsigned.parse().ok();
    }
    let (year, month) = month_with_name(text)?;
    format!("{year}-{month:02}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::DateForm;
    use crate::model::DateOrder::{DayFirst, MonthFirst, YearFirst};

    #[test]
    fn no_order_changes_what_edtf_says() {
        let texts =
            ["-0044-03-15", "2018-04-25T14:05:00+02:00", "2018-04-25/2018-05-01", "2018-04~"];
        for text in texts {
            let plain = DateForm::default().read(text);
            assert_eq!(plain.as_ref().map(ToString::to_string).as_deref(), Some(text));
            for order in [DayFirst, MonthFirst, YearFirst] {
                for century in [None, Some(1930)] {
                    let read = DateForm { order: Some(order), century }.read(text);
                    assert_eq!(read, plain, "{text} {order:?}");
                }
            }
        }
    }

    #[test]
    fn a_time_is_kept_unless_it_is_midnight() {
        let read = |text| DateForm::default().read(text).map(|date| date.to_string());
        assert_eq!(read("2018-04-25 14:05:00").as_deref(), Some("2018-04-25T14:05:00"));
        assert_eq!(read("2018-04-25 14:05:00Z").as_deref(), Some("2018-04-25T14:05:00Z"));
        for text in ["2018-04-25 00:00:00", "2018-04-25 00:00", "2018-04-25 00:00:00.000"] {
            assert_eq!(read(text).as_deref(), Some("2018-04-25"), "{text}");
        }
    }
}
