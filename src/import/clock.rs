//! Date-times of data that are added where days are counted in another time zone.

use crate::{
    graph::TemporalGraph,
    model::{Zone, with_offset},
};

/// The time zone of data, and that of what they are added to.
#[derive(Clone, Copy)]
pub(super) struct Clock<'z> {
    here: &'z Zone,
    there: &'z Zone,
}

impl<'z> Clock<'z> {
    /// The time zones of data and of what is there; where nothing is, the data keep theirs.
    pub(super) fn of(new: &'z TemporalGraph, known: Option<&'z TemporalGraph>) -> Self {
        Self { here: new.zone(), there: known.unwrap_or(new).zone() }
    }

    /// The time zone of the data, if it is another one.
    pub(super) fn differs(self) -> Option<&'z Zone> {
        Some(self.here).filter(|here| *here != self.there)
    }

    /// Writes the offset of a date-time that without one would be another instant there.
    pub(super) fn fix(self, date: Option<&mut String>) {
        if let Some(date) = date
            && let Some(here) = self.differs()
        {
            *date = with_offset(date, here);
        }
    }
}
