//! Counts of entities whose statements are contiguous.

use super::{Activity, rank};
use crate::{model::EntityIndex, view::Certainty};

/// The counts of the current entity and of those before.
pub(super) struct Counter {
    entity: EntityIndex,
    /// The counts of the current entity by view: few enough for the nearest cache.
    counts: Vec<Activity>,
    /// The views in which it has statements.
    views: Vec<usize>,
    found: Vec<Found>,
    most: Option<usize>,
}

/// The entities of a view.
#[derive(Clone, Default)]
struct Found {
    entities: Vec<Activity>,
    /// An entity with fewer statements is not among the most active.
    floor: u32,
}

impl Counter {
    /// No entity yet. Keeps at least the `most` active of each view.
    pub(super) fn new(n_views: usize, most: Option<usize>) -> Self {
        let entity = EntityIndex::default();
        let (counts, found) =
            (vec![Activity::none(entity); n_views], vec![Found::default(); n_views]);
        Self { entity, counts, views: Vec::new(), found, most }
    }

    /// Starts an entity, whose statements follow; no entity may start twice.
    pub(super) fn turn_to(&mut self, entity: EntityIndex) {
        if self.entity != entity {
            self.settle();
            self.entity = entity;
        }
    }

    /// Counts a statement.
    pub(super) fn add(&mut self, view: usize, effect: usize, certainty: Certainty) {
        let count = &mut self.counts[view];
        if count.statements() == 0 {
            self.views.push(view);
        }
        count.by_effect[effect] += 1;
        count.possible_by_effect[effect] += u32::from(certainty == Certainty::Possible);
    }

    /// Adds the entity to the views in which it may be among the most active.
    fn settle(&mut self) {
        for view in self.views.drain(..) {
            let count = std::mem::replace(&mut self.counts[view], Activity::none(self.entity));
            let found = &mut self.found[view];
            if count.statements() >= found.floor {
                found.add(Activity { entity: self.entity, ..count }, self.most);
            }
        }
    }

    /// The counts by view.
    pub(super) fn finish(mut self) -> Vec<Vec<Activity>> {
        self.settle();
        self.found.into_iter().map(|found| found.entities).collect()
    }
}

impl Found {
    fn add(&mut self, entity: Activity, most: Option<usize>) {
        /// The number kept for each that is wanted, so that they are seldom ranked.
        const KEPT: usize = 8;
        self.entities.push(entity);
        if let Some(most) = most.filter(|most| self.entities.len() >= most.saturating_mul(KEPT)) {
            rank(&mut self.entities, Some(most));
            self.floor = self.entities.last().map_or(0, Activity::statements);
        }
    }
}
