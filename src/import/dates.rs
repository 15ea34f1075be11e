//! Dates as tables write them.

use crate::model::{Bounds, Date, Day, words};

words! {
    /// In which order day, month and year stand in a date of numbers.
    pub enum DateOrder {
        /// 25.4.2018
        DayFirst = "dmy",
        /// 4/25/2018
        MonthFirst = "mdy",
        /// 2018/4/25
        YearFirst = "ymd",
    }
}

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
        if is_zero(text) {
            return None;
        }
        // No order of numbers changes what EDTF says: it has the signs, times and intervals that numbers would drop.
        let edtf = || text.parse::<Date>().ok();
        let numbers = || self.order.and_then(|order| order.day(text, self.century)).map(of_day);
        let plain = || plain_day(text, self.century).map(of_day);
        edtf().or_else(|| timed(text)).or_else(numbers).or_else(|| partial(text)).or_else(plain)
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
    /// The time of day behind it is in no form that can be kept.
    Time,
}

impl Doubt {
    /// What to say behind the number of dates that are doubtful so.
    pub const fn told(self) -> &'static str {
        match self {
            Self::Season => {
                "read as a season (2021-22 is the summer of 2021); write a span of years as 2021/2022"
            }
            Self::Month => {
                "read as a month (2010-12 is December 2010); write a span of years as 2010/2012"
            }
            Self::Early => "before the year 100; with --century 1930, years may have two digits",
            Self::Time => "with a time of day that is not used; write 2018-04-25T14:05:00",
        }
    }

    /// What is doubtful about a text that dates of this form can be read from.
    pub fn of(text: &str, form: DateForm) -> Option<Self> {
        let text = text.trim();
        if Day::from_iso(text).is_some_and(|day| !is_early(day)) {
            return None;
        }
        let date = form.read(text)?;
        if text.contains(':') && !date.as_str().contains(':') && !is_midnight(text) {
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
fn timed(text: &str) -> Option<Date> {
    let (day, time) = text.trim().split_once(' ')?;
    let (day, time) = (Day::from_iso(day)?, time.trim_start());
    if is_midnight(time) { Some(of_day(day)) } else { format!("{day}T{time}").parse().ok() }
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

fn of_day(day: Day) -> Date {
    Date::known(&day.to_string(), Bounds::on(day))
}

/// Whether a date is one in which nothing is given: `0000-00-00`.
fn is_zero(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).collect::<Vec<_>>();
    digits.len() >= 4 && digits.iter().all(|digit| *digit == b'0')
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
    let mut words = text.split([' ', '-', ',']).filter(|word| !word.is_empty());
    let (first, second) = (words.next()?, words.next()?);
    if words.next().is_some() {
        return None;
    }
    let (number, year) =
        match (month(first.trim_end_matches('.')), month(second.trim_end_matches('.'))) {
            (Some(number), None) => (number, second),
            (None, Some(number)) => (number, first),
            _ => return None,
        };
    is_year(year).then(|| format!("{year}-{number:02}").parse().ok()).flatten()
}

/// The day of a text that has only one meaning, though it is no EDTF: a day with a time behind it, or with the
/// English name of its month, `25 April 2018`, `Wed Apr. 25, 2018`, `25-Apr-2018`.
pub(super) fn plain_day(text: &str, century: Option<i16>) -> Option<Day> {
    let text = without_time(text.trim());
    if let Some(day) = Day::from_iso(text) {
        return Some(day);
    }
    let is_between = |c: char| matches!(c, '.' | '/' | '-' | ',') || c.is_whitespace();
    let mut parts: Vec<&str> = text.split(is_between).filter(|part| !part.is_empty()).collect();
    if parts.len() == 4 && parts.first().is_some_and(|part| is_weekday(part)) {
        parts.remove(0);
    }
    let [first, second, third] = parts.as_slice() else { return None };
    let (year, month, day) = match (month(first), month(second)) {
        (Some(month), None) => (third, month, second),
        (None, Some(month)) if first.parse::<u16>().is_ok() && first.len() == 4 => {
            (first, month, third)
        }
        (None, Some(month)) => (third, month, first),
        _ => return None,
    };
    let ordinal = ["st", "nd", "rd", "th"].iter().find_map(|suffix| day.strip_suffix(suffix));
    let day = ordinal.unwrap_or(day);
    civil(year, &month.to_string(), day, century)
}

/// Whether a word is the English name of a day of the week, or its beginning.
fn is_weekday(text: &str) -> bool {
    const DAYS: [&str; 7] =
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let text = text.to_lowercase();
    text.len() >= 3 && DAYS.iter().any(|name| name.starts_with(&text))
}

/// The number of an English month, by its name or the beginning of it.
fn month(text: &str) -> Option<usize> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let text = text.to_lowercase();
    let is_begun = |name: &&str| name.starts_with(text.as_str());
    (text.len() >= 3).then(|| MONTHS.iter().position(is_begun)).flatten().map(|at| at + 1)
}

/// A text without a time of day behind it: ` 13:00`, `T13:00:00Z`, ` 1:00 PM`.
fn without_time(text: &str) -> &str {
    let Some(colon) = text.find(':') else { return text };
    let before =
        text.get(..colon).unwrap_or_default().trim_end_matches(|c: char| c.is_ascii_digit());
    let day = before.strip_suffix([' ', 'T', 't']).map(str::trim_end);
    day.filter(|day| !day.is_empty()).unwrap_or(text)
}

/// The day of a year of four digits, or of two in a known century, and a month and a day of numbers.
fn civil(year: &str, month: &str, day: &str, century: Option<i16>) -> Option<Day> {
    let short = || {
        let first = century.filter(|_| year.len() == 2)?;
        let (number, first) = (year.parse::<i16>().ok()?, first);
        let year = first - first.rem_euclid(100) + number;
        Some(if year < first { year + 100 } else { year }.to_string())
    };
    let long = short();
    let year = long.as_deref().unwrap_or(year);
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_plain = year.len() == 4 && month.len() <= 2 && day.len() <= 2;
    if !is_plain || ![year, month, day].into_iter().all(is_number) {
        return None;
    }
    Day::from_iso(&format!("{year}-{month:0>2}-{day:0>2}"))
}

impl DateOrder {
    /// The day that three numbers mean, with points, slashes, hyphens or spaces between them, and perhaps a time behind
    /// them; or eight digits, where the year comes first. A year has four digits, or two where the century is known.
    pub fn day(self, text: &str, century: Option<i16>) -> Option<Day> {
        let text = without_time(text.trim());
        if self == Self::YearFirst
            && let (Some(year), Some(month), Some(day)) =
                (text.get(..4), text.get(4..6), text.get(6..8))
            && text.len() == 8
            && text.bytes().all(|byte| byte.is_ascii_digit())
        {
            return civil(year, month, day, century);
        }
        let is_between = |c| matches!(c, '.' | '/' | '-' | ' ');
        let mut parts = text.split(is_between).filter(|part| !part.is_empty());
        let parts = [parts.next()?, parts.next()?, parts.next()?, parts.next().unwrap_or("")];
        let [first, second, third, ""] = parts else { return None };
        let (year, month, day) = match self {
            Self::DayFirst => (third, second, first),
            Self::MonthFirst => (third, first, second),
            Self::YearFirst => (first, second, third),
        };
        civil(year, month, day, century)
    }
}

#[cfg(test)]
mod tests {
    use super::{
        DateForm,
        DateOrder::{self, DayFirst, MonthFirst, YearFirst},
        plain_day,
    };

    #[test]
    fn what_has_one_meaning_needs_no_order() {
        let day = |text| plain_day(text, None).map(|day| day.to_string());
        for text in [
            "2018-04-25 13:00:00",
            "2018-04-25T13:00Z",
            "25 April 2018",
            "25 apr. 2018",
            "April 25, 2018",
            "Apr 25th, 2018 1:00 PM",
            "25-Apr-2018",
            "2018 April 25",
        ] {
            assert_eq!(day(text).as_deref(), Some("2018-04-25"), "{text}");
        }
        for text in [
            "25.4.2018",
            "April 2018",
            "25 Ap 2018",
            "25 Apr 18",
            "31 April 2018",
            ":",
            " 1:",
            "",
            "May June 2018",
            "25 Апр 2018",
            "13:00",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
    }

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

    #[test]
    fn three_numbers_are_a_day() {
        let day = |order: DateOrder, text| order.day(text, None).map(|day| day.to_string());
        let april = Some("2018-04-25".to_owned());
        for text in ["25.4.2018", "25/04/2018", "25-4-2018", "25. 4. 2018"] {
            assert_eq!(day(DayFirst, text), april, "{text}");
        }
        assert_eq!(day(MonthFirst, "4/25/2018"), april);
        assert_eq!(day(MonthFirst, "4/25/2018 1:00 PM"), april);
        assert_eq!(day(YearFirst, "2018/4/25"), april);
        assert_eq!(day(YearFirst, "2018-4-5").as_deref(), Some("2018-04-05"));
        assert_eq!(day(YearFirst, "20180425"), april);
        for text in
            ["4/25/2018", "25.4.18", "25.4", "31.2.2018", "25.4.2018.1", "x.4.2018", "", "٢.4.2018"]
        {
            assert_eq!(day(DayFirst, text), None, "{text}");
        }
    }
}
