//! `export chart`: the numbers of the view, as pictures that any reader of XML reads.

use super::{frame, shipped, writing::writing};
use proptest::prelude::*;
use quick_xml::{Reader, events::Event};
use stancegraph::{
    export::{Chart, Scene, SceneOptions},
    graph::TemporalGraph,
    model::{Calendar, Day, Span},
    view::{Certainty, View},
};
use std::collections::BTreeMap;

fn drawn(chart: Chart, scene: &Scene<'_>) -> String {
    String::from_utf8(chart.exporter().export(scene).unwrap()).unwrap()
}

fn by_day() -> SceneOptions {
    SceneOptions { every: Some(Calendar::Day), ..SceneOptions::default() }
}

/// Every element of a picture, read; the titles among them.
fn titles(svg: &str) -> Vec<String> {
    let mut reader = Reader::from_str(svg);
    let (mut titles, mut is_title) = (Vec::new(), false);
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return titles,
            Event::Start(start) => {
                start.attributes().for_each(|attribute| assert!(attribute.is_ok()));
                is_title = start.name().as_ref() == "title";
                if is_title {
                    titles.push(String::new());
                }
            }
            Event::End(_) => is_title = false,
            Event::Text(text) if is_title => titles.last_mut().unwrap().push_str(&text),
            _ => {}
        }
    }
}

fn days(graph: &TemporalGraph) -> View<'_> {
    let span = Span { begin: Day::from_civil(2018, 4, 24), end: Day::from_civil(2018, 4, 28) };
    View::new(graph, frame()).with_span(span)
}

#[test]
fn bars_are_the_statements_of_each_day() {
    let graph = shipped();
    let view = days(&graph);
    let svg = drawn(Chart::Statements, &Scene::new(&view, &by_day()));
    let mut shown = BTreeMap::<(String, bool), usize>::new();
    for title in titles(&svg) {
        // `3 statements against, possibly of this period, 25 Apr 2018`
        let Some((what, day)) = title.rsplit_once(", ") else { continue };
        let Some((count, what)) = what.split_once(' ') else { continue };
        let Ok(count) = count.parse::<usize>() else { continue };
        let is_possible = what.ends_with(", possibly of this period");
        *shown.entry((day.to_owned(), is_possible)).or_default() += count;
    }
    let mut expected = BTreeMap::<(String, bool), usize>::new();
    for number in 24..28 {
        let begin = Day::from_civil(2018, 4, number);
        let day = view.with_span(Span { begin, end: begin.next() });
        for statement in graph.statements() {
            let Some(certainty) = day.counted(statement) else { continue };
            let key = (format!("{number} Apr 2018"), certainty == Certainty::Possible);
            *expected.entry(key).or_default() += 1;
        }
    }
    assert_eq!(shown, expected);
    assert!(svg.contains("possibly of this period") && svg.contains("url(#hatch-"));
}

#[test]
fn there_is_a_lane_for_each_pair() {
    let graph = shipped();
    let view = View::new(&graph, frame());
    let svg = drawn(Chart::Lanes, &Scene::new(&view, &SceneOptions::default()));
    let n_pairs = graph.pairs().filter(|pair| graph.statements_of(*pair).next().is_some()).count();
    assert_eq!(svg.matches("<g class=\"lane\">").count(), n_pairs);
    assert!(titles(&svg).iter().any(|title| title.starts_with("Kanye West towards Donald Trump")));
}

#[test]
fn every_chart_has_a_title_axes_and_a_key() {
    let graph = shipped();
    let view = days(&graph);
    for chart in Chart::ALL {
        let options = SceneOptions { title: Some("R&D <1>".to_owned()), ..by_day() };
        let svg = drawn(*chart, &Scene::new(&view, &options));
        assert_eq!(svg, drawn(*chart, &Scene::new(&view, &options)));
        assert!(!titles(&svg).is_empty(), "{chart}");
        assert!(svg.contains("R&amp;D &lt;1&gt;"), "{chart}");
        assert!(svg.contains("25 Apr 2018"), "{chart}");
        assert!(svg.contains("aria-labelledby=\"picture-title picture-description\""), "{chart}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_written_has_charts(writing in writing()) {
        let graph = writing.graph();
        let view = View::new(&graph, frame());
        let title = Some(writing.title.clone());
        let scene = Scene::new(&view, &SceneOptions { title, ..SceneOptions::default() });
        for chart in Chart::ALL {
            if let Ok(svg) = chart.exporter().export(&scene) {
                titles(std::str::from_utf8(&svg).unwrap());
            }
        }
    }
}
