//! The signed graph of the solver: couplings in whole units, and the frustration already decided.

use super::plain::PlainGraph;
use std::collections::BTreeMap;

/// Which camp each vertex is in, +1 or −1.
pub(super) type Split = Vec<i8>;

/// Vertices with couplings: positive between friends, negative between foes.
///
/// The frustration of a split is `decided`, plus |J| of every coupling that the split frustrates.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Couplings {
    pub(super) rows: Vec<BTreeMap<u32, i64>>,
    /// The frustration that no split avoids, because parallel edges of both signs were joined.
    pub(super) decided: i64,
}

impl Couplings {
    pub(super) fn new(n: usize) -> Self {
        Self { rows: vec![BTreeMap::new(); n], decided: 0 }
    }

    pub(super) fn n(&self) -> usize {
        self.rows.len()
    }

    /// Adds a coupling; the part that cancels against one of the opposite sign is decided.
    pub(super) fn add(&mut self, a: u32, b: u32, coupling: i64) {
        if coupling == 0 {
            return;
        }
        let old = self.rows[a as usize].get(&b).copied().unwrap_or(0);
        if (old < 0) != (coupling < 0) {
            self.decided += old.abs().min(coupling.abs());
        }
        for (from, to) in [(a, b), (b, a)] {
            if old + coupling == 0 {
                self.rows[from as usize].remove(&to);
            } else {
                self.rows[from as usize].insert(to, old + coupling);
            }
        }
    }

    /// Every coupling once, as (a, b, J) with a < b, in order.
    pub(super) fn edges(&self) -> impl Iterator<Item = (u32, u32, i64)> + '_ {
        (0..)
            .zip(&self.rows)
            .flat_map(|(a, row)| row.range(a + 1..).map(move |(&b, &coupling)| (a, b, coupling)))
    }

    /// Σ|J|.
    pub(super) fn total(&self) -> i64 {
        self.edges().map(|(_, _, coupling)| coupling.abs()).sum()
    }

    /// The frustration of a split.
    pub(super) fn frustration(&self, split: &[i8]) -> i64 {
        let cost = |(a, b, coupling): (u32, u32, i64)| {
            let satisfaction =
                coupling * i64::from(split[a as usize]) * i64::from(split[b as usize]);
            (-satisfaction).max(0)
        };
        self.decided + self.edges().map(cost).sum::<i64>()
    }

    /// The couplings among some vertices, in their order; nothing is decided.
    pub(super) fn induced(&self, vertices: &[u32]) -> Self {
        let place: BTreeMap<u32, u32> = vertices.iter().copied().zip(0..).collect();
        let row = |vertex: &u32| {
            let neighbours = self.rows[*vertex as usize].iter();
            neighbours.filter_map(|(to, &coupling)| Some((*place.get(to)?, coupling))).collect()
        };
        Self { rows: vertices.iter().map(row).collect(), decided: 0 }
    }
}

/// The conversion of weights to whole units, exact for decimals with few digits.
#[derive(Clone, Copy, Debug)]
pub(super) struct Units {
    /// Units in a weight of 1.
    per_weight: f64,
    /// Frustrations of whole splits differ by multiples of this.
    pub(super) grain: i64,
}

/// Every weight is first a multiple of this many units, so that stars can be halved into triangles
/// over and over (see the reductions in [`super::frustration`]).
const HALVINGS: i64 = 64;

/// Weights with up to this many decimals are taken exactly.
const DECIMALS: i32 = 6;

/// Other weights are rounded to this part of the greatest.
const ROUNDING: f64 = 1.0 / 1_073_741_824.0;

impl Units {
    /// The units in which the weights of a graph are whole.
    pub(super) fn of(graph: &PlainGraph) -> Self {
        let weights = || graph.edges().iter().map(|edge| edge.weight);
        let greatest = weights().fold(0.0, f64::max);
        let is_whole = |scale: f64| {
            weights().all(|weight| (weight * scale - (weight * scale).round()).abs() < 1e-9)
        };
        let fits = |scale: f64| greatest * scale < 1.0 / ROUNDING;
        let decimal = (0..=DECIMALS)
            .map(|digits| 10_f64.powi(digits))
            .find(|&scale| fits(scale) && is_whole(scale));
        let scale = match decimal {
            Some(scale) => scale,
            None if greatest > 0.0 => 1.0 / (greatest * ROUNDING),
            None => 1.0,
        };
        let divisor = weights().map(|weight| whole(weight * scale)).fold(0, greatest_divisor);
        Self { per_weight: scale * float(HALVINGS), grain: divisor.max(1) * HALVINGS }
    }

    /// A weight in units; at least one grain, as no edge may vanish.
    pub(super) fn whole(&self, weight: f64) -> i64 {
        let grains = weight * self.per_weight / float(self.grain);
        whole(grains).max(1) * self.grain
    }

    /// Units as a weight.
    pub(super) fn weight(&self, units: i64) -> f64 {
        float(units) / self.per_weight
    }
}

/// The nearest whole number.
#[expect(clippy::cast_possible_truncation, reason = "only called on numbers far below 2⁶³")]
fn whole(number: f64) -> i64 {
    number.round() as i64
}

/// A number of units as a float: exact up to 2⁵³, and nearly so beyond.
#[expect(clippy::cast_precision_loss, reason = "bounds keep a margin wider than the rounding")]
pub(super) const fn float(units: i64) -> f64 {
    units as f64
}

fn greatest_divisor(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { greatest_divisor(b, a % b) }
}
