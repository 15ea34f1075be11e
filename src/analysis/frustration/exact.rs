//! Proves the frustration of a block: branch and bound, the least bound first.
//!
//! A branch puts two vertices into the same camp, or into opposite ones: either way the graph has a
//! vertex fewer, and its frustration is bounded again, from where its parent's bound left off. A
//! branch is closed when its bound, rounded up to the grain of frustrations, is no better than the
//! best split known. The search ends when no branch is open; stopped before, the least bound among
//! the open ones still is a bound of the whole.
//!
//! There are two bounds. The linear program of negative cycles (`super::super::covering`) comes first: it is
//! fast, in graphs like real ones nearly sharp, and it proves of many edges that no better split frustrates (or
//! satisfies) them, so that their ends become one vertex before anything is branched from. Where the
//! semidefinite relaxation (`relaxation`) is the better bound of what is left, as in random graphs, it bounds
//! the branches.

use super::{
    super::{
        couplings::{Couplings, Split, float},
        covering::{Bad, Charges, Covering, Patience},
        random::Random,
    },
    Budget, reduce,
    relaxation::{self, Relaxation},
    search,
};
use std::{cmp::Reverse, rc::Rc};

/// What is known of the frustration of a graph.
#[derive(Clone, Debug)]
pub(in crate::analysis) struct Interval {
    pub(in crate::analysis) lower: i64,
    pub(in crate::analysis) upper: i64,
    /// The split that has the upper frustration.
    pub(in crate::analysis) split: Split,
}

/// What bounds branches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Engine {
    Cycles,
    Vectors,
}

/// What bounding a graph leaves to those that branch off it.
#[derive(Debug)]
enum Trace {
    Charges(Charges),
    Vectors(Option<relaxation::Trace>),
}

/// A graph that the search bounds, and may branch from.
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
    engine: Engine,
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
        engine: Engine::Cycles,
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
        let trace = Trace::Charges(Charges::default());
        let root = self.root(Branch { graph: self.graph.clone(), place, trace }, lower);
        if let Some(bound) = self.follow(root) {
            return bound;
        }
        while let Some(open) = self.next() {
            if open.bound >= self.best.0 {
                continue;
            }
            let (vertex, into) = open.pair;
            let child = open.parent.child(&[(vertex, into, open.sign)]);
            let outcome = self.look(child, open.bound);
            if let Some(bound) = self.follow(outcome) {
                return bound.min(self.least());
            }
        }
        self.best.0
    }

    /// Bounds the whole graph by cycles; if that is not enough, what is left of it by the better of both.
    fn root(&mut self, root: Branch, lower: i64) -> Outcome {
        let by_cycles = self.look(root, lower);
        let Outcome::Branched(branch, pair, bound) = by_cycles else { return by_cycles };
        self.engine = Engine::Vectors;
        let trace = Trace::Vectors(None);
        let copy = Branch { graph: branch.graph.clone(), place: branch.place.clone(), trace };
        match self.look(copy, 0) {
            Outcome::Branched(_, _, by_vectors) if by_vectors < bound => {
                self.engine = Engine::Cycles;
                Outcome::Branched(branch, pair, bound)
            }
            Outcome::Branched(branch, pair, by_vectors) => {
                Outcome::Branched(branch, pair, by_vectors.max(bound))
            }
            Outcome::Stopped(by_vectors) => Outcome::Stopped(by_vectors.max(bound)),
            Outcome::Closed => Outcome::Closed,
        }
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

    fn look(&mut self, branch: Branch, bound: i64) -> Outcome {
        let bound = bound.max(self.round_up(float(branch.graph.decided)));
        if branch.graph.total() == 0 {
            self.offer(&branch.place, &vec![1; branch.graph.n()]);
        }
        match branch.trace {
            Trace::Charges(_) => self.look_at_cycles(branch, bound),
            Trace::Vectors(_) => self.look_at_vectors(branch, bound),
        }
    }

    /// Bounds a branch by its negative cycles; ends of edges that are fixed become one.
    fn look_at_cycles(&mut self, mut branch: Branch, mut bound: i64) -> Outcome {
        loop {
            if bound >= self.best.0 {
                return Outcome::Closed;
            }
            if self.budget.is_spent() {
                return Outcome::Stopped(bound);
            }
            let Trace::Charges(charges) = &branch.trace else { return Outcome::Stopped(bound) };
            let decided = branch.graph.decided;
            let scale = float(self.grain);
            let mut covering = Covering::new(&branch.graph, Bad::OddNegative, scale, charges);
            let wanted = float(self.best.0 - self.grain - decided) + 0.01 * scale;
            covering.tighten(wanted, Patience::Small, &|| self.budget.is_spent());
            bound = bound.max(self.round_up(float(decided) + covering.bound()));
            let split = rounded(branch.graph.n(), &covering);
            self.offer(&branch.place, &split);
            if bound >= self.best.0 {
                return Outcome::Closed;
            }
            let fixed = covering.fixed(float(self.best.0 - self.grain - decided));
            if fixed.is_empty() {
                let Some(pair) = covering.least_clear() else { return Outcome::Closed };
                branch.trace = Trace::Charges(covering.into_charges());
                return Outcome::Branched(branch, pair, bound);
            }
            branch.trace = Trace::Charges(covering.into_charges());
            let fixed: Vec<(u32, u32, i8)> = fixed
                .into_iter()
                .map(|(a, b, is_together)| (a, b, if is_together { 1 } else { -1 }))
                .collect();
            branch = branch.child(&fixed);
            bound = bound.max(self.round_up(float(branch.graph.decided)));
            if branch.graph.total() == 0 {
                self.offer(&branch.place, &vec![1; branch.graph.n()]);
            }
        }
    }

    fn look_at_vectors(&mut self, branch: Branch, mut bound: i64) -> Outcome {
        let Branch { graph, place, trace } = branch;
        let Trace::Vectors(trace) = trace else { return Outcome::Stopped(bound) };
        let total = graph.total();
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
        let trace = Trace::Vectors(Some(relaxation.into_trace()));
        Outcome::Branched(Branch { graph, place, trace }, pair, bound)
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
    /// The branch in which of each pair the first stands where the second does, or (sign −1) opposite.
    fn child(&self, pairs: &[(u32, u32, i8)]) -> Self {
        let reduction = reduce::merge(self.graph.clone(), pairs);
        let place = reduction.places();
        let trace = match &self.trace {
            Trace::Charges(charges) => Trace::Charges(charges.moved(&place)),
            Trace::Vectors(trace) => {
                Trace::Vectors(trace.as_ref().map(|trace| trace.moved(reduction.core.n(), &place)))
            }
        };
        Self { graph: reduction.core, place: compose(&self.place, &place), trace }
    }
}

/// A split that satisfies the edges of a spanning forest of those that fit best.
fn rounded(n: usize, covering: &Covering) -> Split {
    let mut edges: Vec<(u32, u32, bool, f64)> = covering.unfit().collect();
    edges.sort_by(|a, b| a.3.total_cmp(&b.3));
    let mut trees = petgraph::unionfind::UnionFind::<u32>::new(n);
    let mut neighbours = vec![Vec::new(); n];
    for (a, b, is_positive, _) in edges {
        if trees.union(a, b) {
            let sign = if is_positive { 1 } else { -1 };
            neighbours[a as usize].push((b, sign));
            neighbours[b as usize].push((a, sign));
        }
    }
    let mut split = vec![0; n];
    for root in 0..n {
        if split[root] != 0 {
            continue;
        }
        split[root] = 1;
        let mut reached = vec![root];
        while let Some(vertex) = reached.pop() {
            for &(to, sign) in &neighbours[vertex] {
                if split[to as usize] == 0 {
                    split[to as usize] = split[vertex] * sign;
                    reached.push(to as usize);
                }
            }
        }
    }
    split
}

/// Where the vertices of the whole stand, when the parent's moved on.
fn compose(first: &[(u32, i8)], second: &[(u32, i8)]) -> Vec<(u32, i8)> {
    let onward = |&(to, sign): &(u32, i8)| {
        let (end, turned) = second[to as usize];
        (end, sign * turned)
    };
    first.iter().map(onward).collect()
}
