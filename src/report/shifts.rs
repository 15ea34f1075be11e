//! `shifts`: who changed sides.

use super::{
    Answer, Cell, Column, Document, Tone, ViewFacts,
    document::count,
    rows::{GapDays, holder_and_target, ids, polarity_cell, quote_cell},
};
use crate::{
    analysis::{self, shifts::Shift},
    graph::{StatementRef, TemporalGraph},
    model::{Effect, EntityIndex, Polarity},
    view::{Certainty, Moment, View},
};
use schemars::JsonSchema;
use serde::Serialize;
use std::borrow::Cow;

/// One side of a shift.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct ShiftSide<'g> {
    /// The polarity.
    #[schemars(extend("enum" = Effect::WORDS))]
    pub polarity: &'static str,
    /// The verb.
    pub verb: &'g str,
    /// The date, as written.
    pub date: Cow<'g, str>,
    /// The statement's id.
    pub statement: Cow<'g, str>,
    /// The source's id.
    pub source: &'g str,
    /// The quote, verbatim.
    pub quote: Option<Cow<'g, str>>,
}

impl<'g> ShiftSide<'g> {
    fn new(statement: StatementRef<'g>) -> Self {
        Self {
            polarity: statement.effect().word(),
            verb: &statement.verb().word,
            date: statement.date(),
            statement: statement.id(),
            source: statement.source_record().id(),
            quote: statement.quote(),
        }
    }
}

/// The moments between the two sides of a shift, which have no sign.
#[derive(Clone, Debug, Default, PartialEq, JsonSchema, Serialize)]
pub struct ShiftThrough<'g> {
    /// What each moment shows: `mixed`, or `ends` when its statements only end a stance.
    pub polarities: Vec<&'static str>,
    /// The date of each, as written.
    pub dates: Vec<Cow<'g, str>>,
    /// The ids of the statements of each.
    pub statements: Vec<Vec<Cow<'g, str>>>,
}

impl<'g> ShiftThrough<'g> {
    fn new(graph: &'g TemporalGraph, moments: &[Moment]) -> Self {
        let polarity = |moment: &Moment| {
            let is_mixed = moment.signs(graph).is_mixed();
            if is_mixed { Polarity::Mixed.word() } else { Effect::Ends.word() }
        };
        let date = |moment: &Moment| {
            moment.statements.first().map(|statement| graph.statement(*statement).date())
        };
        Self {
            polarities: moments.iter().map(polarity).collect(),
            dates: moments.iter().filter_map(date).collect(),
            statements: moments
                .iter()
                .map(|moment| ids(graph, moment.statements.clone()))
                .collect(),
        }
    }
}

/// A shift.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct ShiftRow<'g> {
    /// The holder's id.
    pub holder: &'g str,
    /// The holder's name.
    pub holder_name: &'g str,
    /// The target's id.
    pub target: &'g str,
    /// The target's name.
    pub target_name: &'g str,
    /// The leading statement before the shift.
    pub from: ShiftSide<'g>,
    /// The leading statement after the shift.
    pub to: ShiftSide<'g>,
    /// What was passed over between the two.
    pub through: ShiftThrough<'g>,
    /// `definite` or `possible`.
    #[schemars(extend("enum" = Certainty::WORDS))]
    pub certainty: &'static str,
    /// The days between the two statements.
    pub gap_days: GapDays,
}

impl<'g> ShiftRow<'g> {
    /// The row of a shift.
    pub(crate) fn new(graph: &'g TemporalGraph, shift: &Shift) -> Self {
        let [holder, target] = holder_and_target(graph, shift.pair);
        Self {
            holder: holder.id(),
            holder_name: holder.name(),
            target: target.id(),
            target_name: target.name(),
            from: ShiftSide::new(graph.statement(shift.from)),
            to: ShiftSide::new(graph.statement(shift.to)),
            through: ShiftThrough::new(graph, &shift.through),
            certainty: shift.certainty.word(),
            gap_days: shift.gap.into(),
        }
    }
}

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
        Some(entity) => format!("Shifts by and towards {}", graph.entity(entity).name()),
    };
    let period = facts.in_words.clone();
    Answer {
        command: "shifts",
        view: facts,
        summary: super::Summary::new(),
        rows: shifts.iter().map(|shift| ShiftRow::new(graph, shift)).collect(),
        document: Box::new(move |rows: &[ShiftRow<'_>]| {
            let mut document = Document::titled(&title, &period);
            shift_table(&mut document, rows);
            if !rows.is_empty() {
                document.space();
                document.line(count(rows.len(), "shift", "shifts"), Tone::Dim);
            }
            document
        }),
    }
}

/// Before and after each shift, and a line for each moment that was passed over.
pub(super) fn shift_table(document: &mut Document, rows: &[ShiftRow<'_>]) {
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
            Cell::plain(&*side.date),
            polarity_cell(side.polarity, side.verb),
            quote_cell(side.quote.as_deref()),
            Cell::toned(side.source, Tone::Dim),
        ]
    };
    let mut cells = Vec::new();
    for row in rows {
        cells.push(side(format!("{} → {}", row.holder_name, row.target_name), &row.from));
        for (polarity, date) in row.through.polarities.iter().zip(&row.through.dates) {
            let mut line = vec![Cell::default(); columns.len()];
            line[1] = Cell::plain(&**date);
            line[2] = polarity_cell(polarity, polarity);
            cells.push(line);
        }
        cells.push(side(change_in_words(row.certainty, row.gap_days), &row.to));
    }
    document.table(&columns, cells, "Nobody changed sides in this view.");
}

/// How long after the first side the second follows, and how certainly.
pub(super) fn change_in_words(certainty: &str, gap: GapDays) -> String {
    let certainty = if certainty == Certainty::Possible.word() { "possibly, " } else { "" };
    format!("  {certainty}{}", gap_in_words(gap))
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
