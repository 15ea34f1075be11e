//! Files of other people's data.

use super::failure::Failure;
use crate::import::unpacked;
use std::{
    fs::File,
    io::{self, Read},
    path::Path,
};

/// A file that is open.
pub(super) struct Input {
    /// Its content, unpacked when it is compressed.
    pub(super) content: Box<dyn Read + Send>,
    /// How many bytes the content has, if that is known.
    pub(super) len: Option<u64>,
}

/// Opens a file; `-` is standard input.
pub(super) fn open(path: &Path) -> Result<Input, Failure> {
    let opened = || -> io::Result<Input> {
        if is_stdin(path) {
            return Ok(Input { content: unpacked(io::stdin())?.0, len: None });
        }
        let file = File::open(path)?;
        let len = file.metadata()?.len();
        let (content, is_compressed) = unpacked(file)?;
        Ok(Input { content, len: (!is_compressed).then_some(len) })
    };
    opened().map_err(|error| Failure::file(path, "read", &error))
}

/// What a file is called without the folder and the extensions: `votes` for `data/votes.csv.gz`.
pub(super) fn stem(path: &Path) -> String {
    if is_stdin(path) {
        return "stdin".to_owned();
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let name = name.strip_suffix(".gz").or(name.strip_suffix(".zst")).unwrap_or(&name);
    let stem = Path::new(name).file_stem().unwrap_or_default().to_string_lossy().into_owned();
    if stem.is_empty() { "data".to_owned() } else { stem }
}

fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}
