//! `shifts --count`: how many there are, where nobody would read them all.

use super::{Answer, Cell, Column, CountRow, Document, Summary, ViewFacts, rows::signed};
use crate::{
    analysis::shifts::shifts_in_any_order,
    graph::{Certainty, View},
    model::{Effect, EntityIndex, Polarity},
};
use serde_json::json;
use std::collections::BTreeSet;

/// Counts the shifts of a view, of one entity or of all: the summary, and the same numbers as rows.
pub fn shift_counts<'g>(
    view: &View<'g>,
    entity: Option<EntityIndex>,
    facts: ViewFacts,
) -> Answer<'g, CountRow> {
    let graph = view.graph();
    let shifts = shifts_in_any_order(view, entity);
    let pairs: BTreeSet<_> = shifts.iter().map(|shift| shift.pair).collect();
    let holders: BTreeSet<_> = pairs.iter().map(|pair| graph.holder(*pair)).collect();
    let to = |polarity: Polarity| {
        let effect = Effect::Expresses(polarity);
        shifts.iter().filter(|shift| graph.statement(shift.to).effect() == effect).count()
    };
    let (positive, negative) = (to(Polarity::Positive), to(Polarity::Negative));
    let possible = shifts.iter().filter(|shift| shift.certainty == Certainty::Possible).count();
    let (pairs, holders) = (pairs.len(), holders.len());
    let summary: Summary = super::answer::summary([
        ("shifts", json!(shifts.len())),
        ("possible", json!(possible)),
        ("pairs", json!(pairs)),
        ("holders", json!(holders)),
        ("to_positive", json!(positive)),
        ("to_negative", json!(negative)),
    ]);
    let row = |measure, name: Option<&str>, count| CountRow {
        measure,
        name: name.map(str::to_owned),
        count,
    };
    let rows = vec![
        row("shifts", None, shifts.len()),
        row("possible", None, possible),
        row("pairs", None, pairs),
        row("holders", None, holders),
        row("to", Some(Polarity::Positive.word()), positive),
        row("to", Some(Polarity::Negative.word()), negative),
    ];
    let title = match entity {
        None => "How often sides were changed".to_owned(),
        Some(entity) => {
            format!("How often sides were changed around {}", graph.entity(entity).name())
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
                    Some(polarity) => signed(polarity, &format!("to {polarity}")),
                    None => Cell::plain(row.measure),
                };
                vec![what, Cell::plain(row.count.to_string())]
            });
            document.table(&[Column::new("WHAT"), Column::number("N")], cells.collect(), "");
            document
        }),
    }
}
