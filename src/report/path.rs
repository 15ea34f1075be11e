//! `path`: the path of fewest ties between two entities.

use super::{
    Answer, Cell, Column, Document, Tone, ViewFacts,
    answer::summary,
    document::count,
    rows::{holder_and_target, polarity_cell, quote_cell},
};
use crate::{
    analysis::path::{Walk, path as find_path},
    model::{EntityIndex, Polarity},
    view::{SignedGraph, View},
};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;
use std::borrow::Cow;

/// A tie of a path.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct StepRow<'g> {
    /// The holder's id.
    pub holder: &'g str,
    /// The holder's name.
    pub holder_name: &'g str,
    /// The target's id.
    pub target: &'g str,
    /// The target's name.
    pub target_name: &'g str,
    /// The standing polarity.
    #[schemars(extend("enum" = Polarity::WORDS))]
    pub polarity: &'static str,
    /// The verb of the strongest deciding statement.
    pub verb: &'g str,
    /// Its date, as written.
    pub date: Cow<'g, str>,
    /// Its id.
    pub statement: Cow<'g, str>,
}

/// The path with the fewest ties from one entity to another.
pub fn path<'g>(
    view: &View<'g>,
    ends: [EntityIndex; 2],
    walk: Walk,
    facts: ViewFacts,
) -> Answer<'g, StepRow<'g>> {
    let graph = view.graph();
    let found = find_path(&SignedGraph::new(view), ends[0], ends[1], walk);
    let sign = found.as_ref().and_then(|path| path.sign).map(Polarity::word);
    let ties = found.as_ref().map(|path| path.ties.clone()).unwrap_or_default();
    let rows = ties.iter().map(|tie| {
        let lead = graph.statement(tie.lead);
        let [holder, target] = holder_and_target(graph, tie.pair);
        StepRow {
            holder: holder.id(),
            holder_name: holder.name(),
            target: target.id(),
            target_name: target.name(),
            polarity: tie.polarity.word(),
            verb: &lead.verb().word,
            date: lead.date(),
            statement: lead.id(),
        }
    });
    let rows: Vec<StepRow<'_>> = rows.collect();
    let length = found.as_ref().map(|path| path.ties.len());
    let [from, to] = ends.map(|end| graph.entity(end).name());
    let title = format!("From {from} to {to}");
    let period = facts.in_words.clone();
    Answer {
        command: "path",
        view: facts,
        summary: summary([("length", json!(length)), ("sign", json!(sign))]),
        rows,
        document: Box::new(move |rows: &[StepRow<'_>]| {
            let mut document = Document::titled(&title, &period);
            let columns = [
                Column::new("WHO"),
                Column::new("STANCE"),
                Column::new("WHOM"),
                Column::new("DATE"),
                Column::wrapped("QUOTE"),
            ];
            let cells = rows.iter().zip(&ties).map(|(row, tie)| {
                vec![
                    Cell::plain(row.holder_name),
                    polarity_cell(row.polarity, row.verb),
                    Cell::plain(row.target_name),
                    Cell::plain(&*row.date),
                    quote_cell(graph.statement(tie.lead).quote().as_deref()),
                ]
            });
            let if_empty = if length == Some(0) {
                "Both are the same entity."
            } else {
                "No path connects them in this view."
            };
            document.table(&columns, cells.collect(), if_empty);
            if !rows.is_empty() {
                let sign = sign.map_or(
                    "no sign, because a tie on it is neutral or mixed".to_owned(),
                    |sign| format!("{sign} as the product of their signs"),
                );
                document.space();
                document.line(format!("{}; {sign}", count(rows.len(), "tie", "ties")), Tone::Dim);
            }
            document
        }),
    }
}
