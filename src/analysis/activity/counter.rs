//! Counts of entities of whom one comes after the other.

use super::{Activity, rank};
use crate::{model::EntityIndex, view::Certainty};

/// The counts of one entity, and of those before.
pub(super) struct Counter {
    entity: EntityIndex,
    /// Of this entity, for each view: few enough for the nearest cache.
    counts: Vec<Activity>,
    /// The views in which it has some.
    views: Vec<usize>,
    found: Vec<Found>,
    most: Option<usize>,
}

/// The entities of a view.
#[derive(Clone, Default)]
struct Found {
    entities: Vec<Activity>,
    /// Whoever has fewer statements is not among the most active.
    floor: u32,
}

impl Counter {
    /// Nobody yet. Of each view, at least the `most` active are found.
    pub(super) fn new(n_views: usize, most: Option<usize>) -> Self {
        let entity = EntityIndex::default();
        let (counts, found) =
            (vec![Activity::none(entity); n_views], vec![Found::default(); n_views]);
        Self { entity, counts, views: Vec::new(), found, most }
    }

    /// Says whose statements follow; nobody's come twice.
    pub(super) fn turn_to(&mut self, entity: EntityIndex) {
        if self.entity != entity {
            self.settle();
            self.entity = entity;
        }
    }

    /// Takes in a statement.
    pub(super) fn add(&mut self, view: usize, effect: usize, certainty: Certainty) {
        let count = &mut self.counts[view];
        if count.statements() == 0 {
            self.views.push(view);
        }
        count.by_effect[effect] += 1;
        count.possible += u32::from(certainty == Certainty::Possible);
    }

    /// Puts the entity among those of each view, if there is a chance.
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
        /// So many are kept for each that is wanted, so that they are seldom ranked.
        const KEPT: usize = 8;
        self.entities.push(entity);
        if let Some(most) = most.filter(|most| self.entities.len() >= most.saturating_mul(KEPT)) {
            rank(&mut self.entities, Some(most));
            self.floor = self.entities.last().map_or(0, Activity::statements);
        }
    }
}
