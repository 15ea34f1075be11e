//! Findings: one small corpus for every kind, and the exact rendering.
//!
//! `tests/diagnostics/CODE.ron` raises the finding; `CODE.txt` is what a person sees. Run with
//! `BLESS=1` to rewrite the latter, and review the diff.

use stancegraph::corpus::{self, Code, TextFile};
use stancegraph::report::render_diagnostics;
use std::{fs, path::PathBuf};

/// Findings that need more than a text: they have tests of their own in `tests/cli`.
const ELSEWHERE: [Code; 6] = [
    Code::Unreadable,
    Code::NotUtf8,
    Code::QuoteDiffers,
    Code::QuoteStitched,
    Code::QuoteMissing,
    Code::QuoteWithoutText,
];

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics")
}

fn render(name: &str) -> (Vec<Code>, String) {
    let text = fs::read_to_string(folder().join(format!("{name}.ron"))).unwrap();
    let reading = corpus::read_texts(vec![TextFile { path: format!("{name}.ron").into(), text }]);
    let rendered = render_diagnostics(&reading.files, &reading.diagnostics, usize::MAX, 100);
    let codes = reading.diagnostics.iter().map(|finding| finding.code).collect();
    (codes, anstream::adapter::strip_str(&rendered).to_string())
}

fn check(name: &str) -> Vec<Code> {
    let (codes, rendered) = render(name);
    let path = folder().join(format!("{name}.txt"));
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, &rendered).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert_eq!(rendered, expected, "{name}");
    codes
}

#[test]
fn every_kind_of_finding_has_an_example() {
    for code in Code::ALL.iter().filter(|code| !ELSEWHERE.contains(code)) {
        assert!(check(code.word()).contains(code), "{code} is not raised by its example");
    }
}

#[test]
fn all_faults_are_reported_at_once() {
    let codes = check("many-at-once");
    assert!(codes.len() >= 8, "{codes:?}");
}

#[test]
fn a_sound_corpus_raises_nothing() {
    assert_eq!(check("sound"), []);
}

/// A text that is not escaped, a missing comma or colon, a bracket that is never closed: each is named, at its place.
#[test]
fn slips_of_the_hand_are_explained() {
    for name in ["slips", "open-quote", "open-text"] {
        assert!(check(name).iter().all(|code| *code == Code::Syntax), "{name}");
    }
}

#[test]
fn what_is_not_used_is_one_line() {
    assert_eq!(check("unused").len(), 4);
}
