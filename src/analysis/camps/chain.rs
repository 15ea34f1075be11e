//! The best partition of a component, so that more camps never cost more.
//!
//! Everything starts from a good split into two. First any number of camps is allowed. If that needs c of
//! them, a limit from c on gives the same partition. Below c, each number of camps starts from the best
//! partition into one camp fewer, and the partition for any number starts from the best into c − 1. So
//! the value falls with the limit as long as the budget lasts, whatever the random starts come to.

use super::{
    super::{
        couplings::{Couplings, float},
        covering::{Bad, Charges, Covering, Patience},
        frustration::{Budget, good_split},
    },
    bound, exhaust, relocate,
};

/// Packing cycles may take all the time there is in components of more nodes than this, so there it comes
/// after the search.
const GREAT: usize = 1500;

/// A partition of a component, in units.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) labels: Vec<usize>,
    pub(super) value: i64,
    pub(super) lower: i64,
}

impl Found {
    /// Whether no partition costs less.
    pub(super) const fn is_proved(&self) -> bool {
        self.value == self.lower
    }

    /// Takes a partition if it costs less.
    pub(super) fn take(&mut self, graph: &Couplings, labels: Vec<usize>) {
        let value = relocate::value(graph, &labels);
        if value < self.value {
            *self = Self { labels, value, lower: self.lower };
        }
    }

    /// Bounds the value from below by packing and by a linear program, if it is not proved.
    pub(super) fn tighten(&mut self, graph: &Couplings, grain: i64, budget: &Budget<'_>) {
        if self.is_proved() {
            return;
        }
        if graph.n() > GREAT {
            self.lower = self.lower.max(bound::bound(graph, budget)).min(self.value);
        }
        if budget.is_spent() {
            return;
        }
        let mut covering =
            Covering::new(graph, Bad::OneNegative, float(grain), &Charges::default());
        let wanted = float(self.value - grain - graph.decided) + 0.01 * float(grain);
        covering.tighten(wanted, Patience::Great, &|| budget.is_spent());
        let bound = graph.decided + covering.whole_bound();
        // A partition costs a multiple of the grain.
        let bound = bound.div_euclid(grain) + i64::from(bound.rem_euclid(grain) > 0);
        self.lower = self.lower.max(bound * grain).min(self.value);
    }
}

/// The best partition found into at most `limit` camps, which is at least 1.
pub(super) fn best(
    graph: &Couplings,
    limit: usize,
    seed: u64,
    grain: i64,
    budget: &Budget<'_>,
) -> Found {
    if limit == 1 {
        let together = vec![0; graph.n()];
        let value = relocate::value(graph, &together);
        return Found { labels: together, value, lower: value };
    }
    let split = good_split(graph.clone(), grain, budget);
    let two: Vec<usize> = split.iter().map(|&side| usize::from(side < 0)).collect();
    let lower = if graph.n() > GREAT { graph.decided } else { bound::bound(graph, budget) };
    let search = Search { graph, lower, seed, budget };
    let free = search.step(graph.n(), two.clone());
    let needed = free.labels.iter().max().map_or(1, |greatest| greatest + 1);
    if free.is_proved() && limit >= needed {
        return free;
    }
    let mut chained = search.known(two);
    // Numbers of camps that are not asked for come first all the same, in every answer alike.
    for k in 2..needed.min(limit + 1) {
        if budget.is_spent() {
            break;
        }
        chained = search.step(k, chained.labels);
    }
    if limit < needed {
        return chained;
    }
    let mut free = free;
    free.take(graph, chained.labels);
    free
}

struct Search<'a> {
    graph: &'a Couplings,
    /// No partition costs less, however many camps it has.
    lower: i64,
    seed: u64,
    budget: &'a Budget<'a>,
}

impl Search<'_> {
    fn known(&self, labels: Vec<usize>) -> Found {
        let value = relocate::value(self.graph, &labels);
        Found { labels, value, lower: self.lower }
    }

    /// The best partition into at most `limit` camps that is found from one that is known.
    fn step(&self, limit: usize, start: Vec<usize>) -> Found {
        let Self { graph, lower, seed, budget } = *self;
        let (value, labels) = relocate::relocate(graph, limit, start, lower, seed, budget);
        let mut found = Found { labels, value, lower };
        if !found.is_proved() && graph.n() <= exhaust::GREATEST {
            let exhausted = exhaust::exhaust(graph, limit, (value, found.labels), budget);
            let (value, labels) = exhausted.best;
            let lower = if exhausted.is_complete { value } else { lower };
            found = Found { labels, value, lower };
        }
        relocate::number(&mut found.labels);
        found
    }
}
