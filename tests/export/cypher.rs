//! `export cypher`, read back by a parser of its few forms of statements.

use super::{
    frame, shipped,
    writing::{Writing, writing},
};
use proptest::prelude::*;
use stancegraph::{
    export::{Format, Scene, SceneOptions},
    graph::TemporalGraph,
    view::View,
};
use std::collections::BTreeMap;

/// What stands on the right of a property: a text or texts, or any other value as it is written.
#[derive(Clone, Debug, PartialEq)]
enum Value {
    Text(String),
    List(Vec<Self>),
    Other(String),
}

/// A statement: the entities that it names, its relationship, and the properties that it sets.
#[derive(Debug, Default)]
struct Statement {
    ids: Vec<String>,
    kind: Option<String>,
    set: BTreeMap<String, Value>,
}

struct Reader<'t>(&'t str);

impl Reader<'_> {
    fn eat(&mut self, word: &str) -> bool {
        let rest = self.0.strip_prefix(word);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    fn expect(&mut self, word: &str) {
        assert!(self.eat(word), "no {word} before {:.60}", self.0);
    }

    /// Literals between quotes with `+` between them.
    fn text(&mut self) -> String {
        let mut out = String::new();
        loop {
            self.expect("'");
            loop {
                let c = self.0.chars().next().unwrap();
                assert!(!self.0.starts_with("\\u"), "Neo4j would take this for a code");
                self.0 = &self.0[c.len_utf8()..];
                match c {
                    '\'' => break,
                    '\\' => {
                        let escaped = self.0.chars().next().unwrap();
                        assert!(matches!(escaped, '\'' | '\\'), "Kuzu knows no other: {escaped:?}");
                        out.push(escaped);
                        self.0 = &self.0[1..];
                        let is_code = escaped == '\\' && self.0.starts_with('u');
                        assert!(!is_code, "Neo4j would take this for a code");
                    }
                    c => out.push(c),
                }
            }
            if !self.eat(" + ") {
                return out;
            }
        }
    }

    fn value(&mut self) -> Value {
        if self.0.starts_with('\'') {
            return Value::Text(self.text());
        }
        if self.eat("[") {
            let mut list = vec![self.value()];
            while self.eat(", ") {
                list.push(self.value());
            }
            self.expect("]");
            return Value::List(list);
        }
        let end = self.0.find([',', ';']).unwrap();
        let (value, rest) = self.0.split_at(end);
        self.0 = rest;
        Value::Other(value.to_owned())
    }

    fn entity(&mut self, statement: &mut Statement, variable: &str) {
        self.expect(&format!("({variable}:Entity {{id: "));
        statement.ids.push(self.text());
        self.expect("})");
    }

    fn statement(&mut self) -> Statement {
        let mut statement = Statement::default();
        let mut subject = "e";
        if self.eat("MERGE ") {
            self.entity(&mut statement, "e");
        } else {
            self.expect("MATCH ");
            self.entity(&mut statement, "a");
            self.expect(", ");
            self.entity(&mut statement, "b");
            self.expect(" MERGE (a)-[t:");
            let (kind, rest) = self.0.split_once("]->(b)").unwrap();
            (statement.kind, self.0, subject) = (Some(kind.to_owned()), rest, "t");
        }
        let mut between = " SET ";
        while self.eat(between) {
            self.expect(&format!("{subject}."));
            let (name, rest) = self.0.split_once(" = ").unwrap();
            self.0 = rest;
            let value = self.value();
            assert_eq!(statement.set.insert(name.to_owned(), value), None);
            between = ", ";
        }
        self.expect(";\n");
        statement
    }
}

fn statements<'g>(graph: &'g TemporalGraph, title: Option<&str>) -> (Scene<'g>, Vec<Statement>) {
    let options = SceneOptions { title: title.map(str::to_owned), ..SceneOptions::default() };
    let scene = Scene::new(&View::new(graph, frame()), &options);
    let text = String::from_utf8(Format::Cypher.exporter().export(&scene).unwrap()).unwrap();
    let mut rest = &*text;
    while rest.starts_with("//") {
        let (comment, after) = rest.split_once('\n').unwrap();
        assert!(!comment.contains(';'), "{comment}");
        rest = after;
    }
    let mut reader = Reader(rest);
    let mut found = Vec::new();
    while !reader.0.is_empty() {
        found.push(reader.statement());
    }
    (scene, found)
}

#[test]
fn values_have_types() {
    let graph = shipped();
    let (scene, found) = statements(&graph, None);
    let (ties, entities): (Vec<_>, Vec<_>) = found.iter().partition(|it| it.kind.is_some());
    assert_eq!((entities.len(), ties.len()), (scene.nodes().len(), scene.ties().len()));
    for tie in ties {
        assert_eq!(tie.kind.as_deref(), Some("TIE"));
        let Value::Other(day) = &tie.set["latest"] else { panic!("{tie:?}") };
        assert!(day.starts_with("date('2") && day.len() == "date('2018-04-25')".len(), "{day}");
        let Value::Other(weight) = &tie.set["weight"] else { panic!("{tie:?}") };
        assert!(weight.contains('.'), "{weight} is an integer");
        assert!(matches!(tie.set["statements"], Value::List(_)));
    }
    assert!(entities.iter().any(|it| matches!(it.set["aliases"], Value::List(_))));
    assert!(entities.iter().any(|it| it.set["aliases"] == Value::Other("null".to_owned())));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_written_comes_back(writing in writing()) {
        let Writing { entities, verb, statements: said, title } = &writing;
        let graph = writing.graph();
        let kept = |text: &str| text.replace('\0', "\u{fffd}");
        let names: BTreeMap<String, String> =
            entities.iter().map(|(id, name)| (id.clone(), kept(name))).collect();
        let (scene, found) = statements(&graph, Some(title));
        prop_assert_eq!(found.len(), scene.nodes().len() + scene.ties().len());
        for statement in found {
            for id in &statement.ids {
                prop_assert!(names.contains_key(id));
            }
            if statement.kind.is_none() {
                let name = names[&statement.ids[0]].clone();
                prop_assert_eq!(&statement.set["name"], &Value::Text(name));
                continue;
            }
            prop_assert_eq!(&statement.set["verb"], &Value::Text(verb.clone()));
            // A quote without a word is none.
            let Some(Value::Text(quote)) = statement.set.get("quote") else { continue };
            prop_assert!(said.iter().any(|(_, _, it)| kept(it) == *quote), "{quote:?}");
        }
    }
}
