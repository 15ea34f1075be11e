//! Colours of entities by the values of an attribute.

use crate::{
    graph::{AttributeValues, TemporalGraph},
    language::Messages,
    model::EntityIndex,
};
use std::{cmp::Reverse, collections::BTreeSet};

/// The colours, light enough to print names on: for the values that most entities have, the most frequent first.
const FILLS: [&str; 8] =
    ["#F7C6C7", "#C7DDF2", "#CDE7C9", "#FBE3A6", "#DCCBEA", "#F9D0A8", "#BFE6E2", "#E8D3C0"];
/// The colour of all other values.
const OTHER: &str = "#D9D9D9";
/// The colour of entities without a value.
const NONE: &str = "#FFFFFF";

/// Colours of entities by the values of an attribute.
///
/// They follow from the whole graph, so that a value has one colour in all pictures of it.
#[derive(Clone, Debug)]
pub struct Colors {
    values: AttributeValues,
    /// The place of each value among all, the most frequent first.
    ranks: Vec<usize>,
}

impl Colors {
    /// The colours of the values of an attribute of entities.
    pub fn new(graph: &TemporalGraph, values: AttributeValues) -> Self {
        let mut counts = vec![0_usize; values.values().len()];
        for entity in graph.entities() {
            let value = values.of_entity(entity.index());
            if let Some(count) = value.and_then(|value| counts.get_mut(value)) {
                *count += 1;
            }
        }
        let mut by_count: Vec<usize> = (0..counts.len()).collect();
        by_count.sort_by_key(|value| Reverse(counts.get(*value).copied()));
        let mut ranks = vec![0; counts.len()];
        for (rank, value) in by_count.into_iter().enumerate() {
            if let Some(slot) = ranks.get_mut(value) {
                *slot = rank;
            }
        }
        Self { values, ranks }
    }

    /// The colour of an entity.
    pub(super) fn fill(&self, entity: EntityIndex) -> &'static str {
        let rank = self.values.of_entity(entity).and_then(|value| self.ranks.get(value));
        rank.map_or(NONE, |rank| FILLS.get(*rank).copied().unwrap_or(OTHER))
    }

    /// What is known of an entity: `party: Labour`.
    pub(super) fn in_words(&self, entity: EntityIndex) -> Option<String> {
        let value = self.values.values().get(self.values.of_entity(entity)?)?;
        Some(format!("{}: {value}", self.values.name()))
    }

    /// The colours of some entities and what they mean.
    pub(super) fn legend(
        &self,
        entities: &[EntityIndex],
        messages: &Messages,
    ) -> Vec<(&'static str, String)> {
        let found: BTreeSet<Option<usize>> =
            entities.iter().map(|entity| self.values.of_entity(*entity)).collect();
        let mut ranked: Vec<(usize, &str)> = found
            .iter()
            .flatten()
            .filter_map(|value| {
                Some((*self.ranks.get(*value)?, self.values.values().get(*value)?.as_str()))
            })
            .collect();
        ranked.sort_unstable();
        let (coloured, others): (Vec<_>, Vec<_>) =
            ranked.into_iter().partition(|(rank, _)| *rank < FILLS.len());
        let sample = |(rank, value): (usize, &str)| {
            (FILLS.get(rank).copied().unwrap_or(OTHER), value.to_owned())
        };
        let mut legend: Vec<_> = coloured.into_iter().map(sample).collect();
        match others.as_slice() {
            [] => {}
            [(_, only)] => legend.push((OTHER, (*only).to_owned())),
            several => {
                legend.push((OTHER, messages.count("drawn.other-values", several.len(), &[])));
            }
        }
        if found.contains(&None) {
            let name = [("name", self.values.name())];
            legend.push((NONE, messages.with("drawn.no-value", &name)));
        }
        legend
    }
}
