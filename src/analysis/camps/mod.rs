//! Camps: who stands with whom.
//!
//! **Definition.** A partition of the nodes into at most k camps costs the negative edges
//! within camps and the positive edges across: the criterion of Doreian & Mrvar 1996, *A partitioning approach to
//! structural balance*, with equal halves. For k = 2 its least value is the frustration index, and
//! [`super::frustration`] finds an optimal split. For other k, and for `Auto`, which lets there be
//! any number (correlation clustering; Bansal, Blum & Chawla 2004), a seeded relocation search looks
//! for a good partition; it is *proved* when a lower bound says so: a packing of cycles with exactly
//! one negative edge, or for small components an exhaustive search.
//!
//! **Numbers.** Camp 1 has the most nodes, and of camps of one size the one with the smallest node
//! comes first. No edge says how the camps of one component stand to those of another; the greater
//! ones of each go together, so that there are as few camps as possible.
//!
//! **Complexity.** The search takes O(m) a sweep and a fixed number of sweeps; the proofs end with
//! the budget, or a limit of their own.
//!
//! **Undefined.** Nodes without edges are in no camp.

mod bound;
mod exhaust;
mod number;
mod relocate;

pub use number::Numbers;

use super::{
    couplings::{Couplings, Units},
    frustration::{Budget, Frustration, Side, frustration},
    plain::{PlainEdge, PlainGraph},
};
use crate::view::Sign;
use std::num::NonZeroU32;

/// How many camps there may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// At most so many.
    AtMost(NonZeroU32),
    /// As many as make the value the least.
    Auto,
}

impl Count {
    /// Two camps.
    pub const TWO: Self = Self::AtMost(NonZeroU32::MIN.saturating_add(1));

    /// The limit, as a number of camps in a component of some nodes.
    fn limit(self, n_nodes: usize) -> usize {
        match self {
            Self::AtMost(k) => n_nodes.min(k.get() as usize),
            Self::Auto => n_nodes,
        }
    }
}

/// What is no number of camps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a number of camps from 1 on is expected, or `auto`")]
pub struct NoCount;

impl std::str::FromStr for Count {
    type Err = NoCount;

    fn from_str(text: &str) -> Result<Self, NoCount> {
        match text {
            "auto" => Ok(Self::Auto),
            number => number.parse().map(Self::AtMost).map_err(|_| NoCount),
        }
    }
}

/// A partition of the nodes into camps.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Camps {
    /// The camp of each node, from 1 on; `None` when no edge reaches it.
    pub camp_of: Vec<Option<u32>>,
    /// What the partition costs.
    pub value: f64,
    /// No partition into at most so many camps costs less.
    pub lower: f64,
    /// Whether the value is proved to be the least: `lower` is `value`.
    pub is_exact: bool,
}

impl Camps {
    /// The nodes of each camp that has any, by number.
    pub fn members(&self) -> Vec<(u32, Vec<u32>)> {
        let mut members = std::collections::BTreeMap::<u32, Vec<u32>>::new();
        for (node, camp) in (0..).zip(&self.camp_of) {
            if let Some(camp) = camp {
                members.entry(*camp).or_default().push(node);
            }
        }
        members.into_iter().collect()
    }

    /// The edges that the value counts, ascending: foes within a camp, friends across.
    pub fn misfits(&self, graph: &PlainGraph) -> Vec<usize> {
        let camp = |node: u32| self.camp_of.get(node as usize).copied().flatten();
        let is_misfit =
            |edge: &PlainEdge| (camp(edge.a) == camp(edge.b)) != (edge.sign == Sign::Positive);
        let edges = graph.edges().iter().enumerate();
        edges.filter(|(_, edge)| is_misfit(edge)).map(|(at, _)| at).collect()
    }

    /// The nodes in no camp, ascending.
    pub fn unplaced(&self) -> Vec<u32> {
        (0..).zip(&self.camp_of).filter(|(_, camp)| camp.is_none()).map(|(node, _)| node).collect()
    }
}

/// The best camps found. The same graph and seed give the same camps, unless the budget ends the search.
///
/// ```
/// use stancegraph::{
///     analysis::{camps::{Count, camps}, frustration::Budget, plain::PlainGraph},
///     view::Sign::{Negative, Positive},
/// };
///
/// // Three foes, one with a friend: two camps cannot keep all foes apart, three can.
/// let edges = [(0, 1, Negative, 1.0), (0, 2, Negative, 1.0), (1, 2, Negative, 1.0),
///              (2, 3, Positive, 1.0)];
/// let graph = PlainGraph::new(5, edges)?;
/// assert_eq!(camps(&graph, Count::TWO, 0, &Budget::unlimited()).value, 1.0);
/// let found = camps(&graph, Count::Auto, 0, &Budget::unlimited());
/// assert_eq!((found.value, found.is_exact), (0.0, true));
/// assert_eq!(found.camp_of, [Some(2), Some(3), Some(1), Some(1), None]);
/// # Ok::<(), stancegraph::analysis::plain::PlainError>(())
/// ```
pub fn camps(graph: &PlainGraph, count: Count, seed: u64, budget: &Budget<'_>) -> Camps {
    if count == Count::TWO {
        of_split(&frustration(graph, budget))
    } else {
        search(graph, count, seed, budget)
    }
}

/// The two camps of a split, with the greater side of each component in camp 1.
pub fn of_split(found: &Frustration) -> Camps {
    let mut camp_of = vec![None; found.split.len()];
    for component in &found.components {
        let side = |node: u32| match found.split.get(node as usize) {
            Some(Some(Side::Second)) => 1,
            _ => 0,
        };
        let labels: Vec<usize> = component.nodes.iter().map(|&node| side(node)).collect();
        number::place(&component.nodes, &labels, &mut camp_of);
    }
    Camps {
        camp_of: number::canonical(camp_of),
        value: found.upper,
        lower: found.lower,
        is_exact: found.is_exact(),
    }
}

fn search(graph: &PlainGraph, count: Count, seed: u64, budget: &Budget<'_>) -> Camps {
    let units = Units::of(graph);
    let mut camp_of = vec![None; graph.n_nodes()];
    let (mut value, mut lower) = (0, 0);
    for part in super::parts::parts(graph) {
        let couplings = Couplings::of_part(graph, &part, &units);
        let limit = count.limit(part.nodes.len());
        let found = solve(&couplings, limit, seed, budget);
        number::place(&part.nodes, &found.labels, &mut camp_of);
        value += found.value;
        lower += found.lower;
    }
    Camps {
        camp_of: number::canonical(camp_of),
        value: units.weight(value),
        lower: units.weight(lower),
        is_exact: value == lower,
    }
}

/// A partition of a component, in units.
struct Found {
    labels: Vec<usize>,
    value: i64,
    lower: i64,
}

fn solve(couplings: &Couplings, limit: usize, seed: u64, budget: &Budget<'_>) -> Found {
    let lower = bound::bound(couplings, budget);
    let (mut value, mut labels) = relocate::relocate(couplings, limit, lower, seed, budget);
    let mut is_proved = value <= lower || limit == 1;
    if !is_proved && couplings.n() <= exhaust::GREATEST {
        let exhausted = exhaust::exhaust(couplings, limit, (value, labels), budget);
        (value, labels) = exhausted.best;
        is_proved = exhausted.is_complete;
    }
    relocate::unite(couplings, &mut labels);
    Found { labels, value, lower: if is_proved { value } else { lower } }
}
