//! Counts by holder, in order, because statements are sorted by holder.

use super::{Activity, Counter};
use crate::{
    analysis::stats::{Reach, whole},
    view::View,
};

/// The counts by view, in parts with disjoint holders. Includes at least the most active of each view.
pub(super) fn count(views: &[View<'_>], most: Option<usize>) -> Vec<Vec<Vec<Activity>>> {
    let Some(view) = whole(views) else { return Vec::new() };
    let verbs = view.graph().vocabulary().verbs();
    let effects: Vec<usize> = verbs.iter().map(|verb| verb.effect.position()).collect();
    let reach = Reach::of(views);
    view.fold_by_holder(
        || Counter::new(views.len(), most),
        |counter, framed| {
            if framed.is_counted() {
                let effect = effects[framed.verb.position()];
                counter.turn_to(framed.holder);
                reach.visit(views, framed, |view, certainty| counter.add(view, effect, certainty));
            }
        },
        Counter::finish,
    )
}
