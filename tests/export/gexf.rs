//! `export gexf`, read back by an XML reader.

use super::{
    frame, shipped,
    writing::{Writing, graph_of, writing},
};
use proptest::prelude::*;
use quick_xml::{Reader, XmlVersion, events::Event};
use stancegraph::{
    export::{Format, Scene, SceneOptions},
    graph::{PairIndex, TemporalGraph},
    model::{Day, Instant, Time},
    view::{Spell, Tie, View},
};
use std::collections::{BTreeMap, BTreeSet};

type Attributes = BTreeMap<String, String>;

/// Every element with its attributes, in the order of the file.
fn elements(scene: &Scene<'_>) -> Vec<(String, Attributes)> {
    let bytes = Format::Gexf.exporter().export(scene).unwrap();
    let text = std::str::from_utf8(&bytes).unwrap();
    let mut reader = Reader::from_str(text);
    let mut found = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(element) | Event::Empty(element) => {
                let attributes = element.attributes().map(|attribute| {
                    let attribute = attribute.unwrap();
                    let value = attribute.normalized_value(XmlVersion::Implicit1_0).unwrap();
                    (attribute.key.as_ref().to_owned(), value.into_owned())
                });
                found.push((element.name().as_ref().to_owned(), attributes.collect()));
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}

fn admitted(text: &str) -> String {
    let is_admitted =
        |c| matches!(c, '\t' | '\n' | '\r') || (c >= ' ' && c != '\u{fffe}' && c != '\u{ffff}');
    text.chars().map(|c| if is_admitted(c) { c } else { '\u{fffd}' }).collect()
}

/// An edge as a reader of GEXF understands it.
#[derive(Debug, Default)]
struct Edge {
    ends: (String, String),
    /// First and last days.
    spells: BTreeSet<(String, String)>,
    /// By title: first and last days, and the value.
    values: BTreeMap<String, BTreeSet<(String, String, String)>>,
}

/// What the file says, held to the rules of the format: declared attributes, ends that exist, no id twice.
fn read(scene: &Scene<'_>) -> (BTreeMap<String, String>, Vec<Edge>) {
    let (mut nodes, mut edges) = (BTreeMap::new(), Vec::<Edge>::new());
    let (mut class, mut titles) = (String::new(), BTreeMap::new());
    for (name, attributes) in elements(scene) {
        let of = |name: &str| attributes.get(name).cloned().unwrap_or_default();
        match name.as_str() {
            "title" => panic!("GEXF has no such element"),
            "graph" => assert_eq!(of("mode"), "dynamic"),
            "attributes" => class = of("class"),
            "attribute" => {
                assert!(["string", "double", "long", "boolean"].contains(&of("type").as_str()));
                let before = titles.insert((class.clone(), of("id")), of("title"));
                assert_eq!(before, None);
            }
            "node" => assert_eq!(nodes.insert(of("id"), of("label")), None),
            "edge" => {
                let ends = (of("source"), of("target"));
                assert!(nodes.contains_key(&ends.0) && nodes.contains_key(&ends.1));
                edges.push(Edge { ends, ..Edge::default() });
            }
            "attvalue" => {
                let class = if edges.is_empty() { "node" } else { "edge" };
                let title = titles[&(class.to_owned(), of("for"))].clone();
                if let Some(edge) = edges.last_mut() {
                    let value = (of("start"), of("end"), of("value"));
                    edge.values.entry(title).or_default().insert(value);
                }
            }
            "spell" => drop(edges.last_mut().unwrap().spells.insert((of("start"), of("end")))),
            _ => {}
        }
    }
    (nodes, edges)
}

/// The first second of each spell and the last, of a pair; those between times of a day at their seconds.
fn seconds(view: &View<'_>, pair: PairIndex) -> Vec<(String, String, Tie)> {
    let zone = view.graph().zone();
    let mut found = Vec::new();
    for ([begin, end], tie) in view.instant_spells(pair) {
        let written = |at: Instant| {
            let text = zone.written(at);
            text.get(..19).map_or(text.clone(), str::to_owned)
        };
        let start = if begin.day.is_bounded() { written(begin) } else { String::new() };
        let last = if !end.day.is_bounded() {
            String::new()
        } else if end.time == Time::MIDNIGHT {
            format!("{}T23:59:59", end.day.previous())
        } else {
            written(Instant {
                day: end.day,
                time: Time::of_nanoseconds(end.time.nanoseconds() - 1_000_000_000),
            })
        };
        // What is over within its second has none.
        if last.is_empty() || start <= last {
            found.push((start, last, tie));
        }
    }
    found
}

fn days(spell: &Spell) -> (String, String) {
    let word = |day: Day, time: &str, is_bounded: bool| {
        if is_bounded { format!("{day}{time}") } else { String::new() }
    };
    let span = spell.span;
    (
        word(span.begin, "", span.begin.is_bounded()),
        word(span.last(), "T23:59:59", span.end.is_bounded()),
    )
}

/// Values with the first second and the last over which each is the same.
fn whole(values: impl Iterator<Item = (String, String, String)>) -> Vec<(String, String, String)> {
    let mut found: Vec<(String, String, String)> = Vec::new();
    for (start, end, value) in values {
        match found.last_mut() {
            Some((_, last, before)) if *before == value && after(last) == Some(instant(&start)) => {
                *last = end;
            }
            _ => found.push((start, end, value)),
        }
    }
    found
}

/// The second after one that is written; none after an open end.
fn after(last: &str) -> Option<i64> {
    (!last.is_empty()).then(|| instant(last) + 1)
}

/// The number of a second since 1970.
fn instant(written: &str) -> i64 {
    let (day, time) = written.split_once('T').unwrap_or((written, "00:00:00"));
    let days = Day::from_iso(day).unwrap().days_since(Day::from_civil(1970, 1, 1)).unwrap();
    let time: Vec<i64> = time.split(':').map(|part| part.parse().unwrap()).collect();
    days * 86_400 + time[0] * 3_600 + time[1] * 60 + time[2]
}

/// What is written of a tie.
type OfTie = fn(&Tie) -> String;

/// Every pair with its spells, and no other.
fn check_spells(graph: &TemporalGraph) -> Vec<Edge> {
    let view = View::new(graph, frame());
    let title = Some("A title".to_owned());
    let (nodes, edges) =
        read(&Scene::new(&view, &SceneOptions { title, ..SceneOptions::default() }));
    let mut expected = BTreeMap::new();
    for pair in graph.pairs() {
        let id = |entity| admitted(graph.entity(entity).id());
        let is_timed =
            graph.statements_of(pair).any(|index| graph.statement(index).time().is_some());
        let spells: Vec<_> = if is_timed {
            seconds(&view, pair)
        } else {
            let spells = view.spells(pair).into_iter();
            spells.map(|spell| (days(&spell).0, days(&spell).1, spell.tie)).collect()
        };
        if !spells.is_empty() {
            expected.insert((id(graph.holder(pair)), id(graph.target(pair))), spells);
        }
    }
    assert_eq!(edges.len(), expected.len());
    for edge in &edges {
        let spells = &expected[&edge.ends];
        let stands =
            spells.iter().map(|(start, end, _)| (start.clone(), end.clone(), String::new()));
        let written =
            edge.spells.iter().map(|(start, end)| (start.clone(), end.clone(), String::new()));
        assert_eq!(written.collect::<Vec<_>>(), whole(stands));
        let of_ties: [(&str, OfTie); 3] = [
            ("polarity", |tie| tie.polarity.word().to_owned()),
            ("sign", |tie| tie.polarity.sign().to_string()),
            ("certainty", |tie| tie.certainty.word().to_owned()),
        ];
        for (name, of) in of_ties {
            let values =
                spells.iter().map(|(start, end, tie)| (start.clone(), end.clone(), of(tie)));
            assert_eq!(
                edge.values[name].iter().cloned().collect::<Vec<_>>(),
                whole(values),
                "{name}"
            );
        }
    }
    let ends = edges.iter().flat_map(|edge| [&edge.ends.0, &edge.ends.1]);
    assert!(ends.collect::<BTreeSet<_>>().len() == nodes.len());
    edges
}

#[test]
fn edges_move_as_ties_do() {
    let edges = check_spells(&shipped());
    assert!(
        edges.iter().any(|edge| edge.values["statement"].len() > 1),
        "some tie of the story changes"
    );
}

#[test]
fn a_day_is_divided_by_its_times() {
    let statements = [
        ("supports", "2018-04-25T09:00"),
        ("opposes", "2018-04-25T14:05:33.7"),
        ("opposes", "2018-04-25T14:05:33.9"),
        ("supports", "2018-04-25T18:30-07:00"),
        ("opposes", "2018-05-02"),
    ];
    let mut text =
        "Corpus(time_zone: \"America/New_York\", entities: [(id: \"a\", kind: Person, name: \"A\"),
        (id: \"b\", kind: Topic, name: \"B\")], sources: [(id: \"s\", kind: Post)], statements: ["
            .to_owned();
    for (verb, on) in statements {
        let statement = format!(
            "(holder: \"a\", stance: \"{verb}\", target: \"b\", source: \"s\", on: \"{on}\"),"
        );
        text.push_str(&statement);
    }
    let graph = graph_of(text + "])");
    let view = View::new(&graph, frame());
    let (_, edges) = read(&Scene::new(&view, &SceneOptions::default()));
    let polarities: Vec<_> = edges[0].values["polarity"].iter().cloned().collect();
    let expected = [
        ("2018-04-25T09:00:00", "2018-04-25T14:05:32", "positive"),
        ("2018-04-25T14:05:33", "2018-04-25T21:29:59", "negative"),
        ("2018-04-25T21:30:00", "2018-05-01T23:59:59", "positive"),
        ("2018-05-02", "", "negative"),
    ];
    let expected = expected
        .map(|(start, end, polarity)| (start.to_owned(), end.to_owned(), polarity.to_owned()));
    assert_eq!(polarities, expected);
    check_spells(&graph);
}

#[test]
fn spells_stay_inside_a_view_that_is_cut_at_a_time() {
    let graph = graph_of(
        "Corpus(entities: [(id: \"a\", kind: Person, name: \"A\"), (id: \"b\", kind: Topic, name: \"B\")],
        sources: [(id: \"s\", kind: Post)], statements: [
            (holder: \"a\", stance: \"supports\", target: \"b\", source: \"s\", on: \"2018-04-22\"),
            (holder: \"a\", stance: \"opposes\", target: \"b\", source: \"s\", on: \"2018-04-24\"),
            (holder: \"b\", stance: \"opposes\", target: \"a\", source: \"s\", on: \"2018-04-23T09:00\")])"
            .to_owned(),
    );
    let at = |day, hour: u64| Instant {
        day: Day::from_civil(2018, 4, day),
        time: Time::of_nanoseconds(hour * 3_600_000_000_000),
    };
    let view = View::new(&graph, frame()).between([at(22, 8), at(24, 12)]);
    let (_, edges) = read(&Scene::new(&view, &SceneOptions::default()));
    let found: Vec<(&str, &str)> = edges
        .iter()
        .flat_map(|edge| &edge.values["sign"])
        .map(|(start, end, _)| (start.as_str(), end.as_str()))
        .collect();
    let expected = [
        ("2018-04-22T08:00:00", "2018-04-23T23:59:59"),
        ("2018-04-24", "2018-04-24T11:59:59"),
        ("2018-04-23T09:00:00", "2018-04-24T11:59:59"),
    ];
    assert_eq!(found, expected);
    for edge in &edges {
        assert!(edge.spells.iter().all(|(start, end)| {
            start.as_str() >= "2018-04-22T08:00:00" && end.as_str() <= "2018-04-24T11:59:59"
        }));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_written_comes_back(writing in writing()) {
        let Writing { entities, verb, statements, .. } = &writing;
        let graph = writing.graph();
        let edges = check_spells(&graph);
        let view = View::new(&graph, frame());
        let (nodes, _) = read(&Scene::new(&view, &SceneOptions::default()));
        let names: BTreeMap<String, String> =
            entities.iter().map(|(id, name)| (admitted(id), admitted(name))).collect();
        for (id, label) in &nodes {
            prop_assert_eq!(label, &names[id]);
        }
        for (_, _, value) in edges.iter().flat_map(|edge| &edge.values["verb"]) {
            prop_assert_eq!(value, &admitted(verb));
        }
        for (_, _, value) in edges.iter().filter_map(|edge| edge.values.get("quote")).flatten() {
            prop_assert!(statements.iter().any(|(_, _, quote)| admitted(quote) == *value), "{value:?}");
        }
    }
}
