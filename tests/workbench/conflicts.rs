//! Somebody edits the file meanwhile: merged, or shown as a difference.

use super::*;

#[test]
fn an_editor_writes_meanwhile() {
    let Some(browser) = Browser::start() else { return };
    let place = Place::new(CORPUS, TEXT);
    let server = Server::start(&place);
    browser.open(&server.page());

    // What is written elsewhere shows, and what is being typed stays.
    browser.press("n");
    browser.press("e");
    browser.wait("!document.getElementById('form').hidden");
    browser.type_into("#field-on", "2024-03-12");
    let second = "(holder: \"ben-oduya\", stance: \"mocks\", target: \"new-library\", source: \"gazette\", quote: \"A palace on sand\"),";
    let edited = CORPUS.replace(
        "    statements: [\n",
        &format!("    statements: [\n        {second} // by hand\n"),
    );
    fs::write(place.file(), &edited).unwrap();
    browser.wait("document.querySelectorAll('.card').length === 2");
    assert_eq!(browser.value("document.getElementById('field-on').value"), "2024-03-12");
    browser.press_together(&[key::CONTROL, key::ENTER]);
    browser.wait("document.getElementById('form').hidden");
    let merged = edited.replace("every book\"", "every book\", on: \"2024-03-12\"");
    assert_eq!(place.bytes(), merged);

    // Both change one statement: the difference is shown, and nothing is written.
    browser.press("e");
    browser.wait("!document.getElementById('form').hidden");
    browser.click("#more summary");
    browser.type_into("#field-note", "mine");
    let other = merged.replace("stance: \"supports\"", "stance: \"backs\"");
    fs::write(place.file(), &other).unwrap();
    browser
        .wait("document.querySelector('.card .verb')?.parentElement.textContent.includes('backs')");
    browser.press_together(&[key::CONTROL, key::ENTER]);
    browser.wait("document.getElementById('dialog').open");
    let shown = browser.text_of("#dialog");
    for words in ["supports", "backs", "mine", "Nothing of yours was written"] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    assert_eq!(place.bytes(), other);
    browser.click("#write-mine");
    browser.wait("document.getElementById('form').hidden");
    assert_eq!(
        place.bytes(),
        merged.replace("on: \"2024-03-12\"", "on: \"2024-03-12\", note: \"mine\"")
    );

    // What was changed by hand since is not taken back.
    let since = place.bytes().replace("note: \"mine\"", "note: \"ours\"");
    fs::write(place.file(), &since).unwrap();
    browser.wait("document.querySelector('.card .note')?.textContent === 'ours'");
    browser.press_together(&[key::CONTROL, "z"]);
    browser.wait("document.getElementById('dialog').open");
    assert!(browser.text_of("#dialog").contains("ours"));
    browser.click("#keep-theirs");
    assert_eq!(place.bytes(), since);

    // A broken file is shown, and left alone.
    let broken = since.replace("],\n)", "");
    fs::write(place.file(), &broken).unwrap();
    browser.wait("!document.getElementById('notice').hidden");
    assert!(browser.text_of("#notice").contains("in the corpus"));
    let refused =
        server.act(&json!({"act": "save", "text": "gazette", "draft": draft(TEXT, "in May", "")}));
    assert!(refused.get("refused").is_some(), "{refused}");
    assert_eq!(place.bytes(), broken);
    assert_eq!(browser.complaints(), Vec::<String>::new());
}
