//! `export jsonl`, read back as a corpus.

use super::{frame, shipped, writing::writing};
use proptest::prelude::*;
use stancegraph::{
    corpus::{self, TextFile},
    export::{Format, Isolates, Scene, SceneOptions},
    graph::TemporalGraph,
    import::{Mode, Provenance, Recorded, update},
    model::Day,
    view::{Filter, Frame, View},
};
use std::{fs, path::Path};

pub(crate) fn lines(graph: &TemporalGraph, frame: Frame, isolates: Isolates) -> String {
    let options = SceneOptions { isolates, ..SceneOptions::default() };
    let scene = Scene::new(&View::new(graph, frame), &options);
    String::from_utf8(Format::Jsonl.exporter().export(&scene).unwrap()).unwrap()
}

pub(crate) fn read(text: &str, name: &str) -> TemporalGraph {
    let reading = corpus::read_texts(vec![TextFile { path: name.into(), text: text.to_owned() }]);
    assert!(reading.is_sound(), "{:#?}\n{text}", reading.diagnostics);
    TemporalGraph::new(reading.corpus)
}

fn bytes(graph: &TemporalGraph) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("some.stance");
    graph.write(&path).unwrap();
    fs::read(path).unwrap()
}

/// A round trip through JSON lines, and through the RON that an import of them writes, gives the same
/// store, byte for byte.
fn comes_back(graph: &TemporalGraph) {
    let text = lines(graph, frame(), Isolates::Shown);
    let back = read(&text, "corpus.jsonl");
    assert!(bytes(&back) == bytes(graph), "{text}");
    let (how, shipped) = (Provenance::default(), corpus::shipped_vocabulary());
    let day = Day::from_civil(2026, 1, 1);
    let update = update(None, &back, (Mode::Add, &how), &shipped, Recorded::Given(day)).unwrap();
    let ron = update.additions().new_file();
    assert!(bytes(&read(&ron, "corpus.ron")) == bytes(graph), "{ron}");
}

#[test]
fn corpora_come_back_whole() {
    comes_back(&shipped());
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    for name in ["council", "harbour", "everything.ron"] {
        let reading = corpus::read(&[fixtures.join(name)]);
        assert!(reading.is_sound());
        comes_back(&TemporalGraph::new(reading.corpus));
    }
}

#[test]
fn a_part_of_a_view_stands_by_itself() {
    let graph = shipped();
    for filter in ["polarity:negative", "holder:john-legend", "not kind:person"] {
        let filter = Filter::parse(filter, &graph).unwrap();
        let text = lines(&graph, Frame { filter, ..frame() }, Isolates::LeftOut);
        let part = read(&text, "part.jsonl");
        let n_statements = text.matches("{\"statement\"").count();
        assert!(n_statements > 0 && n_statements < graph.n_statements());
        assert_eq!(part.n_statements(), n_statements);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_written_comes_back(writing in writing()) {
        comes_back(&writing.graph());
    }
}
