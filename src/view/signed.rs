//! The signed graph: the ties of a view.

use super::{scope::View, tie::Tie};
use crate::{graph::adjacency::Adjacency, model::EntityIndex};
use std::collections::BTreeSet;

/// The ties of a view as a directed graph: nodes are all entities, edges the ordered pairs with a
/// standing tie, sorted by holder and target.
#[derive(Clone, Debug)]
pub struct SignedGraph {
    pub(super) ties: Vec<Tie>,
    pub(super) adjacency: Adjacency,
}

impl SignedGraph {
    /// The signed graph of a view. Time linear in the graph's statements, on all processors.
    pub fn new(view: &View<'_>) -> Self {
        Self::of(view, view.graph().map_parts(|pairs| view.ties_of_pairs(pairs)).concat())
    }

    /// The ties among some entities. Time linear in their pairs and the graph's entities.
    pub fn among(view: &View<'_>, entities: &BTreeSet<EntityIndex>) -> Self {
        let graph = view.graph();
        let pairs = entities.iter().flat_map(|&holder| graph.pairs_of(holder));
        let inside = pairs.filter(|&pair| entities.contains(&graph.target(pair)));
        Self::of(view, inside.filter_map(|pair| view.tie(pair)).collect())
    }

    /// The graph of ties that are sorted by holder and target.
    fn of(view: &View<'_>, ties: Vec<Tie>) -> Self {
        let ends = ties.iter().map(|tie| (tie.holder, tie.target));
        Self { adjacency: Adjacency::new(view.graph().n_entities(), ends), ties }
    }

    /// Every tie, by holder and target.
    pub fn ties(&self) -> &[Tie] {
        &self.ties
    }

    /// The tie from a holder to a target.
    pub fn tie(&self, holder: EntityIndex, target: EntityIndex) -> Option<&Tie> {
        self.adjacency.find(holder, target).map(|edge| &self.ties[edge])
    }

    /// The ties of a holder, by target.
    pub fn ties_of(&self, holder: EntityIndex) -> &[Tie] {
        &self.ties[self.adjacency.leaving(holder)]
    }

    /// The ties towards a target, by holder.
    pub fn ties_towards(&self, target: EntityIndex) -> impl Iterator<Item = &Tie> {
        self.edges_towards(target).map(|edge| &self.ties[edge])
    }

    /// The positions of the ties of a holder, by target.
    pub(crate) fn edges_of(&self, holder: EntityIndex) -> std::ops::Range<usize> {
        self.adjacency.leaving(holder)
    }

    /// The positions of the ties towards a target, by holder.
    pub(crate) fn edges_towards(&self, target: EntityIndex) -> impl Iterator<Item = usize> {
        self.adjacency.entering(target)
    }
}
