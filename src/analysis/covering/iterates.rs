//! The primal–dual hybrid gradient method with restarts.

use super::{super::couplings::float, Covering, Row};

/// The method restarts from the mean of its iterates at the latest after so many.
const LONGEST: f64 = 400.0;

/// A program is solved when its gap and violations are this small, in the weight of an edge.
const SOLVED: f64 = 0.02;

/// Steps are this part of the longest with which the method converges.
const STEP: f64 = 0.99;

/// The iterates of the method, their sums since it restarted, and the best multipliers met.
pub(super) struct Iterates {
    pub(super) unfit: Vec<f64>,
    ahead: Vec<f64>,
    multipliers: Vec<f64>,
    charges: Vec<f64>,
    edge_steps: Vec<f64>,
    unfit_sums: Vec<f64>,
    multiplier_sums: Vec<f64>,
    n_summed: f64,
    last_error: f64,
    pub(super) best: (f64, Vec<f64>),
}

impl Iterates {
    pub(super) fn new(covering: &Covering) -> Self {
        let n_edges = covering.ends.len();
        let multipliers: Vec<f64> = covering.rows.iter().map(|row| row.multiplier).collect();
        let mut counts = vec![0.0_f64; n_edges];
        for &edge in covering.rows.iter().flat_map(|row| &row.edges) {
            counts[edge as usize] += 1.0;
        }
        let mut charges = Vec::new();
        let bound = covering.proved(&multipliers, &mut charges);
        Self {
            unfit: covering.unfit.clone(),
            ahead: vec![0.0; n_edges],
            charges,
            edge_steps: counts.into_iter().map(|count| STEP / count.max(1.0)).collect(),
            unfit_sums: vec![0.0; n_edges],
            multiplier_sums: vec![0.0; multipliers.len()],
            n_summed: 0.0,
            last_error: f64::INFINITY,
            best: (bound, multipliers.clone()),
            multipliers,
        }
    }

    pub(super) fn step(&mut self, covering: &Covering) {
        for edge in 0..self.unfit.len() {
            let slack = covering.weights[edge] - self.charges[edge];
            let next = (self.unfit[edge] - self.edge_steps[edge] * slack).clamp(0.0, 1.0);
            self.ahead[edge] = 2.0 * next - self.unfit[edge];
            self.unfit[edge] = next;
            self.unfit_sums[edge] += next;
            self.charges[edge] = 0.0;
        }
        for (at, row) in covering.rows.iter().enumerate() {
            let missing = 1.0 - Covering::covered(&row.edges, &self.ahead);
            let step = STEP / float(i64::try_from(row.edges.len()).unwrap_or(i64::MAX));
            let multiplier = (self.multipliers[at] + step * missing).max(0.0);
            self.multipliers[at] = multiplier;
            self.multiplier_sums[at] += multiplier;
            for &edge in &row.edges {
                self.charges[edge as usize] += multiplier;
            }
        }
        self.n_summed += 1.0;
    }

    /// Goes on from the mean when that is much nearer to a solution than where it started; whether it is solved.
    pub(super) fn restart(&mut self, covering: &Covering) -> bool {
        let mean = |sum: &f64| sum / self.n_summed;
        let unfit: Vec<f64> = self.unfit_sums.iter().map(mean).collect();
        let multipliers: Vec<f64> = self.multiplier_sums.iter().map(mean).collect();
        let mut charges = Vec::new();
        let here = covering.proved(&self.multipliers, &mut charges);
        if here > self.best.0 {
            self.best = (here, self.multipliers.clone());
        }
        let proved = covering.proved(&multipliers, &mut charges);
        if proved > self.best.0 {
            self.best = (proved, multipliers.clone());
        }
        let cost: f64 = unfit.iter().zip(&covering.weights).map(|(y, weight)| y * weight).sum();
        let missing = |row: &Row| (1.0 - Covering::covered(&row.edges, &unfit)).max(0.0);
        let error = (cost - proved).abs() + covering.rows.iter().map(missing).sum::<f64>();
        if error < 0.5 * self.last_error || self.n_summed >= LONGEST {
            self.last_error = error;
            self.unfit = unfit;
            self.multipliers = multipliers;
            self.charges = charges;
            self.unfit_sums.fill(0.0);
            self.multiplier_sums.fill(0.0);
            self.n_summed = 0.0;
        }
        error < SOLVED
    }
}
