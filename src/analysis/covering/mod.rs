//! A linear program that bounds from below what a graph's signs cost: edges that meet every bad cycle.
//!
//! Whatever camps there are, one of the edges of each *bad* cycle does not fit: of a cycle with an odd
//! number of negative edges when there are two camps, of one with exactly one negative edge however many
//! there are. So the least cost is at least that of the linear program `min Σ w_e y_e` with `Σ_{e∈C} y_e ≥ 1`
//! for every bad cycle C, and 0 ≤ y ≤ 1. In graphs with the structure of real ones it is often equal
//! (without an odd K5 always: Guenin 2001); in dense random ones [`super::frustration`] has better bounds.
//!
//! **Method.** Cycles are added when y violates them (`cycles`). The program is solved by the primal–dual
//! hybrid gradient method with restarts (Chambolle & Pock 2011; Applegate et al. 2021, *PDLP*), which goes on
//! from where it was when cycles are added. It need not be solved exactly: any multipliers λ ≥ 0 prove
//! `Σ λ_C − Σ_e max(0, Σ_{C∋e} λ_C − w_e)`, and that an edge which does not fit costs `w_e − Σ_{C∋e} λ_C` more.
//!
//! Compared with `microlp`'s dual simplex on graphs of 464 nodes and 1,679 edges, which needs seconds for each
//! round of cycles, a round takes some milliseconds.

mod cycles;
mod iterates;

use super::couplings::{Couplings, float};
use iterates::Iterates;
use std::collections::{BTreeMap, HashSet};

/// Which cycles are bad.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bad {
    /// Those with an odd number of negative edges.
    OddNegative,
    /// Those with exactly one negative edge.
    OneNegative,
}

/// Iterations between two looks at how far the program is from solved.
const BETWEEN: u32 = 50;

/// Iterations for one set of cycles at most.
const MOST_ITERATIONS: u32 = 1000;

/// The budget is asked after about so many edges of cycles.
const WORK: usize = 1_000_000;

/// Bounds keep this distance, in weights of edges, from what floating point says.
const MARGIN: f64 = 1e-6;

/// How long cycles are added for little.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Patience {
    /// Until another bound is worth trying.
    Small,
    /// As long as anything is gained.
    Great,
}

impl Patience {
    /// A round gains little when it gains less than this part of what is missing, and so many such rounds in a
    /// row are the last.
    const fn limits(self) -> (f64, u32) {
        match self {
            Self::Small => (0.02, 4),
            Self::Great => (0.0005, 10),
        }
    }
}

/// A bad cycle and its multiplier.
#[derive(Clone, Debug)]
struct Row {
    /// Positions of edges, ascending.
    edges: Vec<u32>,
    multiplier: f64,
}

/// What is known of the edges that do not fit.
#[derive(Debug)]
pub(super) struct Covering {
    bad: Bad,
    /// Weights are divided by this.
    scale: f64,
    n: usize,
    ends: Vec<(u32, u32)>,
    is_negative: Vec<bool>,
    weights: Vec<f64>,
    /// Neighbours of each vertex, and the edges to them.
    neighbours: Vec<Vec<(u32, u32)>>,
    rows: Vec<Row>,
    known: HashSet<Vec<u32>>,
    /// How far each edge does not fit: y.
    unfit: Vec<f64>,
    /// Σ of the multipliers of each edge's cycles.
    charges: Vec<f64>,
    bound: f64,
}

/// The cycles of a program and their multipliers, for one of a graph with fewer vertices.
#[derive(Clone, Debug, Default)]
pub(super) struct Charges {
    cycles: Vec<(Vec<(u32, u32)>, f64)>,
}

impl Charges {
    /// Charges a cycle, given by the ends of its edges, the smaller first.
    pub(super) fn charge(&mut self, cycle: Vec<(u32, u32)>, multiplier: f64) {
        self.cycles.push((cycle, multiplier));
    }

    /// The charges where the vertices went.
    pub(super) fn moved(&self, place: &[(u32, i8)]) -> Self {
        let end = |vertex: u32| place[vertex as usize].0;
        let edge = |&(a, b): &(u32, u32)| (end(a).min(end(b)), end(a).max(end(b)));
        let cycle = |(edges, multiplier): &(Vec<(u32, u32)>, f64)| {
            let mut edges: Vec<(u32, u32)> =
                edges.iter().map(edge).filter(|(a, b)| a != b).collect();
            edges.sort_unstable();
            let is_simple = edges.windows(2).all(|two| two[0] != two[1]);
            (is_simple && edges.len() > 2).then_some((edges, *multiplier))
        };
        Self { cycles: self.cycles.iter().filter_map(cycle).collect() }
    }
}

impl Covering {
    /// The program of a graph, with the cycles that are known of it.
    pub(super) fn new(graph: &Couplings, bad: Bad, scale: f64, charges: &Charges) -> Self {
        let edges: Vec<(u32, u32, i64)> = graph.edges().collect();
        let mut neighbours = vec![Vec::new(); graph.n()];
        for (&(a, b, _), at) in edges.iter().zip(0..) {
            neighbours[a as usize].push((b, at));
            neighbours[b as usize].push((a, at));
        }
        let mut covering = Self {
            bad,
            scale,
            n: graph.n(),
            ends: edges.iter().map(|&(a, b, _)| (a, b)).collect(),
            is_negative: edges.iter().map(|edge| edge.2 < 0).collect(),
            weights: edges.iter().map(|edge| float(edge.2.abs()) / scale).collect(),
            neighbours,
            rows: Vec::new(),
            known: HashSet::new(),
            unfit: vec![0.0; edges.len()],
            charges: vec![0.0; edges.len()],
            bound: 0.0,
        };
        let place: BTreeMap<(u32, u32), u32> = covering.ends.iter().copied().zip(0..).collect();
        for (cycle, multiplier) in &charges.cycles {
            let edges: Option<Vec<u32>> =
                cycle.iter().map(|ends| place.get(ends).copied()).collect();
            let Some(edges) = edges else { continue };
            if covering.is_bad(&edges) {
                covering.add(edges, *multiplier);
            }
        }
        let multipliers: Vec<f64> = covering.rows.iter().map(|row| row.multiplier).collect();
        let mut charges = Vec::new();
        covering.bound = covering.proved(&multipliers, &mut charges).max(0.0);
        covering.charges = charges;
        covering
    }

    /// The cycles that matter.
    pub(super) fn into_charges(self) -> Charges {
        let rows = self.rows.iter().filter(|row| row.multiplier > 0.0);
        let ends = |row: &Row| row.edges.iter().map(|&edge| self.ends[edge as usize]).collect();
        Charges { cycles: rows.map(|row| (ends(row), row.multiplier)).collect() }
    }

    /// A lower bound of the cost, in units.
    pub(super) fn bound(&self) -> f64 {
        self.bound * self.scale
    }

    /// The same in whole units, with a margin for what floating point leaves out.
    #[expect(clippy::cast_possible_truncation, reason = "far below 2⁶³")]
    pub(super) fn whole_bound(&self) -> i64 {
        (self.scale * (self.bound - MARGIN)).ceil().max(0.0) as i64
    }

    /// Adds violated cycles and solves again, until none is violated, the bound is as great as wanted
    /// (in units), it hardly grows any more, or the budget is spent.
    pub(super) fn tighten(&mut self, wanted: f64, patience: Patience, is_spent: &dyn Fn() -> bool) {
        let (least_gain, most_little) = patience.limits();
        let mut n_little = 0;
        while !is_spent() && self.separate(is_spent) > 0 {
            let before = self.bound;
            self.solve(is_spent);
            let missing = wanted / self.scale - self.bound;
            let is_little = self.bound - before < least_gain * missing;
            n_little = if is_little { n_little + 1 } else { 0 };
            if missing <= 0.0 || is_spent() || n_little >= most_little {
                return;
            }
            self.drop_idle();
        }
    }

    /// Drops cycles that bound nothing, when there are many.
    fn drop_idle(&mut self) {
        /// Cycles for each edge.
        const MANY: usize = 8;
        if self.rows.len() > MANY * self.ends.len() {
            let known = &mut self.known;
            self.rows.retain(|row| row.multiplier > 0.0 || !known.remove(&row.edges));
        }
    }

    /// Adds cycles that y violates; how many.
    fn separate(&mut self, is_spent: &dyn Fn() -> bool) -> usize {
        let few = self.ends.len() / 50;
        let mut found = cycles::triangles(self, is_spent);
        if found.len() <= few {
            found.extend(cycles::longer(self, is_spent));
        }
        let before = self.rows.len();
        for cycle in found {
            self.add(cycle, 0.0);
        }
        self.rows.len() - before
    }

    fn add(&mut self, mut cycle: Vec<u32>, multiplier: f64) {
        cycle.sort_unstable();
        if self.known.insert(cycle.clone()) {
            self.rows.push(Row { edges: cycle, multiplier });
        }
    }

    fn is_bad(&self, cycle: &[u32]) -> bool {
        let n_negative = cycle.iter().filter(|&&edge| self.is_negative[edge as usize]).count();
        match self.bad {
            Bad::OddNegative => n_negative % 2 == 1,
            Bad::OneNegative => n_negative == 1,
        }
    }

    /// How much of a cycle does not fit.
    fn covered(cycle: &[u32], unfit: &[f64]) -> f64 {
        cycle.iter().map(|&edge| unfit[edge as usize]).sum()
    }

    /// What multipliers prove; `charges` is overwritten.
    fn proved(&self, multipliers: &[f64], charges: &mut Vec<f64>) -> f64 {
        charges.clear();
        charges.resize(self.ends.len(), 0.0);
        for (row, multiplier) in self.rows.iter().zip(multipliers) {
            for &edge in &row.edges {
                charges[edge as usize] += multiplier;
            }
        }
        let excess =
            charges.iter().zip(&self.weights).map(|(charge, weight)| (charge - weight).max(0.0));
        multipliers.iter().sum::<f64>() - excess.sum::<f64>()
    }

    /// Solves the program of the cycles so far, nearly.
    fn solve(&mut self, is_spent: &dyn Fn() -> bool) {
        let mut iterates = Iterates::new(self);
        let size: usize = self.rows.iter().map(|row| row.edges.len()).sum();
        let mut work = 0;
        for iteration in 1..=MOST_ITERATIONS {
            iterates.step(self);
            if iteration % BETWEEN != 0 {
                continue;
            }
            if iterates.restart(self) {
                break;
            }
            work += size * BETWEEN as usize;
            if work > WORK && std::mem::take(&mut work) > 0 && is_spent() {
                break;
            }
        }
        let Iterates { unfit, best, .. } = iterates;
        self.unfit = unfit;
        let (bound, multipliers) = best;
        if bound >= self.bound {
            for (row, multiplier) in self.rows.iter_mut().zip(&multipliers) {
                row.multiplier = *multiplier;
            }
            let mut charges = std::mem::take(&mut self.charges);
            self.bound = self.proved(&multipliers, &mut charges);
            self.charges = charges;
        }
    }

    /// The edges of which it is proved whether they fit in every solution that costs at most `limit` units:
    /// (a, b, whether a and b are on one side).
    pub(super) fn fixed(&self, limit: f64) -> Vec<(u32, u32, bool)> {
        let room = limit / self.scale - self.bound + MARGIN;
        let fixed = |at: usize| {
            let more = self.weights[at] - self.charges[at];
            let (a, b) = self.ends[at];
            let is_positive = !self.is_negative[at];
            if more > room {
                Some((a, b, is_positive))
            } else if -more > room {
                Some((a, b, !is_positive))
            } else {
                None
            }
        };
        (0..self.ends.len()).filter_map(fixed).collect()
    }

    /// The edge of which it is the least clear whether it fits.
    pub(super) fn least_clear(&self) -> Option<(u32, u32)> {
        let doubt = |at: usize| (self.unfit[at] - 0.5).abs() - 1e-3 * self.weights[at].min(10.0);
        let edge = (0..self.ends.len()).min_by(|&a, &b| doubt(a).total_cmp(&doubt(b)))?;
        Some(self.ends[edge])
    }

    /// How far each edge does not fit, with its ends and whether it is positive.
    pub(super) fn unfit(&self) -> impl Iterator<Item = (u32, u32, bool, f64)> + '_ {
        let edges = self.ends.iter().zip(&self.is_negative).zip(&self.unfit);
        edges.map(|((&(a, b), &is_negative), &unfit)| (a, b, !is_negative, unfit))
    }
}
