//! `balance`: the triad census and the frustration index.

use super::{
    Answer, Cell, CensusRow, Column, Document, EdgeRow, SeriesRow, Tone, TriangleRow, ViewFacts,
    answer::fields,
    outcomes::{BalanceOutcomes, OpenRow, frustration, share, with_range},
    series::series_document,
    signed::{edge_table, index, number, triangle_table},
};
use crate::{
    analysis::{
        balance::{Balance, BalanceRanges, outcomes},
        outcomes::Range,
        plain::Weighing,
        triads::Listed,
    },
    model::Span,
    view::View,
};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

/// The balance of a view: the summary of `balance`, and in the row of a period.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct BalanceRow<'g> {
    /// The signed pairs and their triangles.
    #[serde(flatten)]
    pub census: CensusRow,
    /// The frustration index.
    pub frustration: FrustrationFields<'g>,
}

/// The frustration index, and the edges behind it.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct FrustrationFields<'g> {
    /// A lower bound of the index.
    #[schemars(with = "f64")]
    pub lower: Value,
    /// An upper bound of the index: that of the best split found.
    #[schemars(with = "f64")]
    pub upper: Value,
    /// Whether both bounds are equal, so that the index is proved.
    pub exact: bool,
    /// 1 − 2L/m, with L = `upper`.
    pub normalized: Option<f64>,
    /// The edges that the best split frustrates.
    pub edges: Vec<EdgeRow<'g>>,
}

impl<'g> BalanceRow<'g> {
    /// The row of a view's balance.
    pub fn new(view: &View<'g>, balance: &Balance, weighing: Weighing) -> Self {
        let Balance { graph, frustration, census, .. } = balance;
        let frustrated = frustration.frustrated.iter().map(|&at| &graph.edges()[at]);
        Self {
            census: CensusRow::new(balance.n_nodes, graph, *census),
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

/// The balance of a view; the rows are its triangles, the strongest first.
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
    Answer {
        command: "balance",
        view: facts,
        summary,
        rows,
        document: Box::new(move |rows: &[TriangleRow<'_>]| {
            let mut document = Document::titled("Structural balance", &period);
            overview(&mut document, &about);
            if !about.frustration.edges.is_empty() {
                document.space();
                edge_table(&mut document, "FRUSTRATED", &about.frustration.edges);
            }
            if !rows.is_empty() {
                let heading = match listed {
                    Listed::Unbalanced => "UNBALANCED TRIANGLE",
                    Listed::All => "TRIANGLE",
                };
                document.space();
                triangle_table(&mut document, heading, rows);
            }
            document
        }),
    }
}

fn overview(document: &mut Document, about: &BalanceRow<'_>) {
    if about.census.write_lines(document) {
        document.line(format!("Frustration: {}", in_words(&about.frustration)), Tone::Plain);
    }
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

/// The balance of a period.
pub type BalancePeriodRow<'g> = OpenRow<BalanceRow<'g>, BalanceOutcomes>;

impl<'g> BalancePeriodRow<'g> {
    /// The row of a period, by a function that measures each outcome.
    pub fn of_period(
        view: &View<'g>,
        weighing: Weighing,
        measure: impl Fn(&View<'g>) -> Balance,
    ) -> Self {
        let outcomes = outcomes(view);
        let definite = outcomes.definite();
        let balance = measure(&definite);
        let ranges = outcomes.others().map(|others| {
            let mut ranges = BalanceRanges::default();
            ranges.include(&balance);
            others.for_each(|outcome| ranges.include(&measure(&outcome)));
            ranges
        });
        Self {
            definite: BalanceRow::new(&definite, &balance, weighing),
            possible: outcomes.n_possible(),
            outcomes: ranges.map(BalanceOutcomes::from),
        }
    }
}

/// The balance of each period.
pub fn series_of_balance(
    balances: Vec<(Span, BalancePeriodRow<'_>)>,
    facts: ViewFacts,
) -> Answer<'_, SeriesRow<BalancePeriodRow<'_>>> {
    let period = facts.in_words.clone();
    Answer {
        command: "balance",
        view: facts,
        summary: super::Summary::new(),
        rows: balances.into_iter().map(|(span, row)| SeriesRow::new(span, row)).collect(),
        document: Box::new(move |rows: &[SeriesRow<BalancePeriodRow<'_>>]| {
            let headings = [
                "NODES",
                "+",
                "−",
                "+++",
                "++−",
                "+−−",
                "−−−",
                "STRONG",
                "L",
                "NORMALIZED",
                "POSSIBLE",
            ];
            let title = "Structural balance by period";
            series_document(title, &period, &headings.map(Column::number), rows, |period| {
                let row = &period.definite;
                let range = |of: fn(&BalanceOutcomes) -> [Option<f64>; 2]| {
                    let open = period.outcomes.as_ref().filter(|_| period.possible > 0);
                    let [least, greatest] = open.map(of)?;
                    Some(Range { least, greatest })
                };
                let census = &row.census;
                let counts = [census.nodes, census.positive, census.negative];
                let counts = counts.map(|count| count.to_string());
                let triads = census.triads.each().map(|count| count.to_string());
                let indices = [
                    with_range(
                        index(census.strong),
                        range(|it| [it.strong_least, it.strong_greatest]),
                        share,
                    ),
                    with_range(
                        interval(&row.frustration),
                        range(|it| [it.frustration_least, it.frustration_greatest]),
                        frustration,
                    ),
                    with_range(
                        index(row.frustration.normalized),
                        range(|it| [it.normalized_least, it.normalized_greatest]),
                        share,
                    ),
                    period.possible.to_string(),
                ];
                counts.into_iter().chain(triads).chain(indices).map(Cell::plain).collect()
            })
        }),
    }
}
