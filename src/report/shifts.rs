//! `shifts`: who changed sides.

use super::{
    Answer, Cell, Column, Document, Tone, ViewFacts,
    document::count,
    rows::{GapDays, ShiftRow, ShiftSide, names, quoted, signed},
};
use crate::{analysis, graph::View, model::EntityIndex};

/// The shifts of a view, of one entity or of all.
pub fn shifts<'g>(
    view: &View<'g>,
    entity: Option<EntityIndex>,
    facts: ViewFacts,
) -> Answer<'g, ShiftRow<'g>> {
    let graph = view.graph();
    let shifts = analysis::shifts::shifts(view, entity);
    let title = match entity {
        None => "Who changed sides".to_owned(),
        Some(entity) => format!("Changes of side around {}", graph.entity(entity).name),
    };
    let period = facts.in_words.clone();
    Answer {
        command: "shifts",
        view: facts,
        summary: super::Summary::new(),
        rows: shifts.iter().map(|shift| ShiftRow::new(graph, shift)).collect(),
        document: Box::new(move |rows: &[ShiftRow<'_>]| {
            let mut document = Document::titled(&title, &period);
            shift_table(&mut document, rows, names(graph));
            if !rows.is_empty() {
                document.space();
                document.line(count(rows.len(), "shift", "shifts"), Tone::Dim);
            }
            document
        }),
    }
}

/// Two lines a shift: before and after.
pub(super) fn shift_table(
    document: &mut Document,
    rows: &[ShiftRow<'_>],
    name: impl Fn(&str) -> String,
) {
    let columns = [
        Column::new("PAIR"),
        Column::new("DATE"),
        Column::new("STANCE"),
        Column::wrapped("QUOTE"),
        Column::wrapped("SOURCE"),
    ];
    let side = |first: String, side: &ShiftSide<'_>| {
        vec![
            Cell::plain(first),
            Cell::plain(side.date),
            signed(side.polarity, side.verb),
            quoted(side.quote),
            Cell::toned(side.source, Tone::Dim),
        ]
    };
    let cells = rows.iter().flat_map(|row| {
        let pair = format!("{} → {}", name(row.holder), name(row.target));
        let order = if row.certainty == "possible" { "possibly, " } else { "" };
        [side(pair, &row.from), side(format!("  {order}{}", gap_in_words(row.gap_days)), &row.to)]
    });
    document.table(&columns, cells.collect(), "Nobody changed sides inside this view.");
}

fn gap_in_words(gap: GapDays) -> String {
    match (gap.least, gap.greatest) {
        (Some(0), Some(0)) => "the same day".to_owned(),
        (Some(least), Some(greatest)) if least == greatest => {
            format!("{} later", count_days(least))
        }
        (Some(least), Some(greatest)) => format!("{least} to {} later", count_days(greatest)),
        (Some(least), None) => format!("{} or more later", count_days(least)),
        (None, _) => "later".to_owned(),
    }
}

fn count_days(days: i64) -> String {
    if days == 1 { "1 day".to_owned() } else { format!("{days} days") }
}
