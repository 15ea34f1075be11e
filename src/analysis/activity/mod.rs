//! Statements by holder, target or entity, for each period.

mod counter;
mod holders;
mod shares;

use crate::{
    model::{EntityIndex, Polarity, words},
    view::View,
};
use counter::Counter;
use rayon::prelude::*;
use shares::Shares;
use std::{cmp::Reverse, ops::Range};

words! {
    /// Which entity statements are counted for.
    pub enum Party {
        /// The holder.
        Holder = "holder",
        /// The target.
        Target = "target",
        /// Both.
        Entity = "entity",
    }
}

/// The number of effects: polarities, and ending.
pub(super) const N_EFFECTS: usize = Polarity::ALL.len() + 1;

/// The numbers of statements of an entity in a view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Activity {
    /// The entity.
    pub entity: EntityIndex,
    /// The numbers by effect: polarities in their order, then ending.
    pub by_effect: [u32; N_EFFECTS],
    /// Those only possibly in the view, by effect.
    pub possible_by_effect: [u32; N_EFFECTS],
}

impl Activity {
    /// No statements.
    fn none(entity: EntityIndex) -> Self {
        Self { entity, by_effect: [0; N_EFFECTS], possible_by_effect: [0; N_EFFECTS] }
    }

    /// The number of all statements.
    pub fn statements(&self) -> u32 {
        self.by_effect.iter().sum()
    }

    /// The number of those only possibly in the view.
    pub fn possible(&self) -> u32 {
        self.possible_by_effect.iter().sum()
    }
}

/// The numbers of statements of the `most` active entities of each view, in descending order. The views are of one
/// graph and differ only in their spans, whose begins and ends ascend.
///
/// Time linear in the statements and in the views that each is in. Holders are counted in order, because statements
/// are sorted by holder. For targets, each statement takes four bytes; if these exceed the limit, the entities are
/// counted in several passes.
pub fn activity(views: &[View<'_>], party: Party, most: Option<usize>) -> Vec<Vec<Activity>> {
    let Some(graph) = views.first().map(View::graph) else { return Vec::new() };
    let mut all = vec![Vec::new(); views.len()];
    let at_once = Shares::most_views(graph.n_entities());
    for (views, all) in views.chunks(at_once).zip(all.chunks_mut(at_once)) {
        if party == Party::Holder {
            add(all, holders::count(views, most));
            continue;
        }
        for turn in turns(graph.n_entities(), graph.n_statements()) {
            add(all, Shares::new(turn, views.len()).count(views, party, most));
        }
    }
    all.par_iter_mut().for_each(|all| rank(all, most));
    all
}

/// The fewest ranges of entities such that the statements of each fit into memory.
fn turns(n_entities: usize, n_statements: usize) -> impl Iterator<Item = Range<usize>> {
    /// The limit, half a gigabyte of marks.
    const MOST: usize = 1 << 27;
    let size = n_entities.div_ceil(n_statements.div_ceil(MOST).max(1)).max(1);
    (0..n_entities).step_by(size).map(move |begin| begin..n_entities.min(begin + size))
}

/// Joins the counts of parts, by view.
fn add(all: &mut [Vec<Activity>], parts: Vec<Vec<Vec<Activity>>>) {
    for part in parts {
        all.iter_mut().zip(part).for_each(|(all, part)| all.extend(part));
    }
}

/// Keeps the most active entities, by statements and then by id.
fn rank(entities: &mut Vec<Activity>, most: Option<usize>) {
    let key = |activity: &Activity| (Reverse(activity.statements()), activity.entity);
    if let Some(most) = most.filter(|most| *most < entities.len()) {
        entities.select_nth_unstable_by_key(most, key);
        entities.truncate(most);
    }
    entities.sort_unstable_by_key(key);
}
