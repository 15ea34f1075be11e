//! The order of statements within a day, and of listings, against the definitions.

use super::{entity, frame, ids, question, story::Story};
use proptest::prelude::*;
use stancegraph::{
    analysis::timeline::timeline,
    corpus::{TextFile, read_texts},
    graph::{StatementIndex, TemporalGraph},
    model::{Day, Time},
    view::{Frame, Resolve, View},
};
use std::fmt::Write as _;

/// The position in the story of a statement.
fn position(graph: &TemporalGraph, statement: StatementIndex) -> usize {
    graph.statement(statement).id()[1..].parse().unwrap()
}

fn texts(positions: Vec<usize>) -> Vec<String> {
    positions.into_iter().map(Story::id).collect()
}

/// One day of a conversation whose replies may have earlier times than what they reply to.
fn muddle() -> impl Strategy<Value = TemporalGraph> {
    let statements =
        prop::collection::vec((0..5_usize, prop::option::weighted(0.6, 0..4_u8)), 0..9);
    (prop::collection::vec((0..5_usize, 0..5_usize), 0..6), statements).prop_map(|(replies, said)| {
        let mut text = "Corpus(entities: [(id: \"a\", kind: Person, name: \"A\"), (id: \"b\", kind: Topic, name: \"B\")], sources: ["
            .to_owned();
        for source in 0..5 {
            let originals = replies.iter().filter(|(reply, it)| *reply == source && *it < source);
            let originals: Vec<String> = originals.map(|(_, it)| format!("\"s{it}\"")).collect();
            let _ = write!(
                text,
                "(id: \"s{source}\", kind: Post, in_reply_to: [{}]),",
                originals.join(", ")
            );
        }
        text.push_str("], statements: [");
        for (number, (source, time)) in said.into_iter().enumerate() {
            let time = time.map(|hour| format!("T1{hour}:00")).unwrap_or_default();
            let _ = write!(
                text,
                "(id: \"n{number}\", holder: \"a\", stance: \"supports\", target: \"b\", source: \"s{source}\", on: \"2018-04-25{time}\"),"
            );
        }
        let text = text + "])";
        let reading = read_texts(vec![TextFile { path: "muddle.ron".into(), text: text.clone() }]);
        assert!(reading.is_sound(), "{:#?}{text}", reading.diagnostics);
        TemporalGraph::new(reading.corpus)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// "Day, time, replies": what has an earlier time is first, whatever replies say; in a circle, the earliest time is.
    #[test]
    fn listings_never_go_against_times(graph in muddle()) {
        let view = View::new(&graph, Frame::all(Day::from_civil(2026, 1, 1)));
        let listed: Vec<StatementIndex> =
            timeline(&view, None, None).into_iter().map(|(it, _)| it).collect();
        let mut rest: Vec<StatementIndex> = graph.statements().collect();
        rest.sort_by_key(|it| graph.statement(*it).order());
        let mut expected = Vec::new();
        while !rest.is_empty() {
            let is_next =
                |it: &&StatementIndex| !rest.iter().any(|other| graph.is_before(*other, **it));
            let time = |it: &StatementIndex| graph.statement(*it).time();
            let earliest = || {
                let timed = rest.iter().filter(|it| time(it).is_some());
                timed.min_by_key(|it| (time(it), graph.statement(**it).order()))
            };
            let next = *rest.iter().find(is_next).or_else(earliest).unwrap();
            rest.retain(|it| *it != next);
            expected.push(next);
        }
        prop_assert_eq!(ids(&graph, &listed), ids(&graph, &expected));
        let times: Vec<Time> =
            listed.iter().filter_map(|it| graph.statement(*it).time()).collect();
        prop_assert!(times.is_sorted());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn times_and_replies_order_a_day(story in Story::strategy()) {
        let graph = story.graph();
        for one in graph.statements() {
            for other in graph.statements() {
                let expected = story.is_before(position(&graph, one), position(&graph, other));
                prop_assert_eq!(graph.is_before(one, other), expected);
            }
        }
    }

    #[test]
    fn listings_follow_days_times_replies_and_the_corpus(
        story in Story::brawl(), question in question(), holder in proptest::option::of(0..4_usize)
    ) {
        let graph = story.graph();
        let view = View::new(&graph, frame(&question, Resolve::Latest));
        let listed: Vec<StatementIndex> =
            timeline(&view, holder.map(entity), None).into_iter().map(|(it, _)| it).collect();
        let expected = (0..story.said.len()).filter(|&position| {
            let said = &story.said[position];
            question.certainty(&story, said).is_some()
                && !question.is_superseded(&story, position)
                && holder.is_none_or(|holder| said.holder == holder)
        });
        prop_assert_eq!(ids(&graph, &listed), texts(story.listed(expected)));
    }

    #[test]
    fn evidence_is_what_decides_and_then_the_latest(story in Story::strategy(), question in question()) {
        let graph = story.graph();
        let view = View::new(&graph, frame(&question, Resolve::Latest));
        for pair in graph.pairs() {
            let deciding = view.deciding(pair);
            let (holder, target) = (graph.holder(pair).position(), graph.target(pair).position());
            let counted = question.counted(&story, holder, target);
            let is_other = |it: &usize| {
                !deciding.iter().any(|statement| position(&graph, *statement) == *it)
            };
            let mut others = story.listed(counted.into_iter().filter(is_other));
            others.reverse();
            let expected = [ids(&graph, &deciding), texts(others)].concat();
            prop_assert_eq!(ids(&graph, &view.evidence(pair)), expected);
        }
    }

    #[test]
    fn the_first_of_the_strongest_leads(story in Story::quarrel(), question in question()) {
        let graph = story.graph();
        let view = View::new(&graph, frame(&question, Resolve::Latest));
        for pair in graph.pairs() {
            let deciding = view.deciding(pair);
            let strength = |it: &StatementIndex| graph.statement(*it).verb().strength.value();
            let is_of_one_day = deciding.iter().all(|it| graph.statement(*it).bounds().is_one_day());
            for two in deciding.windows(2).filter(|_| is_of_one_day) {
                let strengths = [strength(&two[0]), strength(&two[1])];
                let positions = [position(&graph, two[0]), position(&graph, two[1])];
                // The file has them backwards.
                let is_first = positions[0] > positions[1];
                prop_assert!(strengths[0] > strengths[1] || (strengths[0] >= strengths[1] && is_first));
            }
        }
    }
}
