//! Finds which of many views a statement may be in.

use crate::{
    model::{Bounds, Day},
    view::{Certainty, Framed, View},
};
use std::ops::Range;

/// Views whose begins and ends ascend, by the days on which they begin and end.
pub(in crate::analysis) struct Reach {
    begins: Vec<Day>,
    ends: Vec<Day>,
    /// The same for each day from `first` on, when there are not too many days.
    table: Vec<Counted>,
    first: Day,
    /// Whether a view begins or ends within a day.
    is_cut: bool,
}

/// The number of views that have begun, and that have ended, by a day.
#[derive(Clone, Copy)]
struct Counted {
    begun: u32,
    over: u32,
}

impl Reach {
    pub(in crate::analysis) fn of(views: &[View<'_>]) -> Self {
        /// Three thousand years.
        const MOST_DAYS: i64 = 1 << 20;
        let begins: Vec<Day> = views.iter().map(|view| view.frame().span.begin).collect();
        let ends: Vec<Day> = views.iter().map(|view| view.frame().span.end).collect();
        let days = || begins.iter().chain(&ends).copied().filter(|day| day.is_bounded());
        let first = days().min().unwrap_or(Day::from_number(0)).previous();
        let last = days().max().unwrap_or(first);
        let n_days = last.days_since(first).unwrap_or_default() + 1;
        let is_cut = views.iter().any(|view| !view.frame().cut.is_none());
        let mut reach = Self { begins, ends, table: Vec::new(), first, is_cut };
        if n_days <= MOST_DAYS {
            let days = (0..n_days).map(|number| first.plus(number));
            reach.table = days.map(|day| reach.search(day)).collect();
        }
        reach
    }

    /// The positions of the views that statements within some bounds may be in.
    #[inline]
    fn of_bounds(&self, Bounds { earliest, latest }: Bounds) -> Range<usize> {
        if earliest == latest {
            // Nearly all days are in the table; the unsigned offset of a day before it is out of range, too.
            let number = latest.number().wrapping_sub(self.first.number()).cast_unsigned();
            let found = self.table.get(number as usize).copied();
            let Counted { begun, over } = found.unwrap_or_else(|| self.on(latest));
            return over as usize..begun as usize;
        }
        self.on(earliest).over as usize..self.on(latest).begun as usize
    }

    /// Calls back with each view that a statement of the [`whole`] is in, and the certainty.
    #[inline]
    pub(in crate::analysis) fn visit(
        &self,
        views: &[View<'_>],
        framed: &Framed,
        mut visit: impl FnMut(usize, Certainty),
    ) {
        let reached = if views.len() == 1 { 0..1 } else { self.of_bounds(framed.bounds) };
        let is_exact = framed.bounds.is_one_day();
        for view in reached {
            let certainty = if self.is_cut {
                views[view].framed(framed.statement)
            } else if is_exact {
                // A known day is definite in all of them.
                Some(framed.certainty)
            } else {
                views[view].frame().places(framed.bounds)
            };
            if let Some(certainty) = certainty {
                visit(view, certainty);
            }
        }
    }

    /// Nothing changes before the first day of the table, nor after its last.
    #[cold]
    fn on(&self, day: Day) -> Counted {
        let number = i64::from(day.number()) - i64::from(self.first.number());
        let last = self.table.len().saturating_sub(1);
        let row = usize::try_from(number).unwrap_or_default().min(last);
        self.table.get(row).copied().unwrap_or_else(|| self.search(day))
    }

    fn search(&self, day: Day) -> Counted {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let is_over = |end: &Day| *end <= day && *end != Day::MAX;
        Counted {
            begun: count(self.begins.partition_point(|begin| *begin <= day)),
            over: count(self.ends.partition_point(is_over)),
        }
    }
}

/// The union of some views.
pub(in crate::analysis) fn whole<'g>(views: &[View<'g>]) -> Option<View<'g>> {
    let (first, last) = (views.first()?, views.last()?);
    Some(first.until_end_of(last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{corpus::Corpus, graph::TemporalGraph, model::Span, view::Frame};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn views_out_of_reach_do_not_meet_the_bounds(
            begin in -5_i64..20,
            length in 1_i64..9,
            step in 1_i64..2_000_000,
            n_views in 0_usize..9,
            is_open in any::<bool>(),
            days in (-9_i64..40, 0_i64..20),
        ) {
            let graph = TemporalGraph::new(Corpus::default());
            let day = |number: i64| Day::from_number(number);
            let views: Vec<View<'_>> = (0..n_views)
                .map(|number| {
                    let begin = begin + step * i64::try_from(number).unwrap_or_default();
                    let begin = if is_open && number == 0 { Day::MIN } else { day(begin) };
                    let end = if is_open && number + 1 == n_views { Day::MAX } else { begin.max(day(0)).plus(length) };
                    View::new(&graph, Frame { span: Span { begin, end }, ..Frame::all(day(0)) })
                })
                .collect();
            let bounds = Bounds { earliest: day(days.0), latest: day(days.0 + days.1) };
            let reach = Reach::of(&views).of_bounds(bounds);
            for (position, view) in views.iter().enumerate() {
                prop_assert_eq!(reach.contains(&position), view.frame().places(bounds).is_some());
            }
        }
    }
}
