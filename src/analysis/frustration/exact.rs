//! Proves the frustration of a block: branch and bound, the least bound first.
//!
//! A branch puts two vertices into the same camp, or into opposite ones: either way the graph has a
//! vertex fewer, and its frustration is bounded again, from where its parent's bound left off. A
//! branch is closed when its bound, rounded up to the grain of frustrations, is no better than the
//! best split known. The search ends when no branch is open; stopped before, the least bound among
//! the open ones still is a bound of the whole.

use super::{
    super::couplings::{Couplings, Split, float},
    super::random::Random,
    Budget,
    reduce::{self, Reduction, Step},
    relaxation::{Relaxation, Trace},
    search,
};
use std::{cmp::Reverse, rc::Rc};

/// What is known of the frustration of a graph.
#[derive(Clone, Debug)]
pub(super) struct Interval {
    pub(super) lower: i64,
    pub(super) upper: i64,
    /// The split that has the upper frustration.
    pub(super) split: Split,
}

/// A graph that the search has bounded, and means to branch from.
#[derive(Debug)]
struct Branch {
    graph: Couplings,
    /// Where each vertex of the whole graph stands, and whether turned around.
    place: Vec<(u32, i8)>,
    trace: Trace,
}

/// A branch not looked at yet: two vertices of its parent become one.
#[derive(Debug)]
struct Open {
    bound: i64,
    parent: Rc<Branch>,
    pair: (u32, u32),
    sign: i8,
}

/// How a branch ended.
enum Outcome {
    /// No split in it is better than the best known.
    Closed,
    /// It must be branched from, at this pair, with this bound.
    Branched(Branch, (u32, u32), i64),
    /// The budget was spent; the bound so far.
    Stopped(i64),
}

/// Steps of the relaxation between two looks at its bound.
const STEPS: u32 = 25;

/// Looks at the bound before a branch may be given up as not closing by itself.
const LOOKS: u32 = 4;

/// A branch goes on being bounded while its gap would close in so many times the last steps.
const PATIENCE: f64 = 10.0;

/// With more branches open than this, the latest goes first: each keeps some 100 kB.
const CROWD: usize = 1000;

/// The seed of the random planes.
const SEED: u64 = 1;

/// Random planes that are tried at each look.
const PLANES: usize = 2;

struct Search<'a> {
    graph: &'a Couplings,
    grain: i64,
    scale: f64,
    budget: &'a Budget<'a>,
    best: (i64, Split),
    open: Vec<Open>,
    random: Random,
}

/// Bounds the frustration of a graph, given a split and its frustration; exactly, if the budget lasts.
pub(super) fn prove(
    graph: &Couplings,
    best: (i64, Split),
    lower: i64,
    grain: i64,
    budget: &Budget<'_>,
) -> Interval {
    let mut search = Search {
        graph,
        grain,
        scale: scale(graph),
        budget,
        best,
        open: Vec::new(),
        random: Random::new(SEED),
    };
    let lower = search.run(lower);
    let (upper, split) = search.best;
    Interval { lower: lower.min(upper), upper, split }
}

/// The root of the mean square of the couplings.
fn scale(graph: &Couplings) -> f64 {
    let (mut squares, mut count) = (0.0, 0.0);
    for (_, _, coupling) in graph.edges() {
        squares += float(coupling).powi(2);
        count += 1.0;
    }
    if count > 0.0 { f64::sqrt(squares / count) } else { 1.0 }
}

impl Search<'_> {
    /// The lower bound that the search ends with.
    fn run(&mut self, lower: i64) -> i64 {
        let place = (0..).take(self.graph.n()).map(|vertex| (vertex, 1)).collect();
        let root = self.look(self.graph.clone(), place, None, lower);
        if let Some(bound) = self.follow(root) {
            return bound;
        }
        while let Some(open) = self.next() {
            if open.bound >= self.best.0 {
                continue;
            }
            let (graph, place) = open.parent.child(open.pair, open.sign);
            let trace = open.parent.trace.moved(graph.n(), &place);
            let place = compose(&open.parent.place, &place);
            let outcome = self.look(graph, place, Some(trace), open.bound);
            if let Some(bound) = self.follow(outcome) {
                return bound.min(self.least());
            }
        }
        self.best.0
    }

    /// The open branch with the least bound, of equal ones the latest; when many are open simply the
    /// latest, as that goes deep and closes what it opens.
    fn next(&mut self) -> Option<Open> {
        if self.open.len() > CROWD {
            return self.open.pop();
        }
        let least = (0..self.open.len()).min_by_key(|&at| (self.open[at].bound, Reverse(at)))?;
        Some(self.open.remove(least))
    }

    /// The least bound of the branches that are open.
    fn least(&self) -> i64 {
        self.open.iter().map(|open| open.bound).min().unwrap_or(i64::MAX)
    }

    /// Opens the branches that an outcome asks for; the bound to end with when the budget is spent.
    fn follow(&mut self, outcome: Outcome) -> Option<i64> {
        match outcome {
            Outcome::Closed => None,
            Outcome::Stopped(bound) => Some(bound),
            Outcome::Branched(parent, pair, bound) => {
                let parent = Rc::new(parent);
                for sign in [1, -1] {
                    self.open.push(Open { bound, parent: Rc::clone(&parent), pair, sign });
                }
                None
            }
        }
    }

    fn look(
        &mut self,
        graph: Couplings,
        place: Vec<(u32, i8)>,
        trace: Option<Trace>,
        mut bound: i64,
    ) -> Outcome {
        let total = graph.total();
        bound = bound.max(self.round_up(float(graph.decided)));
        if total == 0 {
            self.offer(&place, &vec![1; graph.n()]);
        }
        let mut relaxation = Relaxation::new(&graph, self.scale, trace);
        let mut gap = f64::INFINITY;
        for look in 1.. {
            if bound >= self.best.0 {
                return Outcome::Closed;
            }
            if self.budget.is_spent() {
                return Outcome::Stopped(bound);
            }
            relaxation.run(STEPS);
            for _ in 0..PLANES {
                let split = relaxation.rounded(&mut self.random);
                self.offer(&place, &split);
            }
            let wanted = float(total - 2 * (self.best.0 - self.grain - graph.decided));
            if relaxation.proves_below(wanted) {
                return Outcome::Closed;
            }
            if look < LOOKS {
                continue;
            }
            let satisfied = relaxation.bound();
            bound =
                bound.max(self.round_up(float(graph.decided) + (float(total) - satisfied) / 2.0));
            let last = std::mem::replace(&mut gap, satisfied - wanted);
            if gap > PATIENCE * (last - gap) {
                break;
            }
        }
        let pair = choose(&relaxation);
        Outcome::Branched(Branch { graph, place, trace: relaxation.into_trace() }, pair, bound)
    }

    /// Makes a split of the whole graph out of one of a branch, and keeps it if it is the best.
    fn offer(&mut self, place: &[(u32, i8)], split: &[i8]) {
        let whole = place.iter().map(|&(to, sign)| split[to as usize] * sign).collect();
        let found = search::improve(self.graph, whole);
        if found.0 < self.best.0 {
            self.best = found;
        }
    }

    /// The least frustration ≥ `bound` that a split can have.
    fn round_up(&self, bound: f64) -> i64 {
        const TOLERANCE: f64 = 1e-6;
        let grains = ((float(self.best.0) - bound) / float(self.grain) + TOLERANCE).floor();
        self.best.0 - self.grain * whole(grains)
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a rounded number of grains")]
const fn whole(number: f64) -> i64 {
    number as i64
}

#[expect(clippy::cast_possible_truncation, reason = "graphs count their vertices with 32 bits")]
const fn index(vertex: usize) -> u32 {
    vertex as u32
}

/// The pair to branch at: the vertex whose place among the others is the surest, and the one that is
/// the least sure how it stands to it.
///
/// Measured on random graphs of 60 and 80 vertices against the least sure vertex with its least sure
/// partner, the two least sure vertices, the least sure pair of all and the least sure coupling: this
/// needs the fewest branches, half as many as the worst.
fn choose(relaxation: &Relaxation) -> (u32, u32) {
    let affinity = relaxation.affinity();
    let sureness = |i: &usize| -> f64 { affinity.row(*i).iter().map(|x| x * x).sum() };
    let by = |key: &dyn Fn(&usize) -> f64, a: &usize, b: &usize| key(a).total_cmp(&key(b));
    let surest = (0..affinity.n()).max_by(|a, b| by(&sureness, a, b)).unwrap_or(0);
    let doubt = |j: &usize| affinity.at(surest, *j).abs();
    let others = (0..affinity.n()).filter(|&j| j != surest);
    let partner = others.min_by(|a, b| by(&doubt, a, b)).unwrap_or(0);
    (index(partner), index(surest))
}

impl Branch {
    /// The graph of a branch, and where its parent's vertices stand in it.
    fn child(&self, (vertex, into): (u32, u32), sign: i8) -> (Couplings, Vec<(u32, i8)>) {
        let Reduction { core, kept, steps } = reduce::merge(self.graph.clone(), vertex, into, sign);
        let mut place = vec![(0, 1); self.graph.n()];
        for (&old, new) in kept.iter().zip(0..) {
            place[old as usize] = (new, 1);
        }
        for step in steps.iter().rev() {
            if let Step::Merged { vertex, into, sign } = step {
                let (to, turned) = place[*into as usize];
                place[*vertex as usize] = (to, turned * sign);
            }
        }
        (core, place)
    }
}

/// Where the vertices of the whole stand, when the parent's moved on.
fn compose(first: &[(u32, i8)], second: &[(u32, i8)]) -> Vec<(u32, i8)> {
    let onward = |&(to, sign): &(u32, i8)| {
        let (end, turned) = second[to as usize];
        (end, sign * turned)
    };
    first.iter().map(onward).collect()
}
