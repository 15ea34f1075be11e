//! The path of fewest ties between two entities.

use crate::{
    model::{EntityIndex, Polarity, words},
    view::{SignedGraph, Tie},
};
use std::collections::VecDeque;

words! {
    /// The directions in which ties are followed.
    pub enum Walk {
        /// From holder to target.
        Directed = "directed",
        /// In both directions.
        Undirected = "undirected",
    }
}

/// A path from one entity to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// The ties, in order. A tie that is followed backwards keeps its holder and target.
    pub ties: Vec<Tie>,
    /// The product of the signs; `None` where a tie has no sign.
    pub sign: Option<Polarity>,
}

/// The path with the fewest ties; of several the one with the first ids. `None` when there is none.
///
/// The path from an entity to itself is empty, with a positive sign. Breadth-first search, O(entities +
/// ties).
pub fn path(graph: &SignedGraph, from: EntityIndex, to: EntityIndex, walk: Walk) -> Option<Path> {
    let distances = distances_to(graph, to, walk);
    let mut ties = Vec::new();
    let mut at = from;
    let mut left = distances[from.position()]?;
    while left > 0 {
        left -= 1;
        let steps = steps(graph, at, walk).into_iter();
        let (next, tie) = steps
            .filter(|(next, _)| distances[next.position()] == Some(left))
            .min_by_key(|(next, tie)| {
                // Of ties in both directions, the forward one.
                (*next, tie.holder != at)
            })?;
        ties.push(*tie);
        at = next;
    }
    let sign = ties.iter().try_fold(1, |sign, tie| match tie.polarity.sign() {
        0 => None,
        other => Some(sign * other),
    });
    let sign = sign.map(|sign| if sign > 0 { Polarity::Positive } else { Polarity::Negative });
    Some(Path { ties, sign })
}

/// The distance of each entity to `to`, in ties.
fn distances_to(graph: &SignedGraph, to: EntityIndex, walk: Walk) -> Vec<Option<usize>> {
    use petgraph::visit::NodeCount;
    let mut distances = vec![None; graph.node_count()];
    distances[to.position()] = Some(0);
    let mut queue = VecDeque::from([(to, 0)]);
    while let Some((at, distance)) = queue.pop_front() {
        let before = graph.ties_towards(at).map(|tie| tie.holder);
        let after =
            graph.ties_of(at).iter().map(|tie| tie.target).filter(|_| walk == Walk::Undirected);
        for next in before.chain(after) {
            if distances[next.position()].is_none() {
                distances[next.position()] = Some(distance + 1);
                queue.push_back((next, distance + 1));
            }
        }
    }
    distances
}

/// The ties from an entity, with their other ends.
fn steps(graph: &SignedGraph, at: EntityIndex, walk: Walk) -> Vec<(EntityIndex, &Tie)> {
    let forwards = graph.ties_of(at).iter().map(|tie| (tie.target, tie));
    match walk {
        Walk::Directed => forwards.collect(),
        Walk::Undirected => {
            forwards.chain(graph.ties_towards(at).map(|tie| (tie.holder, tie))).collect()
        }
    }
}
