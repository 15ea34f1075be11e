//! The triad census, and the triangles it counts.
//!
//! **Definition.** A triangle is three nodes with an edge between any two; its type is the number of
//! its positive edges: `+++`, `++-`, `+--`, `---`. *Strong* balance is the share of `+++` and `+--`
//! (Heider 1946; Cartwright & Harary 1956: no triangle has one or three negative edges where friends'
//! friends are friends and foes' foes too); *weak* balance also counts `---` (Davis 1967: more than
//! two camps).
//!
//! **Method.** The forward algorithm (Schank & Wagner 2005): each edge leads from the node of smaller
//! degree to that of greater, so that no node has more than √(2m) edges leading on; each triangle is
//! then found once, at its least node. Nodes are distributed over the processors. Time O(m^1.5), space
//! O(n + m); the listing is sorted, in O(t log t) for t triangles.
//!
//! **Undefined.** Without triangles there is no balance: `None`, neither 0 nor 1.

use super::plain::PlainGraph;
use crate::view::Sign;
use rayon::prelude::*;
use std::{cmp::Ordering, collections::BTreeMap, ops::Range};

/// The number of triangles of each type.
///
/// ```
/// use stancegraph::{
///     analysis::{plain::PlainGraph, triads::census},
///     view::Sign::{Negative, Positive},
/// };
///
/// let edges = [(0, 1, Positive, 1.0), (0, 2, Negative, 1.0), (1, 2, Negative, 1.0)];
/// let found = census(&PlainGraph::new(3, edges)?);
/// assert_eq!(found.counts, [0, 0, 1, 0]);
/// assert_eq!(found.strong(), Some(1.0));
/// # Ok::<(), stancegraph::analysis::plain::PlainError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Census {
    /// `+++`, `++-`, `+--`, `---`.
    pub counts: [u64; 4],
}

/// The types of triangles, in the order of [`Census::counts`].
pub const TYPES: [&str; 4] = ["+++", "++-", "+--", "---"];

impl Census {
    /// The number of triangles.
    pub fn total(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// The share of `+++` and `+--`; `None` without triangles.
    pub fn strong(&self) -> Option<f64> {
        self.share(self.counts[0] + self.counts[2])
    }

    /// The share of `+++`, `+--` and `---`; `None` without triangles.
    pub fn weak(&self) -> Option<f64> {
        self.share(self.total() - self.counts[1])
    }

    #[expect(clippy::cast_precision_loss, reason = "a share needs no more than 53 bits")]
    fn share(&self, part: u64) -> Option<f64> {
        let total = self.total();
        (total > 0).then(|| part as f64 / total as f64)
    }
}

/// Which triangles to list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Listed {
    /// Those that strong balance forbids: `++-` and `---`.
    #[default]
    Unbalanced,
    /// Every one.
    All,
}

/// Three nodes with an edge between any two.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Triangle {
    /// The nodes, ascending.
    pub nodes: [u32; 3],
    /// The edges, by position: between the first and second node, first and third, second and third.
    pub edges: [usize; 3],
    /// The sum of their weights.
    pub strength: f64,
    /// The number of positive edges.
    pub n_positive: usize,
}

impl Triangle {
    /// Whether strong balance allows it: the product of its signs is positive.
    pub const fn is_balanced(&self) -> bool {
        self.n_positive % 2 == 1
    }
}

/// Counts the triangles by type. Time O(m^1.5), on all processors.
pub fn census(graph: &PlainGraph) -> Census {
    let forward = Forward::new(graph);
    let signs = graph.edges();
    let is_positive =
        |edge: u32| usize::from(signs.get(edge as usize).is_some_and(|e| e.sign == Sign::Positive));
    let count = |mut census: Census, node: u32| {
        forward.triangles_at(node, |[a, b, c]| {
            let n_positive = is_positive(a) + is_positive(b) + is_positive(c);
            census.counts[3 - n_positive] += 1;
        });
        census
    };
    let add = |a: Census, b: Census| Census {
        counts: std::array::from_fn(|at| a.counts[at] + b.counts[at]),
    };
    forward.nodes().fold(Census::default, count).reduce(Census::default, add)
}

/// Lists triangles by strength, the strongest first, then by nodes.
///
/// Time O(m^1.5 + t log t) for t triangles.
///
/// ```
/// use stancegraph::{
///     analysis::{plain::PlainGraph, triads::{Listed, triangles}},
///     view::Sign::{Negative, Positive},
/// };
///
/// let edges = [(0, 1, Positive, 1.0), (0, 2, Positive, 0.5), (1, 2, Negative, 1.0)];
/// let found = triangles(&PlainGraph::new(3, edges)?, Listed::Unbalanced);
/// assert_eq!(found[0].edges, [0, 1, 2]);
/// assert_eq!(found[0].strength, 2.5);
/// # Ok::<(), stancegraph::analysis::plain::PlainError>(())
/// ```
pub fn triangles(graph: &PlainGraph, listed: Listed) -> Vec<Triangle> {
    let forward = Forward::new(graph);
    let at = |node: u32| {
        let mut found = Vec::new();
        forward.triangles_at(node, |edges| found.push(triangle(graph, edges)));
        found.retain(|triangle| listed == Listed::All || !triangle.is_balanced());
        found
    };
    let mut found: Vec<Triangle> = forward.nodes().flat_map_iter(at).collect();
    found.par_sort_unstable_by(most_telling);
    found
}

/// The first `most` triangles for which `is_meant` holds: those that strong balance forbids before others, of both the
/// strongest first, then by nodes.
///
/// Time O(m^1.5), and space for a few times as many as are wanted on each processor: the others are not kept.
pub fn first_triangles(
    graph: &PlainGraph,
    most: usize,
    is_meant: impl Fn(&Triangle) -> bool + Sync,
) -> Vec<Triangle> {
    let forward = Forward::new(graph);
    let order = |a: &Triangle, b: &Triangle| {
        a.is_balanced().cmp(&b.is_balanced()).then_with(|| most_telling(a, b))
    };
    let cut = |found: &mut Vec<Triangle>| {
        if found.len() > most {
            if most > 0 {
                found.select_nth_unstable_by(most - 1, order);
            }
            found.truncate(most);
        }
    };
    // Whatever comes after the last of as many as are wanted is none of the first.
    let at = |(mut found, mut last): (Vec<Triangle>, Option<Triangle>), node: u32| {
        forward.triangles_at(node, |edges| {
            let triangle = triangle(graph, edges);
            let is_first = last.as_ref().is_none_or(|last| order(&triangle, last).is_lt());
            if is_first && is_meant(&triangle) {
                found.push(triangle);
            }
            if found.len() >= 4 * most.max(64) {
                cut(&mut found);
                last = found.last().copied();
            }
        });
        (found, last)
    };
    let join = |mut one: Vec<Triangle>, other: Vec<Triangle>| {
        one.extend(other);
        cut(&mut one);
        one
    };
    let each = forward.nodes().fold(|| (Vec::new(), None), at).map(|(found, _)| found);
    let mut found = each.reduce(Vec::new, join);
    cut(&mut found);
    found.sort_unstable_by(order);
    found
}

/// The triangles that a node is in, the strongest first. Time O(m log m).
pub fn triangles_of(graph: &PlainGraph, node: u32, listed: Listed) -> Vec<Triangle> {
    let mut spokes = BTreeMap::<u32, u32>::new();
    for (at, edge) in (0..).zip(graph.edges()) {
        if edge.a == node || edge.b == node {
            spokes.entry(if edge.a == node { edge.b } else { edge.a }).or_insert(at);
        }
    }
    let mut found = BTreeMap::new();
    for (at, edge) in (0..).zip(graph.edges()) {
        if let (Some(&a), Some(&b)) = (spokes.get(&edge.a), spokes.get(&edge.b)) {
            found.entry((a.min(b), a.max(b))).or_insert_with(|| triangle(graph, [a, b, at]));
        }
    }
    let mut found: Vec<Triangle> = found.into_values().collect();
    found.retain(|triangle| listed == Listed::All || !triangle.is_balanced());
    found.sort_unstable_by(most_telling);
    found
}

fn most_telling(a: &Triangle, b: &Triangle) -> Ordering {
    b.strength.total_cmp(&a.strength).then_with(|| a.nodes.cmp(&b.nodes))
}

/// The triangle of three edges.
fn triangle(graph: &PlainGraph, edges: [u32; 3]) -> Triangle {
    let mut sorted = edges.map(|edge| {
        let plain = graph.edges()[edge as usize];
        ((plain.a.min(plain.b), plain.a.max(plain.b)), edge as usize, plain)
    });
    sorted.sort_unstable_by_key(|(ends, ..)| *ends);
    let [((first, second), ..), ((_, third), ..), _] = sorted;
    Triangle {
        nodes: [first, second, third],
        edges: sorted.map(|(_, edge, _)| edge),
        strength: sorted.iter().map(|(.., plain)| plain.weight).sum(),
        n_positive: sorted.iter().filter(|(.., plain)| plain.sign == Sign::Positive).count(),
    }
}

/// Every edge at its end of smaller degree, the other ends in order.
struct Forward {
    starts: Vec<u32>,
    /// The rank by degree of the other end, and the edge.
    entries: Vec<(u32, u32)>,
}

impl Forward {
    fn new(graph: &PlainGraph) -> Self {
        let ranks = ranks(graph);
        let mut directed: Vec<(u32, u32, u32)> = (0..)
            .zip(graph.edges())
            .map(|(edge, plain)| {
                let ends = (ranks[plain.a as usize], ranks[plain.b as usize]);
                (ends.0.min(ends.1), ends.0.max(ends.1), edge)
            })
            .collect();
        directed.par_sort_unstable();
        directed.dedup_by_key(|(tail, head, _)| (*tail, *head));
        let mut starts = vec![0; graph.n_nodes() + 1];
        for (tail, ..) in &directed {
            starts[*tail as usize + 1] += 1;
        }
        for rank in 0..graph.n_nodes() {
            starts[rank + 1] += starts[rank];
        }
        Self { starts, entries: directed.into_iter().map(|(_, head, edge)| (head, edge)).collect() }
    }

    /// The nodes by rank, for parallel iteration.
    fn nodes(&self) -> rayon::range::Iter<u32> {
        let n = u32::try_from(self.starts.len() - 1).unwrap_or(u32::MAX);
        (0..n).into_par_iter()
    }

    fn range(&self, rank: u32) -> Range<usize> {
        self.starts[rank as usize] as usize..self.starts[rank as usize + 1] as usize
    }

    /// Calls back with the edges of each triangle whose node of least rank this is.
    fn triangles_at(&self, rank: u32, mut found: impl FnMut([u32; 3])) {
        let onward = &self.entries[self.range(rank)];
        for (at, &(middle, first)) in onward.iter().enumerate() {
            let mut rest = onward[at + 1..].iter().peekable();
            for &(end, third) in &self.entries[self.range(middle)] {
                while rest.next_if(|(other, _)| *other < end).is_some() {}
                if let Some((_, second)) = rest.next_if(|(other, _)| *other == end) {
                    found([first, *second, third]);
                }
            }
        }
    }
}

/// The rank of each node by degree, ties by node.
fn ranks(graph: &PlainGraph) -> Vec<u32> {
    let mut degrees = vec![0_u32; graph.n_nodes()];
    for edge in graph.edges() {
        degrees[edge.a as usize] += 1;
        degrees[edge.b as usize] += 1;
    }
    let mut order: Vec<u32> = (0..).take(graph.n_nodes()).collect();
    order.par_sort_unstable_by_key(|&node| (degrees[node as usize], node));
    let mut ranks = vec![0; graph.n_nodes()];
    for (rank, &node) in (0..).zip(&order) {
        ranks[node as usize] = rank;
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::random::Random;

    #[test]
    fn the_first_triangles_are_those_of_the_list() {
        let mut random = Random::new(3);
        let mut edges = Vec::new();
        for a in 0..40_u32 {
            for b in 0..a {
                if random.below(3) == 0 {
                    let sign = if random.below(2) == 0 { Sign::Positive } else { Sign::Negative };
                    edges.push((a, b, sign, 0.5 + random.unit().round()));
                }
            }
        }
        let graph = PlainGraph::new(40, edges).unwrap();
        let is_meant = |triangle: &Triangle| !triangle.nodes[0].is_multiple_of(3);
        let mut all = triangles(&graph, Listed::All);
        all.sort_by_key(Triangle::is_balanced);
        all.retain(is_meant);
        for most in [0, 1, 7, 70, 10_000] {
            let wanted: Vec<Triangle> = all.iter().take(most).copied().collect();
            assert_eq!(first_triangles(&graph, most, is_meant), wanted, "{most}");
        }
    }
}
