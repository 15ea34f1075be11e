//! Input files of imports.

use super::failure::Failure;
use crate::import::{Binary, unpacked};
use encoding_rs::Encoding;
use std::{
    fs::File,
    io::{self, Cursor, Read},
    path::Path,
};

/// An open file.
pub(super) struct Input {
    /// Its content, decompressed.
    pub(super) content: Box<dyn Read + Send>,
    /// The number of bytes of the content, if known.
    pub(super) len: Option<u64>,
}

/// The encoding with this label in the WHATWG's Encoding Standard.
pub(super) fn encoding(name: &str) -> Result<&'static Encoding, String> {
    let unknown = || "unknown encoding; tables are often windows-1252 or latin1".to_owned();
    Encoding::for_label(name.as_bytes()).ok_or_else(unknown)
}

/// Opens a text; `-` is standard input. Refuses what is no text.
pub(super) fn open(path: &Path) -> Result<Input, Failure> {
    match recognized(path)? {
        (input, None) => Ok(input),
        (_, Some(binary)) => Err(refusal(path, binary)),
    }
}

/// Why a file cannot be read that is no text.
pub(super) fn refusal(path: &Path, binary: Binary) -> Failure {
    Failure::Data(format!("{} {}", path.display(), binary.refusal()))
}

/// Opens a file, and tells what it is if it is no text.
pub(super) fn recognized(path: &Path) -> Result<(Input, Option<Binary>), Failure> {
    let Input { mut content, len } = unpacked_file(path)?;
    let mut begin = Vec::new();
    let read = content.by_ref().take(Binary::LOOKED_AT).read_to_end(&mut begin);
    read.map_err(|error| Failure::file(path, "read", &error))?;
    let binary = Binary::of(&begin);
    Ok((Input { content: Box::new(Cursor::new(begin).chain(content)), len }, binary))
}

/// Opens a file and decompresses it.
fn unpacked_file(path: &Path) -> Result<Input, Failure> {
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

/// The name of a file without its folder and extensions: `votes` for `data/votes.csv.gz`.
pub(super) fn stem(path: &Path) -> String {
    if is_stdin(path) {
        return "stdin".to_owned();
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let name = name.strip_suffix(".gz").or(name.strip_suffix(".zst")).unwrap_or(&name);
    let stem = Path::new(name).file_stem().unwrap_or_default().to_string_lossy().into_owned();
    if stem.is_empty() { "data".to_owned() } else { stem }
}

pub(super) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}
