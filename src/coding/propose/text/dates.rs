//! Days, months and years that a text names, against its day of publication.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::tokens::{Kind, Tokens};
use crate::model::MONTHS;

/// A date where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Dated {
    /// The first token.
    pub(crate) first: usize,
    /// The token past the last.
    pub(crate) last: usize,
    /// The date as EDTF.
    pub(crate) edtf: String,
    /// Whether it is one day, rather than a month or a year.
    pub(crate) day: bool,
}

/// All dates of a text, in order.
pub(crate) fn dates(tokens: &Tokens, published: Option<Date>) -> Vec<Dated> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if tokens.at(at).kind == Kind::Word
            && let Some(dated) = read(tokens, at, published)
        {
            at = dated.last.max(at + 1);
            found.push(dated);
        } else if let Some(dated) = beside(tokens, at, found.last()) {
            at = dated.last;
            found.push(dated);
        } else {
            at += 1;
        }
    }
    found
}

/// `the next day`, `the day before`: beside the day named last.
fn beside(tokens: &Tokens, at: usize, last: Option<&Dated>) -> Option<Dated> {
    if tokens.word(at) != "the" {
        return None;
    }
    let days = match (tokens.word(at + 1), tokens.word(at + 2)) {
        ("next" | "following", "day" | "morning" | "evening" | "night" | "afternoon") => 1,
        ("previous", "day" | "evening" | "night") | ("day" | "night", "before") => -1,
        _ => return None,
    };
    let day: Date = last.filter(|l| l.day)?.edtf.parse().ok()?;
    Some(Dated {
        first: at,
        last: at + 3,
        edtf: iso(day.checked_add(days.days()).ok()?),
        day: true,
    })
}

/// The date that begins at a token.
fn read(tokens: &Tokens, at: usize, published: Option<Date>) -> Option<Dated> {
    let word = tokens.word(at);
    let dated =
        |last: usize, edtf: String| Some(Dated { first: at, last, day: edtf.len() == 10, edtf });
    if let Some(last) = with_year(tokens, at) {
        return dated(last.0, last.1);
    }
    let next = tokens.word(at + 1);
    if let Some(month) = month(tokens, at) {
        if is_to_come(tokens, at) {
            return None;
        }
        return month_alone(tokens, at, month, published)
            .and_then(|(last, edtf)| dated(last, edtf));
    }
    if matches!(word, "in" | "since" | "by" | "during" | "from" | "until" | "of") && is_year(next) {
        let open = word == "until" || word == "by";
        return (!open).then(|| dated(at + 2, next.to_owned())).flatten();
    }
    let today = published?;
    if is_to_come(tokens, at) {
        return None;
    }
    if let Some(day) = weekday(tokens, at, word) {
        let before = tokens.word(at.wrapping_sub(1));
        let date = match before {
            "next" => return None,
            "last" => back_to(today.checked_sub(1.day()).ok()?, day)?,
            _ => back_to(today, day)?,
        };
        return dated(at + 1 + part_of_day(next), iso(date));
    }
    let relative = match (word, next) {
        ("today" | "tonight", _) => Some((1, 0)),
        ("this", "morning" | "afternoon" | "evening") => Some((2, 0)),
        ("yesterday", _) => Some((1 + part_of_day(next), 1)),
        ("last", "night") => Some((2, 1)),
        _ => None,
    };
    if let Some((length, days)) = relative {
        return dated(at + length, iso(today.checked_sub(days.days()).ok()?));
    }
    let (unit, ago) = (tokens.word(at + 1), tokens.word(at + 2));
    if ago == "ago"
        && let Some(count) = number(word)
    {
        return match unit {
            "day" | "days" => dated(at + 3, iso(today.checked_sub(count.days()).ok()?)),
            "week" | "weeks" => {
                dated(at + 3, format!("{}~", iso(today.checked_sub((count * 7).days()).ok()?)))
            }
            "month" | "months" => {
                dated(at + 3, format!("{}~", ym(today.checked_sub(count.months()).ok()?)))
            }
            "year" | "years" => {
                dated(at + 3, format!("{:04}~", today.checked_sub(count.years()).ok()?.year()))
            }
            _ => None,
        };
    }
    match (word, next) {
        ("last", "month") => dated(at + 2, ym(today.checked_sub(1.month()).ok()?)),
        ("last", "year") => {
            dated(at + 2, format!("{:04}", today.checked_sub(1.year()).ok()?.year()))
        }
        ("last", "week") => {
            let monday = back_to(today, Weekday::Monday)?.checked_sub(7.days()).ok()?;
            dated(at + 2, format!("{}/{}", iso(monday), iso(monday.checked_add(6.days()).ok()?)))
        }
        ("this", "month") => dated(at + 2, ym(today)),
        ("this", "year") => dated(at + 2, format!("{:04}", today.year())),
        _ => None,
    }
}

/// Whether the words before a date tell of what is to come: `will be debated on Thursday`.
fn is_to_come(tokens: &Tokens, at: usize) -> bool {
    let paragraph = tokens.at(at).paragraph;
    (at.saturating_sub(9)..at)
        .rev()
        .take_while(|&i| {
            tokens.at(i).paragraph == paragraph
                && !matches!(tokens.at(i).kind, Kind::Stop | Kind::Comma | Kind::Mark)
        })
        .any(|i| {
            matches!(tokens.word(i), "will" | "would" | "due" | "scheduled" | "upcoming" | "slated")
        })
}

/// Dates that tell their year: `25 April 2018`, `April 25, 2018`, `April 2018`, `2018-04-25`.
fn with_year(tokens: &Tokens, at: usize) -> Option<(usize, String)> {
    let word = tokens.word(at);
    let iso_form = word.len() == 10 && word.get(4..5) == Some("-") && word.get(7..8) == Some("-");
    if iso_form && word.parse::<Date>().is_ok() {
        return Some((at + 1, word.to_owned()));
    }
    if let (Some(day), Some(month)) = (day_number(word), month(tokens, at + 1))
        && is_year(tokens.word(at + 2))
    {
        return valid(tokens.word(at + 2), month, day).map(|edtf| (at + 3, edtf));
    }
    let month = month(tokens, at)?;
    if is_year(tokens.word(at + 1)) {
        return Some((at + 2, format!("{}-{month:02}", tokens.word(at + 1))));
    }
    let comma = usize::from(tokens.at(at + 2).kind == Kind::Comma);
    let day = day_number(tokens.word(at + 1))?;
    let year = tokens.word(at + 2 + comma);
    if !is_year(year) {
        return None;
    }
    valid(year, month, day).map(|edtf| (at + 3 + comma, edtf))
}

fn valid(year: &str, month: i8, day: i8) -> Option<String> {
    Date::new(year.parse().ok()?, month, day).ok().map(iso)
}

/// A month without its year, with or without a day: the last one up to the day of publication.
fn month_alone(
    tokens: &Tokens,
    at: usize,
    month: i8,
    published: Option<Date>,
) -> Option<(usize, String)> {
    let today = published?;
    let before = tokens.word(at.wrapping_sub(1));
    let after = day_number(tokens.word(at + 1)).filter(|_| !tokens.word(at + 1).is_empty());
    let day =
        after.map(|day| (at + 2, day)).or_else(|| day_number(before).map(|day| (at + 1, day)));
    if let Some((last, day)) = day {
        let this = Date::new(today.year(), month, day).ok()?;
        let date = if this > today { Date::new(today.year() - 1, month, day).ok()? } else { this };
        return Some((last, iso(date)));
    }
    let clear = !matches!(tokens.word(at), "may" | "march" | "august");
    let led = matches!(
        before,
        "in" | "since" | "last" | "this" | "early" | "late" | "mid" | "of" | "until" | "from"
    );
    if !led && !clear || before == "next" {
        return None;
    }
    let mut year = if month > today.month() { today.year() - 1 } else { today.year() };
    if before == "last" && month == today.month() {
        year -= 1;
    }
    Some((at + 1, format!("{year:04}-{month:02}")))
}

fn month(tokens: &Tokens, at: usize) -> Option<i8> {
    let token = tokens.at(at);
    if !token.capital || token.kind != Kind::Word {
        return None;
    }
    let word = token.word.trim_end_matches('.');
    let exact = MONTHS.iter().position(|month| *month == word);
    let at = exact.or_else(|| {
        let short = matches!(
            word,
            "jan" | "feb" | "mar" | "apr" | "aug" | "sept" | "sep" | "oct" | "nov" | "dec"
        );
        short.then(|| MONTHS.iter().position(|month| month.starts_with(word))).flatten()
    })?;
    i8::try_from(at + 1).ok()
}

fn weekday(tokens: &Tokens, at: usize, word: &str) -> Option<Weekday> {
    if !tokens.at(at).capital {
        return None;
    }
    Some(match word {
        "monday" => Weekday::Monday,
        "tuesday" => Weekday::Tuesday,
        "wednesday" => Weekday::Wednesday,
        "thursday" => Weekday::Thursday,
        "friday" => Weekday::Friday,
        "saturday" => Weekday::Saturday,
        "sunday" => Weekday::Sunday,
        _ => return None,
    })
}

fn part_of_day(word: &str) -> usize {
    usize::from(matches!(word, "morning" | "afternoon" | "evening" | "night"))
}

/// The last such weekday up to a day.
fn back_to(from: Date, day: Weekday) -> Option<Date> {
    let back = day.until(from.weekday());
    from.checked_sub(i64::from(back).days()).ok()
}

fn is_year(word: &str) -> bool {
    word.len() == 4
        && (word.starts_with("19") || word.starts_with("20"))
        && word.bytes().all(|b| b.is_ascii_digit())
}

fn day_number(word: &str) -> Option<i8> {
    let digits = word
        .trim_end_matches("st")
        .trim_end_matches("nd")
        .trim_end_matches("rd")
        .trim_end_matches("th");
    let plain =
        !digits.is_empty() && digits.len() <= 2 && digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|day| plain && (1..=31).contains(day))
}

fn number(word: &str) -> Option<i64> {
    let small =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    match word {
        "a" | "an" => Some(1),
        _ => small
            .iter()
            .position(|n| *n == word)
            .and_then(|n| i64::try_from(n).ok())
            .or_else(|| word.parse().ok().filter(|n| (0..400).contains(n))),
    }
}

fn iso(date: Date) -> String {
    date.to_string()
}

fn ym(date: Date) -> String {
    format!("{:04}-{:02}", date.year(), date.month())
}

/// The day of a tweet, from its number: the first bits count milliseconds since 4 November 2010.
pub(crate) fn tweet_day(number: u64) -> Option<String> {
    let first_of_the_kind = 29_700_859_247_u64;
    if number < first_of_the_kind {
        return None;
    }
    let milliseconds = i64::try_from(number >> 22).ok()? + 1_288_834_974_657;
    let day = milliseconds.div_euclid(86_400_000);
    let epoch = Date::new(1970, 1, 1).ok()?;
    epoch.checked_add(day.days()).ok().map(iso)
}

/// The day before a day.
pub(crate) fn day_before(day: &str) -> Option<String> {
    let day: Date = day.parse().ok()?;
    day.checked_sub(1.day()).ok().map(iso)
}
