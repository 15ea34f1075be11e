//! `network`: the discourse network, who agrees with whom on what.

use super::{
    Answer, Cell, Column, Document, Row, SeriesRow, Tone, ViewFacts,
    document::count,
    rows::{ids, names},
    signed::number,
};
use crate::{
    analysis::network::{Mode, Network, NetworkOptions},
    model::Span,
    view::View,
};
use serde::Serialize;
use serde_json::Value;
use std::borrow::Cow;

/// A row of a network: two entities, a weight, and the statements behind it.
pub trait NetworkRow<'g>: Row {
    /// The row of an edge, by the ids of its ends.
    fn new(ends: [&'g str; 2], weight: Value, statements: Vec<Cow<'g, str>>) -> Self;

    /// Its ends, weight and statements.
    fn parts(&self) -> ([&'g str; 2], &Value, &[Cow<'g, str>]);
}

/// An edge between entities of one sort.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OneModeRow<'g> {
    /// The smaller id.
    pub a: &'g str,
    /// The greater id.
    pub b: &'g str,
    /// The weight, normalized.
    pub weight: Value,
    /// The ids of the statements behind it, in order of time.
    pub statements: Vec<Cow<'g, str>>,
}

/// An edge from an actor to a target.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TwoModeRow<'g> {
    /// The actor's id.
    pub actor: &'g str,
    /// The target's id.
    pub target: &'g str,
    /// The weight, normalized.
    pub weight: Value,
    /// The ids of the statements behind it, in order of time.
    pub statements: Vec<Cow<'g, str>>,
}

impl Row for OneModeRow<'_> {
    fn columns() -> Vec<&'static str> {
        vec!["a", "b", "weight", "statements"]
    }
}

impl Row for TwoModeRow<'_> {
    fn columns() -> Vec<&'static str> {
        vec!["actor", "target", "weight", "statements"]
    }
}

impl<'g> NetworkRow<'g> for OneModeRow<'g> {
    fn new([a, b]: [&'g str; 2], weight: Value, statements: Vec<Cow<'g, str>>) -> Self {
        Self { a, b, weight, statements }
    }

    fn parts(&self) -> ([&'g str; 2], &Value, &[Cow<'g, str>]) {
        ([self.a, self.b], &self.weight, &self.statements)
    }
}

impl<'g> NetworkRow<'g> for TwoModeRow<'g> {
    fn new([actor, target]: [&'g str; 2], weight: Value, statements: Vec<Cow<'g, str>>) -> Self {
        Self { actor, target, weight, statements }
    }

    fn parts(&self) -> ([&'g str; 2], &Value, &[Cow<'g, str>]) {
        ([self.actor, self.target], &self.weight, &self.statements)
    }
}

fn rows<'g, R: NetworkRow<'g>>(view: &View<'g>, network: &Network) -> Vec<R> {
    let graph = view.graph();
    let id = |entity| graph.entity(entity).id();
    let row = network.edges().iter().map(|edge| {
        let statements = ids(graph, network.statements(view, edge));
        R::new([id(edge.a), id(edge.b)], number(edge.weight), statements)
    });
    row.collect()
}

/// The edges of a network.
pub fn network<'g, R: NetworkRow<'g> + 'g>(
    view: &View<'g>,
    network: &Network,
    facts: ViewFacts,
) -> Answer<'g, R> {
    let (title, period) = (network.options().in_words(), facts.in_words.clone());
    let (n_sources, n_sinks) = (network.sources().len(), network.sinks().len());
    let mode = network.options().mode;
    let graph = view.graph();
    Answer {
        command: "network",
        view: facts,
        summary: super::Summary::new(),
        rows: rows(view, network),
        document: Box::new(move |rows: &[R]| {
            let mut document = Document::titled(&title, &period);
            let (columns, name) = (columns(mode), names(graph));
            let cells = rows.iter().map(|row| cells(row, &name));
            document.table(&columns, cells.collect(), NOTHING);
            if !rows.is_empty() {
                let of = match mode {
                    Mode::Onemode => count(n_sources, "actor", "actors"),
                    Mode::Targets => count(n_sources, "target", "targets"),
                    Mode::Twomode => {
                        let actors = count(n_sources, "actor", "actors");
                        format!("{actors} and {}", count(n_sinks, "target", "targets"))
                    }
                };
                document.space();
                let edges = count(rows.len(), "edge", "edges");
                document.line(format!("{edges} among {of}"), Tone::Dim);
            }
            document
        }),
    }
}

const NOTHING: &str = "No edges in this view.";

fn columns(mode: Mode) -> [Column; 4] {
    let [a, b] = match mode {
        Mode::Onemode | Mode::Targets => ["A", "B"],
        Mode::Twomode => ["ACTOR", "TARGET"],
    };
    [Column::new(a), Column::new(b), Column::number("WEIGHT"), Column::wrapped("STATEMENTS")]
}

fn cells<'g>(row: &impl NetworkRow<'g>, name: impl Fn(&str) -> String) -> Vec<Cell> {
    let (ends, weight, statements) = row.parts();
    let [a, b] = ends.map(|id| Cell::plain(name(id)));
    vec![a, b, Cell::plain(rounded(weight)), Cell::toned(statements.join(" "), Tone::Dim)]
}

/// A weight with at most four decimals.
fn rounded(weight: &Value) -> String {
    let text = weight.as_f64().map_or_else(String::new, |weight| format!("{weight:.4}"));
    let text = text.trim_end_matches('0').trim_end_matches('.');
    text.replace('-', "−")
}

/// The edges of each period.
pub fn series_of_network<'g, R: NetworkRow<'g> + 'g>(
    view: &View<'g>,
    networks: &[(Span, View<'g>, Network)],
    options: &NetworkOptions,
    facts: ViewFacts,
) -> Answer<'g, SeriesRow<R>> {
    let rows = networks.iter().flat_map(|(span, view, network)| {
        rows::<R>(view, network).into_iter().map(|row| SeriesRow::new(*span, row))
    });
    let rows = rows.collect();
    let (title, period) = (options.in_words(), facts.in_words.clone());
    let (mode, graph) = (options.mode, view.graph());
    Answer {
        command: "network",
        view: facts,
        summary: super::Summary::new(),
        rows,
        document: Box::new(move |rows: &[SeriesRow<R>]| {
            let name = names(graph);
            super::series::series_document(&title, &period, &columns(mode), rows, |row| {
                cells(row, &name)
            })
        }),
    }
}
