//! Tables are as wide as they may be, and break no word and no id.

use super::{names::MORE, page::root, reference::ANSWERS};
use std::process::Command;
use unicode_width::UnicodeWidthStr;

/// Answers of which a part is long or in none of those that the reference looks at.
const TABLES: [&str; 7] = [
    "check",
    "stats --by target --every month",
    "who criticizes donald-trump",
    "why kanye-west trump-policies",
    "motifs --every month",
    "network --mode twomode --every month",
    "statements --claims --known-by 2020",
];

/// The answer as people read it, in a terminal of so many columns.
fn table(line: &str, corpus: &str, columns: usize) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_stance"))
        .args(line.split(' '))
        .args(["-f", corpus])
        .current_dir(root())
        .env("STANCE_FILE", "")
        .env("NO_COLOR", "1")
        .env("COLUMNS", columns.to_string())
        .output()
        .unwrap();
    assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn words(text: &str) -> Vec<&str> {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    words.sort_unstable();
    words
}

fn check(line: &str, corpus: &str) {
    let wide = table(line, corpus, 1000);
    for columns in [80, 60, 40] {
        let narrow = table(line, corpus, columns);
        let longest = words(&wide).into_iter().map(UnicodeWidthStr::width).max().unwrap_or(0);
        for row in narrow.lines() {
            assert!(row.width() <= columns.max(longest + 4), "`{line}` at {columns}: {row}");
        }
        assert_eq!(words(&narrow), words(&wide), "`{line}` at {columns} columns:\n{narrow}");
    }
}

#[test]
fn no_word_is_broken() {
    for line in ANSWERS.iter().chain(&MORE).chain(&TABLES) {
        check(line, "data");
    }
    for corpus in ["tests/fixtures/harbour", "tests/fixtures/council"] {
        for line in ["statements", "shifts", "motifs --list", "balance", "camps", "rank", "network"]
        {
            check(line, corpus);
        }
    }
}
