//! Static pictures speak the language of the reader and wear the colours of the house: all of their words come from the table of
//! messages, and no line has a colour of its own.

use super::{frame, in_camps, shipped};
use quick_xml::{Reader, events::Event};
use stancegraph::{
    FrontMatter, Language,
    analysis::network::{
        Aggregate, CountOptions, Duplicates, Mode, NetworkOptions, Normalize, network,
    },
    corpus::{TextFile, read_texts},
    export::{
        Chart, Colors, Format, HouseStyle, Layout, NetworkScene, Scene, SceneOptions, Shades,
        Telling, Typefaces,
    },
    graph::TemporalGraph,
    model::{Calendar, Day, EntityIndex, Span},
    view::{View, filter::Filter},
};
use std::{fs, process::Command};

/// What the corpus says is in Cyrillic letters, so that Latin ones are the picture's.
const CORPUS: &str = r#"Corpus(
    vocabulary: [(verb: "own", polarity: Negative, label: "отворачивается")],
    entities: [
        (id: "a", kind: Person, name: "Анна", attributes: {"партия": "Зелёные"}), (id: "b", kind: Politician, name: "Борис"),
        (id: "c", kind: Person, name: "Вера"), (id: "o", kind: Organization, name: "Общество"), (id: "t", kind: Topic, name: "Пошлина"),
    ],
    sources: [(id: "s1", kind: Post, author: "a", published: "2018-04-25"), (id: "s3", kind: Article, title: "Что сказали", published: "2019-06-01")],
    statements: [
        (holder: "a", stance: "sympathizes-with", target: "b", source: "s1", quote: "Да."),
        (holder: "a", stance: "own", target: "b", source: "s1", quote: "Нет."),
        (holder: "b", stance: "supports", target: "a", source: "s1"),
        (holder: "b", stance: "opposes", target: "a", source: "s3"),
        (holder: "c", stance: "supports", target: "a", source: "s1"),
        (holder: "c", stance: "supports", target: "b", source: "s1"),
        (holder: "a", stance: "supports", target: "c", source: "s3", on: "2018-04-26T16:30:52Z", about: ["t"]),
        (holder: "c", stance: "opposes", target: "t", source: "s1", on: "2018-04"),
        (holder: "a", stance: "opposes", target: "t", source: "s1", on: "2017/2018"),
        (holder: "b", stance: "supports", target: "t", source: "s1", claimed_by: "a"),
        (holder: "o", stance: "is-noncommittal-on", target: "t", source: "s3", on: "2018-05"),
        (holder: "o", stance: "backs", target: "c", source: "s3", on: "2018-05"),
        (holder: "o", stance: "withdraws", target: "c", source: "s3"),
    ],
)"#;

fn written() -> TemporalGraph {
    let file = TextFile { path: "corpus.ron".into(), text: CORPUS.to_owned() };
    let reading = read_texts(vec![file]);
    assert!(reading.is_sound(), "{:?}", reading.diagnostics);
    TemporalGraph::new(reading.corpus)
}

fn options(language: Language) -> SceneOptions {
    let front = FrontMatter { language: Some(language), ..FrontMatter::default() };
    let title = Some("Кто с кем".to_owned());
    SceneOptions { title, front, every: Some(Calendar::Month), ..SceneOptions::default() }
}

/// The texts of a picture in order: words, and with them the titles that are tooltips.
fn texts(svg: &[u8], has_titles: bool) -> Vec<String> {
    let mut reader = Reader::from_str(std::str::from_utf8(svg).unwrap());
    let (mut texts, mut inside) = (Vec::new(), String::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return texts,
            Event::Start(start) => start.name().as_ref().clone_into(&mut inside),
            Event::End(_) => inside.clear(),
            Event::Text(text) if inside == "text" || has_titles && !inside.is_empty() => {
                texts.push(text.to_string());
            }
            _ => {}
        }
    }
}

/// The Latin words outside of the brackets that mark messages.
fn strays(texts: &[String]) -> Vec<String> {
    let (mut depth, mut found) = (0, Vec::new());
    for text in texts {
        let mut stray = String::new();
        for c in text.chars() {
            match c {
                '⟦' => depth += 1,
                '⟧' => depth -= 1,
                c if depth == 0 && c.is_ascii_alphabetic() => stray.push(c),
                _ => {}
            }
        }
        if !stray.is_empty() {
            found.push(format!("{stray} in {text}"));
        }
    }
    assert_eq!(depth, 0, "{texts:?}");
    found
}

fn networks() -> Vec<NetworkOptions> {
    let of = |mode, aggregate, normalize, duplicates| NetworkOptions {
        count: CountOptions { duplicates, kinds: Vec::new() },
        mode,
        aggregate,
        normalize,
        min_weight: 0.0,
    };
    vec![
        of(Mode::Onemode, Aggregate::Subtract, Normalize::Average, Duplicates::Include),
        of(Mode::Onemode, Aggregate::Congruence, Normalize::Jaccard, Duplicates::Document),
        of(Mode::Onemode, Aggregate::Conflict, Normalize::Cosine, Duplicates::Week),
        of(Mode::Onemode, Aggregate::Ignore, Normalize::No, Duplicates::Day),
        of(Mode::Twomode, Aggregate::Subtract, Normalize::Activity, Duplicates::Month),
        of(Mode::Twomode, Aggregate::Ignore, Normalize::Prominence, Duplicates::Year),
        of(Mode::Twomode, Aggregate::Combine, Normalize::No, Duplicates::Range),
        of(Mode::Targets, Aggregate::Subtract, Normalize::No, Duplicates::Include),
    ]
}

#[test]
fn every_word_comes_from_the_table() {
    let graph = written();
    let all = View::new(&graph, frame());
    let until = Span { begin: Day::MIN, end: Day::from_civil(2018, 4, 26) };
    let options = options(Language::Marked);
    let mut narrow = all.with_span(until).frame().clone();
    narrow.filter =
        Filter::parse("source-kind:post or target:t or not polarity:mixed", &graph).unwrap();
    let views = [all.clone(), all.with_span(until), View::new(&graph, narrow)];
    for view in &views {
        let plain = Scene::new(view, &options);
        let focused = SceneOptions {
            focus: Some(stancegraph::export::Focus { entity: EntityIndex::new(0), depth: 1 }),
            ..options.clone()
        };
        for scene in [plain.clone(), in_camps(plain), Scene::new(view, &focused)] {
            let forces = Format::Svg.laid_out(Layout::Forces).export(&scene).unwrap();
            assert_eq!(strays(&texts(&forces, true)), Vec::<String>::new());
            if let Ok(drawn) = Format::Svg.exporter().export(&scene) {
                assert_eq!(strays(&texts(&drawn, false)), Vec::<String>::new());
            }
            let mermaid = Format::Mermaid.exporter().export(&scene).unwrap();
            let mermaid = String::from_utf8(mermaid).unwrap();
            let labels: Vec<String> = mermaid
                .lines()
                .filter(|line| line.contains('|') || line.contains("accDescr"))
                .map(|line| line.replace("<br>", " ").replace("accDescr", ""))
                .map(|line| line.replace("#10214;", "⟦").replace("#10215;", "⟧"))
                .map(|line| {
                    line.split_once("|\"").map_or(line.clone(), |(_, label)| label.to_owned())
                })
                .map(|line| {
                    line.split_once("\"|").map_or(line.clone(), |(label, _)| label.to_owned())
                })
                .collect();
            assert_eq!(strays(&labels), Vec::<String>::new());
        }
    }
    for chart in
        [Chart::Statements, Chart::Balance, Chart::Polarization, Chart::Triangles, Chart::Lanes]
    {
        for view in &views[..2] {
            let svg = chart.exporter().export(&Scene::new(view, &options)).unwrap();
            assert_eq!(strays(&texts(&svg, true)), Vec::<String>::new(), "{chart}");
        }
    }
    for counted in networks() {
        let found = network(&all, &counted).unwrap();
        let scene = NetworkScene::new(&all, found, options.title.clone(), None);
        let scene = scene.told(Language::Marked, &HouseStyle::default());
        let svg = Format::Svg.laid_out(Layout::Forces).export_network(&scene).unwrap();
        assert_eq!(strays(&texts(&svg, true)), Vec::<String>::new());
        if let Ok(drawn) = Format::Svg.exporter().export_network(&scene) {
            assert_eq!(strays(&texts(&drawn, false)), Vec::<String>::new());
        }
    }
}

#[test]
fn colours_of_values_have_words_too() {
    let graph = written();
    let key: stancegraph::view::filter::AttributeKey = "attr.партия".parse().unwrap();
    let colors = Colors::new(&graph, key.values(&graph).unwrap());
    let scene = Scene::new(&View::new(&graph, frame()), &options(Language::Marked));
    let svg = Format::Svg.laid_out(Layout::Forces).export(&scene.in_colors(Some(colors)));
    let texts = texts(&svg.unwrap(), true);
    assert_eq!(strays(&texts), Vec::<String>::new());
    assert!(texts.iter().any(|text| text == "⟦no партия⟧"), "{texts:?}");
}

#[test]
fn pictures_wear_the_colours_of_the_house() {
    let colour = |code: &str| Some(code.to_owned());
    let colours = Shades {
        r#for: colour("#0a7d3c"),
        against: colour("#b0003a"),
        both: colour("#5b3fa0"),
        neither: colour("#4a4a52"),
        paper: colour("#fff7e6"),
        ink: colour("#2b2140"),
        ..Shades::default()
    };
    let fonts = Typefaces { text: Some("Fira Sans".to_owned()), headings: None };
    let style = HouseStyle { colours, fonts, ..HouseStyle::default() };
    let telling = Telling { style: style.clone(), ..Telling::default() };
    let title = Some("A title".to_owned());
    let every = Some(Calendar::Day);
    let options = SceneOptions { title: title.clone(), telling, every, ..SceneOptions::default() };
    let graph = shipped();
    let view = View::new(&graph, frame());
    let scene = in_camps(Scene::new(&view, &options));
    let found = network(&view, &networks()[4]).unwrap();
    let network = NetworkScene::new(&view, found, title, None).told(Language::English, &style);
    let charts = [Chart::Lanes, Chart::Statements].map(|chart| chart.exporter().export(&scene));
    let mut pictures: Vec<Vec<u8>> = charts.into_iter().map(Result::unwrap).collect();
    pictures.push(Format::Svg.laid_out(Layout::Forces).export(&scene).unwrap());
    pictures.push(Format::Dot.exporter().export(&scene).unwrap());
    pictures.push(Format::Svg.laid_out(Layout::Forces).export_network(&network).unwrap());
    pictures.push(Format::Dot.exporter().export_network(&network).unwrap());
    for picture in pictures {
        let picture = String::from_utf8(picture).unwrap();
        for code in ["#0a7d3c", "#b0003a", "#fff7e6", "#2b2140"] {
            assert!(picture.contains(code), "{code}: {}", &picture[..400]);
        }
        assert!(picture.contains("Fira Sans"));
        for own in ["#0072B2", "#D55E00", "#CC79A7", "#00598C", "#A34700", "#8F3B6B"] {
            assert!(!picture.contains(own), "{own}: {}", &picture[..400]);
        }
    }
    let mermaid = String::from_utf8(Format::Mermaid.exporter().export(&scene).unwrap()).unwrap();
    assert!(mermaid.contains("stroke:#0a7d3c") && !mermaid.contains("#0072B2"));
}

#[test]
fn the_command_line_reads_language_and_style_beside_the_corpus() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("corpus.ron"), CORPUS).unwrap();
    let story =
        "Story(page: (title: \"Пошлина\", language: \"de\"), style: (colours: (for: \"#0a7d3c\")))";
    fs::write(path("story.ron"), story).unwrap();
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_stance"))
            .arg("export")
            .args(arguments)
            .args(["--today=2026-01-01", "-f"])
            .arg(path("corpus.ron"))
            .output()
            .unwrap();
        let [out, errors] =
            [output.stdout, output.stderr].map(|text| String::from_utf8(text).unwrap());
        (output.status.code(), out, errors)
    };
    for format in ["dot", "mermaid"] {
        let (status, out, errors) = run(&[format]);
        assert_eq!(status, Some(0), "{errors}");
        for words in ["Пошлина", "fühlt mit", "#0a7d3c"] {
            assert!(out.contains(words), "{format}, {words}: {out}");
        }
        assert!(!out.contains("sympathizes"), "{out}");
    }
    let (_, chart, _) = run(&["chart", "--show", "lanes"]);
    assert!(chart.contains(">dafür<") && chart.contains("#0a7d3c"), "{chart}");
    let (_, network, _) = run(&["svg", "--network", "twomode", "--layout", "forces"]);
    assert!(network.contains(">dafür<") && network.contains("#0a7d3c"), "{network}");
    // What is typed goes before what is written; tables have no language.
    let (_, french, _) = run(&["chart", "--language", "fr", "--show", "lanes"]);
    assert!(french.contains(">pour<"), "{french}");
    let (status, _, errors) = run(&["csv", "--language", "fr"]);
    assert_eq!(status, Some(2));
    assert!(errors.contains("--language is for a page (html) and for pictures"), "{errors}");
}
