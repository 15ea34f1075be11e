//! What only some statements bring.

use super::{Incoming, When};
use crate::model::{Confidence, Date, Day};
use serde::{Deserialize, Serialize};
use std::io;

/// The rare fields, as they wait for their place.
#[derive(Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct OptionalFields {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) until: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    recorded: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) coder: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) note: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    revision: Option<u32>,
}

impl OptionalFields {
    /// Those of a statement as bytes; nothing for nothing, as most have none.
    #[inline]
    pub(super) fn bytes_of(incoming: &Incoming<'_>) -> io::Result<Vec<u8>> {
        let is_timed = |date: &Date| date.noted_time().is_some_and(|it| it.notation.is_some());
        let is_noted = match incoming.date {
            When::On(_) | When::At(..) => true,
            When::Edtf(date) => is_timed(date),
        };
        let Incoming { until, recorded, confidence, coder, note, id, revision, .. } = incoming;
        let has_none = until.is_none()
            && recorded.is_none()
            && confidence.is_none()
            && coder.is_none()
            && note.is_none()
            && id.is_none()
            && *revision == 0;
        if is_noted && has_none { Ok(Vec::new()) } else { Self::of(incoming).to_bytes() }
    }

    fn of(incoming: &Incoming<'_>) -> Self {
        let date = match incoming.date {
            When::On(_) | When::At(..) => None,
            When::Edtf(date) if date.noted_time().is_some_and(|it| it.notation.is_some()) => None,
            When::Edtf(date) => Some(date.as_str()).filter(|text| !is_plain(date, text)),
        };
        Self {
            date: date.map(str::to_owned),
            until: incoming.until.map(|until| until.as_str().to_owned()),
            recorded: incoming.recorded.map(Day::number),
            confidence: incoming.confidence.map(Confidence::value),
            coder: incoming.coder.map(str::to_owned),
            note: incoming.note.map(str::to_owned),
            id: incoming.id.map(str::to_owned),
            revision: Some(incoming.revision).filter(|number| *number > 0),
        }
    }

    /// Nothing for nothing.
    fn to_bytes(&self) -> io::Result<Vec<u8>> {
        if *self == Self::default() {
            return Ok(Vec::new());
        }
        Ok(serde_json::to_vec(self)?)
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> io::Result<Self> {
        if bytes.is_empty() {
            return Ok(Self::default());
        }
        Ok(serde_json::from_slice(bytes)?)
    }

    /// The id that the data give it, unless it corrects the statement that has it.
    pub(super) fn own_id(&self) -> Option<&str> {
        self.id.as_deref().filter(|_| self.revision.is_none())
    }

    /// The id that it has in common with what it corrects, and how many came before.
    pub(super) fn revised(&self) -> Option<(&str, u32)> {
        self.id.as_deref().zip(self.revision)
    }

    pub(super) fn recorded(&self) -> Option<Day> {
        self.recorded.map(|number| Day::from_number(number.into()))
    }

    pub(super) fn confidence(&self) -> Option<Confidence> {
        self.confidence.and_then(Confidence::new)
    }
}

/// Whether a date says no more than its one day.
fn is_plain(date: &Date, text: &str) -> bool {
    date.bounds().is_one_day() && date.bounds().latest.to_string() == text
}
