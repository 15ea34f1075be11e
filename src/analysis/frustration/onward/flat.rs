//! A graph in lists.

use super::super::super::{couplings::Units, plain::PlainGraph};

/// A graph in lists: what is added to and taken from often is elsewhere.
pub(super) struct Flat {
    /// The ends of each coupling, the smaller first, in order.
    pub(super) ends: Vec<(u32, u32)>,
    pub(super) couplings: Vec<i64>,
    starts: Vec<usize>,
    /// The other end and the coupling, by node.
    entries: Vec<(u32, u32)>,
}

impl Flat {
    /// The couplings of a graph; `decide` is told a node and what no split avoids between it and another.
    pub(super) fn new(graph: &PlainGraph, units: &Units, mut decide: impl FnMut(u32, i64)) -> Self {
        let mut all: Vec<(u32, u32, i64)> = graph
            .edges()
            .iter()
            .map(|edge| {
                let coupling = units.whole(edge.weight) * i64::from(edge.spin());
                (edge.a.min(edge.b), edge.a.max(edge.b), coupling)
            })
            .collect();
        // What agreements make is in order already.
        if !all.is_sorted_by_key(|edge| (edge.0, edge.1)) {
            all.sort_unstable();
        }
        let (mut ends, mut couplings) = (Vec::new(), Vec::new());
        for same in all.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1)) {
            let Some(&(a, b, _)) = same.first() else { continue };
            let sum = |sign: i64| same.iter().map(|edge| (edge.2 * sign).max(0)).sum::<i64>();
            let (positive, negative) = (sum(1), sum(-1));
            decide(a, positive.min(negative));
            if positive != negative {
                ends.push((a, b));
                couplings.push(positive - negative);
            }
        }
        let mut starts = vec![0; graph.n_nodes() + 1];
        for &(a, b) in &ends {
            starts[a as usize + 1] += 1;
            starts[b as usize + 1] += 1;
        }
        for node in 0..graph.n_nodes() {
            starts[node + 1] += starts[node];
        }
        let mut next = starts.clone();
        let mut entries = vec![(0, 0); 2 * ends.len()];
        for (&(a, b), edge) in ends.iter().zip(0..) {
            for (from, to) in [(a, b), (b, a)] {
                let place = &mut next[from as usize];
                entries[*place] = (to, edge);
                *place += 1;
            }
        }
        Self { ends, couplings, starts, entries }
    }

    pub(super) fn n(&self) -> usize {
        self.starts.len() - 1
    }

    pub(super) fn row(&self, node: usize) -> &[(u32, u32)] {
        &self.entries[self.starts[node]..self.starts[node + 1]]
    }

    /// What the neighbours of a node pull it to.
    pub(super) fn pull(&self, node: usize, spins: &[i8]) -> i64 {
        let of = |&(to, edge): &(u32, u32)| {
            self.couplings[edge as usize] * i64::from(spins[to as usize])
        };
        self.row(node).iter().map(of).sum()
    }
}

/// Whether two nodes are together (1) or not (−1).
pub(super) fn product(spins: &[i8], a: u32, b: u32) -> i64 {
    i64::from(spins[a as usize]) * i64::from(spins[b as usize])
}
