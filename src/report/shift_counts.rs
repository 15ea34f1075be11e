//! `shifts --count`, `shifts --every`: the number of shifts.

use super::{
    Answer, Cell, Column, CountRow, Document, SeriesRow, Summary, ViewFacts,
    rows::polarity_cell,
    series::{number_cells, series_document},
};
use crate::{
    analysis::{
        series::Period,
        shift_counts::{ShiftCounts, count_shifts, count_shifts_of_each},
    },
    model::{EntityIndex, Polarity},
    view::View,
};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;

/// Counts the shifts of a view, of one entity or of all: the summary, and the same numbers as rows.
pub fn shift_counts<'g>(
    view: &View<'g>,
    entity: Option<EntityIndex>,
    facts: ViewFacts,
) -> Answer<'g, CountRow> {
    let counts = count_shifts(view, entity);
    let shifts = counts.to_positive + counts.to_negative;
    let summary: Summary = super::answer::summary([
        ("shifts", json!(shifts)),
        ("possible", json!(counts.possible)),
        ("pairs", json!(counts.pairs)),
        ("holders", json!(counts.holders)),
        ("to_positive", json!(counts.to_positive)),
        ("to_negative", json!(counts.to_negative)),
    ]);
    let row = |measure, name: Option<&str>, count| CountRow {
        measure,
        name: name.map(str::to_owned),
        count,
    };
    let rows = vec![
        row("shifts", None, shifts),
        row("possible", None, counts.possible),
        row("pairs", None, counts.pairs),
        row("holders", None, counts.holders),
        row("to", Some(Polarity::Positive.word()), counts.to_positive),
        row("to", Some(Polarity::Negative.word()), counts.to_negative),
    ];
    let title = title(view, entity);
    let period = facts.in_words.clone();
    Answer {
        command: "shifts",
        view: facts,
        summary,
        rows,
        document: Box::new(move |rows: &[CountRow]| {
            let mut document = Document::titled(&title, &period);
            let cells = rows.iter().map(|row| {
                let what = match &row.name {
                    Some(polarity) => polarity_cell(polarity, &format!("to {polarity}")),
                    None => Cell::plain(row.measure),
                };
                vec![what, Cell::plain(row.count.to_string())]
            });
            document.table(&[Column::new("WHAT"), Column::number("N")], cells.collect(), "");
            document
        }),
    }
}

fn title(view: &View<'_>, entity: Option<EntityIndex>) -> String {
    match entity {
        None => "Number of shifts".to_owned(),
        Some(entity) => {
            format!("Number of shifts by and towards {}", view.graph().entity(entity).name())
        }
    }
}

/// The number of shifts of a period.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct ShiftPeriodRow {
    /// Shifts.
    pub shifts: usize,
    /// Of these, the definite ones.
    pub definite: usize,
    /// Of these, those that are only possible.
    pub possible: usize,
    /// The pairs with shifts.
    pub pairs: usize,
    /// The holders of these pairs.
    pub holders: usize,
    /// Shifts to positive.
    pub to_positive: usize,
    /// Shifts to negative.
    pub to_negative: usize,
}

impl From<ShiftCounts> for ShiftPeriodRow {
    fn from(counts: ShiftCounts) -> Self {
        let shifts = counts.to_positive + counts.to_negative;
        Self {
            shifts,
            definite: shifts - counts.possible,
            possible: counts.possible,
            pairs: counts.pairs,
            holders: counts.holders,
            to_positive: counts.to_positive,
            to_negative: counts.to_negative,
        }
    }
}

/// The number of shifts of each period, of one entity or of all.
pub fn series_of_shifts<'g>(
    view: &View<'g>,
    entity: Option<EntityIndex>,
    periods: &[Period<'g>],
    facts: ViewFacts,
) -> Answer<'g, SeriesRow<ShiftPeriodRow>> {
    let views: Vec<View<'_>> = periods.iter().map(|period| period.view.clone()).collect();
    let rows = periods.iter().zip(count_shifts_of_each(&views, entity));
    let title = format!("{} by period", title(view, entity));
    let period = facts.in_words.clone();
    Answer {
        command: "shifts",
        view: facts,
        summary: Summary::new(),
        rows: rows.map(|(period, counts)| SeriesRow::new(period.span, counts.into())).collect(),
        document: Box::new(move |rows: &[SeriesRow<ShiftPeriodRow>]| {
            let columns = ["SHIFTS", "DEFINITE", "PAIRS", "TO POSITIVE", "TO NEGATIVE"];
            series_document(&title, &period, &columns.map(Column::number), rows, |row| {
                number_cells([
                    row.shifts,
                    row.definite,
                    row.pairs,
                    row.to_positive,
                    row.to_negative,
                ])
            })
        }),
    }
}
