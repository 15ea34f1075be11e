//! Makes a graph smaller without changing its frustration.
//!
//! Two rules, applied until neither does anything; both are exact, and both are undone by
//! [`Reduction::lift`]:
//!
//! - **Merging.** When one coupling of a vertex weighs at least as much as all its others together,
//!   some best split satisfies it: were it frustrated, the vertex could change camps at no cost. So
//!   the vertex moves into that neighbour, with the coupling's sign. Leaves and whole trees go this
//!   way, bridges at their ends, and chains of vertices of degree 2, which shrink to their weakest
//!   edge. Parallel edges are added; where their signs differ, the lighter is frustrated anyway.
//! - **Stars.** A vertex of degree 3 whose couplings obey the triangle inequality becomes a triangle
//!   between its neighbours, with weights `(w_a + w_b − w_c) / 2`: the cost of the three being split is
//!   the same. It is the star–triangle transformation of statistical physics.
//!
//! In sparse graphs the second rule makes new work for the first, and much of the periphery vanishes.

use super::super::couplings::{Couplings, Split};
use std::collections::{BTreeMap, VecDeque};

/// Whether stars are replaced. Merging alone keeps every vertex equal or opposite to a kept one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stars {
    Replaced,
    Kept,
}

/// One vertex fewer.
#[derive(Clone, Debug)]
pub(super) enum Step {
    /// The vertex stands where another does, or (sign −1) opposite.
    Merged { vertex: u32, into: u32, sign: i8 },
    /// The vertex joins the heavier side of its neighbours.
    Dropped { vertex: u32, couplings: Vec<(u32, i64)> },
}

/// A smaller graph, and the way back.
#[derive(Clone, Debug)]
pub(super) struct Reduction {
    /// What remains.
    pub(super) core: Couplings,
    /// Which vertex each of the core's was.
    pub(super) kept: Vec<u32>,
    /// What was done, in order.
    pub(super) steps: Vec<Step>,
}

impl Reduction {
    /// Where the vertices of the graph stand in the core, and whether turned around; only merging keeps all.
    pub(super) fn places(&self) -> Vec<(u32, i8)> {
        let mut place = vec![(0, 1); self.kept.len() + self.steps.len()];
        for (&old, new) in self.kept.iter().zip(0..) {
            place[old as usize] = (new, 1);
        }
        for step in self.steps.iter().rev() {
            if let Step::Merged { vertex, into, sign } = step {
                let (to, turned) = place[*into as usize];
                place[*vertex as usize] = (to, turned * sign);
            }
        }
        place
    }

    /// The split of all vertices that extends one of the core at no further cost.
    pub(super) fn lift(&self, split: &[i8]) -> Split {
        let mut lifted = vec![1; self.kept.len() + self.steps.len()];
        for (&vertex, &spin) in self.kept.iter().zip(split) {
            lifted[vertex as usize] = spin;
        }
        for step in self.steps.iter().rev() {
            match step {
                Step::Merged { vertex, into, sign } => {
                    lifted[*vertex as usize] = lifted[*into as usize] * sign;
                }
                Step::Dropped { vertex, couplings } => {
                    let spin =
                        |&(to, coupling): &(u32, i64)| coupling * i64::from(lifted[to as usize]);
                    let pull: i64 = couplings.iter().map(spin).sum();
                    lifted[*vertex as usize] = if pull < 0 { -1 } else { 1 };
                }
            }
        }
        lifted
    }
}

/// The reduction of a graph. Time O(m · log n) per vertex that goes, at worst; near linear where
/// degrees are small.
pub(super) fn reduce(couplings: Couplings, stars: Stars) -> Reduction {
    let mut reducer = Reducer::new(couplings, stars);
    reducer.run();
    reducer.finish()
}

/// The graph in which of each pair the first stands where the second does, or (sign −1) opposite; then
/// reduced by merging.
pub(super) fn merge(couplings: Couplings, pairs: &[(u32, u32, i8)]) -> Reduction {
    let mut stands: Vec<(u32, i8)> = (0..).take(couplings.n()).map(|vertex| (vertex, 1)).collect();
    let mut reducer = Reducer::new(couplings, Stars::Kept);
    for &(vertex, into, sign) in pairs {
        let (vertex, of_vertex) = followed(&stands, vertex);
        let (into, of_into) = followed(&stands, into);
        if vertex != into {
            let sign = sign * of_vertex * of_into;
            reducer.merge(vertex, into, sign);
            stands[vertex as usize] = (into, sign);
        }
    }
    reducer.run();
    reducer.finish()
}

/// The vertex that stands for one, and whether turned around.
fn followed(stands: &[(u32, i8)], mut vertex: u32) -> (u32, i8) {
    let mut turned = 1;
    while stands[vertex as usize].0 != vertex {
        let (into, sign) = stands[vertex as usize];
        turned *= sign;
        vertex = into;
    }
    (vertex, turned)
}

struct Reducer {
    couplings: Couplings,
    stars: Stars,
    is_gone: Vec<bool>,
    waiting: VecDeque<u32>,
    is_waiting: Vec<bool>,
    steps: Vec<Step>,
}

impl Reducer {
    fn new(couplings: Couplings, stars: Stars) -> Self {
        let n = couplings.n();
        Self {
            couplings,
            stars,
            is_gone: vec![false; n],
            waiting: (0..).take(n).collect(),
            is_waiting: vec![true; n],
            steps: Vec::new(),
        }
    }

    fn run(&mut self) {
        while let Some(vertex) = self.waiting.pop_front() {
            self.is_waiting[vertex as usize] = false;
            if !self.is_gone[vertex as usize] {
                self.visit(vertex);
            }
        }
    }

    fn visit(&mut self, vertex: u32) {
        let row = &self.couplings.rows[vertex as usize];
        let total: i64 = row.values().map(|coupling| coupling.abs()).sum();
        let heaviest = row.iter().max_by_key(|(_, coupling)| coupling.abs());
        match heaviest {
            None if self.stars == Stars::Replaced => self.drop(vertex),
            Some((&into, &coupling)) if 2 * coupling.abs() >= total => {
                self.merge(vertex, into, if coupling < 0 { -1 } else { 1 });
            }
            Some(_) if row.len() == 3 && total % 2 == 0 && self.stars == Stars::Replaced => {
                self.replace(vertex);
            }
            _ => {}
        }
    }

    fn merge(&mut self, vertex: u32, into: u32, sign: i8) {
        for (to, coupling) in self.take(vertex) {
            if to == into {
                self.couplings.decided += (-coupling * i64::from(sign)).max(0);
            } else {
                self.couplings.add(into, to, coupling * i64::from(sign));
            }
        }
        self.steps.push(Step::Merged { vertex, into, sign });
        self.wake(into);
    }

    fn replace(&mut self, vertex: u32) {
        let row: Vec<(u32, i64)> =
            self.couplings.rows[vertex as usize].iter().map(|(&to, &c)| (to, c)).collect();
        let half: i64 = row.iter().map(|(_, coupling)| coupling.abs()).sum::<i64>() / 2;
        self.drop(vertex);
        for opposite in 0..row.len() {
            let mut ends = row.iter().enumerate().filter(|(at, _)| *at != opposite);
            let (Some((_, a)), Some((_, b))) = (ends.next(), ends.next()) else { continue };
            let sign = a.1.signum() * b.1.signum();
            self.couplings.add(a.0, b.0, sign * (half - row[opposite].1.abs()));
        }
    }

    fn drop(&mut self, vertex: u32) {
        let couplings = self.take(vertex).into_iter().collect();
        self.steps.push(Step::Dropped { vertex, couplings });
    }

    /// Takes a vertex out of the graph, and returns its couplings.
    fn take(&mut self, vertex: u32) -> BTreeMap<u32, i64> {
        self.is_gone[vertex as usize] = true;
        let row = std::mem::take(&mut self.couplings.rows[vertex as usize]);
        for &to in row.keys() {
            self.couplings.rows[to as usize].remove(&vertex);
            self.wake(to);
        }
        row
    }

    fn wake(&mut self, vertex: u32) {
        if !std::mem::replace(&mut self.is_waiting[vertex as usize], true) {
            self.waiting.push_back(vertex);
        }
    }

    fn finish(self) -> Reduction {
        let kept: Vec<u32> = (0..)
            .zip(&self.is_gone)
            .filter(|(_, gone)| !**gone)
            .map(|(vertex, _)| vertex)
            .collect();
        let mut core = self.couplings.induced(&kept);
        core.decided = self.couplings.decided;
        Reduction { core, kept, steps: self.steps }
    }
}
