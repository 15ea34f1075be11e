//! Days of the proleptic Gregorian calendar, as integers.

use std::fmt;

/// A day: the number of days since 1970-01-01, negative before it.
///
/// [`Day::MIN`] and [`Day::MAX`] mean "unbounded"; arithmetic saturates at them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

impl Day {
    /// Before every day of the calendar: an open beginning.
    pub const MIN: Self = Self(i32::MIN);
    /// After every day of the calendar: an open end.
    pub const MAX: Self = Self(i32::MAX);

    /// Years beyond this distance from year 0 count as unbounded.
    pub const LAST_YEAR: i64 = 5_000_000;

    /// The day of a calendar date; years out of range give [`Day::MIN`] or [`Day::MAX`].
    ///
    /// Source: H. Hinnant, *chrono-Compatible Low-Level Date Algorithms*, `days_from_civil`.
    pub fn from_civil(year: i64, month: u8, day: u8) -> Self {
        if year > Self::LAST_YEAR {
            return Self::MAX;
        }
        if year < -Self::LAST_YEAR {
            return Self::MIN;
        }
        let (month, day) = (i64::from(month), i64::from(day));
        let year = if month <= 2 { year - 1 } else { year };
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Self::from_number(era * 146_097 + day_of_era - 719_468)
    }

    /// Parses a calendar date such as `2018-04-25`.
    pub fn from_iso(text: &str) -> Option<Self> {
        let [head @ .., d1, d2]: &[u8; 10] = text.as_bytes().try_into().ok()?;
        let (head, day) = (u64::from_le_bytes(*head), u16::from_le_bytes([*d1, *d2]));
        if head.to_le_bytes()[4] != b'-' || head.to_le_bytes()[7] != b'-' {
            return None;
        }
        let digits = head & 0xFFFF_FFFF | (head >> 40 & 0xFFFF) << 32 | u64::from(day) << 48;
        let [century, of_century, month, day] = two_digits(digits)?;
        let year = i64::from(century) * 100 + i64::from(of_century);
        let is_iso = (1..=12).contains(&month);
        let found = Self::from_civil(year, month, day);
        // Every month has 28 days.
        let is_day = (1..=28).contains(&day) || found.civil() == (year, month, day);
        (is_iso && is_day).then_some(found)
    }

    /// Year, month and day of the month (`civil_from_days` of the same source).
    pub fn civil(self) -> (i64, u8, u8) {
        let shifted = i64::from(self.0) + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        (year, small(month), small(day))
    }

    /// The day's number: days since 1970-01-01.
    pub const fn number(self) -> i32 {
        self.0
    }

    /// The day with a number.
    pub(crate) const fn numbered(number: i32) -> Self {
        Self(number)
    }

    /// The day with a number, clamped to the range.
    pub fn from_number(number: i64) -> Self {
        i32::try_from(number).map_or(if number < 0 { Self::MIN } else { Self::MAX }, Self)
    }

    /// Whether this is a calendar day, not an open end.
    pub fn is_bounded(self) -> bool {
        self != Self::MIN && self != Self::MAX
    }

    /// This day moved by `days`; an open end stays open.
    #[must_use]
    pub fn plus(self, days: i64) -> Self {
        if self.is_bounded() {
            Self::from_number(i64::from(self.0).saturating_add(days))
        } else {
            self
        }
    }

    /// The next day.
    #[must_use]
    pub fn next(self) -> Self {
        self.plus(1)
    }

    /// The day before.
    #[must_use]
    pub fn previous(self) -> Self {
        self.plus(-1)
    }

    /// Days from `earlier` to this day, or `None` when either is an open end.
    pub fn days_since(self, earlier: Self) -> Option<i64> {
        (self.is_bounded() && earlier.is_bounded())
            .then(|| i64::from(self.0) - i64::from(earlier.0))
    }

    /// Days since the Monday of this day's week: Monday 0 … Sunday 6.
    pub fn weekday_from_monday(self) -> i64 {
        // 1970-01-01 was a Thursday.
        (i64::from(self.0) + 3).rem_euclid(7)
    }
}

impl fmt::Display for Day {
    /// The day as an EDTF date; open ends are written `..`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        self.push_to(&mut text);
        formatter.pad(&text)
    }
}

impl Day {
    /// Adds the day to a text, as it is displayed. It is part of what every id is made of.
    pub(super) fn push_to(self, text: &mut String) {
        if !self.is_bounded() {
            return text.push_str("..");
        }
        text.reserve(10);
        let (year, month, day) = self.civil();
        if (0..10_000).contains(&year) {
            push_two_digits(text, small(year / 100));
            push_two_digits(text, small(year % 100));
        } else {
            text.push_str(if year < 0 { "-" } else { "" });
            let digits = year.unsigned_abs().to_string();
            (digits.len()..4).for_each(|_| text.push('0'));
            text.push_str(&digits);
        }
        text.push('-');
        push_two_digits(text, month);
        text.push('-');
        push_two_digits(text, day);
    }
}

/// Adds a number below 100.
pub(super) fn push_two_digits(text: &mut String, number: u8) {
    text.push(char::from(b'0' + number / 10));
    text.push(char::from(b'0' + number % 10));
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "months, days of a month, and parts of a year"
)]
fn small(number: i64) -> u8 {
    number as u8
}

/// The numbers of four pairs of digits, of which the first is in the lowest byte: all are read at once, as bytes one by
/// one would take longer.
#[inline]
pub(super) fn two_digits(digits: u64) -> Option<[u8; 4]> {
    /// The same byte eight times.
    const fn all(byte: u8) -> u64 {
        u64::from_le_bytes([byte; 8])
    }
    let is_in_row = |word: u64| word & all(0xF0) == all(b'0');
    // Digits are the first ten of the sixteen characters of their row.
    if !is_in_row(digits) || !is_in_row(digits + all(6)) {
        return None;
    }
    let digits = digits & all(0x0F);
    let [first, _, second, _, third, _, fourth, _] = (digits * 10 + (digits >> 8)).to_le_bytes();
    Some([first, second, third, fourth])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn only_whole_dates_are_read(text in "[0-3x:/é-]{0,2}[0-9]{2,4}[-/][01x][0-9][-:][0-3][0-9:]") {
            let parts: Vec<&str> = text.split('-').collect();
            let is_number = |part: &&str, n| part.len() == n && part.bytes().all(|it| it.is_ascii_digit());
            let naive = match parts.as_slice() {
                [year, month, day] if is_number(year, 4) && is_number(month, 2) && is_number(day, 2) => {
                    let (year, month, day) = (year.parse().unwrap(), month.parse().unwrap(), day.parse().unwrap());
                    let found = Day::from_civil(year, month, day);
                    ((1..=12).contains(&month) && found.civil() == (year, month, day)).then_some(found)
                }
                _ => None,
            };
            prop_assert_eq!(Day::from_iso(&text), naive);
        }
    }

    #[test]
    fn iso_days_are_those_of_the_calendar() {
        assert_eq!(Day::from_iso("2018-04-25"), Some(Day::from_civil(2018, 4, 25)));
        assert_eq!(Day::from_iso("2020-02-29"), Some(Day::from_civil(2020, 2, 29)));
        for text in [
            "2018-02-29",
            "2018-13-01",
            "2018-00-10",
            "2018-04-00",
            "2018-4-25",
            "2018/04/25",
            "２018-1-1",
            "+018-04-25",
        ] {
            assert_eq!(Day::from_iso(text), None, "{text}");
        }
    }

    #[test]
    fn days_and_civil_dates_are_the_same_thing() {
        for number in (-1_000_000..1_000_000).step_by(97) {
            let day = Day::from_number(number);
            let (year, month, of_month) = day.civil();
            assert_eq!(Day::from_civil(year, month, of_month), day);
        }
        assert_eq!(Day::from_civil(1970, 1, 1).number(), 0);
        assert_eq!(Day::from_civil(2000, 2, 29).next().to_string(), "2000-03-01");
        assert_eq!(Day::from_civil(-44, 3, 15).to_string(), "-0044-03-15");
    }

    #[test]
    fn weeks_begin_on_monday() {
        assert_eq!(Day::from_civil(2018, 4, 23).weekday_from_monday(), 0);
        assert_eq!(Day::from_civil(2018, 4, 25).weekday_from_monday(), 2);
    }

    #[test]
    fn open_ends_stay_open() {
        assert_eq!(Day::MAX.next(), Day::MAX);
        assert_eq!(Day::MIN.previous(), Day::MIN);
        assert_eq!(Day::MAX.days_since(Day::from_number(0)), None);
        assert_eq!(Day::from_civil(170_000_002, 1, 1), Day::MAX);
    }
}
