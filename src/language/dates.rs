//! Dates as people write them.

use super::Messages;
use crate::model::Day;

/// A date of a corpus in words, and whether it is a whole day, which some languages put an article before.
struct Told {
    words: String,
    is_day: bool,
}

impl Messages {
    /// A day: `26 April 2018`.
    pub(crate) fn day(&self, day: Day) -> String {
        let (year, month, day) = day.civil();
        self.day_of(day.into(), month.into(), &year.to_string()).unwrap_or_default()
    }

    /// A day in little room: `26 Apr 2018`.
    pub(crate) fn short_day(&self, day: Day) -> String {
        let (year, month, day) = day.civil();
        let (day, year) = (self.day_of_month(day.into()), year.to_string());
        let month = self.short_month(month);
        self.with("date.short-day", &[("day", &day), ("month", month), ("year", &year)])
    }

    /// A month in little room.
    pub(crate) fn short_month(&self, month: u8) -> &str {
        self.listed("date.short-months", usize::from(month).wrapping_sub(1)).unwrap_or_default()
    }

    /// A date as written in a corpus (EDTF) in words; rare forms stay as written.
    pub(crate) fn date(&self, written: &str) -> String {
        match written.split_once('/') {
            Some((".." | "", to)) => self.around("date.by", to),
            Some((from, ".." | "")) => self.around("date.since", from),
            Some((from, to)) => {
                self.with("date.range", &[("from", &self.date(from)), ("to", &self.date(to))])
            }
            None => self.single(written).map_or_else(|| written.to_owned(), |it| it.words),
        }
    }

    /// A message with a date, in its first form for a whole day.
    fn around(&self, key: &str, written: &str) -> String {
        let told = self.single(written);
        let told = told.unwrap_or_else(|| Told { words: written.to_owned(), is_day: false });
        self.in_form(key, usize::from(!told.is_day), &[("date", &told.words)])
    }

    fn single(&self, written: &str) -> Option<Told> {
        let (date, key) = match written.char_indices().last()? {
            (at, '~') => (written.get(..at)?, Some("date.about")),
            (at, '?') => (written.get(..at)?, Some("date.uncertain")),
            (at, '%') => (written.get(..at)?, Some("date.about-uncertain")),
            _ => (written, None),
        };
        let told = match date.split_once('T') {
            Some((day, time)) => {
                let day = self.calendar(day)?;
                let time = time_in_words(time)?;
                let words = self.with("date.time", &[("date", &day.words), ("time", &time)]);
                Told { words, ..day }
            }
            None => self.calendar(date)?,
        };
        let Some(key) = key else { return Some(told) };
        let words = self.in_form(key, usize::from(!told.is_day), &[("date", &told.words)]);
        Some(Told { words, is_day: false })
    }

    /// A year, a decade, a season, a month or a day.
    fn calendar(&self, date: &str) -> Option<Told> {
        let parts: Vec<&str> = date.split('-').collect();
        let year = parts.first().copied().filter(|year| year.len() == 4)?;
        let number = |part: &&str| part.parse::<usize>().ok();
        let words = match parts.as_slice() {
            [decade] if decade.ends_with('X') && !decade.ends_with("XX") => {
                let year = format!("{}0", decade.trim_end_matches('X'));
                self.with("date.decade", &[("year", &year)])
            }
            [year] => number(year).map(|_| (*year).to_owned())?,
            [_, month] => {
                let month = number(month)?;
                let season =
                    month.checked_sub(21).and_then(|season| self.listed("date.seasons", season));
                match season {
                    Some(season) => self.with("date.season", &[("season", season), ("year", year)]),
                    None => {
                        self.with("date.month", &[("month", self.month(month)?), ("year", year)])
                    }
                }
            }
            [_, month, day] => {
                let words = self.day_of(number(day)?, number(month)?, year)?;
                return Some(Told { words, is_day: true });
            }
            _ => return None,
        };
        Some(Told { words, is_day: false })
    }

    fn day_of(&self, day: usize, month: usize, year: &str) -> Option<String> {
        let (day, month) = (self.day_of_month(day), self.month(month)?);
        Some(self.with("date.day", &[("day", &day), ("month", month), ("year", year)]))
    }

    /// The number of a day within its month as it is written: French has 1er.
    fn day_of_month(&self, day: usize) -> String {
        if day == 1 { self.text("date.first").to_owned() } else { day.to_string() }
    }

    fn month(&self, month: usize) -> Option<&str> {
        self.listed("date.months", month.wrapping_sub(1))
    }
}

/// Hours and minutes, and the time zone if one is written.
fn time_in_words(time: &str) -> Option<String> {
    let clock = time.get(..5)?;
    let zone = time.find(['Z', '+', '-']).and_then(|at| time.get(at..));
    Some(match zone {
        Some("Z") => format!("{clock} UTC"),
        Some(offset) => format!("{clock} {offset}"),
        None => clock.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use crate::{language::Language, model::Day};

    #[test]
    fn dates_are_for_people() {
        let messages = Language::English.messages();
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
            assert_eq!(messages.date(written), words);
        }
        assert_eq!(messages.short_day(Day::from_civil(2018, 9, 5)), "5 Sep 2018");
    }
}
