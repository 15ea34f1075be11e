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
mod options;
mod project;

pub use options::{Aggregate, CountOptions, Duplicates, Mode, NetworkOptions, Normalize, Unfit};

use self::{
    cells::{Cell, Cells},
    project::Pair,
};
use super::timeline;
use crate::{graph::StatementIndex, model::EntityIndex, view::View};

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
        let (negative, positive) = (project::float(cell.x(0)), project::float(cell.x(1)));
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
            Normalize::Activity => count / project::float(cells.n_of_row(cell.row)),
            Normalize::Prominence => count / project::float(cells.n_of_column(cell.column)),
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

/// Two actors that share a target.
#[derive(Clone, Copy, Debug)]
pub(super) struct Agreement {
    pub(super) a: EntityIndex,
    pub(super) b: EntityIndex,
    /// y⁺.
    pub(super) congruence: f64,
    /// y⁻.
    pub(super) conflict: f64,
}

/// Every two actors that share a target, and the statements behind them in order of time.
pub(super) fn agreements(
    view: &View<'_>,
    count: &CountOptions,
) -> (Vec<Agreement>, Vec<StatementIndex>) {
    let cells = Cells::new(view, count);
    let agreement = |Pair { a, b, shared }: Pair| Agreement {
        a,
        b,
        congruence: project::float(shared.congruence),
        conflict: project::float(shared.conflict),
    };
    let pairs = project::pairs(&cells, view.graph().n_entities());
    let agreements = pairs.into_iter().map(agreement).collect();
    let is_shared = |cell: &&Cell| cells.column(cell.column).nth(1).is_some();
    let behind = cells.all.iter().filter(is_shared).flat_map(|cell| cell.statements.concat());
    let mut statements = behind.collect();
    sort_in_time(view, &mut statements);
    (agreements, statements)
}

fn sort_in_time(view: &View<'_>, statements: &mut Vec<StatementIndex>) {
    timeline::sort_in_time(view, statements, |statement| *statement);
    statements.dedup();
}
