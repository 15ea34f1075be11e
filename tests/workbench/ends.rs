//! A reload, and a server that is killed: nothing is lost.

use super::*;
use std::{thread::sleep, time::Duration};

#[test]
fn what_is_typed_outlives_a_reload_and_the_server() {
    let Some(browser) = Browser::start() else { return };
    let place = Place::new(CORPUS, TEXT);
    let mut server = Server::start(&place);
    browser.open(&server.page());
    browser.press(key::DOWN);
    browser.press(key::DOWN);
    browser.press(key::ENTER);
    complete(&browser, "holder", "ben");
    complete(&browser, "stance", "slams");
    type_keys(&browser, "New Li");
    let quote = browser.text_of("#quote");
    let is_there = "document.getElementById('field-holder').value === 'Ben Oduya' && \
        document.getElementById('field-stance').value === 'attacks' && \
        document.getElementById('field-target').value === 'New Li'";
    browser.value("location.reload()");
    browser.wait(&format!("document.documentElement.dataset.ready === 'yes' && {is_there}"));
    assert_eq!(browser.text_of("#quote"), quote);

    server.kill();
    browser.wait("!document.getElementById('notice').hidden");
    browser.press_together(&[key::CONTROL, key::ENTER]);
    browser.wait("document.getElementById('notice').textContent.includes('does not answer')");
    let again = Server::at_port(&place, server.port());
    assert_ne!(again.token, server.token);
    browser.open(&again.page());
    browser.wait(is_there);
    assert_eq!(browser.text_of("#quote"), quote);
    browser.click("#field-target");
    browser.press("b");
    browser.wait("document.querySelector('#field-target-list [aria-selected=true]')");
    browser.press(key::ENTER);
    browser.press_together(&[key::CONTROL, key::ENTER]);
    browser.wait("document.querySelectorAll('.card').length === 2");
    place.is_sound();
    browser.value("location.reload()");
    browser.wait("document.documentElement.dataset.ready === 'yes' && document.querySelectorAll('.card').length === 2");
    assert_eq!(browser.value("document.getElementById('form').hidden"), true);
}

/// Killed at any moment, the server leaves a file that is whole: as before an act, or as after it.
#[test]
fn the_server_is_killed_at_any_moment() {
    let place = Place::new(CORPUS, TEXT);
    let mut n_saved = 0;
    for round in 0..12_u64 {
        let mut server = Server::start(&place);
        let before = place.bytes();
        let n_before = before.matches("holder:").count();
        std::thread::scope(|scope| {
            let server = &server;
            scope.spawn(move || {
                for n in 0..20 {
                    let words = ["in May", "in June", "votes", "moved"][n % 4];
                    let note = format!("{round} {n}");
                    let mut draft = draft(TEXT, words, &note);
                    draft["on"] = json!(format!("2023-{:02}-{:02}", 1 + round, 1 + n));
                    let _ = server.act(&json!({"act": "save", "text": "gazette", "draft": draft}));
                }
            });
            sleep(Duration::from_millis(15 + 23 * round));
            let killed = Command::new("kill").args(["-9", &server.child.id().to_string()]).status();
            assert!(killed.unwrap().success());
        });
        server.kill();
        place.is_sound();
        let after = place.bytes();
        assert!(after.starts_with(before.split_once("    ],\n)").unwrap().0), "{after}");
        n_saved += after.matches("holder:").count() - n_before;
    }
    assert!(n_saved > 3, "the server was killed before it did anything: {n_saved}");
}
