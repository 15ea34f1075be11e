//! Names that change over the whole corpus: shown first, written to all files, and taken back.

use super::*;

/// A second file that names both.
const OTHER: &str = "Corpus(
    entities: [
        (id: \"a-moor\", kind: Person, name: \"A. Moor\"), // the same
    ],
    statements: [
        (holder: \"a-moor\", stance: \"criticizes\", target: \"ben-oduya\", source: \"gazette\"),
    ],
)
";

/// Types into a field in place of what is there.
fn fill(browser: &Browser, field: &str, text: &str) {
    browser.type_into(field, &format!("{}a\u{e000}{text}", key::CONTROL));
}

#[test]
fn two_entities_become_one_and_two_again() {
    let Some(browser) = Browser::start() else { return };
    let place = Place::new(CORPUS, TEXT);
    let other = place.path().join("other.ron");
    fs::write(&other, OTHER).unwrap();
    let both = || [place.bytes(), fs::read_to_string(&other).unwrap()];
    // How the story is told names it, too.
    let story = "Story(steps: [(at: \"day=2024-03-05&holder=a-moor&target=ben-oduya\", say: \"a-moor\")]) // a-moor\n";
    let told = place.path().join("story.ron");
    fs::write(&told, story).unwrap();
    let told = || fs::read_to_string(&told).unwrap();
    let server = Server::start(&place);
    browser.open(&server.page());
    browser.press("R");
    browser.wait("document.activeElement.id === 'rename-old'");
    // What cannot be is said, and not written.
    fill(&browser, "#rename-old", "nobody");
    fill(&browser, "#rename-new", "x");
    browser.click("#rename-show");
    browser.wait("document.getElementById('rename-preview').innerText.includes('no entity is called `nobody`')");
    fill(&browser, "#rename-old", "a. moor");
    fill(&browser, "#rename-new", "Ben Oduya");
    browser.click("#rename-merge");
    browser.click("#rename-show");
    browser.wait("document.getElementById('rename-preview').innerText.includes('the corpus would be faulty')");
    assert!(browser.text_of("#rename-preview").contains("cannot hold a stance towards itself"));
    // What can be is shown first.
    fill(&browser, "#rename-new", "Ada Moor");
    browser.click("#rename-show");
    browser.wait("!document.getElementById('rename-write').disabled");
    let shown = browser.text_of("#rename-preview");
    for part in ["merge a-moor into ada-moor", "statements: holder", "(goes)", "entities: aliases"]
    {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    assert_eq!(both(), [CORPUS, OTHER]);
    browser.click("#rename-write");
    browser.wait("!document.getElementById('dialog').open");
    let merged = [
        CORPUS.replace("[\"Councillor Moor\"]", "[\"Councillor Moor\", \"A. Moor\"]"),
        OTHER
            .replace(
                "        (id: \"a-moor\", kind: Person, name: \"A. Moor\"), // the same\n",
                "        // the same\n",
            )
            .replace("\"a-moor\"", "\"ada-moor\""),
    ];
    assert_eq!(both(), merged);
    assert_eq!(told(), story.replace("holder=a-moor", "holder=ada-moor"));
    place.is_sound();
    browser.press_together(&[key::CONTROL, "z"]);
    browser.wait("document.getElementById('announcement').textContent === 'Taken back: merge a-moor into ada-moor'");
    assert_eq!(both(), [CORPUS, OTHER]);
    assert_eq!(told(), story);
    browser.press_together(&[key::CONTROL, "y"]);
    browser.wait("document.getElementById('announcement').textContent.startsWith('Done again')");
    assert_eq!(both(), merged);
    assert_eq!(browser.complaints(), Vec::<String>::new());
}
