//! How much each entity says, or is said of it, period by period.

mod holders;

use super::stats::{Reach, whole};
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
            for part in holders::count(views, most) {
                all.iter_mut().zip(part).for_each(|(all, part)| all.extend(part));
            }
            continue;
        }
        for turn in turns(graph.n_entities(), graph.n_statements()) {
            let shares = Shares { turn, n_views: views.len() };
            for share in shares.count(&marks(views, party, &shares), most) {
                all.iter_mut().zip(share).for_each(|(all, share)| all.extend(share));
            }
        }
    }
    all.par_iter_mut().for_each(|all| rank(all, most, |activity| *activity));
    all
}

/// The entities in so few ranges that the statements of one have room.
fn turns(n_entities: usize, n_statements: usize) -> impl Iterator<Item = Range<usize>> {
    /// Half a gigabyte of them.
    const MOST: usize = 1 << 27;
    let size = n_entities.div_ceil(n_statements.div_ceil(MOST).max(1)).max(1);
    (0..n_entities).step_by(size).map(move |begin| begin..n_entities.min(begin + size))
}

/// Keeps the most active, by statements and then by id.
fn rank<T>(entities: &mut Vec<T>, most: Option<usize>, activity: impl Fn(&T) -> Activity) {
    let key = |item: &T| {
        let activity = activity(item);
        (Reverse(activity.statements()), activity.entity)
    };
    if let Some(most) = most.filter(|most| *most < entities.len()) {
        entities.select_nth_unstable_by_key(most, key);
        entities.truncate(most);
    }
    entities.sort_unstable_by_key(key);
}

/// A statement as it is counted: the cell of its entity and view, what its verb does, and whether it is only possible.
#[derive(Clone, Copy)]
struct Mark(u32);

impl Mark {
    const EFFECT_BITS: u32 = 3;

    fn new(cell: u32, effect: u32, certainty: Certainty) -> Self {
        let is_possible = u32::from(certainty == Certainty::Possible);
        Self((cell << Self::EFFECT_BITS | effect) << 1 | is_possible)
    }

    const fn cell(self) -> usize {
        (self.0 >> (Self::EFFECT_BITS + 1)) as usize
    }

    const fn effect(self) -> usize {
        (self.0 >> 1 & ((1 << Self::EFFECT_BITS) - 1)) as usize
    }

    const fn is_possible(self) -> bool {
        self.0 & 1 == 1
    }
}

/// The entities that have their turn, in shares. In a share each entity has a cell for each view.
struct Shares {
    turn: Range<usize>,
    n_views: usize,
}

impl Shares {
    /// So many that the cells of one stay in a near cache.
    const NUMBER: usize = 256;

    /// The views of which each entity can have a cell.
    fn most_views(n_entities: usize) -> usize {
        const MOST_CELLS: usize = 1 << 22;
        (MOST_CELLS / n_entities.div_ceil(Self::NUMBER).max(1)).max(1)
    }

    /// How many entities a share has: a power of two, which divides at once.
    fn size(&self) -> usize {
        self.turn.len().div_ceil(Self::NUMBER).next_power_of_two()
    }

    fn number(&self) -> usize {
        self.turn.len().div_ceil(self.size())
    }

    /// The share of an entity and its first cell, if it has its turn.
    fn find(&self, entity: EntityIndex, size: usize) -> Option<(usize, usize)> {
        let position = entity.position().checked_sub(self.turn.start)?;
        let bits = size.trailing_zeros();
        (position < self.turn.len())
            .then(|| (position >> bits, (position & (size - 1)) * self.n_views))
    }

    /// The counts of each share by view.
    fn count(&self, parts: &[Vec<Vec<Mark>>], most: Option<usize>) -> Vec<Vec<Vec<Activity>>> {
        let count = |cells: &mut Cells, share: usize| {
            let marks = parts.iter().filter_map(|part| part.get(share)).flatten();
            let begin = self.turn.start + share * self.size();
            marks.for_each(|mark| cells.add(begin, *mark));
            cells.take(begin, most)
        };
        let cells = || Cells::new(self.size(), self.n_views);
        (0..self.number()).into_par_iter().map_init(cells, count).collect()
    }
}

/// The marks of all statements, share by share.
fn marks(views: &[View<'_>], party: Party, shares: &Shares) -> Vec<Vec<Vec<Mark>>> {
    let Some(view) = whole(views) else { return Vec::new() };
    let verbs = view.graph().vocabulary().verbs();
    let effects: Vec<u32> = verbs.iter().map(|verb| small(verb.effect.position())).collect();
    let (reach, size) = (Reach::of(views), shares.size());
    // Room for what a share has when all have as much, which spares moving most of them.
    let graph = view.graph();
    let n_of_turn = graph.n_statements() / graph.n_entities().max(1) * shares.turn.len();
    let n_each = n_of_turn / graph.n_parts() / shares.number().max(1);
    view.fold(
        || (0..shares.number()).map(|_| Vec::with_capacity(n_each)).collect::<Vec<_>>(),
        |marks, framed: Framed| {
            if !framed.is_counted() {
                return;
            }
            let effect = effects[framed.verb.position()];
            let mut add = |entity| {
                if let Some((share, cell)) = shares.find(entity, size) {
                    reach.visit(views, &framed, |view, certainty| {
                        marks[share].push(Mark::new(small(cell + view), effect, certainty));
                    });
                }
            };
            let Framed { holder, target, .. } = framed;
            if party != Party::Target {
                add(holder);
            }
            if party == Party::Target || party == Party::Entity && holder != target {
                add(target);
            }
        },
        |marks| marks,
    )
}

/// A number of which it is known that it is small.
fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The counts of one share at a time.
struct Cells {
    n_views: usize,
    /// Which of the counts belong to a cell, plus one: most cells have none.
    slots: Vec<u32>,
    /// The counts of cells.
    counts: Vec<Activity>,
    /// The counts of each view.
    by_view: Vec<Vec<u32>>,
    /// Whoever has fewer statements in a view is not among the most active of the shares so far.
    floor: Vec<u32>,
}

impl Cells {
    fn new(n_entities: usize, n_views: usize) -> Self {
        let by_view = vec![Vec::new(); n_views];
        let slots = vec![0; n_entities * n_views];
        Self { n_views, slots, counts: Vec::new(), by_view, floor: vec![0; n_views] }
    }

    /// Takes in a statement of one of the entities from `begin` on.
    fn add(&mut self, begin: usize, mark: Mark) {
        let slot = &mut self.slots[mark.cell()];
        if *slot == 0 {
            let (entity, view) = (mark.cell() / self.n_views, mark.cell() % self.n_views);
            self.by_view[view].push(small(self.counts.len()));
            self.counts.push(Activity::none(EntityIndex::new(begin + entity)));
            *slot = small(self.counts.len());
        }
        let activity = &mut self.counts[*slot as usize - 1];
        activity.by_effect[mark.effect()] += 1;
        activity.possible += u32::from(mark.is_possible());
    }

    /// The counts by view, of the entities from `begin` on; none are left.
    fn take(&mut self, begin: usize, most: Option<usize>) -> Vec<Vec<Activity>> {
        let Self { n_views, slots, counts, by_view, floor } = self;
        let taken = by_view.iter_mut().zip(floor).enumerate().map(|(view, (found, floor))| {
            let of = |count: &u32| counts[*count as usize];
            for count in found.iter() {
                slots[(of(count).entity.position() - begin) * *n_views + view] = 0;
            }
            if let Some(most) = most {
                found.retain(|count| of(count).statements() >= *floor);
                rank(found, Some(most), of);
                if let Some(last) = found.get(most.wrapping_sub(1)) {
                    *floor = of(last).statements().max(*floor);
                }
            }
            found.drain(..).map(|count| of(&count)).collect()
        });
        let taken = taken.collect();
        self.counts.clear();
        taken
    }
}
