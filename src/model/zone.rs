//! The time zone in which a corpus counts its days.

use super::{Day, Instant, Time};
use jiff::{
    SignedDuration, Timestamp,
    civil::DateTime,
    tz::{AmbiguousOffset, TimeZone, TimeZoneDatabase},
};
use std::{fmt, str::FromStr, sync::LazyLock};

/// The database that is part of the program, so that the same corpus means the same on every machine.
static DATABASE: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// A time zone of the IANA database; UTC by default.
#[derive(Clone, Debug, PartialEq)]
pub struct Zone(TimeZone);

/// A name that the IANA database does not have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown time zone `{0}`")]
pub struct UnknownZone(String);

/// Why a time on the clock of a zone is not an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoInstant {
    /// The clock was put forward past it.
    Skipped,
    /// The clock was put back, and showed it twice.
    Repeated,
    /// It is outside the years for which there are instants.
    OutOfRange,
}

impl Zone {
    /// Coordinated Universal Time.
    pub const UTC: Self = Self(TimeZone::UTC);

    /// Its name, such as `America/New_York`.
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    /// The names that the database has.
    pub fn names() -> impl Iterator<Item = String> {
        DATABASE.available().map(|name| name.as_str().to_owned())
    }

    /// Whether it is UTC.
    pub fn is_utc(&self) -> bool {
        *self == Self::UTC
    }

    /// The day and time of day here, of a time on the clock of this zone.
    pub(super) fn of_clock(&self, day: Day, time: Time) -> Result<(Day, Time), NoInstant> {
        if self.is_utc() {
            return Ok((day, time));
        }
        let clock = civil(day, time).ok_or(NoInstant::OutOfRange)?;
        let ambiguous = self.0.to_ambiguous_timestamp(clock);
        match ambiguous.offset() {
            AmbiguousOffset::Gap { .. } => Err(NoInstant::Skipped),
            AmbiguousOffset::Fold { .. } => Err(NoInstant::Repeated),
            AmbiguousOffset::Unambiguous { .. } => {
                let instant = ambiguous.compatible().map_err(|_| NoInstant::OutOfRange)?;
                self.of_timestamp(instant)
            }
        }
    }

    /// The day and time of day here, of a day and a time of day in UTC.
    pub(super) fn of_utc(&self, day: Day, time: Time) -> Result<(Day, Time), NoInstant> {
        if self.is_utc() {
            return Ok((day, time));
        }
        let instant = civil(day, time).and_then(|utc| TimeZone::UTC.to_timestamp(utc).ok());
        self.of_timestamp(instant.ok_or(NoInstant::OutOfRange)?)
    }

    /// The day and time of day in UTC, of a day and a time of day here.
    ///
    /// `None` outside the years −9999 to 9999.
    pub fn to_utc(&self, day: Day, time: Time) -> Option<(Day, Time)> {
        if self.is_utc() {
            return Some((day, time));
        }
        let instant = self.begin_of(day)?.as_nanosecond() + i128::from(time.nanoseconds());
        Some(split(instant))
    }

    /// An instant as people read it: the day where it begins, else a date-time on the clock of this zone, with the offset
    /// unless this is UTC.
    pub fn written(&self, Instant { day, time }: Instant) -> String {
        if time == Time::MIDNIGHT {
            return day.to_string();
        }
        if self.is_utc() {
            return format!("{day}T{time}");
        }
        let since = i64::try_from(time.nanoseconds()).ok().map(SignedDuration::from_nanos);
        let instant = since.and_then(|since| self.begin_of(day)?.checked_add(since).ok());
        instant.map_or_else(
            || format!("{day}T{time}"),
            |instant| instant.display_with_offset(self.0.to_offset(instant)).to_string(),
        )
    }

    /// How far the clock of this zone is from UTC at a time that it shows: `-04:00`, or `Z`.
    ///
    /// `None` for a time that it shows never or twice.
    pub(super) fn offset(&self, day: Day, time: Time) -> Option<String> {
        if self.is_utc() {
            return Some("Z".to_owned());
        }
        let AmbiguousOffset::Unambiguous { offset } =
            self.0.to_ambiguous_timestamp(civil(day, time)?).offset()
        else {
            return None;
        };
        let (seconds, sign) = (offset.seconds(), if offset.is_negative() { '-' } else { '+' });
        let minutes = seconds.unsigned_abs() / 60;
        // Before there were time zones, offsets had seconds, which date-times do not.
        (seconds % 60 == 0).then(|| format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60))
    }

    fn of_timestamp(&self, instant: Timestamp) -> Result<(Day, Time), NoInstant> {
        let date = self.0.to_datetime(instant).date();
        let (year, month, day) = (date.year(), date.month(), date.day());
        let small = |number: i8| u8::try_from(number).unwrap_or(1);
        let day = Day::from_civil(year.into(), small(month), small(day));
        let begin = self.begin_of(day).ok_or(NoInstant::OutOfRange)?;
        let elapsed = instant.as_nanosecond() - begin.as_nanosecond();
        Ok((day, Time::of_nanoseconds(u64::try_from(elapsed).unwrap_or_default())))
    }

    /// The first instant of a day.
    fn begin_of(&self, day: Day) -> Option<Timestamp> {
        self.0.to_timestamp(civil(day, Time::MIDNIGHT)?).ok()
    }
}

/// Nanoseconds since 1970-01-01 in UTC, as a day and a time of day.
fn split(nanoseconds: i128) -> (Day, Time) {
    let day = i128::from(Time::DAY);
    let (days, rest) = (nanoseconds.div_euclid(day), nanoseconds.rem_euclid(day));
    let days = i64::try_from(days).unwrap_or(i64::MAX);
    (Day::from_number(days), Time::of_nanoseconds(u64::try_from(rest).unwrap_or_default()))
}

/// The time on a clock that was not put forward or back that day.
fn civil(day: Day, time: Time) -> Option<DateTime> {
    let (year, month, of_month) = day.civil();
    let date = jiff::civil::Date::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(of_month).ok()?,
    );
    let nanoseconds = i64::try_from(time.nanoseconds()).ok()?;
    let begin = date.ok()?.to_datetime(jiff::civil::Time::midnight());
    begin.checked_add(SignedDuration::from_nanos(nanoseconds)).ok()
}

impl Default for Zone {
    fn default() -> Self {
        Self::UTC
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.name())
    }
}

impl FromStr for Zone {
    type Err = UnknownZone;

    fn from_str(name: &str) -> Result<Self, UnknownZone> {
        if name.eq_ignore_ascii_case("UTC") {
            return Ok(Self::UTC);
        }
        DATABASE.get(name).map(Self).map_err(|_| UnknownZone(name.to_owned()))
    }
}
