//! The number of shifts.

use super::{
    shift_pass::{Verdict, each_verdict},
    shifts::{Shift, shifts_around, shifts_in},
};
use crate::{
    graph::{PairIndex, TemporalGraph},
    model::EntityIndex,
    view::{Certainty, View},
};

/// Counts of shifts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ShiftCounts {
    /// Shifts to positive.
    pub to_positive: usize,
    /// Shifts to negative.
    pub to_negative: usize,
    /// Of all, the possible ones.
    pub possible: usize,
    /// The pairs with shifts.
    pub pairs: usize,
    /// The holders of these pairs.
    pub holders: usize,
}

/// Counts the shifts of the pairs that `entity` is in, or of all, without storing them. Time linear in the statements
/// read, on all processors.
pub fn count_shifts(view: &View<'_>, entity: Option<EntityIndex>) -> ShiftCounts {
    let graph = view.graph();
    let parts = match entity {
        None => {
            let history = view.with_history();
            graph.map_parts(|pairs| {
                let mut tally = Tally::default();
                each_verdict(view, pairs, |pair, verdict| match verdict {
                    Verdict::NONE => {}
                    Verdict::Definite { to_positive, to_negative } => {
                        tally.add(
                            graph,
                            pair,
                            ShiftCounts { to_positive, to_negative, ..ShiftCounts::default() },
                        );
                    }
                    Verdict::Undecided => {
                        let shifts = shifts_in(view, &history, pair);
                        for shift in &shifts {
                            tally.add(graph, pair, shift.into());
                        }
                    }
                });
                tally
            })
        }
        Some(entity) => {
            let mut tally = Tally::default();
            shifts_around(view, entity)
                .for_each(|shift| tally.add(graph, shift.pair, (&shift).into()));
            vec![tally]
        }
    };
    parts.into_iter().reduce(Tally::then).unwrap_or_default().counts
}

impl From<&Shift> for ShiftCounts {
    fn from(shift: &Shift) -> Self {
        Self {
            to_positive: usize::from(shift.to_positive),
            to_negative: usize::from(!shift.to_positive),
            possible: usize::from(shift.certainty == Certainty::Possible),
            ..Self::default()
        }
    }
}

/// The counts of shifts that are sorted by holder and pair.
#[derive(Default)]
struct Tally {
    counts: ShiftCounts,
    /// The pair counted last.
    pair: Option<PairIndex>,
    /// The holders counted first and last.
    holders: Option<(EntityIndex, EntityIndex)>,
}

impl Tally {
    fn add(&mut self, graph: &TemporalGraph, pair: PairIndex, found: ShiftCounts) {
        let counts = &mut self.counts;
        counts.to_positive += found.to_positive;
        counts.to_negative += found.to_negative;
        counts.possible += found.possible;
        if self.pair.replace(pair) == Some(pair) {
            return;
        }
        counts.pairs += 1;
        let holder = graph.holder(pair);
        let (first, last) =
            self.holders.map_or((holder, None), |(first, last)| (first, Some(last)));
        counts.holders += usize::from(last != Some(holder));
        self.holders = Some((first, holder));
    }

    /// These counts and those of the pairs that follow, of which the first may have the same holder as the last here.
    fn then(self, later: Self) -> Self {
        let (Some((first, last)), Some((next, end))) = (self.holders, later.holders) else {
            return if self.holders.is_some() { self } else { later };
        };
        let (a, b) = (self.counts, later.counts);
        let counts = ShiftCounts {
            to_positive: a.to_positive + b.to_positive,
            to_negative: a.to_negative + b.to_negative,
            possible: a.possible + b.possible,
            pairs: a.pairs + b.pairs,
            holders: a.holders + b.holders - usize::from(last == next),
        };
        Self { counts, pair: later.pair, holders: Some((first, end)) }
    }
}
