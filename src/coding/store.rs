//! Texts beside the corpus.

use crate::corpus::{text_path, write_file};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// A text to be kept for a source.
#[derive(Clone, Debug)]
pub struct StoredText<'t> {
    path: PathBuf,
    text: &'t str,
    /// What lies there.
    old: Option<Vec<u8>>,
}

/// What keeping a text did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// The text is new.
    New,
    /// Another text was replaced.
    Replaced,
    /// The same text was there already.
    Unchanged,
}

/// Why a text cannot be kept.
#[derive(Debug, thiserror::Error)]
pub enum KeepError {
    /// The source's id cannot be the name of a file.
    #[error("the id `{0}` cannot be the name of a file; give the source another one")]
    NoFileName(String),
    /// Another text is there.
    #[error("{} holds another text; --force replaces it", .0.display())]
    Exists(PathBuf),
    /// The system does not let us.
    #[error("{} cannot be written: {}", path.display(), crate::corpus::reason(error))]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
}

impl<'t> StoredText<'t> {
    /// Looks where the text of a source is kept in a folder of texts; another text there is only replaced by `force`.
    pub fn new(folder: &Path, source: &str, text: &'t str, force: bool) -> Result<Self, KeepError> {
        let path =
            text_path(folder, source).ok_or_else(|| KeepError::NoFileName(source.to_owned()))?;
        let old = match fs::read(&path) {
            Ok(old) => Some(old),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(KeepError::Io { path, error }),
        };
        let is_other = old.as_ref().is_some_and(|old| old != text.as_bytes());
        if is_other && !force { Err(KeepError::Exists(path)) } else { Ok(Self { path, text, old }) }
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What keeping it will do.
    pub fn outcome(&self) -> Kept {
        match &self.old {
            None => Kept::New,
            Some(old) if old == self.text.as_bytes() => Kept::Unchanged,
            Some(_) => Kept::Replaced,
        }
    }

    /// Writes the file, whole or not at all.
    pub fn keep(self) -> Result<Kept, KeepError> {
        let outcome = self.outcome();
        if outcome != Kept::Unchanged {
            let folder = self.path.parent().unwrap_or(Path::new("."));
            let written = fs::create_dir_all(folder)
                .and_then(|()| write_file(&self.path, self.text.as_bytes()));
            written.map_err(|error| KeepError::Io { path: self.path, error })?;
        }
        Ok(outcome)
    }
}
