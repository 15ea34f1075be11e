//! Dates that are written for people: with the name of a month, or as three numbers.

use super::{Day, word::words};

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

/// The day of a text that has only one meaning, though it is no EDTF: a day with a time behind it, or with the
/// English name of its month, `25 April 2018`, `Wed Apr. 25, 2018`, `25-Apr-2018`.
pub(crate) fn plain_day(text: &str, century: Option<i16>) -> Option<Day> {
    let text = without_time(text.trim());
    Day::from_iso(text).or_else(|| day_with_month_name(text, century)?.ok())
}

/// The calendar has no such day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NoSuchDay;

/// The day of `25 April 2018` or `April 25th, 2018`; `None` if the text has another form.
pub(super) fn day_with_month_name(
    text: &str,
    century: Option<i16>,
) -> Option<Result<Day, NoSuchDay>> {
    let [first, second, third] = parts(text).or_else(|| {
        let [weekday, day @ ..] = parts::<4>(text)?;
        is_weekday(weekday).then_some(day)
    })?;
    let (year, month, day) = match (month(first), month(second)) {
        (Some(month), None) => (third, month, second),
        (None, Some(month)) if first.len() == 4 && is_number(first) => (first, month, third),
        (None, Some(month)) => (third, month, first),
        _ => return None,
    };
    let ordinal = ["st", "nd", "rd", "th"].iter().find_map(|suffix| day.strip_suffix(suffix));
    let day = ordinal.unwrap_or(day);
    let has_year = year.len() == 4 || year.len() == 2 && century.is_some();
    (has_year && is_number(year) && is_number(day))
        .then(|| civil(year, &month.to_string(), day, century).ok_or(NoSuchDay))
}

/// The year and the month of `April 2018` or `2018 Apr.`.
pub(crate) fn month_with_name(text: &str) -> Option<(&str, usize)> {
    let [first, second] = parts(text)?;
    let (month, year) = match (month(first), month(second)) {
        (Some(month), None) => (month, second),
        (None, Some(month)) => (month, first),
        _ => return None,
    };
    (is_number(year) && year.len() == 4).then_some((year, month))
}

/// The days that three numbers can mean, each once, in the order of [`DateOrder::ALL`]; `None` if the text is not three
/// numbers with a year of four digits first or last.
pub(super) fn readings(text: &str) -> Option<Vec<Day>> {
    let [first, second, third] = parts(text)?;
    let has_year = first.len() == 4 || third.len() == 4;
    if !has_year || ![first, second, third].into_iter().all(is_number) {
        return None;
    }
    let mut days: Vec<Day> =
        DateOrder::ALL.iter().filter_map(|order| order.day(text, None)).collect();
    days.dedup();
    Some(days)
}

/// Exactly `N` parts between points, slashes, hyphens, commas or spaces.
fn parts<const N: usize>(text: &str) -> Option<[&str; N]> {
    let is_between = |c: char| matches!(c, '.' | '/' | '-' | ',') || c.is_whitespace();
    let mut split = text.split(is_between).filter(|part| !part.is_empty());
    let parts = std::array::from_fn(|_| split.next().unwrap_or(""));
    (split.next().is_none() && !parts.contains(&"")).then_some(parts)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a word is the English name of a day of the week, or its beginning.
fn is_weekday(text: &str) -> bool {
    const DAYS: [&str; 7] =
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let text = text.to_lowercase();
    text.len() >= 3 && DAYS.iter().any(|name| name.starts_with(&text))
}

/// The English months.
pub(crate) const MONTHS: [&str; 12] = [
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

/// The number of an English month, by its name or the beginning of it.
fn month(text: &str) -> Option<usize> {
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
