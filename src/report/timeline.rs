//! `timeline` and `statements`: statements in order.

use super::{
    Answer, Cell, Column, Document, Tone, ViewFacts,
    document::count,
    rows::{StatementRow, date_cell, polarity_cell, quote_cell},
};
use crate::{analysis, model::EntityIndex, view::View};

/// The statements of a view in order, optionally of one holder and towards one target.
pub fn timeline<'g>(
    command: &'static str,
    view: &View<'g>,
    holder: Option<EntityIndex>,
    target: Option<EntityIndex>,
    facts: ViewFacts,
) -> Answer<'g, StatementRow<'g>> {
    let graph = view.graph();
    let listed = analysis::timeline::timeline(view, holder, target);
    let rows = listed
        .into_iter()
        .map(|(statement, certainty)| StatementRow::new(graph, statement, certainty))
        .collect();
    let name = |entity| graph.entity(entity).name();
    let title = match (holder, target) {
        (Some(holder), Some(target)) => format!("What {} said of {}", name(holder), name(target)),
        (Some(holder), None) => format!("What {} said", name(holder)),
        (None, Some(target)) => format!("What was said of {}", name(target)),
        (None, None) => "Statements in order".to_owned(),
    };
    let period = facts.in_words.clone();
    Answer {
        command,
        view: facts,
        summary: super::Summary::new(),
        rows,
        document: Box::new(move |rows: &[StatementRow<'_>]| {
            let mut document = Document::titled(&title, &period);
            statement_table(
                &mut document,
                rows.iter().map(|row| (row, Vec::new())),
                "No statements in this view.",
            );
            if !rows.is_empty() {
                let claims = rows.iter().filter(|row| row.claimed_by.is_some()).count();
                let claims = if claims > 0 {
                    format!(", including {}", count(claims, "claim", "claims"))
                } else {
                    String::new()
                };
                document.space();
                document.line(
                    format!("{}{claims}", count(rows.len(), "statement", "statements")),
                    Tone::Dim,
                );
            }
            document
        }),
    }
}

/// A table of statements, each with remarks in parentheses.
pub(super) fn statement_table<'r, 'g: 'r>(
    document: &mut Document,
    rows: impl Iterator<Item = (&'r StatementRow<'g>, Vec<String>)>,
    if_empty: &str,
) {
    let columns = [
        Column::new("DATE"),
        Column::wrapped("STATEMENT"),
        Column::wrapped("QUOTE"),
        Column::wrapped("SOURCE"),
        Column::new("ID"),
    ];
    let cells = rows.map(|(row, mut remarks)| {
        let statement = format!("{} {} {}", row.holder_name, row.verb, row.target_name);
        if let Some(claimed_by) = row.claimed_by_name {
            remarks.insert(0, format!("claimed by {claimed_by}"));
        }
        let statement = if remarks.is_empty() {
            statement
        } else {
            format!("{statement} ({})", remarks.join(", "))
        };
        vec![
            date_cell(&row.date, row.certainty),
            polarity_cell(row.polarity, &statement),
            quote_cell(row.quote.as_deref()),
            Cell::toned(row.source, Tone::Dim),
            Cell::toned(&*row.statement, Tone::Dim),
        ]
    });
    document.table(&columns, cells.collect(), if_empty);
}
