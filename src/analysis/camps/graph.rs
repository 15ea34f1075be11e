//! Between whom camps are found, and by what.

use super::super::{
    network::{
        Aggregate, CountOptions, Duplicates, Mode, Network, NetworkEdge, NetworkOptions, Normalize,
        network,
    },
    outcomes::Outcomes,
    plain::{PlainGraph, node},
};
use crate::{
    graph::StatementIndex,
    model::{Effect, EntityIndex, EntityKind, Polarity, words},
    view::{Sign, SignedEdge, UndirectedGraph, View},
};

words! {
    /// What makes two entities friends or foes.
    pub enum By {
        /// The signed ties between them.
        Ties = "ties",
        /// Whether they agree on the targets that they share: congruence minus conflict.
        Agreement = "agreement",
    }
}

/// Between whom camps are found, and by what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basis {
    /// What makes two of them friends or foes.
    pub by: By,
    /// Their kinds.
    pub kinds: Vec<EntityKind>,
}

impl Default for Basis {
    fn default() -> Self {
        Self { by: By::Ties, kinds: EntityKind::ACTORS.to_vec() }
    }
}

impl Basis {
    /// The outcomes of a view by the possible statements that could change its camps.
    pub(crate) fn outcomes<'g>(&self, view: &View<'g>) -> Outcomes<'g> {
        let is_among = is_among(view, self);
        let is_among = |entity: EntityIndex| is_among[entity.position()];
        Outcomes::new(view, |statement| {
            let statement = view.graph().statement(statement);
            let (holder, target) = (statement.holder(), statement.target());
            match self.by {
                By::Ties => {
                    let is_neutral = statement.effect() == Effect::Expresses(Polarity::Neutral);
                    !is_neutral && holder != target && is_among(holder) && is_among(target)
                }
                By::Agreement => statement.effect().sign() != 0 && is_among(holder),
            }
        })
    }
}

/// Two friends or foes.
#[derive(Clone, Debug, PartialEq)]
pub struct CampEdge {
    /// The entity with the smaller id.
    pub a: EntityIndex,
    /// The entity with the greater id.
    pub b: EntityIndex,
    /// Positive for friends.
    pub sign: Sign,
    /// 1 by ties; by agreement how far congruence and conflict are apart.
    pub weight: f64,
    evidence: Evidence,
}

#[derive(Clone, Debug, PartialEq)]
enum Evidence {
    Ties(Box<SignedEdge>),
    Agreement,
}

/// The friends and foes that camps are made of.
#[derive(Clone, Debug)]
pub struct CampGraph {
    is_among: Vec<bool>,
    edges: Vec<CampEdge>,
    network: Option<Network>,
}

impl CampGraph {
    /// The friends and foes of a view. Time as for [`UndirectedGraph::new`] or [`network`].
    pub fn new(view: &View<'_>, basis: &Basis) -> Self {
        match basis.by {
            By::Ties => Self::of_ties(view, &UndirectedGraph::new(view), basis),
            By::Agreement => Self::of_agreement(view, basis),
        }
    }

    /// Those among signed pairs that are known.
    pub fn of_ties(view: &View<'_>, graph: &UndirectedGraph, basis: &Basis) -> Self {
        let is_among = is_among(view, basis);
        let edge = |edge: &SignedEdge| CampEdge {
            a: edge.a,
            b: edge.b,
            sign: edge.sign,
            weight: 1.0,
            evidence: Evidence::Ties(Box::new(edge.clone())),
        };
        let is_inside =
            |edge: &&SignedEdge| [edge.a, edge.b].iter().all(|end| is_among[end.position()]);
        let edges = graph.edges().iter().filter(is_inside).map(edge).collect();
        Self { is_among, edges, network: None }
    }

    fn of_agreement(view: &View<'_>, basis: &Basis) -> Self {
        let options = NetworkOptions {
            count: CountOptions { duplicates: Duplicates::Include, kinds: Vec::new() },
            mode: Mode::Onemode,
            aggregate: Aggregate::Subtract,
            normalize: Normalize::No,
            min_weight: 0.0,
        };
        let is_among = is_among(view, basis);
        // Congruence minus conflict between actors is a network of the discourse, without normalization.
        let network = network(view, &options).ok();
        let found = network.iter().flat_map(Network::edges).filter(|edge| {
            edge.weight != 0.0 && [edge.a, edge.b].iter().all(|end| is_among[end.position()])
        });
        let edges = found.map(|edge| CampEdge {
            a: edge.a,
            b: edge.b,
            sign: if edge.weight > 0.0 { Sign::Positive } else { Sign::Negative },
            weight: edge.weight.abs(),
            evidence: Evidence::Agreement,
        });
        Self { edges: edges.collect(), is_among, network }
    }

    /// The plain graph: node i is entity i, edge i is edge i.
    pub fn plain(&self) -> PlainGraph {
        let edges =
            self.edges.iter().map(|edge| (node(edge.a), node(edge.b), edge.sign, edge.weight));
        // Two ends differ, and weights are above zero.
        PlainGraph::new(self.is_among.len(), edges).unwrap_or_default()
    }

    /// The friends and foes, by a and b.
    pub fn edges(&self) -> &[CampEdge] {
        &self.edges
    }

    /// Whether an entity is of the kinds that camps are found basis.
    pub fn is_among(&self, entity: EntityIndex) -> bool {
        self.is_among.get(entity.position()).copied().unwrap_or(false)
    }

    /// The statements behind an edge.
    pub fn statements(&self, view: &View<'_>, edge: &CampEdge) -> Vec<StatementIndex> {
        match &edge.evidence {
            Evidence::Ties(signed) => {
                signed.ties.iter().flatten().flat_map(|tie| view.deciding(tie.pair)).collect()
            }
            Evidence::Agreement => {
                let pair = NetworkEdge { a: edge.a, b: edge.b, weight: edge.weight };
                self.network.iter().flat_map(|network| network.statements(view, &pair)).collect()
            }
        }
    }
}

fn is_among(view: &View<'_>, basis: &Basis) -> Vec<bool> {
    let graph = view.graph();
    let kind = |at: usize| graph.entity(EntityIndex::new(at)).kind();
    (0..graph.n_entities()).map(|at| basis.kinds.contains(&kind(at))).collect()
}
