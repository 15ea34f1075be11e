//! Writes files atomically.

use super::text::TextFile;
use crate::files::Unfinished;
use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

/// Why a corpus file cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// Somebody else has changed it.
    #[error("{} changed while the command ran; nothing was written", .0.display())]
    Changed(PathBuf),
    /// The system does not let us.
    #[error("{} cannot be written: {error}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
}

/// Rewrites a corpus file, unless it has changed since it was read.
pub fn rewrite_file(file: &TextFile, new_text: &str) -> Result<(), WriteError> {
    let bom = "\u{feff}";
    let now = fs::read(&file.path).unwrap_or_default();
    let has_bom = now.starts_with(bom.as_bytes());
    let now_without_bom = if has_bom { &now[bom.len()..] } else { &now[..] };
    if now_without_bom != file.text.as_bytes() {
        return Err(WriteError::Changed(file.path.clone()));
    }
    let content = if has_bom { format!("{bom}{new_text}") } else { new_text.to_owned() };
    let unwritable = |error| WriteError::Io { path: file.path.clone(), error };
    write_file(&file.path, content.as_bytes()).map_err(unwritable)
}

/// Writes a file atomically: a temporary file beside it replaces it when it is complete. A device or
/// a pipe is written to directly.
pub fn write_file(path: &Path, content: &[u8]) -> io::Result<()> {
    let existing = fs::metadata(path).ok();
    if existing.as_ref().is_some_and(|data| !data.is_file()) {
        return fs::OpenOptions::new().write(true).open(path)?.write_all(content);
    }
    if existing.as_ref().is_some_and(|data| data.permissions().readonly()) {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let (mut file, unfinished) = Unfinished::beside(path)?;
    file.write_all(content)?;
    unfinished.finish(&file)
}
