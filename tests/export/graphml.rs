//! `export graphml`, read back by an XML reader.

use super::{
    frame, in_camps, shipped,
    writing::{Writing, writing},
};
use proptest::prelude::*;
use quick_xml::{Reader, XmlVersion, events::Event};
use stancegraph::{
    analysis::network::{
        Aggregate, CountOptions, Duplicates, Mode, NetworkOptions, Normalize, network,
    },
    export::{Format, NetworkScene, Scene, SceneOptions},
    view::View,
};
use std::collections::BTreeMap;

/// The elements of one kind: attributes, with the data inside by key.
type Elements = Vec<BTreeMap<String, String>>;

/// What a GraphML reader understands of a file.
#[derive(Debug, Default)]
struct Graph {
    keys: Elements,
    nodes: Elements,
    edges: Elements,
    is_directed: bool,
}

fn parse(bytes: &[u8]) -> Graph {
    let text = std::str::from_utf8(bytes).unwrap();
    let is_forbidden =
        |c: char| (c < ' ' && !matches!(c, '\t' | '\n')) || matches!(c, '\u{fffe}' | '\u{ffff}');
    assert!(!text.contains(is_forbidden), "XML does not admit this: {text:?}");
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let (mut graph, mut open, mut key, mut content) =
        (Graph::default(), Vec::new(), None, String::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Start(element) => {
                let attributes: BTreeMap<String, String> = element
                    .attributes()
                    .map(|attribute| {
                        let attribute = attribute.unwrap();
                        let name = attribute.key.as_ref().to_owned();
                        (
                            name,
                            attribute
                                .normalized_value(XmlVersion::Implicit1_0)
                                .unwrap()
                                .into_owned(),
                        )
                    })
                    .collect();
                content.clear();
                match element.name().as_ref() {
                    "data" => key = attributes.get("key").cloned(),
                    "graph" => graph.is_directed = attributes["edgedefault"] == "directed",
                    _ => open.push(attributes),
                }
            }
            Event::Text(text) => content.push_str(&text),
            Event::GeneralRef(reference) => match reference.resolve_char_ref().unwrap() {
                Some(c) => content.push(c),
                None => content
                    .push_str(quick_xml::escape::resolve_predefined_entity(&reference).unwrap()),
            },
            Event::End(element) => match element.name().as_ref() {
                "data" => {
                    if let Some(element) = open.last_mut() {
                        element.insert(key.take().unwrap(), std::mem::take(&mut content));
                    }
                }
                "key" => graph.keys.push(open.pop().unwrap()),
                "node" => graph.nodes.push(open.pop().unwrap()),
                "edge" => graph.edges.push(open.pop().unwrap()),
                _ => {}
            },
            Event::Eof => return graph,
            _ => {}
        }
    }
}

/// A text with what XML does not admit replaced.
fn admitted(text: &str) -> String {
    let replaced = |c: char| match c {
        '\t' | '\n' | '\r' => c,
        c if c < ' ' || matches!(c, '\u{fffe}' | '\u{ffff}') => '\u{fffd}',
        c => c,
    };
    text.chars().map(replaced).collect()
}

fn graphml(scene: &Scene<'_>) -> Graph {
    parse(&Format::GraphMl.exporter().export(scene).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_written_comes_back(writing in writing()) {
        let Writing { title, entities, verb, statements } = &writing;
        let corpus = writing.graph();
        let view = View::new(&corpus, frame());
        let options = SceneOptions { title: Some(title.clone()), ..SceneOptions::default() };
        let scene = Scene::new(&view, &options);
        let found = graphml(&scene);
        let names: BTreeMap<String, String> =
            entities.iter().map(|(id, name)| (admitted(id), admitted(name))).collect();
        for node in &found.nodes {
            prop_assert_eq!(&node["node-label"], &names[&node["id"]]);
        }
        prop_assert_eq!(found.nodes.len(), scene.nodes().len());
        prop_assert_eq!(found.edges.len(), scene.ties().len());
        for edge in &found.edges {
            prop_assert_eq!(&edge["edge-label"], &admitted(verb));
            prop_assert_eq!(&edge["edge-sign"], "-1");
            let quote = edge.get("edge-quote").map_or("", |quote| quote);
            prop_assert!(statements.iter().any(|(.., said)| admitted(said) == quote), "{quote:?}");
        }
    }
}

#[test]
fn attributes_are_declared_with_their_types() {
    let corpus = shipped();
    let found =
        graphml(&in_camps(Scene::new(&View::new(&corpus, frame()), &SceneOptions::default())));
    let types: BTreeMap<&str, &str> =
        found.keys.iter().map(|key| (&*key["id"], &*key["attr.type"])).collect();
    for (key, kind) in [
        ("node-label", "string"),
        ("node-part", "long"),
        ("node-camp", "long"),
        ("node-cluster", "string"),
        ("node-elsewhere", "boolean"),
        ("edge-weight", "double"),
        ("edge-sign", "long"),
        ("edge-fits", "boolean"),
    ] {
        assert_eq!(types[key], kind);
    }
    let fields = found.nodes.iter().chain(&found.edges).flat_map(BTreeMap::keys);
    let mut data = fields.filter(|name| name.contains('-'));
    assert!(data.all(|name| types.contains_key(&**name)));
    assert!(found.is_directed);
    assert_eq!(found.edges.iter().filter(|edge| edge["edge-fits"] == "false").count(), 1);
}

#[test]
fn networks_hold_their_edges() {
    let corpus = shipped();
    let view = View::new(&corpus, frame());
    for (mode, aggregate) in
        [(Mode::Onemode, Aggregate::Subtract), (Mode::Twomode, Aggregate::Ignore)]
    {
        let options = NetworkOptions {
            count: CountOptions { duplicates: Duplicates::Include, kinds: Vec::new() },
            mode,
            aggregate,
            normalize: Normalize::No,
            min_weight: 0.0,
        };
        let expected = network(&view, &options).unwrap();
        let scene = NetworkScene::new(&view, expected.clone(), None, None);
        let graph_of = |scene: &NetworkScene<'_>| {
            parse(&Format::GraphMl.exporter().export_network(scene).unwrap())
        };
        let listed = graph_of(&scene).edges.len();
        let n_zeros = expected.edges().iter().filter(|edge| edge.weight == 0.0).count();
        assert_eq!(
            (listed, n_zeros > 0),
            (expected.edges().len() - n_zeros, mode == Mode::Onemode)
        );
        let found = graph_of(&scene.with_zeros());
        assert_eq!(found.is_directed, mode == Mode::Twomode);
        assert_eq!(found.edges.len(), expected.edges().len());
        for (edge, expected) in found.edges.iter().zip(expected.edges()) {
            assert_eq!(edge["source"], corpus.entity(expected.a).id());
            assert_eq!(edge["target"], corpus.entity(expected.b).id());
            assert_eq!(edge["edge-weight"].parse(), Ok(expected.weight));
            assert!(!edge["edge-statements"].is_empty());
        }
    }
}
