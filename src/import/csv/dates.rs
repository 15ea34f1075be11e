//! Dates as tables write them.

use crate::model::{Day, words};

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
/// English name of its month, `25 April 2018`, `Apr. 25, 2018`, `25-Apr-2018`.
pub(super) fn plain_day(text: &str) -> Option<Day> {
    let text = without_time(text);
    if let Some(day) = Day::from_iso(text) {
        return Some(day);
    }
    let is_between = |c: char| matches!(c, '.' | '/' | '-' | ',') || c.is_whitespace();
    let mut parts = text.split(is_between).filter(|part| !part.is_empty());
    let parts = [parts.next()?, parts.next()?, parts.next()?, parts.next().unwrap_or("")];
    let [first, second, third, ""] = parts else { return None };
    let (year, month, day) = match (month(first), month(second)) {
        (Some(month), None) => (third, month, second),
        (None, Some(month)) if first.len() == 4 => (first, month, third),
        (None, Some(month)) => (third, month, first),
        _ => return None,
    };
    let ordinal = ["st", "nd", "rd", "th"].iter().find_map(|suffix| day.strip_suffix(suffix));
    let day = ordinal.unwrap_or(day);
    civil(year, &month.to_string(), day)
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

/// The day of a year of four digits, a month and a day of numbers.
fn civil(year: &str, month: &str, day: &str) -> Option<Day> {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_plain = year.len() == 4 && month.len() <= 2 && day.len() <= 2;
    if !is_plain || ![year, month, day].into_iter().all(is_number) {
        return None;
    }
    Day::from_iso(&format!("{year}-{month:0>2}-{day:0>2}"))
}

impl DateOrder {
    /// The day that three numbers mean, with points, slashes, hyphens or spaces between them, and perhaps a time behind
    /// them. A year has four digits: of two, nobody knows the century.
    pub(super) fn day(self, text: &str) -> Option<Day> {
        let text = without_time(text);
        let is_between = |c| matches!(c, '.' | '/' | '-' | ' ');
        let mut parts = text.split(is_between).filter(|part| !part.is_empty());
        let parts = [parts.next()?, parts.next()?, parts.next()?, parts.next().unwrap_or("")];
        let [first, second, third, ""] = parts else { return None };
        let (year, month, day) = match self {
            Self::DayFirst => (third, second, first),
            Self::MonthFirst => (third, first, second),
            Self::YearFirst => (first, second, third),
        };
        civil(year, month, day)
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
        let day = |text| plain_day(text).map(|day| day.to_string());
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
        let day = |order: DateOrder, text| order.day(text).map(|day| day.to_string());
        let april = Some("2018-04-25".to_owned());
        for text in ["25.4.2018", "25/04/2018", "25-4-2018", "25. 4. 2018"] {
            assert_eq!(day(DayFirst, text), april, "{text}");
        }
        assert_eq!(day(MonthFirst, "4/25/2018"), april);
        assert_eq!(day(MonthFirst, "4/25/2018 1:00 PM"), april);
        assert_eq!(day(YearFirst, "2018/4/25"), april);
        for text in
            ["4/25/2018", "25.4.18", "25.4", "31.2.2018", "25.4.2018.1", "x.4.2018", "", "٢.4.2018"]
        {
            assert_eq!(day(DayFirst, text), None, "{text}");
        }
    }
}
