//! `rename`, `merge`: what changes, place by place.

use super::{Answer, Cell, Column, Document, Tone, ViewFacts, answer::summary, document::count};
use crate::corpus::NameChange;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;
use std::path::Path;

/// So many places are shown in the table.
const MOST: usize = 40;

/// A place that changes.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct RenamingRow {
    /// The file's path.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The section and the field.
    pub field: String,
    /// What stands there.
    pub before: String,
    /// What will; null where the record goes.
    pub after: Option<String>,
}

/// What a renaming changes in the files at these paths, and in others beside the corpus.
pub fn renaming<'g>(
    command: &'static str,
    changes: &[NameChange],
    (paths, others): (&[&Path], &[String]),
    is_written: bool,
) -> Answer<'g, RenamingRow> {
    let path = |file: usize| paths.get(file).map(|path| path.display().to_string());
    let row = |change: &NameChange| RenamingRow {
        file: path(change.file).unwrap_or_default(),
        line: change.line,
        field: change.field.clone(),
        before: change.before.clone(),
        after: change.after.clone(),
    };
    let mut files: Vec<usize> = changes.iter().map(|change| change.file).collect();
    files.dedup();
    let n_files = files.len();
    let beside = others.to_vec();
    Answer {
        command,
        view: ViewFacts::default(),
        summary: summary([
            ("written", json!(is_written)),
            ("files", json!(n_files)),
            ("other_files", json!(others)),
        ]),
        rows: changes.iter().map(row).collect(),
        document: Box::new(move |rows: &[RenamingRow]| {
            let title = if is_written { "Changed" } else { "Would change" };
            let mut document = Document::titled(title, "place, field, before, after");
            let columns = [
                Column::new("PLACE"),
                Column::new("FIELD"),
                Column::wrapped("BEFORE"),
                Column::wrapped("AFTER"),
            ];
            let cells = rows.iter().take(MOST).map(|row| {
                let after = match &row.after {
                    Some(after) => Cell::plain(after),
                    None => Cell::toned("(goes)", Tone::Dim),
                };
                vec![
                    Cell::plain(format!("{}:{}", row.file, row.line)),
                    Cell::plain(&row.field),
                    Cell::plain(&row.before),
                    after,
                ]
            });
            document.table(&columns, cells.collect(), "Nothing is called so.");
            document.space();
            let (places, files) =
                (count(rows.len(), "place", "places"), count(n_files, "file", "files"));
            let more = if rows.len() > MOST {
                format!("; the first {MOST} are shown, -O json has all")
            } else {
                String::new()
            };
            document.line(format!("{places} in {files}{more}"), Tone::Dim);
            if !beside.is_empty() {
                document.line(format!("and in {}", beside.join(", ")), Tone::Dim);
            }
            document
        }),
    }
}
