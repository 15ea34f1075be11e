//! How much each entity says, or is said of it, period by period.

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
    /// For whom statements are counted.
    pub enum Party {
        /// Whose stance they are.
        Holder = "holder",
        /// Towards whom or what they are.
        Target = "target",
        /// Either.
        Entity = "entity",
    }
}

/// Kinds of what a verb does: polarities, and ending.
const N_EFFECTS: usize = Polarity::ALL.len() + 1;

/// How many statements an entity has in a view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Activity {
    /// The entity.
    pub entity: EntityIndex,
    /// Those only possibly inside the view.
    pub possible: u32,
    /// By what the verb does: polarities in their order, and ending.
    pub by_effect: [u32; N_EFFECTS],
}

impl Activity {
    /// No statements.
    fn none(entity: EntityIndex) -> Self {
        Self { entity, possible: 0, by_effect: [0; N_EFFECTS] }
    }

    /// All of them.
    pub fn statements(&self) -> u32 {
        self.by_effect.iter().sum()
    }
}

/// The statements of each entity that has some, for each of some views of one graph that differ in their spans alone,
/// whose begins and ends ascend: the most active entities first, and no more of them than `most`.
///
/// Time linear in the statements and in the views that each is in. Holders are counted one after the other, as the statements
/// are sorted by them. For targets, each statement takes four bytes while they are counted; of more than there is room for,
/// the entities are counted in turns.
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

/// The entities in so few ranges that the statements of one have room.
fn turns(n_entities: usize, n_statements: usize) -> impl Iterator<Item = Range<usize>> {
    /// Half a gigabyte of them.
    const MOST: usize = 1 << 27;
    let size = n_entities.div_ceil(n_statements.div_ceil(MOST).max(1)).max(1);
    (0..n_entities).step_by(size).map(move |begin| begin..n_entities.min(begin + size))
}

/// Adds the counts of parts to those of all, by view.
fn add(all: &mut [Vec<Activity>], parts: Vec<Vec<Vec<Activity>>>) {
    for part in parts {
        all.iter_mut().zip(part).for_each(|(all, part)| all.extend(part));
    }
}

/// Keeps the most active, by statements and then by id.
fn rank(entities: &mut Vec<Activity>, most: Option<usize>) {
    let key = |activity: &Activity| (Reverse(activity.statements()), activity.entity);
    if let Some(most) = most.filter(|most| *most < entities.len()) {
        entities.select_nth_unstable_by_key(most, key);
        entities.truncate(most);
    }
    entities.sort_unstable_by_key(key);
}
