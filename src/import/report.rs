//! What an import read, and what it left out.

use super::{Doubt, Places, Provenance};
use crate::graph::ingest::Taken;
use crate::model::words;
use std::{borrow::Cow, collections::BTreeMap};

words! {
    /// Why a row makes no statement.
    pub enum Reason {
        /// It has more or fewer fields than the header.
        Ragged = "ragged",
        /// It is not in the encoding of the file.
        Encoding = "encoding",
        /// The holder is missing.
        NoHolder = "no-holder",
        /// The target is missing.
        NoTarget = "no-target",
        /// The holder is the target.
        Itself = "itself",
        /// What was done is missing.
        NoVerb = "no-verb",
        /// What was done is no verb, and no value that stands for one.
        UnknownVerb = "unknown-verb",
        /// The value stands for no stance.
        NoStance = "no-stance",
        /// The date is missing.
        NoDate = "no-date",
        /// The date cannot be read.
        BadDate = "bad-date",
        /// A number cannot be read, or is out of range.
        BadNumber = "bad-number",
        /// It has too few or too many fields, in a format without a header.
        Fields = "fields",
        /// It joins a vertex that is not there.
        NoVertex = "no-vertex",
        /// It joins vertices that are never there at the same time.
        Apart = "apart",
        /// Its value is below zero, and its relation stands for a verb.
        BelowZero = "below-zero",
        /// A count cannot be read.
        BadCount = "bad-count",
        /// The time is none that the format knows.
        BadTime = "bad-time",
        /// The sign is no number.
        BadSign = "bad-sign",
        /// The vote is dated after the election was closed.
        AfterClose = "after-close",
        /// The document that it stands in is missing.
        NoSource = "no-source",
        /// The words that it was coded from lie outside the text.
        BadSpan = "bad-span",
        /// An id is missing, or cannot be one.
        BadId = "bad-id",
        /// A word is none of those that are known.
        UnknownWord = "unknown-word",
        /// The time of its document looks like midnight somewhere in the east.
        Elsewhere = "elsewhere",
        /// It does not pass the checks of a corpus.
        Unsound = "unsound",
        /// Text follows the closing quotation mark of a field.
        AfterQuote = "after-quote",
        /// A quotation mark is never closed.
        OpenQuote = "open-quote",
        /// A quoted field holds what would be rows without its quotation marks.
        HoldsRows = "holds-rows",
        /// It names no entity.
        NoName = "no-name",
        /// The kind is none.
        UnknownKind = "unknown-kind",
        /// A role cannot be read.
        BadRole = "bad-role",
        /// An earlier row of the entity says something else.
        OtherRow = "other-row",
        /// Several entities are called so.
        Ambiguous = "ambiguous",
        /// It is not there.
        NotThere = "not-there",
    }
}

impl Reason {
    /// The reason in a sentence.
    pub const fn message(self) -> &'static str {
        match self {
            Self::Ragged => "has more or fewer fields than the header",
            Self::Encoding => "is not UTF-8",
            Self::NoHolder => "names no holder",
            Self::NoTarget => "names no target",
            Self::Itself => "is about the holder itself",
            Self::NoVerb => "has no verb",
            Self::UnknownVerb => "has an unknown verb",
            Self::NoStance => "is no stance",
            Self::NoDate => "has no date",
            Self::BadDate => "has a date that cannot be read",
            Self::BadNumber => "has a number that cannot be read",
            Self::Fields => "has too few or too many fields",
            Self::NoVertex => "joins a vertex that is not there",
            Self::Apart => "joins vertices that are never there at the same time",
            Self::BelowZero => "has a value below zero, though its relation stands for a verb",
            Self::BadCount => "has a count that cannot be read",
            Self::BadTime => "has a time that cannot be read",
            Self::BadSign => "has a sign that is no number",
            Self::AfterClose => "is dated after the election was closed",
            Self::NoSource => "stands in no document that is there",
            Self::BadSpan => "marks words outside the text of its document",
            Self::BadId => "has no id, or one with white space",
            Self::UnknownWord => "has a word that is not known",
            Self::Unsound => "does not pass the checks of a corpus",
            Self::AfterQuote => "has text after a closing quotation mark",
            Self::HoldsRows => "has a quoted field that holds lines like rows",
            Self::OpenQuote => "opens a quotation mark that is not closed",
            Self::NoName => "has neither an id nor a name",
            Self::UnknownKind => "has an unknown kind, which is not used",
            Self::BadRole => "has a role that cannot be read, which is not used",
            Self::OtherRow => "differs from an earlier row of the entity, which counts",
            Self::Ambiguous => "may mean several entities that are there",
            Self::NotThere => "is not there",
            Self::Elsewhere => {
                "may be dated a day too early: its time looks like midnight elsewhere"
            }
        }
    }
}

impl Reason {
    /// What can be done about it, where that is not plain from the reason.
    pub const fn remedy(self) -> Option<&'static str> {
        match self {
            Self::Ragged => Some("a field that holds a delimiter or a line end stands in quotes"),
            Self::Encoding => {
                Some("say the encoding, such as --encoding windows-1252, or save the file as UTF-8")
            }
            Self::UnknownVerb => Some("say what the values stand for: --values VALUE=VERB,…"),
            Self::BadDate => Some(
                "dates are EDTF: 2018-04-25, 2018-04, 2018-04~, 2018-04-20/2018-04-25; tables have --dates",
            ),
            Self::BadNumber => Some("a confidence is a number from 0 to 1"),
            Self::Elsewhere => {
                Some("say where the project was kept, such as --time-zone Europe/Berlin")
            }
            Self::AfterQuote | Self::OpenQuote | Self::HoldsRows => Some(
                "a quotation mark inside a quoted field is written twice; if fields are not quoted, use --quotes none",
            ),
            Self::UnknownKind => Some(
                "kinds are person, politician, party, organization, outlet, country, group, topic, event, work",
            ),
            Self::BadRole => Some(
                "write a role as `member of Labour 2012..2016`, several with ; between, or in columns role, of, from, until",
            ),
            Self::Ambiguous => Some("give the id that the entity has there"),
            Self::BadSign => Some("a sign is 1 or -1, + or -, or a rating above or below 0"),
            Self::Fields
            | Self::Unsound
            | Self::BadCount
            | Self::NoVertex
            | Self::Apart
            | Self::BelowZero
            | Self::BadTime
            | Self::AfterClose
            | Self::NoSource
            | Self::BadId
            | Self::UnknownWord
            | Self::BadSpan
            | Self::NoHolder
            | Self::NoTarget
            | Self::Itself
            | Self::NoVerb
            | Self::NoStance
            | Self::NoDate
            | Self::NoName
            | Self::OtherRow
            | Self::NotThere => None,
        }
    }
}

/// Rows that were left out for one reason.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// How many.
    pub rows: usize,
    /// The first lines, ascending.
    pub lines: Vec<u64>,
    /// What was written there that is not understood, and how often.
    pub values: BTreeMap<String, usize>,
    /// How many rows have another value than those that are counted.
    pub uncounted: usize,
}

/// So many lines are kept of each reason.
const TOLD: usize = 5;
/// So many distinct values are counted of each reason in each part of a file.
const COUNTED: usize = 1_000;

/// What an import counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// Rows, told by their lines.
    #[default]
    Rows,
    /// Cells of a table with many statements in each row, told by their lines.
    Cells,
    /// Items with numbers of their own.
    Items,
    /// Rows of a table of entities.
    Entities,
    /// Arcs of a network, of which an edge has two, told by their lines.
    Arcs,
}

/// What a column was read as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Usage {
    /// The fields of these names.
    Fields(Vec<Cow<'static, str>>),
    /// Cells that say what was done, for the holder or the target that the heading names.
    Cells(&'static str),
    /// Nothing.
    Unused,
}

/// A column of a table, and what it was read as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnUse {
    /// Its number, from 1 on.
    pub number: usize,
    /// Its heading, or `#3` where there are none.
    pub heading: String,
    /// What it was read as.
    pub usage: Usage,
    /// Whether a column before it has the same heading.
    pub repeats: bool,
}

/// What an import read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// Rows after the header, or what else is counted.
    pub rows: usize,
    /// The stances that rows say beyond one each, where holders or targets are split or edges have no direction.
    pub more_stances: usize,
    /// Stances that are statements.
    pub statements: usize,
    /// The others.
    pub left_out: BTreeMap<Reason, LeftOut>,
    /// Statements that lack something for a reason, but are statements.
    pub incomplete: BTreeMap<Reason, LeftOut>,
    /// What became of each column, for formats that have columns.
    pub columns: Vec<ColumnUse>,
    /// The distinct values that stood for verbs, with what they were read as, and how often.
    pub values: BTreeMap<String, usize>,
    /// The distinct values of cells that say that there is nothing, and how often.
    pub nothing: BTreeMap<String, usize>,
    /// Dates that might have meant something else.
    pub doubts: BTreeMap<Doubt, LeftOut>,
    /// What was assumed or chosen, in sentences.
    pub notes: Vec<String>,
    /// What is counted, and how its places are told.
    pub unit: Unit,
    /// The encoding that the data were found to have, if it is not UTF-8.
    pub encoding: Option<&'static str>,
}

impl ImportReport {
    pub(super) fn leave_out(&mut self, reason: Reason, line: u64, value: Option<&str>) {
        self.left_out.entry(reason).or_default().count(line, value);
    }

    /// Notes a statement that lacks something.
    pub(super) fn note(&mut self, reason: Reason, line: u64, value: Option<&str>) {
        self.incomplete.entry(reason).or_default().count(line, value);
    }

    /// Notes a date that might have meant something else.
    pub(super) fn doubt(&mut self, doubt: Doubt, line: u64, text: &str) {
        self.doubts.entry(doubt).or_default().count(line, Some(text));
    }

    /// Adds what another part of the same data gave.
    pub(super) fn add(&mut self, other: Self) {
        self.rows += other.rows;
        self.more_stances += other.more_stances;
        self.statements += other.statements;
        for (reason, part) in other.left_out {
            self.left_out.entry(reason).or_default().add(part);
        }
        for (reason, part) in other.incomplete {
            self.incomplete.entry(reason).or_default().add(part);
        }
        for (doubt, part) in other.doubts {
            self.doubts.entry(doubt).or_default().add(part);
        }
        for (value, count) in other.values {
            *self.values.entry(value).or_default() += count;
        }
        for (value, count) in other.nothing {
            *self.nothing.entry(value).or_default() += count;
        }
        self.notes.extend(other.notes);
    }
}

impl LeftOut {
    fn count(&mut self, line: u64, value: Option<&str>) {
        self.rows += 1;
        if self.lines.len() < TOLD {
            self.lines.push(line);
        }
        let Some(value) = value else { return };
        if let Some(n) = self.values.get_mut(value) {
            *n += 1;
        } else if self.values.len() < COUNTED {
            self.values.insert(value.to_owned(), 1);
        } else {
            self.uncounted += 1;
        }
    }

    fn add(&mut self, part: Self) {
        self.rows += part.rows;
        self.uncounted += part.uncounted;
        self.lines.extend(part.lines);
        self.lines.sort_unstable();
        self.lines.truncate(TOLD);
        for (value, count) in part.values {
            *self.values.entry(value).or_default() += count;
        }
    }

    /// The most frequent values that are not understood.
    pub fn frequent_values(&self) -> Vec<(&str, usize)> {
        let mut values: Vec<(&str, usize)> =
            self.values.iter().map(|(value, count)| (value.as_str(), *count)).collect();
        values.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        values.truncate(TOLD);
        values
    }
}

/// What became of the rows that were read, once all of them were known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Rows that say what an earlier row says, in every field.
    pub repeated: usize,
    /// Where the first of them stand.
    pub repeated_at: Vec<String>,
    /// Rows with the id of an earlier row that say something else: they correct it.
    pub corrections: usize,
    /// Where the first of them stand.
    pub corrected_at: Vec<String>,
    /// Rows that were left out only then.
    pub left_out: BTreeMap<Reason, LeftOutLate>,
    /// Statements that cannot stand without another that was left out.
    pub dependent: usize,
    /// The spellings of each entity that has several.
    pub united: Vec<Vec<String>>,
    /// What was chosen where rows differ, in sentences.
    pub notes: Vec<String>,
    /// What is known of the data beside their statements.
    pub provenance: Provenance,
}

/// Rows that were left out for one reason once all rows were known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeftOutLate {
    /// How many.
    pub rows: usize,
    /// Where the first of them stand: lines, or files and lines.
    pub places: Vec<String>,
    /// What is wrong, and how often.
    pub values: BTreeMap<String, usize>,
}

impl Outcome {
    pub(super) fn leave_out(&mut self, reason: Reason, place: String, value: Option<&str>) {
        let left_out = self.left_out.entry(reason).or_default();
        left_out.rows += 1;
        if left_out.places.len() < TOLD {
            left_out.places.push(place);
        }
        if let Some(value) = value {
            *left_out.values.entry(value.to_owned()).or_default() += 1;
        }
    }

    pub(super) fn correct(&mut self, place: String) {
        self.corrections += 1;
        if self.corrected_at.len() < TOLD {
            self.corrected_at.push(place);
        }
    }

    pub(super) fn repeat(&mut self, place: String) {
        self.repeated += 1;
        if self.repeated_at.len() < TOLD {
            self.repeated_at.push(place);
        }
    }

    /// What came of statements that were taken in, where `place` tells where a line is.
    pub fn of(taken: Taken, place: impl Fn(u32) -> String) -> Self {
        let Taken { repeated, about_itself, corrections, united, within } = taken;
        let places = |lines: Vec<u32>| lines.into_iter().map(&place).collect();
        // Entities come in by name.
        let given_ids = Some(std::collections::BTreeSet::new());
        let lines = Places::Lines { within, tables: Vec::new() };
        let provenance = Provenance { given_ids, places: lines, ..Provenance::default() };
        let mut outcome = Self { repeated: repeated.n, united, provenance, ..Self::default() };
        outcome.repeated_at = places(repeated.lines);
        outcome.corrections = corrections.n;
        outcome.corrected_at = places(corrections.lines);
        if about_itself.n > 0 {
            let (rows, places) = (about_itself.n, places(about_itself.lines));
            let left_out = LeftOutLate { rows, places, values: BTreeMap::new() };
            outcome.left_out.insert(Reason::Itself, left_out);
        }
        outcome
    }

    /// How many rows are no statements, though each could be one by itself.
    pub fn n_left_out(&self) -> usize {
        let late: usize = self.left_out.values().map(|left_out| left_out.rows).sum();
        self.repeated + late + self.dependent
    }
}
