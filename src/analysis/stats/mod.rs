//! How much there is.

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

/// Counts over the statements of a view. Claims and corrected statements are counted apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stats {
    /// Entities that the statements name; all that are declared when the view leaves nothing out.
    pub entities: usize,
    /// Sources that the statements name; all that are declared when the view leaves nothing out.
    pub sources: usize,
    /// Statements that count.
    pub statements: usize,
    /// Of these, those only possibly inside the view.
    pub possible: usize,
    /// Claims that do not count.
    pub claims: usize,
    /// Corrected statements, which do not count.
    pub superseded: usize,
    /// Ordered pairs with a statement that counts.
    pub pairs: usize,
    /// The first and the last day on which a statement may have been said.
    pub dates: Option<(Day, Day)>,
    /// Statements by what their verb does, in the order of the vocabulary's words.
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

/// Counts each of some views of one graph that differ in their spans alone, whose begins and ends
/// ascend. Time linear in the statements, and in the views that each is in.
pub fn stats_of_each(views: &[View<'_>]) -> Vec<Stats> {
    /// Who and what is named takes a bit for each view; more than this many bytes take several turns.
    const MOST_BYTES: usize = 64 << 20;
    let Some(first) = views.first() else { return Vec::new() };
    let n_items = first.graph().n_entities() + first.graph().n_sources();
    let at_once = (MOST_BYTES * 8 / n_items.max(1)).max(1);
    views.chunks(at_once).flat_map(count).collect()
}

/// Counts as many views as there is room for.
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
