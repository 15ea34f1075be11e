//! `motifs`: temporal motifs of two or three statements.

use super::{
    Answer, Cell, Column, Document, Row, SeriesRow, Tone, ViewFacts,
    document::count,
    rows::{self, GapDays, ids},
    series::{series_document, series_rows},
};
use crate::{
    analysis::motifs::{self, Instance, Motif, Tally},
    graph::EntityRef,
    model::Span,
    view::{Certainty, View},
};
use schemars::JsonSchema;
use serde::Serialize;
use std::borrow::Cow;

/// A row of `motifs`: a count, or an instance.
pub trait MotifLine<'g>: Row + 'g {
    /// The columns of the table.
    const COLUMNS: &'static [Column];

    /// The rows of a view, with motifs of at most `within` days.
    fn of(view: &View<'g>, within: u32) -> Vec<Self>
    where
        Self: Sized;

    /// The cells of the table.
    fn cells(&self) -> Vec<Cell>;

    /// Whether it is listed in a series.
    fn is_listed(&self) -> bool;
}

/// The number of instances of a motif.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct MotifRow {
    /// The motif.
    #[schemars(extend("enum" = Motif::WORDS))]
    pub motif: &'static str,
    /// Its pattern in signs.
    #[serde(skip)]
    pub meaning: &'static str,
    /// The number of definite instances.
    pub definite: u64,
    /// The number of possible instances.
    pub possible: u64,
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

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::plain(self.motif),
            Cell::toned(self.meaning, Tone::Dim),
            Cell::plain(self.definite.to_string()),
            Cell::plain(self.possible.to_string()),
        ]
    }

    fn is_listed(&self) -> bool {
        self.definite + self.possible > 0
    }
}

/// An instance of a motif.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct MotifInstanceRow<'g> {
    /// The motif.
    #[schemars(extend("enum" = Motif::WORDS))]
    pub motif: &'static str,
    /// `definite` or `possible`.
    #[schemars(extend("enum" = Certainty::WORDS))]
    pub certainty: &'static str,
    /// The ids of its statements, in order.
    pub statements: Vec<Cow<'g, str>>,
    /// The id of the motif's first entity.
    pub a: Option<&'g str>,
    /// Its name.
    pub a_name: Option<&'g str>,
    /// The id of the motif's second entity.
    pub b: Option<&'g str>,
    /// Its name.
    pub b_name: Option<&'g str>,
    /// The id of the motif's third entity, if it has one.
    pub c: Option<&'g str>,
    /// Its name.
    pub c_name: Option<&'g str>,
    /// The date of the first statement, as written.
    pub first: Option<Cow<'g, str>>,
    /// The date of the last statement, as written.
    pub last: Option<Cow<'g, str>>,
    /// The days between the two.
    pub gap_days: GapDays,
}

impl<'g> MotifInstanceRow<'g> {
    fn new(view: &View<'g>, instance: &Instance) -> Self {
        let graph = view.graph();
        let date = |statement| graph.statement(statement).date();
        let [a, b, c] = instance.roles.map(|role| role.map(|entity| graph.entity(entity)));
        Self {
            motif: instance.motif.word(),
            certainty: instance.certainty.word(),
            a: a.map(EntityRef::id),
            a_name: a.map(EntityRef::name),
            b: b.map(EntityRef::id),
            b_name: b.map(EntityRef::name),
            c: c.map(EntityRef::id),
            c_name: c.map(EntityRef::name),
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

    fn cells(&self) -> Vec<Cell> {
        let entity = |name: Option<&str>| Cell::plain(name.unwrap_or_default());
        let date = |date: Option<&str>| date.unwrap_or_default().to_owned();
        vec![
            Cell::plain(self.motif),
            entity(self.a_name),
            entity(self.b_name),
            entity(self.c_name),
            Cell::plain(date(self.first.as_deref())),
            rows::date_cell(&date(self.last.as_deref()), self.certainty),
            Cell::toned(self.statements.join(" "), Tone::Dim),
        ]
    }

    fn is_listed(&self) -> bool {
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
    Answer {
        command: "motifs",
        view: facts,
        summary: super::Summary::new(),
        rows: R::of(view, within),
        document: Box::new(move |rows: &[R]| {
            let mut document = Document::titled(title(within), &period);
            let cells = rows.iter().map(MotifLine::cells).collect();
            document.table(R::COLUMNS, cells, "No motifs in this view.");
            document
        }),
    }
}

/// The motifs of each period, counted or listed.
pub fn series_of_motifs<'g, R: MotifLine<'g>>(
    periods: Vec<(Span, Vec<R>)>,
    within: u32,
    facts: ViewFacts,
) -> Answer<'g, SeriesRow<R>> {
    let period = facts.in_words.clone();
    Answer {
        command: "motifs",
        view: facts,
        summary: super::Summary::new(),
        rows: series_rows(periods),
        document: Box::new(move |rows: &[SeriesRow<R>]| {
            let title = format!("{}, by period", title(within));
            let telling = rows.iter().filter(|row| row.row.is_listed());
            series_document(&title, &period, R::COLUMNS, telling, MotifLine::cells)
        }),
    }
}
