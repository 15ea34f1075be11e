//! The page speaks to readers: it shows no ids, no syntax and no terms of analysis.

use super::{Opened, written};

/// Ids that occur in no sentence, a verb with a label and one without, sources without titles, a shift, trios of both kinds, a
/// claim, a correction, uncertain dates and a time.
const CORPUS: &str = r#"Corpus(
    vocabulary: [(verb: "qv-own", polarity: Negative, label: "turns away from")],
    entities: [
        (id: "qe-ann", kind: Person, name: "Ann Ay"), (id: "qe-bo", kind: Politician, name: "Bo Be"),
        (id: "qe-cy", kind: Person, name: "Cy Ce"), (id: "qe-toll", kind: Topic, name: "The toll"),
        (id: "qe-wall", kind: Outlet, name: "The Wall"),
    ],
    sources: [
        (id: "qs-post", kind: Post, author: "qe-ann", outlet: "qe-wall", published: "2018-04-25"),
        (id: "qs-letter", kind: Letter, author: "qe-bo", published: "2018-05"),
        (id: "qs-titled", kind: Article, title: "What they said", published: "2018-06-01", language: "de"),
    ],
    statements: [
        (id: "qt-1", holder: "qe-ann", stance: "sympathizes-with", target: "qe-bo", source: "qs-post"),
        (id: "qt-2", holder: "qe-ann", stance: "qv-own", target: "qe-bo", source: "qs-titled", quote: "Nein."),
        (id: "qt-3", holder: "qe-ann", stance: "supports", target: "qe-cy", source: "qs-titled", on: "2018-04-25T16:30:52Z", about: ["qe-toll"]),
        (id: "qt-4", holder: "qe-cy", stance: "supports", target: "qe-bo", source: "qs-letter", coder: "Dee"),
        (id: "qt-5", holder: "qe-bo", stance: "opposes", target: "qe-toll", source: "qs-letter", claimed_by: "qe-ann"),
        (id: "qt-6", holder: "qe-cy", stance: "opposes", target: "qe-toll", source: "qs-letter", confidence: 0.5),
        (id: "qt-7", holder: "qe-cy", stance: "praises", target: "qe-toll", source: "qs-letter", supersedes: "qt-6"),
    ],
)"#;

/// What no reader needs to know.
const FOREIGN: [&str; 24] = [
    "qe-",
    "qs-",
    "qt-",
    "qv-",
    "sympathizes-with",
    "--",
    "decides",
    "deciding",
    "definite",
    "frustrat",
    "tense",
    "triangle",
    "compressed",
    "squeezed",
    " pace",
    "positive",
    "negative",
    "normalized",
    "census",
    "polarity",
    "++",
    "2L",
    "conflict share",
    "entit",
];

#[test]
fn readers_meet_no_ids_and_no_jargon() {
    let Some(opened) = Opened::new(&written(CORPUS)) else { return };
    let browser = &opened.browser;
    let check = |place: &str| {
        // Also what is only heard, or shown while the mouse rests.
        let text = browser.text(
            "document.body.innerText + [...document.querySelectorAll('[aria-label], [title]')].filter((it) => it.checkVisibility())
                .map((it) => `\\n${it.ariaLabel} ${it.title}`).join('') + [...document.querySelectorAll('svg title')].map((it) => `\\n${it.textContent}`).join('')",
        );
        for word in FOREIGN {
            let found = text.to_lowercase().find(&word.to_lowercase());
            let excerpt = found
                .map(|at| text.chars().skip(at.saturating_sub(60)).take(140).collect::<String>());
            assert_eq!(excerpt, None, "{word} in {place}");
        }
    };
    for view in ["graph", "lanes", "charts", "ties", "statements"] {
        for choice in [
            "",
            "entity=qe-ann&tense=1",
            "holder=qe-ann&target=qe-bo",
            "statement=qt-5",
            "evidence=source.qs-letter",
            "evidence=shifts",
            "evidence=triangle.0",
            "evidence=period.0.negative",
        ] {
            opened.go(&format!("#view={view}&{choice}"));
            check(&format!("{view} {choice}"));
        }
        for sheet in ["f", "s", "?"] {
            browser.press(sheet);
            check(&format!("{view} {sheet}"));
            browser.press("\u{e00c}");
        }
    }
    opened.go("#view=statements");
    let rows = browser.text_of("#view-statements");
    for words in [
        "sympathizes with",
        "turns away from",
        "Post by Ann Ay on The Wall, 25 April 2018",
        "Letter by Bo Be, May 2018",
        "What they said",
        "25 April 2018, 16:30 UTC",
    ] {
        assert!(rows.contains(words), "{words}: {rows}");
    }
    opened.go("#statement=qt-2");
    assert_eq!(browser.text("document.querySelector('#panel blockquote').lang"), "de");
    opened.go("#view=charts");
    assert!(browser.text_of("#view-charts").contains("two friends at odds over a third"));
    browser.press("?");
    let glossary = browser.text_of("#help .glossary");
    for word in ["tie", "camp", "trio", "possible", "polarization", "changed sides"] {
        assert!(glossary.contains(word), "{word}");
    }
    opened.is_clean();
}

/// Without scripts, sources and verbs are called the same.
#[test]
fn the_table_without_scripts_has_the_same_words() {
    let page = String::from_utf8(super::page(&written(CORPUS))).unwrap();
    let table = page.split_once("<noscript>").unwrap().1.split_once("</noscript>").unwrap().0;
    assert!(!table.contains("qs-") && !table.contains("sympathizes-with"), "{table}");
    assert!(
        table.contains("Ann Ay turns away from Bo Be")
            && table.contains("Letter by Bo Be, May 2018")
    );
}

/// A label goes wherever its verb goes: into a store, and into records that are read again.
#[test]
fn labels_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("corpus.ron"), CORPUS).unwrap();
    let run = |arguments: &[&str], from: &str, to: &str| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_stance"))
            .args(arguments)
            .arg("--today=2026-01-01")
            .arg("-f")
            .arg(path(from))
            .arg("-o")
            .arg(path(to))
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    run(&["build"], "corpus.ron", "store.stance");
    run(&["export", "jsonl"], "store.stance", "records.jsonl");
    run(&["export", "jsonl"], "records.jsonl", "again.jsonl");
    let records = std::fs::read_to_string(path("records.jsonl")).unwrap();
    assert!(records.contains("\"label\":\"turns away from\""), "{records}");
    assert_eq!(records, std::fs::read_to_string(path("again.jsonl")).unwrap());
}
