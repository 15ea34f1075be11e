//! An answer as values that outlive the graph.

use super::{
    Summary, ViewFacts,
    answer::{Answer, Row},
    columns::{schema, table_columns},
    document::{Block, Document, Tone},
    machine::{about, rows},
    terminal,
};
use crate::export::tabular::batches;
use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use serde_json::Value;
use std::io;

/// So many rows are laid out for people in any case.
const MOST_LAID_OUT: usize = 10_000;
/// Of more, the first ones.
const FIRST_LAID_OUT: usize = 60;

/// An answer whose rows are Arrow record batches, for programs that keep it.
#[derive(Clone, Debug)]
pub struct AnswerTable {
    /// The command.
    pub command: &'static str,
    /// The view.
    pub view: ViewFacts,
    /// Fields beside the rows.
    pub summary: Summary,
    /// The type of a row: `TieRow`, or `SeriesRow<TiesPeriodRow>`.
    pub row_type: String,
    /// The JSON schema of a row. A field within a field is a column with the names of both.
    pub row: Value,
    /// The columns; what stands beside the rows is in the metadata, as JSON.
    pub columns: SchemaRef,
    /// The rows.
    pub batches: Vec<RecordBatch>,
    /// The answer for people; of very many rows, the first ones and how many more there are.
    pub document: Document,
}

impl AnswerTable {
    /// The number of rows.
    pub fn n_rows(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    /// The answer for people with at most so many rows of each table, and how many more there are.
    pub fn shortened(&self, most_rows: usize) -> Document {
        let mut shortened = Document::default();
        for block in &self.document.blocks {
            match block {
                Block::Table { columns, rows } if rows.len() > most_rows => {
                    let more = rows.len() - most_rows;
                    let rows = rows.iter().take(most_rows).cloned().collect();
                    shortened.blocks.push(Block::Table { columns: columns.clone(), rows });
                    shortened.line(format!("… and {more} more"), Tone::Dim);
                }
                block => shortened.blocks.push(block.clone()),
            }
        }
        shortened
    }
}

impl Document {
    /// The document as text of at most so many columns, without styles.
    pub fn text(&self, width: usize) -> String {
        anstream::adapter::strip_str(&terminal::render(self, width)).to_string()
    }
}

impl<R: Row> Answer<'_, R> {
    /// The answer as values that outlive the graph.
    pub fn table(&self) -> io::Result<AnswerTable> {
        let (columns, batches) = batches(&table_columns::<R>(), rows(self), about(self)?)?;
        Ok(AnswerTable {
            command: self.command,
            view: self.view.clone(),
            summary: self.summary.clone(),
            row_type: name_of::<R>(),
            row: schema::<R>(),
            columns,
            batches,
            document: self.laid_out(),
        })
    }

    fn laid_out(&self) -> Document {
        let Some(first) =
            self.rows.get(..FIRST_LAID_OUT).filter(|_| self.rows.len() > MOST_LAID_OUT)
        else {
            return (self.document)(&self.rows);
        };
        let mut document = (self.document)(first);
        let is_table = |block: &Block| matches!(block, Block::Table { .. });
        // What follows the rows counts them.
        document.blocks.truncate(document.blocks.iter().rposition(is_table).map_or(0, |at| at + 1));
        document.line(format!("… and {} more", self.rows.len() - FIRST_LAID_OUT), Tone::Dim);
        document
    }
}

/// The name of a type without the modules in which it is, and without lifetimes.
fn name_of<T>() -> String {
    let name = std::any::type_name::<T>().replace("<'_>", "");
    let parts: Vec<&str> =
        name.split('<').map(|path| path.rsplit("::").next().unwrap_or(path)).collect();
    parts.join("<")
}
