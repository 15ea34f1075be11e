//! Statements in order.

use crate::{
    graph::{PairIndex, StatementIndex},
    model::EntityIndex,
    view::{Certainty, View},
};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// The statements of a view with their certainty, optionally of one holder and towards one target, in the order of
/// [`sort_in_time`]. Includes claims.
///
/// Time O(n log n) in the statements listed; reads only the pairs in question.
pub fn timeline(
    view: &View<'_>,
    holder: Option<EntityIndex>,
    target: Option<EntityIndex>,
) -> Vec<(StatementIndex, Certainty)> {
    let graph = view.graph();
    let pairs: Box<dyn Iterator<Item = PairIndex>> = match (holder, target) {
        (None, None) => Box::new(graph.pairs()),
        (Some(holder), None) => Box::new(graph.pairs_of(holder)),
        (None, Some(target)) => Box::new(graph.pairs_towards(target)),
        (Some(holder), Some(target)) => Box::new(graph.find_pair(holder, target).into_iter()),
    };
    let mut listed: Vec<(StatementIndex, Certainty)> = pairs
        .flat_map(|pair| graph.statements_of(pair))
        .filter_map(|statement| Some((statement, view.listed(statement)?)))
        .collect();
    sort_in_time(view, &mut listed, |(statement, _)| *statement);
    listed
}

/// Sorts items by the time of their statements: by latest day, earliest day, within a known day by times and replies, and
/// else in the order in which the corpus has them.
pub fn sort_in_time<T: Send>(
    view: &View<'_>,
    items: &mut [T],
    statement: impl Fn(&T) -> StatementIndex + Sync,
) {
    let graph = view.graph();
    let days = |item: &T| {
        let bounds = graph.statement(statement(item)).bounds();
        (bounds.latest, bounds.earliest)
    };
    items.par_sort_by_cached_key(days);
    let same_days: Vec<&mut [T]> = items.chunk_by_mut(|a, b| days(a) == days(b)).collect();
    same_days.into_par_iter().filter(|items| items.len() > 1).for_each(|items| {
        graph.sort_within_day(items, &statement);
    });
}

/// The places of statements in the order of [`sort_in_time`].
pub fn places_in_time(
    view: &View<'_>,
    statements: impl IntoIterator<Item = StatementIndex>,
) -> BTreeMap<StatementIndex, usize> {
    let statements: BTreeSet<StatementIndex> = statements.into_iter().collect();
    let mut statements: Vec<StatementIndex> = statements.into_iter().collect();
    sort_in_time(view, &mut statements, |statement| *statement);
    statements.into_iter().zip(0..).collect()
}
