//! The frustration index: how far a signed graph is from two camps.
//!
//! **Definition.** A split puts every node into one of two sides. It *frustrates* a positive edge
//! between the sides, and a negative edge within one. The frustration index L is the least number of
//! edges (or their least weight) that a split frustrates; the graph is balanced when L = 0. With
//! spins x ∈ {±1}: `L = min Σ w·(1 − σ·x_a·x_b) / 2`. Normalized: 1 − 2L/m.
//!
//! **Sources.** Abelson & Rosenberg 1958; Harary 1959; Aref & Wilson 2018, *Measuring partial balance
//! in signed networks*. Finding L is finding a maximum cut, and NP-hard.
//!
//! **Method.** Reduce each component (`reduce`) and cut it into blocks (`blocks`); anneal a good split of
//! every block (`search`); then, the smaller blocks first, bound them from below by packing negative cycles
//! (`packing`) and close what gap remains by branch and bound (`exact`) over a linear program of negative
//! cycles (`super::covering`) or a semidefinite relaxation (`relaxation`). Weights are counted in whole units
//! (`super::couplings`), so nothing of the result but those bounds is computed in floating point, and they
//! are only believed after a proof.
//!
//! **What was compared.** (1) `HiGHS` by its crates: needs cmake; as a judge, on graphs of 464 nodes and 1,679
//! edges with two noisy camps it needs from 12 s to more than a minute, with the negative triangles as rows; this
//! needs less than a second. (2) The linear program over negative cycles, with rows added to `microlp`: on random
//! graphs of 300 nodes and 600 edges its bound was 78.6 of 86 after 14 s. (3) Either bound alone: in
//! complete graphs no program of cycles exceeds m/3, where L is near 0.4·m; in sparse graphs of hundreds of
//! nodes a step of the relaxation takes longer than the whole program. (4) Packing alone: far off in dense
//! graphs (556 of 712 in a complete graph of 60).
//!
//! **Complexity.** Exponential at worst; the budget bounds it, and what was proved by then is
//! returned. Measured figures are in `benches/signed.rs`.
//!
//! **Undefined.** Without edges L is 0, and `normalized` is `None`.

pub(super) mod blocks;
mod budget;
mod exact;
mod matrix;
mod memory;
mod onward;
mod packing;
mod reduce;
mod relaxation;
mod search;
mod solve;
mod triangles;

pub use budget::Budget;
pub use memory::Memory;
pub use onward::frustration_from;
pub(super) use solve::{good_split, least};

use super::{
    couplings::{Couplings, Units},
    parts::{self, Part},
    plain::{PlainEdge, PlainGraph},
};
use solve::Plan;

/// One of the two sides of a split.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// That of the component's first node.
    First,
    /// The other.
    Second,
}

/// What is known of the frustration of a connected part of a graph.
#[derive(Clone, Debug, PartialEq)]
pub struct Component {
    /// Its nodes, ascending; at least two.
    pub nodes: Vec<u32>,
    /// No split frustrates less.
    pub lower: f64,
    /// The best split frustrates this much.
    pub upper: f64,
    /// Whether the two are proved to be one.
    pub is_exact: bool,
}

/// The frustration of a graph.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Frustration {
    /// No split frustrates less.
    pub lower: f64,
    /// The best split frustrates this much.
    pub upper: f64,
    /// The weight of all edges.
    pub total: f64,
    /// The side of each node in the best split; `None` for nodes without edges.
    pub split: Vec<Option<Side>>,
    /// The edges that the best split frustrates, ascending.
    pub frustrated: Vec<usize>,
    /// The components that have edges, by first node.
    pub components: Vec<Component>,
}

impl Frustration {
    /// Whether the index is proved: `lower` is `upper`.
    pub fn is_exact(&self) -> bool {
        self.components.iter().all(|component| component.is_exact)
    }

    /// 1 − 2L/m for the best split, in [0, 1]; of an interval it is the least value that L can give.
    /// `None` when there are no edges.
    pub fn normalized(&self) -> Option<f64> {
        (self.total > 0.0).then(|| 1.0 - 2.0 * self.upper / self.total)
    }
}

/// The frustration of a graph, exactly for what the budget lasts.
///
/// Weights that are no decimals of up to six digits are rounded to 2⁻³⁰ of the greatest. The same
/// graph gives the same result, bit for bit, unless the budget ends the search.
///
/// ```
/// use stancegraph::{
///     analysis::{frustration::{Budget, frustration}, plain::PlainGraph},
///     view::Sign::{Negative, Positive},
/// };
///
/// // Two friends who disagree about a third.
/// let edges = [(0, 1, Positive, 1.0), (0, 2, Positive, 1.0), (1, 2, Negative, 1.0)];
/// let graph = PlainGraph::new(4, edges)?;
/// let found = frustration(&graph, &Budget::unlimited());
/// assert!(found.is_exact());
/// assert_eq!((found.lower, found.upper, found.frustrated.len()), (1.0, 1.0, 1));
/// assert_eq!(found.split[3], None);
/// # Ok::<(), stancegraph::analysis::plain::PlainError>(())
/// ```
pub fn frustration(graph: &PlainGraph, budget: &Budget<'_>) -> Frustration {
    let units = Units::of(graph);
    let parts = parts::parts(graph);
    let mut plans: Vec<Plan> =
        parts.iter().map(|part| Plan::new(Couplings::of_part(graph, part, &units))).collect();
    solve::solve(&mut plans, units.grain, budget);
    let mut split = vec![None; graph.n_nodes()];
    let solved: Vec<Solved> = parts
        .iter()
        .zip(&plans)
        .map(|(part, plan)| Solved::new(graph, part, plan, &units, &mut split))
        .collect();
    let sum = |units_of: fn(&Solved) -> i64| units.weight(solved.iter().map(units_of).sum());
    Frustration {
        lower: sum(|part| part.lower),
        upper: sum(|part| part.upper),
        total: sum(|part| part.total),
        frustrated: frustrated(graph, &split),
        components: solved
            .iter()
            .zip(&parts)
            .map(|(solved, part)| solved.component(part, &units))
            .collect(),
        split,
    }
}

/// The edges that a split frustrates, ascending. Edges of nodes without a side are not.
pub fn frustrated(graph: &PlainGraph, split: &[Option<Side>]) -> Vec<usize> {
    let side = |node: u32| split.get(node as usize).copied().flatten();
    let is_frustrated = |edge: &PlainEdge| match (side(edge.a), side(edge.b)) {
        (Some(a), Some(b)) => (a == b) != (edge.spin() > 0),
        _ => false,
    };
    let edges = graph.edges().iter().enumerate();
    edges.filter(|(_, edge)| is_frustrated(edge)).map(|(at, _)| at).collect()
}

/// The frustration of a part, in units.
struct Solved {
    lower: i64,
    upper: i64,
    total: i64,
}

impl Solved {
    fn new(
        graph: &PlainGraph,
        part: &Part,
        plan: &Plan,
        units: &Units,
        split: &mut [Option<Side>],
    ) -> Self {
        let interval = plan.interval();
        let first = interval.split.first();
        for (&node, spin) in part.nodes.iter().zip(&interval.split) {
            let side = if Some(spin) == first { Side::First } else { Side::Second };
            split[node as usize] = Some(side);
        }
        let edges = part.edges.iter().filter_map(|&at| graph.edges().get(at));
        let total = edges.map(|edge| units.whole(edge.weight)).sum();
        // A split of a whole component costs a multiple of the grain; that of a block need not.
        let grains = interval.lower.div_euclid(units.grain)
            + i64::from(interval.lower.rem_euclid(units.grain) > 0);
        Self { lower: grains * units.grain, upper: interval.upper, total }
    }

    fn component(&self, part: &Part, units: &Units) -> Component {
        Component {
            nodes: part.nodes.clone(),
            lower: units.weight(self.lower),
            upper: units.weight(self.upper),
            is_exact: self.lower == self.upper,
        }
    }
}
