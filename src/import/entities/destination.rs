//! Puts entities where they belong: into the files of a corpus, or into a store.

use super::EntityUpdate;
use crate::{
    corpus::{
        Reading, TextFile, WriteError, amend_entities, append::Additions, read_texts, rewrite_file,
        shipped_vocabulary, write_file,
    },
    graph::{Addition, TemporalGraph},
    import::{addition::Added, destination::AddError, records::Records},
};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// What becomes of a corpus or a store with what is new of entities; nothing is written yet.
pub enum EntityChange {
    /// Files of a corpus, with their new texts.
    Files(Vec<ChangedFile>),
    /// What is added to a store.
    Added(Box<(Addition, TemporalGraph)>),
    /// A store of entities alone.
    New(PathBuf, Box<TemporalGraph>),
}

/// A file of a corpus, and its new text.
pub struct ChangedFile {
    /// As it was read; nothing where it is new.
    old: Option<TextFile>,
    path: PathBuf,
    text: String,
}

impl EntityUpdate {
    fn additions(&self) -> Additions {
        Records { entities: self.new.clone(), ..Records::default() }.additions()
    }

    /// What becomes of a corpus; new entities come into the file at `path`.
    ///
    /// # Errors
    /// When the corpus would be faulty.
    pub fn in_corpus(
        &self,
        known: Option<&Reading>,
        path: &Path,
    ) -> Result<EntityChange, AddError> {
        let files = known.map(|known| known.files.clone()).unwrap_or_default();
        let same = |file: &TextFile| {
            path.exists() && fs::canonicalize(&file.path).ok() == fs::canonicalize(path).ok()
        };
        let mut changed = Vec::new();
        let mut texts = files.clone();
        for (old, file) in files.into_iter().zip(&mut texts) {
            let amended = amend_entities(&old.text, &self.amended);
            let mut text = amended.unwrap_or_else(|| old.text.clone());
            if same(&old) && !self.new.is_empty() {
                text = self
                    .additions()
                    .append_to(&text)
                    .map_err(|error| AddError::Text(format!("{}: {error}", path.display())))?;
            }
            if text != old.text {
                file.text.clone_from(&text);
                changed.push(ChangedFile { path: old.path.clone(), old: Some(old), text });
            }
        }
        if !self.new.is_empty() && !texts.iter().any(same) {
            let text = self.additions().new_file();
            texts.push(TextFile { path: path.to_path_buf(), text: text.clone() });
            changed.push(ChangedFile { old: None, path: path.to_path_buf(), text });
        }
        let after = read_texts(texts);
        if after.is_sound() {
            Ok(EntityChange::Files(changed))
        } else {
            Err(AddError::Unsound(Box::new(after)))
        }
    }

    /// What is added to a store.
    ///
    /// # Errors
    /// When the store cannot be opened, or would be faulty.
    pub fn in_store(&self, path: &Path) -> Result<EntityChange, AddError> {
        let opened = Addition::begin(path)?;
        let store = opened.graph()?;
        let before = opened.added()?;
        let amended = self.amended.values().map(|(_, after)| after.clone());
        let entities = self.new.iter().cloned().chain(amended).collect();
        let records = Records { entities, ..Records::default() };
        let before = before.as_ref();
        let has_replacements = !self.amended.is_empty();
        let (store, records) = (&store, &records);
        let added = Added { store, before, records, has_replacements, again: &[], rows: None };
        let added = added.graph(&shipped_vocabulary())?;
        Ok(EntityChange::Added(Box::new((opened, added))))
    }

    /// A store of the new entities alone.
    ///
    /// # Errors
    /// When they make no sound corpus.
    pub fn as_store(&self, path: &Path) -> Result<EntityChange, AddError> {
        let file = TextFile { path: path.to_path_buf(), text: self.additions().new_file() };
        let reading = read_texts(vec![file]);
        if !reading.is_sound() {
            return Err(AddError::Unsound(Box::new(reading)));
        }
        Ok(EntityChange::New(path.to_path_buf(), Box::new(TemporalGraph::new(reading.corpus))))
    }
}

impl EntityChange {
    /// Writes it; each file whole or not at all. Gives the files that were written.
    ///
    /// # Errors
    /// When a file cannot be written, or has changed since it was read.
    pub fn write(self) -> Result<Vec<PathBuf>, EntityWriteError> {
        let unwritable = |path: &Path| {
            let path = path.to_path_buf();
            move |error| WriteError::Io { path, error }
        };
        match self {
            Self::Files(files) => {
                for file in &files {
                    match &file.old {
                        Some(old) => rewrite_file(old, &file.text)?,
                        None => write_file(&file.path, file.text.as_bytes())
                            .map_err(unwritable(&file.path))?,
                    }
                }
                Ok(files.into_iter().map(|file| file.path).collect())
            }
            Self::Added(added) => {
                let (addition, graph) = *added;
                addition.write(graph)?;
                Ok(Vec::new())
            }
            Self::New(path, graph) => {
                graph.write(&path).map_err(unwritable(&path))?;
                Ok(vec![path])
            }
        }
    }
}

/// Why entities cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum EntityWriteError {
    /// A file of a corpus.
    #[error(transparent)]
    File(#[from] WriteError),
    /// A store.
    #[error(transparent)]
    Store(#[from] crate::graph::StoreError),
}
