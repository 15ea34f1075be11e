//! Entities of a picture grouped in boxes.

use crate::{
    analysis::{
        camps::Camps,
        plain::{PlainGraph, Weighing},
    },
    model::{EntityIndex, words},
    view::{Tie, UndirectedGraph},
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
    camp_of: Vec<Option<u32>>,
    misfits: BTreeSet<(EntityIndex, EntityIndex)>,
}

impl Clusters {
    /// The camps of the signed pairs of a view.
    pub fn of_camps(graph: &UndirectedGraph, camps: &Camps) -> Self {
        let misfits = camps.misfits(&PlainGraph::of(graph, Weighing::Unit)).into_iter();
        let ends = misfits.map(|at| &graph.edges()[at]).map(|edge| (edge.a, edge.b));
        Self { camp_of: camps.camp_of.clone(), misfits: ends.collect() }
    }

    /// The camp of an entity; `None` when it is in no signed pair.
    pub fn camp(&self, entity: EntityIndex) -> Option<u32> {
        self.camp_of.get(entity.position()).copied().flatten()
    }

    /// Whether a tie is negative within a camp or positive between camps.
    pub fn is_misfit(&self, tie: &Tie) -> bool {
        self.misfits.contains(&(tie.holder.min(tie.target), tie.holder.max(tie.target)))
    }
}
