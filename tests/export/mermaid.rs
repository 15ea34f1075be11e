//! `export mermaid`, read back by a parser of its few forms of lines.

use super::{
    frame, graph_of_pairs, in_camps, shipped,
    writing::{Writing, writing},
};
use proptest::prelude::*;
use stancegraph::{
    export::{ExportError, Format, Scene, SceneOptions},
    view::View,
};
use std::collections::BTreeMap;

/// What a reader makes of a flowchart.
#[derive(Debug, Default)]
struct Chart {
    title: String,
    caption: String,
    /// Name and opening bracket, by id.
    nodes: BTreeMap<String, (String, String)>,
    /// Ends, line and label.
    edges: Vec<(String, String, String, String)>,
    /// The colour of each edge, by number.
    colors: BTreeMap<usize, String>,
    kinds: BTreeMap<String, String>,
}

/// A text between quotes, with its codes as characters. What is no code must not be a sign that could mean
/// something to Mermaid, Markdown or HTML.
fn decoded(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        if c == '#' {
            let (code, after) = rest.split_once(';').unwrap();
            out.push(char::from_u32(code.parse().unwrap()).unwrap());
            rest = after;
        } else {
            assert!(!c.is_ascii_punctuation() || "-,'()/?!".contains(c), "{c:?} in {text}");
            assert!(!matches!(c, '\u{202a}'..='\u{202e}' | '\u{2028}' | '\u{feff}'), "{c:?}");
            out.push(c);
        }
    }
    out
}

/// A double-quoted scalar of YAML.
fn scalar(text: &str) -> String {
    let inner = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap();
    let mut parts = inner.split("\\U");
    let mut out = parts.next().unwrap().to_owned();
    for part in parts {
        let (code, rest) = part.split_at(8);
        out.push(char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap());
        assert!(!rest.contains(['"', '\\']));
        out.push_str(rest);
    }
    out
}

fn read(bytes: Vec<u8>) -> Chart {
    let text = String::from_utf8(bytes).unwrap();
    let mut lines = text.lines();
    let mut chart = Chart::default();
    assert_eq!(lines.next(), Some("---"));
    chart.title = scalar(lines.next().unwrap().strip_prefix("title: ").unwrap());
    assert_eq!((lines.next(), lines.next()), (Some("---"), Some("flowchart LR")));
    chart.caption = decoded(lines.next().unwrap().strip_prefix("  accDescr: ").unwrap());
    for line in lines {
        let line = line.strip_prefix("  ").unwrap();
        let words: Vec<&str> = line.split(' ').collect();
        match words[0] {
            "subgraph" | "end" | "classDef" | "style" => {}
            "class" => {
                for node in words[1].split(',') {
                    assert!(chart.nodes.contains_key(node));
                    chart.kinds.insert(node.to_owned(), words[2].to_owned());
                }
            }
            "linkStyle" => {
                for edge in words[1].split(',') {
                    let look = words[2].split(',').next().unwrap();
                    chart.colors.insert(edge.parse().unwrap(), look.to_owned());
                }
            }
            _ => {
                let (before, quoted) = line.split_once('"').unwrap();
                let (quoted, after) = quoted.split_once('"').unwrap();
                if let Some((from, line)) = before.split_once(' ') {
                    let line = line.strip_suffix('|').unwrap();
                    let to = after.strip_prefix("| ").unwrap();
                    let label: Vec<String> = quoted.split("<br>").map(decoded).collect();
                    let [from, line, to] = [from, line, to].map(str::to_owned);
                    chart.edges.push((from, line, to, label.join("|")));
                } else {
                    let digits = before.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
                    let id = &before[..before.len() - digits.len()];
                    let node = (decoded(quoted), digits.to_owned());
                    assert_eq!(chart.nodes.insert(id.to_owned(), node), None);
                }
            }
        }
    }
    let ends = chart.edges.iter().flat_map(|(from, _, to, _)| [from, to]);
    ends.for_each(|end| assert!(chart.nodes.contains_key(end)));
    assert_eq!(chart.colors.len(), chart.edges.len());
    assert_eq!(chart.kinds.len(), chart.nodes.len());
    chart
}

/// On one line, and without what no page can hold.
fn shown(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_admitted = |c: char| c >= ' ' && c != '\u{fffe}' && c != '\u{ffff}';
    line.chars().map(|c| if is_admitted(c) { c } else { '\u{fffd}' }).collect()
}

#[test]
fn signs_are_in_lines_colours_and_labels() {
    let corpus = shipped();
    let scene = in_camps(Scene::new(&View::new(&corpus, frame()), &SceneOptions::default()));
    let chart = read(Format::Mermaid.exporter().export(&scene).unwrap());
    assert_eq!((chart.nodes.len(), chart.edges.len()), (scene.nodes().len(), scene.ties().len()));
    for (number, ((_, line, _, label), shown)) in chart.edges.iter().zip(scene.ties()).enumerate() {
        let expected = match shown.tie.polarity.word() {
            "positive" => ("+", ">", "stroke:#0072B2"),
            "negative" => ("−", "x", "stroke:#D55E00"),
            "neutral" => ("○", "o", "stroke:#888888"),
            _ => ("±", "x", "stroke:#CC79A7"),
        };
        let found = (&label[..expected.0.len()], &line[line.len() - 1..], &*chart.colors[&number]);
        assert_eq!(found, expected, "{label}");
        assert_eq!(label.ends_with("does not fit"), scene.is_misfit(&shown.tie));
        assert_eq!(line.contains('.'), shown.tie.certainty.word() == "possible");
    }
}

#[test]
fn a_diagram_beyond_the_limits_is_rejected() {
    let export = |n_pairs| {
        let corpus = graph_of_pairs(n_pairs);
        let scene = Scene::new(&View::new(&corpus, frame()), &SceneOptions::default());
        Format::Mermaid.exporter().export(&scene)
    };
    assert_eq!(read(export(500).unwrap()).edges.len(), 500);
    let Err(ExportError::Unfit(message)) = export(501) else { panic!("501 edges are too many") };
    assert!(message.contains("501"), "{message}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_written_comes_back(writing in writing()) {
        let Writing { entities, verb, title, .. } = &writing;
        let corpus = writing.graph();
        let options = SceneOptions { title: Some(title.clone()), ..SceneOptions::default() };
        let scene = Scene::new(&View::new(&corpus, frame()), &options);
        let chart = read(Format::Mermaid.exporter().export(&scene).unwrap());
        prop_assert_eq!(&chart.title, &shown(title).replace('<', "‹"));
        let mut names: Vec<String> = scene.nodes().iter().map(|&node| corpus.entity(node).id())
            .map(|id| shown(&entities.iter().find(|entity| entity.0 == id).unwrap().1)).collect();
        names.sort();
        let mut found: Vec<String> = chart.nodes.into_values().map(|(name, _)| name).collect();
        found.sort();
        prop_assert_eq!(found, names);
        for ((_, _, _, label), tie) in chart.edges.iter().zip(scene.ties()) {
            let told = corpus.statement(tie.tie.lead).verb();
            prop_assert_eq!(&told.word, verb);
            prop_assert_eq!(label, &format!("− {}|25 April 2018", shown(&told.label())));
        }
    }
}
