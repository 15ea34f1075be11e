//! Bounds the frustration from below, fast: negative cycles that share no edge.
//!
//! A split frustrates at least one edge of each negative cycle, so cycles that share no edge (or no
//! more of its weight than it has) need as much frustration as their lightest edges weigh together.
//! This is for graphs too great for anything better; see [`super::relaxation`].

use super::{
    super::{
        couplings::{Couplings, Split, float},
        covering::Charges,
    },
    Budget,
};
use std::collections::VecDeque;

/// A spanning forest of the edges that have weight left.
struct Forest {
    parent: Vec<u32>,
    depth: Vec<u32>,
    split: Split,
}

/// A lower bound of the frustration, and the cycles behind it with their weights in grains. Time O(m · depth) a round; a round ends with every negative
/// cycle that one edge closes over a breadth-first forest used up, and the rounds end when none is.
pub(super) fn packing(graph: &Couplings, grain: i64, budget: &Budget<'_>) -> (i64, Charges) {
    let mut left = graph.clone();
    let mut packed = 0;
    let mut charges = Charges::default();
    loop {
        let forest = Forest::new(&left);
        let cycles = forest.pack(&mut left);
        if cycles.is_empty() {
            return (graph.decided + packed, charges);
        }
        for (cycle, weight) in cycles {
            packed += weight;
            charges.charge(cycle, float(weight) / float(grain));
        }
        if budget.is_spent() {
            return (graph.decided + packed, charges);
        }
    }
}

impl Forest {
    fn new(graph: &Couplings) -> Self {
        let n = graph.n();
        let mut forest = Self { parent: vec![0; n], depth: vec![0; n], split: vec![0; n] };
        for root in (0..).take(n) {
            if forest.split[root as usize] == 0 {
                forest.parent[root as usize] = root;
                forest.split[root as usize] = 1;
                forest.grow(root, graph);
            }
        }
        forest
    }

    fn grow(&mut self, root: u32, graph: &Couplings) {
        let mut reached = VecDeque::from([root]);
        while let Some(vertex) = reached.pop_front() {
            for (&to, &coupling) in &graph.rows[vertex as usize] {
                if self.split[to as usize] != 0 {
                    continue;
                }
                let spin = self.split[vertex as usize];
                self.split[to as usize] = if coupling < 0 { -spin } else { spin };
                self.parent[to as usize] = vertex;
                self.depth[to as usize] = self.depth[vertex as usize] + 1;
                reached.push_back(to);
            }
        }
    }

    /// Uses up the negative cycles that single edges close, the shortest first.
    fn pack(&self, left: &mut Couplings) -> Vec<(Vec<(u32, u32)>, i64)> {
        let spin = |vertex: u32| i64::from(self.split[vertex as usize]);
        let mut closing: Vec<(u32, u32)> = left
            .edges()
            .filter(|&(a, b, coupling)| coupling * spin(a) * spin(b) < 0)
            .map(|(a, b, _)| (a, b))
            .collect();
        closing.sort_by_key(|&(a, b)| self.depth[a as usize] + self.depth[b as usize]);
        let use_up = |(a, b)| {
            let cycle = self.cycle(a, b);
            let weight = use_up(left, &cycle);
            (cycle, weight)
        };
        closing.into_iter().map(use_up).filter(|(_, weight)| *weight > 0).collect()
    }

    /// The edges of the cycle that edge {a, b} closes.
    fn cycle(&self, mut a: u32, mut b: u32) -> Vec<(u32, u32)> {
        let mut cycle = vec![(a, b)];
        while a != b {
            let deeper =
                if self.depth[a as usize] >= self.depth[b as usize] { &mut a } else { &mut b };
            let parent = self.parent[*deeper as usize];
            cycle.push((parent.min(*deeper), parent.max(*deeper)));
            *deeper = parent;
        }
        cycle
    }
}

/// Takes the weight of the lightest edge from every edge of a cycle, if all still have some.
fn use_up(left: &mut Couplings, cycle: &[(u32, u32)]) -> i64 {
    let weight =
        |&(a, b): &(u32, u32)| left.rows[a as usize].get(&b).map_or(0, |coupling| coupling.abs());
    let lightest = cycle.iter().map(weight).min().unwrap_or(0);
    if lightest > 0 {
        for &(a, b) in cycle {
            let coupling = left.rows[a as usize].get(&b).copied().unwrap_or(0);
            left.add(a, b, -coupling.signum() * lightest);
        }
    }
    lightest
}
