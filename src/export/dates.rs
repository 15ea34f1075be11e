//! Dates as people write them, for pictures.

use crate::model::Day;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A day: `26 April 2018`.
pub(super) fn day_in_words(day: Day) -> String {
    let (year, month, day) = day.civil();
    let month = MONTHS.get(usize::from(month).wrapping_sub(1)).unwrap_or(&"");
    format!("{day} {month} {year}")
}

/// A day in little room: `26 Apr 2018`.
pub(super) fn short_day(day: Day) -> String {
    let (year, month, day) = day.civil();
    format!("{day} {} {year}", short_month(month))
}

/// The first three letters of a month.
pub(super) fn short_month(month: u8) -> &'static str {
    let month = MONTHS.get(usize::from(month).wrapping_sub(1)).unwrap_or(&"");
    month.get(..3).unwrap_or(month)
}

/// A date as written in a corpus (EDTF) in words; rare forms stay as written.
pub(super) fn date_in_words(written: &str) -> String {
    match written.split_once('/') {
        Some((".." | "", to)) => format!("by {}", date_in_words(to)),
        Some((from, ".." | "")) => format!("since {}", date_in_words(from)),
        Some((from, to)) => format!("{} to {}", date_in_words(from), date_in_words(to)),
        None => single(written).unwrap_or_else(|| written.to_owned()),
    }
}

fn single(written: &str) -> Option<String> {
    let (date, before, after) = match written.char_indices().last()? {
        (at, '~') => (written.get(..at)?, "about ", ""),
        (at, '?') => (written.get(..at)?, "", ", uncertain"),
        (at, '%') => (written.get(..at)?, "about ", ", uncertain"),
        _ => (written, "", ""),
    };
    let words = match date.split_once('T') {
        Some((day, time)) => format!("{}, {}", calendar(day)?, time_in_words(time)?),
        None => calendar(date)?,
    };
    Some(format!("{before}{words}{after}"))
}

/// A year, a decade, a season, a month or a day.
fn calendar(date: &str) -> Option<String> {
    let parts: Vec<&str> = date.split('-').collect();
    let year = parts.first().copied().filter(|year| year.len() == 4)?;
    let number = |part: &&str| part.parse::<usize>().ok();
    let month_of = |number: usize| MONTHS.get(number.wrapping_sub(1)).copied();
    match parts.as_slice() {
        [decade] if decade.ends_with('X') && !decade.ends_with("XX") => {
            Some(format!("the {}0s", decade.trim_end_matches('X')))
        }
        [year] => number(year).map(|_| (*year).to_owned()),
        [_, month] => {
            const SEASONS: [&str; 4] = ["spring", "summer", "autumn", "winter"];
            let month = number(month)?;
            let season = month.checked_sub(21).and_then(|season| SEASONS.get(season)).copied();
            Some(format!("{} {year}", season.or_else(|| month_of(month))?))
        }
        [_, month, day] => Some(format!("{} {} {year}", number(day)?, month_of(number(month)?)?)),
        _ => None,
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
