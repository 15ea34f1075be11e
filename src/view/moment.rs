//! Moments: what was said at once.

use super::{
    day::{DayOrder, Said},
    frame::Certainty,
    scope::View,
};
use crate::{
    graph::{PairIndex, StatementIndex, TemporalGraph},
    model::{Bounds, Day, Effect, Polarity, Span, Time},
};
use std::{cmp::Reverse, collections::BTreeMap};

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
    /// Which signs its statements have.
    pub fn signs(&self, graph: &TemporalGraph) -> Signs {
        let signs = self.statements.iter().map(|it| Signs::of(graph.statement(*it).effect()));
        signs.fold(Signs::default(), Signs::with)
    }

    /// Whether it was on one known day.
    pub fn is_one_day(&self) -> bool {
        self.bounds.is_one_day() && self.bounds.latest.is_bounded()
    }

    /// The moments of a day, by the number of statements that follow each, one before another: what is before nothing else
    /// is the last, as it decides the tie at the end of the day; what is before that alone stands before it, and so on.
    fn parts(self, after: Vec<usize>) -> impl Iterator<Item = Self> {
        let Self { bounds, statements } = self;
        let mut parts: BTreeMap<Reverse<usize>, Vec<StatementIndex>> = BTreeMap::new();
        for (statement, after) in statements.into_iter().zip(after) {
            parts.entry(Reverse(after)).or_default().push(statement);
        }
        parts.into_values().map(move |statements| Self { bounds, statements })
    }
}

/// Moments in order, and what orders those of one day.
#[derive(Clone, Debug, Default)]
pub struct Moments {
    list: Vec<Moment>,
    /// The days that have several.
    days: Vec<DayOfMoments>,
}

/// A day of several moments.
#[derive(Clone, Debug)]
struct DayOfMoments {
    /// The position of its first moment.
    first: usize,
    /// What orders the statements of each of its moments.
    moments: Vec<Vec<Said>>,
    order: DayOrder,
}

impl Moments {
    /// The moments of statements, which are in order: by latest day, earliest day, and within a day.
    ///
    /// Time O(n log n) in the statements and in the sources to which theirs reply.
    pub fn of(graph: &TemporalGraph, ordered: impl IntoIterator<Item = StatementIndex>) -> Self {
        let mut days: Vec<Moment> = Vec::new();
        for statement in ordered {
            let bounds = graph.statement(statement).bounds();
            match days.last_mut() {
                Some(day) if day.bounds == bounds && day.is_one_day() => {
                    day.statements.push(statement);
                }
                _ => days.push(Moment { bounds, statements: vec![statement] }),
            }
        }
        if !graph.orders_days() {
            return Self { list: days, days: Vec::new() };
        }
        let mut moments = Self::default();
        for day in days {
            moments.push_day(graph, day);
        }
        moments
    }

    /// The moments, in order.
    pub fn list(&self) -> &[Moment] {
        &self.list
    }

    fn push_day(&mut self, graph: &TemporalGraph, day: Moment) {
        if day.statements.len() < 2 || !day.is_one_day() {
            return self.list.push(day);
        }
        let order = DayOrder::of(graph, &day.statements);
        let after = order.n_after();
        let mut moments: BTreeMap<Reverse<usize>, Vec<Said>> = BTreeMap::new();
        for (said, after) in order.said().iter().zip(&after) {
            moments.entry(Reverse(*after)).or_default().push(*said);
        }
        if moments.len() > 1 {
            let mut moments: Vec<Vec<Said>> = moments.into_values().collect();
            for said in &mut moments {
                said.sort_unstable();
                said.dedup();
            }
            self.days.push(DayOfMoments { first: self.list.len(), moments, order });
        }
        self.list.extend(day.parts(after));
    }

    /// Whether one of them was certainly before another: all of it before all of that.
    pub fn is_before(&self, one: usize, other: usize) -> bool {
        let [earlier, later] = [one, other].map(|at| self.list[at].bounds);
        earlier.latest < later.earliest
            || (earlier == later && self.day_of(one).is_some_and(|day| day.is_before(one, other)))
    }

    /// Whether they were certainly in this order: all of them on known days, and those of one day ordered by times or by
    /// replies alone.
    pub fn are_in_sequence(&self) -> bool {
        self.list.iter().all(Moment::is_one_day)
            && self.days.iter().all(DayOfMoments::is_in_sequence)
    }

    /// The day of a moment, if it has several.
    fn day_of(&self, moment: usize) -> Option<&DayOfMoments> {
        let next = self.days.partition_point(|day| day.first <= moment);
        let day = self.days.get(next.checked_sub(1)?)?;
        (moment - day.first < day.moments.len()).then_some(day)
    }
}

impl DayOfMoments {
    fn is_before(&self, one: usize, other: usize) -> bool {
        let said = |at: usize| at.checked_sub(self.first).and_then(|at| self.moments.get(at));
        said(one).zip(said(other)).is_some_and(|(said, later)| self.is_all_before(said, later))
    }

    fn is_all_before(&self, said: &[Said], later: &[Said]) -> bool {
        said.iter().all(|one| later.iter().all(|other| self.order.is_before(*one, *other)))
    }

    /// Whether each of its moments is before the next, and so before all that follow it: times order all of them or replies
    /// do. What is before another by its time need not be before what replies to that.
    fn is_in_sequence(&self) -> bool {
        let is_untimed = self.order.is_untimed();
        let are_ordered = |two: &[Vec<Said>]| match two {
            [one, other] if is_untimed => self.is_all_before(one, other),
            [one, other] => {
                last_time(one).zip(first_time(other)).is_some_and(|(it, next)| it < next)
            }
            _ => true,
        };
        self.moments.windows(2).all(are_ordered)
    }
}

/// The last time of statements, sorted, that all have one.
fn last_time(said: &[Said]) -> Option<Time> {
    first_time(said)?;
    said.last().and_then(|(time, _)| *time)
}

/// The first time of statements, sorted, that all have one: what has none comes first.
fn first_time(said: &[Said]) -> Option<Time> {
    said.first().and_then(|(time, _)| *time)
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
    use crate::view::day::n_after;

    /// The parts of a day of four statements, with these orders.
    fn parts(orders: &[(usize, usize)]) -> Vec<Vec<usize>> {
        let bounds = Bounds::on(Day::from_civil(2018, 4, 25));
        let statements = (0..4).map(StatementIndex::new).collect();
        let day = Moment { bounds, statements };
        let is_before = |one, other| orders.contains(&(one, other));
        let parts = day.parts(n_after(4, is_before));
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
