//! Who may be among the most active of a view: nobody has more statements in it than in all.

use super::{Activity, Party, small};
use crate::{graph::TemporalGraph, model::EntityIndex};
use std::ops::Range;

/// The entities that are counted now.
pub(super) struct Wanted {
    /// How many statements each has at most.
    pub(super) totals: Vec<u32>,
    /// Those with as many.
    pub(super) among: Range<usize>,
    /// Of each view, only those with no fewer.
    pub(super) floors: Vec<u32>,
}

/// With how many statements entities are counted first, and then: when only the most active are asked for, a few that
/// have most begin, as the others need not be counted where they cannot have more.
pub(super) fn passes(
    totals: &[u32],
    most: Option<usize>,
) -> impl Iterator<Item = Range<usize>> + use<> {
    /// So many begin for each that is asked for.
    const FIRST: usize = 4;
    let n_first = most.map_or(totals.len(), |most| most.saturating_mul(FIRST));
    let mut sorted = totals.to_vec();
    let least = if n_first < sorted.len() {
        *sorted.select_nth_unstable_by(n_first, |a, b| b.cmp(a)).1 as usize
    } else {
        0
    };
    [least..usize::MAX, 0..least].into_iter().filter(|totals| !totals.is_empty())
}

impl Wanted {
    /// Everybody.
    pub(super) fn new(graph: &TemporalGraph, party: Party, n_views: usize) -> Self {
        let sums = graph.sum_parts(
            || vec![0_u32; graph.n_entities()],
            |totals, pairs| {
                graph.each_pair(pairs, |holder, target, n_statements| {
                    if party != Party::Target {
                        totals[holder.position()] += small(n_statements);
                    }
                    if party != Party::Holder {
                        totals[target.position()] += small(n_statements);
                    }
                });
            },
        );
        let totals = sums.into_iter().reduce(|mut totals, others| {
            totals.iter_mut().zip(others).for_each(|(total, other)| *total += other);
            totals
        });
        let (among, floors) = (0..usize::MAX, vec![0; n_views]);
        Self { totals: totals.unwrap_or_default(), among, floors }
    }

    /// How many statements an entity has at most, if it is among these.
    pub(super) fn total(&self, entity: EntityIndex) -> Option<u32> {
        let total = self.totals[entity.position()];
        self.among.contains(&(total as usize)).then_some(total)
    }

    /// Makes wanted only who may still be among the most active of a view.
    pub(super) fn raise(&mut self, views: &mut [Vec<Activity>], most: Option<usize>) {
        let Some(most) = most else { return };
        for (floor, view) in self.floors.iter_mut().zip(views) {
            super::rank(view, Some(most), |activity| *activity);
            if let Some(last) = view.get(most.wrapping_sub(1)) {
                *floor = last.statements();
            }
        }
    }
}
