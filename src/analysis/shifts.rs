//! Shifts: changes of sides.

use super::{
    changes::{Change, Gap, changes, leading},
    shift_pass::{Verdict, each_verdict},
    timeline::sort_in_time,
};
use crate::{
    graph::{PairIndex, StatementIndex, TemporalGraph},
    model::EntityIndex,
    view::{Certainty, Moment, Moments, View},
};

/// A change of one pair from a positive moment to the next negative one, or back.
#[derive(Clone, Debug, PartialEq)]
pub struct Shift {
    /// The pair.
    pub pair: PairIndex,
    /// The leading statement of the old sign: the strongest of its moment, and of equal ones the first.
    pub from: StatementIndex,
    /// The leading statement of the new sign.
    pub to: StatementIndex,
    /// Whether the new sign is positive.
    pub to_positive: bool,
    /// The moments between the two, which have no sign: mixed ones, and those that only end a stance.
    pub through: Vec<Moment>,
    /// Definite when the new moment is definite in the view, and certainly the next of its sign after the old one.
    pub certainty: Certainty,
    /// The days that may lie between the two.
    pub gap: Gap,
}

/// The shifts of the pairs that `entity` is in, or of all: by the day of the later statement.
///
/// The view chooses the shifts whose later moment is inside; what came before counts as before. Time linear in the
/// statements read, quadratic in those of a pair with uncertain days.
pub fn shifts(view: &View<'_>, entity: Option<EntityIndex>) -> Vec<Shift> {
    let mut shifts = match entity {
        Some(entity) => {
            let (pairs, history) = (pairs_around(view.graph(), entity), view.with_history());
            pairs.flat_map(|pair| shifts_in(view, &history, pair)).collect()
        }
        None => all(view),
    };
    sort_in_time(view, &mut shifts, |shift| shift.to);
    shifts
}

/// The shifts of all pairs, by pair, on all processors.
fn all(view: &View<'_>) -> Vec<Shift> {
    let history = view.with_history();
    let parts = view.graph().map_parts(|pairs| {
        let mut shifts = Vec::new();
        each_verdict(view, pairs, |pair, verdict| {
            if verdict != Verdict::NONE {
                shifts.extend(shifts_in(view, &history, pair));
            }
        });
        shifts
    });
    parts.into_iter().flatten().collect()
}

/// The pairs that an entity is in; those of one holder follow each other.
pub(super) fn pairs_around(
    graph: &TemporalGraph,
    entity: EntityIndex,
) -> impl Iterator<Item = PairIndex> {
    let towards = graph.pairs_towards(entity).filter(move |pair| graph.holder(*pair) != entity);
    graph.pairs_of(entity).chain(towards)
}

/// The shifts of one pair, in order.
pub fn shifts_of(view: &View<'_>, pair: PairIndex) -> Vec<Shift> {
    shifts_in(view, &view.with_history(), pair)
}

/// The shifts of one pair in a view that has this history.
pub(super) fn shifts_in(view: &View<'_>, history: &View<'_>, pair: PairIndex) -> Vec<Shift> {
    let graph = view.graph();
    let moments = Moments::of(graph, history.stances_of(pair));
    let changes = changes(view, &moments, |moment| moment.signs(graph).sign());
    changes.iter().filter_map(|change| Shift::new(graph, pair, change)).collect()
}

impl Shift {
    fn new(graph: &TemporalGraph, pair: PairIndex, change: &Change<'_>) -> Option<Self> {
        let lead = |moment: &Moment| {
            let is_signed = |it: &StatementIndex| graph.statement(*it).effect().sign() != 0;
            leading(graph, moment.statements.iter().copied().filter(is_signed))
        };
        Some(Self {
            pair,
            from: lead(change.from)?,
            to: lead(change.to)?,
            to_positive: change.to.signs(graph).sign() == Some(1),
            through: change.through.to_vec(),
            certainty: change.certainty,
            gap: change.gap,
        })
    }
}
