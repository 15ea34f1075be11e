//! Pictures laid out by forces: everything is there once, nothing overlaps, and all of it is on the canvas.

use super::{frame, in_camps, shipped, writing::writing};
use proptest::prelude::*;
use quick_xml::{Reader, events::Event};
use stancegraph::{
    export::{Format, Isolates, Layout, Scene, SceneOptions},
    graph::TemporalGraph,
    view::View,
};

fn drawn(scene: &Scene<'_>) -> String {
    let exporter = Format::Svg.laid_out(Layout::Forces);
    String::from_utf8(exporter.export(scene).unwrap()).unwrap()
}

/// Left, top, right and bottom.
type Rectangle = [f64; 4];

/// The numbers in a text.
fn numbers(text: &str) -> Vec<f64> {
    let is_of_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-');
    text.split(|c| !is_of_number(c)).filter_map(|number| number.parse().ok()).collect()
}

/// What a picture holds, as a reader of XML finds it.
#[derive(Default)]
struct Found {
    canvas: [f64; 2],
    nodes: Vec<Rectangle>,
    /// The classes of what has a title.
    titles: Vec<String>,
    /// Every place that lines and shapes name, in the coordinates of the canvas.
    places: Vec<[f64; 2]>,
}

fn read(svg: &str) -> Found {
    let mut found = Found::default();
    let mut reader = Reader::from_str(svg);
    let (mut groups, mut shift) = (Vec::<String>::new(), [0.0, 0.0]);
    loop {
        let event = reader.read_event().unwrap();
        let is_empty = matches!(event, Event::Empty(_));
        match event {
            Event::Eof => break,
            Event::End(end) if end.name().as_ref() == "g" => {
                groups.pop();
            }
            Event::Start(start) | Event::Empty(start) => {
                let name = start.name().as_ref().to_owned();
                let attribute = |name: &str| {
                    let value = start.try_get_attribute(name).unwrap()?;
                    Some(value.value.into_owned())
                };
                let number = |name: &str| attribute(name).unwrap().parse::<f64>().unwrap();
                match name.as_str() {
                    "title" => found.titles.extend(groups.last().cloned()),
                    "svg" => found.canvas = [number("width"), number("height")],
                    "g" if !is_empty => {
                        if let (true, Some(by)) = (groups.is_empty(), attribute("transform")) {
                            let by = numbers(&by);
                            shift = [by[0], by[1]];
                        }
                        groups.push(attribute("class").unwrap_or_default());
                    }
                    "rect" if groups.last().is_some_and(|group| group == "node") => {
                        let [x, y] = [number("x"), number("y")];
                        found.nodes.push([x, y, x + number("width"), y + number("height")]);
                        found.places.push([x + shift[0], y + shift[1]]);
                    }
                    "path" if groups.len() > 1 => {
                        let at = numbers(&attribute("d").unwrap());
                        if groups.last().is_some_and(|group| group == "node") {
                            let of = |axis: usize| at.iter().skip(axis).step_by(2).copied();
                            let least = |axis| of(axis).fold(f64::INFINITY, f64::min);
                            let most = |axis| of(axis).fold(f64::NEG_INFINITY, f64::max);
                            found.nodes.push([least(0), least(1), most(0), most(1)]);
                        }
                        if !attribute("d").unwrap().contains('A') {
                            let places =
                                at.chunks_exact(2).map(|at| [at[0] + shift[0], at[1] + shift[1]]);
                            found.places.extend(places);
                        }
                    }
                    _ => {}
                }
            }
            _ => {}
        }
    }
    found
}

fn check(scene: &Scene<'_>) {
    let svg = drawn(scene);
    assert_eq!(svg, drawn(scene));
    let found = read(&svg);
    assert_eq!(found.nodes.len(), scene.nodes().len());
    let of = |class: &str| found.titles.iter().filter(|group| *group == class).count();
    assert_eq!(of("node"), scene.nodes().len());
    assert_eq!(svg.matches("<g class=\"tie\"><title>").count(), scene.ties().len());
    for (place, a) in found.nodes.iter().enumerate() {
        for b in found.nodes.iter().skip(place + 1) {
            let is_apart = a[2] < b[0] || b[2] < a[0] || a[3] < b[1] || b[3] < a[1];
            assert!(is_apart, "{a:?} is on {b:?}");
        }
    }
    let [width, height] = found.canvas;
    for [x, y] in found.places {
        assert!((0.0..=width).contains(&x) && (0.0..=height).contains(&y), "{x} {y}");
    }
}

#[test]
fn the_shipped_corpus_is_laid_out() {
    let graph = shipped();
    let view = View::new(&graph, frame());
    for isolates in [Isolates::LeftOut, Isolates::Shown] {
        check(&Scene::new(&view, &SceneOptions { isolates, ..SceneOptions::default() }));
    }
    check(&in_camps(Scene::new(&view, &SceneOptions::default())));
}

/// A chain, a star, a ring, pairs and a lone self-contained crowd, of which many would begin at one place.
fn shapes() -> TemporalGraph {
    let mut ties = Vec::new();
    ties.extend((0..30).map(|n| (n, n + 1)));
    ties.extend((41..120).map(|n| (40, n)));
    ties.extend((130..160).map(|n| (n, if n == 159 { 130 } else { n + 1 })));
    ties.extend((200..240).step_by(2).map(|n| (n, n + 1)));
    ties.extend((300..312).flat_map(|a| (300..312).filter(move |b| *b != a).map(move |b| (a, b))));
    let entity = |n: i32| {
        format!(
            "(id: \"e{n}\", kind: Person, name: \"{}\"),",
            "Ada ".repeat(1 + usize::try_from(n % 5).unwrap())
        )
    };
    let statement = |(a, b): &(i32, i32)| {
        format!("(holder: \"e{a}\", stance: \"praises\", target: \"e{b}\", source: \"s\"),")
    };
    let text = format!(
        "Corpus(entities: [{}], sources: [(id: \"s\", kind: Post, published: \"2018\")], statements: [{}])",
        (0..320).map(entity).collect::<String>(),
        ties.iter().map(statement).collect::<String>(),
    );
    super::writing::graph_of(text)
}

#[test]
fn chains_stars_rings_pairs_and_crowds_have_room() {
    let graph = shapes();
    let view = View::new(&graph, frame());
    let scene =
        Scene::new(&view, &SceneOptions { isolates: Isolates::Shown, ..SceneOptions::default() });
    check(&scene);
    // So many are not left to Graphviz; as pixels they are refused with the way out.
    assert_eq!(Format::Svg.exporter().export(&scene).unwrap(), drawn(&scene).into_bytes());
    assert!(Format::Svg.exporter().notes(&scene, &[]).concat().contains("by forces"));
    let refusal = Format::Png.exporter().export(&scene).unwrap_err().to_string();
    assert!(refusal.contains("rsvg-convert") && refusal.contains("--layout graphviz"), "{refusal}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_written_is_laid_out(writing in writing()) {
        let graph = writing.graph();
        let view = View::new(&graph, frame());
        let title = Some(writing.title.clone());
        check(&Scene::new(&view, &SceneOptions { title, isolates: Isolates::Shown, ..SceneOptions::default() }));
    }
}
