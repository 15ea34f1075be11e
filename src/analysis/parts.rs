//! The connected components of a graph.

use super::{
    couplings::{Couplings, Units},
    plain::PlainGraph,
};

/// The nodes and edges of a connected component, ascending.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) nodes: Vec<u32>,
    pub(super) edges: Vec<usize>,
}

/// The connected components that have edges, by first node. Time O((n + m) log n).
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
    /// The position of a node in the component.
    #[expect(clippy::cast_possible_truncation, reason = "nodes are counted with 32 bits")]
    fn place(&self, node: u32) -> u32 {
        self.nodes.binary_search(&node).unwrap_or_default() as u32
    }
}

impl Couplings {
    /// The couplings of a component, its first node at 0.
    pub(super) fn of_part(graph: &PlainGraph, part: &Part, units: &Units) -> Self {
        let mut couplings = Self::new(part.nodes.len());
        for edge in part.edges.iter().filter_map(|&at| graph.edges().get(at)) {
            let coupling = units.whole(edge.weight) * i64::from(edge.spin());
            couplings.add(part.place(edge.a), part.place(edge.b), coupling);
        }
        couplings
    }
}
