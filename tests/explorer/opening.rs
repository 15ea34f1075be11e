//! The page opens on the story: what changed, by whom, and an invitation to play.

use super::{Opened, as_of, corpus, saving::saved};
use serde_json::json;
use stancegraph::{
    analysis::diff::{Change, diff},
    graph::TemporalGraph,
};
use std::collections::BTreeSet;

/// What the library says changed between the ends of two days, as the page tells it: the kind, the holder and the target.
fn changes(graph: &TemporalGraph, before: &str, after: &str) -> BTreeSet<String> {
    let found = diff(&as_of(graph, before), &as_of(graph, after));
    let told = found.iter().filter_map(|it| {
        let kind = match it.change {
            Change::New => "appeared",
            Change::Ended => "ended",
            Change::Reversed => "reversed",
            _ => "changed",
        };
        let polarity = |tie: &Option<stancegraph::view::Tie>| tie.as_ref().map(|tie| tie.polarity);
        let ends =
            [graph.holder(it.pair), graph.target(it.pair)].map(|end| graph.entity(end).name());
        (polarity(&it.before) != polarity(&it.after))
            .then(|| format!("{kind}: {} {}", ends[0], ends[1]))
    });
    told.collect()
}

#[test]
fn what_changed_is_what_diff_says() {
    let mut n_changes = 0;
    for name in ["data", "tests/fixtures/harbour", "tests/fixtures/primary"] {
        let graph = corpus(name);
        let Some(opened) = Opened::new(&graph) else { return };
        let browser = &opened.browser;
        let day = || browser.text("document.getElementById('now').dateTime");
        let news = || -> BTreeSet<String> {
            browser.value("(() => { for (let more; (more = document.querySelector('#panel section:has(.news) .more:not([hidden])'));) more.click(); })()");
            let told = browser.value(
                "[...document.querySelectorAll('#panel .news')].map((it) => { const names = it.querySelectorAll('bdi');
                    return `${it.dataset.change}: ${names[0].textContent} ${names[1].textContent}`; })",
            );
            told.as_array().unwrap().iter().map(|it| it.as_str().unwrap().to_owned()).collect()
        };
        loop {
            let (after, told) = (day(), news());
            browser.click("#back");
            let before = day();
            if before == after {
                break;
            }
            assert_eq!(told, changes(&graph, &before, &after), "{name} {before} {after}");
            n_changes += told.len();
        }
        opened.is_clean();
    }
    assert!(n_changes > 30, "{n_changes}");
}

#[test]
fn a_change_has_its_sentence() {
    let graph = corpus("data");
    let Some(opened) = Opened::new(&graph) else { return };
    let quote = opened.browser.text("document.querySelector('#panel .news q').textContent");
    assert!(
        graph.statements().any(|it| graph.statement(it).quote().is_some_and(|all| all == quote)),
        "{quote}"
    );
    opened.browser.click("#panel .news");
    assert!(opened.browser.text_of("#panel h2").contains('→'));
    opened.is_clean();
}

#[test]
fn the_story_is_offered_to_be_played_until_something_is_done() {
    let Some(opened) = Opened::new(&corpus("data")) else { return };
    let browser = &opened.browser;
    let is_offered = "document.getElementById('offer').checkVisibility()";
    assert!(browser.text_of("#offer").starts_with("Play the story"));
    let size = browser.value("document.getElementById('offer').clientHeight");
    assert!(size.as_u64().unwrap() >= 40, "{size}");
    browser.click("#offer");
    browser.wait("document.getElementById('play').ariaLabel === 'Pause'");
    assert_eq!(browser.value(is_offered), false);
    // A link leads to what it says.
    opened.go("#day=2018-04-25");
    assert_eq!(browser.value(is_offered), false);
    opened.go("");
    browser.press("4");
    browser.press("1");
    assert_eq!(browser.value(is_offered), false);
    opened.is_clean();
}

#[test]
fn camps_have_names_and_nothing_lies_on_anything() {
    let Some(opened) = Opened::new(&corpus("data")) else { return };
    let browser = &opened.browser;
    assert_eq!(browser.text_of("#legend .lines li"), "for");
    browser.press("s");
    browser.click("#save-svg");
    let svg = String::from_utf8(saved(&opened, "svg")).unwrap();
    let found = browser.run(&format!(
        "const done = arguments[arguments.length - 1], svg = new DOMParser().parseFromString({}, 'image/svg+xml').documentElement;
        document.body.append(svg);
        const drawn = svg.querySelector('svg'), paths = [...drawn.querySelectorAll('path')].map((it) => it.getAttribute('d'));
        const circles = paths.map((it) => /M([\\d.-]+) ([\\d.-]+)A([\\d.]+) \\3 0 1 1/.exec(it)).filter(Boolean)
            .map(([, x, y, r]) => ({{ x: x - r, y: Number(y), r: Number(r) }})).filter((it) => it.r > 3);
        const lines = [...drawn.querySelectorAll('path[fill=none]')].map((it) => it.getAttribute('d')).filter((it) => /^(M[\\d. -]+[LQ][\\d. -]+)+$/.test(it))
            .flatMap((it) => it.match(/M[^M]+/g));
        const under = new Set();
        for (const d of lines) {{
            const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
            path.setAttribute('d', d);
            const length = path.getTotalLength(), at = (part) => path.getPointAtLength(length * part);
            const near = (point, circle, more) => Math.hypot(point.x - circle.x, point.y - circle.y) < circle.r + more;
            for (const circle of circles) if (![0, 1].some((it) => near(at(it), circle, 12)) && [...Array(39).keys()].some((it) => near(at((it + 1) / 40), circle, 0))) under.add(d);
        }}
        const texts = [...drawn.querySelectorAll('text:not([fill=none])')].map((it) => ({{ text: it.textContent, size: it.getAttribute('font-size'), box: it.getBoundingClientRect() }}));
        const over = texts.flatMap((a, index) => texts.slice(0, index).filter((b) => Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left) > 2
            && Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top) > 4).map((b) => `${{a.text}} on ${{b.text}}`));
        done({{ circles: circles.length, lines: lines.length, under: under.size, over, camps: texts.map((it) => it.text).filter((it) => / others?$/.test(it)),
            greatest: texts.filter((it) => it.size === '16').map((it) => it.text) }});",
        json!(svg)
    ));
    assert_eq!(found["over"], json!([]), "{found}");
    // Around the greatest a line may have no way out.
    assert!(found["under"].as_u64().unwrap() <= 1, "{found}");
    assert!(
        found["circles"].as_u64().unwrap() > 5 && found["lines"].as_u64().unwrap() > 20,
        "{found}"
    );
    assert_eq!(found["greatest"], json!(["Kanye West", "John Legend", "Donald Trump"]));
    let camps: Vec<&str> =
        found["camps"].as_array().unwrap().iter().filter_map(|it| it.as_str()).collect();
    assert_eq!(camps.len(), 2, "{camps:?}");
    assert!(camps.iter().any(|it| it.starts_with("Kanye West, Donald Trump and ")), "{camps:?}");
    opened.is_clean();
}

#[test]
fn no_name_lies_on_another_in_any_window() {
    let mut n_pictures = 0;
    for name in ["data", "tests/fixtures/harbour", "tests/fixtures/council"] {
        let Some(opened) = Opened::new(&corpus(name)) else { return };
        let browser = &opened.browser;
        for (width, height) in [(1440, 900), (1000, 700), (820, 1100), (640, 360), (390, 780)] {
            browser.resize(width, height);
            opened.go("");
            for _ in 0..3 {
                // The picture that would be saved, laid out as it is.
                let over = browser.run(
                    "const done = arguments[arguments.length - 1], [keep, click] = [URL.createObjectURL, HTMLAnchorElement.prototype.click];
                    let blob = null;
                    URL.createObjectURL = (it) => { blob = it; return 'blob:none'; };
                    HTMLAnchorElement.prototype.click = () => {};
                    for (const id of ['save-button', 'save-svg', 'save-button']) document.getElementById(id).click();
                    [URL.createObjectURL, HTMLAnchorElement.prototype.click] = [keep, click];
                    blob.text().then((text) => {
                        const svg = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
                        document.body.append(svg);
                        const texts = [...svg.querySelector('svg').querySelectorAll('text:not([fill=none])')].map((it) => ({ text: it.textContent, box: it.getBoundingClientRect() }));
                        const over = texts.flatMap((a, index) => texts.slice(0, index).filter((b) => Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left) > 2
                            && Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top) > 4).map((b) => `${a.text} on ${b.text}`));
                        svg.remove();
                        done(texts.length > 3 ? over : ['nothing is drawn']);
                    });",
                );
                assert_eq!(over, json!([]), "{name}, {width} × {height}");
                n_pictures += 1;
                browser.value("document.getElementById('back').click()");
            }
        }
        opened.is_clean();
    }
    assert_eq!(n_pictures, 45);
}
