//! Every answer in every form, as in the fuzz targets, over small stories and extreme graphs.

#[allow(dead_code, unreachable_pub, reason = "the fuzz targets use more of it")]
#[path = "../fuzz/src/lib.rs"]
mod fuzz;

use fuzz::{answers, read};
use stancegraph::{
    analysis::network::{
        Aggregate, CountOptions, Duplicates, Mode, NetworkOptions, Normalize, network,
    },
    corpus,
    graph::TemporalGraph,
    model::Day,
    report::{self, Evidence, NetworkQuestion, OneModeRow, ViewFacts},
    view::{Frame, View},
};
use std::{fmt::Write as _, path::Path};

/// A corpus of people from `0` on, with a statement for each (holder, stance, target).
fn graph(n_people: usize, statements: &[(usize, &str, usize)]) -> TemporalGraph {
    let mut text = "Corpus(entities: [".to_owned();
    for person in 0..n_people {
        let _ = write!(text, "(id: \"{person}\", kind: Person, name: \"{person}\"),");
    }
    text.push_str(
        "], sources: [(id: \"s\", kind: Post, published: \"2018-04-25\")], statements: [",
    );
    for (holder, stance, target) in statements {
        let _ = write!(
            text,
            "(holder: \"{holder}\", stance: \"{stance}\", target: \"{target}\", source: \"s\"),"
        );
    }
    text.push_str("])");
    let reading = read([text.as_str()]);
    assert!(reading.is_sound(), "{:?}", reading.diagnostics);
    TemporalGraph::new(reading.corpus)
}

/// Every two of some people, once or in both directions, with one stance.
fn everybody(n: usize, stance: &str, both_ways: bool) -> TemporalGraph {
    let pairs = (0..n).flat_map(|a| (0..n).map(move |b| (a, b)));
    let pairs = pairs.filter(|(a, b)| a < b || (both_ways && a > b));
    graph(n, &pairs.map(|(a, b)| (a, stance, b)).collect::<Vec<_>>())
}

#[test]
fn the_stories_answer_everything() {
    for story in ["data", "tests/fixtures/council", "tests/fixtures/harbour"] {
        let reading = corpus::read(&[Path::new(env!("CARGO_MANIFEST_DIR")).join(story)]);
        assert!(reading.is_sound(), "{story}");
        answers::ask(&TemporalGraph::new(reading.corpus));
    }
}

#[test]
fn extreme_graphs_answer_everything() {
    answers::ask(&graph(0, &[]));
    answers::ask(&graph(1, &[]));
    answers::ask(&graph(2, &[(0, "opposes", 1)]));
    answers::ask(&graph(2, &[(0, "supports", 1), (1, "opposes", 0)]));
    answers::ask(&graph(4, &[(0, "supports", 1), (2, "opposes", 3)]));
    for stance in ["supports", "opposes", "mentions"] {
        answers::ask(&everybody(9, stance, false));
        answers::ask(&everybody(7, stance, true));
    }
}

/// The edges of a network of so many actors on one target, with or without their statements.
fn network_rows(n_actors: usize, evidence: Evidence) -> Vec<bool> {
    let statements: Vec<_> = (1..=n_actors).map(|actor| (actor, "supports", 0)).collect();
    let graph = graph(n_actors + 1, &statements);
    let view = View::new(&graph, Frame::all(Day::from_civil(2018, 4, 25)));
    let options = NetworkOptions {
        count: CountOptions { duplicates: Duplicates::Include, kinds: Vec::new() },
        mode: Mode::Onemode,
        aggregate: Aggregate::Subtract,
        normalize: Normalize::No,
        min_weight: 0.0,
    };
    let found = network(&view, &options).unwrap();
    let question = NetworkQuestion { of: None, evidence };
    let answer = report::network::<OneModeRow<'_>>(&view, &found, question, ViewFacts::default());
    assert_eq!(answer.summary["evidence"], answer.rows[0].statements.is_some());
    answer.rows.iter().map(|row| row.statements.is_some()).collect()
}

#[test]
fn a_large_network_lists_its_statements_when_asked() {
    assert_eq!(network_rows(45, Evidence::OfSmall), [true; 45 * 44 / 2], "990 edges");
    assert_eq!(network_rows(46, Evidence::OfSmall), [false; 46 * 45 / 2], "1035 edges");
    assert_eq!(network_rows(46, Evidence::Always), [true; 46 * 45 / 2]);
}
