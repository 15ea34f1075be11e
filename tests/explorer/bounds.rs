//! The time line is the view: whatever bounds it has and however uncertain dates are, the page opens on its last day, with the
//! ties that stand then, and shows nothing beyond.

use super::{Browser, Opened};
use serde_json::Value;
use std::{fs, path::Path, process::Command};

/// Dates that begin before a view, end after it, or are open, on one side or on both.
const UNCERTAIN: &str = r#"Corpus(
    entities: [(id: "a", kind: Person, name: "Ann"), (id: "b", kind: Person, name: "Bob"), (id: "c", kind: Person, name: "Cy")],
    sources: [
        (id: "s", kind: Dataset, title: "List", published: "2020-12-31"),
        (id: "h", kind: Article, title: "Undated headline", published: "2018-10"),
    ],
    statements: [
        (holder: "a", stance: "supports", target: "b", source: "s", on: "2017-06/2018-10"),
        (holder: "b", stance: "opposes", target: "c", source: "s", on: "2018-04-10"),
        (holder: "c", stance: "opposes", target: "a", source: "s", on: "2018-04"),
        (holder: "a", stance: "opposes", target: "c", source: "s", on: "../2018-12-31"),
        (holder: "b", stance: "praises", target: "a", source: "s", on: "2017-01-01", until: "2018-06"),
        (holder: "c", stance: "supports", target: "b", source: "h"),
    ],
)"#;

/// Views, each with the day on which its time line ends.
const VIEWS: [(&[&str], &str); 11] = [
    (&["--as-of=2018-04-15"], "2018-04-15"),
    (&["--as-of=2018"], "2018-12-31"),
    (&["--end=2018-04-15"], "2018-04-14"),
    (&["--period=2018-04"], "2018-04-30"),
    (&["--period=2018q2"], "2018-06-30"),
    (&["--period=2018-04-05..2018-04-08"], "2018-04-07"),
    (&["--period=2018-04", "--where=holder:a or holder:c"], "2018-04-30"),
    (&["--begin=2018-04-12"], "2018-12-31"),
    (&["--begin=2018-04-10T12:00", "--end=2018-04-12T12:00"], "2018-04-12"),
    (&["--end=2017-07"], "2017-06-30"),
    (&["--known-by=2018-12-31"], "2018-10-31"),
];

fn stance(folder: &Path, arguments: &[&str], view: &[&str]) -> Vec<u8> {
    let output = Command::new(env!("CARGO_BIN_EXE_stance"))
        .args(arguments)
        .args(view)
        .args(["--today=2026-01-01", "-f"])
        .arg(folder.join("corpus.ron"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// The ties of a view by holder, target, polarity and certainty, as the command line tells them.
fn ties(folder: &Path, view: &[&str]) -> Vec<String> {
    let told: Value =
        serde_json::from_slice(&stance(folder, &["ties", "-O", "json"], view)).unwrap();
    let text = |row: &Value, name: &str| row[name].as_str().unwrap().to_owned();
    let row = |row: &Value| {
        ["holder_name", "target_name", "polarity", "certainty"]
            .map(|name| text(row, name))
            .join(" ")
    };
    let mut rows: Vec<String> = told["rows"].as_array().unwrap().iter().map(row).collect();
    rows.sort();
    rows
}

#[test]
fn the_page_opens_on_the_last_day_of_any_view() {
    let Some(browser) = Browser::start() else { return };
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("corpus.ron"), UNCERTAIN).unwrap();
    let path = folder.path().join("page.html");
    let opened = Opened { browser, path };
    for (view, last) in VIEWS {
        fs::write(&opened.path, stance(folder.path(), &["export", "html"], view)).unwrap();
        opened.go("#view=ties");
        let browser = &opened.browser;
        let day = browser.text("document.getElementById('now').dateTime");
        assert_eq!(day, last, "{view:?}");
        // The ties of the day are those of the view, and as sure.
        let shown = browser.value(
            "[...document.querySelectorAll('#view-ties tbody tr')].map((row) => [row.cells[0].textContent, row.cells[2].textContent,
                row.querySelector('.stance').classList[1], row.cells[3].querySelector('small') ? 'possible' : 'definite'].join(' ')).sort()",
        );
        let expected = ties(folder.path(), view);
        assert!(!expected.is_empty(), "{view:?}");
        assert_eq!(shown, serde_json::json!(expected), "{view:?}");
        let n_possible = expected.iter().filter(|tie| tie.ends_with("possible")).count();
        let told = browser.text_of(".count-possible");
        let meant = if n_possible == 0 { String::new() } else { format!("{n_possible} possible") };
        assert_eq!(told, meant, "{view:?}");
        // Nothing is beyond the time line: no stop, no period, no snapshot, no mark in a lane or chart.
        let beyond = browser.value(
            "(() => { const story = JSON.parse(document.getElementById('story').textContent), [first, last] = story.days;
                return [...story.stops, ...story.snapshots.map((it) => it.day)].filter((day) => day < first || day > last); })()",
        );
        // A period of an open view may go on behind the last statement.
        let is_open = view
            .iter()
            .all(|it| !it.contains("end=") && !it.contains("period=") && !it.contains("as-of="));
        assert!(is_open || beyond == serde_json::json!([]), "{view:?}: {beyond}");
        opened.go("#view=lanes");
        browser.wait("document.querySelector('#lane-body svg')");
        let outside = browser.value(
            "[...document.querySelectorAll('#lane-body svg')].flatMap((picture) => { const box = picture.getBoundingClientRect();
                return [...picture.querySelectorAll('rect, line, circle, path')].map((it) => it.getBoundingClientRect())
                    .filter((it) => it.left < box.left - 6 || it.right > box.right + 6); }).length",
        );
        assert_eq!(outside, 0, "{view:?}");
        opened.is_clean();
    }
}
