//! The balance of a view's signed graph: its triads and its frustration.

use super::{
    frustration::{Budget, Frustration, frustration},
    outcomes::{Outcomes, Range},
    plain::{PlainGraph, Weighing},
    triads::{Census, Listed, Triangle, census, triangles},
};
use crate::{
    model::{Effect, Polarity},
    view::{UndirectedGraph, View},
};

/// The ranges of measures of balance in all outcomes of a view.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct BalanceRanges {
    /// The range of the strong share of balanced triangles.
    pub strong: Range,
    /// The range of the weak share.
    pub weak: Range,
    /// The range of the frustration index; undefined for a census.
    pub frustration: Range,
    /// The range of 1 − 2L/m; undefined for a census.
    pub normalized: Range,
}

impl BalanceRanges {
    /// Widens the ranges to a census.
    pub fn include_census(&mut self, census: &Census) {
        let both = |share: Option<f64>| share.map(|share| (share, share));
        self.strong.include(both(census.strong()));
        self.weak.include(both(census.weak()));
    }

    /// Widens the ranges to a balance.
    pub fn include(&mut self, balance: &Balance) {
        let Frustration { lower, upper, total, .. } = balance.frustration;
        let normalized = |index: f64| 1.0 - 2.0 * index / total;
        self.include_census(&balance.census);
        self.frustration.include(Some((lower, upper)));
        self.normalized.include((total > 0.0).then(|| (normalized(upper), normalized(lower))));
    }
}

/// The outcomes of a view for its ties: neutral statements and those about oneself make no difference.
pub fn outcomes<'g>(view: &View<'g>) -> Outcomes<'g> {
    Outcomes::new(view, |statement| {
        let statement = view.graph().statement(statement);
        let is_neutral = statement.effect() == Effect::Expresses(Polarity::Neutral);
        !is_neutral && statement.holder() != statement.target()
    })
}

/// The balance of a view.
#[derive(Clone, Debug)]
pub struct Balance {
    /// The signed pairs.
    pub graph: UndirectedGraph,
    /// Entities that a signed pair reaches.
    pub n_nodes: usize,
    /// Its triangles by type, unweighted.
    pub census: Census,
    /// Its frustration, in edges or in their strength; edge i is pair i of `graph`.
    pub frustration: Frustration,
}

impl Balance {
    /// The balance of a view: a census in O(m^1.5), and the frustration within the budget.
    pub fn new(view: &View<'_>, weighing: Weighing, budget: &Budget<'_>) -> Self {
        let graph = UndirectedGraph::new(view);
        let plain = PlainGraph::of(&graph, weighing);
        let frustration = frustration(&plain, budget);
        let n_nodes = frustration.components.iter().map(|component| component.nodes.len()).sum();
        Self { n_nodes, census: census(&plain), frustration, graph }
    }

    /// The triangles, those with the greatest sum of strengths first.
    pub fn triangles(&self, listed: Listed) -> Vec<Triangle> {
        triangles(&PlainGraph::of(&self.graph, Weighing::Strength), listed)
    }
}
