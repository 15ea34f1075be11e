//! How far the coding of a text is.
//!
//! What nobody says follows from the corpus: a text without statements is open, one with statements in work. That a text is
//! coded, or checked by somebody else, a person says; it is appended to `coding.jsonl` in the folder of texts, a line
//! each time, so that two branches merge. The last line about a text counts.

use serde::{Deserialize, Serialize};
use std::{
    collections::BTreeMap,
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
};

/// How far the coding of a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Nothing is coded.
    Open,
    /// Something is coded.
    InWork,
    /// A coder has finished.
    Coded,
    /// Somebody has checked it.
    Checked,
}

/// One line of the file.
#[derive(Debug, Serialize, Deserialize)]
struct Line {
    text: String,
    state: State,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    coder: Option<String>,
    on: String,
}

fn path(folder: &Path) -> PathBuf {
    folder.join("coding.jsonl")
}

/// What people said of the texts of a folder, by source. Lines that cannot be read are passed over: the state of a
/// text is no part of any answer.
pub(super) fn read(folder: &Path) -> BTreeMap<String, State> {
    let text = fs::read_to_string(path(folder)).unwrap_or_default();
    let lines = text.lines().filter_map(|line| serde_json::from_str::<Line>(line).ok());
    lines.map(|line| (line.text, line.state)).collect()
}

/// Says the state of a text.
pub(super) fn append(
    folder: &Path,
    text: &str,
    state: State,
    coder: Option<&str>,
    today: &str,
) -> io::Result<()> {
    let line = Line {
        text: text.to_owned(),
        state,
        coder: coder.map(str::to_owned),
        on: today.to_owned(),
    };
    let line = serde_json::to_string(&line).map_err(io::Error::from)?;
    let path = path(folder);
    let is_cut = fs::read(&path).is_ok_and(|bytes| !bytes.is_empty() && !bytes.ends_with(b"\n"));
    let mut file = fs::OpenOptions::new().create(true).append(true).open(path)?;
    file.write_all(format!("{}{line}\n", if is_cut { "\n" } else { "" }).as_bytes())?;
    file.sync_all()
}
