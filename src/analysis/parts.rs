//! The connected parts of a graph.

use super::{
    couplings::{Couplings, Units},
    plain::PlainGraph,
};

/// The nodes and edges of a connected part, ascending.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) nodes: Vec<u32>,
    pub(super) edges: Vec<usize>,
}

/// The connected parts that have edges, by first node. Time O((n + m) log n).
pub(super) fn parts(graph: &PlainGraph) -> Vec<Part> {
    let mut sets = petgraph::unionfind::UnionFind::<u32>::new(graph.n_nodes());
    for edge in graph.edges() {
        sets.union(edge.a, edge.b);
    }
    let labels = sets.into_labeling();
    let mut edges_of = vec![Vec::new(); graph.n_nodes()];
    for (at, edge) in graph.edges().iter().enumerate() {
        edges_of[labels[edge.a as usize] as usize].push(at);
    }
    let mut nodes_of = vec![Vec::new(); graph.n_nodes()];
    for (node, &label) in (0..).zip(&labels) {
        nodes_of[label as usize].push(node);
    }
    let pairs = nodes_of.into_iter().zip(edges_of).filter(|(_, edges)| !edges.is_empty());
    let mut parts: Vec<Part> = pairs.map(|(nodes, edges)| Part { nodes, edges }).collect();
    parts.sort_by_key(|part| part.nodes.first().copied());
    parts
}

impl Part {
    /// Where a node stands among the nodes.
    #[expect(clippy::cast_possible_truncation, reason = "nodes are counted with 32 bits")]
    fn place(&self, node: u32) -> u32 {
        self.nodes.binary_search(&node).unwrap_or_default() as u32
    }
}

impl Couplings {
    /// The couplings of a part, its first node at 0.
    pub(super) fn of_part(graph: &PlainGraph, part: &Part, units: &Units) -> Self {
        let mut couplings = Self::new(part.nodes.len());
        for edge in part.edges.iter().filter_map(|&at| graph.edges().get(at)) {
            let coupling = units.whole(edge.weight) * i64::from(edge.spin());
            couplings.add(part.place(edge.a), part.place(edge.b), coupling);
        }
        couplings
    }
}
