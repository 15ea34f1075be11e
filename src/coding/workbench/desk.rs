//! The corpus and its texts as they were last read.

use super::{
    coded::{self, CodedText, Listed},
    complete::{self, Field, Suggestion},
    history::History,
    proposed,
    refusal::Refusal,
    shelf::Shelf,
    states::{self, State},
};
use crate::{
    coding::propose::{Everyday, SHIPPED_LEXICON, parse_lexicon},
    corpus::{
        self, Corpus, Reading, Stamp,
        nearest::{did_you_mean, nearest},
        stamps, texts_folder,
    },
    model::Day,
};
use std::{
    collections::{BTreeMap, HashMap},
    path::{Path, PathBuf},
};

/// Why a workbench cannot be opened.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// There is no text.
    #[error("there is no text in {}; `stance text add FILE` keeps one", .0.display())]
    NoText(PathBuf),
    /// There is no such text.
    #[error("{} has no text of `{name}`{}; `stance text add FILE` keeps one", folder.display(), help.as_ref().map(|help| format!("; {help}")).unwrap_or_default())]
    Unknown {
        /// The folder of texts.
        folder: PathBuf,
        /// What was named.
        name: String,
        /// The nearest ones.
        help: Option<String>,
    },
    /// The new file would not be read with the corpus.
    #[error("{} would be no file of this corpus: name a .ron file in its folder", .0.display())]
    Outside(PathBuf),
}

/// A corpus and the texts beside it, as a person codes them.
#[derive(Debug)]
pub struct Workbench {
    pub(super) paths: Vec<PathBuf>,
    pub(super) to: Option<PathBuf>,
    pub(super) coder: Option<String>,
    /// The texts to code; all, when empty.
    only: Vec<String>,
    pub(super) shelf: Shelf,
    everyday: Everyday,
    pub(super) reading: Reading,
    pub(super) stamps: Vec<Stamp>,
    pub(super) history: History,
    pub(super) version: u64,
}

impl Workbench {
    /// Opens a corpus and its texts: those that are named, by source or by path, else all. New statements go to the file
    /// `to`, else to the last one with statements, and say who coded them.
    pub fn open(
        paths: Vec<PathBuf>,
        texts: &[String],
        to: Option<PathBuf>,
        coder: Option<String>,
    ) -> Result<Self, OpenError> {
        let folder = texts_folder(paths.first().map_or(Path::new(""), PathBuf::as_path));
        let shelf = Shelf::new(folder.clone());
        let ids = shelf.ids();
        if ids.is_empty() {
            return Err(OpenError::NoText(folder));
        }
        if let Some(to) = to.as_ref().filter(|to| !to.exists()) {
            let is_inside = |path: &PathBuf| path.is_dir() && to.starts_with(path);
            let is_corpus_file = to.extension().is_some_and(|extension| extension == "ron");
            if !(is_corpus_file && paths.iter().any(is_inside)) {
                return Err(OpenError::Outside(to.clone()));
            }
        }
        let mut only = Vec::new();
        for name in texts {
            let stem = Path::new(name).file_stem().and_then(|stem| stem.to_str());
            let meant = [Some(name.as_str()), name.strip_suffix(".txt"), stem];
            let id = meant.into_iter().flatten().find(|id| ids.iter().any(|known| known == id));
            let Some(id) = id else {
                let help = did_you_mean(&nearest(name, ids.iter().map(String::as_str), 3));
                return Err(OpenError::Unknown { folder, name: name.clone(), help });
            };
            only.push(id.to_owned());
        }
        let written = parse_lexicon(SHIPPED_LEXICON).unwrap_or_default();
        let stamps = stamps(&paths);
        let reading = corpus::read(&paths);
        Ok(Self {
            paths,
            to,
            coder,
            only,
            shelf,
            everyday: Everyday::new(&written),
            reading,
            stamps,
            history: History::default(),
            version: 1,
        })
    }

    /// The corpus and its findings as they were last read.
    pub const fn reading(&self) -> &Reading {
        &self.reading
    }

    /// Grows with each change.
    pub const fn version(&self) -> u64 {
        self.version
    }

    /// Who codes.
    pub fn coder(&self) -> Option<&str> {
        self.coder.as_deref()
    }

    /// What would be taken back, and what would be done again.
    pub fn undo_and_redo(&self) -> [Option<&str>; 2] {
        [self.history.last(), self.history.next()].map(|step| step.map(|step| step.label.as_str()))
    }

    /// Reads the corpus again if its files have changed; says whether they have.
    pub fn refresh(&mut self) -> bool {
        let now = stamps(&self.paths);
        let has_changed = now != self.stamps;
        if has_changed {
            self.reading = corpus::read(&self.paths);
            self.stamps = now;
            self.version += 1;
        }
        has_changed
    }

    /// The texts, by the ids of their sources.
    pub fn texts(&self) -> Vec<Listed> {
        let ids = if self.only.is_empty() { self.shelf.ids() } else { self.only.clone() };
        let said = states::read(&self.shelf.folder);
        let corpus = &self.reading.corpus;
        let mut n_of: HashMap<&str, usize> = HashMap::new();
        for statement in &corpus.statements {
            let sources = std::iter::once(&statement.source).chain(&statement.reported_in);
            for source in sources {
                *n_of.entry(corpus.source(*source).id.as_str()).or_default() += 1;
            }
        }
        let n_of = |id: &str| n_of.get(id).copied().unwrap_or_default();
        ids.into_iter().map(|id| self.listed(&id, n_of(&id), &said)).collect()
    }

    fn listed(&self, id: &str, statements: usize, said: &BTreeMap<String, State>) -> Listed {
        let corpus = &self.reading.corpus;
        let source = corpus.sources.iter().find(|source| source.id.as_str() == id);
        let state = match said.get(id) {
            Some(&state) if state >= State::Coded => state,
            _ if statements > 0 => State::InWork,
            _ => State::Open,
        };
        Listed {
            id: id.to_owned(),
            title: source.and_then(|source| source.title.clone()),
            published: source.and_then(|source| source.published.as_ref().map(ToString::to_string)),
            is_known: source.is_some(),
            state,
            statements,
            proposals: self.proposals_path(id).map_or(0, |path| self.shelf.n_open(&path)),
        }
    }

    /// A text and what is coded of it; the words of the text only where they are wanted.
    pub fn text(&mut self, id: &str, with_words: bool) -> Result<CodedText, Refusal> {
        let missing = || Refusal::missing(format!("text of `{id}`"));
        self.shelf.text(id).ok_or_else(missing)?;
        let said = states::read(&self.shelf.folder);
        let n_statements = coded::of_source(&self.reading.corpus, id).len();
        let listed = self.listed(id, n_statements, &said);
        let first = self.paths.first().map_or(Path::new(""), PathBuf::as_path);
        let text = self.shelf.text(id).ok_or_else(missing)?;
        let statements = coded::coded(&self.reading, text);
        let (reading, path) = (&self.reading, proposed::path(first, id));
        let (proposals, unreadable) = match proposed::shown(reading, path.as_deref(), text) {
            Ok(proposals) => (proposals, None),
            Err(refusal) => (Vec::new(), Some(refusal.to_string())),
        };
        let text = with_words.then(|| text.as_str().to_owned());
        Ok(CodedText { listed, text, statements, proposals, unreadable })
    }

    /// Says how far the coding of a text is.
    pub fn set_state(&mut self, text: &str, state: State, today: Day) -> Result<(), Refusal> {
        if self.shelf.path(text).is_none() {
            return Err(Refusal::missing(format!("text of `{text}`")));
        }
        let coder = self.coder.as_deref();
        states::append(&self.shelf.folder, text, state, coder, &today.to_string())
            .map_err(|error| Refusal::unwritable(corpus::reason(&error)))?;
        self.version += 1;
        Ok(())
    }

    /// Completes what is typed.
    pub fn complete(&self, field: Field, typed: &str) -> Vec<Suggestion> {
        let corpus = &self.reading.corpus;
        match field {
            Field::Entity => complete::entities(corpus, typed, &used_entities(corpus)),
            Field::Verb => {
                let mut used: HashMap<usize, usize> = HashMap::new();
                for statement in &corpus.statements {
                    *used.entry(statement.verb.position()).or_default() += 1;
                }
                complete::verbs(corpus, typed, &used, &self.everyday)
            }
        }
    }
}

/// How often each entity is a holder or a target.
fn used_entities(corpus: &Corpus) -> HashMap<usize, usize> {
    let mut used: HashMap<usize, usize> = HashMap::new();
    for statement in &corpus.statements {
        for entity in [statement.holder, statement.target] {
            *used.entry(entity.position()).or_default() += 1;
        }
    }
    used
}
