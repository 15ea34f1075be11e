//! `stats --by attr.NAME`: statements by the values of an attribute.

use super::{
    Answer, Cell, Column, Document, SeriesRow, Summary, Tone, ViewFacts, document,
    effects::EffectCounts,
    series::{series_document, series_rows},
};
use crate::{
    analysis::{
        attribute_counts::{ValueCounts, ValuesOf, attribute_counts},
        series::Period,
    },
    view::{View, filter::Bearer},
};
use schemars::JsonSchema;
use serde::Serialize;

/// Counts over the statements of those who have a value of an attribute.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct ValueRow {
    /// The name of the attribute.
    pub attribute: String,
    /// The value; `None` for those who have none.
    pub value: Option<String>,
    /// How many.
    #[serde(flatten)]
    pub counts: EffectCounts,
}

/// The counts of a view, at most those of `most` values.
fn rows(view: &View<'_>, of: &ValuesOf, most: Option<usize>) -> Vec<ValueRow> {
    let row = |ValueCounts { value, by_effect, possible_by_effect }| ValueRow {
        attribute: of.name().to_owned(),
        value,
        counts: EffectCounts::new(&by_effect, &possible_by_effect),
    };
    let counts = attribute_counts(view, of).into_iter();
    counts.take(most.unwrap_or(usize::MAX)).map(row).collect()
}

fn title(of: &ValuesOf) -> String {
    let name = of.name();
    match of.bearer() {
        Bearer::Either => format!("Statements by {name} of holder or target"),
        Bearer::Holder => format!("Statements by {name} of the holder"),
        Bearer::Target => format!("Statements by {name} of the target"),
        Bearer::Source => format!("Statements by {name} of the source"),
    }
}

fn columns(statements: &'static str) -> Vec<Column> {
    [Column::new("VALUE")].into_iter().chain(EffectCounts::table_columns(statements)).collect()
}

fn cells(row: &ValueRow, counts: [Cell; 6]) -> Vec<Cell> {
    let value = row.value.as_ref().map(Cell::plain);
    let value = value.unwrap_or_else(|| Cell::toned(format!("no {}", row.attribute), Tone::Dim));
    [value].into_iter().chain(counts).collect()
}

/// The values of an attribute with the most statements, or all.
pub fn stats_by_attribute<'g>(
    view: &View<'g>,
    of: &ValuesOf,
    most: Option<usize>,
    facts: ViewFacts,
) -> Answer<'g, ValueRow> {
    let (title, period) = (title(of), facts.in_words.clone());
    Answer {
        command: "stats",
        view: facts,
        summary: Summary::new(),
        rows: rows(view, of, most),
        document: Box::new(move |rows: &[ValueRow]| {
            let mut document = Document::titled(&title, &period);
            let lines = rows.iter().map(|row| cells(row, row.counts.cells())).collect();
            document.table(&columns("STATEMENTS"), lines, "Nothing to show in this view.");
            if !rows.is_empty() {
                document.space();
                document.line(document::count(rows.len(), "value", "values"), Tone::Dim);
            }
            document
        }),
    }
}

/// The same for each period.
pub fn series_by_attribute<'g>(
    periods: &[Period<'g>],
    of: &ValuesOf,
    most: Option<usize>,
    facts: ViewFacts,
) -> Answer<'g, SeriesRow<ValueRow>> {
    let counted = periods.iter().map(|period| (period.span, rows(&period.view, of, most)));
    let (title, period) = (format!("{} and period", title(of)), facts.in_words.clone());
    Answer {
        command: "stats",
        view: facts,
        summary: Summary::new(),
        rows: series_rows(counted.collect()),
        document: Box::new(move |rows: &[SeriesRow<ValueRow>]| {
            let open = |row: &ValueRow| cells(row, row.counts.open_cells());
            series_document(&title, &period, &columns("DEFINITE"), rows, open)
        }),
    }
}
