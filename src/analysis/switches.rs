//! Switches: who went over from one target to another.

use super::{
    changes::{Change, Gap, Views, changes, leading},
    timeline::sort_in_time,
};
use crate::{
    graph::{PairIndex, StatementIndex, TemporalGraph},
    model::{EntityIndex, EntityKind},
    view::{Certainty, Filter, Moment, Moments, View},
};
use std::collections::{BTreeMap, BTreeSet};

/// A change of one holder from a moment of positive statements towards some targets to the next towards others.
#[derive(Clone, Debug, PartialEq)]
pub struct Switch {
    /// The holder.
    pub holder: EntityIndex,
    /// The side that the holder left.
    pub from: Side,
    /// The side to which the holder went over.
    pub to: Side,
    /// Definite when the later moment is definite in the view, and certainly the next towards other targets.
    pub certainty: Certainty,
    /// The days that may lie between the two.
    pub gap: Gap,
}

/// The targets of a moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Side {
    /// The targets, by id.
    pub targets: Vec<EntityIndex>,
    /// The strongest statement of the moment, and of equal ones the first; one towards a target that the other side has
    /// not goes before the others.
    pub lead: StatementIndex,
}

impl Switch {
    fn new(graph: &TemporalGraph, holder: EntityIndex, change: &Change<'_>) -> Option<Self> {
        let [from, to] = [change.from, change.to].map(|moment| targets(graph, moment));
        Some(Self {
            holder,
            from: Side { lead: lead(graph, change.from, &to)?, targets: from.clone() },
            to: Side { lead: lead(graph, change.to, &from)?, targets: to },
            certainty: change.certainty,
            gap: change.gap,
        })
    }

    /// Whether an entity, if one is asked for, is the holder or among the targets.
    fn is_about(&self, entity: Option<EntityIndex>) -> bool {
        let mut targets = self.from.targets.iter().chain(&self.to.targets);
        entity.is_none_or(|entity| self.holder == entity || targets.any(|target| *target == entity))
    }
}

/// The switches by, from or to `entity`, or all: by the day of the later statement. They are among the targets that
/// `among` lets pass (a filter of targets), else among those of one kind.
///
/// The view chooses the switches whose later moment is inside; what came before counts as before. Time O(n log n) in
/// the statements of the holders in question, quadratic in those of a holder with uncertain days.
pub fn switches(
    view: &View<'_>,
    entity: Option<EntityIndex>,
    among: Option<&Filter>,
) -> Vec<Switch> {
    let (graph, history) = (view.graph(), view.with_history());
    let parts = map_holders(graph, entity, Vec::new, |switches, holder| {
        for group in groups(&history, holder, among) {
            let moments = Moments::of(graph, group);
            let changes = changes(view, &moments, |moment| Some(targets(graph, moment)));
            let found = changes.iter().filter_map(|change| Switch::new(graph, holder, change));
            switches.extend(found.filter(|switch| switch.is_about(entity)));
        }
    });
    let mut switches = parts.concat();
    sort_in_time(view, &mut switches, |switch| switch.to.lead);
    switches
}

/// Counts of switches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SwitchCounts {
    /// The definite ones.
    pub definite: usize,
    /// Those that are only possible.
    pub possible: usize,
    /// Who made them.
    pub holders: usize,
}

/// Counts the switches of each of several views of which only the spans differ, whose begins and ends ascend.
pub fn count_switches_of_each(
    views: &[View<'_>],
    entity: Option<EntityIndex>,
    among: Option<&Filter>,
) -> Vec<SwitchCounts> {
    let of_all = Views::new(views);
    let Some(history) = of_all.history() else { return Vec::new() };
    let graph = history.graph();
    let none = || vec![SwitchCounts::default(); views.len()];
    let parts = map_holders(graph, entity, none, |counts, holder| {
        let mut holds = BTreeSet::new();
        for group in groups(history, holder, among) {
            let shown = |moment: &Moment| Some(targets(graph, moment));
            of_all.each_change(&group, shown, |at, change| {
                let switch = Switch::new(graph, holder, change);
                let Some(switch) = switch.filter(|switch| switch.is_about(entity)) else { return };
                let counts = &mut counts[at];
                match switch.certainty {
                    Certainty::Definite => counts.definite += 1,
                    Certainty::Possible => counts.possible += 1,
                }
                counts.holders += usize::from(holds.insert(at));
            });
        }
    });
    let add = |sum: SwitchCounts, part: SwitchCounts| SwitchCounts {
        definite: sum.definite + part.definite,
        possible: sum.possible + part.possible,
        holders: sum.holders + part.holders,
    };
    let sums = parts.into_iter().reduce(|sums, part| {
        sums.into_iter().zip(part).map(|(sum, part)| add(sum, part)).collect()
    });
    sums.unwrap_or_else(none)
}

/// Folds the holders who may have switches by, from or to an entity, or all, on all processors.
fn map_holders<T: Send>(
    graph: &TemporalGraph,
    entity: Option<EntityIndex>,
    new: impl Fn() -> T + Sync,
    add: impl Fn(&mut T, EntityIndex) + Sync,
) -> Vec<T> {
    let fold = |holders: Vec<EntityIndex>| {
        let mut sum = new();
        for holder in holders {
            add(&mut sum, holder);
        }
        sum
    };
    if let Some(entity) = entity {
        let towards = graph.pairs_towards(entity).map(|pair| graph.holder(pair));
        let holders: BTreeSet<EntityIndex> = towards.chain([entity]).collect();
        return vec![fold(holders.into_iter().collect())];
    }
    graph.map_holders(|pairs| {
        let mut holders: Vec<EntityIndex> =
            pairs.map(|pair| graph.holder(PairIndex::new(pair))).collect();
        holders.dedup();
        fold(holders)
    })
}

/// The positive statements of a holder among which switches are looked for, each group in order: all towards the targets
/// that pass, else those towards targets of each kind.
fn groups(
    history: &View<'_>,
    holder: EntityIndex,
    among: Option<&Filter>,
) -> impl Iterator<Item = Vec<StatementIndex>> {
    let graph = history.graph();
    let mut groups: BTreeMap<Option<EntityKind>, Vec<StatementIndex>> = BTreeMap::new();
    for pair in graph.pairs_of(holder) {
        let kind = among.is_none().then(|| graph.entity(graph.target(pair)).kind());
        let counted = history.counted_of(pair).map(|(statement, _)| statement);
        let is_for = |statement: &StatementIndex| {
            let statement = graph.statement(*statement);
            statement.effect().sign() > 0 && among.is_none_or(|among| among.admits(statement))
        };
        groups.entry(kind).or_default().extend(counted.filter(is_for));
    }
    groups.into_values().map(|mut statements| {
        sort_in_time(history, &mut statements, |statement| *statement);
        statements
    })
}

/// The targets of a moment's statements, by id.
fn targets(graph: &TemporalGraph, moment: &Moment) -> Vec<EntityIndex> {
    let targets = moment.statements.iter().map(|it| graph.statement(*it).target());
    targets.collect::<BTreeSet<_>>().into_iter().collect()
}

/// The leading statement of a moment of which the other side has these targets.
fn lead(
    graph: &TemporalGraph,
    moment: &Moment,
    other_side: &[EntityIndex],
) -> Option<StatementIndex> {
    let statements = || moment.statements.iter().copied();
    let is_only_here = |it: &StatementIndex| !other_side.contains(&graph.statement(*it).target());
    leading(graph, statements().filter(is_only_here)).or_else(|| leading(graph, statements()))
}
