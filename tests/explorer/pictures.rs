//! Static pictures as a browser draws them, with its own fonts: all words are on the canvas, none lies on another or on a name.

use super::{Browser, corpus, view};
use serde_json::json;
use stancegraph::{
    FrontMatter, Language,
    export::{Chart, Exporter, Format, Layout, Scene, SceneOptions},
    model::Calendar,
};
use std::fs;

/// The texts that lie on each other or beyond the canvas, and what words on lines lie on.
const FOUND: &str = "(() => {
    const canvas = document.documentElement.getBoundingClientRect(), inside = (box) => box.left >= canvas.left - 1 && box.right <= canvas.right + 1
        && box.top >= canvas.top - 1 && box.bottom <= canvas.bottom + 1;
    const texts = [...document.querySelectorAll('text')].map((it) => ({ text: it.textContent, box: it.getBoundingClientRect(), verb: it.closest('.verbs') }));
    const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4;
    const shapes = [...document.querySelectorAll('.node > rect, .node > path')].map((it) => it.getBoundingClientRect());
    return [...texts.filter((it) => !inside(it.box)).map((it) => `${it.text} is outside`),
        ...texts.flatMap((a, index) => texts.slice(0, index).filter((b) => meet(a.box, b.box)).map((b) => `${a.text} on ${b.text}`)),
        ...texts.filter((it) => it.verb && shapes.some((shape) => meet(shape, it.box))).map((it) => `${it.text} on a name`)];
})()";

#[test]
fn words_of_pictures_have_room_in_every_language() {
    let Some(browser) = Browser::start() else { return };
    let path = browser.folder.path().join("picture.svg");
    let forces = Format::Svg.laid_out(Layout::Forces);
    let charts =
        [Chart::Statements, Chart::Balance, Chart::Polarization, Chart::Triangles, Chart::Lanes];
    for name in ["data", "tests/fixtures/harbour", "tests/fixtures/council"] {
        let graph = corpus(name);
        let view = view(&graph);
        for &language in Language::ALL {
            let front = FrontMatter { language: Some(language), ..FrontMatter::default() };
            let title = Some("A title".to_owned());
            let every = (name != "data").then_some(Calendar::Month);
            let options = SceneOptions { title, front, every, ..SceneOptions::default() };
            let scene = Scene::new(&view, &options);
            let pictures = charts.iter().map(|chart| (chart.word(), chart.exporter()));
            let pictures: Vec<(&str, &dyn Exporter)> =
                pictures.chain([("forces", forces)]).collect();
            for (what, exporter) in pictures {
                // A chart may have too little to show.
                let Ok(picture) = exporter.export(&scene) else { continue };
                fs::write(&path, picture).unwrap();
                browser.open_plain(&format!("file://{}", path.display()));
                assert!(browser.count("text") > 5, "{name}, {what}, {language}");
                assert_eq!(browser.value(FOUND), json!([]), "{name}, {what}, {language}");
                if what == "forces" {
                    let [verbs, lines] = [".verbs text", ".ties .tie"].map(|it| browser.count(it));
                    assert!(
                        verbs * 2 > lines,
                        "{name}, {language}: {verbs} verbs on {lines} lines"
                    );
                }
            }
        }
    }
    assert_eq!(browser.complaints(), Vec::<String>::new());
}
