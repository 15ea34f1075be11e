//! `diff`: what changed between two days.

use super::{
    Answer, Cell, Column, Document, Tone, ViewFacts,
    answer::summary,
    document::count,
    rows::{DiffRow, DiffSide, signed},
};
use crate::{analysis, graph::View};
use serde_json::json;

/// The differences between the ends of two views of one graph; `days` are the dates asked for.
pub fn diff<'g>(
    before: &View<'g>,
    after: &View<'g>,
    days: [&str; 2],
    facts: ViewFacts,
) -> Answer<'g, DiffRow<'g>> {
    let graph = before.graph();
    let differences = analysis::diff::diff(before, after);
    let names: Vec<String> = differences
        .iter()
        .map(|difference| {
            let name = |entity| graph.entity(entity).name.as_str();
            format!(
                "{} → {}",
                name(graph.holder(difference.pair)),
                name(graph.target(difference.pair))
            )
        })
        .collect();
    let title = format!("What changed between {} and {}", days[0], days[1]);
    let period = facts.in_words.clone();
    Answer {
        command: "diff",
        view: facts,
        summary: summary([("from", json!(days[0])), ("to", json!(days[1]))]),
        rows: differences.iter().map(|difference| DiffRow::new(graph, difference)).collect(),
        document: Box::new(move |rows: &[DiffRow<'_>]| {
            let mut document = Document::titled(&title, &period);
            let columns = [
                Column::new("CHANGE"),
                Column::wrapped("PAIR"),
                Column::new("BEFORE"),
                Column::new("AFTER"),
            ];
            let cells = rows.iter().zip(&names).map(|(row, name)| {
                vec![
                    Cell::plain(row.change),
                    Cell::plain(name),
                    side(row.before.as_ref()),
                    side(row.after.as_ref()),
                ]
            });
            document.table(&columns, cells.collect(), "Nothing changed.");
            if !rows.is_empty() {
                document.space();
                document.line(count(rows.len(), "change", "changes"), Tone::Dim);
            }
            document
        }),
    }
}

fn side(side: Option<&DiffSide<'_>>) -> Cell {
    side.map_or_else(
        || Cell::toned("none", Tone::Dim),
        |side| signed(side.polarity, &format!("{} ({})", side.verb, side.strength)),
    )
}
