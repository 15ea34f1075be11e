//! The cache of corpora that were read before, each kept as a store.
//!
//! An entry's name is a hash of the corpus's text and of the program's version, so no entry is ever
//! stale. The cache is optional: when an entry cannot be used, the corpus is read instead.

use crate::{corpus::Texts, graph::TemporalGraph};
use etcetera::BaseStrategy;
use siphasher::sip128::{Hasher128, SipHasher13};
use std::{
    ffi::OsStr,
    fs,
    hash::Hash,
    path::{Path, PathBuf},
    time::SystemTime,
};

/// Smaller corpora are not cached: reading them takes no longer than finding their entry.
const LEAST_BYTES: usize = 256 << 10;
/// When all entries together are larger than this, the oldest are removed.
const MOST_BYTES: u64 = 1 << 30;
const EXTENSION: &str = "stance";

/// A folder of cached corpora.
pub(super) struct Cache {
    folder: PathBuf,
}

impl Cache {
    /// The folder that `$STANCE_CACHE` names, or the system's cache folder; none when the variable is empty.
    pub(super) fn of_user() -> Option<Self> {
        let folder = match std::env::var_os("STANCE_CACHE") {
            Some(folder) if folder.is_empty() => return None,
            Some(folder) => folder.into(),
            None => etcetera::choose_base_strategy().ok()?.cache_dir().join("stancegraph"),
        };
        Some(Self { folder })
    }

    /// The entry of these texts; none when caching them would save no time.
    pub(super) fn entry(&self, texts: &Texts) -> Option<Entry> {
        if texts.n_bytes() < LEAST_BYTES || !texts.are_complete() {
            return None;
        }
        let mut hasher = SipHasher13::new();
        program()?.hash(&mut hasher);
        for content in texts.contents() {
            content.hash(&mut hasher);
        }
        let name = format!("{:032x}.{EXTENSION}", hasher.finish128().as_u128());
        Some(Entry { folder: self.folder.clone(), path: self.folder.join(name) })
    }
}

/// The entry of one corpus.
pub(super) struct Entry {
    folder: PathBuf,
    path: PathBuf,
}

impl Entry {
    /// The graph, if the entry exists and is undamaged.
    pub(super) fn find(&self) -> Option<TemporalGraph> {
        TemporalGraph::open_whole(&self.path).ok()
    }

    /// Stores the graph, if the folder can be written.
    pub(super) fn keep(&self, graph: &TemporalGraph) {
        if fs::create_dir_all(&self.folder).is_ok() && graph.write(&self.path).is_ok() {
            make_room(&self.folder, &self.path, MOST_BYTES);
        }
    }
}

/// Identifies this build of the program, since another may read a corpus differently.
fn program() -> Option<impl Hash> {
    let itself = fs::metadata(std::env::current_exe().ok()?).ok()?;
    Some((env!("CARGO_PKG_VERSION"), itself.len(), itself.modified().ok()?))
}

/// Removes the oldest entries until the others have at most `most` bytes; not `newest`.
fn make_room(folder: &Path, newest: &Path, most: u64) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut kept: Vec<(SystemTime, PathBuf, u64)> = entries
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let data = fs::metadata(&path).ok()?;
            let is_entry = path.extension() == Some(OsStr::new(EXTENSION)) && data.is_file();
            is_entry.then_some((data.modified().ok()?, path, data.len()))
        })
        .collect();
    kept.sort();
    let mut bytes: u64 = kept.iter().map(|(.., len)| len).sum();
    for (_, path, len) in kept.iter().filter(|(_, path, _)| path != newest) {
        if bytes <= most {
            break;
        }
        if fs::remove_file(path).is_ok() {
            bytes -= len;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_make_room() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        for (day, name) in ["a.stance", "b.stance", "other.txt", "c.stance"].into_iter().enumerate()
        {
            let file = fs::File::create(path(name)).unwrap();
            file.set_len(10).unwrap();
            let time = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(86_400 * day as u64);
            file.set_modified(time).unwrap();
        }
        make_room(folder.path(), &path("c.stance"), 20);
        let is_there = |name: &str| path(name).exists();
        assert!(!is_there("a.stance") && is_there("b.stance") && is_there("c.stance"));
        make_room(folder.path(), &path("c.stance"), 0);
        assert!(!is_there("b.stance") && is_there("c.stance") && is_there("other.txt"));
    }
}
