//! Shifts: changes of sides.

use super::timeline::sort_in_time;
use crate::{
    graph::{PairIndex, StatementIndex},
    model::{Bounds, EntityIndex},
    view::{Certainty, Framed, View},
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
    /// Whether the new sign is positive.
    pub to_positive: bool,
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
    let mut shifts = match entity {
        Some(entity) => shifts_around(view, entity).collect(),
        None => fold(view, Vec::new, Vec::push).concat(),
    };
    sort_in_time(view, &mut shifts, |shift| shift.to);
    shifts
}

/// The shifts of the pairs that an entity is in, pair by pair: those of one holder follow each other.
pub(super) fn shifts_around(view: &View<'_>, entity: EntityIndex) -> impl Iterator<Item = Shift> {
    let graph = view.graph();
    let towards = graph.pairs_towards(entity).filter(move |pair| graph.holder(*pair) != entity);
    graph.pairs_of(entity).chain(towards).flat_map(move |pair| shifts_of(view, pair))
}

/// The shifts of one pair, in order.
pub fn shifts_of(view: &View<'_>, pair: PairIndex) -> impl Iterator<Item = Shift> {
    let graph = view.graph();
    let mut before = None;
    view.counted_of(pair).filter_map(move |(statement, certainty)| {
        let read = graph.statement(statement);
        let (bounds, sign) = (read.bounds(), read.effect().sign());
        let signed = Signed { pair, statement, bounds, certainty, sign };
        if sign == 0 { None } else { before.replace(signed)?.shift_to(&signed) }
    })
}

/// Folds all shifts, by holder and target, on all processors; the results of the parts come in the order of
/// the pairs.
pub(super) fn fold<T: Send>(
    view: &View<'_>,
    new: impl Fn() -> T + Sync,
    add: impl Fn(&mut T, Shift) + Sync,
) -> Vec<T> {
    let verbs = view.graph().vocabulary().verbs();
    let signs: Vec<i8> = verbs.iter().map(|verb| verb.effect.sign()).collect();
    view.fold(
        || (new(), None::<Signed>),
        |(sum, before), framed| {
            let sign = signs[framed.verb.position()];
            if sign == 0 || !framed.is_counted() {
                return;
            }
            let &Framed { statement, pair, bounds, certainty, .. } = framed;
            let signed = Signed { pair, statement, bounds, certainty, sign };
            if let Some(shift) = before.replace(signed).and_then(|before| before.shift_to(&signed))
            {
                add(sum, shift);
            }
        },
        |(sum, _)| sum,
    )
}

/// A statement with a sign.
#[derive(Clone, Copy)]
struct Signed {
    pair: PairIndex,
    statement: StatementIndex,
    bounds: Bounds,
    certainty: Certainty,
    sign: i8,
}

impl Signed {
    /// The shift to a later statement, if the sign changes.
    fn shift_to(self, later: &Self) -> Option<Shift> {
        if self.pair != later.pair || self.sign == later.sign {
            return None;
        }
        let is_in_view =
            self.certainty == Certainty::Definite && later.certainty == Certainty::Definite;
        Some(Shift {
            pair: self.pair,
            from: self.statement,
            to: later.statement,
            to_positive: later.sign > 0,
            certainty: Certainty::of(is_in_view && !self.bounds.overlaps(later.bounds)),
            gap: Gap::between(self.bounds, later.bounds),
        })
    }
}

impl Gap {
    /// The days between two dates.
    pub fn between(before: Bounds, after: Bounds) -> Self {
        let least = after.earliest.days_since(before.latest);
        let least = if before.overlaps(after) { Some(0) } else { least };
        Self { least, greatest: after.latest.days_since(before.earliest) }
    }
}
