//! Proposals beside the text: accepted, changed, refused, left for later, and taken back.

use super::*;

const STORY: &str = "Council day

Ada Moor praised the New Library on Monday. Ben Oduya criticized Ada Moor. Ada Moor thanked Ben Oduya.

Cleo Hart slammed the New Library. \"It leaks,\" said Ben Oduya.
";

fn decisions(place: &Place) -> Vec<Value> {
    let text = fs::read_to_string(place.path().join("proposals/gazette.jsonl")).unwrap();
    let lines = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    lines.filter_map(|mut line| line.get_mut("decision").map(Value::take)).collect()
}

fn verdicts(place: &Place) -> Vec<String> {
    let word = |decision: &Value| decision["verdict"].as_str().unwrap().to_owned();
    decisions(place).iter().map(word).collect()
}

/// What the card says, once it is about the holder and the target.
fn at_hand(browser: &Browser, words: &str) {
    browser.wait(&format!(
        "document.querySelector('.proposal-card .says')?.innerText.replace(/\\s+/g, ' ').includes({})",
        json!(words)
    ));
}

fn corpus() -> String {
    let (begin, rest) = CORPUS.split_once("        (holder").unwrap();
    format!("{begin}{}", rest.split_once('\n').unwrap().1)
}

#[test]
fn proposals_are_decided_with_single_keys() {
    let Some(browser) = Browser::sized(390, 844) else { return };
    let place = Place::new(&corpus(), STORY);
    let before = place.bytes();
    let server = Server::start(&place);
    browser.open(&server.page());
    browser.click("#propose");
    at_hand(&browser, "Ada Moor +praises New Library");
    assert!(browser.count(".mark.proposal.first") >= 4);
    assert_eq!(browser.text_of(".mark.proposal.current"), "Ada Moor praised the New Library");
    browser.press("l");
    at_hand(&browser, "Ben Oduya −criticizes Ada Moor");
    browser.press("b");
    at_hand(&browser, "Ada Moor +praises New Library");

    browser.press("a");
    at_hand(&browser, "Ben Oduya −criticizes Ada Moor");
    let accepted = place.bytes();
    assert!(accepted.contains("stance: \"praises\", target: \"new-library\""), "{accepted}");
    assert_eq!(decisions(&place)[0]["changes"], json!({}));
    browser.press("r");
    at_hand(&browser, "Ada Moor +thanks Ben Oduya");
    assert_eq!(place.bytes(), accepted);
    assert_eq!(verdicts(&place), ["accepted", "refused"]);

    // Both are taken back, and done again.
    browser.press_together(&[key::CONTROL, "z"]);
    browser.wait("document.querySelector('.proposal-card h2').innerText.endsWith('of 4')");
    browser.press_together(&[key::CONTROL, "z"]);
    browser.wait("document.querySelector('.proposal-card h2').innerText.endsWith('of 5')");
    assert_eq!(place.bytes(), before);
    assert_eq!(verdicts(&place), ["accepted", "refused", "undone", "undone"]);
    browser.press_together(&[key::CONTROL, "y"]);
    browser.wait("document.querySelector('.proposal-card h2').innerText.endsWith('of 4')");
    browser.press_together(&[key::CONTROL, "y"]);
    browser.wait("document.querySelector('.proposal-card h2').innerText.endsWith('of 3')");
    assert_eq!(place.bytes(), accepted);
    assert_eq!(verdicts(&place)[4..], ["accepted", "refused"]);

    // With another verb.
    at_hand(&browser, "Ada Moor +thanks Ben Oduya");
    browser.press("e");
    browser.wait("document.getElementById('form-title').textContent === 'Accept with changes'");
    browser.click("#field-stance");
    browser.press_together(&[key::CONTROL, "a"]);
    complete(&browser, "stance", "praises");
    browser.press(key::ENTER);
    browser.wait("document.getElementById('form').hidden");
    assert_eq!(decisions(&place).last().unwrap()["changes"], json!({"stance": "praises"}));
    assert!(place.bytes().contains("quote: \"Ada Moor thanked Ben Oduya\""), "{}", place.bytes());

    // A refusal is remembered, by another run of the rules and of the server, and by `review`.
    let again = Server::start(&place);
    let answer = again.act(&json!({"act": "propose", "text": "gazette"}));
    assert!(answer.get("done").is_some(), "{answer}");
    browser.open(&again.page());
    browser.wait("document.querySelector('.proposal-card')");
    assert_eq!(browser.text_of(".proposal-card h2"), "Proposal 1 of 2");
    let refused =
        decisions(&place).iter().find(|it| it["verdict"] == "refused").unwrap()["proposal"].clone();
    let answer = again.act(&json!({"act": "refuse", "text": "gazette", "proposal": refused}));
    assert_eq!(answer["refused"]["kind"], "missing", "{answer}");
    let review = Command::new(env!("CARGO_BIN_EXE_stance"))
        .args(["review", "--decisions", "/dev/null", "-f"])
        .arg(place.path())
        .output()
        .unwrap();
    assert_eq!(String::from_utf8_lossy(&review.stderr), "2 accepted, 1 refused, 2 open\n");
    place.is_sound();
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn only_what_is_on_the_screen_is_accepted_at_once() {
    let Some(browser) = Browser::start() else { return };
    let filler = "The river ran. ".repeat(400);
    let story = format!("{STORY}\n{filler}\n\nBen Oduya praised the New Library.\n");
    let place = Place::new(&corpus(), &story);
    let server = Server::start(&place);
    browser.open(&server.page());
    browser.click("#propose");
    browser.wait("document.querySelector('#accept-all')");
    assert_eq!(browser.text_of("#accept-all"), "Accept the 3 complete ones on the screen");
    browser.click("#accept-all");
    browser.wait("document.querySelectorAll('.card').length === 3");
    let written = place.bytes();
    assert!(!written.contains("holder: \"ben-oduya\", stance: \"praises\""), "{written}");
    assert_eq!(verdicts(&place), ["accepted", "accepted", "accepted"]);
    for _ in 0..3 {
        browser.press_together(&[key::CONTROL, "z"]);
        browser.wait("document.querySelector('.toast')?.innerText.startsWith('Taken back')");
    }
    browser.wait("document.querySelectorAll('.card').length === 0");
    assert_eq!(place.bytes(), corpus());
    // A proposal of which somebody is no entity opens in the form.
    browser.value("[...document.querySelectorAll('.mark.proposal')].find((mark) => mark.textContent.startsWith('Cleo')).dispatchEvent(new MouseEvent('mouseup', { bubbles: true }))");
    at_hand(&browser, "Cleo Hart −attacks New Library");
    browser.press("a");
    browser.wait("document.activeElement.id === 'field-holder'");
    browser.wait("document.querySelector('#field-holder-list .new')");
    browser.press(key::UP);
    browser.press(key::ENTER);
    browser.wait("document.querySelector('#field-holder-list .entity-kind')");
    browser.press(key::ENTER);
    browser.wait("document.activeElement.id === 'save'");
    browser.press(key::ENTER);
    browser.wait("document.querySelectorAll('.card').length === 1");
    let changes = decisions(&place).last().unwrap()["changes"].clone();
    assert_eq!(
        changes["entities"],
        json!([{"id": "cleo-hart", "kind": "person", "name": "Cleo Hart"}])
    );
    place.is_sound();
    assert_eq!(browser.complaints(), Vec::<String>::new());
}
