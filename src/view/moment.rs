//! Moments: what was said at once.

use super::{frame::Certainty, scope::View};
use crate::{
    graph::{PairIndex, StatementIndex, TemporalGraph},
    model::{Bounds, Day, Effect, Polarity, SourceIndex, Span, Time},
};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
};

/// Which signs the statements of a moment have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signs(u8);

impl Signs {
    const POSITIVE: Self = Self(1);
    const NEGATIVE: Self = Self(1 << 1);
    const MIXED: Self = Self(1 << 2);
    const BOTH: Self = Self(Self::POSITIVE.0 | Self::NEGATIVE.0);

    /// What a verb with this effect shows; one that is neutral or ends a stance shows nothing.
    pub const fn of(effect: Effect) -> Self {
        match effect {
            Effect::Expresses(Polarity::Positive) => Self::POSITIVE,
            Effect::Expresses(Polarity::Negative) => Self::NEGATIVE,
            Effect::Expresses(Polarity::Mixed) => Self::MIXED,
            Effect::Expresses(Polarity::Neutral) | Effect::Ends => Self(0),
        }
    }

    /// These and others.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether both signs are among them, without which there is no shift.
    pub const fn has_both(self) -> bool {
        self.0 & Self::BOTH.0 == Self::BOTH.0
    }

    /// Whether there are several of them, or a mixed one.
    pub fn is_mixed(self) -> bool {
        self.0 != 0 && self.sign().is_none()
    }

    /// The only sign, +1 or −1.
    pub fn sign(self) -> Option<i8> {
        match self {
            Self::POSITIVE => Some(1),
            Self::NEGATIVE => Some(-1),
            _ => None,
        }
    }
}

/// Statements of one known day that nothing puts one before another, or a statement whose day is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The days on which it may have been.
    pub bounds: Bounds,
    /// The statements, in order; at least one.
    pub statements: Vec<StatementIndex>,
}

impl Moment {
    /// The moments of statements, which are in order: by latest day, earliest day, and within a day.
    pub fn of(
        graph: &TemporalGraph,
        ordered: impl IntoIterator<Item = StatementIndex>,
    ) -> Vec<Self> {
        let mut days: Vec<Self> = Vec::new();
        for statement in ordered {
            let bounds = graph.statement(statement).bounds();
            match days.last_mut() {
                Some(day) if day.bounds == bounds && day.is_one_day() => {
                    day.statements.push(statement);
                }
                _ => days.push(Self { bounds, statements: vec![statement] }),
            }
        }
        if graph.orders_days() {
            days.into_iter().flat_map(|day| day.in_parts(graph)).collect()
        } else {
            days
        }
    }

    /// The first and the last of its times, if all its statements have one.
    pub fn times(&self, graph: &TemporalGraph) -> Option<[Time; 2]> {
        let mut ends: Option<[Time; 2]> = None;
        for statement in &self.statements {
            let time = graph.statement(*statement).time()?;
            let [first, last] = ends.unwrap_or([time; 2]);
            ends = Some([first.min(time), last.max(time)]);
        }
        ends
    }

    /// Which signs its statements have.
    pub fn signs(&self, graph: &TemporalGraph) -> Signs {
        let signs = self.statements.iter().map(|it| Signs::of(graph.statement(*it).effect()));
        signs.fold(Signs::default(), Signs::with)
    }

    /// Whether it was on one known day.
    pub fn is_one_day(&self) -> bool {
        self.bounds.is_one_day() && self.bounds.latest.is_bounded()
    }

    /// Whether it was certainly before another.
    pub fn is_before(&self, other: &Self, graph: &TemporalGraph) -> bool {
        let are_ordered = || {
            if let (Some([_, last]), Some([first, _])) = (self.times(graph), other.times(graph))
                && (last < first || !graph.has_replies())
            {
                return last < first;
            }
            let mut others = other.statements.iter();
            others.all(|&later| self.statements.iter().all(|&it| graph.is_before(it, later)))
        };
        self.bounds.latest < other.bounds.earliest
            || (self.is_one_day() && self.bounds == other.bounds && are_ordered())
    }

    /// The moments of a day. What is before nothing else is the last, as it decides the tie at the end of the day; what
    /// is before that alone stands before it, and so on.
    ///
    /// Time O(n log n) in the day's statements; quadratic where their sources reply to each other.
    fn in_parts(self, graph: &TemporalGraph) -> Vec<Self> {
        let n = self.statements.len();
        if n < 2 || !self.is_one_day() {
            return vec![self];
        }
        let read = self.statements.iter().map(|it| graph.statement(*it));
        let (times, sources): (Vec<Option<Time>>, Vec<SourceIndex>) =
            read.map(|it| (it.time(), it.source())).unzip();
        let Some(originals) = originals(graph, &sources) else {
            let distinct: BTreeSet<Time> = times.iter().copied().flatten().collect();
            let distinct: Vec<Time> = distinct.into_iter().collect();
            let later = |time: Time| distinct.len() - distinct.partition_point(|it| *it <= time);
            return self.parts(times.iter().map(|time| time.map_or(0, later)).collect());
        };
        let is_before = |one: usize, other: usize| match (times[one], times[other]) {
            (Some(time), Some(later)) if time != later => time < later,
            _ => originals.get(&sources[other]).is_some_and(|of| of.contains(&sources[one])),
        };
        let after = n_after(n, is_before);
        self.parts(after)
    }

    /// Its parts, by the number of statements that follow each, one before another.
    fn parts(self, after: Vec<usize>) -> Vec<Self> {
        let Self { bounds, statements } = self;
        let mut parts: BTreeMap<Reverse<usize>, Vec<StatementIndex>> = BTreeMap::new();
        for (statement, after) in statements.into_iter().zip(after) {
            parts.entry(Reverse(after)).or_default().push(statement);
        }
        parts.into_values().map(|statements| Self { bounds, statements }).collect()
    }
}

/// To which of some sources each of them replies, straight or through others; nothing where none replies to another.
fn originals(
    graph: &TemporalGraph,
    sources: &[SourceIndex],
) -> Option<HashMap<SourceIndex, HashSet<SourceIndex>>> {
    if !graph.has_replies() {
        return None;
    }
    let distinct: HashSet<SourceIndex> = sources.iter().copied().collect();
    let of = |source: SourceIndex| {
        let mut originals = graph.replied_to(std::iter::once(source));
        originals.retain(|original| distinct.contains(original));
        (!originals.is_empty()).then_some((source, originals))
    };
    let originals: HashMap<_, _> = distinct.iter().copied().filter_map(of).collect();
    (!originals.is_empty()).then_some(originals)
}

/// How many follow each of `n`, one before another, at most. Those of an order that runs in a circle, and those before
/// them, come first together.
fn n_after(n: usize, is_before: impl Fn(usize, usize) -> bool) -> Vec<usize> {
    let mut n_open: Vec<usize> =
        (0..n).map(|at| (0..n).filter(|other| is_before(at, *other)).count()).collect();
    let mut after = vec![0; n];
    let mut settled: Vec<usize> = (0..n).filter(|at| n_open[*at] == 0).collect();
    let mut at = 0;
    while let Some(later) = settled.get(at).copied() {
        at += 1;
        for earlier in (0..n).filter(|earlier| is_before(*earlier, later)) {
            after[earlier] = after[earlier].max(after[later] + 1);
            n_open[earlier] -= 1;
            if n_open[earlier] == 0 {
                settled.push(earlier);
            }
        }
    }
    let all = after.into_iter().zip(n_open);
    all.map(|(after, n_open)| if n_open > 0 { n } else { after }).collect()
}

impl View<'_> {
    /// The certainty of a moment of counted statements in the view; `None` when it is outside.
    pub fn places(&self, moment: &Moment) -> Option<Certainty> {
        let certainties = || moment.statements.iter().map(|statement| self.framed(*statement));
        let is_definite = certainties().all(|certainty| certainty == Some(Certainty::Definite));
        certainties().any(|certainty| certainty.is_some()).then(|| Certainty::of(is_definite))
    }

    /// The counted statements of a pair that are not neutral, in order.
    pub fn stances_of(&self, pair: PairIndex) -> impl Iterator<Item = StatementIndex> {
        let neutral = Effect::Expresses(Polarity::Neutral);
        let counted = self.counted_of(pair).map(|(statement, _)| statement);
        counted.filter(move |statement| self.graph().statement(*statement).effect() != neutral)
    }

    /// The same view, with everything that was said before it.
    #[must_use]
    pub fn with_history(&self) -> Self {
        self.with_span(Span { begin: Day::MIN, ..self.frame().span })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The parts of a day of four statements, with these orders.
    fn parts(orders: &[(usize, usize)]) -> Vec<Vec<usize>> {
        let bounds = Bounds::on(Day::from_civil(2018, 4, 25));
        let statements = (0..4).map(StatementIndex::new).collect();
        let day = Moment { bounds, statements };
        let is_before = |one, other| orders.contains(&(one, other));
        let parts = day.parts(n_after(4, is_before)).into_iter();
        parts.map(|part| part.statements.iter().map(|it| it.position()).collect()).collect()
    }

    #[test]
    fn a_day_is_parted_by_what_is_before_what() {
        assert_eq!(parts(&[]), [vec![0, 1, 2, 3]]);
        assert_eq!(parts(&[(0, 1)]), [vec![0], vec![1, 2, 3]]);
        assert_eq!(parts(&[(3, 0), (3, 1), (3, 2)]), [vec![3], vec![0, 1, 2]]);
        let by_time = [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)];
        assert_eq!(parts(&by_time), [vec![0], vec![1], vec![2], vec![3]]);
        // A reply to a reply, and what nothing orders.
        assert_eq!(parts(&[(2, 1), (1, 0)]), [vec![2], vec![1], vec![0, 3]]);
    }

    #[test]
    fn an_order_in_a_circle_loses_nothing() {
        let parts = parts(&[(0, 1), (1, 2), (2, 0)]);
        let mut all: Vec<usize> = parts.concat();
        all.sort_unstable();
        assert_eq!(all, [0, 1, 2, 3]);
    }
}
