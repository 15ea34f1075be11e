//! Why a store cannot be read.

use std::{
    any::Any,
    io,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    path::PathBuf,
};

/// Why a store cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The system does not let us.
    #[error("{} cannot be read: {}", path.display(), crate::corpus::reason(error))]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// The system does not let us.
    #[error("{} cannot be written: {}", path.display(), crate::corpus::reason(error))]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// It is some other file.
    #[error("{} is no store: `stance build` writes one", .0.display())]
    Foreign(PathBuf),
    /// Another version of the program wrote it.
    #[error(
        "{} is a store of version {version}, and this program reads version {}: build it again from its corpus",
        path.display(), super::header::VERSION
    )]
    Version {
        /// The file.
        path: PathBuf,
        /// The version it states.
        version: u32,
    },
    /// It is not what was written.
    #[error(transparent)]
    Damaged(#[from] Damaged),
}

/// A store whose bytes are not those that were written.
///
/// Most of a store is checked only when an answer needs it, deep inside a question. Reading then
/// unwinds with this value as its payload; [`guarded`] makes an error of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, thiserror::Error)]
#[error(
    "{} is damaged (around byte {at}) and answers no question: restore it, or build it again from its corpus",
    path.display()
)]
pub struct Damaged {
    /// The file.
    pub path: PathBuf,
    /// A byte in the part that is not as it was written.
    pub at: usize,
}

/// Asks something that may read a store, and turns what unwinds because of damage into an error.
pub fn guarded<T>(ask: impl FnOnce() -> T) -> Result<T, Damaged> {
    catch_unwind(AssertUnwindSafe(ask)).map_err(|payload: Box<dyn Any + Send>| {
        payload.downcast::<Damaged>().map_or_else(|other| resume_unwind(other), |damaged| *damaged)
    })
}
