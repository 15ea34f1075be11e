//! Any text as JSON lines: the place of every finding is inside it, on a character boundary.
#![no_main]

use libfuzzer_sys::fuzz_target;
use stancegraph::corpus::{TextFile, read_texts};

fuzz_target!(|text: &str| {
    let reading = read_texts(vec![TextFile { path: "corpus.jsonl".into(), text: text.to_owned() }]);
    for finding in &reading.diagnostics {
        assert!(text.get(finding.place.range()).is_some(), "{finding:?}\n{text}");
    }
});
