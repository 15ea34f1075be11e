//! Discourse networks: who agrees with whom, on what.
//!
//! **Definition.** `x[i][j][k]` is the number of statements of actor i on target j with polarity k,
//! negative or positive; statements without a sign, and claims, are left out. Two actors are connected
//! by the targets they share: *congruence* `Σⱼ Σₖ x_ijk·x_i′jk`, *conflict* `Σⱼ Σₖ x_ijk·x_i′j(1−k)`, *subtract*
//! congruence minus conflict, *ignore* `Σⱼ (Σₖ x_ijk)(Σₖ x_i′jk)`. Targets are connected likewise by the
//! actors they share, and in two modes actors to their targets. [`Normalize`] has the normalizations.
//!
//! **Sources.** Leifeld 2017, *Discourse network analysis* (Oxford Handbook of Political Networks).
//! Months and weeks include their year, unlike in the Discourse Network Analyzer.
//!
//! **Complexity.** O(statements) for two modes; for one mode, the sum over shared entities of the square
//! of the number that share them. Pairs that share nothing take neither time nor space.

mod cells;
mod groups;
mod options;
mod project;

pub use options::{Aggregate, CountOptions, Duplicates, Mode, NetworkOptions, Normalize, Unfit};

pub(super) use groups::Group;
pub(super) use project::float;

use self::{
    cells::{Cell, Cells},
    groups::grouped,
    project::Pair,
};
use super::timeline;
use crate::{graph::StatementIndex, model::EntityIndex, view::View};
use std::collections::BTreeMap;

/// An edge of a network.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NetworkEdge {
    /// In one mode the entity with the smaller id; in two the actor.
    pub a: EntityIndex,
    /// In one mode the entity with the greater id; in two the target.
    pub b: EntityIndex,
    /// The weight, normalized.
    pub weight: f64,
}

/// A network: its nodes and edges.
#[derive(Clone, Debug)]
pub struct Network {
    options: NetworkOptions,
    cells: Cells,
    edges: Vec<NetworkEdge>,
}

/// The network of a view.
pub fn network(view: &View<'_>, options: &NetworkOptions) -> Result<Network, Unfit> {
    network_around(view, options, None)
}

/// The network of a view, or the edges of one entity alone, which takes no more time and space than these need.
pub fn network_around(
    view: &View<'_>,
    options: &NetworkOptions,
    of: Option<EntityIndex>,
) -> Result<Network, Unfit> {
    options.check()?;
    let cells = Cells::of_mode(view, &options.count, options.mode);
    let mut edges = match options.mode {
        Mode::Twomode => two_mode(&cells, options),
        Mode::Onemode | Mode::Targets => {
            let pairs = match of {
                Some(of) => project::pairs_of(&cells, of),
                None => project::pairs(&cells, view.graph().n_entities()),
            };
            pairs.iter().filter_map(|pair| one_mode(pair, &cells, options)).collect()
        }
    };
    edges.retain(|edge: &NetworkEdge| of.is_none_or(|of| [edge.a, edge.b].contains(&of)));
    edges.retain(|edge: &NetworkEdge| edge.weight.abs() >= options.min_weight);
    Ok(Network { options: options.clone(), cells, edges })
}

/// The most edges that the network of a view may have, or of those of one entity. Time O(statements).
pub fn most_edges(
    view: &View<'_>,
    count: &CountOptions,
    mode: Mode,
    of: Option<EntityIndex>,
) -> u64 {
    let cells = Cells::of_mode(view, count, mode);
    match mode {
        Mode::Twomode => cells.all.len() as u64,
        Mode::Onemode | Mode::Targets => project::most_pairs(&cells, of),
    }
}

fn one_mode(pair: &Pair, cells: &Cells, options: &NetworkOptions) -> Option<NetworkEdge> {
    let omega = pair.shared.aggregate(options.aggregate)?;
    let weight = project::normalized(omega, pair, cells, options.normalize);
    Some(NetworkEdge { a: pair.a, b: pair.b, weight })
}

fn two_mode(cells: &Cells, options: &NetworkOptions) -> Vec<NetworkEdge> {
    let weight = |cell: &Cell| {
        let (negative, positive) = (float(cell.x(0)), float(cell.x(1)));
        let count = match options.aggregate {
            Aggregate::Subtract => positive - negative,
            Aggregate::Combine => match (cell.x(1) > 0, cell.x(0) > 0) {
                (true, false) => 1.0,
                (false, _) => 2.0,
                (true, true) => 3.0,
            },
            Aggregate::Ignore | Aggregate::Congruence | Aggregate::Conflict => positive + negative,
        };
        match options.normalize {
            Normalize::Activity => count / float(cells.n_of_row(cell.row)),
            Normalize::Prominence => count / float(cells.n_of_column(cell.column)),
            _ => count,
        }
    };
    let edge = |cell: &Cell| NetworkEdge { a: cell.row, b: cell.column, weight: weight(cell) };
    cells.all.iter().map(edge).collect()
}

impl Network {
    /// The options.
    pub fn options(&self) -> &NetworkOptions {
        &self.options
    }

    /// The edges, by a and b.
    pub fn edges(&self) -> &[NetworkEdge] {
        &self.edges
    }

    /// The entities that edges lead from: actors, or targets between targets.
    pub fn sources(&self) -> Vec<EntityIndex> {
        self.cells.rows().collect()
    }

    /// The entities that edges lead to: those of [`Network::sources`], or in two modes the targets.
    pub fn sinks(&self) -> Vec<EntityIndex> {
        match self.options.mode {
            Mode::Twomode => self.cells.columns().collect(),
            Mode::Onemode | Mode::Targets => self.sources(),
        }
    }

    /// The statements behind an edge, in order of time, without duplicates.
    pub fn statements(&self, view: &View<'_>, edge: &NetworkEdge) -> Vec<StatementIndex> {
        let mut found = match self.options.mode {
            Mode::Twomode => {
                let row = self.cells.row(edge.a);
                let at = row.binary_search_by_key(&edge.b, |cell| cell.column);
                at.map(|at| row[at].statements.concat()).unwrap_or_default()
            }
            Mode::Onemode | Mode::Targets => {
                project::behind(&self.cells, [edge.a, edge.b], self.options.aggregate)
            }
        };
        sort_in_time(view, &mut found);
        found
    }
}

/// Two groups of actors that share a target.
#[derive(Clone, Copy, Debug)]
pub(super) struct Agreement {
    /// The position of the first among the groups.
    pub(super) a: u32,
    /// The position of the second.
    pub(super) b: u32,
    /// `Σ y⁺` of a member of each.
    pub(super) congruence: u64,
    /// `Σ y⁻` of a member of each.
    pub(super) conflict: u64,
}

/// The agreement and conflict of all actors that share a target, as far as it is known without comparing any two.
#[derive(Clone, Debug)]
pub struct Debate {
    /// The actors, in groups by first member.
    pub(super) groups: Vec<Group>,
    /// `Σ y⁻` of every two actors.
    pub(super) conflict: u64,
    /// The statements behind it, in order of time.
    pub(super) statements: Vec<StatementIndex>,
    /// A row for each group.
    cells: Cells,
    n_entities: usize,
}

impl Debate {
    /// The debate of a view. Time O(statements · log).
    pub fn new(view: &View<'_>, count: &CountOptions) -> Self {
        let n_entities = view.graph().n_entities();
        let cells = Cells::new(view, count);
        let is_shared = |cell: &&Cell| cells.is_shared(cell.column);
        let behind = cells.all.iter().filter(is_shared).flat_map(|cell| cell.statements.concat());
        let mut statements = behind.collect();
        sort_in_time(view, &mut statements);
        let conflict = cells.columns().map(|column| project::conflict(&cells, column)).sum();
        let (groups, cells) = grouped(&cells, n_entities);
        Self { groups, conflict, statements, cells, n_entities }
    }

    /// The most pairs of groups that may share a target.
    pub fn most_agreements(&self) -> u64 {
        project::most_pairs(&self.cells, None)
    }

    /// Every two groups that share a target, with the signs of members who are turned exchanged.
    pub(super) fn agreements(&self) -> Vec<Agreement> {
        let firsts = self.groups.iter().filter_map(|group| group.members.first());
        let group_of: BTreeMap<EntityIndex, u32> = firsts.map(|first| first.0).zip(0..).collect();
        let agreement = |pair: Pair| {
            let (a, b) = (*group_of.get(&pair.a)?, *group_of.get(&pair.b)?);
            let (congruence, conflict) = (pair.shared.congruence, pair.shared.conflict);
            Some(Agreement { a, b, congruence, conflict })
        };
        project::pairs(&self.cells, self.n_entities).into_iter().filter_map(agreement).collect()
    }

    /// The number of entities of the graph.
    pub(super) fn n_entities(&self) -> usize {
        self.n_entities
    }
}

fn sort_in_time(view: &View<'_>, statements: &mut Vec<StatementIndex>) {
    timeline::sort_in_time(view, statements, |statement| *statement);
    statements.dedup();
}
