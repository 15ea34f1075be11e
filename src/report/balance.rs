//! `balance`: triads and frustration.

use super::{
    Answer, Cell, Column, Dated, Document, EdgeRow, Row, Tone, TriangleRow, ViewFacts,
    answer::fields,
    dated::series_document,
    document::count,
    rows::names,
    signed::{edge_table, index, number, triangle_table},
};
use crate::{
    analysis::{
        balance::Balance,
        plain::Weighing,
        triads::{Census, Listed},
    },
    graph::{Sign, View},
    model::Span,
};
use serde::Serialize;
use serde_json::Value;

/// The balance of a view: the summary of `balance`, and the row of a period.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BalanceRow<'g> {
    /// Entities that a signed pair reaches.
    pub nodes: usize,
    /// Signed pairs.
    pub edges: usize,
    /// Of these, the positive ones.
    pub positive: usize,
    /// Of these, the negative ones.
    pub negative: usize,
    /// Pairs left out because their ties differ in sign, or are mixed.
    pub ambivalent: usize,
    /// Triangles by type.
    pub triads: TriadCounts,
    /// The share of balanced triangles (Cartwright & Harary).
    pub strong: Option<f64>,
    /// The same with `---` (Davis).
    pub weak: Option<f64>,
    /// The frustration index.
    pub frustration: FrustrationFields<'g>,
}

/// Triangles by type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct TriadCounts {
    /// Friends all.
    #[serde(rename = "+++")]
    pub all_positive: u64,
    /// Two foes with a friend in common.
    #[serde(rename = "++-")]
    pub one_negative: u64,
    /// Two friends with a foe in common.
    #[serde(rename = "+--")]
    pub two_negative: u64,
    /// Foes all.
    #[serde(rename = "---")]
    pub all_negative: u64,
}

/// The frustration index, and the edges behind it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FrustrationFields<'g> {
    /// No split into two camps frustrates less.
    pub lower: Value,
    /// The best split found frustrates this much.
    pub upper: Value,
    /// Whether the two are proved to be one.
    pub exact: bool,
    /// 1 − 2L/m, by `upper`.
    pub normalized: Option<f64>,
    /// What the best split frustrates.
    pub edges: Vec<EdgeRow<'g>>,
}

impl Row for BalanceRow<'_> {
    fn columns() -> Vec<&'static str> {
        vec![
            "nodes",
            "edges",
            "positive",
            "negative",
            "ambivalent",
            "triads_+++",
            "triads_++-",
            "triads_+--",
            "triads_---",
            "strong",
            "weak",
            "frustration_lower",
            "frustration_upper",
            "frustration_exact",
            "frustration_normalized",
            "frustration_edges",
        ]
    }
}

impl<'g> BalanceRow<'g> {
    /// The row of a view's balance.
    pub fn new(view: &View<'g>, balance: &Balance, weighing: Weighing) -> Self {
        let Balance { graph, frustration, census, .. } = balance;
        let frustrated = frustration.frustrated.iter().map(|&at| &graph.edges()[at]);
        Self {
            nodes: balance.n_nodes,
            edges: graph.edges().len(),
            positive: balance.count(Sign::Positive),
            negative: balance.count(Sign::Negative),
            ambivalent: graph.n_ambivalent(),
            triads: TriadCounts::new(*census),
            strong: census.strong(),
            weak: census.weak(),
            frustration: FrustrationFields {
                lower: number(frustration.lower),
                upper: number(frustration.upper),
                exact: frustration.is_exact(),
                normalized: frustration.normalized(),
                edges: frustrated.map(|edge| EdgeRow::new(view, edge, weighing)).collect(),
            },
        }
    }
}

impl TriadCounts {
    fn new(census: Census) -> Self {
        let [all_positive, one_negative, two_negative, all_negative] = census.counts;
        Self { all_positive, one_negative, two_negative, all_negative }
    }

    fn each(self) -> [u64; 4] {
        [self.all_positive, self.one_negative, self.two_negative, self.all_negative]
    }
}

/// How balanced a view is; the rows are its triangles, the most telling first.
pub fn balance<'g>(
    view: &View<'g>,
    balance: &Balance,
    weighing: Weighing,
    listed: Listed,
    facts: ViewFacts,
) -> Answer<'g, TriangleRow<'g>> {
    let about = BalanceRow::new(view, balance, weighing);
    let edges = balance.graph.edges();
    let triangles = balance.triangles(listed);
    let rows = triangles.iter().map(|triangle| TriangleRow::new(view, edges, triangle)).collect();
    let summary = fields(&about);
    let period = facts.in_words.clone();
    let graph = view.graph();
    Answer {
        command: "balance",
        view: facts,
        summary,
        rows,
        document: Box::new(move |rows: &[TriangleRow<'_>]| {
            let mut document = Document::titled("How balanced the view is", &period);
            overview(&mut document, &about);
            if !about.frustration.edges.is_empty() {
                document.space();
                edge_table(&mut document, "FRUSTRATED", &about.frustration.edges, names(graph));
            }
            if !rows.is_empty() {
                let heading = match listed {
                    Listed::Unbalanced => "UNBALANCED TRIANGLE",
                    Listed::All => "TRIANGLE",
                };
                document.space();
                triangle_table(&mut document, heading, rows, names(graph));
            }
            document
        }),
    }
}

fn overview(document: &mut Document, about: &BalanceRow<'_>) {
    let mut line = |text: String| document.line(text, Tone::Plain);
    if about.edges == 0 {
        line("No two entities are for or against each other in this view.".to_owned());
        return;
    }
    let ambivalent = match about.ambivalent {
        0 => String::new(),
        n => format!("; {} left out", count(n, "ambivalent pair", "ambivalent pairs")),
    };
    line(format!(
        "{}, {}: {} positive, {} negative{ambivalent}",
        count(about.nodes, "entity", "entities"),
        count(about.edges, "signed pair", "signed pairs"),
        about.positive,
        about.negative,
    ));
    let [three, two, one, none] = about.triads.each();
    line(format!("Triangles: {three} +++, {two} ++−, {one} +−−, {none} −−−"));
    line(format!("Balance: strong {}, weak {}", index(about.strong), index(about.weak)));
    line(format!("Frustration: {}", in_words(&about.frustration)));
}

fn in_words(found: &FrustrationFields<'_>) -> String {
    let normalized = index(found.normalized);
    if found.exact {
        format!("{} (proved), normalized {normalized}", found.upper)
    } else {
        format!("{} (proved), normalized at least {normalized}", interval(found))
    }
}

/// `3`, or `3 to 5`.
fn interval(found: &FrustrationFields<'_>) -> String {
    if found.exact {
        found.upper.to_string()
    } else {
        format!("{} to {}", found.lower, found.upper)
    }
}

/// The balance of each period.
pub fn series_of_balance(
    balances: Vec<(Span, BalanceRow<'_>)>,
    facts: ViewFacts,
) -> Answer<'_, Dated<BalanceRow<'_>>> {
    let period = facts.in_words.clone();
    Answer {
        command: "balance",
        view: facts,
        summary: super::Summary::new(),
        rows: balances.into_iter().map(|(span, row)| Dated::new(span, row)).collect(),
        document: Box::new(move |rows: &[Dated<BalanceRow<'_>>]| {
            let headings =
                ["NODES", "+", "−", "+++", "++−", "+−−", "−−−", "STRONG", "L", "NORMALIZED"];
            let title = "How balanced each period is";
            series_document(title, &period, &headings.map(Column::number), rows, |row| {
                let counts = [row.nodes, row.positive, row.negative].map(|count| count.to_string());
                let triads = row.triads.each().map(|count| count.to_string());
                let indices = [
                    index(row.strong),
                    interval(&row.frustration),
                    index(row.frustration.normalized),
                ];
                counts.into_iter().chain(triads).chain(indices).map(Cell::plain).collect()
            })
        }),
    }
}
