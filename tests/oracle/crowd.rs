//! Polarization of crowds, of which many take proportional positions: against every split of all actors, and against
//! the camps of the graph that has every pair.

use proptest::prelude::*;
use stancegraph::{
    analysis::{
        camps::{Camps, Count, camps},
        frustration::Budget,
        network::{CountOptions, Debate, Duplicates},
        plain::PlainGraph,
        polarization::polarization,
    },
    corpus::{TextFile, read_texts},
    graph::TemporalGraph,
    model::Day,
    view::{Frame, Sign, View},
};
use std::{collections::BTreeSet, fmt::Write as _};

const TARGETS: usize = 3;

/// How many statements for and against each target an actor has.
type Position = [(u8, u8); TARGETS];

fn positions(n: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Position>> {
    let count = (0..3_u8, 0..3_u8);
    let position = [count.clone(), count.clone(), count];
    // Actors have few different positions, and multiples of these.
    proptest::collection::vec(position, 1..5).prop_flat_map(move |kinds| {
        let actor = (proptest::sample::select(kinds), 1..3_u8, any::<bool>());
        let position = |(kind, factor, is_turned): (Position, u8, bool)| {
            kind.map(|(pro, contra)| {
                let (pro, contra) = if is_turned { (contra, pro) } else { (pro, contra) };
                (pro * factor, contra * factor)
            })
        };
        proptest::collection::vec(actor.prop_map(position), n.clone())
    })
}

fn graph(positions: &[Position]) -> TemporalGraph {
    let mut text =
        "Corpus(sources: [(id: \"s\", kind: Post, published: \"2020-01-01\")], entities: ["
            .to_owned();
    for target in 0..TARGETS {
        let _ = write!(text, "(id: \"t{target}\", kind: Topic, name: \"T {target}\"),");
    }
    for actor in 0..positions.len() {
        let _ = write!(text, "(id: \"a{actor:02}\", kind: Person, name: \"A {actor}\"),");
    }
    text += "], statements: [";
    for (actor, position) in positions.iter().enumerate() {
        for (target, &(pro, contra)) in position.iter().enumerate() {
            for (verb, count) in [("supports", pro), ("opposes", contra)] {
                for number in 0..count {
                    let _ = write!(
                        text,
                        "(id: \"{actor}-{target}-{verb}-{number}\", holder: \"a{actor:02}\", \
                         stance: \"{verb}\", target: \"t{target}\", source: \"s\"),"
                    );
                }
            }
        }
    }
    let reading = read_texts(vec![TextFile { path: "crowd.ron".into(), text: text + "])" }]);
    assert!(reading.is_sound(), "{:#?}", reading.diagnostics);
    TemporalGraph::new(reading.corpus)
}

const COUNT: CountOptions = CountOptions { duplicates: Duplicates::Include, kinds: Vec::new() };

/// y⁺ and y⁻ of two actors.
fn shared(a: Position, b: Position) -> (f64, f64) {
    let sum = |term: fn((u8, u8), (u8, u8)) -> u32| {
        f64::from(a.into_iter().zip(b).map(|(a, b)| term(a, b)).sum::<u32>())
    };
    (
        sum(|a, b| u32::from(a.0) * u32::from(b.0) + u32::from(a.1) * u32::from(b.1)),
        sum(|a, b| u32::from(a.0) * u32::from(b.1) + u32::from(a.1) * u32::from(b.0)),
    )
}

fn pairs(n: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..n).flat_map(|b| (0..b).map(move |a| (a, b)))
}

/// What a split that costs as little as the one shown moves, the camps of each part being matched with those shown.
fn moved(camps: &Camps, actors: &[usize], is_second: &dyn Fn(usize) -> bool) -> BTreeSet<usize> {
    let place = |at: usize| camps.place(actors[at]);
    let parts: BTreeSet<u32> = (0..actors.len()).filter_map(|at| Some(place(at)?.part)).collect();
    let mut moved = BTreeSet::new();
    for part in parts {
        let nodes =
            (0..actors.len()).filter(|&at| place(at).is_some_and(|place| place.part == part));
        let (same, other): (Vec<usize>, Vec<usize>) = nodes
            .partition(|&at| place(at).is_some_and(|place| (place.camp == 2) == is_second(at)));
        if same.len() >= other.len() {
            moved.extend(&other);
        }
        if other.len() >= same.len() {
            moved.extend(&same);
        }
    }
    moved
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(96) })]

    #[test]
    fn a_few_actors_against_every_split(positions in positions(2..9)) {
        let n = positions.len();
        let graph = graph(&positions);
        let view = View::new(&graph, Frame::all(Day::from_civil(2026, 1, 1)));
        let found = polarization(&view, &COUNT, &Budget::unlimited());
        let actors: Vec<usize> = (0..n).map(|actor| {
            let id = format!("a{actor:02}");
            (0..graph.n_entities())
                .find(|&at| graph.entity(stancegraph::model::EntityIndex::new(at)).id() == id)
                .unwrap()
        }).collect();
        let all: f64 = pairs(n).map(|(a, b)| shared(positions[a], positions[b])).map(|(x, y)| x + y).sum();
        prop_assert_eq!(found.fit.is_some(), all > 0.0);
        if all == 0.0 {
            return Ok(());
        }
        let net = |split: u32| -> f64 {
            let term = |(a, b): (usize, usize)| {
                let (congruence, conflict) = shared(positions[a], positions[b]);
                if split >> a & 1 == split >> b & 1 { congruence - conflict } else { conflict - congruence }
            };
            pairs(n).map(term).sum()
        };
        let best = (0..1_u32 << n).map(net).fold(f64::MIN, f64::max);
        let fit = found.fit.unwrap();
        prop_assert!(fit.is_exact && (fit.lower - best / all).abs() < 1e-12, "{fit:?} {}", best / all);
        let least = (0..1_u32 << n).filter(|&split| net(split) > best - 0.5);
        let expected: BTreeSet<usize> =
            least.flat_map(|split| moved(&found.camps, &actors, &|at| split >> at & 1 == 1)).collect();
        let elsewhere: BTreeSet<usize> = (0..n)
            .filter(|&at| found.camps.elsewhere.contains(&u32::try_from(actors[at]).unwrap()))
            .collect();
        // Who shares nothing is in no camp.
        let placed: BTreeSet<usize> = (0..n).filter(|&at| found.camps.place(actors[at]).is_some()).collect();
        let expected: BTreeSet<usize> = expected.intersection(&placed).copied().collect();
        prop_assert_eq!(&elsewhere, &expected);
        prop_assert_eq!(found.camps.is_unique, Some(expected.is_empty()));
    }

    #[test]
    fn many_actors_against_the_graph_of_all_pairs(positions in positions(30..60)) {
        let n = positions.len();
        let graph = graph(&positions);
        let view = View::new(&graph, Frame::all(Day::from_civil(2026, 1, 1)));
        let found = polarization(&view, &COUNT, &Budget::unlimited());
        if positions.iter().all(|position| position.iter().any(|(pro, contra)| pro != contra)) {
            prop_assert!(Debate::new(&view, &COUNT).most_agreements() <= 6, "there are four positions at most");
        }
        let edges = pairs(n).flat_map(|(a, b)| {
            let (congruence, conflict) = shared(positions[a], positions[b]);
            let ends = [a, b].map(|at| u32::try_from(at).unwrap());
            [(Sign::Positive, congruence), (Sign::Negative, conflict)]
                .into_iter()
                .filter(|edge| edge.1 > 0.0)
                .map(move |(sign, weight)| (ends[0], ends[1], sign, weight))
        });
        let whole = camps(&PlainGraph::new(n, edges).unwrap(), Count::TWO, 0, &Budget::unlimited());
        let all: f64 = pairs(n).map(|(a, b)| shared(positions[a], positions[b])).map(|(x, y)| x + y).sum();
        if all == 0.0 {
            return Ok(());
        }
        prop_assert!((found.fit.unwrap().lower - (1.0 - 2.0 * whole.value / all)).abs() < 1e-9);
        for (one, other) in [(found.camps.value, whole.value), (found.camps.lower, whole.lower)] {
            prop_assert!((one - other).abs() < 1e-9, "{one} {other}");
        }
        prop_assert_eq!(found.camps.is_unique, whole.is_unique);
    }
}
