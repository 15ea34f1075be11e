//! Shifts and switches against the definitions, word for word.

use crate::{
    entity, frame,
    naive::{Question, sign},
    pairs, question,
    story::{ENTITIES, OPEN, Story, VERBS},
};
use proptest::prelude::*;
use stancegraph::{
    analysis::{
        changes::Gap,
        shifts::shifts_of,
        switches::{Side, switches},
    },
    graph::{StatementIndex, TemporalGraph},
    model::EntityIndex,
    view::{Certainty, Filter, Resolve, View},
};
use std::collections::BTreeSet;

/// A change: the leading statements before and after, those passed over by moment, whether it is definite, and the
/// least and the greatest number of days.
pub(crate) type NaiveShift = (String, String, Vec<Vec<String>>, bool, [Option<i64>; 2]);

/// "the statements of one pair on one known day that nothing puts one before another; a statement of which the day is
/// not known is a moment of its own"
struct NaiveMoment {
    earliest: i32,
    latest: i32,
    said: Vec<usize>,
}

/// The moments of statements that are in order. Of a day, the last moment is what is before nothing else of it.
fn moments(story: &Story, ordered: &[usize]) -> Vec<NaiveMoment> {
    let mut moments: Vec<NaiveMoment> = Vec::new();
    for &position in ordered {
        let (earliest, latest) =
            (story.said[position].when.earliest, story.latest(&story.said[position]));
        let is_known = earliest == latest && latest.abs() != OPEN;
        let same = moments
            .iter_mut()
            .find(|moment| is_known && (moment.earliest, moment.latest) == (earliest, latest));
        match same {
            Some(moment) => moment.said.push(position),
            None => moments.push(NaiveMoment { earliest, latest, said: vec![position] }),
        }
    }
    moments.into_iter().flat_map(|day| parts(story, day)).collect()
}

fn parts(story: &Story, day: NaiveMoment) -> Vec<NaiveMoment> {
    let NaiveMoment { earliest, latest, mut said } = day;
    let mut parts = Vec::new();
    while !said.is_empty() {
        let is_last = |one: &usize| !said.iter().any(|other| story.is_before(*one, *other));
        let (last, rest) = said.iter().copied().partition(is_last);
        parts.push(NaiveMoment { earliest, latest, said: last });
        said = rest;
    }
    parts.reverse();
    parts
}

/// Whether one moment was certainly before another: "the bounds of the two moments do not overlap (or the order within the
/// day is known)".
fn is_before(story: &Story, one: &NaiveMoment, other: &NaiveMoment) -> bool {
    let all = |it: &usize| other.said.iter().all(|later| story.is_before(*it, *later));
    one.latest < other.earliest || one.said.iter().all(all)
}

/// Everything that counts up to the view's end: "what came before counts as before".
fn history(question: &Question) -> Question {
    Question { begin: -OPEN, begin_cut: None, ..question.clone() }
}

/// "A view's `--begin` and `--period` choose the shifts whose later moment is inside": `None` when it is not.
fn is_definitely_inside(question: &Question, story: &Story, moment: &NaiveMoment) -> Option<bool> {
    let places = || moment.said.iter().map(|it| question.certainty(story, &story.said[*it]));
    places().any(|it| it.is_some()).then(|| places().all(|it| it == Some("definite")))
}

fn days_between(before: &NaiveMoment, after: &NaiveMoment) -> [Option<i64>; 2] {
    let days = |later: i32, earlier: i32| {
        (later.abs() < OPEN && earlier.abs() < OPEN).then(|| i64::from(later - earlier))
    };
    let least =
        if do_overlap(before, after) { Some(0) } else { days(after.earliest, before.latest) };
    [least, days(after.latest, before.earliest)]
}

fn do_overlap(a: &NaiveMoment, b: &NaiveMoment) -> bool {
    a.earliest <= b.latest && b.earliest <= a.latest
}

/// Whether the other may stand between the two.
fn could_stand_between(
    story: &Story,
    other: &NaiveMoment,
    before: &NaiveMoment,
    after: &NaiveMoment,
) -> bool {
    before.earliest.max(other.earliest) <= after.latest.min(other.latest)
        && !is_before(story, other, before)
        && !is_before(story, after, other)
}

/// "strongest, then in order"
fn leading(story: &Story, said: impl Iterator<Item = usize>) -> String {
    let mut said: Vec<usize> = said.collect();
    said.sort_by(|a, b| VERBS[story.said[*b].verb].2.total_cmp(&VERBS[story.said[*a].verb].2));
    Story::id(said[0])
}

/// "positive, negative, or mixed when it holds both signs or a mixed statement"
fn sign_of(story: &Story, moment: &NaiveMoment) -> i32 {
    let verbs = || moment.said.iter().map(|position| story.said[*position].verb);
    let has = |wanted| verbs().any(|verb| sign(verb) == wanted);
    match (has(1), has(-1)) {
        _ if verbs().any(|verb| VERBS[verb].1 == "Mixed") => 0,
        (true, false) => 1,
        (false, true) => -1,
        _ => 0,
    }
}

/// "Each change from a positive to the next negative moment, or back"
pub(crate) fn naive_shifts(
    question: &Question,
    story: &Story,
    holder: usize,
    target: usize,
) -> Vec<NaiveShift> {
    let counted = history(question).counted(story, holder, target);
    let is_neutral = |position: &usize| VERBS[story.said[*position].verb].1 == "Neutral";
    let counted: Vec<usize> = counted.into_iter().filter(|it| !is_neutral(it)).collect();
    let moments = moments(story, &counted);
    let mut shifts = Vec::new();
    for (at, from) in moments.iter().enumerate() {
        let is_signed = |moment: &&NaiveMoment| sign_of(story, moment) != 0;
        let n_between = moments[at + 1..].iter().position(|moment| is_signed(&moment));
        let Some(n_between) = n_between.filter(|_| is_signed(&from)) else { continue };
        let (through, to) = (&moments[at + 1..=at + n_between], &moments[at + 1 + n_between]);
        let Some(is_inside) = is_definitely_inside(question, story, to) else { continue };
        if sign_of(story, from) == sign_of(story, to) {
            continue;
        }
        // "no other statement of the pair could stand between with another sign": then `to` were not the next.
        let is_next = !moments.iter().any(|other| {
            !std::ptr::eq(other, to)
                && sign_of(story, other) == sign_of(story, to)
                && could_stand_between(story, other, from, to)
        });
        let lead = |moment: &NaiveMoment| {
            let signed = moment.said.iter().filter(|it| sign(story.said[**it].verb) != 0);
            leading(story, signed.copied())
        };
        shifts.push((
            lead(from),
            lead(to),
            through
                .iter()
                .map(|moment| moment.said.iter().map(|it| Story::id(*it)).collect())
                .collect(),
            is_inside && is_next && is_before(story, from, to),
            days_between(from, to),
        ));
    }
    shifts
}

fn id(graph: &TemporalGraph, statement: StatementIndex) -> String {
    graph.statement(statement).id().into_owned()
}

fn days_of(gap: Gap) -> [Option<i64>; 2] {
    [gap.least, gap.greatest]
}

/// The program's shifts as the oracle writes them.
fn found_shifts(view: &View<'_>, holder: usize, target: usize) -> Vec<NaiveShift> {
    let graph = view.graph();
    let pair = graph.find_pair(entity(holder), entity(target));
    let found = pair.into_iter().flat_map(|pair| shifts_of(view, pair));
    let written = found.map(|shift| {
        let through = shift.through.iter();
        let through =
            through.map(|moment| moment.statements.iter().map(|it| id(graph, *it)).collect());
        let is_definite = shift.certainty == Certainty::Definite;
        (
            id(graph, shift.from),
            id(graph, shift.to),
            through.collect(),
            is_definite,
            days_of(shift.gap),
        )
    });
    written.collect()
}

/// The same graph as a store.
fn stored(graph: &TemporalGraph) -> (tempfile::TempDir, TemporalGraph) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("story.stance");
    graph.write(&path).unwrap();
    (folder, TemporalGraph::open(&path).unwrap())
}

/// A switch: the holder, both sides with their targets and the leading statement, whether it is definite, and the least
/// and the greatest number of days.
pub(crate) type NaiveSwitch = (usize, [(Vec<usize>, String); 2], bool, [Option<i64>; 2]);

/// "Of one holder, among targets that pass `--among` (else: of one kind): from a moment of positive statements towards one
/// set of targets to the next moment towards another set."
pub(crate) fn naive_switches(
    question: &Question,
    story: &Story,
    group: &[usize],
) -> Vec<NaiveSwitch> {
    (0..ENTITIES.len()).flat_map(|holder| switches_of(question, story, holder, group)).collect()
}

fn switches_of(
    question: &Question,
    story: &Story,
    holder: usize,
    group: &[usize],
) -> Vec<NaiveSwitch> {
    let before = history(question);
    let counted = group.iter().flat_map(|target| before.counted(story, holder, *target));
    let positive = story.listed(counted.filter(|it| sign(story.said[*it].verb) == 1));
    let moments = moments(story, &positive);
    let targets = |moment: &NaiveMoment| -> BTreeSet<usize> {
        moment.said.iter().map(|it| story.said[*it].target).collect()
    };
    let mut switches = Vec::new();
    for two in moments.windows(2) {
        let (from, to) = (&two[0], &two[1]);
        let Some(is_inside) = is_definitely_inside(question, story, to) else { continue };
        let sets = [targets(from), targets(to)];
        if sets[0] == sets[1] {
            continue;
        }
        let is_next = !moments.iter().any(|other| {
            !std::ptr::eq(other, to)
                && targets(other) != sets[0]
                && could_stand_between(story, other, from, to)
        });
        let side = |moment: &NaiveMoment, here: usize| {
            let only = moment
                .said
                .iter()
                .copied()
                .filter(|it| !sets[1 - here].contains(&story.said[*it].target));
            let only: Vec<usize> = only.collect();
            let said = if only.is_empty() { moment.said.clone() } else { only };
            (sets[here].iter().copied().collect(), leading(story, said.into_iter()))
        };
        let is_definite = is_inside && is_next && is_before(story, from, to);
        switches.push((holder, [side(from, 0), side(to, 1)], is_definite, days_between(from, to)));
    }
    switches
}

/// The program's switches as the oracle writes them.
fn found_switches(
    view: &View<'_>,
    entity: Option<usize>,
    among: Option<&Filter>,
) -> Vec<NaiveSwitch> {
    let graph = view.graph();
    let entity = entity.map(EntityIndex::new);
    let written = switches(view, entity, among).into_iter().map(|switch| {
        let side = |side: Side| {
            (side.targets.into_iter().map(EntityIndex::position).collect(), id(graph, side.lead))
        };
        let is_definite = switch.certainty == Certainty::Definite;
        (
            switch.holder.position(),
            [side(switch.from), side(switch.to)],
            is_definite,
            days_of(switch.gap),
        )
    });
    written.collect()
}

/// In any order.
fn sorted(mut switches: Vec<NaiveSwitch>) -> Vec<NaiveSwitch> {
    switches.sort();
    switches
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn shifts_are_those_of_the_contract(
        story in prop_oneof![Story::strategy(), Story::quarrel()], question in question()
    ) {
        let graph = story.graph();
        let (_folder, store) = stored(&graph);
        let frame = frame(&question, Resolve::Latest);
        for graph in [&graph, &store] {
            let view = View::new(graph, frame.clone());
            for (holder, target) in pairs() {
                let expected = naive_shifts(&question, &story, holder, target);
                prop_assert_eq!(found_shifts(&view, holder, target), expected);
            }
        }
    }

    #[test]
    fn switches_are_those_of_the_contract(
        story in prop_oneof![Story::strategy(), Story::brawl(), Story::quarrel()], question in question(),
        (one, other) in (0..4_usize, 0..4_usize),
    ) {
        let graph = story.graph();
        let (_folder, store) = stored(&graph);
        let frame = frame(&question, Resolve::Latest);
        let by_kind: Vec<NaiveSwitch> =
            [[0, 1], [2, 3]].iter().flat_map(|kind| naive_switches(&question, &story, kind)).collect();
        let group: BTreeSet<usize> = [one, other].into();
        let among: Vec<usize> = group.into_iter().collect();
        let text = format!("entity:{} or target:{}", ENTITIES[one], ENTITIES[other]);
        for graph in [&graph, &store] {
            let view = View::new(graph, frame.clone());
            prop_assert_eq!(sorted(found_switches(&view, None, None)), sorted(by_kind.clone()));
            let filter = Filter::parse_of_targets(&text, graph).unwrap();
            let expected = naive_switches(&question, &story, &among);
            prop_assert_eq!(sorted(found_switches(&view, None, Some(&filter))), sorted(expected));
            let names = |(holder, [from, to], ..): &NaiveSwitch| {
                *holder == one || from.0.contains(&one) || to.0.contains(&one)
            };
            let expected = by_kind.iter().filter(|switch| names(switch)).cloned().collect();
            prop_assert_eq!(sorted(found_switches(&view, Some(one), None)), sorted(expected));
        }
    }
}
