//! Puts imported statements where they belong: compared with what is there, added to it, and checked afterwards.

use super::{
    Mode, OlderCopy, Provenance, Recorded, Update,
    addition::{Added, NewRows, Unsound},
    update::{store_update, update},
};
use crate::{
    corpus::{
        Reading, TextFile, WriteError, amend_entities, read_texts, rewrite_file,
        shipped_vocabulary, write_file,
    },
    graph::{Addition, Damaged, StoreError, TemporalGraph},
};
use std::{
    borrow::Cow,
    fs,
    path::{Path, PathBuf},
};

/// Why data cannot be added to what is there. Nothing is written then.
#[derive(Debug, thiserror::Error)]
pub enum AddError {
    /// They are an older copy.
    #[error(transparent)]
    Older(#[from] OlderCopy),
    /// A verb of theirs means something else there: to add them would change what is there.
    #[error(
        "{} has another meaning of the verb `{verb}`: nothing was written; give the verb of the data another word, or import \
         them into a corpus of their own",
        path.display()
    )]
    OtherMeaning {
        /// Where they were to go.
        path: PathBuf,
        /// The verb.
        verb: String,
    },
    /// With them the corpus would be faulty.
    #[error("nothing was written: the statements would make the corpus faulty")]
    Unsound(Box<Reading>),
    /// The text of a corpus file cannot be added to.
    #[error("{0}")]
    Text(String),
    /// The store cannot be opened or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The store is damaged.
    #[error(transparent)]
    Damaged(#[from] Damaged),
    /// What is added does not fit to what is there.
    #[error("nothing was written: {0}")]
    Parts(std::io::Error),
}

impl From<Unsound> for AddError {
    fn from(error: Unsound) -> Self {
        match error {
            Unsound::Reading(reading) => Self::Unsound(reading),
            Unsound::Parts(error) => Self::Parts(error),
        }
    }
}

/// How data are added: as what, and when they were recorded where they do not tell.
#[derive(Clone, Copy, Debug)]
pub struct Adding<'p> {
    /// As statements beside others, or as a newer copy.
    pub mode: Mode,
    /// What is known of them beside their statements.
    pub provenance: &'p Provenance,
    /// When.
    pub recorded: Recorded,
}

impl Adding<'_> {
    fn compared(
        self,
        known: Option<&TemporalGraph>,
        new: &TemporalGraph,
        path: &Path,
    ) -> Result<Update, AddError> {
        let how = (self.mode, self.provenance);
        let update = update(known, new, how, &shipped_vocabulary(), self.recorded)?;
        Self::checked(update, path)
    }

    fn compared_with_store(
        self,
        store: &TemporalGraph,
        new: &TemporalGraph,
        path: &Path,
    ) -> Result<Update, AddError> {
        let how = (self.mode, self.provenance);
        let update = store_update(store, new, how, &shipped_vocabulary(), self.recorded)?;
        Self::checked(update, path)
    }

    /// The update, unless it would change what is there.
    fn checked(update: Update, path: &Path) -> Result<Update, AddError> {
        match update.other_meanings.first() {
            None => Ok(update),
            Some(verb) => {
                Err(AddError::OtherMeaning { path: path.to_path_buf(), verb: verb.clone() })
            }
        }
    }
}

/// What is to be added to a store, which nobody else adds to meanwhile.
pub struct StoreAddition {
    /// What is new.
    pub update: Update,
    addition: Option<Addition>,
    added: Option<TemporalGraph>,
}

impl StoreAddition {
    /// Compares data with a store. Who only wants to know what would be added (`is_dry`) need not be able to write.
    pub fn new(
        path: &Path,
        graph: &TemporalGraph,
        adding: Adding<'_>,
        is_dry: bool,
    ) -> Result<Self, AddError> {
        let addition = if is_dry { None } else { Some(Addition::begin(path)?) };
        let store = TemporalGraph::open(path)?;
        let before = addition.as_ref().map(Addition::added).transpose()?.flatten();
        let update = adding.compared_with_store(&store, graph, path)?;
        if update.is_empty() {
            return Ok(Self { update, addition: None, added: None });
        }
        let recorded = match adding.recorded {
            Recorded::Given(day) => Some(day),
            Recorded::Today(_) => None,
        };
        let rows = NewRows { graph, statements: &update.rows, ids: &update.ids, recorded };
        let amended = update.amended.values().map(|(_, after)| after.clone());
        let mut records = Cow::Borrowed(&update.records);
        if !update.amended.is_empty() {
            records.to_mut().entities.extend(amended);
        }
        let added =
            Added { store: &store, before: before.as_ref(), records: &records, rows: Some(rows) };
        let added = added.graph(&shipped_vocabulary())?;
        Ok(Self { update, addition, added: Some(added) })
    }

    /// Writes what is new, and gives what the store says then; nothing where nothing is new or to be written.
    pub fn write(self) -> Result<(Update, Option<TemporalGraph>), AddError> {
        let Self { update, addition, added } = self;
        let written = match (addition, added) {
            (Some(addition), Some(added)) => Some(addition.write(added)?),
            _ => None,
        };
        Ok((update, written))
    }
}

/// What is to be added to a corpus.
pub struct CorpusAddition {
    /// What is new.
    pub update: Update,
    /// The files that change, as they are and as they become, and at the end the one that is added to, if something is new.
    files: Vec<(Option<TextFile>, TextFile)>,
}

impl CorpusAddition {
    /// Compares data with a corpus, and makes sure that it is sound with what is new in the file at `path`.
    pub fn new(
        known: Option<&Reading>,
        path: &Path,
        graph: &TemporalGraph,
        adding: Adding<'_>,
    ) -> Result<Self, AddError> {
        let there = known.map(|known| TemporalGraph::new(known.corpus.clone()));
        let update = adding.compared(there.as_ref(), graph, path)?;
        if update.is_empty() {
            return Ok(Self { update, files: Vec::new() });
        }
        let same =
            |file: &TextFile| fs::canonicalize(&file.path).ok() == fs::canonicalize(path).ok();
        let position =
            known.filter(|_| path.exists()).and_then(|known| known.files.iter().position(same));
        let mut amended = Vec::new();
        for (at, file) in known.into_iter().flat_map(|known| known.files.iter().enumerate()) {
            if let Some(text) = amend_entities(&file.text, &update.amended) {
                amended.push((at, TextFile { text, ..file.clone() }));
            }
        }
        let before = position.and_then(|at| known?.files.get(at));
        let is_amended = amended.iter().position(|(at, _)| Some(*at) == position);
        let grown = is_amended.map(|at| amended.remove(at).1).or_else(|| before.cloned());
        let text = match grown {
            Some(file) => {
                let added = update.additions().append_to(&file.text);
                added.map_err(|error| AddError::Text(format!("{}: {error}", path.display())))?
            }
            None => update.additions().new_file(),
        };
        let mut texts = known.map(|known| known.files.clone()).unwrap_or_default();
        for (at, file) in &amended {
            if let Some(before) = texts.get_mut(*at) {
                before.text.clone_from(&file.text);
            }
        }
        match position.and_then(|at| texts.get_mut(at)) {
            Some(before) => before.text.clone_from(&text),
            None => texts.push(TextFile { path: path.to_path_buf(), text: text.clone() }),
        }
        let after = read_texts(texts);
        if !after.is_sound() {
            return Err(AddError::Unsound(Box::new(after)));
        }
        let old = |at: usize| known.and_then(|known| known.files.get(at)).cloned();
        let mut files: Vec<_> = amended.into_iter().map(|(at, file)| (old(at), file)).collect();
        let path = before.map_or_else(|| path.to_path_buf(), |file| file.path.clone());
        files.push((before.cloned(), TextFile { path, text }));
        Ok(Self { update, files })
    }

    /// Writes the files, each whole or not at all.
    pub fn write(self) -> Result<Update, WriteError> {
        for (old, TextFile { path, text }) in self.files {
            match old {
                Some(old) => rewrite_file(&old, &text)?,
                None => {
                    let unwritable = |error| WriteError::Io { path: path.clone(), error };
                    write_file(&path, text.as_bytes()).map_err(unwritable)?;
                }
            }
        }
        Ok(self.update)
    }
}
