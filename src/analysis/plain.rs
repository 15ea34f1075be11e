//! The plain signed graph that the algorithms run on: nodes, signs and weights.

use crate::{
    model::EntityIndex,
    view::{Sign, SignedEdge, UndirectedGraph},
};

/// An edge {a, b} with a sign and a weight.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlainEdge {
    /// One end.
    pub a: u32,
    /// The other end.
    pub b: u32,
    /// The sign.
    pub sign: Sign,
    /// The cost of frustrating the edge: positive and finite.
    pub weight: f64,
}

/// The weights of a view's edges.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weighing {
    /// One.
    #[default]
    Unit,
    /// Its strength.
    Strength,
}

impl Weighing {
    /// The weight of a pair.
    pub const fn weight(self, edge: &SignedEdge) -> f64 {
        match self {
            Self::Unit => 1.0,
            Self::Strength => edge.strength,
        }
    }
}

/// Why a list of edges is not a signed graph; each names the edge by its position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlainError {
    /// The ends are the same.
    #[error("edge {0} leads from a node to itself")]
    Loop(usize),
    /// An end is not a node.
    #[error("edge {0} leads to a node that there is not")]
    Unknown(usize),
    /// The weight is not positive and finite.
    #[error("the weight of edge {0} is not a positive number")]
    Weight(usize),
}

/// An undirected signed graph of nodes `0..n_nodes`, without loops; edges are named by position.
///
/// Parallel edges are allowed: frustration and camps count each of them, triangles use the first.
///
/// ```
/// use stancegraph::{analysis::plain::PlainGraph, view::Sign::{Negative, Positive}};
///
/// let graph = PlainGraph::new(3, [(0, 1, Positive, 1.0), (1, 2, Negative, 0.5)])?;
/// assert_eq!(graph.edges()[1].weight, 0.5);
/// assert!(PlainGraph::new(2, [(0, 2, Positive, 1.0)]).is_err());
/// # Ok::<(), stancegraph::analysis::plain::PlainError>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct PlainGraph {
    n_nodes: usize,
    edges: Vec<PlainEdge>,
}

impl PlainGraph {
    /// The graph of some nodes and edges (a, b, sign, weight).
    pub fn new(
        n_nodes: usize,
        edges: impl IntoIterator<Item = (u32, u32, Sign, f64)>,
    ) -> Result<Self, PlainError> {
        let mut graph = Self { n_nodes, edges: Vec::new() };
        for (at, (a, b, sign, weight)) in edges.into_iter().enumerate() {
            if a == b {
                return Err(PlainError::Loop(at));
            }
            if a.max(b) as usize >= n_nodes {
                return Err(PlainError::Unknown(at));
            }
            if !(weight.is_finite() && weight > 0.0) {
                return Err(PlainError::Weight(at));
            }
            graph.edges.push(PlainEdge { a, b, sign, weight });
        }
        Ok(graph)
    }

    /// The signed pairs of a view: node i is entity i, edge i is edge i of `graph`.
    pub fn of(graph: &UndirectedGraph, weighing: Weighing) -> Self {
        let edge = |edge: &SignedEdge| PlainEdge {
            a: node(edge.a),
            b: node(edge.b),
            sign: edge.sign,
            weight: weighing.weight(edge),
        };
        Self { n_nodes: graph.n_entities(), edges: graph.edges().iter().map(edge).collect() }
    }

    /// The number of nodes, with or without edges.
    pub fn n_nodes(&self) -> usize {
        self.n_nodes
    }

    /// The edges.
    pub fn edges(&self) -> &[PlainEdge] {
        &self.edges
    }

    /// The sum of all weights.
    pub fn total_weight(&self) -> f64 {
        self.edges.iter().map(|edge| edge.weight).sum()
    }
}

impl PlainEdge {
    /// +1 for a positive edge, −1 for a negative one.
    pub(super) const fn spin(self) -> i8 {
        match self.sign {
            Sign::Positive => 1,
            Sign::Negative => -1,
        }
    }
}

/// The node of an entity. Entity indices have 32 bits, so nothing is truncated.
#[expect(clippy::cast_possible_truncation, reason = "an entity index holds a u32")]
pub(super) const fn node(entity: EntityIndex) -> u32 {
    entity.position() as u32
}
