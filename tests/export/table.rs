//! `export csv` and `csv-nodes`, read back by a CSV reader.

use super::{
    frame,
    writing::{Writing, writing},
};
use proptest::prelude::*;
use stancegraph::{
    export::{Format, Scene, SceneOptions},
    view::View,
};
use std::collections::BTreeMap;

type Row = BTreeMap<String, String>;

fn rows(format: Format, scene: &Scene<'_>) -> Vec<Row> {
    let bytes = format.exporter().export(scene).unwrap();
    let mut reader = csv::Reader::from_reader(&bytes[..]);
    reader.deserialize().map(Result::unwrap).collect()
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
