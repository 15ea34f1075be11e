//! Saved files have the content of the view.

use super::{Opened, corpus};
use std::{
    path::PathBuf,
    thread::sleep,
    time::{Duration, Instant},
};

/// What the browser saved with this ending.
pub(super) fn saved(opened: &Opened, ending: &str) -> Vec<u8> {
    let start = Instant::now();
    loop {
        let files = std::fs::read_dir(opened.browser.folder.path()).unwrap();
        let mut paths = files.map(|file| file.unwrap().path());
        let found: Option<PathBuf> =
            paths.find(|path| path.extension().is_some_and(|it| it == ending));
        if let Some(bytes) =
            found.and_then(|path| std::fs::read(path).ok()).filter(|bytes| !bytes.is_empty())
        {
            return bytes;
        }
        assert!(start.elapsed() < Duration::from_secs(30), "no {ending} was saved");
        sleep(Duration::from_millis(50));
    }
}

#[test]
fn the_graph_is_saved_as_svg_png_and_csv() {
    let graph = corpus("data");
    let Some(opened) = Opened::new(&graph) else { return };
    opened.browser.press("s");
    for ending in ["svg", "png", "csv"] {
        opened.browser.click(&format!("#save-{ending}"));
    }
    let svg = String::from_utf8(saved(&opened, "svg")).unwrap();
    let mut reader = quick_xml::Reader::from_str(&svg);
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Eof => break,
            quick_xml::events::Event::Start(element) => {
                assert_ne!(element.name().as_ref(), "script");
            }
            _ => {}
        }
    }
    assert!(svg.contains("A title") && svg.contains("Kanye West") && svg.contains(" others"));
    assert!(saved(&opened, "png").starts_with(b"\x89PNG"));
    let csv = saved(&opened, "csv");
    let mut reader = csv::Reader::from_reader(csv.strip_prefix("\u{feff}".as_bytes()).unwrap());
    let headings = reader.headers().unwrap().clone();
    let column = |name: &str| headings.iter().position(|it| it == name).unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let ties: Vec<_> = super::view(&graph).ties().collect();
    assert_eq!(rows.len(), ties.len());
    for tie in ties {
        let ends = [tie.holder, tie.target].map(|end| graph.entity(end).id());
        let row = rows
            .iter()
            .find(|row| [&row[column("holder")], &row[column("target")]] == ends)
            .unwrap_or_else(|| panic!("{ends:?}"));
        let shown = ["polarity", "certainty"].map(|name| &row[column(name)]);
        assert_eq!(shown, [tie.polarity.word(), tie.certainty.word()]);
    }
    opened.is_clean();
}

#[test]
fn charts_and_lanes_are_saved_too() {
    for (view, word) in [("charts", "Polarization"), ("lanes", "John Legend")] {
        let Some(opened) = Opened::new(&corpus("data")) else { return };
        opened.go(&format!("#view={view}"));
        opened.browser.press("s");
        opened.browser.click("#save-svg");
        let svg = String::from_utf8(saved(&opened, "svg")).unwrap();
        assert!(svg.contains(word) && svg.contains("<rect"));
        opened.browser.click("#save-csv");
        assert!(saved(&opened, "csv").len() > 500);
        opened.is_clean();
    }
}

#[test]
fn saved_files_are_named_in_the_language_of_the_page() {
    use stancegraph::{
        FrontMatter, Language,
        export::{Format, Scene, SceneOptions},
    };
    let Some(opened) = Opened::new(&corpus("data")) else { return };
    let front = FrontMatter { language: Some(Language::German), ..FrontMatter::default() };
    let title = Some("Пошлина: за и против!".to_owned());
    let options = SceneOptions { title, front, ..SceneOptions::default() };
    let graph = corpus("data");
    let page = Format::Html.exporter().export(&Scene::new(&super::view(&graph), &options));
    std::fs::write(&opened.path, page.unwrap()).unwrap();
    opened.go("#view=charts");
    opened.browser.press("s");
    opened.browser.click("#save-csv");
    saved(&opened, "csv");
    let files = std::fs::read_dir(opened.browser.folder.path()).unwrap();
    let names: Vec<String> =
        files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    let expected = "пошлина-за-и-против-diagramme-2018-04-26.csv";
    assert!(names.iter().any(|name| name == expected), "{names:?}");
    opened.is_clean();
}
