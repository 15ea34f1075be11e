//! Proves the value of the camps of a small component by looking at every partition that could be
//! better, or as good: depth first, node by node into each camp or a new one, the heaviest nodes first.

use super::super::{couplings::Couplings, frustration::Budget};

/// Greater components are not tried.
pub(super) const GREATEST: usize = 30;

/// The search looks at so many neighbours of nodes, or it is not complete.
const LIMIT: usize = 20_000_000;

/// So many partitions of equal cost are enumerated.
const MOST_EQUALS: usize = 2000;

/// The budget is asked after so many partial partitions.
const BETWEEN: u32 = 4096;

/// What came of it.
pub(super) struct Exhausted {
    pub(super) best: (i64, Vec<usize>),
    /// Whether all partitions were looked at.
    pub(super) is_complete: bool,
}

/// What the search looks for.
enum Goal<'a> {
    /// A partition that costs less than the best so far.
    Better(Vec<usize>),
    /// Each that costs as little.
    Equal(&'a mut dyn FnMut(&[usize]), usize),
}

struct Search<'a> {
    graph: &'a Couplings,
    limit: usize,
    budget: &'a Budget<'a>,
    order: Vec<usize>,
    /// The number of neighbours of the nodes from each place in the order on.
    n_neighbours: Vec<usize>,
    labels: Vec<Option<usize>>,
    /// What a partition may cost at most.
    most: i64,
    goal: Goal<'a>,
    n_seen: u32,
    n_looked_at: usize,
    is_complete: bool,
}

/// The best partition into at most `limit` camps, given a good one.
pub(super) fn exhaust(
    graph: &Couplings,
    limit: usize,
    best: (i64, Vec<usize>),
    budget: &Budget<'_>,
) -> Exhausted {
    let (value, labels) = best;
    let mut search = Search::new(graph, limit, value - 1, Goal::Better(labels), budget);
    search.place(0, 0, graph.decided);
    let value = search.most + 1;
    let is_complete = search.is_complete;
    let labels = match search.goal {
        Goal::Better(labels) => labels,
        Goal::Equal(..) => Vec::new(),
    };
    Exhausted { best: (value, labels), is_complete }
}

/// Shows every partition into at most `limit` camps of a cost that is the least; whether all were shown.
pub(super) fn equals(
    graph: &Couplings,
    limit: usize,
    value: i64,
    budget: &Budget<'_>,
    show: &mut dyn FnMut(&[usize]),
) -> bool {
    let mut search = Search::new(graph, limit, value, Goal::Equal(show, 0), budget);
    search.place(0, 0, graph.decided);
    search.is_complete
}

impl<'a> Search<'a> {
    fn new(
        graph: &'a Couplings,
        limit: usize,
        most: i64,
        goal: Goal<'a>,
        budget: &'a Budget<'a>,
    ) -> Self {
        let weight =
            |vertex: &usize| -> i64 { graph.rows[*vertex].values().map(|c| c.abs()).sum() };
        let mut order: Vec<usize> = (0..graph.n()).collect();
        order.sort_by_key(|vertex| std::cmp::Reverse(weight(vertex)));
        let mut n_neighbours = vec![0];
        for &vertex in order.iter().rev() {
            let before = n_neighbours.last().copied().unwrap_or(0);
            n_neighbours.push(before + graph.rows[vertex].len());
        }
        n_neighbours.reverse();
        Self {
            graph,
            limit,
            budget,
            order,
            n_neighbours,
            labels: vec![None; graph.n()],
            most,
            goal,
            n_seen: 0,
            n_looked_at: 0,
            is_complete: true,
        }
    }

    /// Places the nodes from `depth` on; `used` camps have nodes, and what is placed costs `cost`.
    fn place(&mut self, depth: usize, used: usize, cost: i64) {
        self.n_seen += 1;
        self.n_looked_at += self.n_neighbours[depth];
        if self.n_looked_at >= LIMIT
            || (self.n_seen.is_multiple_of(BETWEEN) && self.budget.is_spent())
        {
            self.is_complete = false;
        }
        if !self.is_complete || cost + self.least_rest(depth, used) > self.most {
            return;
        }
        let Some(&vertex) = self.order.get(depth) else {
            self.take(cost);
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

    /// Takes a partition that costs no more than it may.
    fn take(&mut self, cost: i64) {
        let labels: Vec<usize> = self.labels.iter().map(|camp| camp.unwrap_or(0)).collect();
        match &mut self.goal {
            Goal::Better(best) => {
                *best = labels;
                self.most = cost - 1;
            }
            Goal::Equal(show, count) => {
                show(&labels);
                *count += 1;
                self.is_complete = *count < MOST_EQUALS;
            }
        }
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
