//! Reading without a mouse, with other colours, and back again.

use super::{Browser, Opened, corpus};
use serde_json::{Value, json};
use std::{path::PathBuf, process::Command};

const TAB: &str = "\u{e004}";
const RIGHT: &str = "\u{e014}";
const DOWN: &str = "\u{e015}";

/// axe-core, which is installed once for these tests and is no part of the program.
pub(super) struct Axe(String);

impl Axe {
    pub(super) fn get() -> Option<Self> {
        axe().map(Self)
    }

    /// Nothing serious is wrong with what a browser shows.
    pub(super) fn finds_nothing(&self, browser: &Browser, place: &str) {
        browser.run(&format!("{}; arguments[arguments.length - 1](1)", self.0));
        let found = browser.run(
            "const done = arguments[arguments.length - 1];
            axe.run({ runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] } }).then((it) => done({
                passed: it.passes.length, failed: it.violations.filter((it) => ['serious', 'critical'].includes(it.impact))
                    .map((it) => `${it.id}: ${it.nodes.map((node) => node.target.join(' ')).join(', ')}`) }))",
        );
        assert_eq!(found["failed"], json!([]), "{place}");
        // It did look.
        assert!(found["passed"].as_u64().is_some_and(|passed| passed > 10), "{place}: {found}");
    }
}

#[expect(clippy::print_stderr, reason = "says that nothing was tested")]
fn axe() -> Option<String> {
    const VERSION: &str = "4.10.3";
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("axe-{VERSION}"));
    let file = folder.join("node_modules/axe-core/axe.min.js");
    if !file.exists() {
        let _ = Command::new("npm")
            .args(["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix"])
            .arg(&folder)
            .arg(format!("axe-core@{VERSION}"))
            .output();
    }
    let script = std::fs::read_to_string(&file).ok();
    if script.is_none() {
        let is_required = std::env::var_os("STANCE_REQUIRE_BROWSER").is_some();
        assert!(
            !is_required,
            "axe-core cannot be installed: npm is missing, or reaches no registry"
        );
        eprintln!("axe-core is not installed: nothing was tested");
    }
    script
}

#[test]
fn axe_finds_nothing_serious() {
    let Some(axe) = Axe::get() else { return };
    let Some(opened) = Opened::new(&corpus("data")) else { return };
    let browser = &opened.browser;
    let check = |place: &str| axe.finds_nothing(browser, place);
    for (theme, (width, height)) in [("light", (1280, 800)), ("dark", (390, 844))] {
        browser.resize(width, height);
        for place in [
            "view=graph",
            "view=lanes",
            "view=charts",
            "view=ties",
            "view=statements",
            "entity=kanye-west&tense=1",
            "holder=john-legend&target=kanye-west",
        ] {
            opened.go(&format!("#theme={theme}&{place}"));
            check(&format!("{theme} {place}"));
        }
        for sheet in ["filter-button", "save-button", "help-button", "about-button"] {
            opened.go(&format!("#theme={theme}"));
            browser.click(&format!("#{sheet}"));
            check(&format!("{theme} {sheet}"));
        }
    }
}

#[test]
fn back_returns_to_what_was_looked_at_before() {
    let Some(opened) = Opened::new(&corpus("data")) else { return };
    let browser = &opened.browser;
    browser.press("4");
    browser.click("#view-ties tbody .link");
    let name = browser.text_of("#panel h2");
    browser.press(",");
    let day = browser.text_of("#now");
    browser.press("2");
    browser.value("history.back()");
    browser.wait("!document.getElementById('view-ties').hidden");
    // The day belongs to the step that one returns to.
    assert_eq!((browser.text_of("#panel h2"), browser.text_of("#now")), (name.clone(), day));
    browser.value("history.back()");
    browser.wait(&format!("document.querySelector('#panel h2').innerText !== {}", json!(name)));
    assert_eq!(browser.value("document.getElementById('view-ties').hidden"), false);
    browser.value("history.back()");
    browser.wait("!document.getElementById('view-graph').hidden");
    browser.value("history.forward()");
    browser.wait("!document.getElementById('view-ties').hidden");
    opened.is_clean();
}

/// The id or class of what has the focus.
fn focused(opened: &Opened) -> String {
    opened.browser.text("document.activeElement.id || document.activeElement.getAttribute('class')")
}

#[test]
fn many_marks_are_one_tab_stop() {
    let Some(opened) = Opened::new(&corpus("data")) else { return };
    let browser = &opened.browser;
    // From the top of the page to the time line, and past it.
    browser.press(TAB);
    browser.press(TAB);
    assert_eq!(focused(&opened), "skip-time");
    browser.press("\u{e007}");
    assert_eq!(focused(&opened), "thumb");
    browser.press(TAB);
    assert_eq!(focused(&opened), "about-button");
    // What its buttons do, keys do.
    for (key, id) in [("v", "pace-button"), ("g", "axis-button")] {
        let before = browser.text_of(&format!("#{id}"));
        browser.press(key);
        assert_ne!(browser.text_of(&format!("#{id}")), before);
    }
    opened.go("#view=lanes");
    assert_eq!(browser.count("#lane-body .lane[tabindex='0']"), 1);
    browser.value("document.querySelector('#lane-body .lane').focus()");
    let rows = browser
        .value("Math.ceil(document.getElementById('lane-scroll').clientHeight / 44)")
        .as_u64()
        .unwrap();
    for _ in 0..rows + 2 {
        browser.press(DOWN);
    }
    let is_seen = "(() => { const row = document.activeElement.getBoundingClientRect(), box = document.getElementById('lane-scroll').getBoundingClientRect();
        return row.height > 0 && row.top >= box.top - 1 && row.bottom <= box.bottom + 1; })()";
    assert_eq!((focused(&opened).as_str(), browser.value(is_seen)), ("lane", Value::Bool(true)));
    opened.go("#view=charts");
    let charts = browser.count("#view-charts figure:has(.mark)");
    assert_eq!(browser.count("#view-charts .mark[tabindex='0']"), charts);
    browser.value("document.querySelector('#view-charts .mark').focus()");
    browser.press(RIGHT);
    assert_eq!(
        browser.value("[...document.querySelectorAll('#view-charts figure .mark')].indexOf(document.activeElement)"),
        1
    );
    browser.press("\u{e007}");
    assert!(browser.text_of("#panel h2").starts_with(char::is_numeric));
    opened.is_clean();
}

#[test]
fn forced_colours_are_taken_over() {
    let Some(opened) = Opened::new(&corpus("data")) else { return };
    let browser = &opened.browser;
    browser.emulate("screen", &json!([{ "name": "forced-colors", "value": "active" }, { "name": "prefers-color-scheme", "value": "dark" }]));
    opened.go("");
    browser.press("2");
    browser.press("1");
    // The graph is drawn in the colours of the system: nothing of our blue and orange is left.
    let ours = browser.value(
        "(() => { const canvas = document.getElementById('graph'), { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
            let [ours, drawn] = [0, 0];
            for (let at = 0; at < data.length; at += 4) {
                if (data[at + 3] < 200) continue;
                drawn += 1;
                if ([[92, 182, 236], [242, 140, 59], [0, 104, 165], [194, 81, 0]].some((it) => it.every((part, index) => part === data[at + index]))) ours += 1;
            }
            return [ours, drawn]; })()",
    );
    assert_eq!(ours[0], 0);
    assert!(ours[1].as_u64().unwrap() > 500, "{ours}");
    opened.is_clean();
}

/// The browser of these tests asks for less motion.
#[test]
fn with_less_motion_nothing_moves_by_itself() {
    let Some(opened) = Opened::new(&corpus("data")) else { return };
    let browser = &opened.browser;
    assert_eq!(browser.value("matchMedia('(prefers-reduced-motion: reduce)').matches"), true);
    assert_eq!(
        browser.text("[...document.querySelectorAll('*')].filter((it) => parseFloat(getComputedStyle(it).transitionDuration) > 0).map((it) => it.id || it.tagName).join()"),
        ""
    );
    // The picture of a day is there at the next frame, and stays.
    let pictures = browser.run(
        "const done = arguments[arguments.length - 1], graph = document.getElementById('graph');
        document.getElementById('back').click();
        requestAnimationFrame(() => requestAnimationFrame(() => { const first = graph.toDataURL();
            setTimeout(() => done(first === graph.toDataURL()), 400); }));",
    );
    assert_eq!(pictures, true);
    opened.is_clean();
}
