//! Packs negative cycles that share no edge.

use super::flat::{Flat, product};
use std::collections::VecDeque;

/// Entries of rows that the search for triangles may look at.
const TRIANGLE_WORK: usize = 4_000_000;
/// Forests over which cycles are closed.
const ROUNDS: usize = 6;
/// A round that packs no more than this part of what all have packed is the last.
const LITTLE: i64 = 50;

impl Flat {
    /// Packs negative cycles; `packed` is told a node and the weight of each.
    pub(super) fn pack(&self, mut packed: impl FnMut(u32, i64)) {
        let mut left: Vec<i64> = self.couplings.iter().map(|coupling| coupling.abs()).collect();
        self.pack_triangles(&mut left, &mut packed);
        let (mut cycle, mut sum) = (Vec::new(), 0);
        for _ in 0..ROUNDS {
            let forest = Forest::new(self, &left);
            let mut more = 0;
            for edge in forest.closing(self, &left) {
                forest.cycle(self, edge, &mut cycle);
                let weight = use_up(&mut left, &cycle);
                if weight > 0 {
                    packed(self.ends[edge as usize].0, weight);
                    more += weight;
                }
            }
            sum += more;
            if more <= sum / LITTLE {
                return;
            }
        }
    }

    fn pack_triangles(&self, left: &mut [i64], packed: &mut impl FnMut(u32, i64)) {
        const NONE: u32 = u32::MAX;
        let mut spoke = vec![NONE; self.n()];
        let mut work = 0;
        for (node, first) in (0..self.n()).zip(0..) {
            let onward = || self.row(node).iter().filter(|(to, _)| *to > first);
            for &(to, edge) in onward() {
                spoke[to as usize] = edge;
            }
            for &(middle, one) in onward() {
                work += self.row(middle as usize).len();
                for &(end, two) in self.row(middle as usize) {
                    let three = spoke[end as usize];
                    if left[one as usize] == 0 {
                        break;
                    }
                    if end > middle && three != NONE && self.is_negative(&[one, two, three]) {
                        let weight = use_up(left, &[one, two, three]);
                        if weight > 0 {
                            packed(first, weight);
                        }
                    }
                }
            }
            for &(to, _) in onward() {
                spoke[to as usize] = NONE;
            }
            if work > TRIANGLE_WORK {
                return;
            }
        }
    }

    fn is_negative(&self, cycle: &[u32]) -> bool {
        cycle.iter().filter(|&&edge| self.couplings[edge as usize] < 0).count() % 2 == 1
    }
}

/// Takes the weight of the lightest edge from every edge of a cycle.
fn use_up(left: &mut [i64], cycle: &[u32]) -> i64 {
    let lightest = cycle.iter().map(|&edge| left[edge as usize]).min().unwrap_or(0);
    if lightest > 0 {
        for &edge in cycle {
            left[edge as usize] -= lightest;
        }
    }
    lightest
}

/// A breadth-first forest of the couplings that have weight left.
struct Forest {
    parent: Vec<u32>,
    above: Vec<u32>,
    depth: Vec<u32>,
    spins: Vec<i8>,
}

impl Forest {
    fn new(flat: &Flat, left: &[i64]) -> Self {
        let n = flat.n();
        let (parent, above, depth) = (vec![0; n], vec![0; n], vec![0; n]);
        let mut forest = Self { parent, above, depth, spins: vec![0; n] };
        let mut reached = VecDeque::new();
        for root in (0..).take(n) {
            if forest.spins[root as usize] != 0 {
                continue;
            }
            forest.spins[root as usize] = 1;
            forest.parent[root as usize] = root;
            reached.push_back(root);
            while let Some(node) = reached.pop_front() {
                for &(to, edge) in flat.row(node as usize) {
                    if forest.spins[to as usize] != 0 || left[edge as usize] == 0 {
                        continue;
                    }
                    let sign = if flat.couplings[edge as usize] < 0 { -1 } else { 1 };
                    forest.spins[to as usize] = forest.spins[node as usize] * sign;
                    forest.parent[to as usize] = node;
                    forest.above[to as usize] = edge;
                    forest.depth[to as usize] = forest.depth[node as usize] + 1;
                    reached.push_back(to);
                }
            }
        }
        forest
    }

    /// The couplings that close negative cycles, the shortest first.
    fn closing(&self, flat: &Flat, left: &[i64]) -> Vec<u32> {
        let is_closing = |&edge: &u32| {
            let (a, b) = flat.ends[edge as usize];
            left[edge as usize] > 0
                && flat.couplings[edge as usize] * product(&self.spins, a, b) < 0
        };
        let mut closing: Vec<u32> = (0..).take(flat.ends.len()).filter(is_closing).collect();
        closing.sort_by_key(|&edge| {
            let (a, b) = flat.ends[edge as usize];
            self.depth[a as usize] + self.depth[b as usize]
        });
        closing
    }

    /// The cycle that a coupling closes.
    fn cycle(&self, flat: &Flat, edge: u32, cycle: &mut Vec<u32>) {
        let (mut a, mut b) = flat.ends[edge as usize];
        cycle.clear();
        cycle.push(edge);
        while a != b {
            let is_deeper = self.depth[a as usize] >= self.depth[b as usize];
            let deeper = if is_deeper { &mut a } else { &mut b };
            cycle.push(self.above[*deeper as usize]);
            *deeper = self.parent[*deeper as usize];
        }
    }
}
