//! Entities of a picture grouped in boxes.

use crate::{
    analysis::camps::{Camps, Place},
    language::Messages,
    model::{EntityIndex, words},
    view::{Sign, SignedEdge, Tie, UndirectedGraph, View},
};
use std::collections::BTreeSet;

words! {
    /// What the boxes are.
    pub enum Cluster {
        /// A box for each camp.
        Camps = "camps",
    }
}

/// The camps of the entities, and the pairs that contradict them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clusters {
    place_of: Vec<Option<Place>>,
    has_parts: bool,
    misfits: BTreeSet<(EntityIndex, EntityIndex)>,
    is_unique: Option<bool>,
    elsewhere: BTreeSet<EntityIndex>,
}

impl Clusters {
    /// The camps of entities of a view.
    pub fn of_camps(view: &View<'_>, camps: &Camps) -> Self {
        let graph = UndirectedGraph::new(view);
        let is_misfit = |edge: &&SignedEdge| {
            let places = [edge.a, edge.b].map(|end| camps.place(end.position()));
            match places {
                [Some(a), Some(b)] if a.part == b.part => (a == b) != (edge.sign == Sign::Positive),
                _ => false,
            }
        };
        let misfits = graph.edges().iter().filter(is_misfit).map(|edge| (edge.a, edge.b));
        Self {
            place_of: camps.place_of.clone(),
            has_parts: camps.n_parts() > 1,
            misfits: misfits.collect(),
            is_unique: camps.is_unique,
            elsewhere: camps
                .elsewhere
                .iter()
                .map(|&node| EntityIndex::new(node as usize))
                .collect(),
        }
    }

    /// The place of an entity; `None` when it is in no camp.
    pub fn place(&self, entity: EntityIndex) -> Option<Place> {
        self.place_of.get(entity.position()).copied().flatten()
    }

    /// The name of a camp: `Camp 1`, or `Part 2, camp 1` where there are several parts.
    pub(super) fn label(&self, place: Place, messages: &Messages) -> String {
        let [part, camp] = [place.part, place.camp].map(|number| number.to_string());
        let key = if self.has_parts { "drawn.part-camp" } else { "drawn.camp" };
        messages.with(key, &[("part", &part), ("camp", &camp)])
    }

    /// The same for programs.
    pub fn key(&self, place: Place) -> String {
        let Place { part, camp } = place;
        if self.has_parts { format!("part {part}, camp {camp}") } else { format!("camp {camp}") }
    }

    /// Whether other camps are known to fit as well.
    pub fn has_others(&self) -> bool {
        self.is_unique == Some(false)
    }

    /// Whether camps that fit as well are known to put an entity into another one.
    pub fn could_stand_elsewhere(&self, entity: EntityIndex) -> bool {
        self.elsewhere.contains(&entity)
    }

    /// Whether a tie is negative within a camp or positive between camps.
    pub fn is_misfit(&self, tie: &Tie) -> bool {
        self.misfits.contains(&(tie.holder.min(tie.target), tie.holder.max(tie.target)))
    }
}
