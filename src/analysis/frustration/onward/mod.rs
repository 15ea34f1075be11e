//! The frustration of great graphs, one after another.
//!
//! A series has a graph for each period, which differs little from the one before, so the search for a good split
//! begins where that of the last graph ended: first every node changes camps that gains by it, then a short
//! annealing (as in `search`) tries to find better. From below, negative cycles that share no edge are packed, as in
//! `packing`: triangles first, then what single edges close over breadth-first forests. Nothing is proved by
//! branching, so that a graph of 100,000 edges takes tens of milliseconds; where the two bounds meet, they are a
//! proof as good as any.
//!
//! Time O(m · (sweeps + rounds)), and at most a fixed number of steps for triangles.

mod flat;
mod pack;
mod walk;

use super::{
    super::{couplings::Units, plain::PlainGraph},
    Component, Frustration, Side, frustrated,
};
use flat::{Flat, product};

/// Proved bounds of the frustration of a graph, and a good split of it, near a split that was good for the graph
/// before. Nodes without a side in that one, or beyond its end, begin where most of their neighbours pull them.
///
/// ```
/// use stancegraph::{
///     analysis::{frustration::frustration_from, plain::PlainGraph},
///     view::Sign::{Negative, Positive},
/// };
///
/// let edges = [(0, 1, Positive, 1.0), (0, 2, Positive, 1.0), (1, 2, Negative, 1.0)];
/// let found = frustration_from(&PlainGraph::new(3, edges)?, &[]);
/// assert_eq!((found.lower, found.upper), (1.0, 1.0));
/// # Ok::<(), stancegraph::analysis::plain::PlainError>(())
/// ```
pub fn frustration_from(graph: &PlainGraph, known: &[Option<Side>]) -> Frustration {
    let units = Units::of(graph);
    let parts = nodes_of_parts(graph);
    let mut part_of = vec![0; graph.n_nodes()];
    for (at, part) in parts.iter().enumerate() {
        for &node in part {
            part_of[node as usize] = at;
        }
    }
    let mut lower = vec![0; parts.len()];
    let flat = Flat::new(graph, &units, |node, decided| lower[part_of[node as usize]] += decided);
    let mut upper = lower.clone();
    let spins = flat.search(known);
    for (&(a, b), &coupling) in flat.ends.iter().zip(&flat.couplings) {
        if coupling * product(&spins, a, b) < 0 {
            upper[part_of[a as usize]] += coupling.abs();
        }
    }
    flat.pack(|node, weight| lower[part_of[node as usize]] += weight);
    let grained = |units_of: i64| {
        let whole = units_of.div_euclid(units.grain);
        (whole + i64::from(units_of.rem_euclid(units.grain) > 0)) * units.grain
    };
    let lower: Vec<i64> = lower.into_iter().map(grained).collect();
    let split = sides(&parts, &spins);
    let component = |(at, part): (usize, &Vec<u32>)| Component {
        nodes: part.clone(),
        lower: units.weight(lower[at]),
        upper: units.weight(upper[at]),
        is_exact: lower[at] == upper[at],
    };
    let whole = |edge: &super::PlainEdge| units.whole(edge.weight);
    Frustration {
        lower: units.weight(lower.iter().sum()),
        upper: units.weight(upper.iter().sum()),
        total: units.weight(graph.edges().iter().map(whole).sum()),
        frustrated: frustrated(graph, &split),
        components: parts.iter().enumerate().map(component).collect(),
        split,
    }
}

/// The nodes of each connected component that has edges, ascending, by first node.
fn nodes_of_parts(graph: &PlainGraph) -> Vec<Vec<u32>> {
    let mut sets = petgraph::unionfind::UnionFind::<u32>::new(graph.n_nodes());
    let mut has_edges = vec![false; graph.n_nodes()];
    for edge in graph.edges() {
        sets.union(edge.a, edge.b);
        has_edges[edge.a as usize] = true;
        has_edges[edge.b as usize] = true;
    }
    let mut nodes_of = vec![Vec::new(); graph.n_nodes()];
    for (node, label) in (0..).zip(sets.into_labeling()) {
        if has_edges[node as usize] {
            nodes_of[label as usize].push(node);
        }
    }
    nodes_of.retain(|nodes| !nodes.is_empty());
    nodes_of.sort_by_key(|nodes: &Vec<u32>| nodes.first().copied());
    nodes_of
}

/// The sides of the nodes of parts: the first node of each is on the first.
fn sides(parts: &[Vec<u32>], spins: &[i8]) -> Vec<Option<Side>> {
    let mut split = vec![None; spins.len()];
    for part in parts {
        let first = part.first().map(|&node| spins[node as usize]);
        for &node in part {
            let is_first = Some(spins[node as usize]) == first;
            split[node as usize] = Some(if is_first { Side::First } else { Side::Second });
        }
    }
    split
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        analysis::{
            frustration::{Budget, frustration},
            random::Random,
        },
        view::Sign,
    };

    /// Two camps of `n` nodes with some ties for the wrong side, in two components.
    fn noisy(n: u32, degree: u32, seed: u64) -> PlainGraph {
        let mut random = Random::new(seed);
        let mut edges = Vec::new();
        for a in 0..n {
            for _ in 0..degree {
                let b = u32::try_from(random.below(n as usize)).unwrap();
                if b % 7 == a % 7 && a % 3 != 0 || a == b || (a < n / 4) != (b < n / 4) {
                    continue;
                }
                let is_friend = (a % 2 == b % 2) != (random.below(8) == 0);
                let sign = if is_friend { Sign::Positive } else { Sign::Negative };
                edges.push((a, b, sign, if a % 5 == 0 { 0.5 } else { 1.0 }));
            }
        }
        PlainGraph::new(n as usize, edges).unwrap()
    }

    fn is_same(one: f64, other: f64) -> bool {
        (one - other).abs() < 1e-9
    }

    #[test]
    fn its_bounds_hold_the_index() {
        for seed in 0..40 {
            let graph = noisy(24, 4, seed);
            let proved = frustration(&graph, &Budget::unlimited());
            let found = frustration_from(&graph, &[]);
            assert!(found.lower <= proved.lower && found.upper >= proved.upper, "{seed}");
            assert!(is_same(found.total, proved.total));
            assert_eq!(found.frustrated, frustrated(&graph, &found.split));
            let weight: f64 = found.frustrated.iter().map(|&at| graph.edges()[at].weight).sum();
            assert!(is_same(weight, found.upper), "{seed}");
            let components = |found: &Frustration| {
                found.components.iter().map(|it| it.nodes.clone()).collect::<Vec<_>>()
            };
            assert_eq!(components(&found), components(&proved));
            for part in &found.components {
                assert!(part.lower <= part.upper);
                assert_eq!(part.is_exact, is_same(part.lower, part.upper));
            }
            // From a good split on, nothing is lost.
            assert!(frustration_from(&graph, &proved.split).upper <= proved.upper, "{seed}");
        }
    }

    #[test]
    fn great_graphs_are_split_well() {
        let graph = noisy(400, 12, 7);
        let searched = frustration(&graph, &Budget::until(&|| true));
        let found = frustration_from(&graph, &[]);
        assert!(found.upper <= searched.upper, "{} {}", found.upper, searched.upper);
        assert!(found.lower >= 0.5 * found.upper, "{} {}", found.lower, found.upper);
    }
}
