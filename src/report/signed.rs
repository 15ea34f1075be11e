//! Rows that answers about the signed graph share: its edges and its triangles.

use super::{Cell, Column, Document, rows::ids};
use crate::{
    analysis::{
        camps::{CampEdge, CampGraph},
        plain::Weighing,
        triads::Triangle,
    },
    view::{Sign, SignedEdge, View},
};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Number, Value};
use std::borrow::Cow;

/// A signed pair.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct EdgeRow<'g> {
    /// The entity with the smaller id.
    pub a: &'g str,
    /// Its name.
    pub a_name: &'g str,
    /// The entity with the greater id.
    pub b: &'g str,
    /// Its name.
    pub b_name: &'g str,
    /// The sign of its ties.
    #[schemars(extend("enum" = Sign::WORDS))]
    pub polarity: &'static str,
    /// Its weight: one, or the strength of the strongest deciding statement.
    #[schemars(with = "f64")]
    pub weight: Value,
    /// The statements that decide them.
    pub statements: Vec<Cow<'g, str>>,
}

impl<'g> EdgeRow<'g> {
    /// The row of a pair.
    pub fn new(view: &View<'g>, edge: &SignedEdge, weighing: Weighing) -> Self {
        let [a, b] = [edge.a, edge.b].map(|entity| view.graph().entity(entity));
        Self {
            a: a.id(),
            a_name: a.name(),
            b: b.id(),
            b_name: b.name(),
            polarity: edge.sign.word(),
            weight: number(weighing.weight(edge)),
            statements: deciding(view, [edge]),
        }
    }

    /// The row of two friends or foes that camps are made of.
    pub fn of_camps(view: &View<'g>, graph: &CampGraph, edge: &CampEdge) -> Self {
        let [a, b] = [edge.a, edge.b].map(|entity| view.graph().entity(entity));
        Self {
            a: a.id(),
            a_name: a.name(),
            b: b.id(),
            b_name: b.name(),
            polarity: edge.sign.word(),
            weight: number(edge.weight),
            statements: ids(view.graph(), graph.statements(view, edge)),
        }
    }
}

/// Three entities of which any two are a signed pair.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct TriangleRow<'g> {
    /// The entity with the smallest id.
    pub a: &'g str,
    /// Its name.
    pub a_name: &'g str,
    /// The entity with the second id.
    pub b: &'g str,
    /// Its name.
    pub b_name: &'g str,
    /// The entity with the greatest id.
    pub c: &'g str,
    /// Its name.
    pub c_name: &'g str,
    /// The signs between a and b, a and c, b and c.
    pub signs: String,
    /// The statements that decide them.
    pub statements: Vec<Cow<'g, str>>,
}

impl<'g> TriangleRow<'g> {
    /// The row of a triangle of signed pairs.
    pub(crate) fn new(view: &View<'g>, edges: &[SignedEdge], triangle: &Triangle) -> Self {
        let edges = triangle.edges.map(|at| &edges[at]);
        let [first, second, third] = edges;
        let [a, b, c] =
            [first.a, second.b.min(first.b), third.b].map(|entity| view.graph().entity(entity));
        Self {
            a: a.id(),
            a_name: a.name(),
            b: b.id(),
            b_name: b.name(),
            c: c.id(),
            c_name: c.name(),
            signs: edges.map(|edge| sign(edge.sign)).into_iter().collect(),
            statements: deciding(view, edges),
        }
    }
}

const fn sign(sign: Sign) -> char {
    match sign {
        Sign::Positive => '+',
        Sign::Negative => '-',
    }
}

/// The ids of the statements that decide the ties of some pairs.
fn deciding<'g, 'e>(
    view: &View<'g>,
    edges: impl IntoIterator<Item = &'e SignedEdge>,
) -> Vec<Cow<'g, str>> {
    let ties = edges.into_iter().flat_map(|edge| edge.ties.iter().flatten());
    ids(view.graph(), ties.flat_map(|tie| view.deciding(tie.pair)).collect())
}

/// A number, written without a fraction when it is whole.
pub(super) fn number(value: f64) -> Value {
    /// Whole numbers up to this are exact.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if value.fract() == 0.0 && value.abs() <= EXACT {
        #[expect(clippy::cast_possible_truncation, reason = "it is whole and within 53 bits")]
        return Value::from(value as i64);
    }
    Number::from_f64(value).map_or(Value::Null, Value::Number)
}

/// A share or index with three digits; a dash when it is undefined.
pub(super) fn index(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.3}").replace('-', "−"))
}

/// Lists signed pairs under a heading.
pub(super) fn edge_table(document: &mut Document, heading: &'static str, rows: &[EdgeRow<'_>]) {
    let columns = [
        Column::wrapped(heading),
        Column::new("POLARITY"),
        Column::number("WEIGHT"),
        Column::wrapped("STATEMENTS"),
    ];
    let cells = rows.iter().map(|row| {
        vec![
            Cell::plain(format!("{} — {}", row.a_name, row.b_name)),
            super::rows::polarity_cell(row.polarity, row.polarity),
            Cell::plain(row.weight.to_string()),
            Cell::toned(row.statements.join(" "), super::Tone::Dim),
        ]
    });
    document.table(&columns, cells.collect(), "");
}

/// Lists triangles under a heading, up to a limit.
pub(super) fn triangle_table(
    document: &mut Document,
    heading: &'static str,
    rows: &[TriangleRow<'_>],
) {
    let columns = [Column::wrapped(heading), Column::new("SIGNS"), Column::wrapped("STATEMENTS")];
    let cells = rows.iter().map(|row| {
        let signs = row.signs.replace('-', "−");
        let [ab, ac, bc] = [0, 1, 2].map(|at| signs.chars().nth(at).unwrap_or(' '));
        let [a, b, c] = [row.a_name, row.b_name, row.c_name];
        vec![
            Cell::plain(format!("{a} {ab} {b} {bc} {c} {ac} {a}")),
            Cell::plain(signs),
            Cell::toned(row.statements.join(" "), super::Tone::Dim),
        ]
    });
    document.table(&columns, cells.collect(), "");
}
