//! Hints while typing, and the codebook.

use super::*;

#[test]
fn the_form_says_what_is_there_already() {
    let Some(browser) = Browser::start() else { return };
    let place = Place::new(CORPUS, TEXT);
    let server = Server::start(&place);
    browser.open(&server.page());
    let hint = |words: &str| {
        browser.wait(&format!(
            "document.getElementById('hints').innerText.includes({})",
            json!(words)
        ));
    };
    // The words of the first statement.
    browser.press("n");
    browser.press(key::ENTER);
    hint("these words are coded already: Ada Moor supports New Library (2024-03-13, gazette)");
    complete(&browser, "holder", "ada");
    // One closes the suggestions, one the form.
    browser.wait("document.querySelector('#field-stance-list:not([hidden])')");
    browser.press(key::ESCAPE);
    browser.press(key::ESCAPE);
    browser.wait("document.getElementById('form').hidden");

    browser.press(key::DOWN);
    browser.press(key::ENTER);
    browser.wait("document.activeElement.id === 'field-holder'");
    complete(&browser, "holder", "ada");
    browser.press("\u{e032}");
    browser.wait("document.getElementById('dialog').open");
    assert!(browser.text_of("tr[data-verb=supports]").contains("A roof for every book"));
    assert!(browser.text_of("tr[data-verb=criticizes]").contains("finds fault, with a reason"));
    browser.click("tr[data-verb=criticizes] button");
    browser.wait("document.getElementById('field-stance').value === 'criticizes'");
    complete(&browser, "target", "library");
    hint("this text has them already");
    hint("the opposite, on the same day");
    browser.type_into("#field-on", "2024-04-01");
    hint("2024-04-01 is after the publication of the text (2024-03-13)");
    browser.press_together(&[key::CONTROL, key::ENTER]);
    browser.wait("document.querySelector('#hints .grave')");
    assert_eq!(place.bytes(), CORPUS);
    assert_eq!(browser.complaints(), Vec::<String>::new());
}
