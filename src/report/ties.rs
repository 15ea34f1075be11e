//! `who`, `whom` and `ties`: standing ties.

use super::{
    Answer, Cell, Column, Document, SeriesRow, Tone, ViewFacts,
    answer::summary,
    document::count,
    rows::{TieRow, date_cell, ids, polarity_cell, quote_cell},
    series::{number_cells, series_document},
};
use crate::{
    analysis::series::Period,
    model::{EntityIndex, Polarity, words},
    view::{Certainty, Tie, View},
};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;
use std::borrow::Cow;

words! {
    /// Which stances to list.
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
    /// Whether ties of a polarity are listed.
    pub fn admits(self, polarity: Polarity) -> bool {
        match self {
            Self::Supports => polarity == Polarity::Positive,
            Self::Criticizes => polarity == Polarity::Negative,
            Self::Any => true,
        }
    }
}

/// Whose ties to list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Those of all holders towards a target.
    Towards(EntityIndex),
    /// Those of a holder.
    Of(EntityIndex),
    /// Those of all holders towards all targets.
    All,
}

impl Side {
    /// All standing ties, by holder and target.
    pub fn ties(self, view: &View<'_>) -> Vec<Tie> {
        let graph = view.graph();
        match self {
            Self::Towards(target) => {
                graph.pairs_towards(target).filter_map(|pair| view.tie(pair)).collect()
            }
            Self::Of(holder) => graph.pairs_of(holder).filter_map(|pair| view.tie(pair)).collect(),
            Self::All => graph.map_parts(|pairs| view.ties_of_pairs(pairs)).concat(),
        }
    }

    /// The standing ties of some stances, and how many mixed ones are not among them.
    fn split(self, view: &View<'_>, stances: Stances) -> (Vec<Tie>, usize) {
        let is_listed = |tie: &Tie| stances.admits(tie.polarity);
        let (listed, other): (Vec<Tie>, Vec<Tie>) =
            self.ties(view).into_iter().partition(is_listed);
        let is_mixed = |tie: &&Tie| tie.polarity == Polarity::Mixed;
        (listed, other.iter().filter(is_mixed).count())
    }

    /// The command that lists them.
    pub fn command(self) -> &'static str {
        match self {
            Self::Towards(_) => "who",
            Self::Of(_) => "whom",
            Self::All => "ties",
        }
    }

    /// The command that lists ties of every polarity.
    fn in_full(self) -> &'static str {
        match self {
            Self::Towards(_) => "who any",
            Self::Of(_) => "whom HOLDER any",
            Self::All => "ties",
        }
    }

    /// The title of the answer.
    pub(super) fn title(self, view: &View<'_>, stances: Stances) -> String {
        let name = |entity| view.graph().entity(entity).name();
        let verb = match stances {
            Stances::Any => "has a stance on",
            other => other.word(),
        };
        match self {
            Self::Towards(target) => format!("Who {verb} {}", name(target)),
            Self::Of(holder) => format!("Whom {} {verb}", name(holder)),
            Self::All => format!("Who {verb} whom"),
        }
    }

    /// The ends of a tie that its rows tell apart.
    const fn ends(self) -> &'static [End] {
        match self {
            Self::Towards(_) => &[End::Holder],
            Self::Of(_) => &[End::Target],
            Self::All => &[End::Holder, End::Target],
        }
    }
}

/// The standing ties of a side.
pub fn ties<'g>(
    view: &View<'g>,
    side: Side,
    stances: Stances,
    facts: ViewFacts,
) -> Answer<'g, TieRow<'g>> {
    let (listed, mixed_left_out) = side.split(view, stances);
    let rows = listed.iter().map(|tie| TieRow::new(view, tie)).collect();
    let title = side.title(view, stances);
    let period = facts.in_words.clone();
    Answer {
        command: side.command(),
        view: facts,
        summary: summary([("mixed_left_out", json!(mixed_left_out))]),
        rows,
        document: Box::new(move |rows: &[TieRow<'_>]| {
            let mut document = Document::titled(&title, &period);
            tie_table(&mut document, side.ends(), rows, "Nobody in this view.");
            if !rows.is_empty() {
                let possible = rows.iter().filter(|row| row.certainty == "possible").count();
                let possible =
                    if possible > 0 { format!(", {possible} possible") } else { String::new() };
                document.space();
                document.line(format!("{}{possible}", count(rows.len(), "tie", "ties")), Tone::Dim);
            }
            if mixed_left_out > 0 {
                let ties = count(mixed_left_out, "mixed tie is", "mixed ties are");
                let line = format!("{ties} left out: `{}` lists them.", side.in_full());
                document.line(line, Tone::Dim);
            }
            document
        }),
    }
}

/// The number of standing ties at the end of a period.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct TiesPeriodRow<'g> {
    /// The number of standing ties.
    pub count: usize,
    /// Of these, the definite ones.
    pub definite: usize,
    /// Of these, the possible ones.
    pub possible: usize,
    /// Of these, by polarity.
    pub positive: usize,
    /// Of these, by polarity.
    pub negative: usize,
    /// Of these, by polarity.
    pub neutral: usize,
    /// Of these, by polarity.
    pub mixed: usize,
    /// How many standing ties are mixed and not among them.
    pub mixed_left_out: usize,
    /// The statements that decide them.
    pub statements: Vec<Cow<'g, str>>,
}

/// The number of standing ties of a side for each period.
pub fn series_of_ties<'g>(
    view: &View<'g>,
    periods: &[Period<'g>],
    side: Side,
    stances: Stances,
    facts: ViewFacts,
) -> Answer<'g, SeriesRow<TiesPeriodRow<'g>>> {
    let rows = periods.iter().map(|period| {
        let (ties, mixed_left_out) = side.split(&period.view, stances);
        let of = |is_meant: &dyn Fn(&Tie) -> bool| ties.iter().filter(|tie| is_meant(tie)).count();
        let polarity = |word: &str| of(&|tie| tie.polarity.word() == word);
        let deciding = ties.iter().flat_map(|tie| period.view.deciding(tie.pair)).collect();
        let row = TiesPeriodRow {
            count: ties.len(),
            definite: of(&|tie| tie.certainty == Certainty::Definite),
            possible: of(&|tie| tie.certainty == Certainty::Possible),
            positive: polarity("positive"),
            negative: polarity("negative"),
            neutral: polarity("neutral"),
            mixed: polarity("mixed"),
            mixed_left_out,
            statements: ids(view.graph(), deciding),
        };
        SeriesRow::new(period.span, row)
    });
    let rows = rows.collect();
    let title = format!("{}, by period", side.title(view, stances));
    let period = facts.in_words.clone();
    Answer {
        command: side.command(),
        view: facts,
        summary: super::Summary::new(),
        rows,
        document: Box::new(move |rows: &[SeriesRow<TiesPeriodRow<'_>>]| {
            if stances == Stances::Any {
                let columns =
                    ["TIES", "DEFINITE", "POSSIBLE", "POSITIVE", "NEGATIVE", "NEUTRAL", "MIXED"];
                series_document(&title, &period, &columns.map(Column::number), rows, |row| {
                    let by_polarity = [row.positive, row.negative, row.neutral, row.mixed];
                    let counts = number_cells([row.count, row.definite, row.possible]);
                    counts.into_iter().chain(number_cells(by_polarity)).collect()
                })
            } else {
                // All of one polarity.
                let columns = ["TIES", "DEFINITE", "POSSIBLE", "MIXED, LEFT OUT"];
                series_document(&title, &period, &columns.map(Column::number), rows, |row| {
                    number_cells([row.count, row.definite, row.possible, row.mixed_left_out])
                })
            }
        }),
    }
}

/// An end of a tie.
#[derive(Clone, Copy, Debug)]
pub(super) enum End {
    /// Whose stance it is.
    Holder,
    /// Towards whom or what.
    Target,
}

impl End {
    const fn heading(self) -> &'static str {
        match self {
            Self::Holder => "WHO",
            Self::Target => "WHOM",
        }
    }

    fn name(self, row: &TieRow<'_>) -> String {
        let name = match self {
            Self::Holder => row.holder_name,
            Self::Target => row.target_name,
        };
        name.to_owned()
    }
}

/// A table of ties: some of their ends, then the stance and where it was said.
pub(super) fn tie_table(
    document: &mut Document,
    ends: &[End],
    rows: &[TieRow<'_>],
    if_empty: &str,
) {
    let said = [
        Column::new("STANCE"),
        Column::new("DATE"),
        Column::wrapped("QUOTE"),
        Column::wrapped("SOURCE"),
    ];
    let columns: Vec<Column> =
        ends.iter().map(|end| Column::new(end.heading())).chain(said).collect();
    let cells = rows.iter().map(|row| {
        let stance = if row.polarity == "mixed" {
            format!("mixed ({})", row.verb)
        } else {
            row.verb.to_owned()
        };
        let said = [
            polarity_cell(row.polarity, &stance),
            date_cell(&row.date, row.certainty),
            quote_cell(row.quote.as_deref()),
            Cell::toned(row.source, Tone::Dim),
        ];
        ends.iter().map(|end| Cell::plain(end.name(row))).chain(said).collect()
    });
    document.table(&columns, cells.collect(), if_empty);
}
