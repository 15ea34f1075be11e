//! Synthetic signed graphs.

use super::Random;
use stancegraph::{
    analysis::plain::PlainGraph,
    view::Sign::{Negative, Positive},
};
use std::collections::BTreeSet;

/// A graph of this many edges whose nodes are met as Zipf's law has it, about four edges to a node;
/// half of the signs are those of two camps, the others at random.
pub(crate) fn popular(n_edges: u64) -> PlainGraph {
    let n_nodes = n_edges / 4;
    sample(n_nodes, n_edges, |random| random.zipf(n_nodes))
}

/// The same with edges between any nodes alike.
pub(crate) fn even(n_nodes: u64, n_edges: u64) -> PlainGraph {
    sample(n_nodes, n_edges, |random| random.below(n_nodes))
}

/// A complete graph with signs at random.
pub(crate) fn complete(n_nodes: u64) -> PlainGraph {
    let mut random = Random::new(7);
    let pairs = (0..n_nodes).flat_map(|b| (0..b).map(move |a| (a, b)));
    graph(n_nodes, pairs.map(|pair| (pair, random.chance(50))).collect())
}

fn sample(n_nodes: u64, n_edges: u64, mut node: impl FnMut(&mut Random) -> u64) -> PlainGraph {
    let mut random = Random::new(7);
    let mut pairs = BTreeSet::new();
    while (pairs.len() as u64) < n_edges {
        let (a, b) = (node(&mut random), node(&mut random));
        if a != b {
            pairs.insert((a.min(b), a.max(b)));
        }
    }
    let signed = pairs.into_iter().map(|(a, b)| {
        let is_positive = if random.chance(50) { random.chance(50) } else { a % 2 == b % 2 };
        ((a, b), is_positive)
    });
    graph(n_nodes, signed.collect())
}

fn graph(n_nodes: u64, edges: Vec<((u64, u64), bool)>) -> PlainGraph {
    let number = |node: u64| u32::try_from(node).unwrap_or(u32::MAX);
    let edges = edges.into_iter().map(|((a, b), is_positive)| {
        (number(a), number(b), if is_positive { Positive } else { Negative }, 1.0)
    });
    PlainGraph::new(usize::try_from(n_nodes).unwrap_or(0), edges).unwrap_or_default()
}
