//! Bounds the frustration from above: a seeded search for good splits.
//!
//! Annealing on single vertices: sweep over all of them, and let each change camps when that costs no
//! more than a random allowance, which shrinks from sweep to sweep; then only when it gains. Best of
//! several starts. On graphs of up to a few hundred vertices this finds the optimum almost always, so
//! that what the exact search has to do is prove it.

use super::{
    super::couplings::{Couplings, Split, float},
    super::random::Random,
    Budget,
};

/// How often a vertex may move in one start.
const SWEEPS: u32 = 200;

/// Starts, of which the best counts.
const STARTS: u64 = 12;

/// On great graphs there are fewer starts and sweeps, so that not more edges than this are looked at.
const WORK: usize = 400_000_000;

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
}

/// The best split found, and its frustration; a frustration of `lower` ends the search. Time O(m) a
/// sweep.
pub(super) fn search(graph: &Couplings, lower: i64, budget: &Budget<'_>) -> (i64, Split) {
    let rows = Rows::new(graph);
    let spanned = spanning_split(graph);
    let mut best = descend(graph, &rows, spanned);
    let sweeps = WORK / rows.entries.len().max(1);
    let starts = (sweeps as u64 / u64::from(SWEEPS)).clamp(1, STARTS);
    for start in 0..starts {
        if best.0 <= lower || budget.is_spent() {
            break;
        }
        let split = anneal(graph, &rows, &mut Random::new(SEED + start), budget);
        let found = descend(graph, &rows, split);
        if found.0 < best.0 {
            best = found;
        }
    }
    best
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
    let hottest = heat(graph);
    for sweep in 0..SWEEPS {
        let heat = hottest * f64::from(SWEEPS - sweep) / f64::from(SWEEPS);
        for vertex in 0..graph.n() {
            let allowance = heat * random.halving();
            if float(rows.hold(vertex, &split)) < allowance {
                split[vertex] = -split[vertex];
            }
        }
        if budget.is_spent() {
            break;
        }
    }
    split
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
