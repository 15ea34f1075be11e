//! The texts beside the corpus.

use super::{proposed, span::Units};
use crate::corpus::{
    quotes::{Found, Quote, Text},
    text_path,
};
use rayon::prelude::*;
use std::{
    cell::RefCell,
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
    time::SystemTime,
};

/// The size and the modification time of a file.
type Stamp = (u64, Option<SystemTime>);

/// What is looked for: a quote, and what stands before and behind it.
type Wanted = (String, Option<String>, Option<String>);

/// A text, prepared for look-ups.
#[derive(Debug)]
pub(super) struct Shelved {
    /// The id of its source.
    pub(super) source: String,
    pub(super) text: Text,
    pub(super) units: Units,
    stamp: Stamp,
    /// Where quotes stand. Most are looked for after every act.
    found: RefCell<HashMap<Wanted, Found>>,
}

impl Shelved {
    /// The whole text.
    pub(super) fn as_str(&self) -> &str {
        self.text.as_str()
    }

    /// Looks for many quotes at once, on all processors.
    pub(super) fn prepare(&self, quotes: &[Quote<'_>]) {
        let known = self.found.borrow();
        let wanted = quotes.iter().map(|quote| (wanted(*quote), *quote));
        let new: Vec<_> = wanted.filter(|(wanted, _)| !known.contains_key(wanted)).collect();
        drop(known);
        let text = &self.text;
        let found = new.into_par_iter().map(|(wanted, quote)| (wanted, text.find(quote)));
        let found: Vec<_> = found.collect();
        self.found.borrow_mut().extend(found);
    }

    /// Where a quote stands.
    pub(super) fn find(&self, quote: Quote<'_>) -> Found {
        let wanted = wanted(quote);
        if let Some(found) = self.found.borrow().get(&wanted) {
            return found.clone();
        }
        let found = self.text.find(quote);
        self.found.borrow_mut().insert(wanted, found.clone());
        found
    }
}

fn wanted(quote: Quote<'_>) -> Wanted {
    let owned = |text: Option<&str>| text.map(str::to_owned);
    (quote.exact.to_owned(), owned(quote.prefix), owned(quote.suffix))
}

/// The texts of a folder, read when they are wanted.
#[derive(Debug)]
pub(super) struct Shelf {
    pub(super) folder: PathBuf,
    texts: HashMap<String, Shelved>,
    /// How many proposals of each text are open, by their file.
    open: RefCell<HashMap<PathBuf, (Stamp, usize)>>,
}

impl Shelf {
    pub(super) fn new(folder: PathBuf) -> Self {
        Self { folder, texts: HashMap::new(), open: RefCell::default() }
    }

    /// The ids of all texts, sorted.
    pub(super) fn ids(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().filter_map(Result::ok);
        let names = entries.filter_map(|entry| {
            entry.file_name().to_str()?.strip_suffix(".txt").map(str::to_owned)
        });
        let mut ids: Vec<String> = names.collect();
        ids.sort();
        ids
    }

    /// The path of a text that is there.
    pub(super) fn path(&self, source: &str) -> Option<PathBuf> {
        text_path(&self.folder, source).filter(|path| path.is_file())
    }

    /// How many proposals of a file nobody has decided. One that cannot be read has none; the text says why.
    pub(super) fn n_open(&self, path: &Path) -> usize {
        let Some(stamp) = stamp(path) else { return 0 };
        if let Some((known, n)) = self.open.borrow().get(path)
            && *known == stamp
        {
            return *n;
        }
        let proposals = proposed::read(path).ok().flatten();
        let n = proposals.map_or(0, |all| all.proposals.len() - all.decided().len());
        self.open.borrow_mut().insert(path.to_path_buf(), (stamp, n));
        n
    }

    /// The text of a source, read again if it has changed.
    pub(super) fn text(&mut self, source: &str) -> Option<&Shelved> {
        let path = self.path(source)?;
        let stamp = stamp(&path)?;
        if self.texts.get(source).is_none_or(|text| text.stamp != stamp) {
            let bytes = fs::read(&path).ok()?;
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let shelved = Shelved {
                source: source.to_owned(),
                units: Units::new(&text),
                text: Text::new(&text),
                stamp,
                found: RefCell::default(),
            };
            self.texts.insert(source.to_owned(), shelved);
        }
        self.texts.get(source)
    }
}

fn stamp(path: &Path) -> Option<Stamp> {
    let data = fs::metadata(path).ok()?;
    Some((data.len(), data.modified().ok()))
}
