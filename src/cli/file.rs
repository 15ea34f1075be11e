//! Files that commands write.

use super::failure::Failure;
use crate::corpus::{WriteError, write_file};
use std::path::Path;

/// Writes a file atomically.
pub(super) fn write_whole(path: &Path, content: &[u8]) -> Result<(), Failure> {
    write_file(path, content).map_err(|error| Failure::file(path, "written", &error))
}

impl From<WriteError> for Failure {
    fn from(error: WriteError) -> Self {
        match &error {
            WriteError::Io { path, error } => Self::file(path, "written", error),
            WriteError::Changed(_) => Self::Data(error.to_string()),
        }
    }
}
