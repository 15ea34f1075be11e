//! Series: the rows of an answer for each calendar period.

use super::{Cell, Column, Document, rows::bounded};
use crate::model::Span;
use schemars::JsonSchema;
use serde::Serialize;

/// A row of a series: a period and its row.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
#[schemars(rename = "SeriesOf{R}")]
pub struct SeriesRow<R> {
    /// The first day of the period.
    #[schemars(extend("format" = "date"))]
    pub begin: Option<String>,
    /// The day after its last.
    #[schemars(extend("format" = "date"))]
    pub end: Option<String>,
    /// The row of the period.
    #[serde(flatten)]
    pub row: R,
}

impl<R> SeriesRow<R> {
    /// The row of a period.
    pub fn new(period: Span, row: R) -> Self {
        Self { begin: bounded(period.begin), end: bounded(period.end), row }
    }
}

/// The rows of each period.
pub(super) fn series_rows<R>(periods: Vec<(Span, Vec<R>)>) -> Vec<SeriesRow<R>> {
    let of =
        |(span, rows): (Span, Vec<R>)| rows.into_iter().map(move |row| SeriesRow::new(span, row));
    periods.into_iter().flat_map(of).collect()
}

/// The document of a series: the days of each period, and the cells of its row.
pub(super) fn series_document<'r, R: 'r>(
    title: &str,
    period: &str,
    columns: &[Column],
    rows: impl IntoIterator<Item = &'r SeriesRow<R>>,
    cells: impl Fn(&R) -> Vec<Cell>,
) -> Document {
    let mut document = Document::titled(title, period);
    let columns = [&[Column::new("BEGIN"), Column::new("END (EXCLUDED)")], columns].concat();
    let day = |day: &Option<String>| Cell::plain(day.as_deref().unwrap_or(".."));
    let rows = rows
        .into_iter()
        .map(|row| [vec![day(&row.begin), day(&row.end)], cells(&row.row)].concat());
    document.table(&columns, rows.collect(), "Nothing to show in this view.");
    document
}

/// Cells with numbers.
pub(super) fn number_cells<const N: usize>(counts: [usize; N]) -> Vec<Cell> {
    counts.map(|count| Cell::plain(count.to_string())).to_vec()
}
