//! `shifts --count`: the number of shifts.

use super::{Answer, Cell, Column, CountRow, Document, Summary, ViewFacts, rows::polarity_cell};
use crate::{
    analysis::shift_counts::count_shifts,
    model::{EntityIndex, Polarity},
    view::View,
};
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
    let title = match entity {
        None => "Number of shifts".to_owned(),
        Some(entity) => {
            format!("Number of shifts by and towards {}", view.graph().entity(entity).name())
        }
    };
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
