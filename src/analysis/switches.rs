//! Switches: who went over from one target to another.

use super::{
    changes::{Change, Gap, changes, leading},
    timeline::sort_in_time,
};
use crate::{
    graph::{PairIndex, StatementIndex, TemporalGraph},
    model::{EntityIndex, EntityKind},
    view::{Certainty, Filter, Moment, View},
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
    /// Whether an entity is the holder or among the targets.
    fn names(&self, entity: EntityIndex) -> bool {
        let mut targets = self.from.targets.iter().chain(&self.to.targets);
        self.holder == entity || targets.any(|target| *target == entity)
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
    let graph = view.graph();
    let history = view.with_history();
    let by = |holder: EntityIndex| switches_by(view, &history, holder, among);
    let mut switches: Vec<Switch> = match entity {
        Some(entity) => {
            let towards = graph.pairs_towards(entity).map(|pair| graph.holder(pair));
            let holders: BTreeSet<EntityIndex> = towards.chain([entity]).collect();
            let switches = holders.into_iter().flat_map(by);
            switches.filter(|switch| switch.names(entity)).collect()
        }
        None => {
            let parts = graph.map_holders(|pairs| {
                let mut holders: Vec<EntityIndex> =
                    pairs.map(|pair| graph.holder(PairIndex::new(pair))).collect();
                holders.dedup();
                holders.into_iter().flat_map(by).collect::<Vec<_>>()
            });
            parts.concat()
        }
    };
    sort_in_time(view, &mut switches, |switch| switch.to.lead);
    switches
}

/// The switches of one holder, kind of target by kind of target.
fn switches_by(
    view: &View<'_>,
    history: &View<'_>,
    holder: EntityIndex,
    among: Option<&Filter>,
) -> Vec<Switch> {
    let graph = view.graph();
    let mut groups: BTreeMap<Option<EntityKind>, Vec<StatementIndex>> = BTreeMap::new();
    for pair in graph.pairs_of(holder) {
        // All that pass are one group.
        let kind = among.is_none().then(|| graph.entity(graph.target(pair)).kind());
        let counted = history.counted_of(pair).map(|(statement, _)| statement);
        let is_for = |statement: &StatementIndex| {
            let statement = graph.statement(*statement);
            statement.effect().sign() > 0 && among.is_none_or(|among| among.admits(statement))
        };
        groups.entry(kind).or_default().extend(counted.filter(is_for));
    }
    groups.into_values().flat_map(|statements| among_one_group(view, holder, statements)).collect()
}

fn among_one_group(
    view: &View<'_>,
    holder: EntityIndex,
    mut statements: Vec<StatementIndex>,
) -> Vec<Switch> {
    let graph = view.graph();
    sort_in_time(view, &mut statements, |statement| *statement);
    let moments = Moment::of(graph, statements);
    let changes = changes(view, &moments, |moment| Some(targets(graph, moment)));
    let switch = |change: &Change<'_>| {
        let [from, to] = [change.from, change.to].map(|moment| targets(graph, moment));
        Some(Switch {
            holder,
            from: Side { lead: lead(graph, change.from, &to)?, targets: from.clone() },
            to: Side { lead: lead(graph, change.to, &from)?, targets: to },
            certainty: change.certainty,
            gap: change.gap,
        })
    };
    changes.iter().filter_map(switch).collect()
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
