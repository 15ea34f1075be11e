//! Changes from one moment to a later one that shows something else.

use crate::{
    graph::{StatementIndex, TemporalGraph},
    model::{Bounds, Day},
    view::{Certainty, Moment, Moments, View},
};
use std::ops::Range;

/// The least and the greatest possible number of days between two statements; `None` is unbounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The least; 0 when the bounds overlap.
    pub least: Option<i64>,
    /// The greatest.
    pub greatest: Option<i64>,
}

impl Gap {
    /// The days between two dates.
    pub fn between(before: Bounds, after: Bounds) -> Self {
        let least = after.earliest.days_since(before.latest);
        let least = if before.overlaps(after) { Some(0) } else { least };
        Self { least, greatest: after.latest.days_since(before.earliest) }
    }
}

/// A change between two moments of a list.
#[derive(Clone, Copy)]
pub(super) struct Change<'m> {
    pub(super) from: &'m Moment,
    pub(super) to: &'m Moment,
    /// The moments between them, which show nothing.
    pub(super) through: &'m [Moment],
    pub(super) certainty: Certainty,
    pub(super) gap: Gap,
}

/// The changes of what moments show, from each that shows something to the next that shows something else. The moments
/// are those of a view with its history; the view chooses the changes whose later moment is inside.
///
/// A change is definite when the later moment is definite in the view, and certainly the next after the earlier one
/// to show something else: no other that shows something else could stand between. Time linear where all days
/// are known, and times or a chain of replies order those that have several moments, else quadratic.
pub(super) fn changes<'m, K: PartialEq>(
    view: &View<'_>,
    moments: &'m Moments,
    shown: impl Fn(&Moment) -> Option<K>,
) -> Vec<Change<'m>> {
    let list = moments.list();
    let shown: Vec<Option<K>> = list.iter().map(shown).collect();
    let is_in_sequence = moments.are_in_sequence();
    let mut changes = Vec::new();
    let mut before: Option<usize> = None;
    for at in (0..list.len()).filter(|at| shown[*at].is_some()) {
        let Some(from) = before.replace(at).filter(|from| shown[*from] != shown[at]) else {
            continue;
        };
        let Some(certainty) = view.places(&list[at]) else { continue };
        let is_certain =
            is_in_sequence || (moments.is_before(from, at) && is_next(moments, &shown, from, at));
        changes.push(Change {
            from: &list[from],
            to: &list[at],
            through: &list[from + 1..at],
            certainty: certainty.min(Certainty::of(is_certain)),
            gap: Gap::between(list[from].bounds, list[at].bounds),
        });
    }
    changes
}

/// Several views of which only the spans differ, whose begins and ends ascend.
pub(super) struct Views<'v, 'g> {
    views: &'v [View<'g>],
    histories: Vec<View<'g>>,
}

impl<'v, 'g> Views<'v, 'g> {
    pub(super) fn new(views: &'v [View<'g>]) -> Self {
        Self { views, histories: views.iter().map(View::with_history).collect() }
    }

    /// The history of the last view, in which that of every other is; `None` without views.
    pub(super) fn history(&self) -> Option<&View<'g>> {
        self.histories.last()
    }

    /// Whether one of the views begins or ends within a day, where more than days tells what is inside.
    pub(super) fn are_cut(&self) -> bool {
        self.views.iter().any(|view| !view.frame().cut.is_none())
    }

    /// Whether a view before the last ends within a day, so that its last moment may not be one of the last history.
    fn end_within_days(&self) -> bool {
        let before = self.views.split_last().map_or(&[][..], |(_, before)| before);
        before.iter().any(|view| view.frame().cut.end.is_some())
    }

    /// The positions of the views that a day is in.
    pub(super) fn with_day(&self, day: Day) -> Range<usize> {
        let ended = self.views.partition_point(|view| view.last_day() < day);
        let begun = self.views.partition_point(|view| view.frame().span.begin <= day);
        ended..begun.max(ended)
    }

    /// Visits the changes in each view, with the position of the view. The statements are in order, and those that count
    /// in the history.
    ///
    /// Where all days are known, a change does not depend on what was said later, so the changes are found once for all
    /// views.
    pub(super) fn each_change<K: PartialEq>(
        &self,
        statements: &[StatementIndex],
        shown: impl Fn(&Moment) -> Option<K>,
        mut visit: impl FnMut(usize, &Change<'_>),
    ) {
        let (views, Some(history)) = (self.views, self.history()) else { return };
        let moments = Moments::of(history.graph(), statements.iter().copied());
        if !moments.are_in_sequence() || self.end_within_days() {
            return self.each_change_by_view(statements, &shown, visit);
        }
        for change in changes(history, &moments, &shown) {
            for at in self.with_day(change.to.bounds.latest) {
                if let Some(certainty) = views[at].places(change.to) {
                    visit(at, &Change { certainty, ..change });
                }
            }
        }
    }

    fn each_change_by_view<K: PartialEq>(
        &self,
        statements: &[StatementIndex],
        shown: &impl Fn(&Moment) -> Option<K>,
        mut visit: impl FnMut(usize, &Change<'_>),
    ) {
        for (at, (view, history)) in self.views.iter().zip(&self.histories).enumerate() {
            let counted = statements.iter().copied().filter(|it| history.framed(*it).is_some());
            let moments = Moments::of(view.graph(), counted);
            for change in &changes(view, &moments, shown) {
                visit(at, change);
            }
        }
    }
}

/// Whether no other moment that shows something else than the earlier one could stand between the two.
fn is_next<K: PartialEq>(moments: &Moments, shown: &[Option<K>], from: usize, to: usize) -> bool {
    let list = moments.list();
    let could_stand_between =
        |other: usize| !moments.is_before(other, from) && !moments.is_before(to, other);
    let is_other = |at: usize| shown[at].is_some() && shown[at] != shown[from] && at != to;
    // Moments are in the order of their latest days.
    let first = list.partition_point(|other| other.bounds.latest < list[from].bounds.earliest);
    !(first..list.len()).any(|at| is_other(at) && could_stand_between(at))
}

/// The strongest of some statements; of equal ones the first.
pub(super) fn leading(
    graph: &TemporalGraph,
    statements: impl Iterator<Item = StatementIndex>,
) -> Option<StatementIndex> {
    let strength = |statement: StatementIndex| graph.statement(statement).verb().strength.value();
    statements.reduce(|lead, it| if strength(it) > strength(lead) { it } else { lead })
}
