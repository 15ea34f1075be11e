//! How much each entity says, or is said of it, period by period.

use super::stats::Reach;
use crate::{
    graph::{Certainty, Framed, View},
    model::{EntityIndex, Polarity, words},
};
use rayon::prelude::*;
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
    /// All of them.
    pub fn statements(&self) -> u32 {
        self.by_effect.iter().sum()
    }
}

/// The statements of each entity that has some, for each of some views of one graph that differ in their spans alone,
/// whose begins and ends ascend: the most active entities first, and no more of them than `most`.
///
/// Time linear in the statements and in the views that each is in. Each takes eight bytes while they are counted; of more
/// than there is room for, the entities are counted in turns.
pub fn activity(views: &[View<'_>], party: Party, most: Option<usize>) -> Vec<Vec<Activity>> {
    let Some(graph) = views.first().map(View::graph) else { return Vec::new() };
    let mut all = vec![Vec::new(); views.len()];
    let (n_entities, at_once) = (graph.n_entities(), Share::most_views(graph.n_entities()));
    for (views, all) in views.chunks(at_once).zip(all.chunks_mut(at_once)) {
        for turn in turns(n_entities, graph.n_statements()) {
            for share in count(views, party, &turn, most) {
                all.iter_mut().zip(share).for_each(|(all, share)| all.extend(share));
            }
        }
    }
    all.par_iter_mut().for_each(|all| rank(all, most));
    all
}

/// The entities in so few ranges that the statements of one have room.
fn turns(n_entities: usize, n_statements: usize) -> impl Iterator<Item = Range<usize>> {
    /// Half a gigabyte of them.
    const MOST: usize = 1 << 26;
    let size = n_entities.div_ceil(n_statements.div_ceil(MOST).max(1)).max(1);
    (0..n_entities).step_by(size).map(move |begin| begin..n_entities.min(begin + size))
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

/// A statement as it is counted: entity, view, effect, and whether it is only possible, in one number.
#[derive(Clone, Copy)]
struct Mark(u64);

impl Mark {
    const EFFECT_BITS: u32 = 3;
    const VIEW_BITS: u32 = 28;

    fn new(entity: EntityIndex, view: usize, effect: usize, certainty: Certainty) -> Self {
        let packed = (entity.position() << Self::VIEW_BITS | view) << Self::EFFECT_BITS | effect;
        Self((packed as u64) << 1 | u64::from(certainty == Certainty::Possible))
    }

    #[expect(clippy::cast_possible_truncation, reason = "its parts were of this type")]
    fn parts(self) -> (usize, usize, usize, bool) {
        let packed = (self.0 >> 1) as usize;
        let rest = packed >> Self::EFFECT_BITS;
        let (effect, view) = (packed % (1 << Self::EFFECT_BITS), rest % (1 << Self::VIEW_BITS));
        (rest >> Self::VIEW_BITS, view, effect, self.0 & 1 == 1)
    }
}

/// The entities of some positions in shares of a number that is a power of two.
struct Share {
    turn: Range<usize>,
    bits: u32,
}

impl Share {
    /// So many shares that the counts of one stay in a near cache.
    const SHARES: usize = 256;

    fn of(turn: &Range<usize>) -> Self {
        let size = turn.len().div_ceil(Self::SHARES).next_power_of_two();
        Self { turn: turn.clone(), bits: size.trailing_zeros() }
    }

    /// The views whose counts have room at once.
    fn most_views(n_entities: usize) -> usize {
        const MOST_CELLS: usize = 1 << 22;
        let size = n_entities.div_ceil(Self::SHARES).next_power_of_two();
        (MOST_CELLS / size).max(1)
    }

    fn number(&self) -> usize {
        self.turn.len().div_ceil(1 << self.bits)
    }

    /// The share of an entity, if it has its turn.
    fn find(&self, entity: EntityIndex) -> Option<usize> {
        let position = entity.position();
        self.turn.contains(&position).then(|| (position - self.turn.start) >> self.bits)
    }

    /// The first entity of a share.
    fn begin(&self, share: usize) -> usize {
        self.turn.start + (share << self.bits)
    }
}

/// The counts of the entities that have their turn, share by share, and in each by view.
fn count(
    views: &[View<'_>],
    party: Party,
    turn: &Range<usize>,
    most: Option<usize>,
) -> Vec<Vec<Vec<Activity>>> {
    let shares = Share::of(turn);
    let parts = marks(views, party, &shares);
    let count = |share: usize| {
        let marks = parts.iter().filter_map(|part| part.get(share)).flatten().copied();
        let mut counted = tally(marks, shares.begin(share), 1 << shares.bits, views.len());
        counted.iter_mut().for_each(|entities| rank(entities, most));
        counted
    };
    (0..shares.number()).into_par_iter().map(count).collect()
}

/// The marks of all statements, share by share.
fn marks(views: &[View<'_>], party: Party, shares: &Share) -> Vec<Vec<Vec<Mark>>> {
    let (Some(first), Some(last)) = (views.first(), views.last()) else { return Vec::new() };
    let verbs = first.graph().vocabulary().verbs();
    let effects: Vec<usize> = verbs.iter().map(|verb| verb.effect.position()).collect();
    let reach = Reach::of(views);
    first.with_span(first.frame().span.until_end_of(last.frame().span)).fold(
        || vec![Vec::new(); shares.number()],
        |marks, framed: Framed| {
            if !framed.is_counted() {
                return;
            }
            let effect = effects[framed.verb.position()];
            let (holder, target) = (Some(framed.holder), Some(framed.target));
            let entities = match party {
                Party::Holder => [holder, None],
                Party::Target => [None, target],
                Party::Entity => [holder, target.filter(|target| Some(*target) != holder)],
            };
            let entities = entities.into_iter().flatten();
            for (entity, share) in
                entities.filter_map(|entity| Some((entity, shares.find(entity)?)))
            {
                reach.visit(views, &framed, |view, certainty| {
                    marks[share].push(Mark::new(entity, view, effect, certainty));
                });
            }
        },
        |marks| marks,
    )
}

/// Counts the marks of the entities from `begin` on, by view.
fn tally(
    marks: impl Iterator<Item = Mark>,
    begin: usize,
    n_entities: usize,
    n_views: usize,
) -> Vec<Vec<Activity>> {
    // Where the counts of an entity in a view stand, plus one: most have none.
    let mut slots = vec![0_u32; n_entities * n_views];
    let mut counts: Vec<(u32, Activity)> = Vec::new();
    for (entity, view, effect, is_possible) in marks.map(Mark::parts) {
        let slot = &mut slots[(entity - begin) * n_views + view];
        if *slot == 0 {
            let new = Activity {
                entity: EntityIndex::new(entity),
                possible: 0,
                by_effect: [0; N_EFFECTS],
            };
            counts.push((u32::try_from(view).unwrap_or(u32::MAX), new));
            *slot = u32::try_from(counts.len()).unwrap_or(u32::MAX);
        }
        let (_, activity) = &mut counts[*slot as usize - 1];
        activity.by_effect[effect] += 1;
        activity.possible += u32::from(is_possible);
    }
    let mut by_view = vec![Vec::new(); n_views];
    for (view, activity) in counts {
        by_view[view as usize].push(activity);
    }
    by_view
}
