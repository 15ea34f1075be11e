//! Projects of the Discourse Network Analyzer: who said in which document what about which concept, coded by hand.
//!
//! A project is an SQLite database, of version 2 or 3, or the event list that the program exports of it. Of the
//! statements of one type a variable is the actor, one the concept, and one, the qualifier, tells agreement from
//! disagreement. A document is a source with a date, and what was coded in it is the quote.

mod coding;
mod database;
mod list;
mod project;
mod quoted;
mod records;

use self::{coding::Coding, project::Project, records::Records};
use super::{DateForm, ImportReport, NoVerb, Outcome, Provenance, Values, decoded};
use crate::{
    corpus::{Severity, TextFile, read_texts},
    graph::TemporalGraph,
    model::{Day, EntityKind, SourceKind, Vocabulary},
};
use encoding_rs::Encoding;
use jiff::tz::TimeZone;
use std::io::{self, Cursor, Read};

/// How projects are to be read.
#[derive(Clone, Debug)]
pub struct DnaOptions {
    /// The label of the statements' type; else the only one that has an actor and a concept.
    pub statement_type: Option<String>,
    /// The variables that are actors: of each statement the first that is filled. Else organization, then person.
    pub actors: Vec<String>,
    /// The variable that is the target; else the concept.
    pub concept: Option<String>,
    /// The variable that tells agreement; else the first that is binary or a scale.
    pub qualifier: Option<String>,
    /// What values of the qualifier stand for, before all else; or one verb for all.
    pub values: Values,
    /// The verb of agreement; else `supports`.
    pub positive: Option<String>,
    /// The verb of disagreement; else `opposes`.
    pub negative: Option<String>,
    /// The verb of zero on a scale; else it is no stance.
    pub neutral: Option<String>,
    /// What actors are; else what their variable is called.
    pub holders: Option<EntityKind>,
    /// What concepts are.
    pub targets: EntityKind,
    /// What documents are.
    pub sources: SourceKind,
    /// The encoding of event lists; else as they look.
    pub encoding: Option<&'static Encoding>,
    /// How dates of event lists are written.
    pub dates: DateForm,
    /// Where the documents' times are those of the clock.
    pub zone: TimeZone,
    /// When statements were recorded, if that is known.
    pub recorded: Option<Day>,
}

impl Default for DnaOptions {
    /// What the program suggests: articles with organizations or persons, and what they support or oppose.
    fn default() -> Self {
        Self {
            statement_type: None,
            actors: Vec::new(),
            concept: None,
            qualifier: None,
            values: Values::default(),
            positive: None,
            negative: None,
            neutral: None,
            holders: None,
            targets: EntityKind::Topic,
            sources: SourceKind::Article,
            encoding: None,
            dates: DateForm::default(),
            zone: TimeZone::UTC,
            recorded: None,
        }
    }
}

/// Why a project cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum DnaError {
    /// It is neither a database nor an event list.
    #[error(
        "this is no project of the Discourse Network Analyzer (an SQLite database) and no event list of one (a table with the columns `time` and `document title`)"
    )]
    NotDna,
    /// A database of something else.
    #[error("this database is no project of the Discourse Network Analyzer: it has no table {0}")]
    NoTable(&'static str),
    /// A database of a version that is not known.
    #[error(
        "this database is laid out as no known version of the Discourse Network Analyzer (2 and 3 are): {table} has no column {column}"
    )]
    NoColumn {
        /// The table.
        table: &'static str,
        /// What it lacks.
        column: String,
    },
    /// A database that is cut or changed.
    #[error("the database is damaged: {0}")]
    Damaged(String),
    /// SQLite refuses it.
    #[error("the database cannot be read: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// An event list that is no table.
    #[error("the event list cannot be read: {0}")]
    Table(String),
    /// A row of an event list with more or fewer fields than the header.
    #[error(
        "line {line} has {fields} fields, and the header {expected}: where is a field without quotes?"
    )]
    Ragged {
        /// Where.
        line: u64,
        /// How many it has.
        fields: usize,
        /// How many the header has.
        expected: usize,
    },
    /// Quotation marks of an event list that close nothing, or are not closed.
    #[error("line {line} {problem}; a quotation mark inside a quoted field is written twice")]
    Quotes {
        /// Where.
        line: u64,
        /// What is wrong.
        problem: &'static str,
    },
    /// There is no such statement type.
    #[error("there is no statement type `{label}`; there is {known}")]
    NoType {
        /// What was named.
        label: String,
        /// The labels of all.
        known: String,
    },
    /// More than one type would do.
    #[error(
        "more than one statement type has an actor and a concept: say which with --type; there is {fitting}"
    )]
    WhichType {
        /// Their labels.
        fitting: String,
    },
    /// There is no such variable.
    #[error("there is no variable `{name}`: {described}")]
    NoVariable {
        /// What was named.
        name: String,
        /// The variables that are there.
        described: String,
    },
    /// Nobody knows who acts and towards what.
    #[error(
        "nobody knows who acts and towards what: say it with --actor VARIABLE and --concept VARIABLE; {described}"
    )]
    NoEnds {
        /// The variables that are there.
        described: String,
    },
    /// Nobody knows whether statements agree.
    #[error(
        "`{label}` has no qualifier: say which variable it is with --qualifier, or one verb for all with --verb"
    )]
    NoQualifier {
        /// The statement type.
        label: String,
    },
    /// A scale that may mean two things.
    #[error(
        "`{name}` goes from {least} to {most}, and nobody knows where agreement begins: say what its numbers stand for with --values {most}=VERB,…"
    )]
    OneSided {
        /// The variable.
        name: String,
        /// Its least number.
        least: i64,
        /// Its greatest number.
        most: i64,
    },
    /// A verb that is none.
    #[error(transparent)]
    NoVerb(#[from] NoVerb),
    /// What was made of it does not pass the checks of a corpus.
    #[error("what was read is no sound corpus: {0}")]
    Unsound(String),
}

/// Reads projects, one or several that go together.
#[derive(Debug)]
pub struct Projects<'o> {
    options: &'o DnaOptions,
    vocabulary: &'o Vocabulary,
    records: Records,
}

/// What projects hold together.
#[derive(Debug)]
pub struct Imported {
    /// Their statements.
    pub graph: TemporalGraph,
    /// Those that say what others say.
    pub outcome: Outcome,
    /// The text of each document in which something was coded, by the id of its source.
    pub texts: Vec<(String, String)>,
}

impl<'o> Projects<'o> {
    /// Projects whose statements get verbs of a vocabulary, that which ships with the program.
    pub fn new(options: &'o DnaOptions, vocabulary: &'o Vocabulary) -> Self {
        Self { options, vocabulary, records: Records::default() }
    }

    /// Reads one file; `label` is what it is called.
    pub fn read(&mut self, bytes: Vec<u8>, label: &str) -> Result<ImportReport, DnaError> {
        if database::is_database(&bytes) {
            return self.take(&database::read(bytes, &self.options.zone)?);
        }
        let unreadable = |error: io::Error| DnaError::Table(error.to_string());
        let decoded = decoded(Cursor::new(bytes), self.options.encoding).map_err(unreadable)?;
        let mut text = String::new();
        { decoded.content }.read_to_string(&mut text).map_err(|_| DnaError::NotDna)?;
        let mut report = self.take(&list::read(
            text.trim_start_matches('\u{feff}'),
            label,
            self.options.dates,
        )?)?;
        report.encoding = decoded.found.map(Encoding::name);
        Ok(report)
    }

    fn take(&mut self, project: &Project) -> Result<ImportReport, DnaError> {
        let coding = Coding::new(project, self.options, self.vocabulary)?;
        Ok(self.records.take(project, &coding, self.options, self.vocabulary))
    }

    /// What all of them hold.
    pub fn finish(self) -> Result<Imported, DnaError> {
        let given_ids = Some(std::collections::BTreeSet::new());
        let provenance =
            Provenance { given_ids, are_sources_derived: true, ..Provenance::default() };
        let united = self.records.united();
        let outcome = Outcome { united, provenance, ..self.records.outcome.clone() };
        let texts = self.records.texts();
        let text = self.records.into_additions().new_file();
        let reading = read_texts(vec![TextFile { path: "project.ron".into(), text }]);
        match reading.diagnostics.iter().find(|finding| finding.severity == Severity::Error) {
            Some(finding) => Err(DnaError::Unsound(finding.message.clone())),
            None => Ok(Imported { graph: TemporalGraph::new(reading.corpus), outcome, texts }),
        }
    }
}
