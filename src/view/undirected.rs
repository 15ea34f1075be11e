//! The undirected signed graph, the input of balance, camps and frustration.

use super::{scope::View, signed::SignedGraph, tie::Tie};
use crate::model::{EntityIndex, Polarity, words};
use rayon::prelude::*;
use std::{cmp::Ordering, collections::BTreeSet};

/// With fewer ties, starting threads takes longer than the work.
const MANY: usize = 20_000;

words! {
    /// The sign of an edge.
    pub enum Sign {
        /// Positive.
        Positive = "positive",
        /// Negative.
        Negative = "negative",
    }
}

/// A pair {a, b} with a sign.
#[derive(Clone, Debug, PartialEq)]
pub struct SignedEdge {
    /// The entity with the smaller id.
    pub a: EntityIndex,
    /// The entity with the greater id.
    pub b: EntityIndex,
    /// The sign that its tie or ties share.
    pub sign: Sign,
    /// The strength of the lead statement of its tie; of two ties, the stronger. In (0, 1].
    pub strength: f64,
    /// The signed ties behind it: one, or one for each direction.
    pub ties: [Option<Tie>; 2],
}

/// An undirected signed graph. Pair {a, b} takes the sign of its tie or ties; where the two
/// directions differ, or one is mixed, it is *ambivalent* and left out. Neutral ties carry no sign.
#[derive(Clone, Debug, Default)]
pub struct UndirectedGraph {
    edges: Vec<SignedEdge>,
    n_entities: usize,
    n_ambivalent: usize,
}

impl UndirectedGraph {
    /// The undirected signed graph of a view. Time linear in the graph's statements.
    pub fn new(view: &View<'_>) -> Self {
        Self::of(view, &SignedGraph::new(view))
    }

    /// The subgraph among some entities. Time linear in their pairs and the graph's entities.
    pub fn among(view: &View<'_>, entities: &BTreeSet<EntityIndex>) -> Self {
        Self::of(view, &SignedGraph::among(view, entities))
    }

    /// The undirected graph of the ties of a view. Time linear in them and in the graph's entities.
    pub(crate) fn of(view: &View<'_>, graph: &SignedGraph) -> Self {
        let n_entities = view.graph().n_entities();
        let n_parts = graph.ties().len() / MANY + 1;
        let join = |mut part: Self, entity: usize| {
            part.push_pairs_of(view, graph, EntityIndex::new(entity));
            part
        };
        let entities = (0..n_entities).into_par_iter().with_min_len(n_entities / n_parts + 1);
        let parts = entities.fold(Self::default, join);
        let undirected = parts.reduce(Self::default, |mut part, mut other| {
            part.edges.append(&mut other.edges);
            part.n_ambivalent += other.n_ambivalent;
            part
        });
        Self { n_entities, ..undirected }
    }

    /// Adds the pairs of an entity with those of greater ids, by id: its ties and those towards it, walked side by side.
    fn push_pairs_of(&mut self, view: &View<'_>, graph: &SignedGraph, entity: EntityIndex) {
        let mut ties = graph.ties_of(entity).iter().filter(|tie| tie.target > entity).peekable();
        let mut back = graph.ties_towards(entity).filter(|tie| tie.holder > entity).peekable();
        loop {
            let order = match (ties.peek(), back.peek()) {
                (Some(tie), Some(back)) => tie.target.cmp(&back.holder),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => return,
            };
            let pair = match order {
                Ordering::Less => [ties.next(), None],
                Ordering::Equal => [ties.next(), back.next()],
                Ordering::Greater => [back.next(), None],
            };
            self.push(view, pair);
        }
    }

    fn push(&mut self, view: &View<'_>, ties: [Option<&Tie>; 2]) {
        let ties = ties.map(|tie| tie.filter(|tie| tie.polarity != Polarity::Neutral).copied());
        let mut signed = ties.iter().flatten();
        let Some(first) = signed.next() else { return };
        let is_ambivalent = signed.any(|tie| tie.polarity != first.polarity);
        let sign = match first.polarity {
            Polarity::Positive if !is_ambivalent => Sign::Positive,
            Polarity::Negative if !is_ambivalent => Sign::Negative,
            _ => {
                self.n_ambivalent += 1;
                return;
            }
        };
        let strength = |tie: &Tie| view.graph().statement(tie.lead).verb().strength.value();
        self.edges.push(SignedEdge {
            a: first.holder.min(first.target),
            b: first.holder.max(first.target),
            sign,
            strength: ties.iter().flatten().map(strength).fold(0.0, f64::max),
            ties,
        });
    }

    /// The signed pairs, by a and b.
    pub fn edges(&self) -> &[SignedEdge] {
        &self.edges
    }

    /// The number of entities of the corpus, with or without a pair.
    pub fn n_entities(&self) -> usize {
        self.n_entities
    }

    /// The number of pairs with ties of both signs, or with mixed ones.
    pub fn n_ambivalent(&self) -> usize {
        self.n_ambivalent
    }
}
