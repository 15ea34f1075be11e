//! Writes files atomically.

use super::text::TextFile;
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
    let path: PathBuf =
        if existing.is_some() { fs::canonicalize(path)? } else { path.to_path_buf() };
    let folder =
        path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".stance-");
    match existing {
        Some(data) => builder.permissions(data.permissions()),
        None => builder.permissions(default_permissions(folder)?),
    };
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(content)?;
    file.as_file().sync_all()?;
    file.persist(&path).map(drop).map_err(|error| error.error)
}

/// The permissions of a plain new file in a folder.
///
/// A temporary file is private to its owner, but the file that it becomes must not be. On Unix the
/// system applies the process's mask to these permissions.
#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "other systems may fail")]
fn default_permissions(_folder: &Path) -> io::Result<fs::Permissions> {
    use std::os::unix::fs::PermissionsExt;
    Ok(fs::Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn default_permissions(folder: &Path) -> io::Result<fs::Permissions> {
    let mut permissions = fs::metadata(folder)?.permissions();
    permissions.set_readonly(false);
    Ok(permissions)
}
