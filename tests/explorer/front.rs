//! The page is signed: headline, standfirst, byline, where its data come from, and their terms, on the screen, in metadata and
//! in what is saved.

use super::{Browser, Opened, saving::saved};
use std::{fs, path::Path, process::Command};

const CORPUS: &str = r#"Corpus(
    entities: [(id: "ann", kind: Person, name: "Ann Ay"), (id: "toll", kind: Topic, name: "The toll")],
    sources: [(id: "s", kind: Post, author: "ann", published: "2020-01-02")],
    statements: [(holder: "ann", stance: "opposes", target: "toll", source: "s", recorded: "2020-02-03", quote: "No toll.")],
)"#;

const STORY: &str = r#"// How it is told.
Story(page: (
    title: "A headline that is written in the file and is long enough for two lines of the head of the page",
    standfirst: "What happened, <b>in a sentence</b>.",
    byline: "By Bo & Cy",
    source_line: "Posts",
    credit: "The Example",
    notes: "First note.\n\nSecond note.",
    licence: "CC BY 4.0",
))"#;

/// A page that the command line writes of a folder, opened.
fn opened(folder: &Path, arguments: &[&str]) -> Option<Opened> {
    let browser = Browser::start()?;
    let path = browser.folder.path().join("story.html");
    let output = Command::new(env!("CARGO_BIN_EXE_stance"))
        .args(["export", "html", "--today=2026-01-01", "-o"])
        .arg(&path)
        .arg("-f")
        .arg(folder)
        .args(arguments)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let opened = Opened { browser, path };
    opened.go("");
    Some(opened)
}

fn meta(opened: &Opened, name: &str) -> String {
    opened.browser.text(&format!(
        "document.querySelector('meta[name=\"{name}\"], meta[property=\"{name}\"]')?.content"
    ))
}

#[test]
fn a_page_is_signed() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("corpus.ron"), CORPUS).unwrap();
    fs::write(folder.path().join("story.ron"), STORY).unwrap();
    let Some(opened) = opened(folder.path(), &["--byline", "By Dee", "--where", "holder:ann"])
    else {
        return;
    };
    let browser = &opened.browser;
    // Flags go before the file.
    assert!(browser.text_of("h1").starts_with("A headline that is written in the file"));
    assert_eq!(browser.text_of("#head .byline"), "By Dee");
    assert_eq!(browser.text_of("#head .standfirst"), "What happened, <b>in a sentence</b>.");
    assert_eq!(browser.text_of("#caption"), "Statements of all dates, only those by Ann Ay");
    let foot = browser.text_of("#colophon");
    for words in
        ["Source Posts", "Data as of 3 February 2020", "Credit The Example", "Licence CC BY 4.0"]
    {
        assert!(foot.contains(words), "{words}: {foot}");
    }
    browser.click("#about-button");
    let about = browser.text_of("#about");
    for words in [
        "First note.",
        "Second note.",
        "By Dee",
        "1 statement by 1 person or group from 1 source.",
        "3 February 2020",
    ] {
        assert!(about.contains(words), "{words}: {about}");
    }
    browser.click("#about button");
    assert_eq!(browser.value("document.getElementById('about').hidden"), true);
    // What others show of the page.
    assert_eq!(browser.text("document.documentElement.lang"), "en");
    for (name, content) in [
        ("description", "What happened, <b>in a sentence</b>."),
        ("og:description", "What happened, <b>in a sentence</b>."),
        ("og:type", "article"),
        ("author", "By Dee"),
        ("copyright", "CC BY 4.0"),
    ] {
        assert_eq!(meta(&opened, name), content, "{name}");
    }
    assert!(meta(&opened, "og:title").starts_with("A headline"));
    let alternative = browser.text("document.getElementById('graph').ariaLabel");
    assert!(
        alternative.contains("1 tie stands, 1 against") && alternative.contains("Ann Ay"),
        "{alternative}"
    );
    // A picture that is saved says the same.
    browser.press("s");
    browser.click("#save-svg");
    let svg = String::from_utf8(saved(&opened, "svg")).unwrap();
    for words in [
        "A headline that is written",
        "What happened,",
        "By Dee",
        "Source: Posts",
        "Data as of 3 February 2020",
        "Licence: CC BY 4.0",
        "<desc>",
    ] {
        assert!(svg.contains(words), "{words}");
    }
    opened.is_clean();
}

#[test]
fn a_headline_has_at_most_two_lines_and_nothing_is_wider_than_the_window() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("corpus.ron"), CORPUS).unwrap();
    fs::write(folder.path().join("story.ron"), STORY).unwrap();
    for (width, height) in [(1280, 800), (720, 500), (390, 844)] {
        let Some(opened) = opened(folder.path(), &[]) else { return };
        opened.browser.resize(width, height);
        opened.go("");
        let lines = opened.browser.value(
            "(() => { const h1 = document.querySelector('h1'); return h1.clientHeight / parseFloat(getComputedStyle(h1).lineHeight); })()",
        );
        assert!(lines.as_f64().unwrap() < 2.1, "{width}: {lines} lines");
        assert_eq!(
            opened.browser.value("document.documentElement.scrollWidth <= innerWidth"),
            true,
            "{width}"
        );
    }
}

/// What the command line says of a page of these corpora.
fn complaint(paths: &[&Path]) -> (bool, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_stance"));
    command.args(["export", "html", "--today=2026-01-01", "-o"]);
    command.arg(paths[0].with_extension("html"));
    for path in paths {
        command.arg("-f").arg(path);
    }
    let output = command.output().unwrap();
    (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn a_file_of_words_that_is_wrong_or_not_used_is_reported() {
    let folder = tempfile::tempdir().unwrap();
    let [first, second] = ["first", "second"].map(|name| folder.path().join(name));
    for path in [&first, &second] {
        fs::create_dir(path).unwrap();
        fs::write(path.join("story.ron"), STORY).unwrap();
    }
    fs::write(first.join("corpus.ron"), CORPUS).unwrap();
    fs::write(second.join("corpus.ron"), "Corpus()").unwrap();
    let (is_done, words) = complaint(&[&first, &second]);
    assert!(is_done && words.contains("second/story.ron is not used"), "{words}");
    fs::write(first.join("story.ron"), "Story(page: (\n    headline: \"A\",\n))").unwrap();
    let (is_done, words) = complaint(&[&first]);
    assert!(!is_done && words.contains("story.ron:2:") && words.contains("headline"), "{words}");
    // A corpus may have that name, too.
    fs::rename(first.join("corpus.ron"), first.join("story.ron")).unwrap();
    assert_eq!(complaint(&[&first]), (true, String::new()));
}
