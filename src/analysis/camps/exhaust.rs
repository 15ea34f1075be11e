//! Proves the value of the camps of a small component by looking at every partition that could be
//! better: depth first, node by node into each camp or a new one, the heaviest nodes first.

use super::super::{couplings::Couplings, frustration::Budget};

/// Greater components are not tried.
pub(super) const GREATEST: usize = 30;

/// So many partial partitions are looked at, some tenths of a second's worth.
const LIMIT: u32 = 1_000_000;

/// The budget is asked after so many.
const BETWEEN: u32 = 4096;

/// What came of it.
pub(super) struct Exhausted {
    pub(super) best: (i64, Vec<usize>),
    /// Whether all partitions were looked at.
    pub(super) is_complete: bool,
}

struct Search<'a> {
    graph: &'a Couplings,
    limit: usize,
    budget: &'a Budget<'a>,
    order: Vec<usize>,
    labels: Vec<Option<usize>>,
    best: (i64, Vec<usize>),
    n_seen: u32,
    is_complete: bool,
}

/// The best partition into at most `limit` camps, given a good one.
pub(super) fn exhaust(
    graph: &Couplings,
    limit: usize,
    best: (i64, Vec<usize>),
    budget: &Budget<'_>,
) -> Exhausted {
    let weight = |vertex: &usize| -> i64 { graph.rows[*vertex].values().map(|c| c.abs()).sum() };
    let mut order: Vec<usize> = (0..graph.n()).collect();
    order.sort_by_key(|vertex| std::cmp::Reverse(weight(vertex)));
    let labels = vec![None; graph.n()];
    let mut search =
        Search { graph, limit, budget, order, labels, best, n_seen: 0, is_complete: true };
    search.place(0, 0, graph.decided);
    Exhausted { best: search.best, is_complete: search.is_complete }
}

impl Search<'_> {
    /// Places the nodes from `depth` on; `used` camps have nodes, and what is placed costs `cost`.
    fn place(&mut self, depth: usize, used: usize, cost: i64) {
        self.n_seen += 1;
        if self.n_seen >= LIMIT || (self.n_seen.is_multiple_of(BETWEEN) && self.budget.is_spent()) {
            self.is_complete = false;
        }
        if !self.is_complete || cost + self.least_rest(depth, used) >= self.best.0 {
            return;
        }
        let Some(&vertex) = self.order.get(depth) else {
            let labels = self.labels.iter().map(|camp| camp.unwrap_or(0)).collect();
            self.best = (cost, labels);
            return;
        };
        let mut choices: Vec<(i64, usize)> =
            self.costs(vertex, used).into_iter().zip(0..).collect();
        choices.sort_unstable();
        for (added, camp) in choices {
            self.labels[vertex] = Some(camp);
            self.place(depth + 1, used.max(camp + 1), cost + added);
        }
        self.labels[vertex] = None;
    }

    /// What a node adds in each camp, and in a new one if there may be one.
    fn costs(&self, vertex: usize, used: usize) -> Vec<i64> {
        let mut pull = vec![0; self.limit.min(used + 1)];
        let mut friends = 0;
        for (&to, &coupling) in &self.graph.rows[vertex] {
            if let Some(camp) = self.labels[to as usize] {
                pull[camp] += coupling;
                friends += coupling.max(0);
            }
        }
        pull.into_iter().map(|pull| friends - pull).collect()
    }

    /// The least that the nodes not placed add with those that are.
    fn least_rest(&self, depth: usize, used: usize) -> i64 {
        let least = |&vertex: &usize| self.costs(vertex, used).into_iter().min().unwrap_or(0);
        self.order[depth..].iter().map(least).sum()
    }
}
