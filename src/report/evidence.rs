//! `why`: the evidence behind a tie.

use super::{
    Answer, Document, Tone, ViewFacts, answer::summary, rows::StatementRow, tension,
    timeline::statement_table,
};
use crate::{
    analysis::tension::Tension,
    graph::StatementIndex,
    model::EntityIndex,
    view::{Certainty, View},
};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};

/// A statement as evidence for a tie.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct EvidenceRow<'g> {
    /// The statement.
    #[serde(flatten)]
    pub statement: StatementRow<'g>,
    /// Whether it decides the tie.
    pub deciding: bool,
    /// Whether a later statement supersedes it.
    pub superseded: bool,
}

/// Every statement of a pair in the view, deciding ones first, then the latest. Includes corrected
/// ones, claims and neutral ones.
pub fn why<'g>(
    view: &View<'g>,
    holder: EntityIndex,
    target: EntityIndex,
    tension: Tension,
    facts: ViewFacts,
) -> Answer<'g, EvidenceRow<'g>> {
    let graph = view.graph();
    let pair = graph.find_pair(holder, target);
    let tie = pair.and_then(|pair| view.tie(pair));
    let deciding = pair.map(|pair| view.deciding(pair)).unwrap_or_default();
    let mut framed: Vec<(StatementIndex, Certainty)> = pair
        .into_iter()
        .flat_map(|pair| graph.listed_of(pair).into_iter().rev())
        .filter_map(|statement| Some((statement, view.framed(statement)?)))
        .collect();
    let rank = |statement: &StatementIndex| deciding.iter().position(|other| other == statement);
    framed.sort_by_key(|(statement, _)| rank(statement).unwrap_or(usize::MAX));
    let rows = framed.into_iter().map(|(statement, certainty)| EvidenceRow {
        statement: StatementRow::new(graph, statement, certainty),
        deciding: rank(&statement).is_some(),
        superseded: view.is_superseded(statement),
    });
    let words = tie.map(|tie| (tie.polarity.word(), tie.certainty.word()));
    let title = format!("Why {} → {}", graph.entity(holder).name(), graph.entity(target).name());
    let period = facts.in_words.clone();
    let mut fields = summary([
        ("holder", json!(graph.entity(holder).id())),
        ("holder_name", json!(graph.entity(holder).name())),
        ("target", json!(graph.entity(target).id())),
        ("target_name", json!(graph.entity(target).name())),
        ("polarity", words.map_or(Value::Null, |(polarity, _)| json!(polarity))),
        ("certainty", words.map_or(Value::Null, |(_, certainty)| json!(certainty))),
    ]);
    fields.extend(tension::fields_of_pair(view, &tension, [holder, target]));
    let view = view.clone();
    Answer {
        command: "why",
        view: facts,
        summary: fields,
        rows: rows.collect(),
        document: Box::new(move |rows: &[EvidenceRow<'_>]| {
            let verdict = match words {
                Some((polarity, certainty)) => format!("{title}: {polarity} ({certainty})"),
                None => format!("{title}: no tie"),
            };
            let mut document = Document::titled(verdict, &period);
            let remarks = |row: &EvidenceRow<'_>| {
                let mut remarks = Vec::new();
                if row.deciding {
                    remarks.push("decides".to_owned());
                }
                if row.superseded {
                    remarks.push("corrected since".to_owned());
                }
                remarks
            };
            statement_table(
                &mut document,
                rows.iter().map(|row| (&row.statement, remarks(row))),
                "No statements of this pair in this view.",
            );
            if !rows.is_empty() && words.is_none() {
                document.space();
                document
                    .line("Ended stances, corrected statements and claims make no tie.", Tone::Dim);
            }
            tension::write_camps(&mut document, &tension, [holder, target]);
            tension::write_triangles(&mut document, &view, &tension);
            document
        }),
    }
}
