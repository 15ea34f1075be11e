//! The prose of the pages: short lines, links that lead somewhere, and code that is there.

use super::page::{Page, is_excerpt, root};
use std::{
    collections::BTreeSet,
    path::{Component, Path, PathBuf},
};

/// A longer line is hard to review.
const MOST_CHARACTERS: usize = 120;

#[test]
fn lines_are_short() {
    for page in Page::all() {
        for (number, line) in page.prose() {
            // A row of a table and a picture stand on one line.
            let is_breakable = !line.starts_with('|') && !line.starts_with("![");
            let n_characters = line.chars().count();
            assert!(
                !is_breakable || n_characters <= MOST_CHARACTERS,
                "{}:{number} has {n_characters} characters",
                page.path.display()
            );
        }
    }
}

#[test]
fn links_lead_somewhere() {
    let pages = Page::all();
    for page in &pages {
        for link in links(page) {
            let (file, anchor) = link.split_once('#').unwrap_or((&link, ""));
            let path = if file.is_empty() { page.path.clone() } else { resolve(&page.path, file) };
            let shown = page.path.display();
            assert!(root().join(&path).exists(), "{shown}: {link} is not there");
            if let Some(target) = pages.iter().find(|page| page.path == path) {
                let is_heading = anchor.is_empty() || headings(target).contains(anchor);
                assert!(is_heading, "{shown}: {link} is no heading");
            }
        }
    }
}

#[test]
fn files_that_are_named_are_there() {
    for page in ["ARCHITECTURE.md", "CONTRIBUTING.md"] {
        let text = std::fs::read_to_string(root().join(page)).unwrap();
        let named = text.split('`').skip(1).step_by(2).filter(|name| is_path(name));
        let missing: Vec<&str> = named
            .filter(|name| ["", "src"].iter().all(|of| !root().join(of).join(name).exists()))
            .collect();
        assert!(missing.is_empty(), "{page}: {missing:?} are not there");
    }
}

/// Whether a word is the path of a file, with its folder.
fn is_path(word: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '_' | '.' | '-');
    let is_file = [".rs", ".ron", ".py", ".R", ".txt"].iter().any(|end| word.ends_with(end));
    is_file && word.contains('/') && word.chars().all(is_plain)
}

#[test]
fn every_page_is_linked() {
    let pages = Page::all();
    let linked: BTreeSet<PathBuf> = pages
        .iter()
        .flat_map(|page| links(page).into_iter().map(|link| resolve(&page.path, &link)))
        .collect();
    for page in &pages {
        let is_found = linked.contains(&page.path) || page.path == Path::new("README.md");
        assert!(is_found, "no page links to {}", page.path.display());
    }
}

#[test]
fn excerpts_are_of_the_code() {
    for page in Page::all() {
        for block in page.blocks() {
            if let Some(name) = block.name.filter(|name| is_excerpt(name)) {
                let code = std::fs::read_to_string(root().join(name)).unwrap();
                let shown = page.path.display();
                assert!(code.contains(block.text), "{shown}: {name} has no {:?}", block.text);
            }
        }
    }
}

/// The links of a page to files and headings.
fn links(page: &Page) -> Vec<String> {
    let line_links = |line: &str| {
        let ends = line.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        ends.map(str::to_owned).collect::<Vec<_>>()
    };
    let links = page.prose().flat_map(|(_, line)| line_links(line));
    links.filter(|link| !link.contains("://")).collect()
}

/// The path in the package that a link of a page means, without its anchor.
fn resolve(page: &Path, link: &str) -> PathBuf {
    let file = link.split('#').next().unwrap_or_default();
    let mut path = page.parent().unwrap().to_owned();
    for part in Path::new(file).components() {
        match part {
            Component::ParentDir => assert!(path.pop(), "{link} leaves the package"),
            Component::Normal(name) => path.push(name),
            _ => {}
        }
    }
    path
}

/// The anchors that forges give to the headings of a page.
fn headings(page: &Page) -> BTreeSet<String> {
    let headings = page.prose().filter(|(_, line)| line.starts_with('#'));
    let anchor = |(_, line): (usize, &str)| {
        let text = line.trim_start_matches('#').trim().to_lowercase();
        let kept = text.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
        kept.map(|c| if c == ' ' { '-' } else { c }).collect()
    };
    headings.map(anchor).collect()
}
