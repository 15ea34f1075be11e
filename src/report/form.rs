//! The forms of an answer.

use super::{
    answer::{Answer, Row},
    machine, terminal,
};
use crate::model::words;
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
        /// The rows as an Arrow IPC file.
        Arrow = "arrow",
        /// The rows as a Parquet file.
        Parquet = "parquet",
    }
}

impl Form {
    /// Whether it is for programs, and so never coloured.
    pub fn is_for_programs(self) -> bool {
        self != Self::Table
    }

    /// Whether it is not text.
    pub fn is_binary(self) -> bool {
        matches!(self, Self::Arrow | Self::Parquet)
    }
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
            Form::Arrow => machine::arrow(self, out),
            Form::Parquet => machine::parquet(self, out),
        }
    }
}
