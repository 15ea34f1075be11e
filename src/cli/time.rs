//! The only place that reads the clock.

use crate::model::Day;
use std::time::{Duration, Instant};

/// Today, as `--today` says or else the system.
pub(super) struct Clock {
    given: Option<Day>,
}

impl Clock {
    pub(super) fn new(given: Option<Day>) -> Self {
        Self { given }
    }

    /// Today, by the local calendar.
    pub(super) fn today(&self) -> Day {
        self.given.unwrap_or_else(|| {
            let date = jiff::ZonedDateTime::now().date();
            let number = |part: i8| u8::try_from(part).unwrap_or(1);
            Day::from_civil(i64::from(date.year()), number(date.month()), number(date.day()))
        })
    }
}

/// How long something has taken.
pub(super) struct Stopwatch(Instant);

impl Stopwatch {
    /// From now on.
    pub(super) fn start() -> Self {
        Self(Instant::now())
    }

    /// Seconds until now.
    pub(super) fn seconds(&self) -> f64 {
        self.0.elapsed().as_secs_f64()
    }
}

/// When a search must stop.
pub(super) struct Deadline(Option<Instant>);

impl Deadline {
    /// So long from now.
    pub(super) fn after(duration: Duration) -> Self {
        Self(Instant::now().checked_add(duration))
    }

    pub(super) fn is_over(&self) -> bool {
        self.0.is_some_and(|deadline| Instant::now() >= deadline)
    }
}
