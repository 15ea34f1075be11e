//! Who changed sides.

use super::timeline::sort_in_time;
use crate::{
    graph::{Certainty, PairIndex, StatementIndex, View},
    model::{Bounds, EntityIndex},
};
use rayon::prelude::*;

/// A change between positive and negative in the statements of one pair.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shift {
    /// The pair.
    pub pair: PairIndex,
    /// The last statement of the old sign.
    pub from: StatementIndex,
    /// The first statement of the new sign.
    pub to: StatementIndex,
    /// Definite when the days of the two cannot be the same or the other way round, and both are
    /// definite in the view.
    pub certainty: Certainty,
    /// The days that may lie between the two.
    pub gap: Gap,
}

/// The least and the greatest possible number of days between two statements; `None` is unbounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The least; 0 when the bounds overlap.
    pub least: Option<i64>,
    /// The greatest.
    pub greatest: Option<i64>,
}

/// The shifts of the pairs that `entity` is in, or of all: by the day of the later statement.
///
/// Over one pair's statements in order, each change between positive and negative. Statements without
/// a sign (neutral, mixed, or ending a stance) are passed over. Time linear in the statements read.
pub fn shifts(view: &View<'_>, entity: Option<EntityIndex>) -> Vec<Shift> {
    let mut shifts = shifts_in_any_order(view, entity);
    sort_in_time(view, &mut shifts, |shift| shift.to);
    shifts
}

/// The same by pair, for those who only count them.
pub fn shifts_in_any_order(view: &View<'_>, entity: Option<EntityIndex>) -> Vec<Shift> {
    /// With fewer pairs, to begin in parallel would take longer than all of them.
    const MANY: usize = 20_000;
    let graph = view.graph();
    match entity {
        Some(entity) => graph
            .pairs_of(entity)
            .chain(graph.pairs_towards(entity))
            .flat_map(|pair| shifts_of(view, pair))
            .collect(),
        None => (0..graph.n_pairs())
            .into_par_iter()
            .with_min_len(MANY)
            .flat_map_iter(|pair| shifts_of(view, PairIndex::new(pair)))
            .collect(),
    }
}

/// The shifts of one pair, in order.
pub fn shifts_of(view: &View<'_>, pair: PairIndex) -> impl Iterator<Item = Shift> {
    let graph = view.graph();
    let mut before: Option<(StatementIndex, Certainty, i8)> = None;
    view.counted_of(pair).filter_map(move |(to, to_certainty)| {
        let sign = graph.statement(to).effect().sign();
        if sign == 0 {
            return None;
        }
        let (from, from_certainty, old_sign) = before.replace((to, to_certainty, sign))?;
        if old_sign == sign {
            return None;
        }
        let (said_before, said_after) =
            (graph.statement(from).bounds(), graph.statement(to).bounds());
        let in_view = from_certainty == Certainty::Definite && to_certainty == Certainty::Definite;
        let certainty = Certainty::of(in_view && !said_before.overlaps(said_after));
        Some(Shift { pair, from, to, certainty, gap: Gap::between(said_before, said_after) })
    })
}

impl Gap {
    /// The days between two dates.
    pub fn between(before: Bounds, after: Bounds) -> Self {
        let least = after.earliest.days_since(before.latest);
        let least = if before.overlaps(after) { Some(0) } else { least };
        Self { least, greatest: after.latest.days_since(before.earliest) }
    }
}
