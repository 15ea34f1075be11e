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

impl DateOrder {
    /// The day that three numbers mean, with points, slashes, hyphens or spaces between them. A year has four
    /// digits: of two, nobody knows the century.
    pub(super) fn day(self, text: &str) -> Option<Day> {
        let is_between = |c| matches!(c, '.' | '/' | '-' | ' ');
        let mut parts = text.split(is_between).filter(|part| !part.is_empty());
        let parts = [parts.next()?, parts.next()?, parts.next()?, parts.next().unwrap_or("")];
        let [first, second, third, ""] = parts else { return None };
        let (year, month, day) = match self {
            Self::DayFirst => (third, second, first),
            Self::MonthFirst => (third, first, second),
            Self::YearFirst => (first, second, third),
        };
        let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let is_plain = year.len() == 4 && month.len() <= 2 && day.len() <= 2;
        if !is_plain || ![year, month, day].into_iter().all(is_number) {
            return None;
        }
        Day::from_iso(&format!("{year}-{month:0>2}-{day:0>2}"))
    }
}

#[cfg(test)]
mod tests {
    use super::DateOrder::{self, DayFirst, MonthFirst, YearFirst};

    #[test]
    fn three_numbers_are_a_day() {
        let day = |order: DateOrder, text| order.day(text).map(|day| day.to_string());
        let april = Some("2018-04-25".to_owned());
        for text in ["25.4.2018", "25/04/2018", "25-4-2018", "25. 4. 2018"] {
            assert_eq!(day(DayFirst, text), april, "{text}");
        }
        assert_eq!(day(MonthFirst, "4/25/2018"), april);
        assert_eq!(day(YearFirst, "2018/4/25"), april);
        for text in
            ["4/25/2018", "25.4.18", "25.4", "31.2.2018", "25.4.2018.1", "x.4.2018", "", "٢.4.2018"]
        {
            assert_eq!(day(DayFirst, text), None, "{text}");
        }
    }
}
