//! Balance at the ends of periods: by the definite statements, and what the possible ones can make of it.

use super::snapshots::{Making, SnapshotItem, as_of, solved};
use crate::{
    analysis::{
        balance::{Balance, BalanceRanges, outcomes},
        outcomes::Range,
        plain::{PlainGraph, Weighing},
        triads::{Census, census},
    },
    model::Day,
    view::{UndirectedGraph, View},
};
use serde::Serialize;

/// Balance by all definite statements up to the end of a period.
#[derive(Debug, Serialize)]
pub(in crate::export) struct BalanceItem {
    /// Pairs with a sign.
    pub(in crate::export) edges: usize,
    /// Triangles by type.
    pub(in crate::export) census: [u64; 4],
    pub(in crate::export) strong: Option<f64>,
    /// The frustration index: proved bounds.
    pub(in crate::export) lower: f64,
    pub(in crate::export) upper: f64,
    pub(in crate::export) exact: bool,
    pub(in crate::export) normalized: Option<f64>,
    /// The ties that the best split frustrates.
    pub(in crate::export) frustrated: Vec<usize>,
    /// Positions in the list of triangles, the most telling first.
    pub(in crate::export) triangles: Vec<usize>,
    /// How many possible statements could change it.
    pub(in crate::export) possible: usize,
    /// The least and the greatest values that they can make of it, where these are computed.
    pub(in crate::export) strong_least: Option<f64>,
    pub(in crate::export) strong_greatest: Option<f64>,
    pub(in crate::export) normalized_least: Option<f64>,
    pub(in crate::export) normalized_greatest: Option<f64>,
}

impl BalanceItem {
    /// That of a snapshot, which is the only outcome; with ranges if these are computed.
    fn of(snapshot: &SnapshotItem, has_ranges: bool) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "edges are counted with 32 bits")]
        let total = snapshot.edges as f64;
        let mut ranges = BalanceRanges::default();
        if has_ranges {
            let normalized = |index: f64| 1.0 - 2.0 * index / total;
            ranges.include_census(&Census { counts: snapshot.census });
            ranges.normalized.include(
                (total > 0.0).then(|| (normalized(snapshot.upper), normalized(snapshot.lower))),
            );
        }
        Self {
            edges: snapshot.edges,
            census: snapshot.census,
            strong: snapshot.strong,
            lower: snapshot.lower,
            upper: snapshot.upper,
            exact: snapshot.exact,
            normalized: snapshot.normalized,
            frustrated: snapshot.frustrated.clone(),
            triangles: snapshot.triangles.clone(),
            possible: 0,
            strong_least: ranges.strong.least,
            strong_greatest: ranges.strong.greatest,
            normalized_least: ranges.normalized.least,
            normalized_greatest: ranges.normalized.greatest,
        }
    }
}

impl Making<'_> {
    /// The balance by the end of a day. Where nothing is only possible, it is that of the snapshot of the day.
    pub(super) fn balance(&mut self, last: Day, snapshot: Option<&SnapshotItem>) -> BalanceItem {
        let outcomes = outcomes(&as_of(self.scene, last));
        if let Some(snapshot) = snapshot.filter(|_| outcomes.n_possible() == 0) {
            return BalanceItem::of(snapshot, outcomes.others().is_some());
        }
        let definite = self.measured(&outcomes.definite());
        let mut ranges = BalanceRanges::default();
        if let Some(others) = outcomes.others() {
            ranges.include(&definite);
            others.for_each(|outcome| ranges.include(&self.measured(&outcome)));
        }
        let Balance { graph, census, frustration: found, .. } = definite;
        let Range { least: strong_least, greatest: strong_greatest } = ranges.strong;
        let Range { least: normalized_least, greatest: normalized_greatest } = ranges.normalized;
        BalanceItem {
            edges: graph.edges().len(),
            census: census.counts,
            strong: census.strong(),
            lower: found.lower,
            upper: found.upper,
            exact: found.is_exact(),
            normalized: found.normalized(),
            frustrated: self.frustrated(&graph, &found),
            triangles: self.triangles(&graph),
            possible: outcomes.n_possible(),
            strong_least,
            strong_greatest,
            normalized_least,
            normalized_greatest,
        }
    }

    /// The signed pairs of a view that are on the page.
    pub(super) fn graph(&self, view: &View<'_>) -> UndirectedGraph {
        match self.scene.focus() {
            Some(_) => UndirectedGraph::among(view, &self.scene.nodes().iter().copied().collect()),
            None => UndirectedGraph::new(view),
        }
    }

    fn measured(&mut self, view: &View<'_>) -> Balance {
        let graph = self.graph(view);
        let plain = PlainGraph::of(&graph, Weighing::Unit);
        let found = solved(&self.memory, &plain, &mut self.sides);
        let n_nodes = found.components.iter().map(|component| component.nodes.len()).sum();
        Balance { n_nodes, census: census(&plain), frustration: found, graph }
    }
}
