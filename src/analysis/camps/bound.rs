//! Bounds the value of camps from below: cycles with exactly one negative edge that share no edge.
//!
//! However many camps there are, one of the edges of such a cycle costs: else friends lead from one
//! end of the negative edge to the other within one camp.

use super::super::{couplings::Couplings, frustration::Budget};
use std::collections::VecDeque;

/// A lower bound. Time O(negative edges · m); what the budget does not last for is left out.
pub(super) fn bound(graph: &Couplings, budget: &Budget<'_>) -> i64 {
    let mut left = graph.clone();
    let mut packed = 0;
    for (a, b, coupling) in graph.edges().filter(|(.., coupling)| *coupling < 0) {
        let mut foe = -coupling;
        while foe > 0 && !budget.is_spent() {
            let path = path(&left, a, b);
            let friends = |edge: &(u32, u32)| left.rows[edge.0 as usize].get(&edge.1).copied();
            let Some(least) = path.iter().filter_map(friends).min() else { break };
            let least = least.min(foe);
            for &(from, to) in &path {
                left.add(from, to, -least);
            }
            packed += least;
            foe -= least;
        }
    }
    graph.decided + packed
}

/// The edges of a shortest path of friends; none when there is no path.
fn path(graph: &Couplings, from: u32, to: u32) -> Vec<(u32, u32)> {
    let mut came_from = vec![None; graph.n()];
    came_from[from as usize] = Some(from);
    let mut reached = VecDeque::from([from]);
    while let Some(vertex) = reached.pop_front() {
        for (&next, _) in graph.rows[vertex as usize].iter().filter(|(_, coupling)| **coupling > 0)
        {
            if came_from[next as usize].is_none() {
                came_from[next as usize] = Some(vertex);
                reached.push_back(next);
            }
        }
        if came_from[to as usize].is_some() {
            break;
        }
    }
    let step = |&(vertex, _): &(u32, u32)| {
        let before = came_from[vertex as usize]?;
        Some((before, vertex))
    };
    let last = came_from[to as usize].map(|before| (before, to));
    let edges = std::iter::successors(last, step);
    edges.take_while(|(before, vertex)| before != vertex).collect()
}
