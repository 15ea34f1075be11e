//! The envelope of every answer, and its four forms.

use super::{document::Document, machine, terminal};
use crate::model::words;
use serde::Serialize;
use serde_json::{Map, Value};
use std::io::{self, Write};

words! {
    /// The form of an answer.
    pub enum Form {
        /// For people.
        Table = "table",
        /// One JSON object, rows and summary.
        Json = "json",
        /// The rows, one JSON object a line.
        Jsonl = "jsonl",
        /// The rows as RFC 4180.
        Csv = "csv",
    }
}

impl Form {
    /// Whether programs read it, so that it is never coloured.
    pub fn is_for_programs(self) -> bool {
        self != Self::Table
    }
}

/// What a view looked at, as every answer says it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ViewFacts {
    /// The first day, or nothing.
    pub begin: Option<String>,
    /// The day after the last, or nothing.
    pub end: Option<String>,
    /// The date given to `--as-of`.
    pub as_of: Option<String>,
    /// The date given to `--known-by`.
    pub known_by: Option<String>,
    /// The filter.
    pub r#where: Option<String>,
    /// The view in words, for people.
    #[serde(skip)]
    pub in_words: String,
}

/// A row of an answer. Its serialized fields are a contract.
pub trait Row: Serialize {
    /// The columns of CSV: the fields in order, those of an inner record joined as `outer_inner`.
    const COLUMNS: &'static [&'static str];

    /// Fields that only some rows have; their columns stand last, and only if some row has them.
    const OCCASIONAL: &'static [&'static str] = &[];
}

/// Fields beside the rows.
pub type Summary = Map<String, Value>;

/// How rows become a document.
pub type Layout<'g, R> = Box<dyn Fn(&[R]) -> Document + 'g>;

/// The answer to a command.
pub struct Answer<'g, R> {
    /// The command.
    pub command: &'static str,
    /// What the view looked at.
    pub view: ViewFacts,
    /// Fields beside the rows.
    pub summary: Summary,
    /// The rows.
    pub rows: Vec<R>,
    /// The answer for people, made when it is wanted.
    pub document: Layout<'g, R>,
}

impl<R: Row> Answer<'_, R> {
    /// Writes the answer. Tables are at most `width` columns wide and carry ANSI styles.
    pub fn write(&self, form: Form, width: usize, out: &mut dyn Write) -> io::Result<()> {
        match form {
            Form::Table => {
                out.write_all(terminal::render(&(self.document)(&self.rows), width).as_bytes())
            }
            Form::Json => machine::json(self, out),
            Form::Jsonl => machine::jsonl(self, out),
            Form::Csv => machine::csv(self, out),
        }
    }
}

/// The summary with these fields.
pub(super) fn summary<const N: usize>(fields: [(&str, Value); N]) -> Summary {
    fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}
