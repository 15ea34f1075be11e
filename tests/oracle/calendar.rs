//! Periods as people type them, against another calendar: jiff's.

use jiff::civil;
use proptest::prelude::*;
use stancegraph::model::{DateExpression, Day, Period, Span};

/// The program's day for one of jiff's.
fn day(date: civil::Date) -> Day {
    let small = |number: i8| u8::try_from(number).unwrap();
    Day::from_civil(i64::from(date.year()), small(date.month()), small(date.day()))
}

/// The days from one to another, both included, one by one.
fn days(first: civil::Date) -> impl Iterator<Item = civil::Date> {
    std::iter::successors(Some(first), |date| date.tomorrow().ok())
}

/// A text for a period and whether a day lies in it, by its number of the kind.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Day,
    Week,
    Month,
    Quarter,
    Season,
    Year,
}

const KINDS: [Kind; 6] =
    [Kind::Day, Kind::Week, Kind::Month, Kind::Quarter, Kind::Season, Kind::Year];

impl Kind {
    /// A name that exactly the days of one period share; it sorts as they follow each other.
    fn period_of(self, date: civil::Date) -> (i16, i8, i8) {
        let (year, month) = (date.year(), date.month());
        let week = date.iso_week_date();
        match self {
            Self::Day => (year, month, date.day()),
            Self::Week => (week.year(), week.week(), 0),
            Self::Month => (year, month, 0),
            Self::Quarter => (year, (month + 2) / 3, 0),
            // The winter of a year begins in its December.
            Self::Season if month < 3 => (year - 1, 4, 0),
            Self::Season => (year, month / 3, 0),
            Self::Year => (year, 0, 0),
        }
    }

    /// The ways to write the period of a day.
    fn texts(self, date: civil::Date) -> Vec<String> {
        const NAMES: [&str; 12] = [
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
        let (year, number, _) = self.period_of(date);
        let sign = if year < 0 { "-" } else { "" };
        let edtf_year = format!("{sign}{:04}", year.abs());
        let (month, of_month) = (date.month(), date.day());
        let name = NAMES[usize::try_from(month - 1).unwrap()];
        let is_plain = year >= 1000;
        match self {
            Self::Day if is_plain => vec![
                format!("{edtf_year}-{month:02}-{of_month:02}"),
                format!("{of_month} {name} {year}"),
                format!("{name} {of_month}, {year}"),
                format!("{year}/{month}/{of_month}"),
            ],
            Self::Day => vec![format!("{edtf_year}-{month:02}-{of_month:02}")],
            Self::Week => vec![format!("{edtf_year}w{number}"), format!("{edtf_year}W{number:02}")],
            Self::Month if is_plain => {
                vec![format!("{edtf_year}-{month:02}"), format!("{} {year}", &name[..3])]
            }
            Self::Month => vec![format!("{edtf_year}-{month:02}")],
            Self::Quarter => vec![format!("{edtf_year}q{number}"), format!("{edtf_year}Q{number}")],
            Self::Season => vec![format!("{edtf_year}-{}", 20 + number)],
            Self::Year => vec![edtf_year],
        }
    }

    /// The first and the last day of the period of a day, found by walking.
    fn bounds(self, date: civil::Date) -> (Day, Day) {
        let period = self.period_of(date);
        let mut first = date;
        while self.period_of(first.yesterday().unwrap()) == period {
            first = first.yesterday().unwrap();
        }
        let last = days(first).take_while(|date| self.period_of(*date) == period).last().unwrap();
        (day(first), day(last))
    }
}

/// A day, the kind of period around it, and one of the ways to write that.
fn typed() -> impl Strategy<Value = (civil::Date, Kind, String)> {
    let years = prop_oneof![1990_i16..2030, 1000_i16..3000, -900_i16..1000];
    let date = (years, 1_i8..=12, 1_i8..=31)
        .prop_filter_map("a day", |(year, month, day)| civil::Date::new(year, month, day).ok());
    (date, proptest::sample::select(&KINDS[..]), any::<prop::sample::Index>()).prop_map(
        |(date, kind, index)| {
            let texts = kind.texts(date);
            (date, kind, texts[index.index(texts.len())].clone())
        },
    )
}

fn span(text: &str) -> Result<Span, String> {
    let today = Day::from_civil(2018, 4, 25);
    let period = text.parse::<Period>().map_err(|error| error.to_string())?;
    period.span(today).map_err(|error| error.to_string())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn a_period_has_the_days_that_share_it((date, kind, text) in typed()) {
        let (first, last) = kind.bounds(date);
        prop_assert_eq!(span(&text), Ok(Span { begin: first, end: last.next() }), "{}", text);
        prop_assert_eq!(span(&format!("since {text}")), Ok(Span { begin: first, end: Day::MAX }));
        prop_assert_eq!(span(&format!("until {text}")), Ok(Span { begin: Day::MIN, end: first }));
        let read = text.parse::<DateExpression>().unwrap().date(Day::from_number(0));
        prop_assert_eq!((read.bounds().earliest, read.bounds().latest), (first, last));
        let again = read.as_str().parse::<DateExpression>().unwrap().date(Day::from_number(0));
        prop_assert_eq!(again, read, "what is written into a corpus is EDTF");
    }

    #[test]
    fn a_range_goes_from_the_first_day_of_one_to_the_first_of_another(
        (from, from_kind, begin) in typed(), (to, to_kind, end) in typed()
    ) {
        let (first, next) = (from_kind.bounds(from).0, to_kind.bounds(to).0);
        let found = span(&format!("{begin}..{end}"));
        if first < next {
            prop_assert_eq!(found, Ok(Span { begin: first, end: next }), "{}..{}", begin, end);
        } else {
            prop_assert!(found.is_err(), "{begin}..{end}");
        }
        prop_assert_eq!(span(&format!("{begin}..")), Ok(Span { begin: first, end: Day::MAX }));
        prop_assert_eq!(span(&format!("..{end}")), Ok(Span { begin: Day::MIN, end: next }));
    }

    #[test]
    fn numbers_are_a_day_if_only_one_order_makes_them_one(
        first in 0_i8..=32, second in 0_i8..=32, year in 1000_i16..3000, between in "[./-]"
    ) {
        let text = format!("{first}{between}{second}{between}{year}");
        let mut readings: Vec<_> = [(second, first), (first, second)]
            .into_iter()
            .filter_map(|(month, of_month)| civil::Date::new(year, month, of_month).ok())
            .map(day)
            .collect();
        readings.dedup();
        let found = text.parse::<DateExpression>().map(|read| read.date(Day::from_number(0)));
        match readings[..] {
            [only] => prop_assert_eq!(found.map(|date| date.bounds().earliest), Ok(only), "{}", text),
            [one, other] => {
                let message = found.unwrap_err().to_string();
                let lists_both = message.contains(&format!("{one} or {other}"));
                prop_assert!(lists_both, "{text}: {message}");
            }
            _ => prop_assert!(found.is_err(), "{text}"),
        }
    }

    #[test]
    fn words_are_relative_to_today(
        (today, ..) in typed(), (word, moved) in proptest::sample::select(
            &[("yesterday", -1_i64), ("today", 0), ("tomorrow", 1)][..]
        )
    ) {
        let expected = day(today.checked_add(jiff::ToSpan::days(moved)).unwrap());
        let read = word.parse::<DateExpression>().unwrap().date(day(today));
        prop_assert_eq!((read.bounds().earliest, read.bounds().latest), (expected, expected));
    }
}
