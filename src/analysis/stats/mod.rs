//! Counts over a view.

mod bits;
mod named;
mod reach;
mod tally;

pub use named::{leaves_nothing_out, named_entities};
pub(super) use reach::{Reach, whole};

use crate::{
    model::{Day, EntityKind},
    view::View,
};
use std::collections::BTreeMap;
use tally::{Counted, Tally};

/// Counts over the statements of a view. Claims and corrected statements are counted separately.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stats {
    /// Entities that the statements name; all that are declared when the view leaves nothing out.
    pub entities: usize,
    /// Sources that the statements name; all that are declared when the view leaves nothing out.
    pub sources: usize,
    /// Statements that count.
    pub statements: usize,
    /// Of these, those only possibly in the view.
    pub possible: usize,
    /// Claims that do not count.
    pub claims: usize,
    /// Corrected statements, which do not count.
    pub superseded: usize,
    /// Ordered pairs with a statement that counts.
    pub pairs: usize,
    /// The earliest and the latest day of the statements' bounds.
    pub dates: Option<(Day, Day)>,
    /// Statements by effect, in the order of polarities, then ending.
    pub by_polarity: Vec<(&'static str, usize)>,
    /// Statements by verb, by word.
    pub by_verb: BTreeMap<String, usize>,
    /// Entities by kind.
    pub by_kind: Vec<(EntityKind, usize)>,
}

/// Counts a view. Time linear in the statements, on all processors.
pub fn stats(view: &View<'_>) -> Stats {
    stats_of_each(std::slice::from_ref(view)).pop().unwrap_or_default()
}

/// Counts over a view, and over its definite statements alone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OpenStats {
    /// Those of all statements of the view.
    pub stats: Stats,
    /// Those of the definite ones.
    pub definite: Stats,
}

/// Counts several views as [`stats_of_each`] does, and again without their possible statements where there are some.
pub fn open_stats_of_each(views: &[View<'_>]) -> Vec<OpenStats> {
    let all = stats_of_each(views);
    let definite = if all.iter().any(|stats| stats.possible > 0) {
        stats_of_each(&views.iter().map(View::definite).collect::<Vec<_>>())
    } else {
        all.clone()
    };
    all.into_iter().zip(definite).map(|(stats, definite)| OpenStats { stats, definite }).collect()
}

/// Counts several views of one graph that differ only in their spans, whose begins and ends ascend. Time
/// linear in the statements, and in the views that each is in.
pub fn stats_of_each(views: &[View<'_>]) -> Vec<Stats> {
    /// The limit in bytes of the bits of named items; beyond it, views are counted in several passes.
    const MOST_BYTES: usize = 64 << 20;
    let Some(first) = views.first() else { return Vec::new() };
    let n_items = first.graph().n_entities() + first.graph().n_sources();
    let at_once = (MOST_BYTES * 8 / n_items.max(1)).max(1);
    views.chunks(at_once).flat_map(count).collect()
}

/// Counts as many views as fit into the limit.
fn count(views: &[View<'_>]) -> Vec<Stats> {
    let Some(view) = whole(views) else { return Vec::new() };
    let (graph, reach) = (view.graph(), Reach::of(views));
    let counted = view.sum_with_sources(
        || Tally::new(graph, views.len()),
        |tally, framed| {
            reach.visit(views, framed, |view, certainty| {
                tally.add(graph, view, framed, certainty);
            });
        },
    );
    let all = counted.into_iter().map(Tally::finish).reduce(Counted::merge);
    all.map_or_else(Vec::new, |counted| counted.stats(views))
}
