//! The search for motifs: in pairs, around targets, in triangles.

use super::{
    Motif,
    groups::{Group, Groups, SignedStatement},
};
use crate::{
    analysis::{
        plain::{PlainGraph, node},
        triads::{Listed, triangles},
    },
    graph::PairIndex,
    model::EntityIndex,
    view::{Certainty, Sign, View},
};
use std::collections::BTreeMap;

/// What becomes of what is found: each time, every choice of one statement from each group.
pub(super) trait Sink {
    /// They are instances; among pile-ons and defences are some that one holder makes alone.
    fn found(&mut self, motif: Motif, certainty: Certainty, groups: &[&Group]);

    /// These were found before, and are none: one holder makes both statements.
    fn found_of_one_holder(&mut self, motif: Motif, certainty: Certainty, groups: &[&Group]);
}

/// Finds the instances of every motif.
pub(super) fn search(view: &View<'_>, within: u32, sink: &mut impl Sink) {
    let search = Search::new(view, within);
    search.around_targets(sink);
    search.in_pairs(sink);
    search.in_triangles(sink);
}

/// The signed statements of a view between different entities.
struct Search {
    within: u32,
    pairs: BTreeMap<(EntityIndex, EntityIndex), Vec<SignedStatement>>,
}

impl Search {
    fn new(view: &View<'_>, within: u32) -> Self {
        let graph = view.graph();
        let ends = |pair: PairIndex| (graph.holder(pair), graph.target(pair));
        let statements = |pair: PairIndex| {
            let signed = view.counted_of(pair).filter_map(|(statement, certainty)| {
                let record = graph.statement(statement);
                let sign = match record.effect().sign() {
                    1 => Sign::Positive,
                    -1 => Sign::Negative,
                    _ => return None,
                };
                Some(SignedStatement { statement, bounds: record.bounds(), certainty, sign })
            });
            signed.collect::<Vec<SignedStatement>>()
        };
        let pairs = graph
            .pairs()
            .filter(|&pair| graph.holder(pair) != graph.target(pair))
            .map(|pair| (ends(pair), statements(pair)))
            .filter(|(_, statements)| !statements.is_empty());
        Self { within, pairs: pairs.collect() }
    }

    fn groups<'s>(
        &self,
        statements: impl IntoIterator<Item = &'s SignedStatement>,
        sign: Sign,
    ) -> Groups {
        let signed = statements.into_iter().filter(|statement| statement.sign == sign);
        Groups::new(self.within, signed.copied())
    }

    fn in_pairs(&self, sink: &mut impl Sink) {
        for (&(holder, target), statements) in &self.pairs {
            let negative = self.groups(statements, Sign::Negative);
            let positive = self.groups(statements, Sign::Positive);
            for (certainty, groups) in negative.followed_by(&positive) {
                sink.found(Motif::Reconciliation, certainty, &groups);
                sink.found_of_one_holder(Motif::Defence, certainty, &groups);
            }
            for (certainty, groups) in positive.followed_by(&negative) {
                sink.found(Motif::FallingOut, certainty, &groups);
            }
            for (certainty, groups) in negative.together() {
                sink.found_of_one_holder(Motif::PileOn, certainty, &groups);
            }
            let Some(answers) = self.pairs.get(&(target, holder)) else { continue };
            let answers = self.groups(answers, Sign::Negative);
            for (certainty, groups) in negative.followed_by(&answers) {
                sink.found(Motif::Retaliation, certainty, &groups);
            }
        }
    }

    fn around_targets(&self, sink: &mut impl Sink) {
        let mut towards = BTreeMap::<EntityIndex, Vec<&SignedStatement>>::new();
        for ((_, target), statements) in &self.pairs {
            towards.entry(*target).or_default().extend(statements);
        }
        for statements in towards.into_values() {
            let negative = self.groups(statements.iter().copied(), Sign::Negative);
            let positive = self.groups(statements.iter().copied(), Sign::Positive);
            for (certainty, groups) in negative.together() {
                sink.found(Motif::PileOn, certainty, &groups);
            }
            for (certainty, groups) in negative.followed_by(&positive) {
                sink.found(Motif::Defence, certainty, &groups);
            }
        }
    }

    fn in_triangles(&self, sink: &mut impl Sink) {
        let mut between = BTreeMap::<(EntityIndex, EntityIndex), Vec<SignedStatement>>::new();
        for (&(holder, target), statements) in &self.pairs {
            let ends = (holder.min(target), holder.max(target));
            between.entry(ends).or_default().extend(statements);
        }
        let n_nodes = between.keys().map(|(_, b)| node(*b) as usize + 1).max().unwrap_or(0);
        // Only the adjacency of this graph is used; its signs have no meaning.
        let edges = between.keys().map(|(a, b)| (node(*a), node(*b), Sign::Positive, 1.0));
        let graph = PlainGraph::new(n_nodes, edges).unwrap_or_default();
        let between: Vec<Groups> =
            between.into_values().map(|statements| Groups::new(self.within, statements)).collect();
        for triangle in triangles(&graph, Listed::All) {
            let mut sides = triangle.edges.map(|edge| &between[edge]);
            sides.sort_by_key(|groups| groups.len());
            for (certainty, groups) in Groups::three(sides) {
                let n_negative = groups.iter().filter(|group| group.sign == Sign::Negative).count();
                let motif = if n_negative % 2 == 0 {
                    Motif::TriangleBalanced
                } else {
                    Motif::TriangleUnbalanced
                };
                sink.found(motif, certainty, &groups);
            }
        }
    }
}
