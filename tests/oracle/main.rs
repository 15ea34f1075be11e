//! Views, ties and analyses against a naive implementation of the definitions, over random stories.

mod calendar;
mod changes;
mod counts;
mod crowd;
mod discourse;
mod motifs;
mod naive;
mod order;
mod outcomes;
mod rank;
mod signed;
mod story;
mod ties;

use naive::{Question, Verdict};
use proptest::prelude::*;
use stancegraph::{
    analysis::{common::common, diff::diff, path, stats::stats},
    graph::{StatementIndex, TemporalGraph},
    model::{Day, EntityIndex, Span, Time},
    view::{Certainty, Claims, Cut, Frame, Possible, Resolve, SignedGraph, View},
};
use std::collections::BTreeMap;
use story::{ENTITIES, OPEN, Story};

fn question() -> impl Strategy<Value = Question> {
    let end = proptest::option::weighted(0.6, story::a_day());
    let begin = proptest::option::weighted(0.4, story::a_day());
    let known_by = proptest::option::weighted(0.3, story::a_day());
    let cut = || {
        let second = prop::sample::select(vec![1, 28_800, 28_830, 50_000, 83_400]);
        proptest::option::weighted(0.3, second)
    };
    (begin, end, (cut(), cut()), known_by, any::<bool>(), any::<bool>(), story::a_day()).prop_map(
        |(begin, end, cuts, known_by, definite, claims, today)| {
            let begin_cut = cuts.0.filter(|_| begin.is_some());
            let end_cut = cuts.1.filter(|_| end.is_some());
            let begin = begin.unwrap_or(-OPEN);
            // A view that is cut at both ends has two days at least.
            let least = begin.saturating_add(if begin_cut.is_some() { 2 } else { 1 });
            let end = end.map_or(OPEN, |end| end.max(least));
            Question { begin, end, begin_cut, end_cut, known_by, definite, claims, today }
        },
    )
}

/// The program's day for one of the oracle's.
fn day(number: i32) -> Day {
    if number.abs() == OPEN {
        return if number < 0 { Day::MIN } else { Day::MAX };
    }
    // 2020-01-01 is day 18262 since 1970-01-01.
    Day::from_number(18_262 + i64::from(number))
}

/// The time of a second of the day.
fn second(number: i32) -> Time {
    Time::of_nanoseconds(u64::try_from(number).unwrap() * 1_000_000_000)
}

fn frame(question: &Question, resolve: Resolve) -> Frame {
    Frame {
        span: Span { begin: day(question.begin), end: day(question.end) },
        cut: Cut { begin: question.begin_cut.map(second), end: question.end_cut.map(second) },
        known_by: question.known_by.map(day),
        possible: if question.definite { Possible::Dropped } else { Possible::Counted },
        claims: if question.claims { Claims::LetIn } else { Claims::Listed },
        resolve,
        ..Frame::all(day(question.today))
    }
}

fn entity(position: usize) -> EntityIndex {
    EntityIndex::new(position)
}

fn pairs() -> impl Iterator<Item = (usize, usize)> {
    (0..ENTITIES.len()).flat_map(|holder| (0..ENTITIES.len()).map(move |target| (holder, target)))
}

fn ids(graph: &TemporalGraph, statements: &[StatementIndex]) -> Vec<String> {
    statements.iter().map(|statement| graph.statement(*statement).id().into_owned()).collect()
}

/// The program's ties as the oracle writes them.
fn verdicts(view: &View<'_>) -> BTreeMap<(usize, usize), Verdict> {
    let ties = view.ties().map(|tie| {
        let deciding = view.deciding(tie.pair);
        assert_eq!(Some(&tie.lead), deciding.first(), "the strongest of them leads");
        let mut deciding = ids(view.graph(), &deciding);
        deciding.sort();
        let verdict =
            Verdict { polarity: tie.polarity.word(), certainty: tie.certainty.word(), deciding };
        ((tie.holder.position(), tie.target.position()), verdict)
    });
    ties.collect()
}

fn naive_verdicts(question: &Question, story: &Story) -> BTreeMap<(usize, usize), Verdict> {
    pairs()
        .filter_map(|(holder, target)| {
            Some(((holder, target), question.tie(story, holder, target)?))
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn ties_are_those_of_the_contract(story in Story::strategy(), question in question()) {
        let graph = story.graph();
        let view = View::new(&graph, frame(&question, Resolve::Latest));
        prop_assert_eq!(verdicts(&view), naive_verdicts(&question, &story));
        prop_assert_eq!(view.ties_of_pairs(0..graph.n_pairs()), view.ties().collect::<Vec<_>>());
    }

    #[test]
    fn ties_of_plain_quarrels_are_those_of_the_contract(
        story in Story::quarrel(), question in question()
    ) {
        let graph = story.graph();
        let view = View::new(&graph, frame(&question, Resolve::Latest));
        prop_assert_eq!(verdicts(&view), naive_verdicts(&question, &story));
        prop_assert_eq!(view.ties_of_pairs(0..graph.n_pairs()), view.ties().collect::<Vec<_>>());
    }

    #[test]
    fn sums_are_those_of_the_contract(story in Story::strategy(), question in question()) {
        let graph = story.graph();
        let view = View::new(&graph, frame(&question, Resolve::Sum));
        for (holder, target) in pairs() {
            let pair = graph.find_pair(entity(holder), entity(target));
            let found = pair.and_then(|pair| view.tie(pair)).map(|tie| tie.polarity.word());
            prop_assert_eq!(found, question.tie_by_sum(&story, holder, target));
        }
    }

    #[test]
    fn spells_are_the_ties_of_each_day(
        story in Story::strategy(), question in question(), by_sum in any::<bool>()
    ) {
        let graph = story.graph();
        let resolve = if by_sum { Resolve::Sum } else { Resolve::Latest };
        let view = View::new(&graph, frame(&question, resolve));
        let Span { begin, end } = view.frame().span;
        for pair in graph.pairs() {
            let spells = view.spells(pair);
            prop_assert!(spells.windows(2).all(|two| two[0].span.end <= two[1].span.begin));
            for number in -40..440 {
                let today = day(number);
                if today < begin || today >= end {
                    continue;
                }
                let expected = view.with_span(Span { begin, end: today.next() }).tie(pair);
                let spell = spells.iter().find(|spell| spell.span.begin <= today && today < spell.span.end);
                prop_assert_eq!(spell.map(|spell| spell.tie), expected, "{}", today);
            }
        }
    }

    #[test]
    fn statements_are_inside_as_the_contract_says(story in Story::strategy(), question in question()) {
        let graph = story.graph();
        let view = View::new(&graph, frame(&question, Resolve::Latest));
        let mut n_counted = 0;
        for statement in graph.statements() {
            let position: usize = graph.statement(statement).id()[1..].parse().unwrap();
            let expected = question.certainty(&story, &story.said[position]);
            prop_assert_eq!(view.framed(statement).map(Certainty::word), expected);
            prop_assert_eq!(view.is_superseded(statement), question.is_superseded(&story, position));
        }
        for (holder, target) in pairs() {
            let expected = question.counted(&story, holder, target);
            n_counted += expected.len();
            let pair = graph.find_pair(entity(holder), entity(target));
            let counted: Vec<_> = pair.into_iter().flat_map(|pair| view.counted_of(pair)).map(|(statement, _)| statement).collect();
            prop_assert_eq!(ids(&graph, &counted), expected.into_iter().map(Story::id).collect::<Vec<_>>());
        }
        prop_assert_eq!(stats(&view).statements, n_counted);
    }

    #[test]
    fn paths_are_the_shortest_and_first(story in Story::strategy(), question in question(), from in 0..4_usize, to in 0..4_usize, directed in any::<bool>()) {
        let graph = story.graph();
        let view = View::new(&graph, frame(&question, Resolve::Latest));
        let ties = naive_verdicts(&question, &story);
        let walk = if directed { path::Walk::Directed } else { path::Walk::Undirected };
        let found = path::path(&SignedGraph::new(&view), entity(from), entity(to), walk);
        let expected = naive_path(&ties, from, to, directed);
        let way = found.as_ref().map(|path| {
            path.ties.iter().fold(vec![from], |mut way, tie| {
                let (holder, target) = (tie.holder.position(), tie.target.position());
                way.push(if *way.last().unwrap() == holder { target } else { holder });
                way
            })
        });
        prop_assert_eq!(&way, &expected);
        if let Some(path) = found {
            let sign = path.ties.iter().map(|tie| i32::from(tie.polarity.sign())).product::<i32>();
            prop_assert_eq!(path.sign.map_or(0, |sign| i32::from(sign.sign())), sign);
        }
    }

    #[test]
    fn agreement_is_by_sign(story in Story::strategy(), question in question()) {
        let graph = story.graph();
        let view = View::new(&graph, frame(&question, Resolve::Latest));
        let ties = naive_verdicts(&question, &story);
        let found: Vec<_> = common(&view, entity(0), entity(1)).iter().map(|common| (common.target.position(), common.agreement.word())).collect();
        let expected: Vec<_> = (0..4).filter_map(|target| {
            let (a, b) = (ties.get(&(0, target))?.polarity, ties.get(&(1, target))?.polarity);
            let signed = |word| matches!(word, "positive" | "negative");
            Some((target, if !signed(a) || !signed(b) { "unclear" } else if a == b { "agree" } else { "disagree" }))
        }).collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn differences_are_between_two_ends(story in Story::strategy(), question in question(), other in story::a_day()) {
        let graph = story.graph();
        let end = |end| Question { end, begin: -OPEN, begin_cut: None, end_cut: None, ..question.clone() };
        let (first, second) = (end(other.min(729) + 1), end(question.end));
        let views = [&first, &second].map(|question| View::new(&graph, frame(question, Resolve::Latest)));
        let (old, new) = (naive_verdicts(&first, &story), naive_verdicts(&second, &story));
        let found: BTreeMap<_, _> = diff(&views[0], &views[1]).into_iter().map(|difference| {
            let pair = (graph.holder(difference.pair).position(), graph.target(difference.pair).position());
            (pair, difference.change.word())
        }).collect();
        for pair in pairs() {
            let expected = match (old.get(&pair), new.get(&pair)) {
                (None, None) => None,
                (None, Some(_)) => Some("new"),
                (Some(_), None) => Some("ended"),
                (Some(old), Some(new)) => change(weight(&story, old), weight(&story, new)),
            };
            prop_assert_eq!(found.get(&pair).copied(), expected);
        }
    }
}

/// The sign of a tie, and its strength: neutral is less than mixed, mixed less than anything signed.
fn weight(story: &Story, verdict: &Verdict) -> (i32, f64) {
    let strength = |id: &String| story::VERBS[story.said[id[1..].parse::<usize>().unwrap()].verb].2;
    let strongest = verdict.deciding.iter().map(strength).fold(0.0, f64::max);
    match verdict.polarity {
        "positive" => (1, strongest),
        "negative" => (-1, strongest),
        "mixed" => (0, -1.0),
        _ => (0, -2.0),
    }
}

fn change(old: (i32, f64), new: (i32, f64)) -> Option<&'static str> {
    match old.0 * new.0 {
        -1 => Some("reversed"),
        _ if new.1 > old.1 => Some("hardened"),
        _ if new.1 < old.1 => Some("softened"),
        _ => None,
    }
}

/// The first by ids of the shortest ways, by trying all.
fn naive_path(
    ties: &BTreeMap<(usize, usize), Verdict>,
    from: usize,
    to: usize,
    directed: bool,
) -> Option<Vec<usize>> {
    let mut ways = vec![vec![from]];
    for _ in 0..=ENTITIES.len() {
        if let Some(way) = ways.iter().filter(|way| way.last() == Some(&to)).min() {
            return Some(way.clone());
        }
        ways = ways
            .iter()
            .flat_map(|way| {
                let last = *way.last().unwrap();
                let is_step = move |next: &usize| {
                    ties.contains_key(&(last, *next))
                        || (!directed && ties.contains_key(&(*next, last)))
                };
                (0..ENTITIES.len())
                    .filter(is_step)
                    .map(move |next| [way.as_slice(), &[next]].concat())
            })
            .collect();
    }
    None
}

#[test]
fn petgraph_runs_on_both_graphs() {
    use petgraph::{algo, visit::EdgeRef};
    let story = Story {
        sources: vec![None],
        replies: Vec::new(),
        said: [(0, 1), (1, 2), (2, 0), (2, 3)]
            .map(|(holder, target)| said(holder, target))
            .to_vec(),
    };
    let graph = story.graph();
    let view = View::new(&graph, Frame::all(day(0)));
    let signed = SignedGraph::new(&view);
    for distances in [
        algo::dijkstra(&signed, entity(0), None, |_| 1),
        algo::dijkstra(&graph, entity(0), None, |_| 1),
    ] {
        let distances: BTreeMap<usize, i32> =
            distances.into_iter().map(|(node, n)| (node.position(), n)).collect();
        assert_eq!(distances, BTreeMap::from([(0, 0), (1, 1), (2, 2), (3, 3)]));
    }
    let mut sizes: Vec<usize> = algo::kosaraju_scc(&signed).iter().map(Vec::len).collect();
    sizes.sort_unstable();
    assert_eq!(sizes, [1, 3]);
    assert!(algo::is_cyclic_directed(&signed) && algo::is_cyclic_directed(&graph));
    assert_eq!(algo::connected_components(&signed), 1);
    let entering: Vec<_> = {
        use petgraph::{Direction, visit::IntoEdgesDirected};
        let edges = (&signed).edges_directed(entity(0), Direction::Incoming);
        edges.map(|edge| (edge.source().position(), edge.target().position())).collect()
    };
    assert_eq!(entering, [(2, 0)]);
}

fn said(holder: usize, target: usize) -> story::Said {
    story::Said {
        holder,
        target,
        verb: 0,
        when: story::When { text: story::day_text(5), earliest: 5, latest: 5, time: None },
        source: 0,
        until: None,
        recorded: None,
        supersedes: None,
        is_claim: false,
    }
}
