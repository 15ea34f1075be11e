//! Groups of statements with the same days, and which groups may be within δ days of each other.

use crate::{
    analysis::changes::Gap,
    graph::StatementIndex,
    model::{Bounds, Day},
    view::{Certainty, Sign},
};
use std::collections::BTreeMap;

/// A statement with a sign.
#[derive(Clone, Copy, Debug)]
pub(super) struct SignedStatement {
    pub(super) statement: StatementIndex,
    pub(super) bounds: Bounds,
    pub(super) certainty: Certainty,
    pub(super) sign: Sign,
}

/// Statements with the same sign, bounds and certainty.
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub(super) bounds: Bounds,
    pub(super) certainty: Certainty,
    pub(super) sign: Sign,
    pub(super) statements: Vec<StatementIndex>,
}

/// Groups, indexed by their days.
#[derive(Clone, Debug, Default)]
pub(super) struct Groups {
    /// First the groups of at most δ days, by earliest day; then the others.
    all: Vec<Group>,
    n_short: usize,
    within: i64,
}

impl Groups {
    /// Groups statements, for matches within `within` days.
    pub(super) fn new(within: u32, statements: impl IntoIterator<Item = SignedStatement>) -> Self {
        let within = i64::from(within);
        let mut groups = BTreeMap::<_, Group>::new();
        for statement in statements {
            let SignedStatement { statement, bounds, certainty, sign } = statement;
            let days = bounds.latest.days_since(bounds.earliest);
            let is_long = days.is_none_or(|days| days > within);
            groups
                .entry((is_long, bounds.earliest, bounds.latest, sign, certainty))
                .or_insert_with(|| Group { bounds, certainty, sign, statements: Vec::new() })
                .statements
                .push(statement);
        }
        let n_short = groups.keys().take_while(|(is_long, ..)| !is_long).count();
        Self { all: groups.into_values().collect(), n_short, within }
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// Each group with each group of `later` that may follow it in time.
    pub(super) fn followed_by<'m>(
        &'m self,
        later: &'m Self,
    ) -> impl Iterator<Item = (Certainty, [&'m Group; 2])> {
        self.all.iter().flat_map(move |first| {
            later.near(first.bounds).filter_map(move |second| {
                let pair = [first, second];
                Some((in_order(pair, self.within)?, pair))
            })
        })
    }

    /// Any two groups, and each with itself.
    pub(super) fn together(&self) -> impl Iterator<Item = (Certainty, [&Group; 2])> {
        self.all.iter().flat_map(move |one| {
            // The group that is first in memory is the first of the pair.
            let others = self
                .near(one.bounds)
                .filter(move |other| std::ptr::from_ref(one) <= std::ptr::from_ref(*other));
            others.filter_map(move |other| {
                let pair = [one, other];
                Some((in_any_order(&pair, self.within)?, pair))
            })
        })
    }

    /// One group of each.
    pub(super) fn three(
        [first, second, third]: [&Self; 3],
    ) -> impl Iterator<Item = (Certainty, [&Group; 3])> {
        first.all.iter().flat_map(move |a| {
            second.near(a.bounds).flat_map(move |b| {
                third.near(a.bounds).filter_map(move |c| {
                    let three = [a, b, c];
                    Some((in_any_order(&three, first.within)?, three))
                })
            })
        })
    }

    /// At least the groups that may be within δ days of some bounds.
    fn near(&self, bounds: Bounds) -> impl Iterator<Item = &Group> {
        let (short, long) = self.all.split_at(self.n_short);
        // A group that begins more than 2δ days before, and lasts at most δ days, ends too early.
        let earliest = bounds.earliest.plus(-2 * self.within);
        let latest = bounds.latest.plus(self.within);
        let begin = short.partition_point(|group| group.bounds.earliest < earliest);
        let n = short[begin..].partition_point(|group| group.bounds.earliest <= latest);
        short[begin..begin + n].iter().chain(long)
    }
}

/// The number of ways to choose a statement from each group, or two different ones from a group that occurs twice.
pub(super) fn choices(groups: &[&Group]) -> u64 {
    let n = |group: &Group| group.statements.len() as u64;
    match groups {
        [one, other] if std::ptr::eq(*one, *other) => n(one) * (n(one) - 1) / 2,
        _ => groups.iter().map(|group| n(group)).product(),
    }
}

/// The days that may lie between the first and the last of some bounds in any order.
pub(super) fn spread(bounds: impl Iterator<Item = Bounds> + Clone) -> Gap {
    let extreme = |of: fn(Bounds) -> Day| bounds.clone().map(of);
    let last_earliest = extreme(|bounds| bounds.earliest).max().unwrap_or(Day::MAX);
    let first_latest = extreme(|bounds| bounds.latest).min().unwrap_or(Day::MIN);
    let last = extreme(|bounds| bounds.latest).max().unwrap_or(Day::MAX);
    let first = extreme(|bounds| bounds.earliest).min().unwrap_or(Day::MIN);
    Gap {
        least: Some(last_earliest.days_since(first_latest).unwrap_or(0).max(0)),
        greatest: last.days_since(first),
    }
}

/// Whether the second of two may follow the first within the limit.
fn in_order([first, second]: [&Group; 2], within: i64) -> Option<Certainty> {
    let is_in_order = first.bounds.earliest <= second.bounds.latest;
    let found = in_any_order(&[first, second], within).filter(|_| is_in_order)?;
    let is_sure = found == Certainty::Definite && first.bounds.latest < second.bounds.earliest;
    Some(Certainty::of(is_sure))
}

/// Whether groups may all be within the given number of days.
fn in_any_order(groups: &[&Group], within: i64) -> Option<Certainty> {
    let Gap { least, greatest } = spread(groups.iter().map(|group| group.bounds));
    if least.is_some_and(|least| least > within) {
        return None;
    }
    let are_apart = groups
        .iter()
        .enumerate()
        .all(|(at, one)| groups[..at].iter().all(|other| !other.bounds.overlaps(one.bounds)));
    let is_definite = are_apart
        && greatest.is_some_and(|greatest| greatest <= within)
        && groups.iter().all(|group| group.certainty == Certainty::Definite);
    Some(Certainty::of(is_definite))
}
