//! The number of shifts.

use super::{
    changes::Views,
    shift_pass::{DefiniteShift, Verdict, each_verdict},
    shifts::{pairs_around, shifts_in},
};
use crate::{
    graph::{PairIndex, TemporalGraph},
    model::EntityIndex,
    view::{Certainty, Moment, View},
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
    let (graph, history) = (view.graph(), view.with_history());
    if let Some(entity) = entity {
        let mut tally = Tally::default();
        for shift in pairs_around(graph, entity).flat_map(|pair| shifts_in(view, &history, pair)) {
            tally.add(graph, shift.pair, ShiftCounts::one(shift.to_positive, shift.certainty));
        }
        return tally.counts;
    }
    let parts = graph.map_parts(|pairs| {
        let mut tally = Tally::default();
        each_verdict(view, pairs, |pair, verdict| match verdict {
            Verdict::Definite(shifts) => {
                for shift in shifts {
                    tally.add(graph, pair, ShiftCounts::definite(*shift));
                }
            }
            Verdict::Undecided => {
                for shift in shifts_in(view, &history, pair) {
                    tally.add(graph, pair, ShiftCounts::one(shift.to_positive, shift.certainty));
                }
            }
        });
        tally
    });
    parts.into_iter().reduce(Tally::then).unwrap_or_default().counts
}

/// Counts the shifts of each of several views of which only the spans differ, whose begins and ends ascend. Time linear
/// in the statements read where days are known; those of a pair with an uncertain day are read for each view.
pub fn count_shifts_of_each(views: &[View<'_>], entity: Option<EntityIndex>) -> Vec<ShiftCounts> {
    let of_all = Views::new(views);
    let Some(history) = of_all.history() else { return Vec::new() };
    let graph = history.graph();
    let count = |tallies: &mut [Tally], pair: PairIndex| {
        let statements: Vec<_> = history.stances_of(pair).collect();
        let sign = |moment: &Moment| moment.signs(graph).sign();
        of_all.each_change(&statements, sign, |at, change| {
            let (sign, certainty) = (sign(change.to), change.certainty);
            tallies[at].add(graph, pair, ShiftCounts::one(sign == Some(1), certainty));
        });
    };
    let (none, are_cut) = (|| vec![Tally::default(); views.len()], of_all.are_cut());
    let parts = match entity {
        Some(entity) => {
            let mut tallies = none();
            pairs_around(graph, entity).for_each(|pair| count(&mut tallies, pair));
            vec![tallies]
        }
        None => graph.map_parts(|pairs| {
            let mut tallies = none();
            each_verdict(history, pairs, |pair, verdict| match verdict {
                Verdict::Definite(shifts) if !are_cut => {
                    for shift in shifts {
                        for tally in &mut tallies[of_all.with_day(shift.day)] {
                            tally.add(graph, pair, ShiftCounts::definite(*shift));
                        }
                    }
                }
                _ => count(&mut tallies, pair),
            });
            tallies
        }),
    };
    let sums = parts.into_iter().reduce(|sums, part| {
        sums.into_iter().zip(part).map(|(sum, part)| sum.then(part)).collect()
    });
    sums.into_iter().flatten().map(|tally| tally.counts).collect()
}

impl ShiftCounts {
    fn definite(shift: DefiniteShift) -> Self {
        Self::one(shift.to_positive, Certainty::Definite)
    }

    /// Those of one shift.
    fn one(to_positive: bool, certainty: Certainty) -> Self {
        Self {
            to_positive: usize::from(to_positive),
            to_negative: usize::from(!to_positive),
            possible: usize::from(certainty == Certainty::Possible),
            ..Self::default()
        }
    }
}

/// The counts of shifts that are sorted by holder and pair.
#[derive(Clone, Default)]
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
