//! Why a store cannot be read.

use crate::storage::bytes::damage::Damaged;
use std::{io, path::PathBuf};

/// The version of the layout; a store of another one is refused.
pub(crate) const VERSION: u32 = 2;

/// Why a store cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The system does not let us.
    #[error("{} cannot be read: {}", path.display(), error)]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// The system does not let us.
    #[error("{} cannot be written: {}", path.display(), error)]
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
        path.display(), VERSION
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
