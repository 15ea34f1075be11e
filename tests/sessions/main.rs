//! Command-line sessions, run as written: a page for each command, and the pages for users.
//!
//! Run with `TRYCMD=overwrite` to rewrite the output, and review the diff.

mod answers;
mod names;
mod page;
mod pictures;
mod programs;
mod prose;
mod reference;
mod tables;
mod typed;

use page::{Page, is_overwriting};
use trycmd::{TestCases, schema::Bin};

fn cases() -> TestCases {
    let cases = TestCases::new();
    cases
        .env("NO_COLOR", "1")
        .env("STANCE_FILE", "")
        .env("COLUMNS", "")
        // Shown to readers, and tested by what is tested here anyway.
        .register_bin("cargo", Bin::Ignore)
        .register_bin("dot", Bin::Ignore);
    cases
}

#[test]
fn commands() {
    cases().case("tests/cli/*.md");
}

#[test]
fn pages() {
    let folder = tempfile::tempdir().unwrap();
    let has_graphviz = std::process::Command::new("dot").arg("-V").output().is_ok();
    let is_required = std::env::var_os("STANCE_REQUIRE_GRAPHVIZ").is_some();
    let mut pages = Page::all();
    pages.retain(|page| has_graphviz || is_required || !page.draws());
    let copies: Vec<_> = pages.iter().map(|page| page.copy_into(folder.path())).collect();
    let cases = cases();
    for copy in &copies {
        cases.case(copy);
    }
    cases.run();
    if is_overwriting() {
        for (page, copy) in pages.iter().zip(copies) {
            page.write(&std::fs::read_to_string(copy).unwrap());
        }
    }
}
