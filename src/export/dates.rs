//! Dates as people write them, for pictures in English.

use crate::{language::Language, model::Day};

/// A day in little room: `26 Apr 2018`.
pub(super) fn short_day(day: Day) -> String {
    Language::English.messages().short_day(day)
}

/// The first three letters of a month.
pub(super) fn short_month(month: u8) -> &'static str {
    Language::English.messages().short_month(month)
}

/// A date as written in a corpus (EDTF) in words; rare forms stay as written.
pub(super) fn date_in_words(written: &str) -> String {
    Language::English.messages().date(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_for_people() {
        for (written, words) in [
            ("2018", "2018"),
            ("201X", "the 2010s"),
            ("20XX", "20XX"),
            ("2018-04", "April 2018"),
            ("2018-21", "spring 2018"),
            ("2018-04-06", "6 April 2018"),
            ("2018-04~", "about April 2018"),
            ("2018-04-25?", "25 April 2018, uncertain"),
            ("2018%", "about 2018, uncertain"),
            ("../2018-04-26", "by 26 April 2018"),
            ("2018-04/..", "since April 2018"),
            ("2018-04-20/2018-04-25", "20 April 2018 to 25 April 2018"),
            ("2018-04-26T17:18:35Z", "26 April 2018, 17:18 UTC"),
            ("2018-04-26T17:18:35.25+02:00", "26 April 2018, 17:18 +02:00"),
            ("2018-04-26T17:18", "26 April 2018, 17:18"),
            ("-0044-03-15", "-0044-03-15"),
            ("", ""),
        ] {
            assert_eq!(date_in_words(written), words);
        }
        assert_eq!(short_day(Day::from_civil(2018, 9, 5)), "5 Sep 2018");
    }
}
