//! The part of a scene that a page holds: all of it, up to what a browser can show smoothly.
//!
//! Beyond that, whole pairs are left out, those with the fewest statements first, so that a pair on the page is
//! complete.

use crate::{
    analysis::timeline::sort_in_time,
    export::scene::{Isolates, Scene},
    graph::{PairIndex, StatementIndex},
    language::Messages,
    model::EntityIndex,
    view::View,
};
use serde::Serialize;
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

/// The greatest number of statements of a page.
pub(super) const MOST_STATEMENTS: usize = 100_000;
/// The greatest number of entities of a page.
pub(super) const MOST_ENTITIES: usize = 2_000;

/// The content of a page.
#[derive(Debug)]
pub(super) struct Scope {
    /// The pairs, by holder and target.
    pub(super) pairs: Vec<PairIndex>,
    /// Every statement of the pairs in the view, in order of time, with corrected ones and claims.
    pub(super) statements: Vec<StatementIndex>,
    /// The entities that are drawn even without a tie.
    pub(super) fixed: BTreeSet<EntityIndex>,
    /// What is left out; `None` when the page holds everything.
    pub(super) left_out: Option<LeftOut>,
}

/// What is left out of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(in crate::export) struct LeftOut {
    entities: usize,
    pairs: usize,
    statements: usize,
    of_statements: usize,
    most_statements: usize,
    most_entities: usize,
}

impl LeftOut {
    /// What is left out, in a sentence.
    pub(in crate::export) fn in_words(&self, messages: &Messages) -> String {
        let all = messages.digits(self.of_statements);
        messages.count("drawn.left-out", self.statements, &[("all", &all)])
    }
}

/// A pair and its statements in the view.
type PairStatements = (PairIndex, Vec<StatementIndex>);

impl Scope {
    /// Time linear in the view's statements, plus sorting.
    pub(super) fn of(scene: &Scene<'_>) -> Self {
        let (view, graph) = (scene.view(), scene.view().graph());
        let is_near = |pair: &PairIndex| {
            scene.focus().is_none()
                || scene.shows(graph.holder(*pair)) && scene.shows(graph.target(*pair))
        };
        let with_statements = |pair| {
            let framed = |statement: &StatementIndex| view.framed(*statement).is_some();
            let statements: Vec<_> = graph.statements_of(pair).filter(framed).collect();
            (!statements.is_empty()).then_some((pair, statements))
        };
        let all: Vec<PairStatements> =
            graph.pairs().filter(is_near).filter_map(with_statements).collect();
        let mut fixed: BTreeSet<EntityIndex> =
            scene.focus().map(|it| it.entity).into_iter().collect();
        if scene.isolates() == Isolates::Shown && scene.focus().is_none() {
            fixed.extend((0..graph.n_entities()).map(EntityIndex::new).take(MOST_ENTITIES));
        }
        Self::within(view, all, fixed, (MOST_ENTITIES, MOST_STATEMENTS))
    }

    fn within(
        view: &View<'_>,
        all: Vec<PairStatements>,
        fixed: BTreeSet<EntityIndex>,
        (most_entities, most_statements): (usize, usize),
    ) -> Self {
        let weights = weights(view, &all);
        let (n_entities, n_pairs) = (weights.len(), all.len());
        let of_statements = all.iter().map(|(_, statements)| statements.len()).sum();
        let kept = if n_entities > most_entities || of_statements > most_statements {
            fitting(view, all, &weights, (most_entities, most_statements))
        } else {
            all
        };
        let pairs: Vec<PairIndex> = kept.iter().map(|(pair, _)| *pair).collect();
        let mut statements: Vec<StatementIndex> =
            kept.into_iter().flat_map(|(_, statements)| statements).collect();
        sort_in_time(view, &mut statements, |statement| *statement);
        let left_out = LeftOut {
            entities: n_entities - ends(view, &pairs).len(),
            pairs: n_pairs - pairs.len(),
            statements: of_statements - statements.len(),
            of_statements,
            most_statements,
            most_entities,
        };
        let is_all = left_out.statements == 0;
        Self { pairs, statements, fixed, left_out: (!is_all).then_some(left_out) }
    }
}

fn ends(view: &View<'_>, pairs: &[PairIndex]) -> BTreeSet<EntityIndex> {
    let graph = view.graph();
    pairs.iter().flat_map(|pair| [graph.holder(*pair), graph.target(*pair)]).collect()
}

/// The number of statements of each entity.
fn weights(view: &View<'_>, all: &[PairStatements]) -> BTreeMap<EntityIndex, usize> {
    let mut weights = BTreeMap::new();
    for (pair, statements) in all {
        for entity in ends(view, &[*pair]) {
            *weights.entry(entity).or_default() += statements.len();
        }
    }
    weights
}

/// The pairs with the most statements among the entities with the most, as many as fit. Of a first pair that does
/// not fit, the latest statements.
fn fitting(
    view: &View<'_>,
    all: Vec<PairStatements>,
    weights: &BTreeMap<EntityIndex, usize>,
    (most_entities, most_statements): (usize, usize),
) -> Vec<PairStatements> {
    let mut heaviest: Vec<(Reverse<usize>, EntityIndex)> =
        weights.iter().map(|(entity, weight)| (Reverse(*weight), *entity)).collect();
    heaviest.sort_unstable();
    let kept: BTreeSet<EntityIndex> =
        heaviest.into_iter().take(most_entities).map(|(_, entity)| entity).collect();
    let is_kept = |pair: PairIndex| ends(view, &[pair]).iter().all(|entity| kept.contains(entity));
    let mut candidates: Vec<PairStatements> =
        all.into_iter().filter(|(pair, _)| is_kept(*pair)).collect();
    candidates.sort_by_key(|(pair, statements)| (Reverse(statements.len()), *pair));
    let mut room = most_statements;
    if let Some((_, statements)) = candidates.first_mut() {
        statements.drain(..statements.len().saturating_sub(most_statements));
    }
    candidates.retain(|(_, statements)| {
        let fits = statements.len() <= room;
        room -= if fits { statements.len() } else { 0 };
        fits
    });
    candidates.sort_unstable_by_key(|(pair, _)| *pair);
    candidates
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        corpus::{TextFile, read_texts},
        graph::TemporalGraph,
        model::Day,
        view::Frame,
    };

    /// a praises b three times, b praises c twice, c praises d once.
    fn graph() -> TemporalGraph {
        let entity = |id: &str| format!("(id: \"{id}\", kind: Person, name: \"{id}\"),");
        let statement = |holder: &str, target: &str, day: usize| {
            format!(
                "(holder: \"{holder}\", stance: \"praises\", target: \"{target}\", source: \"s\",\
                 on: \"2018-04-0{day}\"),"
            )
        };
        let entities: String = ["a", "b", "c", "d"].map(entity).concat();
        let numbers = [("a", "b", 3), ("b", "c", 2), ("c", "d", 1)];
        let statements: String = numbers
            .into_iter()
            .flat_map(|(holder, target, n)| (1..=n).map(move |day| statement(holder, target, day)))
            .collect();
        let text = format!(
            "Corpus(entities: [{entities}], statements: [{statements}],\
             sources: [(id: \"s\", kind: Post, published: \"2018-05\")])"
        );
        let file = TextFile { path: "corpus.ron".into(), text };
        TemporalGraph::new(read_texts(vec![file]).corpus)
    }

    fn kept(limits: (usize, usize)) -> (usize, usize, Option<(usize, usize, usize)>) {
        let graph = graph();
        let view = View::new(&graph, Frame::all(Day::from_civil(2026, 1, 1)));
        let with_statements = |pair| (pair, graph.statements_of(pair).collect());
        let all = graph.pairs().map(with_statements).collect();
        let scope = Scope::within(&view, all, BTreeSet::new(), limits);
        let left = scope.left_out.map(|it| (it.entities, it.pairs, it.statements));
        (scope.pairs.len(), scope.statements.len(), left)
    }

    #[test]
    fn whole_pairs_are_left_out() {
        assert_eq!(kept((10, 10)), (3, 6, None));
        assert_eq!(kept((10, 5)), (2, 5, Some((1, 1, 1))));
        assert_eq!(kept((10, 4)), (2, 4, Some((0, 1, 2))));
        assert_eq!(kept((3, 10)), (2, 5, Some((1, 1, 1))));
        assert_eq!(kept((10, 2)), (1, 2, Some((2, 2, 4))));
    }
}
