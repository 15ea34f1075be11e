//! `motifs`: stories in two or three statements.

use super::{
    Answer, Cell, Column, Dated, Document, Row, Tone, ViewFacts,
    dated::{dated, series_document},
    document::count,
    rows::{self, GapDays, ids, names},
};
use crate::{
    analysis::motifs::{self, Instance, Tally},
    graph::TemporalGraph,
    model::Span,
    view::View,
};
use serde::Serialize;
use std::borrow::Cow;

/// A row of `motifs`: a count, or an instance.
pub trait MotifLine<'g>: Row + 'g {
    /// The columns of the table.
    const COLUMNS: &'static [Column];

    /// The rows of a view, `within` so many days.
    fn of(view: &View<'g>, within: u32) -> Vec<Self>
    where
        Self: Sized;

    /// The cells of the table.
    fn cells(&self, graph: &TemporalGraph) -> Vec<Cell>;

    /// Whether it is worth a line among those of other periods.
    fn tells(&self) -> bool;
}

/// How many instances of a motif there are.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MotifRow {
    /// The motif.
    pub motif: &'static str,
    /// The same in signs.
    #[serde(skip)]
    pub meaning: &'static str,
    /// The instances that are sure.
    pub definite: u64,
    /// Those that only may be.
    pub possible: u64,
}

impl Row for MotifRow {
    fn columns() -> Vec<&'static str> {
        vec!["motif", "definite", "possible"]
    }
}

impl<'g> MotifLine<'g> for MotifRow {
    const COLUMNS: &'static [Column] = &[
        Column::new("MOTIF"),
        Column::new("MEANING"),
        Column::number("DEFINITE"),
        Column::number("POSSIBLE"),
    ];

    fn of(view: &View<'g>, within: u32) -> Vec<Self> {
        let row = |Tally { motif, definite, possible }| Self {
            motif: motif.word(),
            meaning: motif.meaning(),
            definite,
            possible,
        };
        motifs::count(view, within).into_iter().map(row).collect()
    }

    fn cells(&self, _: &TemporalGraph) -> Vec<Cell> {
        vec![
            Cell::plain(self.motif),
            Cell::toned(self.meaning, Tone::Dim),
            Cell::plain(self.definite.to_string()),
            Cell::plain(self.possible.to_string()),
        ]
    }

    fn tells(&self) -> bool {
        self.definite + self.possible > 0
    }
}

/// An instance of a motif.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MotifInstanceRow<'g> {
    /// The motif.
    pub motif: &'static str,
    /// Whether it is sure.
    pub certainty: &'static str,
    /// The ids of its statements, in order.
    pub statements: Vec<Cow<'g, str>>,
    /// The id of the motif's first entity.
    pub a: Option<&'g str>,
    /// The id of its second.
    pub b: Option<&'g str>,
    /// The id of its third, where it has one.
    pub c: Option<&'g str>,
    /// The date of the first statement, as written.
    pub first: Option<Cow<'g, str>>,
    /// That of the last.
    pub last: Option<Cow<'g, str>>,
    /// The days between them.
    pub gap_days: GapDays,
}

impl Row for MotifInstanceRow<'_> {
    fn columns() -> Vec<&'static str> {
        vec![
            "motif",
            "certainty",
            "statements",
            "a",
            "b",
            "c",
            "first",
            "last",
            "gap_days_least",
            "gap_days_greatest",
        ]
    }
}

impl<'g> MotifInstanceRow<'g> {
    fn new(view: &View<'g>, instance: &Instance) -> Self {
        let graph = view.graph();
        let date = |statement| graph.statement(statement).date();
        let [a, b, c] = instance.roles.map(|role| role.map(|entity| graph.entity(entity).id()));
        Self {
            motif: instance.motif.word(),
            certainty: instance.certainty.word(),
            a,
            b,
            c,
            first: instance.statements.first().copied().map(date),
            last: instance.statements.last().copied().map(date),
            statements: ids(graph, instance.statements.clone()),
            gap_days: instance.gap.into(),
        }
    }
}

impl<'g> MotifLine<'g> for MotifInstanceRow<'g> {
    const COLUMNS: &'static [Column] = &[
        Column::new("MOTIF"),
        Column::new("A"),
        Column::new("B"),
        Column::new("C"),
        Column::new("FIRST"),
        Column::new("LAST"),
        Column::wrapped("STATEMENTS"),
    ];

    fn of(view: &View<'g>, within: u32) -> Vec<Self> {
        motifs::list(view, within).iter().map(|instance| Self::new(view, instance)).collect()
    }

    fn cells(&self, graph: &TemporalGraph) -> Vec<Cell> {
        let name = names(graph);
        let entity = |id: Option<&str>| Cell::plain(id.map(&name).unwrap_or_default());
        let date = |date: Option<&str>| date.unwrap_or_default().to_owned();
        vec![
            Cell::plain(self.motif),
            entity(self.a),
            entity(self.b),
            entity(self.c),
            Cell::plain(date(self.first.as_deref())),
            rows::dated(&date(self.last.as_deref()), self.certainty),
            Cell::toned(self.statements.join(" "), Tone::Dim),
        ]
    }

    fn tells(&self) -> bool {
        true
    }
}

fn title(within: u32) -> String {
    format!("Motifs within {}", count(within as usize, "day", "days"))
}

/// The motifs of a view, counted or listed.
pub fn motifs<'g, R: MotifLine<'g>>(
    view: &View<'g>,
    within: u32,
    facts: ViewFacts,
) -> Answer<'g, R> {
    let period = facts.in_words.clone();
    let graph = view.graph();
    Answer {
        command: "motifs",
        view: facts,
        summary: super::Summary::new(),
        rows: R::of(view, within),
        document: Box::new(move |rows: &[R]| {
            let mut document = Document::titled(title(within), &period);
            let cells = rows.iter().map(|row| row.cells(graph)).collect();
            document.table(R::COLUMNS, cells, "There are none in this view.");
            document
        }),
    }
}

/// The motifs of each period, counted or listed.
pub fn series_of_motifs<'g, R: MotifLine<'g>>(
    view: &View<'g>,
    periods: Vec<(Span, Vec<R>)>,
    within: u32,
    facts: ViewFacts,
) -> Answer<'g, Dated<R>> {
    let period = facts.in_words.clone();
    let graph = view.graph();
    Answer {
        command: "motifs",
        view: facts,
        summary: super::Summary::new(),
        rows: dated(periods),
        document: Box::new(move |rows: &[Dated<R>]| {
            let title = format!("{}, period by period", title(within));
            let telling = rows.iter().filter(|dated| dated.row.tells());
            series_document(&title, &period, R::COLUMNS, telling, |row| row.cells(graph))
        }),
    }
}
