//! Which edges leave and enter which node: compressed sparse rows in both directions.

use crate::model::EntityIndex;

/// Directed edges, sorted by (tail, head); an edge is its position in that order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Adjacency {
    tails: Vec<EntityIndex>,
    heads: Vec<EntityIndex>,
    leaving: Vec<u32>,
    entering: Vec<u32>,
    entering_edges: Vec<u32>,
}

impl Adjacency {
    /// The adjacency of edges that are sorted by (tail, head). Time and space O(|V| + |E|).
    pub(crate) fn new(
        n_nodes: usize,
        edges: impl IntoIterator<Item = (EntityIndex, EntityIndex)>,
    ) -> Self {
        let (tails, heads): (Vec<_>, Vec<_>) = edges.into_iter().unzip();
        debug_assert!(tails.iter().zip(&heads).is_sorted());
        let leaving = starts(n_nodes, &tails);
        let entering = starts(n_nodes, &heads);
        let mut next = entering.clone();
        let mut entering_edges = vec![0; heads.len()];
        for (edge, head) in (0..).zip(&heads) {
            let slot = &mut next[head.position()];
            entering_edges[*slot as usize] = edge;
            *slot += 1;
        }
        Self { tails, heads, leaving, entering, entering_edges }
    }

    pub(crate) fn n_nodes(&self) -> usize {
        self.leaving.len() - 1
    }

    pub(crate) fn n_edges(&self) -> usize {
        self.heads.len()
    }

    pub(crate) fn tail(&self, edge: usize) -> EntityIndex {
        self.tails[edge]
    }

    pub(crate) fn head(&self, edge: usize) -> EntityIndex {
        self.heads[edge]
    }

    /// The edges that leave a node, by head.
    pub(crate) fn leaving(&self, node: EntityIndex) -> std::ops::Range<usize> {
        self.leaving[node.position()] as usize..self.leaving[node.position() + 1] as usize
    }

    /// The edges that enter a node, by tail.
    pub(crate) fn entering(&self, node: EntityIndex) -> impl Iterator<Item = usize> {
        let range =
            self.entering[node.position()] as usize..self.entering[node.position() + 1] as usize;
        self.entering_edges[range].iter().map(|&edge| edge as usize)
    }

    /// The edge from one node to another. Time O(log degree).
    pub(crate) fn find(&self, tail: EntityIndex, head: EntityIndex) -> Option<usize> {
        let edges = self.leaving(tail);
        self.heads[edges.clone()].binary_search(&head).ok().map(|at| edges.start + at)
    }
}

/// Where the edges of each node begin, counting by `ends`, and the number of all after the last.
fn starts(n_nodes: usize, ends: &[EntityIndex]) -> Vec<u32> {
    let mut starts = vec![0; n_nodes + 1];
    for end in ends {
        starts[end.position() + 1] += 1;
    }
    for node in 0..n_nodes {
        starts[node + 1] += starts[node];
    }
    starts
}
