//! Bad cycles that a solution of the program violates.

use super::{Bad, Covering};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BinaryHeap},
};

/// A triangle is added when it is violated by this much.
const VIOLATION: f64 = 0.02;

/// Every step of a path counts as this much longer, so that shorter cycles are found first.
const STEP: f64 = 1e-5;

/// Lengths as whole numbers, so that they can be ordered.
const PRECISION: f64 = 1e9;

/// A vertex, and on which side of the start a path of signs leads to it.
type State = usize;

/// The most violated triangles, as far as the budget lasts. Time O(m · degree).
pub(super) fn triangles(covering: &Covering, is_spent: &dyn Fn() -> bool) -> Vec<Vec<u32>> {
    /// The budget is asked after so many pairs of edges.
    const BETWEEN: usize = 4_000_000;
    let mut n_looked_at = 0;
    let most = 4 * covering.ends.len();
    let mut edge_to = vec![None; covering.n];
    let mut found: Vec<(u64, Vec<u32>)> = Vec::new();
    for a in 0..covering.n {
        for &(b, edge) in &covering.neighbours[a] {
            edge_to[b as usize] = Some(edge);
        }
        for &(b, ab) in covering.neighbours[a].iter().filter(|(b, _)| *b as usize > a) {
            n_looked_at += covering.neighbours[b as usize].len();
            for &(c, bc) in covering.neighbours[b as usize].iter().filter(|(c, _)| *c > b) {
                let Some(ac) = edge_to[c as usize] else { continue };
                let triangle = [ab, ac, bc];
                let covered = Covering::covered(&triangle, &covering.unfit);
                if covered < 1.0 - VIOLATION && covering.is_bad(&triangle) {
                    found.push((whole(covered), triangle.to_vec()));
                }
            }
        }
        for &(b, _) in &covering.neighbours[a] {
            edge_to[b as usize] = None;
        }
        if n_looked_at > BETWEEN && std::mem::take(&mut n_looked_at) > 0 && is_spent() {
            break;
        }
        if found.len() > 4 * most.max(1000) {
            keep_least(&mut found, most);
        }
    }
    keep_least(&mut found, most);
    found.into_iter().map(|(_, triangle)| triangle).collect()
}

fn keep_least(found: &mut Vec<(u64, Vec<u32>)>, most: usize) {
    if found.len() > most {
        found.select_nth_unstable(most);
        found.truncate(most);
    }
    found.sort_unstable();
}

/// For each vertex a shortest bad cycle through it, if it is violated. Time O(n · m log m) at most.
pub(super) fn longer(covering: &Covering, is_spent: &dyn Fn() -> bool) -> Vec<Vec<u32>> {
    /// The budget is asked after so many edges.
    const BETWEEN: usize = 200_000;
    let mut search = Search::new(covering);
    let is_spent = move |search: &mut Search<'_>| {
        search.n_looked_at > BETWEEN && std::mem::take(&mut search.n_looked_at) > 0 && is_spent()
    };
    let n_starts = match covering.bad {
        Bad::OddNegative => covering.n,
        Bad::OneNegative => covering.ends.len(),
    };
    let mut found = Vec::new();
    for start in 0..n_starts {
        if is_spent(&mut search) {
            break;
        }
        found.extend(match covering.bad {
            Bad::OddNegative => search.odd(start),
            Bad::OneNegative => search.around(start),
        });
    }
    found
}

/// Shortest paths from one vertex after another.
struct Search<'a> {
    covering: &'a Covering,
    lengths: Vec<u64>,
    came_by: Vec<(State, u32)>,
    reached: Vec<State>,
    n_looked_at: usize,
}

impl<'a> Search<'a> {
    fn new(covering: &'a Covering) -> Self {
        let n_states = 2 * covering.n;
        Self {
            covering,
            lengths: vec![u64::MAX; n_states],
            came_by: vec![(0, 0); n_states],
            reached: Vec::new(),
            n_looked_at: 0,
        }
    }

    /// The shortest cycle with an odd number of negative edges through a vertex, if it is violated.
    fn odd(&mut self, vertex: usize) -> Option<Vec<u32>> {
        let (start, goal) = (2 * vertex, 2 * vertex + 1);
        self.run(start, goal, whole(1.0 - VIOLATION), true)?;
        self.simple(vertex, self.path(start, goal))
    }

    /// The shortest cycle of a negative edge and positive ones, if it is violated.
    fn around(&mut self, edge: usize) -> Option<Vec<u32>> {
        if !self.covering.is_negative[edge] {
            return None;
        }
        let (a, b) = self.covering.ends[edge];
        let (start, goal) = (2 * a as usize, 2 * b as usize);
        let room = 1.0 - VIOLATION - self.covering.unfit[edge];
        if room <= 0.0 {
            return None;
        }
        self.run(start, goal, whole(room), false)?;
        let mut cycle = self.path(start, goal);
        cycle.push(u32::try_from(edge).ok()?);
        Some(cycle)
    }

    /// Dijkstra's algorithm up to a length; `None` when the goal is farther.
    fn run(&mut self, start: State, goal: State, most: u64, by_negative: bool) -> Option<()> {
        for state in self.reached.drain(..) {
            self.lengths[state] = u64::MAX;
        }
        let mut waiting = BinaryHeap::from([Reverse((0, start))]);
        self.lengths[start] = 0;
        self.reached.push(start);
        while let Some(Reverse((length, state))) = waiting.pop() {
            if state == goal {
                return Some(());
            }
            if length > self.lengths[state] {
                continue;
            }
            self.n_looked_at += self.covering.neighbours[state / 2].len();
            for &(to, edge) in &self.covering.neighbours[state / 2] {
                let is_negative = self.covering.is_negative[edge as usize];
                let longer = length + whole(self.covering.unfit[edge as usize] + STEP);
                let next = 2 * to as usize + ((state & 1) ^ usize::from(is_negative));
                if longer < most && longer < self.lengths[next] && (by_negative || !is_negative) {
                    if self.lengths[next] == u64::MAX {
                        self.reached.push(next);
                    }
                    self.lengths[next] = longer;
                    self.came_by[next] = (state, edge);
                    waiting.push(Reverse((longer, next)));
                }
            }
        }
        None
    }

    /// The edges of the path that was found, from its end.
    fn path(&self, start: State, goal: State) -> Vec<u32> {
        let mut path = Vec::new();
        let mut state = goal;
        while state != start {
            let (before, edge) = self.came_by[state];
            path.push(edge);
            state = before;
        }
        path
    }

    /// A bad cycle without repeated vertices within a closed walk from a vertex.
    fn simple(&self, start: usize, walk: Vec<u32>) -> Option<Vec<u32>> {
        let mut at = start;
        let mut path: Vec<u32> = Vec::new();
        let mut visited = vec![start];
        let mut place = BTreeMap::from([(start, 0)]);
        for edge in walk {
            let (a, b) = self.covering.ends[edge as usize];
            at = if a as usize == at { b as usize } else { a as usize };
            path.push(edge);
            let Some(&before) = place.get(&at) else {
                place.insert(at, path.len());
                visited.push(at);
                continue;
            };
            if self.covering.is_bad(&path[before..]) {
                return Some(path.split_off(before));
            }
            path.truncate(before);
            for vertex in visited.drain(before + 1..) {
                place.remove(&vertex);
            }
        }
        None
    }
}

/// A length as a whole number.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "lengths are small and not negative"
)]
fn whole(length: f64) -> u64 {
    (length * PRECISION) as u64
}
