//! `who` and `whom`: standing ties.

use super::{
    Answer, Cell, Column, Document, Tone, ViewFacts,
    document::count,
    rows::{TieRow, dated, quoted, signed},
};
use crate::{
    model::{EntityIndex, Polarity, words},
    view::{Tie, View},
};

words! {
    /// Which stances are asked for.
    pub enum Stances {
        /// Positive ties.
        Supports = "supports",
        /// Negative ties.
        Criticizes = "criticizes",
        /// Ties of every polarity.
        Any = "any",
    }
}

impl Stances {
    /// Whether ties of a polarity are asked for.
    pub fn admits(self, polarity: Polarity) -> bool {
        match self {
            Self::Supports => polarity == Polarity::Positive,
            Self::Criticizes => polarity == Polarity::Negative,
            Self::Any => true,
        }
    }
}

/// Whose ties are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Those of all holders towards a target.
    Towards(EntityIndex),
    /// Those of a holder.
    Of(EntityIndex),
}

impl Side {
    /// The standing ties, by holder and target.
    pub fn ties(self, view: &View<'_>, stances: Stances) -> Vec<Tie> {
        let graph = view.graph();
        let mut ties: Vec<Tie> = match self {
            Self::Towards(target) => {
                graph.pairs_towards(target).filter_map(|pair| view.tie(pair)).collect()
            }
            Self::Of(holder) => graph.pairs_of(holder).filter_map(|pair| view.tie(pair)).collect(),
        };
        ties.retain(|tie| stances.admits(tie.polarity));
        ties
    }

    /// The command that asks for it.
    pub fn command(self) -> &'static str {
        match self {
            Self::Towards(_) => "who",
            Self::Of(_) => "whom",
        }
    }

    /// The question in words.
    pub(super) fn question(self, view: &View<'_>, stances: Stances) -> String {
        let name = |entity| view.graph().entity(entity).name();
        let verb = match stances {
            Stances::Any => "has a stance on",
            other => other.word(),
        };
        match self {
            Self::Towards(target) => format!("Who {verb} {}", name(target)),
            Self::Of(holder) => format!("Whom {} {verb}", name(holder)),
        }
    }
}

/// The standing ties of a side.
pub fn standing<'g>(
    view: &View<'g>,
    side: Side,
    stances: Stances,
    facts: ViewFacts,
) -> Answer<'g, TieRow<'g>> {
    let rows = side.ties(view, stances).iter().map(|tie| TieRow::new(view, tie)).collect();
    let question = side.question(view, stances);
    let period = facts.in_words.clone();
    Answer {
        command: side.command(),
        view: facts,
        summary: super::Summary::new(),
        rows,
        document: Box::new(move |rows: &[TieRow<'_>]| {
            let mut document = Document::titled(&question, &period);
            let other = |row: &TieRow<'_>| match side {
                Side::Towards(_) => row.holder_name.to_owned(),
                Side::Of(_) => row.target_name.to_owned(),
            };
            let heading = if matches!(side, Side::Towards(_)) { "WHO" } else { "WHOM" };
            tie_table(&mut document, heading, rows, other, "Nobody, as far as this view goes.");
            if !rows.is_empty() {
                let possible = rows.iter().filter(|row| row.certainty == "possible").count();
                let possible = if possible > 0 {
                    format!(", {possible} of them only possibly")
                } else {
                    String::new()
                };
                document.space();
                document.line(format!("{}{possible}", count(rows.len(), "tie", "ties")), Tone::Dim);
            }
            document
        }),
    }
}

/// A table of ties under a heading for the entity at their other end.
pub(super) fn tie_table(
    document: &mut Document,
    heading: &'static str,
    rows: &[TieRow<'_>],
    other: impl Fn(&TieRow<'_>) -> String,
    if_empty: &str,
) {
    let columns = [
        Column::new(heading),
        Column::new("STANCE"),
        Column::new("DATE"),
        Column::wrapped("QUOTE"),
        Column::wrapped("SOURCE"),
    ];
    let cells = rows.iter().map(|row| {
        let stance = if row.polarity == "mixed" {
            format!("mixed ({})", row.verb)
        } else {
            row.verb.to_owned()
        };
        vec![
            Cell::plain(other(row)),
            signed(row.polarity, &stance),
            dated(&row.date, row.certainty),
            quoted(row.quote.as_deref()),
            Cell::toned(row.source, Tone::Dim),
        ]
    });
    document.table(&columns, cells.collect(), if_empty);
}
