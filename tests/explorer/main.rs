//! `export html` in a real browser: it shows the results of the library, and nothing leaves the page.
//!
//! Needs Chromium and its driver. Without them the tests are skipped, unless `STANCE_REQUIRE_BROWSER` is set.

mod access;
mod bounds;
mod browser;
mod embedding;
mod frames;
mod front;
mod great;
mod hostile;
mod languages;
mod leaving;
mod numbers;
mod opening;
mod order;
mod paper;
mod patching;
mod pictures;
mod possible;
mod reading;
mod saving;
mod serving;
mod steps;
mod wording;

use browser::Browser;
use stancegraph::{
    corpus::{TextFile, read, read_texts},
    export::{Format, Scene, SceneOptions},
    graph::TemporalGraph,
    model::{Day, Span},
    view::{Frame, View},
};
use std::path::{Path, PathBuf};

fn corpus(name: &str) -> TemporalGraph {
    TemporalGraph::new(read(&[Path::new(env!("CARGO_MANIFEST_DIR")).join(name)]).corpus)
}

fn written(text: &str) -> TemporalGraph {
    let reading = read_texts(vec![TextFile { path: "corpus.ron".into(), text: text.to_owned() }]);
    assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
    TemporalGraph::new(reading.corpus)
}

fn view(graph: &TemporalGraph) -> View<'_> {
    View::new(graph, Frame::all(Day::from_civil(2026, 1, 1)))
}

/// The view at the end of a day.
fn as_of<'g>(graph: &'g TemporalGraph, day: &str) -> View<'g> {
    let day = Day::from_iso(day).unwrap_or_else(|| panic!("{day:?} is no day"));
    view(graph).with_span(Span { begin: Day::MIN, end: day.next() })
}

fn page(graph: &TemporalGraph) -> Vec<u8> {
    page_of(&view(graph))
}

fn page_of(view: &View<'_>) -> Vec<u8> {
    let options = SceneOptions { title: Some("A title".to_owned()), ..SceneOptions::default() };
    Format::Html.exporter().export(&Scene::new(view, &options)).unwrap()
}

/// A page of a graph, opened from disk in a browser, if there is one.
struct Opened {
    browser: Browser,
    path: PathBuf,
}

impl Opened {
    fn new(graph: &TemporalGraph) -> Option<Self> {
        Self::of(&view(graph))
    }

    fn of(view: &View<'_>) -> Option<Self> {
        let browser = Browser::start()?;
        let path = browser.folder.path().join("story.html");
        std::fs::write(&path, page_of(view)).unwrap();
        let opened = Self { browser, path };
        opened.go("");
        Some(opened)
    }

    /// Opens the page again at an address after `#`.
    fn go(&self, fragment: &str) {
        self.browser.open(&format!("file://{}{fragment}", self.path.display()));
    }

    /// The console had nothing to complain of, and nothing but the page itself was ever asked for.
    fn is_clean(&self) {
        assert_eq!(self.browser.complaints(), Vec::<String>::new());
        let own = format!("file://{}", self.path.display());
        let is_foreign = |url: &String| {
            !(url.starts_with(&own)
                || url.starts_with("blob:")
                || url.starts_with("data:")
                || url == "about:blank")
        };
        let foreign: Vec<String> = self.browser.requests().into_iter().filter(is_foreign).collect();
        assert_eq!(foreign, Vec::<String>::new());
    }
}
