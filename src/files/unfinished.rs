//! A temporary file that takes the place of another when it is complete.

use super::interrupt::{Cleanup, with_cleanup};
use std::{
    collections::BTreeSet,
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};
use tempfile::TempPath;

/// How the names of temporary files begin.
const PREFIX: &str = ".stance-";

/// A temporary file beside the one that it is to become. While it is open its process holds a lock on it, by which
/// files are known that a killed process has left.
#[derive(Debug)]
pub(crate) struct Unfinished {
    beside: TempPath,
    path: PathBuf,
    cleanup: Cleanup,
}

impl Unfinished {
    /// Begins a file that is to have this path, and the permissions of the one that is there. Removes what killed
    /// processes have left in the folder.
    ///
    /// # Errors
    /// When the path is there and is no plain file, or the folder cannot be written to.
    pub(crate) fn beside(path: &Path) -> io::Result<(File, Self)> {
        let existing = fs::metadata(path).ok();
        if existing.as_ref().is_some_and(|data| !data.is_file()) {
            return Err(io::Error::other("it is no plain file"));
        }
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        let folder =
            path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        sweep(folder);
        let permissions = match &existing {
            Some(data) => data.permissions(),
            None => plain_permissions(folder)?,
        };
        let ((file, beside), cleanup) = with_cleanup(|| {
            let (file, beside) = locked(folder, &permissions)?;
            let left = beside.to_path_buf();
            // One that is gone has become what it was to become.
            Ok(((file, beside), Box::new(move || drop(fs::remove_file(left)))))
        })?;
        if existing.is_some() {
            // The mask of the process must not narrow what the old file allowed.
            file.set_permissions(permissions)?;
        }
        Ok((file, Self { beside, path, cleanup }))
    }

    /// Puts the file on disk and in its place.
    pub(crate) fn finish(self, file: &File) -> io::Result<()> {
        file.sync_all()?;
        let Self { beside, path, cleanup } = self;
        cleanup.finish(|| beside.persist(&path)).map_err(|error| error.error)?;
        sync_folder_of(&path)
    }
}

/// A new temporary file that this process has locked.
fn locked(folder: &Path, permissions: &fs::Permissions) -> io::Result<(File, TempPath)> {
    loop {
        let mut builder = tempfile::Builder::new();
        builder.prefix(PREFIX).permissions(permissions.clone());
        let (file, beside) = builder.tempfile_in(folder)?.into_parts();
        // Where files cannot be locked, nobody takes them for left behind.
        let is_locked = file.lock().is_ok();
        // Another process may have found it before it was locked, and removed it.
        if !is_locked || beside.exists() {
            return Ok((file, beside));
        }
    }
}

/// Removes the temporary files in a folder that no process owns, once for each folder.
fn sweep(folder: &Path) {
    static SWEPT: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());
    if !SWEPT.lock().unwrap_or_else(PoisonError::into_inner).insert(folder.to_path_buf()) {
        return;
    }
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let is_ours = entry.file_name().to_str().is_some_and(|name| name.starts_with(PREFIX));
        if !is_ours || !entry.file_type().is_ok_and(|kind| kind.is_file()) {
            continue;
        }
        let path = entry.path();
        // The lock is held until the file is removed.
        let Ok(file) = File::options().write(true).open(&path) else { continue };
        if file.try_lock().is_ok() {
            let _ = fs::remove_file(&path);
        }
    }
}

/// Puts the name of a file on disk, where the system lets folders be synced.
fn sync_folder_of(path: &Path) -> io::Result<()> {
    if cfg!(unix) {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        File::open(folder.unwrap_or(Path::new(".")))?.sync_all()?;
    }
    Ok(())
}

/// The permissions of a plain new file in a folder.
///
/// A temporary file is private to its owner, but the file that it becomes must not be. On Unix the
/// system applies the process's mask to these permissions.
#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "other systems may fail")]
fn plain_permissions(_folder: &Path) -> io::Result<fs::Permissions> {
    use std::os::unix::fs::PermissionsExt;
    Ok(fs::Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn plain_permissions(folder: &Path) -> io::Result<fs::Permissions> {
    let mut permissions = fs::metadata(folder)?.permissions();
    permissions.set_readonly(false);
    Ok(permissions)
}
