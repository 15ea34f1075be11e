//! The file that new records go to.

use super::{Reading, TextFile, append::has_statements};
use std::path::{Path, PathBuf};

/// Why there is no file to write to.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum TargetError {
    /// The file belongs to something else.
    #[error("{} is not a file of this corpus", .0.display())]
    Foreign(PathBuf),
    /// The corpus has no file.
    #[error("the corpus has no file; name one with --to FILE")]
    None,
}

impl Reading {
    /// The file to write new records to, and its position if it belongs to the corpus: the one at `to`, which may be
    /// new, else the last one with statements.
    pub(crate) fn target(
        &self,
        to: Option<&Path>,
    ) -> Result<(Option<usize>, TextFile), TargetError> {
        let file = |position: usize| {
            let file = self.files.get(position).cloned().ok_or(TargetError::None)?;
            Ok((Some(position), file))
        };
        if let Some(path) = to {
            let is_target = |file: &TextFile| {
                file.path == *path
                    || std::fs::canonicalize(&file.path).ok() == std::fs::canonicalize(path).ok()
            };
            return match self.files.iter().position(|file| path.exists() && is_target(file)) {
                Some(position) => file(position),
                None if path.exists() => Err(TargetError::Foreign(path.to_path_buf())),
                None => Ok((None, TextFile { path: path.to_path_buf(), text: String::new() })),
            };
        }
        let last = self.files.iter().rposition(|file| has_statements(&file.text));
        file(last.or_else(|| self.files.len().checked_sub(1)).ok_or(TargetError::None)?)
    }
}
