//! Every answer in every form, as in the fuzz targets, over small stories and extreme graphs.

#[allow(dead_code, unreachable_pub, reason = "the fuzz targets use more of it")]
#[path = "../fuzz/src/lib.rs"]
mod fuzz;

use fuzz::{answers, read};
use serde_json::Value;
use stancegraph::{
    analysis::network::{
        Aggregate, CountOptions, Duplicates, Mode, NetworkOptions, Normalize, network,
    },
    corpus,
    graph::TemporalGraph,
    model::Day,
    report::{self, Evidence, NetworkQuestion, OneModeRow, ViewFacts, Zeros},
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

/// A graph of people who are for or against two targets, and an actor who is at one with each other on one of them only.
fn split_graph() -> TemporalGraph {
    let statements = [
        (2, "supports", 0),
        (2, "supports", 1),
        (3, "supports", 0),
        (3, "opposes", 1),
        (4, "supports", 0),
    ];
    graph(5, &statements)
}

/// The answer of `network` about that graph: ends, weights and whether there are statements, and how many are left out.
fn network_rows(evidence: Evidence, zeros: Zeros) -> (Vec<(String, String, f64, bool)>, Value) {
    let graph = split_graph();
    let view = View::new(&graph, Frame::all(Day::from_civil(2018, 4, 25)));
    let options = NetworkOptions {
        count: CountOptions { duplicates: Duplicates::Include, kinds: Vec::new() },
        mode: Mode::Onemode,
        aggregate: Aggregate::Subtract,
        normalize: Normalize::No,
        min_weight: 0.0,
    };
    let found = network(&view, &options).unwrap();
    let question = NetworkQuestion { of: None, evidence, zeros };
    let answer = report::network::<OneModeRow<'_>>(&view, &found, question, ViewFacts::default());
    assert_eq!(answer.summary["evidence"], evidence == Evidence::Listed);
    let row = |row: &OneModeRow<'_>| {
        let weight = row.weight.as_f64().unwrap();
        (row.a.to_owned(), row.b.to_owned(), weight, row.statements.is_some())
    };
    (answer.rows.iter().map(row).collect(), answer.summary["zeros_left_out"].clone())
}

#[test]
fn networks_list_statements_and_zeros_when_asked() {
    let row = |a: &str, b: &str, weight, has_statements| {
        (a.to_owned(), b.to_owned(), weight, has_statements)
    };
    let (rows, left_out) = network_rows(Evidence::LeftOut, Zeros::LeftOut);
    assert_eq!(rows, [row("2", "4", 1.0, false), row("3", "4", 1.0, false)]);
    assert_eq!(left_out, 1);
    let (rows, left_out) = network_rows(Evidence::Listed, Zeros::Listed);
    let all = [row("2", "3", 0.0, true), row("2", "4", 1.0, true), row("3", "4", 1.0, true)];
    assert_eq!(rows, all);
    assert_eq!(left_out, 0);
}
