//! Loads files. No other module opens a corpus.

use super::{
    diagnostic::{Code, Diagnostic},
    stored::{is_lexicon, is_story, lexicon_file, stories_beside, story_file},
    text::{Place, TextFile},
};
use rayon::prelude::*;
use std::{
    fs, io,
    path::{Path, PathBuf},
};
use walkdir::WalkDir;

/// The files of a corpus, and findings about those that could not be read.
///
/// Of a folder, reads the `*.ron` files at any depth, sorted by path. The text of a file that cannot be
/// read is empty. Files are read in parallel; the order is that of the paths.
pub(super) fn load(paths: &[PathBuf]) -> (Vec<TextFile>, Vec<Diagnostic>) {
    let mut listed: Vec<Listed> = Vec::new();
    for path in paths {
        let found = if path.is_dir() { list(path) } else { vec![Ok(path.clone())] };
        if found.is_empty() {
            listed.push(Err((path.clone(), "no .ron file in this folder".to_owned())));
        }
        listed.extend(found);
    }
    let mut seen = std::collections::HashSet::new();
    listed.retain(|entry| match entry {
        Ok(path) => seen.insert(fs::canonicalize(path).unwrap_or_else(|_| path.clone())),
        Err(_) => true,
    });
    let read: Vec<(TextFile, Option<Diagnostic>)> = listed
        .into_par_iter()
        .enumerate()
        .map(|(file, entry)| match entry {
            Ok(path) => read_file(file, path),
            Err((path, reason)) => (empty(path), Some(unreadable(file, &reason))),
        })
        .collect();
    let (files, findings): (Vec<_>, Vec<_>) = read.into_iter().unzip();
    (files, findings.into_iter().flatten().collect())
}

/// The corpus files of a folder, at any depth, sorted by path; none where there is no folder.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let listed = if folder.is_dir() { list(folder) } else { Vec::new() };
    listed.into_iter().filter_map(Result::ok).collect()
}

/// Whether a folder holds a corpus file, at any depth.
pub fn holds_files(folder: &Path) -> bool {
    !files(folder).is_empty()
}

/// The size and modification time of a corpus file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    path: PathBuf,
    /// The size in bytes and the modification time; `None` when unknown.
    state: Option<(u64, Option<std::time::SystemTime>)>,
}

/// The stamps of the corpus files at these paths, and of how their stories are told. While the stamps are the same, so are these.
pub fn stamps(paths: &[PathBuf]) -> Vec<Stamp> {
    let of = |path: &Path| {
        let state = fs::metadata(path).ok().map(|data| (data.len(), data.modified().ok()));
        Stamp { path: path.to_path_buf(), state }
    };
    let files = paths
        .iter()
        .flat_map(|path| if path.is_dir() { list(path) } else { vec![Ok(path.clone())] });
    let stories = stories_beside(paths);
    files
        .map(|file| of(file.as_deref().unwrap_or_else(|(path, _)| path)))
        .chain(stories.iter().map(|path| of(path)))
        .collect()
}

/// A path to read, or one that cannot be read and the reason.
type Listed = Result<PathBuf, (PathBuf, String)>;

/// The corpus files of a folder, at any depth, sorted by path; without the words to read texts by, and to tell
/// its story in.
fn list(folder: &Path) -> Vec<Listed> {
    let (lexicon, story) = (lexicon_file(folder), story_file(folder));
    let is_words =
        |path: &Path| path == lexicon && is_lexicon(path) || path == story && is_story(path);
    let is_corpus_file = |path: &Path| {
        path.extension().is_some_and(|extension| extension == "ron") && !is_words(path)
    };
    let entries = WalkDir::new(folder).follow_links(true).sort_by_file_name();
    let listed = entries.into_iter().filter_map(|entry| match entry {
        Ok(entry) if entry.file_type().is_dir() || !is_corpus_file(entry.path()) => None,
        Ok(entry) => Some(Ok(entry.into_path())),
        Err(error) => {
            let path = error.path().unwrap_or(folder).to_path_buf();
            let why = error.io_error().map_or_else(|| error.to_string(), reason);
            Some(Err((path, why)))
        }
    });
    listed.collect()
}

fn read_file(file: usize, path: PathBuf) -> (TextFile, Option<Diagnostic>) {
    let bytes = match read_whole(&path) {
        Ok(bytes) => bytes,
        Err(error) => return (empty(path), Some(unreadable(file, &reason(&error)))),
    };
    match String::from_utf8(bytes) {
        Ok(mut text) => {
            if text.starts_with('\u{feff}') {
                text.drain(..'\u{feff}'.len_utf8());
            }
            (TextFile { path, text }, None)
        }
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            let place = Place::new(file, &(valid..valid + '\u{fffd}'.len_utf8()));
            let finding = Diagnostic::error(Code::NotUtf8, place, "this is not UTF-8")
                .help("save the file as UTF-8".to_owned());
            (TextFile { path, text }, Some(finding))
        }
    }
}

/// Reads a consistent state of a file: reads again when it was written to meanwhile.
fn read_whole(path: &Path) -> io::Result<Vec<u8>> {
    const TRIES: usize = 5;
    let state = || fs::metadata(path).map(|data| (data.len(), data.modified().ok()));
    for _ in 0..TRIES {
        let before = state()?;
        let bytes = fs::read(path)?;
        let is_special = !fs::metadata(path)?.is_file();
        if is_special || state()? == before {
            return Ok(bytes);
        }
    }
    Err(io::Error::other("the file keeps changing while it is read"))
}

fn empty(path: PathBuf) -> TextFile {
    TextFile { path, text: String::new() }
}

fn unreadable(file: usize, reason: &str) -> Diagnostic {
    Diagnostic::error(
        Code::Unreadable,
        Place::new(file, &(0..0)),
        format!("cannot be read: {reason}"),
    )
}

/// A system error in plain words.
pub fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        _ => error.to_string(),
    }
}
