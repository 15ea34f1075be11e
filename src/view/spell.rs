//! Spells: the days over which a tie stands.

use super::{scope::View, tie::Tie};
use crate::{
    graph::{PairIndex, StatementIndex},
    model::{Bounds, Day, Instant, Span},
};

/// Consecutive days over which a tie stands unchanged, as of the end of each day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spell {
    /// The days.
    pub span: Span,
    /// The tie as of each of them.
    pub tie: Tie,
}

impl View<'_> {
    /// The spells of a pair: for each day of the view, the tie as of that day, if there is one. Spells do not
    /// overlap, and adjacent ones differ in polarity, certainty or the leading statement.
    ///
    /// As of a day, a statement counts from its earliest day on and is definite from its latest. The tie can only
    /// change on the first and last days of bounds and on the days after them, so one day of each interval between
    /// them decides for all. Time quadratic in the pair's statements.
    pub fn spells(&self, pair: PairIndex) -> Vec<Spell> {
        let intervals = self.intervals(pair, |view| view.tie(pair));
        intervals.into_iter().map(|(span, tie)| Spell { span, tie }).collect()
    }

    /// The same with the deciding statements, the strongest first; adjacent spells may differ only in these.
    pub fn decided_spells(&self, pair: PairIndex) -> Vec<(Spell, Vec<StatementIndex>)> {
        let decided = |view: &Self| Some((view.tie(pair)?, view.deciding(pair)));
        let intervals = self.intervals(pair, decided);
        let spell = |(span, (tie, deciding))| (Spell { span, tie }, deciding);
        intervals.into_iter().map(spell).collect()
    }

    /// The same to the instant: from an instant to before another one. On a day on which statements have times, the tie is that
    /// before the next of these times, and at last that of the end of the day.
    pub fn instant_spells(&self, pair: PairIndex) -> Vec<([Instant; 2], Tie)> {
        let graph = self.graph();
        let [begin, end] = self.frame().ends();
        let timed = self.counted_of(pair).filter_map(|(index, _)| {
            let statement = graph.statement(index);
            let time = statement.time()?;
            Some(Instant { day: statement.bounds().latest, time })
        });
        let mut changes: Vec<Instant> = timed.filter(|at| begin < *at && *at < end).collect();
        if changes.is_empty() {
            // The view may cut its first and its last day.
            let whole = self.frame().span;
            let ends = |span: Span| {
                let first =
                    if span.begin == whole.begin { begin } else { Instant::begin_of(span.begin) };
                let last = if span.end == whole.end { end } else { Instant::begin_of(span.end) };
                [first, last]
            };
            return self.spells(pair).into_iter().map(|it| (ends(it.span), it.tie)).collect();
        }
        let days = self.changes(pair).into_iter().map(Instant::begin_of);
        changes.extend(days.filter(|at| begin < *at && *at < end));
        changes.sort_unstable();
        changes.dedup();
        let mut spells: Vec<([Instant; 2], Tie)> = Vec::new();
        let mut start = begin;
        for next in changes.into_iter().chain([end]) {
            let start = std::mem::replace(&mut start, next);
            let judged = if next == Instant::MAX {
                self.as_of(if start.day.is_bounded() { start.day } else { self.frame().today })
            } else {
                self.between([begin, next])
            };
            let Some(tie) = judged.tie(pair) else { continue };
            match spells.last_mut().filter(|(ends, last)| ends[1] == start && *last == tie) {
                Some((ends, _)) => ends[1] = next,
                None => spells.push(([start, next], tie)),
            }
        }
        spells
    }

    /// The values at the end of each day of the view, in intervals of equal values.
    fn intervals<T: PartialEq>(
        &self,
        pair: PairIndex,
        of: impl Fn(&Self) -> Option<T>,
    ) -> Vec<(Span, T)> {
        let Span { begin, end } = self.frame().span;
        let changes = self.changes(pair);
        let starts = || std::iter::once(begin).chain(changes.iter().copied());
        let mut intervals: Vec<(Span, T)> = Vec::new();
        for (start, end) in starts().zip(starts().skip(1).chain([end])) {
            let span = Span { begin: start, end };
            let day = [span.last(), start].into_iter().find(|day| day.is_bounded());
            let Some(found) = of(&self.as_of(day.unwrap_or(self.frame().today))) else {
                continue;
            };
            match intervals.last_mut().filter(|last| last.0.end == start && last.1 == found) {
                Some((span, _)) => span.end = end,
                None => intervals.push((span, found)),
            }
        }
        intervals
    }

    /// The same view at the end of an earlier day.
    fn as_of(&self, day: Day) -> Self {
        self.with_span(Span { begin: self.frame().span.begin, end: day.next() })
    }

    /// The days inside the view, after its first, on which the tie of a pair may change.
    fn changes(&self, pair: PairIndex) -> Vec<Day> {
        let Span { begin, end } = self.frame().span;
        let statements = self.counted_of(pair).map(|(index, _)| self.graph().statement(index));
        let bounds = statements.flat_map(|it| [Some(it.bounds()), it.until_bounds()]);
        let mut days: Vec<Day> = bounds
            .flatten()
            .flat_map(|Bounds { earliest, latest }| {
                [earliest, earliest.next(), latest, latest.next()]
            })
            .filter(|&day| day.is_bounded() && begin < day && day < end)
            .collect();
        days.sort_unstable();
        days.dedup();
        days
    }
}
