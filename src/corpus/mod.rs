//! Reads text into a checked corpus.
//!
//! Two stages, neither of which stops at the first fault: `syntax` reads each file into records, and
//! `check` turns all records together into a [`Corpus`]. Both return what they could read *and* every
//! finding.

mod against;
mod amend;
pub mod append;
mod branches;
mod check;
mod diagnostic;
mod edit;
pub mod encoding;
pub mod fold;
pub(crate) mod joined;
mod load;
mod meaning;
pub mod name;
pub mod nearest;
pub mod quotes;
mod renaming;
mod stored;
mod syntax;
mod target;
mod telling;
mod text;
mod verb_name;
mod write;

pub use against::{Against, WithoutText, against};
pub(crate) use amend::{Amended, amend_entities};
pub(crate) use branches::{MARKER, Merged, merge_branches};
pub(crate) use diagnostic::introduced;
pub use diagnostic::{Code, Diagnostic, Severity};
pub(crate) use edit::{add_alias, change_statement, remove_record};
pub use load::{Stamp, files, holds_files, reason, stamps};
pub(crate) use meaning::verb_meaning;
pub use renaming::{Becomes, NameChange, Renamed, Renaming, RenamingError, renaming};
pub(crate) use stored::{
    is_lexicon, is_story, lexicon_file, proposals_beside, proposals_folder, stored_text,
    stories_beside, story_beside, text_beside, text_path, texts_folder,
};
pub(crate) use syntax::{RON, record};
pub(crate) use target::TargetError;
pub use telling::{Arrangement, Change, ChangeError, Pin, Step};
pub(crate) use telling::{
    NewNames, Towards, address, changed, fault_at, renamed_telling, value_at,
};
pub use text::{Form, Lines, Place, Position, TextFile};
pub(crate) use verb_name::{find_verb, spelled_verb};
pub use write::{WriteError, rewrite_file, write_file};

use crate::model::{Entity, EntityIndex, Source, SourceIndex, Statement, Vocabulary, Zone};
use rayon::prelude::*;
use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::LazyLock,
};

/// The items that passed the checks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Corpus {
    /// The time zone in which days are counted.
    pub zone: Zone,
    /// The default verbs and those of the corpus.
    pub vocabulary: Vocabulary,
    /// The entities, sorted by id.
    pub entities: Vec<Entity>,
    /// The sources, sorted by id.
    pub sources: Vec<Source>,
    /// The statements, in the order of the files.
    pub statements: Vec<Statement>,
    /// The number of faulty items that were left out.
    pub left_out: usize,
}

impl Corpus {
    /// The entity at an index of this corpus.
    pub fn entity(&self, index: EntityIndex) -> &Entity {
        &self.entities[index.position()]
    }

    /// The source at an index of this corpus.
    pub fn source(&self, index: SourceIndex) -> &Source {
        &self.sources[index.position()]
    }
}

/// The result of reading a corpus: its sound items and every finding.
#[derive(Debug)]
pub struct Reading {
    /// The files, in the order of reading; places refer to them by index.
    pub files: Vec<TextFile>,
    /// The items that passed the checks.
    pub corpus: Corpus,
    /// The place of each statement of the corpus.
    places: Vec<Place>,
    /// All findings, in the order of the files.
    pub diagnostics: Vec<Diagnostic>,
}

impl Reading {
    /// The number of findings of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|finding| finding.severity == severity).count()
    }

    /// Whether the corpus has no errors.
    pub fn is_sound(&self) -> bool {
        self.count(Severity::Error) == 0
    }

    /// The place of a statement of the corpus.
    pub fn place(&self, statement: usize) -> Option<Place> {
        self.places.get(statement).copied()
    }

    /// A statement of the corpus as it is written.
    pub(crate) fn record(&self, statement: usize) -> Option<record::StatementRecord> {
        let place = self.place(statement)?;
        let file = self.files.get(place.file)?;
        let written = file.text.get(place.range())?;
        match file.form() {
            Form::Ron => RON.from_str(written).ok(),
            Form::JsonLines => None,
        }
    }

    /// What would be read without a file.
    #[must_use]
    pub fn without(&self, path: &Path) -> Self {
        let same = |file: &TextFile| {
            file.path == path
                || std::fs::canonicalize(&file.path).ok() == std::fs::canonicalize(path).ok()
        };
        read_texts(self.files.iter().filter(|file| !same(file)).cloned().collect())
    }

    /// What would be read if the file at a position had another text, or if there were another file.
    #[must_use]
    pub fn with_text(&self, position: Option<usize>, path: &Path, text: &str) -> Self {
        let mut files = self.files.clone();
        match position.and_then(|position| files.get_mut(position)) {
            Some(file) => text.clone_into(&mut file.text),
            None => files.push(TextFile { path: path.to_path_buf(), text: text.to_owned() }),
        }
        read_texts(files)
    }
}

/// The texts of a corpus, not yet parsed.
#[derive(Debug)]
pub struct Texts {
    files: Vec<TextFile>,
    unreadable: Vec<Diagnostic>,
}

impl Texts {
    /// Loads files and folders. Never fails: a file that cannot be read is a finding of [`Texts::read`].
    pub fn load(paths: &[PathBuf]) -> Self {
        let (files, unreadable) = load::load(paths);
        Self { files, unreadable }
    }

    /// Whether everything could be read.
    pub fn are_complete(&self) -> bool {
        self.unreadable.is_empty()
    }

    /// The number of bytes.
    pub fn n_bytes(&self) -> usize {
        self.files.iter().map(|file| file.text.len()).sum()
    }

    /// The text and the syntax of each file.
    pub fn contents(&self) -> impl Iterator<Item = (Form, &str)> {
        self.files.iter().map(|file| (file.form(), file.text.as_str()))
    }

    /// Reads the texts as one corpus.
    pub fn read(self) -> Reading {
        read_files(self.files, TextFile::form, self.unreadable, &BTreeSet::new())
    }
}

/// Reads files and folders as one corpus. Never fails: a file that cannot be read is a finding.
pub fn read(paths: &[PathBuf]) -> Reading {
    Texts::load(paths).read()
}

/// Reads texts in memory as one corpus.
pub fn read_texts(files: Vec<TextFile>) -> Reading {
    read_files(files, TextFile::form, Vec::new(), &BTreeSet::new())
}

/// Reads texts as JSON lines, whatever their files' names.
pub fn read_json_lines(files: Vec<TextFile>) -> Reading {
    read_json_lines_beside(files, &BTreeSet::new())
}

/// The same of records that are added to statements with these ids, which they may correct.
pub fn read_json_lines_beside(files: Vec<TextFile>, elsewhere: &BTreeSet<String>) -> Reading {
    read_files(files, |_| Form::JsonLines, Vec::new(), elsewhere)
}

/// The default vocabulary.
static BUILTIN: LazyLock<syntax::FileRecords> =
    LazyLock::new(|| syntax::read(usize::MAX, include_str!("vocabulary.ron")));

/// The verbs of the default vocabulary.
pub fn shipped_vocabulary() -> Vocabulary {
    read_texts(Vec::new()).corpus.vocabulary
}

fn read_files(
    files: Vec<TextFile>,
    form: fn(&TextFile) -> Form,
    unreadable: Vec<Diagnostic>,
    elsewhere: &BTreeSet<String>,
) -> Reading {
    let is_read = |file: usize| {
        !unreadable
            .iter()
            .any(|finding| finding.code == Code::Unreadable && finding.place.file == file)
    };
    let records = files
        .par_iter()
        .enumerate()
        .map(|(file, text)| {
            if is_read(file) {
                syntax::read_as(form(text), file, &text.text)
            } else {
                syntax::FileRecords::default()
            }
        })
        .collect();
    let check::Outcome { corpus, places, mut diagnostics } =
        check::check(&files, records, &BUILTIN.vocabulary, elsewhere);
    diagnostics.extend(unreadable);
    diagnostics.sort_by_key(|finding| (finding.place, finding.severity));
    diagnostics.dedup_by(|a, b| (a.place, a.code, &a.message) == (b.place, b.code, &b.message));
    Reading { files, corpus, places, diagnostics }
}
