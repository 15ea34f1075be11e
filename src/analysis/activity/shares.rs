//! Counts by target or by entity: in shares of the entities, because statements are not sorted by them.

use super::{Activity, Counter, Party};
use crate::{
    analysis::stats::{Reach, whole},
    model::EntityIndex,
    view::{Certainty, Framed, View},
};
use rayon::prelude::*;
use std::ops::Range;

/// A statement to count: the cell of its entity and view, its effect, and whether it is only possible.
#[derive(Clone, Copy, Default)]
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

    const fn certainty(self) -> Certainty {
        Certainty::of(self.0 & 1 == 0)
    }
}

/// The entities of a pass, in shares. In a share each entity has a cell for each view.
pub(super) struct Shares {
    turn: Range<usize>,
    /// The number of entities of a share, a power of two for fast division.
    size_bits: u32,
    view_bits: u32,
}

impl Shares {
    /// The number of cells of a share, so that they stay in a near cache.
    const NUMBER: usize = 256;

    /// The number of views of which each entity has a cell.
    pub(super) fn most_views(n_entities: usize) -> usize {
        const MOST_CELLS: usize = 1 << 22;
        (MOST_CELLS / n_entities.div_ceil(Self::NUMBER).max(1)).max(1)
    }

    /// The entities of a pass, and the number of views.
    pub(super) fn new(turn: Range<usize>, n_views: usize) -> Self {
        let size = turn.len().div_ceil(Self::NUMBER).next_power_of_two();
        Self {
            turn,
            size_bits: size.trailing_zeros(),
            view_bits: n_views.next_power_of_two().trailing_zeros(),
        }
    }

    fn size(&self) -> usize {
        1 << self.size_bits
    }

    fn number(&self) -> usize {
        self.turn.len().div_ceil(self.size())
    }

    /// The share of an entity and its first cell, if it belongs to the pass.
    fn find(&self, entity: EntityIndex) -> Option<(usize, usize)> {
        let position = entity.position().checked_sub(self.turn.start)?;
        (position < self.turn.len())
            .then(|| (position >> self.size_bits, (position & (self.size() - 1)) << self.view_bits))
    }

    /// The counts by view, in parts with disjoint entities.
    pub(super) fn count(
        &self,
        views: &[View<'_>],
        party: Party,
        most: Option<usize>,
    ) -> Vec<Vec<Vec<Activity>>> {
        let parts = marks(views, party, self);
        let new = || (Counter::new(views.len(), most), Sorted::default());
        let counters =
            (0..self.number()).into_par_iter().fold(new, |(mut counter, mut sorted), share| {
                let marks = || parts.iter().filter_map(|part| part.get(share)).flatten().copied();
                sorted.sort(marks, |mark| mark.cell() >> self.view_bits, self.size());
                let begin = self.turn.start + (share << self.size_bits);
                for mark in &sorted.marks {
                    counter.turn_to(EntityIndex::new(begin + (mark.cell() >> self.view_bits)));
                    counter.add(
                        mark.cell() & ((1 << self.view_bits) - 1),
                        mark.effect(),
                        mark.certainty(),
                    );
                }
                (counter, sorted)
            });
        counters.map(|(counter, _)| counter.finish()).collect()
    }
}

/// The marks of a share, grouped by entity.
#[derive(Default)]
struct Sorted {
    marks: Vec<Mark>,
    /// The position of the next mark of each entity.
    next: Vec<usize>,
}

impl Sorted {
    /// Sorts marks by a key below `n_keys` (counting sort).
    fn sort<I: Iterator<Item = Mark>>(
        &mut self,
        marks: impl Fn() -> I,
        key: impl Fn(Mark) -> usize,
        n_keys: usize,
    ) {
        self.next.clear();
        self.next.resize(n_keys, 0);
        marks().for_each(|mark| self.next[key(mark)] += 1);
        let mut before = 0;
        for next in &mut self.next {
            before += std::mem::replace(next, before);
        }
        self.marks.resize(before, Mark::default());
        marks().for_each(|mark| {
            let next = &mut self.next[key(mark)];
            self.marks[*next] = mark;
            *next += 1;
        });
    }
}

/// The marks of all statements, share by share.
fn marks(views: &[View<'_>], party: Party, shares: &Shares) -> Vec<Vec<Vec<Mark>>> {
    let Some(view) = whole(views) else { return Vec::new() };
    let verbs = view.graph().vocabulary().verbs();
    let effects: Vec<u32> = verbs.iter().map(|verb| small(verb.effect.position())).collect();
    let reach = Reach::of(views);
    // Capacity for an average share, which saves most reallocations.
    let graph = view.graph();
    let n_of_turn = graph.n_statements() / graph.n_entities().max(1) * shares.turn.len();
    let n_each = n_of_turn / graph.n_parts() / shares.number().max(1);
    view.fold(
        || (0..shares.number()).map(|_| Vec::with_capacity(n_each)).collect::<Vec<_>>(),
        |marks, framed: &Framed| {
            if !framed.is_counted() {
                return;
            }
            let effect = effects[framed.verb.position()];
            let mut add = |entity| {
                if let Some((share, cell)) = shares.find(entity) {
                    reach.visit(views, framed, |view, certainty| {
                        marks[share].push(Mark::new(small(cell + view), effect, certainty));
                    });
                }
            };
            let &Framed { holder, target, .. } = framed;
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

/// A number that is known to be small.
fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
