//! petgraph's visit traits, so that its algorithms run on the graphs without a copy.

use super::{signed::SignedGraph, tie::Tie};
use crate::{
    graph::{PairIndex, TemporalGraph},
    model::{Entity, EntityIndex},
};
use petgraph::{
    Directed, Direction,
    visit::{
        Data, EdgeCount, EdgeRef, GraphBase, GraphProp, IntoEdgeReferences, IntoEdges,
        IntoEdgesDirected, IntoNeighbors, IntoNeighborsDirected, IntoNodeIdentifiers,
        NodeCompactIndexable, NodeCount, NodeIndexable, VisitMap, Visitable,
    },
};

/// The nodes that an algorithm has visited.
#[derive(Clone, Debug, Default)]
pub struct Visited(Vec<bool>);

impl VisitMap<EntityIndex> for Visited {
    fn visit(&mut self, node: EntityIndex) -> bool {
        !std::mem::replace(&mut self.0[node.position()], true)
    }

    fn is_visited(&self, node: &EntityIndex) -> bool {
        self.0[node.position()]
    }

    fn unvisit(&mut self, node: EntityIndex) -> bool {
        std::mem::replace(&mut self.0[node.position()], false)
    }
}

macro_rules! edge {
    ($(#[$meta:meta])* $name:ident, $weight:ty) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name<'g> {
            tail: EntityIndex,
            head: EntityIndex,
            id: PairIndex,
            weight: &'g $weight,
        }

        impl EdgeRef for $name<'_> {
            type NodeId = EntityIndex;
            type EdgeId = PairIndex;
            type Weight = $weight;

            fn source(&self) -> EntityIndex {
                self.tail
            }

            fn target(&self) -> EntityIndex {
                self.head
            }

            fn weight(&self) -> &$weight {
                self.weight
            }

            fn id(&self) -> PairIndex {
                self.id
            }
        }
    };
}

edge! {
    /// A pair for petgraph; its id is the pair, and it has no weight.
    PairEdge, ()
}
edge! {
    /// A tie for petgraph; its id is the pair, its weight the tie.
    TieEdge, Tie
}

/// Implements the visit traits for a graph with an adjacency and a method `edge_reference`.
macro_rules! visit {
    ($graph:ty, $edge:ident, $weight:ty, $adjacency:ident) => {
        impl GraphBase for $graph {
            type NodeId = EntityIndex;
            type EdgeId = PairIndex;
        }

        impl Data for $graph {
            type NodeWeight = Entity;
            type EdgeWeight = $weight;
        }

        impl GraphProp for $graph {
            type EdgeType = Directed;
        }

        impl NodeCount for $graph {
            fn node_count(&self) -> usize {
                self.$adjacency.n_nodes()
            }
        }

        impl EdgeCount for $graph {
            fn edge_count(&self) -> usize {
                self.$adjacency.n_edges()
            }
        }

        impl NodeIndexable for $graph {
            fn node_bound(&self) -> usize {
                self.$adjacency.n_nodes()
            }

            fn to_index(&self, node: EntityIndex) -> usize {
                node.position()
            }

            fn from_index(&self, position: usize) -> EntityIndex {
                EntityIndex::new(position)
            }
        }

        impl NodeCompactIndexable for $graph {}

        impl Visitable for $graph {
            type Map = Visited;

            fn visit_map(&self) -> Visited {
                Visited(vec![false; self.$adjacency.n_nodes()])
            }

            fn reset_map(&self, map: &mut Visited) {
                *map = self.visit_map();
            }
        }

        impl<'g> IntoNodeIdentifiers for &'g $graph {
            type NodeIdentifiers = Box<dyn Iterator<Item = EntityIndex> + 'g>;

            fn node_identifiers(self) -> Self::NodeIdentifiers {
                Box::new((0..self.$adjacency.n_nodes()).map(EntityIndex::new))
            }
        }

        impl<'g> IntoNeighbors for &'g $graph {
            type Neighbors = Box<dyn Iterator<Item = EntityIndex> + 'g>;

            fn neighbors(self, node: EntityIndex) -> Self::Neighbors {
                Box::new(self.$adjacency.leaving(node).map(|edge| self.$adjacency.head(edge)))
            }
        }

        impl<'g> IntoNeighborsDirected for &'g $graph {
            type NeighborsDirected = Box<dyn Iterator<Item = EntityIndex> + 'g>;

            fn neighbors_directed(
                self,
                node: EntityIndex,
                direction: Direction,
            ) -> Self::NeighborsDirected {
                match direction {
                    Direction::Outgoing => self.neighbors(node),
                    Direction::Incoming => Box::new(
                        self.$adjacency.entering(node).map(|edge| self.$adjacency.tail(edge)),
                    ),
                }
            }
        }

        impl<'g> IntoEdgeReferences for &'g $graph {
            type EdgeRef = $edge<'g>;
            type EdgeReferences = Box<dyn Iterator<Item = $edge<'g>> + 'g>;

            fn edge_references(self) -> Self::EdgeReferences {
                Box::new((0..self.$adjacency.n_edges()).map(move |edge| self.edge_reference(edge)))
            }
        }

        impl<'g> IntoEdges for &'g $graph {
            type Edges = Box<dyn Iterator<Item = $edge<'g>> + 'g>;

            fn edges(self, node: EntityIndex) -> Self::Edges {
                Box::new(self.$adjacency.leaving(node).map(move |edge| self.edge_reference(edge)))
            }
        }

        impl<'g> IntoEdgesDirected for &'g $graph {
            type EdgesDirected = Box<dyn Iterator<Item = $edge<'g>> + 'g>;

            fn edges_directed(
                self,
                node: EntityIndex,
                direction: Direction,
            ) -> Self::EdgesDirected {
                match direction {
                    Direction::Outgoing => self.edges(node),
                    Direction::Incoming => Box::new(
                        self.$adjacency.entering(node).map(move |edge| self.edge_reference(edge)),
                    ),
                }
            }
        }
    };
}

visit!(SignedGraph, TieEdge, Tie, adjacency);
visit!(TemporalGraph, PairEdge, (), pairs);

impl SignedGraph {
    fn edge_reference(&self, edge: usize) -> TieEdge<'_> {
        let weight = &self.ties[edge];
        TieEdge { tail: weight.holder, head: weight.target, id: weight.pair, weight }
    }
}

impl TemporalGraph {
    fn edge_reference(&self, edge: usize) -> PairEdge<'_> {
        let id = PairIndex::new(edge);
        PairEdge { tail: self.pairs.tail(edge), head: self.pairs.head(edge), id, weight: &() }
    }
}
