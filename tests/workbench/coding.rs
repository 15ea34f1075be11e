//! Coding with the keyboard and with the mouse.

use super::*;
use std::{
    thread::sleep,
    time::{Duration, Instant},
};

/// Goes from sentence to sentence until some words are chosen.
fn choose_sentence(browser: &Browser, begin: &str) {
    for _ in 0..20 {
        browser.press(key::DOWN);
        if chosen(browser).starts_with(begin) {
            return;
        }
    }
    panic!("no sentence begins with {begin}");
}

fn saved(browser: &Browser, n: usize) {
    browser.wait(&format!("document.querySelectorAll('.card').length === {n}"));
    browser.wait("document.getElementById('form').hidden && document.activeElement.id === 'text'");
}

/// Waits until the file has this text.
fn becomes(place: &Place, text: &str) {
    let start = Instant::now();
    while place.bytes() != text && start.elapsed() < Duration::from_secs(20) {
        sleep(Duration::from_millis(20));
    }
    assert_eq!(place.bytes(), text);
}

/// Takes everything back, and does it again.
fn go_back_and_forth(browser: &Browser, place: &Place, states: &[String]) {
    for state in states.iter().rev().skip(1) {
        browser.press_together(&[key::CONTROL, "z"]);
        becomes(place, state);
    }
    for state in states.iter().skip(1) {
        browser.press_together(&[key::CONTROL, key::SHIFT, "Z"]);
        becomes(place, state);
    }
}

/// The middle of a word of the text, in the window.
fn point(browser: &Browser, word: &str) -> (i64, i64) {
    let script = format!(
        "(() => {{ const walker = document.createTreeWalker(document.getElementById('text'), NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {{ const at = walker.currentNode.data.indexOf({word});
        if (at < 0) continue; const range = document.createRange(); range.setStart(walker.currentNode, at);
        range.setEnd(walker.currentNode, at + {length}); const box = range.getBoundingClientRect();
        return [Math.round(box.left + box.width / 2), Math.round(box.top + box.height / 2)]; }} }})()",
        word = json!(word),
        length = word.len()
    );
    let point = browser.value(&script);
    (point[0].as_i64().unwrap(), point[1].as_i64().unwrap())
}

#[test]
fn five_statements_and_back() {
    let Some(browser) = Browser::start() else { return };
    let place = Place::new(CORPUS, TEXT);
    let server = Server::start(&place);
    browser.open(&server.page());
    assert_eq!(browser.text_of("h1"), "Library divides council");
    assert_eq!(browser.text_of(".mark.positive"), "A roof for every book");
    let mut states = vec![place.bytes()];

    // A sentence: holder, an everyday verb, a target by an alias.
    choose_sentence(&browser, "Ben Oduya mocked");
    browser.press(key::ENTER);
    complete(&browser, "holder", "oduya");
    complete(&browser, "stance", "ridicules");
    complete(&browser, "target", "council");
    browser.wait("document.activeElement.id === 'save'");
    browser.press(key::ENTER);
    saved(&browser, 2);
    states.push(place.bytes());
    assert!(states[1].contains("stance: \"mocks\", target: \"ada-moor\""), "{}", states[1]);
    assert!(states[1].contains("quote: \"Ben Oduya mocked the plan.\""), "{}", states[1]);
    assert!(states[1].contains("recorded: \"2024-03-14\", coder: \"kim\""), "{}", states[1]);

    // Words that stand twice, by Shift and arrows; the holder is the last one.
    choose_sentence(&browser, "She said so in June");
    browser.press(key::ESCAPE);
    choose_sentence(&browser, "Library");
    choose_sentence(&browser, "She said so in May");
    browser.press(key::RIGHT);
    assert_eq!(chosen(&browser), "Ben");
    browser.press(key::UP);
    browser.press_together(&[key::SHIFT, key::LEFT]);
    browser.press_together(&[key::SHIFT, key::LEFT]);
    browser.press_together(&[key::SHIFT, key::RIGHT]);
    assert_eq!(chosen(&browser), "She said so in");
    browser.press(key::ENTER);
    assert_eq!(browser.value("document.getElementById('field-holder').value"), "Ben Oduya");
    complete(&browser, "stance", "doubts");
    complete(&browser, "target", "new library");
    browser.press_together(&[key::CONTROL, key::ENTER]);
    saved(&browser, 3);
    states.push(place.bytes());
    assert!(states[2].contains("suffix: \"May."), "{}", states[2]);

    // A new entity in two keys, and a topic.
    choose_sentence(&browser, "Cleo Hart");
    browser.press(key::ENTER);
    browser.wait("document.activeElement.id === 'field-stance'");
    browser.click("#field-holder");
    browser.press_together(&[key::CONTROL, "a"]);
    type_keys(&browser, "Cleo Hart");
    browser.wait("document.querySelector('#field-holder-list .new')");
    browser.press(key::UP);
    browser.press(key::ENTER);
    browser.wait("document.querySelector('#field-holder-list .entity-kind')");
    browser.press(key::ENTER);
    complete(&browser, "stance", "thanks");
    complete(&browser, "target", "ada");
    browser.click("#field-about");
    complete(&browser, "about", "library");
    browser.press_together(&[key::CONTROL, key::ENTER]);
    saved(&browser, 4);
    states.push(place.bytes());
    for words in
        ["(id: \"cleo-hart\", kind: Person, name: \"Cleo Hart\")", "about: [\"new-library\"]"]
    {
        assert!(states[3].contains(words), "{words}: {}", states[3]);
    }

    // With the mouse, over half of two words.
    browser.drag(point(&browser, "palace"), point(&browser, "sand"));
    browser.wait("!document.getElementById('form').hidden");
    assert_eq!(browser.text_of("#quote"), "palace on sand");
    complete(&browser, "stance", "mocks");
    complete(&browser, "target", "library");
    browser.press(key::ENTER);
    saved(&browser, 5);
    states.push(place.bytes());

    // The fifth: a claim, with an alias for a new name.
    choose_sentence(&browser, "The council votes");
    browser.press(key::ENTER);
    browser.click("#field-holder");
    browser.press_together(&[key::CONTROL, "a"]);
    type_keys(&browser, "Ben Odua");
    browser.wait("document.querySelector('#field-holder-list .alias')");
    browser.press(key::DOWN);
    browser.press(key::ENTER);
    browser.wait("document.getElementById('field-holder').value === 'Ben Oduya'");
    states.push(place.bytes());
    assert!(states[5].contains("aliases: [\"Ben Odua\"]"), "{}", states[5]);
    complete(&browser, "stance", "opposes");
    complete(&browser, "target", "library");
    browser.click("#more summary");
    browser.click("#field-claimed_by");
    complete(&browser, "claimed_by", "cleo");
    browser.press_together(&[key::CONTROL, key::ENTER]);
    saved(&browser, 6);
    states.push(place.bytes());
    assert_eq!(browser.count(".mark.negative.claim"), 1);
    place.is_sound();

    go_back_and_forth(&browser, &place, &states);
    browser.wait("document.querySelectorAll('.card').length === 6");
    place.is_sound();
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn a_statement_is_changed_moved_and_removed() {
    let Some(browser) = Browser::start() else { return };
    let place = Place::new(CORPUS, TEXT);
    let server = Server::start(&place);
    browser.open(&server.page());
    browser.press("n");
    browser.press("e");
    browser.wait("document.getElementById('form-title').textContent === 'Change the statement'");
    browser.press(key::ESCAPE);
    browser.wait("document.getElementById('form').hidden");
    assert_eq!(place.bytes(), CORPUS);
    browser.press("e");
    browser.type_into("#field-on", "2024-03");
    // The quote moves to another sentence.
    browser.click("#text p:last-child");
    browser.press(key::ESCAPE);
    browser.press("e");
    browser.wait("!document.getElementById('form').hidden");
    browser.type_into("#field-on", "2024-03-12");
    browser.value("document.getElementById('text').focus()");
    browser.press(key::DOWN);
    browser.press("m");
    assert_eq!(browser.text_of("#quote"), "She said so in May.");
    browser.press(key::ENTER);
    browser.press(key::ENTER);
    browser.wait("document.getElementById('form').hidden");
    let changed =
        CORPUS.replace("A roof for every book\"", "She said so in May.\", on: \"2024-03-12\"");
    assert_eq!(place.bytes(), changed);
    assert_eq!(browser.text_of(".mark"), "She said so in May.");
    browser.press(key::DELETE);
    browser.wait("document.querySelectorAll('.card').length === 0");
    assert!(!place.bytes().contains("holder"));
    browser.press_together(&[key::CONTROL, "z"]);
    browser.wait("document.querySelectorAll('.card').length === 1");
    assert_eq!(place.bytes(), changed);

    // The state of the text, and the graph.
    browser.press("s");
    browser.wait("document.querySelector('#state.coded')");
    let said = fs::read_to_string(place.path().join("texts/coding.jsonl")).unwrap();
    assert_eq!(
        said,
        "{\"text\":\"gazette\",\"state\":\"coded\",\"coder\":\"kim\",\"on\":\"2024-03-14\"}\n"
    );
    browser.press("g");
    browser.wait("document.querySelector('#graph iframe')?.contentDocument?.documentElement.dataset.ready === 'yes'");
    browser.press(key::ESCAPE);
    browser.wait("document.getElementById('graph').hidden");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}
