//! `export json-ld`, read back as JSON and held to its own context.

use super::{
    frame, shipped,
    writing::{Writing, writing},
};
use proptest::prelude::*;
use serde_json::{Map, Value};
use stancegraph::{
    export::{Format, Isolates, Scene, SceneOptions},
    graph::TemporalGraph,
    view::View,
};
use std::collections::{BTreeMap, BTreeSet};

/// The terms of schema.org that are used; every other must be in the context.
const SCHEMA: [&str; 19] = [
    "name",
    "description",
    "alternateName",
    "memberOf",
    "roleName",
    "author",
    "publisher",
    "datePublished",
    "url",
    "inLanguage",
    "agent",
    "object",
    "startTime",
    "about",
    "result",
    "text",
    "isPartOf",
    "subjectOf",
    "sameAs",
];

/// The nodes by id, after every term was looked up and every reference found.
fn read(graph: &TemporalGraph, title: &str) -> BTreeMap<String, Map<String, Value>> {
    let options = SceneOptions {
        title: Some(title.to_owned()),
        isolates: Isolates::Shown,
        ..SceneOptions::default()
    };
    let scene = Scene::new(&View::new(graph, frame()), &options);
    let bytes = Format::JsonLd.exporter().export(&scene).unwrap();
    let document: Value = serde_json::from_slice(&bytes).unwrap();
    let context = document["@context"].as_object().unwrap();
    let nodes = document["@graph"].as_array().unwrap();
    assert_eq!(nodes[0]["name"], title);
    let mut found = BTreeMap::new();
    let mut references = BTreeSet::new();
    for node in &nodes[1..] {
        let id = decoded(node["@id"].as_str().unwrap());
        assert_eq!(found.insert(id, node.as_object().unwrap().clone()), None);
        visit(node, context, &mut references);
    }
    for reference in references {
        assert!(found.contains_key(&reference), "{reference}");
    }
    found
}

fn visit(node: &Value, context: &Map<String, Value>, references: &mut BTreeSet<String>) {
    for (term, value) in node.as_object().unwrap() {
        let is_known = term.starts_with('@') || SCHEMA.contains(&&**term);
        assert!(is_known || context.contains_key(term), "{term} has no meaning");
        let is_reference = context.get(term).is_some_and(|it| it["@type"] == "@id");
        let values = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        for value in values {
            match value {
                Value::String(id) if term == "@id" || is_reference && term != "sameAs" => {
                    references.insert(decoded(id));
                }
                Value::Object(_) => visit(value, context, references),
                _ => {}
            }
        }
    }
}

/// An IRI without its percent codes.
fn decoded(iri: &str) -> String {
    assert!(iri.is_ascii() && !iri.contains([' ', '"', '<', '>', '\\', '^', '`', '{', '|', '}']));
    let mut parts = iri.split('%');
    let mut bytes = parts.next().unwrap().as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(&part[..2], 16).unwrap());
        bytes.extend(&part.as_bytes()[2..]);
    }
    String::from_utf8(bytes).unwrap()
}

#[test]
fn everything_is_there_in_terms_that_are_declared() {
    let graph = shipped();
    let nodes = read(&graph, "Three men");
    let n = graph.n_entities() + graph.n_sources() + graph.n_statements();
    assert_eq!(nodes.len(), n);
    let west = &nodes["entity:kanye-west"];
    assert_eq!((&west["@type"], &west["name"]), (&"Person".into(), &"Kanye West".into()));
    assert_eq!(west["sameAs"], "http://www.wikidata.org/entity/Q15935");
    for statement in graph.statements().map(|index| graph.statement(index)) {
        let node = &nodes[&format!("statement:{}", statement.id())];
        let agent = format!("entity:{}", statement.holder_entity().id());
        assert_eq!(node["agent"]["@id"], agent);
        assert_eq!(node["date"], *statement.date());
        let act = match statement.effect().word() {
            "positive" => "LikeAction",
            "negative" => "DislikeAction",
            _ => "ReactAction",
        };
        assert_eq!(node["@type"], act);
        assert_eq!(node.contains_key("claimedBy"), statement.claimed_by().is_some());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_written_comes_back(writing in writing()) {
        let Writing { entities, verb, statements, title } = &writing;
        let graph = writing.graph();
        let nodes = read(&graph, title);
        for (id, name) in entities {
            prop_assert_eq!(&nodes[&format!("entity:{id}")]["name"], name.as_str());
        }
        let ids: BTreeSet<&String> = nodes.keys().filter(|id| id.starts_with("statement:")).collect();
        prop_assert_eq!(ids.len(), graph.n_statements());
        for (_, node) in nodes.iter().filter(|(id, _)| id.starts_with("statement:")) {
            prop_assert_eq!(&node["verb"], verb.as_str());
            let Some(said) = node.get("result") else { continue };
            prop_assert!(statements.iter().any(|(_, _, quote)| said["text"] == quote.as_str()));
        }
    }
}
