//! `diff`: what changed between two days.

use super::{
    Answer, Cell, Column, Document, Tone, ViewFacts,
    answer::summary,
    document::count,
    rows::{holder_and_target, polarity_cell},
};
use crate::{
    analysis::{
        self,
        diff::{Change, Difference},
    },
    graph::TemporalGraph,
    model::Polarity,
    view::{Tie, View},
};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;
use std::borrow::Cow;

/// One side of a difference.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct DiffSide<'g> {
    /// The polarity of the tie.
    #[schemars(extend("enum" = Polarity::WORDS))]
    pub polarity: &'static str,
    /// The verb of its strongest deciding statement.
    pub verb: &'g str,
    /// The strength of that verb.
    pub strength: f64,
    /// The id of that statement.
    pub statement: Cow<'g, str>,
}

/// A difference between two days.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct DiffRow<'g> {
    /// The holder's id.
    pub holder: &'g str,
    /// The holder's name.
    pub holder_name: &'g str,
    /// The target's id.
    pub target: &'g str,
    /// The target's name.
    pub target_name: &'g str,
    /// The kind of change.
    #[schemars(extend("enum" = Change::WORDS))]
    pub change: &'static str,
    /// The tie before.
    pub before: Option<DiffSide<'g>>,
    /// The tie after.
    pub after: Option<DiffSide<'g>>,
}

impl<'g> DiffRow<'g> {
    /// The row of a difference.
    pub(crate) fn new(graph: &'g TemporalGraph, difference: &Difference) -> Self {
        let side = |tie: &Tie| {
            let lead = graph.statement(tie.lead);
            let verb = lead.verb();
            let strength = verb.strength.value();
            DiffSide {
                polarity: tie.polarity.word(),
                verb: &verb.word,
                strength,
                statement: lead.id(),
            }
        };
        let [holder, target] = holder_and_target(graph, difference.pair);
        Self {
            holder: holder.id(),
            holder_name: holder.name(),
            target: target.id(),
            target_name: target.name(),
            change: difference.change.word(),
            before: difference.before.as_ref().map(side),
            after: difference.after.as_ref().map(side),
        }
    }
}

/// The differences between the ends of two views of one graph; `days` are the dates as typed.
pub fn diff<'g>(
    before: &View<'g>,
    after: &View<'g>,
    days: [&str; 2],
    facts: ViewFacts,
) -> Answer<'g, DiffRow<'g>> {
    let graph = before.graph();
    let differences = analysis::diff::diff(before, after);
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
            let cells = rows.iter().map(|row| {
                vec![
                    Cell::plain(row.change),
                    Cell::plain(format!("{} → {}", row.holder_name, row.target_name)),
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
        |side| polarity_cell(side.polarity, &format!("{} ({})", side.verb, side.strength)),
    )
}
