//! The balance of a view's signed graph: its triads and its frustration.

use super::{
    frustration::{Budget, Frustration, frustration},
    plain::{PlainGraph, Weighing},
    triads::{Census, Listed, Triangle, census, triangles},
};
use crate::view::{UndirectedGraph, View};

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
