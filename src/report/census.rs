//! `balance --census`: the triangles by type.

use super::{
    Answer, Cell, Column, Document, SeriesRow, Tone, ViewFacts,
    answer::fields,
    document::count,
    outcomes::{CensusOutcomes, OpenRow, share, with_range},
    series::series_document,
    signed::index,
};
use crate::{
    analysis::{
        balance::{BalanceRanges, outcomes},
        outcomes::Range,
        plain::{PlainGraph, Weighing},
        triads::{Census, census},
    },
    model::Span,
    view::{Sign, UndirectedGraph, View},
};
use schemars::JsonSchema;
use serde::Serialize;

/// The signed pairs of a view and their triangles.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct CensusRow {
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
}

/// Triangles by type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct TriadCounts {
    /// All positive.
    #[serde(rename = "+++")]
    pub all_positive: u64,
    /// Two foes with a common friend.
    #[serde(rename = "++-")]
    pub one_negative: u64,
    /// Two friends with a common foe.
    #[serde(rename = "+--")]
    pub two_negative: u64,
    /// All negative.
    #[serde(rename = "---")]
    pub all_negative: u64,
}

impl TriadCounts {
    fn new(census: Census) -> Self {
        let [all_positive, one_negative, two_negative, all_negative] = census.counts;
        Self { all_positive, one_negative, two_negative, all_negative }
    }

    pub(super) fn each(self) -> [u64; 4] {
        [self.all_positive, self.one_negative, self.two_negative, self.all_negative]
    }
}

impl CensusRow {
    /// The census of a view.
    pub fn of(view: &View<'_>) -> Self {
        let graph = UndirectedGraph::new(view);
        let mut is_reached = vec![false; graph.n_entities()];
        for edge in graph.edges() {
            is_reached[edge.a.position()] = true;
            is_reached[edge.b.position()] = true;
        }
        let nodes = is_reached.into_iter().filter(|is_reached| *is_reached).count();
        Self::new(nodes, &graph, census(&PlainGraph::of(&graph, Weighing::Unit)))
    }

    /// The row of a census.
    pub(super) fn new(nodes: usize, graph: &UndirectedGraph, census: Census) -> Self {
        let count = |sign| graph.edges().iter().filter(|edge| edge.sign == sign).count();
        Self {
            nodes,
            edges: graph.edges().len(),
            positive: count(Sign::Positive),
            negative: count(Sign::Negative),
            ambivalent: graph.n_ambivalent(),
            triads: TriadCounts::new(census),
            strong: census.strong(),
            weak: census.weak(),
        }
    }

    /// Writes the census in lines; returns whether there are signed pairs.
    pub(super) fn write_lines(&self, document: &mut Document) -> bool {
        let mut line = |text: String| document.line(text, Tone::Plain);
        if self.edges == 0 {
            line("No two entities are for or against each other in this view.".to_owned());
            return false;
        }
        let ambivalent = match self.ambivalent {
            0 => String::new(),
            n => format!("; {} left out", count(n, "ambivalent pair", "ambivalent pairs")),
        };
        line(format!(
            "{}, {}: {} positive, {} negative{ambivalent}",
            count(self.nodes, "entity", "entities"),
            count(self.edges, "signed pair", "signed pairs"),
            self.positive,
            self.negative,
        ));
        let [three, two, one, none] = self.triads.each();
        line(format!("Triangles: {three} +++, {two} ++−, {one} +−−, {none} −−−"));
        line(format!("Balance: strong {}, weak {}", index(self.strong), index(self.weak)));
        true
    }
}

/// The census of a view: the summary, and the same as one row.
pub fn triad_census<'g>(view: &View<'g>, facts: ViewFacts) -> Answer<'g, CensusRow> {
    let row = CensusRow::of(view);
    let period = facts.in_words.clone();
    Answer {
        command: "balance",
        view: facts,
        summary: fields(&row),
        rows: vec![row],
        document: Box::new(move |rows: &[CensusRow]| {
            let mut document = Document::titled("Structural balance", &period);
            for row in rows {
                row.write_lines(&mut document);
            }
            document
        }),
    }
}

/// The census of a period.
pub type CensusPeriodRow = OpenRow<CensusRow, CensusOutcomes>;

impl CensusPeriodRow {
    /// The row of a period.
    pub fn of_period(view: &View<'_>) -> Self {
        let outcomes = outcomes(view);
        let ranges = outcomes.others().map(|others| {
            let mut ranges = BalanceRanges::default();
            let of = |view: &View<'_>| {
                let graph = UndirectedGraph::new(view);
                census(&PlainGraph::of(&graph, Weighing::Unit))
            };
            ranges.include_census(&of(&outcomes.definite()));
            others.for_each(|outcome| ranges.include_census(&of(&outcome)));
            ranges
        });
        Self {
            definite: CensusRow::of(&outcomes.definite()),
            possible: outcomes.n_possible(),
            outcomes: ranges.map(CensusOutcomes::from),
        }
    }
}

/// The census of each period.
pub fn series_of_census<'g>(
    censuses: Vec<(Span, CensusPeriodRow)>,
    facts: ViewFacts,
) -> Answer<'g, SeriesRow<CensusPeriodRow>> {
    let period = facts.in_words.clone();
    Answer {
        command: "balance",
        view: facts,
        summary: super::Summary::new(),
        rows: censuses.into_iter().map(|(span, row)| SeriesRow::new(span, row)).collect(),
        document: Box::new(move |rows: &[SeriesRow<CensusPeriodRow>]| {
            let headings =
                ["NODES", "+", "−", "+++", "++−", "+−−", "−−−", "STRONG", "WEAK", "POSSIBLE"];
            let title = "Structural balance by period";
            series_document(title, &period, &headings.map(Column::number), rows, |period| {
                let row = &period.definite;
                let range = |of: fn(&CensusOutcomes) -> [Option<f64>; 2]| {
                    let open = period.outcomes.as_ref().filter(|_| period.possible > 0);
                    let [least, greatest] = open.map(of)?;
                    Some(Range { least, greatest })
                };
                let counts = [row.nodes, row.positive, row.negative].map(|count| count.to_string());
                let triads = row.triads.each().map(|count| count.to_string());
                let indices = [
                    with_range(
                        index(row.strong),
                        range(|it| [it.strong_least, it.strong_greatest]),
                        share,
                    ),
                    with_range(
                        index(row.weak),
                        range(|it| [it.weak_least, it.weak_greatest]),
                        share,
                    ),
                    period.possible.to_string(),
                ];
                counts.into_iter().chain(triads).chain(indices).map(Cell::plain).collect()
            })
        }),
    }
}
