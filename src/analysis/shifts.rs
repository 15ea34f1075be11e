//! Who changed sides.

use super::timeline::in_time;
use crate::{
    graph::{Certainty, PairIndex, StatementIndex, View},
    model::{Bounds, EntityIndex},
};

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
    let graph = view.graph();
    let pairs: Box<dyn Iterator<Item = PairIndex>> = match entity {
        None => Box::new(graph.pairs()),
        Some(entity) => Box::new(graph.pairs_of(entity).chain(graph.pairs_towards(entity))),
    };
    let mut shifts: Vec<Shift> = pairs.flat_map(|pair| shifts_of(view, pair)).collect();
    shifts.sort_by(|a, b| in_time(view, a.to).cmp(&in_time(view, b.to)));
    shifts
}

/// The shifts of one pair, in order.
pub fn shifts_of(view: &View<'_>, pair: PairIndex) -> Vec<Shift> {
    let graph = view.graph();
    let sign = |statement: StatementIndex| graph.statement(statement).effect().sign();
    let signed: Vec<_> =
        view.counted_of(pair).filter(|(statement, _)| sign(*statement) != 0).collect();
    let changes = signed.windows(2).filter(|two| sign(two[0].0) != sign(two[1].0));
    changes
        .map(|two| {
            let ((from, from_certainty), (to, to_certainty)) = (two[0], two[1]);
            let (before, after) = (graph.statement(from).bounds(), graph.statement(to).bounds());
            let in_view =
                from_certainty == Certainty::Definite && to_certainty == Certainty::Definite;
            let certainty = Certainty::of(in_view && !before.overlaps(after));
            Shift { pair, from, to, certainty, gap: Gap::between(before, after) }
        })
        .collect()
}

impl Gap {
    /// The days between two dates.
    pub fn between(before: Bounds, after: Bounds) -> Self {
        let least = after.earliest.days_since(before.latest);
        let least = if before.overlaps(after) { Some(0) } else { least };
        Self { least, greatest: after.latest.days_since(before.earliest) }
    }
}
