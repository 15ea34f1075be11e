//! Where an entity stands in the conflict: its camp, and the triangles in which it is torn.

use super::{
    camps::{Camps, Count, camps},
    frustration::Budget,
    plain::{PlainGraph, Weighing, node},
    triads::{Listed, Triangle, triangles_of},
};
use crate::{
    graph::{UndirectedGraph, View},
    model::EntityIndex,
};

/// The tension around an entity.
#[derive(Clone, Debug)]
pub struct Tension {
    /// The signed pairs of the view.
    pub graph: UndirectedGraph,
    /// The two camps of the view.
    pub camps: Camps,
    /// The unbalanced triangles that the entity is in, the most telling first.
    pub triangles: Vec<Triangle>,
}

impl Tension {
    /// The tension around an entity. Camps take what the budget lasts; the rest O(m log m).
    pub fn around(view: &View<'_>, entity: EntityIndex, budget: &Budget<'_>) -> Self {
        let graph = UndirectedGraph::new(view);
        let strong = PlainGraph::of(&graph, Weighing::Strength);
        Self {
            camps: camps(&PlainGraph::of(&graph, Weighing::Unit), Count::TWO, 0, budget),
            triangles: triangles_of(&strong, node(entity), Listed::Unbalanced),
            graph,
        }
    }

    /// The camp of an entity; none when no signed pair reaches it.
    pub fn camp(&self, entity: EntityIndex) -> Option<u32> {
        self.camps.camp_of.get(entity.position()).copied().flatten()
    }

    /// The triangles in which another entity is too.
    pub fn triangles_with(&self, other: EntityIndex) -> impl Iterator<Item = &Triangle> {
        let is_in = move |triangle: &&Triangle| {
            triangle.nodes.iter().any(|&node| node as usize == other.position())
        };
        self.triangles.iter().filter(is_in)
    }
}
