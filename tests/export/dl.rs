//! `export dl`, read back by the rules of UCINET's guide.

use super::{
    frame, network_options, shipped,
    writing::{graph_of, writing},
};
use proptest::prelude::*;
use stancegraph::{
    analysis::network::{Mode, network},
    export::{Format, NetworkScene, Scene, SceneOptions},
    graph::TemporalGraph,
    view::View,
};
use std::collections::{BTreeMap, BTreeSet};

/// Labels are between commas, spaces, equal signs and line breaks, and end where the data begin.
fn labels(text: &str, n_labels: usize) -> Vec<String> {
    let found: Vec<String> =
        text.split([',', ' ', '=', '\n']).filter(|it| !it.is_empty()).map(str::to_owned).collect();
    assert_eq!(found.len(), n_labels, "{text}");
    assert!(found.iter().all(|label| !label.eq_ignore_ascii_case("data:") && !label.contains('"')));
    let apart: BTreeSet<String> = found.iter().map(|label| label.to_uppercase()).collect();
    assert_eq!(apart.len(), n_labels, "two labels are one without their case");
    found
}

/// The labels of a list of edges, and its edges by place.
fn read(bytes: Vec<u8>) -> (Vec<String>, BTreeMap<(usize, usize), f64>) {
    let text = String::from_utf8(bytes).unwrap();
    let rest = text.strip_prefix("dl n=").unwrap();
    let (n, rest) = rest.split_once("\nformat=edgelist1\n").unwrap();
    let (head, data) = rest.rsplit_once("data:\n").unwrap();
    let names = head.strip_prefix("labels:\n").unwrap_or("");
    let edges = data.lines().map(|line| {
        let words: Vec<&str> = line.split(' ').collect();
        let [a, b, weight] = words[..] else { panic!("{line}") };
        let place = |word: &str| word.parse::<usize>().unwrap() - 1;
        ((place(a), place(b)), weight.parse().unwrap())
    });
    (labels(names, n.parse().unwrap()), edges.collect())
}

fn check(graph: &TemporalGraph) -> Vec<String> {
    let scene = Scene::new(&View::new(graph, frame()), &SceneOptions::default());
    let (labels, edges) = read(Format::Dl.exporter().export(&scene).unwrap());
    let place = |entity| scene.nodes().iter().position(|&node| node == entity).unwrap();
    let expected = scene.ties().iter().map(|shown| {
        let ends = (place(shown.tie.holder), place(shown.tie.target));
        (ends, f64::from(shown.tie.polarity.sign()))
    });
    assert_eq!(edges, expected.filter(|(_, sign)| *sign != 0.0).collect());
    assert_eq!(labels.len(), scene.nodes().len());
    labels
}

#[test]
fn ids_are_labels() {
    let graph = shipped();
    let scene = Scene::new(&View::new(&graph, frame()), &SceneOptions::default());
    let ids: Vec<&str> = scene.nodes().iter().map(|&node| graph.entity(node).id()).collect();
    assert_eq!(check(&graph), ids);
}

#[test]
fn labels_are_unique() {
    let entity = |id: &str| format!("(id: {id:?}, kind: Person, name: \"n\"),");
    let ids = ["DATA:", "a,b", "a=b", "a_b", "A_B", "12"];
    let entities: String = ids.map(entity).concat();
    let statement =
        |id: &str| format!("(holder: {id:?}, stance: \"praises\", target: \"12\", source: \"s\"),");
    let statements: String = ids[..5].iter().map(|id| statement(id)).collect();
    let labels = check(&graph_of(format!(
        "Corpus(sources: [(id: \"s\", kind: Post, published: \"2018\")], \
         entities: [{entities}], statements: [{statements}])"
    )));
    // By id: capitals first.
    assert_eq!(labels, ["12", "A_B", "DATA:_2", "a_b_2", "a_b_3", "a_b_4"]);
}

#[test]
fn two_modes_have_rows_and_columns() {
    let graph = shipped();
    let view = View::new(&graph, frame());
    let found = network(&view, &network_options(Mode::Twomode)).unwrap();
    let (sources, sinks) = (found.sources(), found.sinks());
    let scene = NetworkScene::new(&view, found.clone(), None, None);
    let text = String::from_utf8(Format::Dl.exporter().export_network(&scene).unwrap()).unwrap();
    let (n_rows, n_columns) = (sources.len(), sinks.len());
    let head = format!("dl nr={n_rows}, nc={n_columns}\nformat=fullmatrix\nrow labels:\n");
    let (rows, rest) = text.strip_prefix(&head).unwrap().split_once("column labels:\n").unwrap();
    let (columns, data) = rest.split_once("data:\n").unwrap();
    let ids = |side: &[_]| -> Vec<String> {
        side.iter().map(|&entity| graph.entity(entity).id().to_owned()).collect()
    };
    assert_eq!((labels(rows, n_rows), labels(columns, n_columns)), (ids(&sources), ids(&sinks)));
    let mut cells = BTreeMap::new();
    for (row, line) in data.lines().enumerate() {
        for (column, cell) in line.split(' ').enumerate() {
            cells.insert((sources[row], sinks[column]), cell.parse::<f64>().unwrap());
        }
    }
    assert_eq!(cells.len(), n_rows * n_columns);
    for edge in found.edges() {
        assert!((cells[&(edge.a, edge.b)] - edge.weight).abs() < 1e-12);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_written_comes_back(writing in writing()) {
        check(&writing.graph());
    }
}
