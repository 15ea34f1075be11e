//! `export csv` and `csv-nodes`, read back by a CSV reader.

use super::{
    frame, network_options, shipped,
    writing::{Writing, writing},
};
use proptest::prelude::*;
use stancegraph::{
    analysis::network::{Mode, Network, network},
    export::{Format, NetworkScene, Scene, SceneOptions},
    view::View,
};
use std::collections::BTreeMap;

type Row = BTreeMap<String, String>;

fn rows(format: Format, scene: &Scene<'_>) -> Vec<Row> {
    let bytes = format.exporter().export(scene).unwrap();
    let mut reader = csv::Reader::from_reader(&bytes[..]);
    reader.deserialize().map(Result::unwrap).collect()
}

/// The columns and the weights of a network's table.
fn network_table(scene: &NetworkScene<'_>) -> (Vec<String>, Vec<f64>) {
    let bytes = Format::Csv.exporter().export_network(scene).unwrap();
    let mut reader = csv::Reader::from_reader(&bytes[..]);
    let columns: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows: Vec<Row> = reader.deserialize().map(Result::unwrap).collect();
    (columns, rows.iter().map(|row| row["Weight"].parse().unwrap()).collect())
}

#[test]
fn a_network_has_statements_and_zeros_when_asked() {
    let graph = shipped();
    let view = View::new(&graph, frame());
    for mode in [Mode::Onemode, Mode::Twomode, Mode::Targets] {
        let found: Network = network(&view, &network_options(mode)).unwrap();
        let weights: Vec<f64> = found.edges().iter().map(|edge| edge.weight).collect();
        let other_than_0 = weights.iter().copied().filter(|weight| *weight != 0.0).collect();
        let scene = NetworkScene::new(&view, found, None, None);
        let columns = ["Source", "Target", "Type", "Weight", "polarity"].map(str::to_owned);
        assert_eq!(network_table(&scene), (columns.to_vec(), other_than_0));
        let with_statements = [&columns[..], &["statements".to_owned()]].concat();
        let asked = scene.with_zeros().with_evidence();
        assert_eq!(network_table(&asked), (with_statements, weights));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_written_comes_back(writing in writing()) {
        let Writing { entities, statements, verb, .. } = &writing;
        let corpus = writing.graph();
        let scene = Scene::new(&View::new(&corpus, frame()), &SceneOptions::default());
        let names: BTreeMap<&String, &String> = entities.iter().map(|(id, name)| (id, name)).collect();
        let nodes = rows(Format::CsvNodes, &scene);
        prop_assert_eq!(nodes.len(), scene.nodes().len());
        for node in &nodes {
            prop_assert_eq!(&node["Label"], names[&node["Id"]]);
        }
        let edges = rows(Format::Csv, &scene);
        prop_assert_eq!(edges.len(), scene.ties().len());
        for edge in &edges {
            prop_assert!(names.contains_key(&edge["Source"]) && names.contains_key(&edge["Target"]));
            prop_assert_eq!((&edge["Label"], edge["Type"].as_str(), edge["sign"].as_str()), (verb, "Directed", "-1"));
            // Where nobody is quoted there is no column.
            let shown = edge.get("quote").map_or("", String::as_str);
            prop_assert!(statements.iter().any(|(_, _, quote)| quote == shown), "{}", shown);
        }
    }
}
