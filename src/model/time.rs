//! Times of day, and date-times in text.

use super::{
    Date, DateError, Day, Zone,
    day::{push_two_digits, two_digits},
    zone::NoInstant,
};
use std::fmt::{self, Write as _};

/// A time of day: the nanoseconds since its day began in the time zone of the corpus.
///
/// On a day whose clocks are put forward or back, this is not what the clock shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time(u64);

impl Time {
    /// The first instant of a day.
    pub const MIDNIGHT: Self = Self(0);
    /// After every instant of a day.
    pub const LAST: Self = Self(u64::MAX);
    /// The nanoseconds of a day of 24 hours.
    pub(super) const DAY: u64 = 24 * 60 * 60 * Self::SECOND;
    const SECOND: u64 = 1_000_000_000;

    /// The time of a number of nanoseconds since the day began.
    pub const fn of_nanoseconds(nanoseconds: u64) -> Self {
        Self(nanoseconds)
    }

    /// The time of whole seconds since the day began, and nanoseconds after them.
    pub(crate) fn of_parts((seconds, nanoseconds): (u32, u32)) -> Self {
        Self(u64::from(seconds) * Self::SECOND + u64::from(nanoseconds))
    }

    /// The nanoseconds since the day began.
    pub const fn nanoseconds(self) -> u64 {
        self.0
    }

    /// The whole seconds since the day began, and the nanoseconds after them.
    #[expect(clippy::cast_possible_truncation, reason = "a day has fewer seconds")]
    pub(crate) const fn parts(self) -> (u32, u32) {
        ((self.0 / Self::SECOND) as u32, (self.0 % Self::SECOND) as u32)
    }

    /// The next instant that can be told from this one.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

/// An instant as a corpus counts it: a day of its time zone, and the time of that day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant {
    /// The day.
    pub day: Day,
    /// The time of that day.
    pub time: Time,
}

impl Instant {
    /// Before every instant: an open beginning.
    pub const MIN: Self = Self::begin_of(Day::MIN);
    /// After every instant: an open end.
    pub const MAX: Self = Self::begin_of(Day::MAX);

    /// The first instant of a day.
    pub const fn begin_of(day: Day) -> Self {
        Self { day, time: Time::MIDNIGHT }
    }
}

impl fmt::Display for Time {
    /// Hours, minutes and seconds, with as many digits of a fraction as there are: `14:05:33.5`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (seconds, nanoseconds) = self.parts();
        let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
        write!(formatter, "{hours:02}:{minutes:02}:{:02}", seconds % 60)?;
        if nanoseconds == 0 {
            return Ok(());
        }
        let digits = format!("{nanoseconds:09}");
        write!(formatter, ".{}", digits.trim_end_matches('0'))
    }
}

/// How a date-time is written: with or without seconds, how many digits its fraction has, and whether `Z` ends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Notation {
    /// 0 without seconds, 1 with seconds, and one more for each digit of a fraction.
    pub(crate) precision: u8,
    pub(crate) has_z: bool,
}

impl Notation {
    /// The most that [`Self::precision`] can be.
    const MOST: u8 = 10;

    /// A number for it, which stores hold.
    pub(crate) const fn number(self) -> u8 {
        self.precision * 2 + self.has_z as u8
    }

    /// The notation of a number.
    pub(crate) const fn numbered(number: u8) -> Self {
        Self { precision: number / 2, has_z: number % 2 == 1 }
    }

    /// The notation that gives a text back, if one does: a text with an offset has none.
    fn of(text: &str, day: Day, time: Time) -> Option<Self> {
        let (_, clock) = text.split_once('T')?;
        let offset = clock.find('Z').and_then(|at| clock.split_at_checked(at));
        let (clock, offset) = offset.map_or((clock, None), |(clock, z)| (clock, Some(z)));
        Self::of_clock(clock, offset).filter(|notation| notation.write(day, time) == text)
    }

    /// The notation of a clock time with an offset behind it.
    fn of_clock(clock: &str, offset: Option<&str>) -> Option<Self> {
        let has_z = match offset {
            None => false,
            Some("Z") => true,
            Some(_) => return None,
        };
        let precision = match (clock.len(), clock.split_once('.')) {
            (5, _) => 0,
            (_, None) => 1,
            (_, Some((_, digits))) => u8::try_from(digits.len() + 1).ok()?,
        };
        (precision <= Self::MOST).then_some(Self { precision, has_z })
    }

    /// A day and a time of day in this notation.
    pub(crate) fn write(self, day: Day, time: Time) -> String {
        let (seconds, nanoseconds) = time.parts();
        let mut text = String::with_capacity(24);
        day.push_to(&mut text);
        let two_digits = |number: u32| u8::try_from(number).unwrap_or_default();
        for (before, number) in
            [('T', seconds / 3600), (':', seconds / 60 % 60), (':', seconds % 60)]
                .into_iter()
                .take(if self.precision > 0 { 3 } else { 2 })
        {
            text.push(before);
            push_two_digits(&mut text, two_digits(number));
        }
        if self.precision > 1 {
            let digits = format!("{nanoseconds:09}");
            let n_digits = usize::from(self.precision.min(Self::MOST)) - 1;
            let _ = write!(text, ".{}", digits.get(..n_digits).unwrap_or_default());
        }
        if self.has_z {
            text.push('Z');
        }
        text
    }
}

/// A time of day and how it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotedTime {
    pub(crate) time: Time,
    /// What gives its text back, if anything does.
    pub(crate) notation: Option<Notation>,
}

impl NotedTime {
    /// The time of a date-time that was read before.
    pub(super) fn of(text: &str, day: Day, time: Time) -> Self {
        Self { time, notation: Notation::of(text, day, time) }
    }
}

/// A date-time such as `2018-04-25T14:05:33.5-04:00`: its day and its time of day in a zone. `None` when the text has
/// not the form of one.
///
/// Seconds, a fraction of them, and an offset (`Z`, `-04:00`, `-04`) may be left out; without an offset the time is one
/// on the clock of the zone.
pub(super) fn date_time(text: &str, zone: &Zone) -> Option<Result<(Day, NotedTime), DateError>> {
    let at = text.find('T').filter(|_| !text.contains('/'))?;
    let (date, rest) = (&text[..at], &text[at + 1..]);
    Some(read(date, rest, zone).map_err(|reason| DateError { offset: at + 1, reason }))
}

/// The same in UTC, of the form that most tables have, `2018-04-25T14:05:33` with or without `Z`: without a look at any other.
pub(crate) fn plain_date_time(text: &str) -> Option<(Day, NotedTime)> {
    let bytes = text.as_bytes();
    let has_z = match bytes.len() {
        19 => false,
        20 if bytes.ends_with(b"Z") => true,
        _ => return None,
    };
    let [b'T', clock @ ..]: &[u8; 9] = bytes.get(10..19)?.try_into().ok()? else { return None };
    if clock[2] != b':' || clock[5] != b':' {
        return None;
    }
    let clock = u64::from_le_bytes(*clock);
    let none = u64::from(u16::from_le_bytes(*b"00")) << 48;
    let digits = clock & 0xFFFF | (clock >> 24 & 0xFFFF) << 16 | (clock >> 48) << 32 | none;
    let [hours, minutes, seconds, _] = two_digits(digits)?.map(u64::from);
    if hours > 23 || minutes > 59 || seconds > 59 {
        return None;
    }
    let day = Day::from_iso(text.get(..10)?)?;
    let time = Time((hours * 3600 + minutes * 60 + seconds) * Time::SECOND);
    Some((day, NotedTime { time, notation: Some(Notation { precision: 1, has_z }) }))
}

/// The same date where another time zone holds: a date-time on the clock of a zone gets its offset; any other text stays.
pub fn with_offset(text: &str, zone: &Zone) -> String {
    let offset = || {
        let (date, clock) = text.split_once('T').filter(|_| !text.contains('/'))?;
        let day = Day::from_iso(date).or_else(|| before_year_0(date))?;
        zone.offset(day, clock_time(clock)?)
    };
    offset().map_or_else(|| text.to_owned(), |offset| format!("{text}{offset}"))
}

fn read(date: &str, rest: &str, zone: &Zone) -> Result<(Day, NotedTime), String> {
    let day = Day::from_iso(date).or_else(|| before_year_0(date));
    let day = day.ok_or("a time needs a whole date before it: 2018-04-25T14:05")?;
    let (clock, offset) = match rest.find(['Z', '+', '-']) {
        Some(at) => (&rest[..at], Some(&rest[at..])),
        None => (rest, None),
    };
    let form =
        "write the time as 14:05, 14:05:33 or 14:05:33.5, with Z or an offset such as -04:00";
    let time = clock_time(clock).ok_or(form)?;
    let found = match offset {
        None => zone.of_clock(day, time),
        Some(offset) => {
            let offset = offset_seconds(offset).ok_or(form)?;
            let (day, time) = moved(day, time, -offset);
            zone.of_utc(day, time)
        }
    };
    let (found_day, found_time) = found.map_err(|no_instant| match no_instant {
        NoInstant::Skipped => format!("the clocks of {zone} skipped this time; write an offset"),
        NoInstant::Repeated => {
            format!("the clocks of {zone} showed this time twice; write an offset")
        }
        NoInstant::OutOfRange => "only years from -9999 to 9999 can have times here".to_owned(),
    })?;
    // Where the corpus counts the day and the time as they are written, three numbers give the text back.
    let is_as_written = (found_day, found_time) == (day, time) && !clock.ends_with(":60");
    let notation = Notation::of_clock(clock, offset).filter(|_| is_as_written);
    Ok((found_day, NotedTime { time: found_time, notation }))
}

/// A day of a year before 0: `-0044-03-15`.
fn before_year_0(text: &str) -> Option<Day> {
    let is_form = text.starts_with('-') && text.ends_with(|last: char| last.is_ascii_digit());
    let date = text.parse::<Date>().ok().filter(|_| is_form && text.len() == 11)?;
    Some(date.bounds()).filter(|bounds| bounds.is_one_day()).map(|bounds| bounds.latest)
}

/// `14:05`, `14:05:33` or `14:05:33.5`. A leap second is the last instant before it.
fn clock_time(text: &str) -> Option<Time> {
    let mut parts = text.split(':');
    let (hours, minutes) = (digits(parts.next()?)?, digits(parts.next()?)?);
    let (seconds, fraction) = match parts.next() {
        None => (0, 0),
        Some(seconds) => match seconds.split_once('.') {
            None => (digits(seconds)?, 0),
            Some((seconds, fraction)) => (digits(seconds)?, nanoseconds(fraction)?),
        },
    };
    if parts.next().is_some() || hours > 23 || minutes > 59 || seconds > 60 {
        return None;
    }
    let before = u64::from(hours * 3600 + minutes * 60) * Time::SECOND;
    let within = if seconds == 60 {
        60 * Time::SECOND - 1
    } else {
        u64::from(seconds) * Time::SECOND + u64::from(fraction)
    };
    Some(Time(before + within))
}

/// Two digits.
fn digits(text: &str) -> Option<u32> {
    let is_number = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_number)
}

/// The digits of a fraction of a second, nine at most.
fn nanoseconds(text: &str) -> Option<u32> {
    let is_number = (1..=9).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    format!("{text:0<9}").parse().ok().filter(|_| is_number)
}

/// `Z`, `-04:00` or `-04`, in seconds east of UTC.
fn offset_seconds(text: &str) -> Option<i64> {
    if text == "Z" {
        return Some(0);
    }
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let (hours, minutes) = match text.get(1..)?.split_once(':') {
        Some((hours, minutes)) => (digits(hours)?, digits(minutes)?),
        None => (digits(text.get(1..)?)?, 0),
    };
    let is_offset = hours < 24 && minutes < 60;
    is_offset.then(|| sign * i64::from(hours * 3600 + minutes * 60))
}

/// A day and a time of day, moved by some seconds.
fn moved(day: Day, time: Time, seconds: i64) -> (Day, Time) {
    let moved = i128::from(time.0) + i128::from(seconds) * i128::from(Time::SECOND);
    let days = i64::try_from(moved.div_euclid(i128::from(Time::DAY))).unwrap_or_default();
    let time = u64::try_from(moved.rem_euclid(i128::from(Time::DAY))).unwrap_or_default();
    (day.plus(days), Time(time))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn here(text: &str, zone: &str) -> String {
        let date = Date::in_zone(text, &zone.parse().unwrap());
        date.map_or_else(
            |error| error.to_string(),
            |date| {
                format!(
                    "{} {}",
                    date.bounds().latest,
                    date.time().map(|time| time.to_string()).unwrap_or_default()
                )
            },
        )
    }

    #[test]
    fn date_times_are_instants() {
        for (text, zone, expected) in [
            ("2018-04-25T14:05", "UTC", "2018-04-25 14:05:00"),
            ("2018-04-25T14:05:33", "UTC", "2018-04-25 14:05:33"),
            ("2018-04-25T14:05:33.5-04:00", "UTC", "2018-04-25 18:05:33.5"),
            ("2018-04-25T22:30-04", "UTC", "2018-04-26 02:30:00"),
            ("2018-04-26T02:30Z", "America/New_York", "2018-04-25 22:30:00"),
            ("2018-04-25T00:30:00+09:00", "UTC", "2018-04-24 15:30:00"),
            ("2016-12-31T23:59:60Z", "UTC", "2016-12-31 23:59:59.999999999"),
            // The clocks of New York were put forward at two, and back at two.
            ("2018-03-11T12:00", "America/New_York", "2018-03-11 11:00:00"),
            ("2018-11-04T01:30-05:00", "America/New_York", "2018-11-04 02:30:00"),
            ("-0044-03-15T12:00", "UTC", "-0044-03-15 12:00:00"),
        ] {
            assert_eq!(here(text, zone), expected, "{text} {zone}");
        }
    }

    #[test]
    fn an_offset_makes_a_date_time_the_same_everywhere() {
        for (text, zone, expected) in [
            ("2018-04-25T14:05", "America/New_York", "2018-04-25T14:05-04:00"),
            ("2018-12-25T14:05:33.5", "America/New_York", "2018-12-25T14:05:33.5-05:00"),
            ("2018-04-25T14:05", "Asia/Kolkata", "2018-04-25T14:05+05:30"),
            ("2018-04-25T14:05", "UTC", "2018-04-25T14:05Z"),
            ("2018-04-25T14:05Z", "America/New_York", "2018-04-25T14:05Z"),
            ("2018-04-25T14:05-07:00", "America/New_York", "2018-04-25T14:05-07:00"),
            ("2018-04-25", "America/New_York", "2018-04-25"),
            ("2018-04~", "America/New_York", "2018-04~"),
        ] {
            let zone = zone.parse().unwrap();
            assert_eq!(with_offset(text, &zone), expected);
            let bounds = |text: &str| Date::in_zone(text, &zone).unwrap().bounds();
            assert_eq!(bounds(&with_offset(text, &zone)), bounds(text), "{text}");
        }
    }

    #[test]
    fn what_is_no_instant_is_refused() {
        for text in [
            "2018-04-25T",
            "2018-04-25T14",
            "2018-04-25T24:00",
            "2018-04-25T14:60",
            "2018-04-25T14:05:33.",
            "2018-04-25T14:05:33.1234567890",
            "2018-04-25T14:05+4",
            "2018-04T14:05",
            "2018-04-25?T14:05",
            "2018-02-30T14:05",
        ] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
        assert!(here("2018-03-11T02:30", "America/New_York").contains("skipped this time"));
        assert!(here("2018-11-04T01:30", "America/New_York").contains("twice"));
    }

    #[test]
    fn the_plain_form_means_what_it_means_otherwise() {
        for date in
            ["2018-04-25", "2018-02-30", "0000-01-01", "9999-12-31", "2018-4-255", "é018-04-25"]
        {
            for clock in
                ["14:05:33", "00:00:00", "23:59:59", "24:00:00", "23:60:00", "23:59:60", "1a:05:33"]
            {
                for end in ["", "Z", "z", "+"] {
                    let text = format!("{date}T{clock}{end}");
                    if let Some(found) = plain_date_time(&text) {
                        assert_eq!(date_time(&text, &Zone::UTC), Some(Ok(found)), "{text}");
                    }
                }
            }
        }
        assert!(plain_date_time("2018-04-25T14:05:33Z").is_some());
        assert!(plain_date_time("2018-04-25T14:05:33").is_some());
    }

    #[test]
    fn notations_give_texts_back() {
        for text in ["2018-04-25T14:05", "2018-04-25T14:05:33Z", "2018-04-25T14:05:33.500"] {
            let date: Date = text.parse().unwrap();
            let (day, time) = (date.bounds().latest, date.time().unwrap());
            let notation = date.noted_time().unwrap().notation.unwrap();
            assert_eq!(notation.write(day, time), text);
            assert_eq!(Notation::numbered(notation.number()), notation);
            assert_eq!(Notation::of(text, day, time), Some(notation));
        }
        let with_offset: Date = "2018-04-25T14:05:33-04:00".parse().unwrap();
        let time = with_offset.time().unwrap();
        assert_eq!(Notation::of(with_offset.as_str(), with_offset.bounds().latest, time), None);
        assert_eq!(with_offset.noted_time().unwrap().notation, None);
    }

    #[test]
    fn days_in_utc_come_back() {
        let zone: Zone = "America/New_York".parse().unwrap();
        for text in ["2018-04-25T22:30", "2018-03-11T12:00", "2018-11-04T23:59:59.25"] {
            let date = Date::in_zone(text, &zone).unwrap();
            let (day, time) = zone.to_utc(date.bounds().latest, date.time().unwrap()).unwrap();
            assert_eq!(zone.of_utc(day, time), Ok((date.bounds().latest, date.time().unwrap())));
        }
    }
}
