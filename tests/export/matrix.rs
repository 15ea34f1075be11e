//! `export matrix`, read back by a CSV reader.

use super::{frame, network_options, shipped, writing::writing};
use proptest::prelude::*;
use stancegraph::{
    analysis::network::{Mode, network},
    export::{Format, NetworkScene, Scene, SceneOptions},
    graph::TemporalGraph,
    view::View,
};
use std::collections::BTreeMap;

/// The ids at the margins, and what is not 0 between them.
#[derive(Debug, PartialEq)]
struct Read {
    rows: Vec<String>,
    columns: Vec<String>,
    cells: BTreeMap<(String, String), f64>,
}

fn read(bytes: &[u8]) -> Read {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
    let mut records = reader.records().map(Result::unwrap);
    let columns: Vec<String> = records.next().unwrap().iter().skip(1).map(str::to_owned).collect();
    let mut read = Read { rows: Vec::new(), columns, cells: BTreeMap::new() };
    for record in records {
        let row = record[0].to_owned();
        for (column, cell) in read.columns.iter().zip(record.iter().skip(1)) {
            let cell: f64 = cell.parse().unwrap();
            if cell != 0.0 {
                read.cells.insert((row.clone(), column.clone()), cell);
            }
        }
        read.rows.push(row);
    }
    read
}

fn check(graph: &TemporalGraph) {
    let scene = Scene::new(&View::new(graph, frame()), &SceneOptions::default());
    let read = read(&Format::Matrix.exporter().export(&scene).unwrap());
    let id = |entity| graph.entity(entity).id().to_owned();
    let ids: Vec<String> = scene.nodes().iter().map(|&node| id(node)).collect();
    let cells = scene.ties().iter().map(|shown| {
        let ends = (id(shown.tie.holder), id(shown.tie.target));
        (ends, f64::from(shown.tie.polarity.sign()))
    });
    let cells = cells.filter(|(_, sign)| *sign != 0.0).collect();
    assert_eq!(read, Read { rows: ids.clone(), columns: ids, cells });
}

#[test]
fn cells_are_signs() {
    check(&shipped());
}

#[test]
fn cells_of_a_network_are_weights() {
    let graph = shipped();
    let view = View::new(&graph, frame());
    for mode in [Mode::Onemode, Mode::Twomode, Mode::Targets] {
        let found = network(&view, &network_options(mode)).unwrap();
        let scene = NetworkScene::new(&view, found.clone(), None, None);
        let read = read(&Format::Matrix.exporter().export_network(&scene).unwrap());
        let id = |entity| graph.entity(entity).id().to_owned();
        let mut expected = BTreeMap::new();
        for edge in found.edges().iter().filter(|edge| edge.weight != 0.0) {
            expected.insert((id(edge.a), id(edge.b)), edge.weight);
            if mode != Mode::Twomode {
                expected.insert((id(edge.b), id(edge.a)), edge.weight);
            }
        }
        assert!(!expected.is_empty());
        assert_eq!(read.cells, expected);
        assert_eq!(read.rows == read.columns, mode != Mode::Twomode);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_written_comes_back(writing in writing()) {
        check(&writing.graph());
    }
}
