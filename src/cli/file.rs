//! Writing files whole or not at all.

use super::failure::Failure;
use crate::corpus::TextFile;
use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

/// Writes a file by way of a temporary one beside it, so that at every moment the old content or the
/// new one stands there. What is no plain file (a device, a pipe) is written to directly.
pub(super) fn write_whole(path: &Path, content: &[u8]) -> Result<(), Failure> {
    write(path, content).map_err(|error| Failure::file(path, "written", &error))
}

/// Writes a corpus file anew, unless somebody else changed it since it was read.
pub(super) fn write_changed(file: &TextFile, new_text: &str) -> Result<(), Failure> {
    let bom = "\u{feff}";
    let now = fs::read(&file.path).unwrap_or_default();
    let has_bom = now.starts_with(bom.as_bytes());
    let now_without_bom = if has_bom { &now[bom.len()..] } else { &now[..] };
    if now_without_bom != file.text.as_bytes() {
        let message = format!("{} was changed meanwhile; nothing was written", file.path.display());
        return Err(Failure::Data(message));
    }
    let content = if has_bom { format!("{bom}{new_text}") } else { new_text.to_owned() };
    write_whole(&file.path, content.as_bytes())
}

fn write(path: &Path, content: &[u8]) -> io::Result<()> {
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

/// The permissions that a plain new file gets in a folder.
///
/// A temporary file is private to its owner; the file that it becomes shall be as any other. On Unix
/// the process's mask is applied by the system to what is asked for here.
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
