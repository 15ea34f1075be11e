//! The clock. No other module reads it.

use crate::model::{Date, DateExpression, Day, Zone};
use std::time::{Duration, Instant};

/// Today: the day that `--today` names, else the system's.
pub(super) struct Clock {
    given: Option<DateExpression>,
}

impl Clock {
    /// The day that somebody says is today, where `yesterday` is the day before the system's; else the system's.
    pub(super) fn new(given: Option<DateExpression>) -> Self {
        Self { given }
    }

    /// Today in the local time zone.
    pub(super) fn today(&self) -> Day {
        let system = today_of_system();
        self.given.as_ref().map_or(system, |given| given.date(system).bounds().latest)
    }

    /// The date that somebody means today.
    pub(super) fn date(&self, typed: &DateExpression) -> Date {
        typed.date(self.today())
    }

    /// The same; a date-time without an offset is one on the clock of a time zone. One that it does not show stays.
    pub(super) fn date_in(&self, typed: &DateExpression, zone: &Zone) -> Date {
        typed.date_in(self.today(), zone).unwrap_or_else(|_| self.date(typed))
    }
}

fn today_of_system() -> Day {
    let date = jiff::ZonedDateTime::now().date();
    let number = |part: i8| u8::try_from(part).unwrap_or(1);
    Day::from_civil(i64::from(date.year()), number(date.month()), number(date.day()))
}

/// Measures how long something takes.
pub(super) struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts now.
    pub(super) fn start() -> Self {
        Self(Instant::now())
    }

    /// Seconds since the start.
    pub(super) fn seconds(&self) -> f64 {
        self.0.elapsed().as_secs_f64()
    }
}

/// When a search must stop.
pub(super) struct Deadline(Option<Instant>);

impl Deadline {
    /// None.
    pub(super) const NEVER: Self = Self(None);

    /// The deadline after this duration, from now.
    pub(super) fn after(duration: Duration) -> Self {
        Self(Instant::now().checked_add(duration))
    }

    pub(super) fn is_over(&self) -> bool {
        self.0.is_some_and(|deadline| Instant::now() >= deadline)
    }
}
