//! Ties: the standing polarity of a pair in a view, and the deciding statements.

use super::{
    frame::{Certainty, Resolve},
    scope::View,
};
use crate::{
    graph::{PairIndex, StatementIndex, TemporalGraph},
    model::{Bounds, Day, Effect, EntityIndex, Instant, Polarity, Time},
};
use std::collections::BTreeSet;

/// The stance that stands between a holder and a target at the end of a view.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tie {
    /// The pair.
    pub pair: PairIndex,
    /// The holder.
    pub holder: EntityIndex,
    /// The target.
    pub target: EntityIndex,
    /// The standing polarity.
    pub polarity: Polarity,
    /// Whether it is definite.
    pub certainty: Certainty,
    /// The strongest deciding statement; of equal ones the first in order.
    pub lead: StatementIndex,
}

/// A statement that may decide a tie.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    statement: StatementIndex,
    /// The bounds of its date, with the latest day clipped to the view's last.
    bounds: Bounds,
    effect: Effect,
    strength: f64,
    certainty: Certainty,
    /// The first and the last instant at which the stance may be said to end.
    until: Option<(Instant, Instant)>,
}

/// The outcome for one pair.
struct Decision {
    polarity: Polarity,
    certainty: Certainty,
    /// The deciding statements, the strongest first.
    deciding: Vec<StatementIndex>,
}

impl View<'_> {
    /// The tie of a pair, if there is one. Time linear in the pair's statements.
    pub fn tie(&self, pair: PairIndex) -> Option<Tie> {
        self.tie_of(pair, self.verdict(pair))
    }

    /// The tie of a pair, by the full rules.
    pub(super) fn tie_by_rules(&self, pair: PairIndex) -> Option<Tie> {
        let decision = self.decide(pair)?;
        Some(Tie {
            pair,
            holder: self.graph().holder(pair),
            target: self.graph().target(pair),
            polarity: decision.polarity,
            certainty: decision.certainty,
            lead: *decision.deciding.first()?,
        })
    }

    /// The ties of all pairs, by holder and target.
    pub fn ties(&self) -> impl Iterator<Item = Tie> {
        self.graph().pairs().filter_map(|pair| self.tie(pair))
    }

    /// The entities with a tie to or from an entity, by id.
    pub fn neighbours(&self, entity: EntityIndex) -> BTreeSet<EntityIndex> {
        let graph = self.graph();
        let out = graph.pairs_of(entity).filter(|pair| self.tie(*pair).is_some());
        let into = graph.pairs_towards(entity).filter(|pair| self.tie(*pair).is_some());
        out.map(|pair| graph.target(pair)).chain(into.map(|pair| graph.holder(pair))).collect()
    }

    /// The deciding statements of a pair, the strongest first; none when there is no tie.
    pub fn deciding(&self, pair: PairIndex) -> Vec<StatementIndex> {
        if let Some(only) = self.only_deciding(pair) {
            return vec![only];
        }
        self.decide(pair).map(|decision| decision.deciding).unwrap_or_default()
    }

    /// The statements of a pair that count: the deciding ones, then the others, the latest first.
    pub fn evidence(&self, pair: PairIndex) -> Vec<StatementIndex> {
        let mut evidence = self.deciding(pair);
        let counted = self.counted_of(pair).map(|(statement, _)| statement);
        let mut others: Vec<StatementIndex> =
            counted.filter(|statement| !evidence.contains(statement)).collect();
        if self.graph().orders_days() {
            self.graph().sort_within_days(&mut others, |statement| *statement);
        }
        evidence.extend(others.into_iter().rev());
        evidence
    }

    fn decide(&self, pair: PairIndex) -> Option<Decision> {
        let last = self.last_day();
        let mut candidates: Vec<Candidate> = self
            .counted_of(pair)
            .map(|(index, certainty)| {
                let statement = self.graph().statement(index);
                let Bounds { earliest, latest } = statement.bounds();
                let bounds = Bounds { earliest, latest: latest.min(last) };
                let verb = statement.verb();
                let until = statement.until().map(|until| (until.first(), until.last()));
                let strength = verb.strength.value();
                Candidate {
                    statement: index,
                    bounds,
                    effect: verb.effect,
                    strength,
                    certainty,
                    until,
                }
            })
            .collect();
        let is_neutral =
            |candidate: &Candidate| candidate.effect == Effect::Expresses(Polarity::Neutral);
        if !candidates.iter().all(is_neutral) {
            candidates.retain(|candidate| !is_neutral(candidate));
        }
        let end = self.judged_at();
        let graph = self.graph();
        match self.frame().resolve {
            Resolve::Latest => latest(graph, &candidates, end),
            Resolve::Sum => sum(graph, &candidates, end),
        }
    }
}

impl Candidate {
    /// Whether its stance is over before `end`, by its verb or its `until`.
    fn is_over(&self, end: Instant) -> bool {
        self.effect == Effect::Ends || self.until.is_some_and(|(_, last)| begin_of(last) < end)
    }

    /// Whether it is uncertain if its `until` has passed before `end`.
    fn may_be_over(&self, end: Instant) -> bool {
        self.until.is_some_and(|(first, last)| first < end && end <= begin_of(last))
    }
}

/// A stance that is said to end on a day is over when the day begins; at a time, at that time.
const fn begin_of(last: Instant) -> Instant {
    match last {
        Instant { day, time: Time::LAST } => Instant { day, time: Time::MIDNIGHT },
        known => known,
    }
}

/// The latest statements decide (docs/reference/views.md, Ties).
fn latest(graph: &TemporalGraph, candidates: &[Candidate], end: Instant) -> Option<Decision> {
    let top = candidates.iter().map(|candidate| candidate.bounds.latest).max()?;
    let is_latest = |candidate: &&Candidate| candidate.bounds.latest == top;
    let mut deciding: Vec<&Candidate> = candidates.iter().filter(is_latest).collect();
    if deciding.len() > 1 && graph.orders_days() {
        graph.retain_last(&mut deciding, |candidate| candidate.statement);
    }
    let standing: Vec<&Candidate> =
        deciding.iter().copied().filter(|candidate| !candidate.is_over(end)).collect();
    let polarity = common_polarity(&standing)?;

    let since = deciding.iter().map(|candidate| candidate.bounds.earliest).min()?;
    let effect = Effect::Expresses(polarity);
    let is_contested = candidates.iter().any(|other| {
        other.bounds.latest != top && other.effect != effect && other.bounds.latest >= since
    });
    let agree = deciding.windows(2).all(|pair| pair[0].effect == pair[1].effect);
    // Statements on one known day are simultaneous, except that an ending may come before or after
    // another statement of its day.
    let are_at_once = deciding.iter().all(|candidate| candidate.bounds.is_one_day());
    let is_ended = deciding.iter().any(|candidate| candidate.is_over(end));
    let is_definite = deciding.iter().all(|candidate| candidate.certainty == Certainty::Definite)
        && !is_contested
        && (agree || are_at_once)
        && !is_ended
        && !standing.iter().any(|candidate| candidate.may_be_over(end));
    Some(Decision {
        polarity,
        certainty: Certainty::of(is_definite),
        deciding: strongest_first(&standing),
    })
}

/// The sign of Σ polarity × strength decides, over the statements since the last ending.
fn sum(graph: &TemporalGraph, candidates: &[Candidate], end: Instant) -> Option<Decision> {
    let is_before =
        |one: &Candidate, other: &Candidate| graph.is_before(one.statement, other.statement);
    let endings = || candidates.iter().filter(|candidate| candidate.effect == Effect::Ends);
    let ended = endings().map(|ending| ending.bounds.latest).max().unwrap_or(Day::MIN);
    let is_ended = |candidate: &&Candidate| {
        candidate.bounds.latest < ended || endings().any(|ending| is_before(candidate, ending))
    };
    let summed: Vec<&Candidate> = candidates
        .iter()
        .filter(|candidate| !is_ended(candidate) && !candidate.is_over(end))
        .collect();
    let weight = |candidate: &Candidate| f64::from(candidate.effect.sign()) * candidate.strength;
    let total: f64 = summed.iter().map(|candidate| weight(candidate)).sum();
    let neutral = Effect::Expresses(Polarity::Neutral);
    let is_neutral = summed.first().map(|first| first.effect == neutral)?;
    let polarity = if is_neutral { Polarity::Neutral } else { sign_of(total) };

    let possible = || summed.iter().filter(|candidate| candidate.certainty == Certainty::Possible);
    let without = |sign: f64| {
        let dropped: f64 = possible()
            .map(|candidate| weight(candidate))
            .filter(|weight| weight * sign > 0.0)
            .sum();
        if is_neutral { Polarity::Neutral } else { sign_of(total - dropped) }
    };
    let is_reordered = endings().any(|ending| {
        candidates.iter().any(|other| {
            other.effect != Effect::Ends
                && other.bounds.overlaps(ending.bounds)
                && !is_before(other, ending)
                && !is_before(ending, other)
        })
    });
    let is_definite = possible().count() < summed.len()
        && without(1.0) == polarity
        && without(-1.0) == polarity
        && !is_reordered
        && !summed.iter().any(|candidate| candidate.may_be_over(end));
    let mut deciding = summed;
    deciding.sort_by_key(|candidate| Effect::Expresses(polarity) != candidate.effect);
    let n_agreeing =
        deciding.iter().filter(|candidate| Effect::Expresses(polarity) == candidate.effect).count();
    let (agreeing, others) = deciding.split_at(n_agreeing);
    let deciding = [strongest_first(agreeing), strongest_first(others)].concat();
    Some(Decision { polarity, certainty: Certainty::of(is_definite), deciding })
}

/// The polarity that all standing statements share, else mixed; `None` when there are none.
fn common_polarity(standing: &[&Candidate]) -> Option<Polarity> {
    let mut polarities = standing.iter().filter_map(|candidate| match candidate.effect {
        Effect::Expresses(polarity) => Some(polarity),
        Effect::Ends => None,
    });
    let first = polarities.next()?;
    Some(if polarities.all(|other| other == first) { first } else { Polarity::Mixed })
}

fn strongest_first(candidates: &[&Candidate]) -> Vec<StatementIndex> {
    let mut sorted = candidates.to_vec();
    sorted.sort_by(|a, b| b.strength.total_cmp(&a.strength).then(a.statement.cmp(&b.statement)));
    sorted.iter().map(|candidate| candidate.statement).collect()
}

/// The polarity of a sum of strengths; a sum this close to zero differs from it only by rounding.
fn sign_of(total: f64) -> Polarity {
    const ROUNDING: f64 = 1e-9;
    if total > ROUNDING {
        Polarity::Positive
    } else if total < -ROUNDING {
        Polarity::Negative
    } else {
        Polarity::Mixed
    }
}
