//! Puts imported statements where they belong: compared with what is there, added to it, and checked afterwards.

use super::{
    Mode, OlderCopy, Provenance, Recorded, Update,
    addition::{Added, NewRows, Unsound},
    at_fault::at_fault,
    update::{Without, store_update, update_without},
};
use crate::{
    corpus::{
        Amended, Reading, TextFile, WriteError, read_texts, rewrite_file, shipped_vocabulary,
        write_file,
    },
    graph::{Addition, Damaged, StatementIndex, StoreError, TemporalGraph},
    model::SourceIndex,
};
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet, HashSet},
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
    /// The same, and it is known which statement is at fault.
    #[error("nothing was written: {place}: {message}")]
    Refused {
        /// Where the statement stands.
        place: String,
        /// What is wrong.
        message: String,
    },
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
        without: &Without,
    ) -> Result<Update, AddError> {
        let how = (self.mode, self.provenance);
        let update =
            update_without(known, new, how, &shipped_vocabulary(), self.recorded, without)?;
        Self::checked(update, path)
    }

    fn compared_with_store(
        self,
        store: &TemporalGraph,
        new: &TemporalGraph,
        path: &Path,
        without: &Without,
    ) -> Result<Update, AddError> {
        let how = (self.mode, self.provenance);
        let update = store_update(store, new, how, &shipped_vocabulary(), self.recorded, without)?;
        Self::checked(update, path)
    }

    /// Leaves out the statements of an update that are at fault, by their numbers among its records; an error where none are, or
    /// none may be left out.
    fn leave_out(
        self,
        faults: BTreeMap<usize, String>,
        (update, reading): (&Update, Box<Reading>),
        without: &mut Without,
    ) -> Result<(), AddError> {
        let n_before = without.len();
        let place = |number: usize| update.records.places.get(number).copied();
        let faults = faults.into_iter().filter_map(|(at, message)| Some((place(at)?, message)));
        without.extend(faults);
        if without.len() == n_before {
            return Err(AddError::Unsound(reading));
        }
        let places = &self.provenance.places;
        match without.iter().next().filter(|_| self.provenance.is_whole) {
            None => Ok(()),
            Some((order, message)) => Err(AddError::Refused {
                place: places.of(*order).unwrap_or_else(|| format!("statement {}", order + 1)),
                message: message.clone(),
            }),
        }
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
    /// Whether what is added is all that the store says then.
    is_all: bool,
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
        let mut without = Without::new();
        loop {
            let mut update = adding.compared_with_store(&store, graph, path, &without)?;
            if update.is_empty() {
                return Ok(Self { update, addition: None, added: None, is_all: false });
            }
            let is_all = !update.redated.is_empty();
            let before = if is_all { Some(&store) } else { before.as_ref() };
            let (made, alike) = rayon::join(
                || added((&store, before), graph, &update, adding.recorded),
                || update.names_alike(Some(&store), graph),
            );
            update.alike = alike;
            match made {
                Ok(added) => return Ok(Self { update, addition, added: Some(added), is_all }),
                Err(Unsound::Reading(reading)) => {
                    let faults = at_fault(&reading, 0, update.records.statements.len(), false);
                    adding.leave_out(faults, (&update, reading), &mut without)?;
                }
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// Writes what is new, and gives what the store says then; nothing where nothing is new or to be written.
    pub fn write(self) -> Result<(Update, Option<TemporalGraph>), AddError> {
        let Self { update, addition, added, is_all } = self;
        let written = match (addition, added) {
            (Some(addition), Some(all)) if is_all => Some(addition.replace(&all)?),
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
    /// The files that change, at the end the one that is added to.
    files: Vec<ChangedFile>,
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
        let mut without = Without::new();
        loop {
            let update = adding.compared(there.as_ref(), graph, path, &without)?;
            if update.is_empty() {
                return Ok(Self { update, files: Vec::new() });
            }
            let (files, reading, file) = changed_files(known, path, &update)?;
            if reading.is_sound() {
                return Ok(Self { update, files });
            }
            let faults = at_fault(&reading, file, update.records.statements.len(), true);
            adding.leave_out(faults, (&update, Box::new(reading)), &mut without)?;
        }
    }

    /// The files that change.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.files.iter().map(|(_, file)| file.path.as_path())
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

/// A file as it is, and as it becomes.
type ChangedFile = (Option<TextFile>, TextFile);

/// The files of a corpus that change, at the end the one at `path`; the corpus as it becomes, and the number of that file in it.
fn changed_files(
    known: Option<&Reading>,
    path: &Path,
    update: &Update,
) -> Result<(Vec<ChangedFile>, Reading, usize), AddError> {
    let files = known.map(|known| known.files.as_slice()).unwrap_or_default();
    let same = |file: &TextFile| fs::canonicalize(&file.path).ok() == fs::canonicalize(path).ok();
    let position = files.iter().position(same).filter(|_| path.exists());
    let mut texts = files.to_vec();
    let mut changed = Vec::new();
    for (at, (old, file)) in files.iter().zip(&mut texts).enumerate() {
        if let Some(text) = update.amended.applied_to(&file.text) {
            file.text = text;
            if Some(at) != position {
                changed.push((Some(old.clone()), file.clone()));
            }
        }
    }
    let additions = update.additions();
    let position = match position.and_then(|at| texts.get_mut(at).zip(Some(at))) {
        Some((file, at)) => {
            let grown = additions.append_to(&file.text);
            file.text =
                grown.map_err(|error| AddError::Text(format!("{}: {error}", path.display())))?;
            let old = files.get(at);
            if old.is_none_or(|old| old.text != file.text) {
                changed.push((old.cloned(), file.clone()));
            }
            at
        }
        None => {
            let file = TextFile { path: path.to_path_buf(), text: additions.new_file() };
            // Where records only change, no file is new.
            if !additions.is_empty() || texts.is_empty() {
                changed.push((None, file.clone()));
                texts.push(file);
            }
            texts.len() - 1
        }
    };
    Ok((changed, read_texts(texts), position))
}

/// What is added to a store: an update of data, and what was added `before`.
fn added(
    (store, before): (&TemporalGraph, Option<&TemporalGraph>),
    graph: &TemporalGraph,
    update: &Update,
    recorded: Recorded,
) -> Result<TemporalGraph, Unsound> {
    let recorded = match recorded {
        Recorded::Given(day) => Some(day),
        Recorded::Today(_) => None,
    };
    let rows = NewRows {
        graph,
        statements: &update.rows,
        found: &update.found,
        found_sources: &update.found_sources,
        ids: &update.ids,
        recorded,
    };
    let mut records = Cow::Borrowed(&update.records);
    if !update.amended.is_empty() {
        let records = records.to_mut();
        let Amended { entities, sources } = &update.amended;
        records.entities.extend(entities.values().map(|(_, after)| after.clone()));
        records.sources.extend(sources.values().map(|(_, after)| after.clone()));
    }
    let again = redated(store, &update.redated);
    let rows = Some(rows);
    let has_replacements = !update.amended.is_empty();
    let added = Added { store, before, records: &records, has_replacements, again: &again, rows };
    added.graph(&shipped_vocabulary())
}

/// The statements of sources that are dated anew, with all that correct them or that they correct.
fn redated(store: &TemporalGraph, sources: &BTreeSet<String>) -> Vec<StatementIndex> {
    let sources: HashSet<SourceIndex> =
        sources.iter().filter_map(|id| store.find_source(id)).collect();
    if sources.is_empty() {
        return Vec::new();
    }
    let is_of_them = |index: &StatementIndex| sources.contains(&store.statement(*index).source());
    let mut redated: BTreeSet<StatementIndex> = store.statements().filter(is_of_them).collect();
    let corrections = store.corrections();
    let mut n_before = 0;
    while n_before < redated.len() {
        n_before = redated.len();
        for (correcting, corrected) in &corrections {
            if redated.contains(corrected) || redated.contains(correcting) {
                redated.extend([*correcting, *corrected]);
            }
        }
    }
    redated.into_iter().collect()
}
