//! Finds a good split near a known one.

use super::{
    super::super::{couplings::float, random::Random},
    Side,
    flat::Flat,
};

/// Sweeps where nothing is known, and where a split of the graph before is.
const SWEEPS: [u32; 2] = [300, 40];
/// The part of a typical pull on a node that a known split is unsettled by.
const UNSETTLED: f64 = 0.25;
/// The seed of the sweeps.
const SEED: u64 = 0x5EED;

impl Flat {
    /// A good split, near the known one.
    pub(super) fn search(&self, known: &[Option<Side>]) -> Vec<i8> {
        let spin = |side: Option<Side>| match side {
            Some(Side::First) => 1,
            Some(Side::Second) => -1,
            None => 0,
        };
        let mut spins: Vec<i8> =
            (0..self.n()).map(|node| spin(known.get(node).copied().flatten())).collect();
        let is_known = spins.iter().any(|&spin| spin != 0);
        for node in 0..self.n() {
            if spins[node] == 0 {
                spins[node] = if self.pull(node, &spins) < 0 { -1 } else { 1 };
            }
        }
        let mut near = Walk::new(self, spins);
        near.descend();
        let mut far = near.clone();
        far.anneal(is_known);
        far.descend();
        if far.gain > near.gain { far.spins } else { near.spins }
    }
}

/// A split on its way to a better one.
#[derive(Clone)]
struct Walk<'f> {
    flat: &'f Flat,
    spins: Vec<i8>,
    /// What each node gains by staying.
    holds: Vec<i64>,
    /// What was gained since the walk began.
    gain: i64,
}

impl<'f> Walk<'f> {
    fn new(flat: &'f Flat, spins: Vec<i8>) -> Self {
        let hold = |node: usize| i64::from(spins[node]) * flat.pull(node, &spins);
        let holds = (0..flat.n()).map(hold).collect();
        Self { flat, spins, holds, gain: 0 }
    }

    fn turn(&mut self, node: usize) {
        self.gain -= self.holds[node];
        self.spins[node] = -self.spins[node];
        self.holds[node] = -self.holds[node];
        let spin = i64::from(self.spins[node]);
        for &(to, edge) in self.flat.row(node) {
            let pull = self.flat.couplings[edge as usize] * spin;
            self.holds[to as usize] += 2 * pull * i64::from(self.spins[to as usize]);
        }
    }

    /// Turns nodes as long as one gains by it.
    fn descend(&mut self) {
        loop {
            let mut is_still = true;
            for node in 0..self.flat.n() {
                if self.holds[node] < 0 {
                    self.turn(node);
                    is_still = false;
                }
            }
            if is_still {
                return;
            }
        }
    }

    /// Sweeps in which a node may turn that loses by it, less and less.
    fn anneal(&mut self, is_known: bool) {
        let squares: f64 = self.flat.couplings.iter().map(|it| float(*it).powi(2)).sum();
        let nodes: f64 = self.spins.iter().map(|_| 1.0).sum();
        let typical = (2.0 * squares / nodes.max(1.0)).sqrt();
        let hottest = if is_known { UNSETTLED * typical } else { typical };
        let sweeps = SWEEPS[usize::from(is_known)];
        let mut random = Random::new(SEED);
        for sweep in 0..sweeps {
            let heat = hottest * f64::from(sweeps - sweep) / f64::from(sweeps);
            for node in 0..self.flat.n() {
                if float(self.holds[node]) < heat * random.halving() {
                    self.turn(node);
                }
            }
        }
    }
}
