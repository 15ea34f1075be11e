//! The texts of sources, in folders beside the corpus.

use super::reason;
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// The folder of texts that belongs to a corpus: inside of a folder, beside a file.
pub(crate) fn texts_folder(corpus: &Path) -> PathBuf {
    beside(corpus).join("texts")
}

/// The folder of proposals that belongs to a corpus: inside of a folder, beside a file.
pub(crate) fn proposals_folder(corpus: &Path) -> PathBuf {
    beside(corpus).join("proposals")
}

/// The file of words by which `propose` reads the texts of a corpus: inside of a folder, beside a file.
pub(crate) fn lexicon_file(corpus: &Path) -> PathBuf {
    beside(corpus).join("lexicon.ron")
}

/// The file of how the story of a corpus is told: inside of a folder, beside a file.
pub(super) fn story_file(corpus: &Path) -> PathBuf {
    beside(corpus).join("story.ron")
}

/// The files of how the stories of some corpora are told, each once.
pub(crate) fn stories_beside(corpora: &[PathBuf]) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = Vec::new();
    for path in corpora.iter().map(|corpus| story_file(corpus)) {
        if is_story(&path) && !found.contains(&path) {
            found.push(path);
        }
    }
    found
}

/// The file of how the story of some corpora is told: the one that is used, else where it would lie.
pub(crate) fn story_beside(corpora: &[PathBuf]) -> PathBuf {
    let found = stories_beside(corpora).into_iter().next();
    found.unwrap_or_else(|| corpora.first().map_or_else(PathBuf::new, |corpus| story_file(corpus)))
}

/// The text of a file beside a corpus, if there is one; else why it cannot be read.
pub(crate) fn text_beside(path: &Path) -> Result<Option<String>, String> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(format!("{} cannot be read: {}", path.display(), reason(&error))),
    }
}

/// The files of proposals beside a corpus, by name; else why their folder cannot be read.
pub(crate) fn proposals_beside(corpus: &Path) -> Result<Vec<PathBuf>, String> {
    let folder = proposals_folder(corpus);
    let listed = match fs::read_dir(&folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        listed => listed.and_then(|entries| {
            entries.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<Vec<_>>>()
        }),
    };
    let mut files = listed
        .map_err(|error| format!("{} cannot be read: {}", folder.display(), reason(&error)))?;
    files.retain(|path| path.extension().is_some_and(|extension| extension == "jsonl"));
    files.sort();
    Ok(files)
}

/// Whether a file says how a story is told, rather than being a corpus.
pub(crate) fn is_story(path: &Path) -> bool {
    begins_with(path, "Story")
}

/// Whether a file holds words to read texts by, rather than a corpus.
pub(crate) fn is_lexicon(path: &Path) -> bool {
    begins_with(path, "Lexicon")
}

/// Whether the first word of a file is this one, comments and attributes aside.
fn begins_with(path: &Path, word: &str) -> bool {
    let Ok(text) = fs::read_to_string(path) else { return false };
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    loop {
        let end = if rest.starts_with("//") || rest.starts_with("#!") {
            rest.find('\n')
        } else if rest.starts_with("/*") {
            rest.find("*/").map(|end| end + 2)
        } else {
            return rest.starts_with(word);
        };
        let Some(after) = end.and_then(|end| rest.get(end..)) else { return false };
        rest = after.trim_start();
    }
}

fn beside(corpus: &Path) -> &Path {
    let folder = if corpus.is_dir() { Some(corpus) } else { corpus.parent() };
    folder.unwrap_or(Path::new(""))
}

/// The file of the text of a source; nothing for an id that cannot be the name of a file.
pub(crate) fn text_path(folder: &Path, source: &str) -> Option<PathBuf> {
    /// What file names cannot hold, here or elsewhere.
    const NEVER: [char; 9] = ['/', '\\', ':', '*', '?', '"', '<', '>', '|'];
    let is_plain = !source.contains(NEVER) && !source.starts_with('.');
    is_plain.then(|| folder.join(format!("{source}.txt")))
}

/// The stored text of a source, if it can be read.
pub(crate) fn stored_text(folder: &Path, source: &str) -> Option<String> {
    let bytes = fs::read(text_path(folder, source)?).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// The ids of the texts in a folder, sorted.
pub(super) fn stored_ids(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).into_iter().flatten().filter_map(|entry| {
        let name = entry.ok()?.file_name();
        Some(name.to_str()?.strip_suffix(".txt")?.to_owned())
    });
    let mut ids: Vec<String> = names.collect();
    ids.sort();
    ids
}
