//! Camps: who stands with whom.
//!
//! **Definition.** A partition of the nodes into at most k camps costs the negative edges
//! within camps and the positive edges across: the criterion of Doreian & Mrvar 1996, *A partitioning approach to
//! structural balance*, with equal halves. For k = 2 its least value is the frustration index, and
//! [`super::frustration`] finds an optimal split. For other k, and for `Auto`, which lets there be
//! any number (correlation clustering; Bansal, Blum & Chawla 2004), a seeded relocation search looks
//! for a good partition (`chain`), whose value never grows with k; it is *proved* when a lower bound says so: a packing of cycles with exactly
//! one negative edge, a linear program of them (`super::covering`), or for small components an exhaustive search.
//!
//! **Parts.** No signed path leads from one connected part of the graph to another, so nothing says how
//! the camps of one stand to those of the other. Camps are numbered within each part.
//!
//! **Numbers.** Part 1 has the most nodes, and camp 1 the most of its part; of equal ones that with the
//! smallest node comes first.
//!
//! **Other partitions.** The camps are *unique* when every other partition costs more; in small parts
//! all of them are looked at, and of two camps each node is tried on the other side. A node could stand
//! *elsewhere* when some partition that costs as little puts it into another camp, the camps of both
//! being matched so that the fewest nodes are in another one.
//!
//! **Complexity.** The search takes O(m) a sweep and a fixed number of sweeps; the proofs end with
//! the budget, or a limit of their own.
//!
//! **Undefined.** Nodes without edges are in no camp.

mod bound;
mod chain;
mod exhaust;
mod graph;
mod groups;
mod number;
mod others;
mod relocate;
mod turned;

pub use graph::{Basis, By, CampEdge, CampGraph};
pub(super) use groups::Member;
pub use number::Numbers;

use groups::Members;

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

/// Where a node stands. Camps of one part stand against each other; those of two are not compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The number of its connected part, from 1 on.
    pub part: u32,
    /// The number of its camp within the part, from 1 on.
    pub camp: u32,
}

/// A partition of the nodes into camps, part by part.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Camps {
    /// The place of each node; `None` when no edge reaches it.
    pub place_of: Vec<Option<Place>>,
    /// What the partition costs.
    pub value: f64,
    /// No partition of the parts into at most so many camps each costs less.
    pub lower: f64,
    /// Whether the value is proved to be the least: `lower` is `value`.
    pub is_exact: bool,
    /// Whether every other partition costs more; `None` when that is not known.
    pub is_unique: Option<bool>,
    /// The nodes of which it is known that a partition that costs as little puts them into another camp.
    pub elsewhere: Vec<u32>,
}

impl Camps {
    /// The nodes of each camp that has any, by part and number.
    pub fn members(&self) -> Vec<(Place, Vec<u32>)> {
        let mut members = std::collections::BTreeMap::<Place, Vec<u32>>::new();
        for (node, place) in (0..).zip(&self.place_of) {
            if let Some(place) = place {
                members.entry(*place).or_default().push(node);
            }
        }
        members.into_iter().collect()
    }

    /// The place of a node; `None` when no edge reaches it.
    pub fn place(&self, node: usize) -> Option<Place> {
        self.place_of.get(node).copied().flatten()
    }

    /// The number of parts that have edges.
    pub fn n_parts(&self) -> usize {
        self.members().chunk_by(|a, b| a.0.part == b.0.part).count()
    }

    /// The greatest number of camps in a part.
    pub fn k(&self) -> usize {
        let members = self.members();
        members.chunk_by(|a, b| a.0.part == b.0.part).map(<[_]>::len).max().unwrap_or(0)
    }

    /// The edges that the value counts, ascending: foes within a camp, friends across.
    pub fn misfits(&self, graph: &PlainGraph) -> Vec<usize> {
        let place = |node: u32| self.place(node as usize);
        let is_misfit =
            |edge: &PlainEdge| (place(edge.a) == place(edge.b)) != (edge.sign == Sign::Positive);
        let edges = graph.edges().iter().enumerate();
        edges.filter(|(_, edge)| is_misfit(edge)).map(|(at, _)| at).collect()
    }

    /// The nodes in no camp, ascending.
    pub fn unplaced(&self) -> Vec<u32> {
        (0..)
            .zip(&self.place_of)
            .filter(|(_, place)| place.is_none())
            .map(|(node, _)| node)
            .collect()
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
/// let camp_of: Vec<_> = found.place_of.iter().map(|place| place.map(|place| place.camp)).collect();
/// assert_eq!(camp_of, [Some(2), Some(3), Some(1), Some(1), None]);
/// assert_eq!(found.is_unique, Some(true));
/// # Ok::<(), stancegraph::analysis::plain::PlainError>(())
/// ```
pub fn camps(graph: &PlainGraph, count: Count, seed: u64, budget: &Budget<'_>) -> Camps {
    if count == Count::TWO {
        of_split(graph, &frustration(graph, budget), budget)
    } else {
        search(graph, count, seed, budget)
    }
}

/// The two camps of a split, which is the best found of the graph.
pub fn of_split(graph: &PlainGraph, found: &Frustration, budget: &Budget<'_>) -> Camps {
    Camps {
        value: found.upper,
        lower: found.lower,
        is_exact: found.is_exact(),
        ..numbered(graph.n_nodes(), parts_of_split(graph, found, &Members::Nodes, Some(budget)))
    }
}

/// The two camps of a split, without what is known of others: in a great graph that takes long.
pub fn of_sides(graph: &PlainGraph, found: &Frustration) -> Camps {
    let parts = parts_of_split(graph, found, &Members::Nodes, None);
    Camps {
        value: found.upper,
        lower: found.lower,
        is_exact: found.is_exact(),
        ..numbered(graph.n_nodes(), parts)
    }
}

/// The two camps of the `n` nodes that the nodes of a graph stand for, by a split which is the best found of the graph;
/// their value, which the groups have a part in, is not given. Without a budget nothing is found out of other camps.
pub(super) fn of_split_of_groups(
    graph: &PlainGraph,
    found: &Frustration,
    groups: &[Vec<Member>],
    n: usize,
    budget: Option<&Budget<'_>>,
) -> Camps {
    let mut parts = parts_of_split(graph, found, &Members::Groups(groups), budget);
    parts.extend(groups::alone(graph, groups));
    Camps { is_exact: found.is_exact(), ..numbered(n, parts) }
}

fn parts_of_split(
    graph: &PlainGraph,
    found: &Frustration,
    members: &Members<'_>,
    budget: Option<&Budget<'_>>,
) -> Vec<FoundPart> {
    let units = Units::of(graph);
    let side = |node: &u32| match found.split.get(*node as usize) {
        Some(Some(Side::Second)) => 1,
        _ => 0,
    };
    let parts = super::parts::parts(graph).into_iter().zip(&found.components);
    let found_parts = parts.map(|(part, component)| {
        let labels: Vec<usize> = part.nodes.iter().map(side).collect();
        let known = budget.map_or_else(others::Known::default, |budget| {
            let sizes = members.sizes(&part.nodes);
            let couplings = Couplings::of_part(graph, &part, &units);
            let (is_exact, grain) = (component.is_exact, units.grain);
            others::others(&couplings, &labels, &sizes, 2, is_exact, grain, budget)
        });
        members.of_part(FoundPart { nodes: part.nodes, labels, known })
    });
    found_parts.collect()
}

/// A connected part: its nodes, the camp of each, and what is known of other partitions.
struct FoundPart {
    nodes: Vec<u32>,
    labels: Vec<usize>,
    known: others::Known,
}

/// The camps of parts, numbered, and what is known of others; their value is not yet known.
fn numbered(n_nodes: usize, parts: Vec<FoundPart>) -> Camps {
    let each = || parts.iter().map(|part| part.known.is_unique);
    let is_unique = if each().any(|one| one == Some(false)) {
        Some(false)
    } else {
        each().all(|one| one == Some(true)).then_some(true)
    };
    let nodes = |part: &FoundPart| -> Vec<u32> {
        let elsewhere = part.known.elsewhere.iter();
        elsewhere.filter_map(|&at| part.nodes.get(at as usize).copied()).collect()
    };
    let mut elsewhere: Vec<u32> = parts.iter().flat_map(nodes).collect();
    elsewhere.sort_unstable();
    let labelled = parts.into_iter().map(|part| (part.nodes, part.labels));
    Camps { place_of: number::places(n_nodes, labelled), is_unique, elsewhere, ..Camps::default() }
}

fn search(graph: &PlainGraph, count: Count, seed: u64, budget: &Budget<'_>) -> Camps {
    let units = Units::of(graph);
    let mut searched = Vec::new();
    for part in super::parts::parts(graph) {
        let couplings = Couplings::of_part(graph, &part, &units);
        let limit = count.limit(part.nodes.len());
        let found = chain::best(&couplings, limit, seed, units.grain, budget);
        searched.push((part, couplings, limit, found));
    }
    // An exact split into two may take all the time that is left, so it comes last.
    let is_open =
        |(_, _, limit, found): &(_, _, usize, chain::Found)| *limit >= 2 && !found.is_proved();
    let two = if searched.iter().any(is_open) && !budget.is_spent() {
        frustration(graph, budget).split
    } else {
        Vec::new()
    };
    let (mut value, mut lower) = (0, 0);
    let parts = searched.into_iter().map(|(part, couplings, limit, mut found)| {
        if limit >= 2 && !found.is_proved() {
            let side = |node: &u32| match two.get(*node as usize) {
                Some(Some(Side::Second)) => 1,
                _ => 0,
            };
            found.take(&couplings, part.nodes.iter().map(side).collect());
            found.tighten(&couplings, units.grain, budget);
        }
        value += found.value;
        lower += found.lower;
        let (is_least, grain) = (found.is_proved(), units.grain);
        let sizes = Members::Nodes.sizes(&part.nodes);
        let labels = found.labels;
        let known = others::others(&couplings, &labels, &sizes, limit, is_least, grain, budget);
        FoundPart { nodes: part.nodes, labels, known }
    });
    let parts = parts.collect();
    Camps {
        value: units.weight(value),
        lower: units.weight(lower),
        is_exact: value == lower,
        ..numbered(graph.n_nodes(), parts)
    }
}
