//! Every export, read by the programs that it is for: NetworkX, igraph, `DuckDB`, Arrow, Kuzu and rdflib.
//!
//! `tests/foreign/read.py` reads and compares. It runs with the Python that `STANCE_PYTHON` names, which has what
//! `tests/foreign/requirements.txt` lists, as `.ci/run` installs it; without one the tests are skipped, unless
//! `STANCE_REQUIRE_FOREIGN` is set.

use super::{
    frame, network_options, shipped,
    writing::{HOSTILE, TIMES, Writing, graph_of, word},
};
use stancegraph::{
    analysis::network::{Mode, network},
    export::{Focus, Format, Isolates, NetworkScene, Scene, SceneOptions},
    graph::TemporalGraph,
    view::View,
};
use std::{collections::BTreeMap, env, fs, path::Path, process::Command};

const FORMATS: [Format; 12] = [
    Format::Jsonl,
    Format::GraphMl,
    Format::Gexf,
    Format::Csv,
    Format::CsvNodes,
    Format::Matrix,
    Format::Dl,
    Format::Cypher,
    Format::JsonLd,
    Format::Parquet,
    Format::ParquetEntities,
    Format::ParquetSources,
];

fn check(graph: &TemporalGraph) {
    let Some(python) = env::var_os("STANCE_PYTHON") else {
        let is_required = env::var_os("STANCE_REQUIRE_FOREIGN").is_some();
        assert!(!is_required, "STANCE_PYTHON names no Python with tests/foreign/requirements.txt");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let options = SceneOptions { isolates: Isolates::Shown, ..SceneOptions::default() };
    let scene = Scene::new(&View::new(graph, frame()), &options);
    for format in FORMATS {
        let bytes = format.exporter().export(&scene).unwrap();
        fs::write(folder.path().join(format!("export.{format}")), bytes).unwrap();
    }
    let focus = scene.nodes().first().map(|&entity| Focus { entity, depth: 1 });
    let around = Scene::new(scene.view(), &SceneOptions { focus, ..SceneOptions::default() });
    let bytes = Format::Cypher.exporter().export(&around).unwrap();
    fs::write(folder.path().join("around.cypher"), bytes).unwrap();
    let found = network(scene.view(), &network_options(Mode::Twomode)).unwrap();
    let network = NetworkScene::new(scene.view(), found, None, None);
    for format in [Format::Dl, Format::Matrix, Format::GraphMl] {
        let bytes = format.exporter().export_network(&network).unwrap();
        fs::write(folder.path().join(format!("twomode.{format}")), bytes).unwrap();
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/foreign/read.py");
    let output = Command::new(python)
        .arg("-B")
        .arg(script)
        .arg(folder.path())
        .env("PYTHONUTF8", "1")
        .output()
        .unwrap();
    let [said, told] = [&output.stdout, &output.stderr].map(|text| String::from_utf8_lossy(text));
    assert!(output.status.success(), "{said}{told}");
    let n_statements = format!("{} statements", graph.n_statements());
    assert!(said.contains(&n_statements), "{said}{told}");
}

#[test]
fn the_shipped_corpus() {
    check(&shipped());
}

#[test]
fn times_and_replies() {
    check(&graph_of(TIMES.to_owned()));
}

#[test]
fn every_field() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/everything.ron");
    let reading = stancegraph::corpus::read(&[path]);
    assert!(reading.is_sound());
    check(&TemporalGraph::new(reading.corpus));
}

#[test]
fn hostile_texts() {
    let mut entities = BTreeMap::new();
    for (number, text) in HOSTILE.iter().enumerate() {
        let id = word(text).filter(|id| !entities.contains_key(id));
        let name = if text.trim().is_empty() { format!("blank{text}") } else { (*text).to_owned() };
        entities.insert(id.unwrap_or_else(|| format!("e{number}")), name);
    }
    let n_entities = entities.len();
    let statements = HOSTILE.iter().enumerate().flat_map(|(holder, text)| {
        [1, 3, 7].map(|distance| (holder % n_entities, distance, (*text).to_owned()))
    });
    let writing = Writing {
        title: HOSTILE.concat(),
        entities: entities.into_iter().collect(),
        verb: "\"verb'\\u0041".to_owned(),
        statements: statements.collect(),
    };
    check(&writing.graph());
}
