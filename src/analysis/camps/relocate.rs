//! Looks for good camps: nodes move to the camp that suits them, after Doreian & Mrvar 1996.
//!
//! Where they exchange nodes to leave poor partitions, this lets nodes move at a loss too, at first
//! gladly and later less so; then only at a gain. The best of several seeded starts counts.

use super::super::{
    couplings::{Couplings, float},
    frustration::Budget,
    random::Random,
};

/// How often a node may move in one start.
const SWEEPS: u32 = 100;

/// Starts, of which the best counts.
const STARTS: u64 = 20;

/// On great graphs there are fewer starts, so that not more edges than this are looked at.
const WORK: usize = 200_000_000;

/// What a node's edges say of the camps: Σ J per camp, and the camps that have any.
struct Pulls {
    pull: Vec<i64>,
    touched: Vec<usize>,
}

impl Pulls {
    fn new(limit: usize) -> Self {
        Self { pull: vec![0; limit], touched: Vec::new() }
    }

    fn read(&mut self, graph: &Couplings, labels: &[usize], vertex: usize) {
        for camp in self.touched.drain(..) {
            self.pull[camp] = 0;
        }
        for (&to, &coupling) in &graph.rows[vertex] {
            let camp = labels[to as usize];
            self.touched.push(camp);
            self.pull[camp] += coupling;
        }
    }
}

/// A partition into camps `0..limit`.
struct Partition<'g> {
    graph: &'g Couplings,
    labels: Vec<usize>,
    sizes: Vec<usize>,
    pulls: Pulls,
}

impl<'g> Partition<'g> {
    fn new(graph: &'g Couplings, limit: usize, labels: Vec<usize>) -> Self {
        let mut sizes = vec![0; limit];
        for &camp in &labels {
            sizes[camp] += 1;
        }
        Self { graph, labels, sizes, pulls: Pulls::new(limit) }
    }

    fn move_to(&mut self, vertex: usize, camp: usize) {
        self.sizes[self.labels[vertex]] -= 1;
        self.sizes[camp] += 1;
        self.labels[vertex] = camp;
    }

    /// Some camp in which nothing pulls at a node: the first empty one, else the first without
    /// neighbours of it.
    fn stranger(&self) -> Option<usize> {
        let is_empty = |camp: &usize| self.sizes[*camp] == 0;
        let is_strange = |camp: &usize| !self.pulls.touched.contains(camp);
        let camps = || 0..self.sizes.len();
        camps().find(is_empty).or_else(|| camps().find(is_strange))
    }

    /// Lets every node move to a random camp, its loss allowed by `heat`.
    fn shake(&mut self, heat: f64, random: &mut Random) {
        for vertex in 0..self.graph.n() {
            self.pulls.read(self.graph, &self.labels, vertex);
            let at = random.below(self.pulls.touched.len() + 1);
            let Some(camp) = self.pulls.touched.get(at).copied().or_else(|| self.stranger()) else {
                continue;
            };
            let loss = self.pulls.pull[self.labels[vertex]] - self.pulls.pull[camp];
            if float(loss) <= heat * random.halving() {
                self.move_to(vertex, camp);
            }
        }
    }

    /// Moves nodes to the camps that pull most, as long as that gains.
    fn settle(&mut self, budget: &Budget<'_>) {
        let mut has_moved = true;
        while has_moved && !budget.is_spent() {
            has_moved = false;
            for vertex in 0..self.graph.n() {
                self.pulls.read(self.graph, &self.labels, vertex);
                let touched = self.pulls.touched.iter().copied();
                let best = touched.chain(self.stranger()).max_by_key(|&camp| self.pulls.pull[camp]);
                let here = self.pulls.pull[self.labels[vertex]];
                if let Some(camp) = best.filter(|&camp| self.pulls.pull[camp] > here) {
                    self.move_to(vertex, camp);
                    has_moved = true;
                }
            }
        }
    }
}

/// The best partition found from one that is known and from random ones, and its value, which is no
/// more than that of the known one; a value of `lower` ends the search.
pub(super) fn relocate(
    graph: &Couplings,
    limit: usize,
    known: Vec<usize>,
    lower: i64,
    seed: u64,
    budget: &Budget<'_>,
) -> (i64, Vec<usize>) {
    let mut best = settled(Partition::new(graph, limit, known), budget);
    let edges = graph.rows.iter().map(std::collections::BTreeMap::len).sum::<usize>().max(1);
    // Each number of camps starts from the best of the one before, so that later ones need less of chance.
    let share = if limit == graph.n() { 1 } else { (limit.max(2) as u64 - 1).pow(2) };
    let starts = ((WORK / edges) as u64 / u64::from(SWEEPS)).clamp(1, STARTS).div_ceil(share);
    for start in 0..starts {
        if best.0 <= lower || limit == 1 || budget.is_spent() {
            break;
        }
        let mut random = Random::new(seed.wrapping_add(start));
        let labels = (0..graph.n()).map(|_| random.below(limit)).collect();
        let mut partition = Partition::new(graph, limit, labels);
        let hottest = heat(graph);
        for sweep in 0..SWEEPS {
            partition.shake(hottest * f64::from(SWEEPS - sweep) / f64::from(SWEEPS), &mut random);
            if budget.is_spent() {
                break;
            }
        }
        let found = settled(partition, budget);
        if found.0 < best.0 {
            best = found;
        }
    }
    best
}

/// Moves nodes, then whole camps, until neither gains.
fn settled(mut partition: Partition<'_>, budget: &Budget<'_>) -> (i64, Vec<usize>) {
    loop {
        partition.settle(budget);
        let before = value(partition.graph, &partition.labels);
        let mut labels = partition.labels.clone();
        unite(partition.graph, &mut labels, budget);
        let united = value(partition.graph, &labels);
        partition = Partition::new(partition.graph, partition.sizes.len(), labels);
        if united >= before || budget.is_spent() {
            return (united, partition.labels);
        }
    }
}

/// Numbers camps from 0 on without gaps, in the order of their first nodes.
pub(super) fn number(labels: &mut [usize]) {
    let mut numbers = std::collections::BTreeMap::new();
    for camp in labels {
        let next = numbers.len();
        *camp = *numbers.entry(*camp).or_insert(next);
    }
}

/// The root of the mean square of a node's couplings' sum: what unsettles a typical node.
fn heat(graph: &Couplings) -> f64 {
    let squares: f64 = graph.edges().map(|(.., coupling)| float(coupling).powi(2)).sum();
    let vertices: f64 = graph.rows.iter().map(|_| 1.0).sum();
    (2.0 * squares / vertices.max(1.0)).sqrt()
}

/// What a partition costs.
pub(super) fn value(graph: &Couplings, labels: &[usize]) -> i64 {
    let cost = |(a, b, coupling): (u32, u32, i64)| {
        let is_together = labels[a as usize] == labels[b as usize];
        if is_together == (coupling > 0) { 0 } else { coupling.abs() }
    };
    graph.decided + graph.edges().map(cost).sum::<i64>()
}

/// Unites camps as long as that costs nothing and the budget lasts, so that there are no more than need be: of the pairs
/// that may, always the first. Time O(m) for each pair of camps united.
pub(super) fn unite(graph: &Couplings, labels: &mut [usize], budget: &Budget<'_>) {
    while !budget.is_spent() {
        let mut between = std::collections::BTreeMap::<(usize, usize), i64>::new();
        for (a, b, coupling) in graph.edges() {
            let (a, b) = (labels[a as usize], labels[b as usize]);
            *between.entry((a.min(b), a.max(b))).or_default() += coupling;
        }
        let mut used: Vec<usize> = labels.to_vec();
        used.sort_unstable();
        used.dedup();
        let pairs = used
            .iter()
            .enumerate()
            .flat_map(|(at, &first)| used[at + 1..].iter().map(move |&second| (first, second)));
        let is_free = |pair: &(usize, usize)| between.get(pair).copied().unwrap_or(0) >= 0;
        let mut pairs = pairs;
        let Some((first, second)) = pairs.find(is_free) else { return };
        for camp in labels.iter_mut().filter(|camp| **camp == second) {
            *camp = first;
        }
    }
}
