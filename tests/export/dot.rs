//! `export dot`: valid for any names and quotes, deterministic, and with exactly the entities and ties
//! of the scene.

use super::{
    dot_parser::{Attributes, Graph, Id, html_text, label, parse},
    frame,
    graphviz::check_drawing,
    in_camps, shipped,
    writing::{graph_of, writing},
};
use proptest::prelude::*;
use stancegraph::{
    analysis::network::{
        Aggregate, CountOptions, Duplicates, Mode, NetworkOptions, Normalize, network,
    },
    corpus::name::Named,
    export::{Backdrop, Focus, Format, Isolates, NetworkScene, Scene, SceneOptions},
    graph::TemporalGraph,
    model::{Day, EntityIndex, Span},
    view::{Frame, Possible, View},
};
use std::collections::BTreeSet;

pub(crate) fn dot(scene: &Scene<'_>) -> String {
    String::from_utf8(Format::Dot.exporter().export(scene).unwrap()).unwrap()
}

/// The name of a node, as the scanner of Graphviz knows it.
fn node_name(id: &str) -> String {
    let replaced = |c: char| match c {
        '\\' => "\\\\".to_owned(),
        '\u{fffe}' | '\u{ffff}' => c.escape_unicode().to_string(),
        c => c.to_string(),
    };
    id.chars().map(replaced).collect()
}

/// A text without the white space that wrapping moves, and without what no picture can show.
fn essence(text: &str) -> String {
    let shown = |c: char| {
        if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') { '\u{fffd}' } else { c }
    };
    text.chars().filter(|c| !c.is_whitespace()).map(shown).collect()
}

/// Whether a node or an edge is part of the legend, whose names have spaces.
fn is_of_legend(name: &str) -> bool {
    name.contains(' ')
}

fn text_of<'a>(attributes: &'a Attributes, name: &str) -> &'a str {
    match attributes.get(name) {
        Some(Id::Text(text)) => text,
        other => panic!("{name} is {other:?}"),
    }
}

/// A day in words; of other dates the year, which ends those that occur here.
fn in_words(date: &str) -> String {
    const MONTHS: &str =
        "JanuaryFebruaryMarchAprilMayJuneJulyAugustSeptemberOctoberNovemberDecember";
    let date = date.trim_start_matches("../");
    let is_capital = |(_, c): &(usize, char)| c.is_ascii_uppercase();
    let starts: Vec<usize> = MONTHS.char_indices().filter(is_capital).map(|(at, _)| at).collect();
    let (day, time) = date.split_once('T').unwrap_or((date, ""));
    let time = if time.is_empty() { String::new() } else { format!(", {} UTC", &time[..5]) };
    let parts: Vec<&str> = day.split('-').collect();
    let [year, month, day] = parts[..] else {
        return day.trim_end_matches('~').split('-').next().unwrap().to_owned();
    };
    let month: usize = month.parse().unwrap();
    let end = starts.get(month).copied().unwrap_or(MONTHS.len());
    let day: u8 = day.parse().unwrap();
    format!("{day} {} {year}{time}", &MONTHS[starts[month - 1]..end])
}

/// The graph of a picture holds the scene's entities, by name, and its ties, by verb and date.
fn check(scene: &Scene<'_>, picture: &Graph) {
    let graph = scene.view().graph();
    let mut nodes: Vec<(String, String)> = picture
        .nodes
        .iter()
        .filter(|(name, attributes)| !is_of_legend(name) && text_of(attributes, "style") != "invis")
        .map(|(name, attributes)| (name.clone(), essence(&label(&attributes["label"]).unwrap())))
        .collect();
    let mut expected: Vec<(String, String)> = scene
        .nodes()
        .iter()
        .map(|&node| graph.entity(node))
        .map(|entity| (node_name(entity.id()), essence(entity.name())))
        .collect();
    nodes.sort();
    expected.sort();
    assert_eq!(nodes, expected);
    assert_eq!(nodes.iter().map(|(name, _)| name).collect::<BTreeSet<_>>().len(), nodes.len());

    let edges: Vec<(String, String, String, String)> = picture
        .edges
        .iter()
        .filter(|(holder, _, attributes)| {
            !is_of_legend(holder) && text_of(attributes, "style") != "invis"
        })
        .map(|(holder, target, attributes)| {
            let shown = essence(&html_text(&attributes["label"]).unwrap());
            let tooltip = essence(&label(&attributes["tooltip"]).unwrap());
            (holder.clone(), target.clone(), shown, tooltip)
        })
        .collect();
    assert_eq!(edges.len(), scene.ties().len());
    for ((holder, target, shown, tooltip), tie) in edges.iter().zip(scene.ties()) {
        let lead = graph.statement(tie.tie.lead);
        assert_eq!(*holder, node_name(lead.holder_entity().id()));
        assert_eq!(*target, node_name(lead.target_entity().id()));
        assert!(shown.contains(&essence(&lead.verb().label())), "{shown}");
        let date = essence(&in_words(&lead.date()));
        assert!(shown.trim_end_matches("doesnotfit").ends_with(&date), "{shown}: {date}");
        assert!(tooltip.contains(&essence(&lead.quote().unwrap_or_default())), "{tooltip}");
    }
    let heading = html_text(&picture.attributes["label"]).unwrap();
    assert!(essence(&heading).starts_with(&essence(scene.title().unwrap_or_default())));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_written_is_shown(writing in writing()) {
        let graph = writing.graph();
        prop_assert_eq!(graph.entities().len(), writing.entities.len());
        prop_assert_eq!(graph.n_statements(), writing.statements.len());
        let view = View::new(&graph, frame());
        for isolates in [Isolates::LeftOut, Isolates::Shown] {
            let title = Some(writing.title.clone());
            let scene = Scene::new(&view, &SceneOptions { filter: title.clone(), title, isolates, ..SceneOptions::default() });
            let picture = dot(&scene);
            prop_assert_eq!(&picture, &dot(&scene));
            check(&scene, &parse(&picture).unwrap());
        }
    }
}

#[test]
fn the_order_of_files_does_not_matter() {
    let picture = |entities: [&str; 2], statements: [&str; 2]| {
        let text = format!(
            "Corpus(entities: [{}], sources: [(id: \"s\", kind: Post, published: \"2018\")],\
             statements: [{}])",
            entities.concat(),
            statements.concat()
        );
        let graph = graph_of(text);
        dot(&Scene::new(&View::new(&graph, frame()), &SceneOptions::default()))
    };
    let [a, b] =
        [r#"(id: "a", kind: Topic, name: "A"),"#, r#"(id: "b", kind: Person, name: "B"),"#];
    let [praise, blame] = [
        r#"(holder: "a", stance: "praises", target: "b", source: "s"),"#,
        r#"(holder: "b", stance: "blames", target: "a", source: "s"),"#,
    ];
    let written = picture([a, b], [praise, blame]);
    assert!(written.contains("praises"));
    assert_eq!(written, picture([b, a], [blame, praise]));
}

/// Three pictures of the shipped corpus, a day each, as a series.
pub(crate) fn with_series(mut check: impl FnMut(&Scene<'_>)) {
    let graph = shipped();
    let view = View::new(&graph, frame());
    let views = [24, 25, 26].map(|day| {
        let begin = Day::from_civil(2018, 4, day);
        view.with_span(Span { begin, end: begin.next() })
    });
    let scenes = views.each_ref().map(|view| Scene::new(view, &SceneOptions::default()));
    let backdrop = Backdrop::of(&scenes);
    for scene in scenes {
        check(&scene.before(backdrop.clone()));
    }
}

#[test]
fn every_picture_of_a_series_has_the_same_nodes_and_edges() {
    let mut outlines = BTreeSet::new();
    with_series(|scene| {
        let picture = parse(&dot(scene)).unwrap();
        check(scene, &picture);
        let nodes = picture.nodes.into_iter().map(|(name, _)| name);
        let edges = picture.edges.into_iter().map(|(holder, target, _)| holder + " -> " + &target);
        outlines.insert(nodes.chain(edges).collect::<Vec<_>>());
    });
    assert_eq!(outlines.len(), 1);
}

#[test]
fn camps_are_boxes_and_misfits_are_highlighted() {
    let graph = shipped();
    let scene = in_camps(Scene::new(&View::new(&graph, frame()), &SceneOptions::default()));
    let picture = dot(&scene);
    check(&scene, &parse(&picture).unwrap());
    let clusters = scene.clusters().unwrap();
    let mut camp = None;
    let mut placed = BTreeSet::new();
    for line in picture.lines() {
        let text = line.trim_start();
        if let Some(box_of) = text.strip_prefix("subgraph \"cluster ") {
            camp = box_of.split('"').next().map(str::to_owned);
        } else if line == "  }" {
            camp = None;
        } else if let Some((id, rest)) =
            text.strip_prefix('"').and_then(|text| text.split_once('"'))
            && rest.starts_with(" [")
            && let Some(entity) = graph.by_id(id)
        {
            let label = clusters.place(entity).map(|place| clusters.key(place));
            assert_eq!(camp, label, "{id}");
            placed.insert(id.to_owned());
        }
    }
    assert_eq!(placed.len(), scene.nodes().len());
    let n_misfits = scene.ties().iter().filter(|shown| clusters.is_misfit(&shown.tie)).count();
    assert_eq!(picture.matches("does not fit</B>").count(), n_misfits);
    assert!(n_misfits > 0);
    check_drawing(&picture);
}

#[test]
fn networks_hold_their_edges() {
    let graph = shipped();
    let view = View::new(&graph, frame());
    let count = CountOptions { duplicates: Duplicates::Include, kinds: Vec::new() };
    for mode in Mode::ALL {
        let options = NetworkOptions {
            count: count.clone(),
            mode: *mode,
            aggregate: Aggregate::Subtract,
            normalize: Normalize::No,
            min_weight: 0.0,
        };
        let network = network(&view, &options).unwrap();
        let scene = NetworkScene::new(&view, network, Some("\"<&>\\".to_owned()), None);
        let picture = Format::Dot.exporter().export_network(&scene).unwrap();
        let picture = String::from_utf8(picture).unwrap();
        let parsed = parse(&picture).unwrap();
        let name = |entity: EntityIndex| node_name(graph.entity(entity).id());
        let nodes: Vec<_> = parsed.nodes.iter().map(|(name, _)| name.clone()).collect();
        assert_eq!(nodes, scene.nodes().into_iter().map(name).collect::<Vec<_>>());
        let edges: Vec<_> = parsed.edges.iter().map(|(a, b, _)| (a.clone(), b.clone())).collect();
        let drawn = scene.edges().iter().filter(|edge| edge.weight != 0.0);
        let expected: Vec<_> = drawn.map(|edge| (name(edge.a), name(edge.b))).collect();
        assert_eq!(edges, expected);
        let heading = html_text(&parsed.attributes["label"]).unwrap();
        let n_without = scene.edges().len() - expected.len();
        assert_eq!(heading.contains(&format!("Without a line: {n_without} pair")), n_without > 0);
        assert!(heading.contains("person"), "a key of kinds: {heading}");
        assert!(!edges.is_empty(), "{mode}");
        check_drawing(&picture);
    }
}

#[test]
fn a_focus_shows_its_surroundings() {
    let graph = shipped();
    let view = View::new(&graph, frame());
    let position = |id: &str| graph.entities().position(|entity| entity.id() == id);
    let nodes = |id: &str, depth| {
        let focus = Some(Focus { entity: EntityIndex::new(position(id).unwrap()), depth });
        let scene = Scene::new(&view, &SceneOptions { focus, ..SceneOptions::default() });
        let picture = parse(&dot(&scene)).unwrap();
        check(&scene, &picture);
        let names = picture.nodes.into_iter().map(|(name, _)| name);
        names.filter(|name| !is_of_legend(name)).collect::<Vec<_>>()
    };
    assert_eq!(nodes("tomi-lahren", 1), ["chrissy-teigen", "tomi-lahren"]);
    assert_eq!(
        nodes("tomi-lahren", 2),
        ["chrissy-teigen", "john-legend", "kanye-west", "tomi-lahren"]
    );
    assert_eq!(nodes("global-news", 3), ["global-news"]);
}

/// A view in which no tie stands.
pub(crate) fn bare(graph: &TemporalGraph) -> View<'_> {
    let span = Span { begin: Day::from_civil(1999, 1, 1), end: Day::from_civil(2000, 1, 1) };
    View::new(graph, Frame { span, possible: Possible::Dropped, ..frame() })
}

#[test]
fn a_picture_without_ties_says_so() {
    let graph = shipped();
    let scene = Scene::new(&bare(&graph), &SceneOptions::default());
    let picture = parse(&dot(&scene)).unwrap();
    assert!(picture.nodes.is_empty() && picture.edges.is_empty());
    let heading = html_text(&picture.attributes["label"]).unwrap();
    assert_eq!(
        heading.replace('\n', " "),
        "Statements from 1 January 1999 to 31 December 1999, definite statements only. \
         There are no ties."
    );
}
