//! How much each holder says: as statements are sorted by holder, one holder after the other.

use super::{Activity, rank};
use crate::{
    analysis::stats::{Reach, whole},
    graph::{Certainty, View},
    model::EntityIndex,
};

/// The counts by view, in parts of which each has other holders. Of each view's there are at least the most active.
pub(super) fn count(views: &[View<'_>], most: Option<usize>) -> Vec<Vec<Vec<Activity>>> {
    let Some(view) = whole(views) else { return Vec::new() };
    let verbs = view.graph().vocabulary().verbs();
    let effects: Vec<usize> = verbs.iter().map(|verb| verb.effect.position()).collect();
    let reach = Reach::of(views);
    view.fold_by_holder(
        || Holders::new(views.len(), most),
        |holders, framed| {
            if framed.is_counted() {
                let effect = effects[framed.verb.position()];
                holders.turn_to(framed.holder);
                reach.visit(views, &framed, |view, certainty| holders.add(view, effect, certainty));
            }
        },
        Holders::finish,
    )
}

/// The counts of one holder, and of those before.
struct Holders {
    holder: EntityIndex,
    /// Of this holder, for each view.
    counts: Vec<Activity>,
    /// The views in which this holder has some.
    views: Vec<usize>,
    found: Vec<Found>,
    most: Option<usize>,
}

/// The holders of a view.
#[derive(Clone, Default)]
struct Found {
    holders: Vec<Activity>,
    /// Whoever has fewer statements is not among the most active.
    floor: u32,
}

impl Holders {
    fn new(n_views: usize, most: Option<usize>) -> Self {
        let holder = EntityIndex::default();
        let (counts, found) =
            (vec![Activity::none(holder); n_views], vec![Found::default(); n_views]);
        Self { holder, counts, views: Vec::new(), found, most }
    }

    /// Says whose statements follow.
    fn turn_to(&mut self, holder: EntityIndex) {
        if self.holder != holder {
            self.settle();
            self.holder = holder;
        }
    }

    fn add(&mut self, view: usize, effect: usize, certainty: Certainty) {
        let count = &mut self.counts[view];
        if count.statements() == 0 {
            self.views.push(view);
        }
        count.by_effect[effect] += 1;
        count.possible += u32::from(certainty == Certainty::Possible);
    }

    /// Puts the holder among those of each view, if there is a chance.
    fn settle(&mut self) {
        for view in self.views.drain(..) {
            let count = std::mem::replace(&mut self.counts[view], Activity::none(self.holder));
            if count.statements() >= self.found[view].floor {
                let found = &mut self.found[view];
                found.add(Activity { entity: self.holder, ..count }, self.most);
            }
        }
    }

    fn finish(mut self) -> Vec<Vec<Activity>> {
        self.settle();
        self.found.into_iter().map(|found| found.holders).collect()
    }
}

impl Found {
    fn add(&mut self, holder: Activity, most: Option<usize>) {
        /// So many are kept for each that is wanted, so that they are seldom ranked.
        const KEPT: usize = 8;
        self.holders.push(holder);
        if let Some(most) = most.filter(|most| self.holders.len() >= most.saturating_mul(KEPT)) {
            rank(&mut self.holders, Some(most), |holder| *holder);
            self.floor = self.holders.last().map_or(0, Activity::statements);
        }
    }
}
