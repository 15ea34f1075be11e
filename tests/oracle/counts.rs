//! Counts of many views in one pass against counts of each statement in each view.

use crate::{
    changes::{NaiveSwitch, naive_shifts, naive_switches},
    day, frame,
    naive::Question,
    pairs, question,
    story::{OPEN, Story, VERBS},
};
use proptest::prelude::*;
use stancegraph::{
    analysis::{
        activity::{Party, activity},
        shift_counts::{ShiftCounts, count_shifts, count_shifts_of_each},
        shifts::shifts,
        stats::stats_of_each,
        switches::{SwitchCounts, count_switches_of_each},
    },
    graph::TemporalGraph,
    model::{Day, Effect, EntityIndex, Polarity, Span},
    view::{Certainty, Filter, Resolve, View},
};
use std::collections::{BTreeMap, BTreeSet};

/// Spans whose begins and ends ascend, as the rows of a series cover them.
#[derive(Clone, Copy, Debug)]
struct Rows {
    first: i32,
    step: i32,
    length: i32,
    number: i32,
    /// The row that begins or ends where the question does, whose cut is then its own.
    meets: Option<(i32, bool)>,
}

fn rows() -> impl Strategy<Value = Rows> {
    let meets = proptest::option::of((0..9_i32, any::<bool>()));
    (-30..400_i32, 1..200_i32, 1..400_i32, 1..9_i32, meets).prop_map(
        |(first, step, length, number, meets)| Rows { first, step, length, number, meets },
    )
}

impl Rows {
    fn spans(self, question: &Question) -> Vec<Span> {
        let Self { first, step, length, number, meets } = self;
        let first = match meets {
            Some((row, true)) if question.begin.abs() != OPEN => {
                question.begin - step * (row % number)
            }
            Some((row, false)) if question.end.abs() != OPEN => {
                question.end - length - step * (row % number)
            }
            _ => first,
        };
        let begin = |position: i32| first + step * position;
        let span =
            |position| Span { begin: day(begin(position)), end: day(begin(position) + length) };
        (0..number).map(span).collect()
    }
}

fn effect(verb: usize) -> Effect {
    match verb {
        0 | 1 => Effect::Expresses(Polarity::Positive),
        2 | 3 => Effect::Expresses(Polarity::Negative),
        4 => Effect::Expresses(Polarity::Neutral),
        5 => Effect::Expresses(Polarity::Mixed),
        _ => Effect::Ends,
    }
}

/// Statements by entity: all, possible ones, and by effect.
type Active = BTreeMap<usize, (u32, [u32; 5], [u32; 5])>;

fn naive_activity(question: &Question, story: &Story, party: Party) -> Active {
    let mut active = Active::new();
    for (holder, target) in pairs() {
        for said in question.counted(story, holder, target).into_iter().map(|at| &story.said[at]) {
            let entities: BTreeSet<usize> = match party {
                Party::Holder => [holder].into(),
                Party::Target => [target].into(),
                Party::Entity => [holder, target].into(),
            };
            for entity in entities {
                let (all, possible, by_effect) = active.entry(entity).or_default();
                *all += 1;
                let is_possible = question.certainty(story, said) == Some("possible");
                possible[effect(said.verb).position()] += u32::from(is_possible);
                by_effect[effect(said.verb).position()] += 1;
            }
        }
    }
    active
}

fn question_of(question: &Question, span: Span) -> Question {
    let number = |day: Day| {
        if day == Day::MIN { -OPEN } else { day.number() - 18_262 }
    };
    let (begin, end) = (number(span.begin), number(span.end));
    // An end that is another one is not cut.
    let begin_cut = question.begin_cut.filter(|_| begin == question.begin);
    let end_cut = question.end_cut.filter(|_| end == question.end);
    Question { begin, end, begin_cut, end_cut, ..question.clone() }
}

fn counts_by_listing(view: &View<'_>, entity: Option<EntityIndex>) -> ShiftCounts {
    let graph: &TemporalGraph = view.graph();
    let shifts = shifts(view, entity);
    let pairs: BTreeSet<_> = shifts.iter().map(|shift| shift.pair).collect();
    let holders: BTreeSet<_> = pairs.iter().map(|pair| graph.holder(*pair)).collect();
    let to = |sign| {
        shifts.iter().filter(|shift| graph.statement(shift.to).effect().sign() == sign).count()
    };
    ShiftCounts {
        to_positive: to(1),
        to_negative: to(-1),
        possible: shifts.iter().filter(|shift| shift.certainty == Certainty::Possible).count(),
        pairs: pairs.len(),
        holders: holders.len(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn of_each_period(
        story in Story::strategy(), question in question(),
        rows in rows(),
    ) {
        let graph = story.graph();
        let view = View::new(&graph, frame(&question, Resolve::Latest));
        let spans = rows.spans(&question);
        let views: Vec<_> = spans.iter().map(|span| view.with_span(*span)).collect();
        for (stats, span) in stats_of_each(&views).iter().zip(&spans) {
            let question = question_of(&question, *span);
            let by_pair: Vec<_> = pairs().map(|(a, b)| question.counted(&story, a, b)).collect();
            let possible = by_pair.iter().flatten().filter(|&&at| {
                question.certainty(&story, &story.said[at]) == Some("possible")
            });
            prop_assert_eq!(stats.statements, by_pair.iter().map(Vec::len).sum::<usize>());
            prop_assert_eq!(stats.possible, possible.count());
            prop_assert_eq!(stats.pairs, by_pair.iter().filter(|all| !all.is_empty()).count());
            let is_framed = |at: &usize| question.certainty(&story, &story.said[*at]).is_some();
            let framed = || (0..story.said.len()).filter(is_framed);
            let is_superseded = |at: &usize| question.is_superseded(&story, *at);
            prop_assert_eq!(stats.superseded, framed().filter(is_superseded).count());
            let listed = || framed().filter(|at| !is_superseded(at)).map(|at| &story.said[at]);
            prop_assert_eq!(stats.claims, listed().filter(|said| said.is_claim && !question.claims).count());
            let days = listed().flat_map(|said| [said.when.earliest, story.latest(said)]);
            let days: BTreeSet<i32> = days.filter(|day| day.abs() != OPEN).collect();
            let expected = days.first().zip(days.last()).map(|(first, last)| (day(*first), day(*last)));
            prop_assert_eq!(view.with_span(*span).days(), expected);
            // Claims are made by an entity that is named, too.
            let named: BTreeSet<_> = listed().flat_map(|said| [said.holder, said.target]).collect();
            prop_assert!(stats.entities >= named.len());
            let read: BTreeSet<_> = listed().map(|said| said.source).collect();
            prop_assert_eq!(stats.sources, read.len());
        }
    }

    #[test]
    fn of_each_entity(
        story in Story::strategy(), question in question(), party in 0..3_usize,
        rows in rows(),
        most in proptest::option::of(1..4_usize),
    ) {
        let graph = story.graph();
        let view = View::new(&graph, frame(&question, Resolve::Latest));
        let party = Party::ALL[party];
        let spans = rows.spans(&question);
        let views: Vec<_> = spans.iter().map(|span| view.with_span(*span)).collect();
        for (found, span) in activity(&views, party, most).iter().zip(&spans) {
            let naive = naive_activity(&question_of(&question, *span), &story, party);
            let mut expected: Vec<_> = naive.into_iter().collect();
            expected.sort_by_key(|(entity, (all, ..))| (std::cmp::Reverse(*all), *entity));
            expected.truncate(most.unwrap_or(usize::MAX));
            let found: Vec<_> = found.iter().map(|found| {
                (found.entity.position(), (found.statements(), found.possible_by_effect, found.by_effect))
            }).collect();
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn of_shifts(
        story in prop_oneof![Story::quarrel(), Story::strategy()], question in question(), around in 0..4_usize,
        is_filtered in any::<bool>(),
    ) {
        let graph = story.graph();
        let mut frame = frame(&question, Resolve::Latest);
        if is_filtered {
            frame.filter = Filter::parse("not verb:likes", &graph).unwrap();
        }
        let view = View::new(&graph, frame);
        let asked = [None, Some(EntityIndex::new(around))];
        for entity in asked {
            prop_assert_eq!(count_shifts(&view, entity), counts_by_listing(&view, entity));
        }
        // For shifts, what does not pass the filter might as well be neutral.
        let mut story = story;
        for said in story.said.iter_mut().filter(|said| is_filtered && VERBS[said.verb].0 == "likes") {
            said.verb = VERBS.iter().position(|verb| verb.0 == "notes").unwrap();
        }
        for entity in asked {
            let is_asked = |(a, b): &(usize, usize)| {
                entity.is_none_or(|entity| [*a, *b].contains(&entity.position()))
            };
            let naive: Vec<_> = pairs().filter(is_asked).flat_map(|(a, b)| naive_shifts(&question, &story, a, b)).collect();
            let counts = count_shifts(&view, entity);
            prop_assert_eq!(shifts(&view, entity).len(), naive.len());
            prop_assert_eq!(counts.to_positive + counts.to_negative, naive.len());
            prop_assert_eq!(counts.possible, naive.iter().filter(|shift| !shift.3).count());
        }
    }

    #[test]
    fn of_changes_in_each_period(
        story in prop_oneof![Story::quarrel(), Story::strategy(), Story::brawl()], question in question(),
        rows in rows(),
        around in 0..8_usize, is_expanding in any::<bool>(),
    ) {
        let graph = story.graph();
        let view = View::new(&graph, frame(&question, Resolve::Latest));
        let mut spans = rows.spans(&question);
        if is_expanding {
            spans = spans.into_iter().map(|span| Span { begin: Day::MIN, ..span }).collect();
        }
        let views: Vec<_> = spans.iter().map(|span| view.with_span(*span)).collect();
        let entity = (around < 4).then(|| EntityIndex::new(around));
        let is_about = |those: &[usize]| entity.is_none_or(|it| those.contains(&it.position()));
        let shifts = count_shifts_of_each(&views, entity);
        let switches = count_switches_of_each(&views, entity, None);
        prop_assert_eq!((shifts.len(), switches.len()), (views.len(), views.len()));
        for ((span, shifts), (switches, view)) in spans.iter().zip(shifts).zip(switches.iter().zip(&views)) {
            prop_assert_eq!(shifts, count_shifts(view, entity));
            let question = question_of(&question, *span);
            let by_pair = pairs().filter(|(a, b)| is_about(&[*a, *b]));
            let naive: Vec<_> = by_pair.flat_map(|(a, b)| naive_shifts(&question, &story, a, b)).collect();
            prop_assert_eq!(shifts.to_positive + shifts.to_negative, naive.len());
            prop_assert_eq!(shifts.possible, naive.iter().filter(|shift| !shift.3).count());
            let naive = [[0, 1], [2, 3]].into_iter().flat_map(|kind| naive_switches(&question, &story, &kind));
            let naive: Vec<NaiveSwitch> = naive.filter(|(holder, [from, to], ..)| {
                is_about(&[&[*holder][..], &from.0, &to.0].concat())
            }).collect();
            let holders: BTreeSet<usize> = naive.iter().map(|switch| switch.0).collect();
            let definite = naive.iter().filter(|switch| switch.2).count();
            let expected = SwitchCounts { definite, possible: naive.len() - definite, holders: holders.len() };
            prop_assert_eq!(*switches, expected);
        }
    }
}
