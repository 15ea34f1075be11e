//! Why something is not done.

use super::patch::Misfit;
use crate::corpus::{TargetError, WriteError, append::AppendError};
use serde::Serialize;

/// One value that is not what was seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The field, or `file`.
    pub field: String,
    /// What was seen.
    pub seen: String,
    /// What stands there now.
    pub now: String,
    /// What was to be written.
    pub yours: String,
}

/// Why something is not done. Nothing is written then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Refusal {
    /// A field cannot be taken.
    #[error("{why}")]
    Field {
        /// Its name.
        field: String,
        /// Why not.
        why: String,
    },
    /// The corpus would be faulty.
    #[error("the corpus would be faulty: {}", findings.join("; "))]
    Faulty {
        /// What `check` would find.
        findings: Vec<String>,
    },
    /// Somebody else changed it meanwhile.
    #[error("{what} was changed meanwhile")]
    Changed {
        /// What.
        what: String,
        /// What differs; nothing where it is gone.
        changes: Vec<Change>,
        /// The id of the statement as it is now, where it is still there.
        id: Option<String>,
    },
    /// There is no such thing.
    #[error("there is no {what}")]
    Missing {
        /// What.
        what: String,
    },
    /// It stands already.
    #[error("the same statement stands already")]
    Stands {
        /// The id of the one that stands.
        id: String,
    },
    /// The system, or the form of a file, does not let us.
    #[error("{why}")]
    Unwritable {
        /// Why not.
        why: String,
    },
}

impl Refusal {
    pub(super) fn field(field: &str, why: impl ToString) -> Self {
        Self::Field { field: field.to_owned(), why: why.to_string() }
    }

    pub(super) fn missing(what: impl ToString) -> Self {
        Self::Missing { what: what.to_string() }
    }

    /// A patch that does not fit a file any more.
    pub(super) fn misfit(label: &str, Misfit { old, new, now }: Misfit) -> Self {
        let change = Change { field: "file".to_owned(), seen: old, now, yours: new };
        Self::Changed {
            what: format!("what “{label}” is about"), changes: vec![change], id: None
        }
    }

    pub(super) fn unwritable(why: impl ToString) -> Self {
        Self::Unwritable { why: why.to_string() }
    }
}

impl From<TargetError> for Refusal {
    fn from(error: TargetError) -> Self {
        Self::unwritable(error)
    }
}

impl From<AppendError> for Refusal {
    fn from(error: AppendError) -> Self {
        Self::unwritable(error)
    }
}

impl From<WriteError> for Refusal {
    fn from(error: WriteError) -> Self {
        Self::unwritable(error)
    }
}
