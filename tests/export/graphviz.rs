//! Pictures drawn by Graphviz itself.

use super::{
    dot::{bare, dot, with_series},
    dot_parser::{Attributes, Id, parse},
    frame, shipped,
    writing::writing,
};
use proptest::prelude::*;
use stancegraph::{
    export::{Format, Isolates, Scene, SceneOptions},
    view::View,
};
use std::{
    collections::BTreeSet,
    io::Write as _,
    process::{Command, Stdio},
};

#[test]
fn all_pictures_of_a_series_have_one_layout() {
    let mut layouts = BTreeSet::new();
    with_series(|scene| {
        let Some(plain) = drawn(&dot(scene), "plain") else { return };
        let places = plain.lines().filter(|line| line.starts_with("node "));
        let place = |line: &str| line.split(' ').take(6).collect::<Vec<_>>().join(" ");
        layouts.insert(places.map(place).collect::<Vec<_>>());
    });
    assert!(layouts.len() <= 1, "{layouts:#?}");
}

/// Draws with Graphviz itself; `None` where it is not installed and need not be.
#[expect(clippy::print_stderr, reason = "says that nothing was tested")]
fn drawn(picture: &str, format: &str) -> Option<String> {
    let child = Command::new("dot")
        .arg(format!("-T{format}"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = match child {
        Ok(child) => child,
        Err(error) if std::env::var_os("STANCE_REQUIRE_GRAPHVIZ").is_none() => {
            eprintln!("skipped: Graphviz does not run here: {error}");
            return None;
        }
        Err(error) => panic!("Graphviz does not run: {error}"),
    };
    let mut input = child.stdin.take().unwrap();
    let bytes = picture.as_bytes().to_vec();
    let writer = std::thread::spawn(move || input.write_all(&bytes));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    let complaints = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && !complaints.contains("rror"), "{complaints}\n{picture}");
    Some(String::from_utf8(output.stdout).unwrap())
}

/// Graphviz draws the picture, with every node and every edge, and the SVG is what XML admits.
pub(crate) fn check_drawing(picture: &str) {
    let Some(svg) = drawn(picture, "svg") else { return };
    let parsed = parse(picture).unwrap();
    let is_seen =
        |attributes: &Attributes| attributes.get("style") != Some(&Id::Text("invis".to_owned()));
    let nodes = parsed.nodes.iter().filter(|(_, attributes)| is_seen(attributes)).count();
    let edges = parsed.edges.iter().filter(|(_, _, attributes)| is_seen(attributes)).count();
    assert_eq!(svg.matches("class=\"node\"").count(), nodes);
    assert_eq!(svg.matches("class=\"edge\"").count(), edges);
    let forbidden = |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{fffe}' | '\u{ffff}');
    assert!(!svg.contains(forbidden));
}

#[test]
fn graphviz_draws_the_shipped_corpus() {
    let graph = shipped();
    let view = View::new(&graph, frame());
    for isolates in [Isolates::LeftOut, Isolates::Shown] {
        let title = Some("The shipped corpus".to_owned());
        check_drawing(&dot(&Scene::new(
            &view,
            &SceneOptions { filter: title.clone(), title, isolates, ..SceneOptions::default() },
        )));
    }
    check_drawing(&dot(&Scene::new(&bare(&graph), &SceneOptions::default())));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn graphviz_draws_whatever_is_written(writing in writing()) {
        let graph = writing.graph();
        let view = View::new(&graph, frame());
        let title = Some(writing.title.clone());
        let options = SceneOptions { title, ..SceneOptions::default() };
        check_drawing(&dot(&Scene::new(&view, &options)));
    }
}

#[test]
fn pictures_are_drawn_of_the_diagram() {
    let graph = shipped();
    let scene = Scene::new(&View::new(&graph, frame()), &SceneOptions::default());
    let Some(svg) = drawn(&dot(&scene), "svg") else { return };
    assert_eq!(Format::Svg.exporter().export(&scene).unwrap(), svg.as_bytes());
    assert!(Format::Png.exporter().export(&scene).unwrap().starts_with(b"\x89PNG"));
}
