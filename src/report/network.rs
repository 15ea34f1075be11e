//! `network`: the discourse network, who agrees with whom on what.

use super::{
    Answer, Cell, Column, Document, Row, SeriesRow, Summary, Tone, ViewFacts,
    answer::summary,
    document::count,
    outcomes::{DefinitePeriod, DefiniteRow, LeftOut, definite_rows},
    rows::ids,
    series::series_document,
    signed::number,
};
use crate::{
    analysis::network::{Mode, Network, NetworkEdge, NetworkOptions},
    graph::{EntityRef, TemporalGraph},
    model::{EntityIndex, Span},
    view::View,
};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};
use std::borrow::Cow;

/// The statements behind an edge by their ids, or nothing where they are not listed.
type Behind<'g> = Option<Vec<Cow<'g, str>>>;

/// A row of a network: two entities, a weight, and the statements behind it.
pub trait NetworkRow<'g>: Row {
    /// The row of an edge between two entities.
    fn new(ends: [EntityRef<'g>; 2], weight: Value, statements: Behind<'g>) -> Self;

    /// The names of its ends, its weight and its statements.
    fn parts(&self) -> ([&'g str; 2], &Value, &Behind<'g>);
}

/// An edge between entities of one sort.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct OneModeRow<'g> {
    /// The smaller id.
    pub a: &'g str,
    /// Its entity's name.
    pub a_name: &'g str,
    /// The greater id.
    pub b: &'g str,
    /// Its entity's name.
    pub b_name: &'g str,
    /// The weight, normalized.
    #[schemars(with = "f64")]
    pub weight: Value,
    /// The ids of the statements behind it, in order of time; `None` where they are not listed.
    pub statements: Option<Vec<Cow<'g, str>>>,
}

/// An edge from an actor to a target.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct TwoModeRow<'g> {
    /// The actor's id.
    pub actor: &'g str,
    /// The actor's name.
    pub actor_name: &'g str,
    /// The target's id.
    pub target: &'g str,
    /// The target's name.
    pub target_name: &'g str,
    /// The weight, normalized.
    #[schemars(with = "f64")]
    pub weight: Value,
    /// The ids of the statements behind it, in order of time; `None` where they are not listed.
    pub statements: Option<Vec<Cow<'g, str>>>,
}

impl<'g> NetworkRow<'g> for OneModeRow<'g> {
    fn new([a, b]: [EntityRef<'g>; 2], weight: Value, statements: Behind<'g>) -> Self {
        Self { a: a.id(), a_name: a.name(), b: b.id(), b_name: b.name(), weight, statements }
    }

    fn parts(&self) -> ([&'g str; 2], &Value, &Behind<'g>) {
        ([self.a_name, self.b_name], &self.weight, &self.statements)
    }
}

impl<'g> NetworkRow<'g> for TwoModeRow<'g> {
    fn new([actor, target]: [EntityRef<'g>; 2], weight: Value, statements: Behind<'g>) -> Self {
        Self {
            actor: actor.id(),
            actor_name: actor.name(),
            target: target.id(),
            target_name: target.name(),
            weight,
            statements,
        }
    }

    fn parts(&self) -> ([&'g str; 2], &Value, &Behind<'g>) {
        ([self.actor_name, self.target_name], &self.weight, &self.statements)
    }
}

/// Whether the statements behind each edge are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// They are not: ids say little to who reads a table, and there are many behind an edge.
    LeftOut,
    /// They are.
    Listed,
}

/// Whether edges whose weight comes to 0 are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zeros {
    /// They are counted.
    LeftOut,
    /// They are.
    Listed,
}

impl Zeros {
    fn admits(self, edge: &NetworkEdge) -> bool {
        self == Self::Listed || edge.weight != 0.0
    }
}

/// What a network is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NetworkQuestion {
    /// The entity whose edges it is of; of all where none is given.
    pub of: Option<EntityIndex>,
    /// Whether the statements behind edges are listed.
    pub evidence: Evidence,
    /// Whether edges of weight 0 are listed.
    pub zeros: Zeros,
}

impl NetworkQuestion {
    fn title(self, graph: &TemporalGraph, options: &NetworkOptions) -> String {
        let title = options.in_words();
        match self.of {
            Some(entity) => format!("{title}: {}", graph.entity(entity).name()),
            None => title,
        }
    }

    /// How many edges are left out because their weight comes to 0.
    fn n_left_out<'n>(self, networks: impl IntoIterator<Item = &'n Network>) -> usize {
        let edges = networks.into_iter().flat_map(Network::edges);
        edges.filter(|edge| !self.zeros.admits(edge)).count()
    }

    fn summary(self, graph: &TemporalGraph, zeros_left_out: usize) -> Summary {
        let of = self.of.map(|entity| graph.entity(entity));
        summary([
            ("of", json!(of.map(EntityRef::id))),
            ("of_name", json!(of.map(EntityRef::name))),
            ("evidence", json!(self.evidence == Evidence::Listed)),
            ("zeros_left_out", json!(zeros_left_out)),
        ])
    }
}

fn rows<'g, R: NetworkRow<'g>>(
    view: &View<'g>,
    network: &Network,
    question: NetworkQuestion,
) -> Vec<R> {
    let graph = view.graph();
    let edges = network.edges().iter().filter(|edge| question.zeros.admits(edge));
    let row = edges.map(|edge| {
        let is_listed = question.evidence == Evidence::Listed;
        let statements = is_listed.then(|| ids(graph, network.statements(view, edge)));
        R::new([edge.a, edge.b].map(|end| graph.entity(end)), number(edge.weight), statements)
    });
    row.collect()
}

/// The edges of a network.
pub fn network<'g, R: NetworkRow<'g> + 'g>(
    view: &View<'g>,
    network: &Network,
    question: NetworkQuestion,
    facts: ViewFacts,
) -> Answer<'g, R> {
    let graph = view.graph();
    let (title, period) = (question.title(graph, network.options()), facts.in_words.clone());
    let (n_sources, n_sinks) = (network.sources().len(), network.sinks().len());
    let mode = network.options().mode;
    let zeros_left_out = question.n_left_out([network]);
    Answer {
        command: "network",
        view: facts,
        summary: question.summary(graph, zeros_left_out),
        rows: rows(view, network, question),
        document: Box::new(move |rows: &[R]| {
            let mut document = Document::titled(&title, &period);
            let cells = rows.iter().map(cells).collect();
            document.table(&columns(mode, question.evidence), cells, NOTHING);
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
            say_what_is_left_out(&mut document, zeros_left_out);
            document
        }),
    }
}

const NOTHING: &str = "No edges in this view.";

fn say_what_is_left_out(document: &mut Document, zeros: usize) {
    if zeros > 0 {
        let edges = count(zeros, "edge of weight 0 is", "edges of weight 0 are");
        document.line(format!("{edges} left out: --zeros lists them."), Tone::Dim);
    }
}

fn columns(mode: Mode, evidence: Evidence) -> Vec<Column> {
    let [a, b] = match mode {
        Mode::Onemode | Mode::Targets => ["A", "B"],
        Mode::Twomode => ["ACTOR", "TARGET"],
    };
    let statements = (evidence == Evidence::Listed).then(|| Column::wrapped("STATEMENTS"));
    [Column::new(a), Column::new(b), Column::number("WEIGHT")]
        .into_iter()
        .chain(statements)
        .collect()
}

fn cells<'g, R: NetworkRow<'g>>(row: &R) -> Vec<Cell> {
    let (ends, weight, statements) = row.parts();
    let [a, b] = ends.map(Cell::plain);
    let statements = statements.iter().map(|ids| Cell::toned(ids.join(" "), Tone::Dim));
    [a, b, Cell::plain(rounded(weight))].into_iter().chain(statements).collect()
}

/// A weight with at most four decimals.
fn rounded(weight: &Value) -> String {
    let text = weight.as_f64().map_or_else(String::new, |weight| format!("{weight:.4}"));
    let text = text.trim_end_matches('0').trim_end_matches('.');
    text.replace('-', "−")
}

/// The edges of each period by its definite statements, with the number of those that are only possible.
pub fn series_of_network<'g, R: NetworkRow<'g> + 'g>(
    view: &View<'g>,
    networks: &[(Span, usize, View<'g>, Network)],
    options: &NetworkOptions,
    question: NetworkQuestion,
    facts: ViewFacts,
) -> Answer<'g, SeriesRow<DefiniteRow<R>>> {
    let zeros_left_out = question.n_left_out(networks.iter().map(|(.., network)| network));
    let periods = networks.iter().map(|(span, possible, view, network)| DefinitePeriod {
        span: *span,
        possible: *possible,
        rows: rows::<R>(view, network, question),
    });
    let periods: Vec<_> = periods.collect();
    let left_out = LeftOut::of(&periods);
    let (title, period) = (question.title(view.graph(), options), facts.in_words.clone());
    let mode = options.mode;
    let mut summary = question.summary(view.graph(), zeros_left_out);
    let (name, possible) = left_out.field();
    summary.insert(name.to_owned(), possible);
    Answer {
        command: "network",
        view: facts,
        summary,
        rows: definite_rows(periods),
        document: Box::new(move |rows: &[SeriesRow<DefiniteRow<R>>]| {
            let mut columns = columns(mode, question.evidence);
            columns.insert(3, Column::number("POSSIBLE"));
            let mut document = series_document(&title, &period, &columns, rows, |row| {
                let mut cells = cells(&row.definite);
                cells.insert(3, Cell::plain(row.possible.to_string()));
                cells
            });
            left_out.write(&mut document);
            say_what_is_left_out(&mut document, zeros_left_out);
            document
        }),
    }
}
