//! Bounds the frustration from above: a seeded search for good splits.
//!
//! Annealing on single vertices: sweep over all of them, and let each change camps when that costs no
//! more than a random allowance, which shrinks from sweep to sweep by the same factor; then only when it
//! gains. Best of several starts. What each vertex gains by staying is kept, so that only changes cost time.
//! On graphs of up to a few hundred vertices this finds the optimum almost always, so that what the exact
//! search has to do is prove it.

use super::{
    super::couplings::{Couplings, Split, float},
    super::random::Random,
    Budget,
};

/// Sweeps of one start, in the smallest graphs and at most.
const SWEEPS: [u32; 2] = [200, 4000];

/// So many more sweeps for each vertex.
const SWEEPS_PER_VERTEX: u32 = 4;

/// Starts, of which the best counts.
const STARTS: u64 = 12;

/// On great graphs there are fewer starts, so that not more edges than this are looked at.
const WORK: usize = 400_000_000;

/// The budget is asked after about so many edges.
const BETWEEN: usize = 500_000;

/// The last allowance, in couplings of mean weight.
const COLDEST: f64 = 0.1;

/// The seed of the first start.
const SEED: u64 = 0x5EED;

/// Neighbours in one list, each vertex's range in another: what the sweeps run over.
struct Rows {
    starts: Vec<usize>,
    entries: Vec<(u32, i64)>,
}

impl Rows {
    fn new(graph: &Couplings) -> Self {
        let mut starts = vec![0];
        let mut entries = Vec::new();
        for row in &graph.rows {
            entries.extend(row.iter().map(|(&to, &coupling)| (to, coupling)));
            starts.push(entries.len());
        }
        Self { starts, entries }
    }

    fn row(&self, vertex: usize) -> &[(u32, i64)] {
        &self.entries[self.starts[vertex]..self.starts[vertex + 1]]
    }

    /// What a vertex gains by staying: its satisfied less its frustrated couplings.
    fn hold(&self, vertex: usize, split: &[i8]) -> i64 {
        let pull = |&(to, coupling): &(u32, i64)| coupling * i64::from(split[to as usize]);
        i64::from(split[vertex]) * self.row(vertex).iter().map(pull).sum::<i64>()
    }

    /// Lets a vertex change camps, and tells its neighbours' holds.
    fn turn(&self, vertex: usize, split: &mut Split, holds: &mut [i64]) {
        split[vertex] = -split[vertex];
        holds[vertex] = -holds[vertex];
        for &(to, coupling) in self.row(vertex) {
            let pull = coupling * i64::from(split[vertex]) * i64::from(split[to as usize]);
            holds[to as usize] += 2 * pull;
        }
    }
}

/// The best split found, and its frustration; a frustration of `lower` ends the search. Time O(m) a
/// sweep.
pub(super) fn search(graph: &Couplings, lower: i64, budget: &Budget<'_>) -> (i64, Split) {
    let rows = Rows::new(graph);
    let work = rows.entries.len().max(1).saturating_mul(sweeps(graph) as usize);
    let starts = ((WORK / work) as u64).clamp(1, STARTS);
    let best = descend(graph, &rows, spanning_split(graph));
    anneal_from(graph, &rows, best, lower, 0..starts, budget)
}

/// A split that is no worse than one that is known, from more starts than [`search`] makes.
pub(super) fn search_on(
    graph: &Couplings,
    known: (i64, Split),
    lower: i64,
    budget: &Budget<'_>,
) -> (i64, Split) {
    let rows = Rows::new(graph);
    anneal_from(graph, &rows, known, lower, STARTS..4 * STARTS, budget)
}

fn anneal_from(
    graph: &Couplings,
    rows: &Rows,
    mut best: (i64, Split),
    lower: i64,
    starts: std::ops::Range<u64>,
    budget: &Budget<'_>,
) -> (i64, Split) {
    for start in starts {
        if best.0 <= lower || budget.is_spent() {
            break;
        }
        let split = anneal(graph, rows, &mut Random::new(SEED + start), budget);
        let found = descend(graph, rows, split);
        if found.0 < best.0 {
            best = found;
        }
    }
    best
}

fn sweeps(graph: &Couplings) -> u32 {
    let n = u32::try_from(graph.n()).unwrap_or(u32::MAX);
    n.saturating_mul(SWEEPS_PER_VERTEX).saturating_add(SWEEPS[0]).min(SWEEPS[1])
}

/// Flips vertices as long as that gains; the frustration reached, and where.
pub(super) fn improve(graph: &Couplings, split: Split) -> (i64, Split) {
    descend(graph, &Rows::new(graph), split)
}

fn descend(graph: &Couplings, rows: &Rows, mut split: Split) -> (i64, Split) {
    let mut waiting: Vec<usize> = (0..graph.n()).rev().collect();
    let mut is_waiting = vec![true; graph.n()];
    while let Some(vertex) = waiting.pop() {
        is_waiting[vertex] = false;
        if rows.hold(vertex, &split) >= 0 {
            continue;
        }
        split[vertex] = -split[vertex];
        for &(to, _) in rows.row(vertex) {
            if !std::mem::replace(&mut is_waiting[to as usize], true) {
                waiting.push(to as usize);
            }
        }
    }
    (graph.frustration(&split), split)
}

fn anneal(graph: &Couplings, rows: &Rows, random: &mut Random, budget: &Budget<'_>) -> Split {
    let mut split: Split = (0..graph.n()).map(|_| random.spin()).collect();
    let mut holds: Vec<i64> = (0..graph.n()).map(|vertex| rows.hold(vertex, &split)).collect();
    let n_sweeps = sweeps(graph);
    let hottest = heat(graph);
    let coldest = COLDEST * mean(graph);
    let between = u32::try_from(BETWEEN / rows.entries.len().max(1)).unwrap_or(u32::MAX).max(1);
    for sweep in 0..n_sweeps {
        let heat = cooled(hottest, coldest, f64::from(sweep) / f64::from(n_sweeps));
        for vertex in 0..graph.n() {
            if float(holds[vertex]) < heat * random.halving() {
                rows.turn(vertex, &mut split, &mut holds);
            }
        }
        if sweep % between == 0 && budget.is_spent() {
            break;
        }
    }
    split
}

/// The allowance after a part of the sweeps: it halves again and again, and shrinks evenly in between, so that
/// no platform's logarithm decides.
fn cooled(hottest: f64, coldest: f64, part: f64) -> f64 {
    let mut halvings = 0.0;
    let mut last = hottest;
    while last > coldest {
        last /= 2.0;
        halvings += 1.0;
    }
    let mut left = part * halvings;
    let mut heat = hottest;
    while left >= 1.0 {
        heat /= 2.0;
        left -= 1.0;
    }
    heat * (1.0 - left / 2.0)
}

/// The mean weight of a coupling.
fn mean(graph: &Couplings) -> f64 {
    let count: f64 = graph.edges().map(|_| 1.0).sum();
    float(graph.total()) / count.max(1.0)
}

/// The allowance that unsettles a typical vertex: the root of the mean square of its couplings' sum.
fn heat(graph: &Couplings) -> f64 {
    let squares: f64 = graph.edges().map(|(_, _, coupling)| float(coupling).powi(2)).sum();
    let vertices: f64 = graph.rows.iter().map(|_| 1.0).sum();
    (2.0 * squares / vertices.max(1.0)).sqrt()
}

/// The split that satisfies a spanning forest of breadth-first searches: optimal in balanced graphs.
fn spanning_split(graph: &Couplings) -> Split {
    let mut split: Split = vec![0; graph.n()];
    for root in 0..graph.n() {
        if split[root] != 0 {
            continue;
        }
        split[root] = 1;
        let mut reached = std::collections::VecDeque::from([root]);
        while let Some(vertex) = reached.pop_front() {
            for (&to, &coupling) in &graph.rows[vertex] {
                if split[to as usize] == 0 {
                    split[to as usize] = if coupling < 0 { -split[vertex] } else { split[vertex] };
                    reached.push_back(to as usize);
                }
            }
        }
    }
    split
}
