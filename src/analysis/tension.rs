//! The conflict around an entity: its camp and its tense triangles.

use super::{
    camps::{Basis, CampGraph, Camps, Count, Place, camps},
    frustration::Budget,
    plain::{PlainGraph, Weighing, node},
    triads::{Listed, Triangle, triangles_of},
};
use crate::{
    model::EntityIndex,
    view::{UndirectedGraph, View},
};

/// The tension around an entity, or between two.
#[derive(Clone, Debug)]
pub struct Tension {
    /// The signed pairs considered.
    pub graph: UndirectedGraph,
    /// The two camps of the actors of the view; `None` for a large view.
    pub camps: Option<Camps>,
    /// The unbalanced triangles that contain the entity, or both, the strongest first.
    pub triangles: Vec<Triangle>,
}

/// The greatest number of pairs of a view whose camps are found here.
pub const MOST_PAIRS: usize = 20_000;

impl Tension {
    /// The tension around an entity. Camps take at most the budget; the rest O(m log m), in a large view with
    /// m the pairs of the entity's neighbours.
    pub fn around(
        view: &View<'_>,
        entity: EntityIndex,
        basis: &Basis,
        budget: &Budget<'_>,
    ) -> Self {
        Self::of(view, &[entity], basis, budget)
    }

    /// The tension between two entities: the triangles that both are in.
    pub fn between(
        view: &View<'_>,
        ends: [EntityIndex; 2],
        basis: &Basis,
        budget: &Budget<'_>,
    ) -> Self {
        Self::of(view, &ends, basis, budget)
    }

    fn of(view: &View<'_>, entities: &[EntityIndex], basis: &Basis, budget: &Budget<'_>) -> Self {
        let is_small = view.graph().n_pairs() <= MOST_PAIRS;
        let graph = if is_small {
            UndirectedGraph::new(view)
        } else {
            let neighbours = entities.iter().map(|entity| view.neighbours(*entity));
            let common = neighbours.reduce(|a, b| a.intersection(&b).copied().collect());
            let mut among = common.unwrap_or_default();
            among.extend(entities);
            UndirectedGraph::among(view, &among)
        };
        let camps =
            is_small.then(|| camps(&CampGraph::new(view, basis).plain(), Count::TWO, 0, budget));
        let strong = PlainGraph::of(&graph, Weighing::Strength);
        let first = entities.first().map(|entity| node(*entity));
        let mut triangles =
            first.map(|first| triangles_of(&strong, first, Listed::Unbalanced)).unwrap_or_default();
        triangles.retain(|triangle| {
            entities.iter().all(|entity| triangle.nodes.contains(&node(*entity)))
        });
        Self { graph, camps, triangles }
    }

    /// Where an entity stands; `None` when it is in no signed pair of actors, or when camps are not found.
    pub fn place(&self, entity: EntityIndex) -> Option<Place> {
        self.camps.as_ref()?.place(entity.position())
    }

    /// Whether it is known that a split that costs as little puts an entity into the other camp.
    pub fn could_stand_elsewhere(&self, entity: EntityIndex) -> bool {
        self.camps.as_ref().is_some_and(|camps| camps.elsewhere.contains(&node(entity)))
    }
}
