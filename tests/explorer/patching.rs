//! `serve`: a page that is open takes over what changes, and is never loaded again.

use super::{Browser, serving::Server};
use serde_json::json;
use std::fmt::Write as _;
use std::fs;

/// A corpus in which Ann says something on each of some days, and then what is given.
fn corpus(n_days: usize, more: &str) -> String {
    let mut statements = String::new();
    for day in 1..=n_days {
        let stance = if day % 2 == 0 { "praises" } else { "criticizes" };
        let _ = write!(
            statements,
            "(holder: \"ann\", stance: \"{stance}\", target: \"bikes\", source: \"s\", on: \"2020-01-{day:02}\",
              quote: \"What was said on day {day} of the year.\"),\n"
        );
    }
    format!(
        "Corpus(entities: [(id: \"ann\", kind: Person, name: \"Ann\"), (id: \"bikes\", kind: Topic, name: \"Bikes\"),
            (id: \"cy\", kind: Person, name: \"Cy\")],
            sources: [(id: \"s\", kind: Post, author: \"cy\", published: \"2020-02-02\")],
            statements: [{statements}{more}])"
    )
}

const MORE: &str =
    "(holder: \"cy\", stance: \"praises\", target: \"bikes\", source: \"s\", on: \"2020-01-01\"),";

#[test]
fn what_is_looked_at_stays_when_the_files_change() {
    let Some(browser) = Browser::start() else { return };
    let file = browser.folder.path().join("corpus.ron");
    fs::write(&file, corpus(28, "")).unwrap();
    let server = Server::start(&file);
    browser.open(&format!("http://{}/#view=statements&entity=ann&day=2020-01-20", server.address));
    browser.value("window.isSame = true");
    // Scrolled, focused, selected, unfolded.
    browser.value("document.querySelector('#panel').scrollTop = 700");
    browser.value("document.querySelector('#view-statements').scrollTop = 120");
    browser
        .value("document.querySelectorAll('#panel .card .verb')[2].focus({ preventScroll: true })");
    browser.value(
        "(() => { const words = document.querySelectorAll('#panel blockquote')[3].firstChild;
          getSelection().setBaseAndExtent(words, 5, words, 17); })()",
    );
    let selected = browser.text("String(getSelection())");
    assert_eq!(selected.len(), 12, "{selected:?}");
    let focused = "document.activeElement.innerText + [...document.querySelectorAll('#panel .card .verb')].indexOf(document.activeElement)";
    let focus = browser.text(focused);
    assert!(focus.ends_with('2'), "{focus}");
    let count = "document.querySelectorAll('#view-statements tbody tr').length";
    assert_eq!(browser.value(count), 28);

    fs::write(&file, corpus(28, MORE)).unwrap();
    browser.wait(&format!("{count} === 29"));
    assert_eq!(browser.value("window.isSame"), true, "the page was not loaded again");
    assert_eq!(browser.text_of("#panel h2"), "Ann");
    assert_eq!(browser.text_of("#now"), "20 January 2020");
    assert_eq!(browser.value("document.querySelector('#panel').scrollTop"), 700);
    assert_eq!(browser.value("document.querySelector('#view-statements').scrollTop"), 120);
    assert_eq!(browser.text("String(getSelection())"), selected);
    assert_eq!(browser.text(focused), focus);
    assert!(browser.text("location.hash").contains("entity=ann"));

    // What is typed stays, and so does the word that is searched.
    browser.press("/");
    browser.type_into("#search", "bik");
    fs::write(&file, corpus(27, MORE)).unwrap();
    browser.wait(&format!("{count} === 28"));
    assert_eq!(
        browser.value("document.activeElement.id + document.activeElement.value"),
        "searchbik"
    );
    browser.type_into("#search", "es");
    browser.wait("document.querySelectorAll('#found li').length > 0");
    browser.press("\u{e00c}");

    // What plays plays on, from where it was.
    browser.open(&format!("http://{}/#view=ties&day=2020-01-02&pace=4", server.address));
    browser.value("window.isSame = true");
    browser.click("#play");
    browser.wait("document.querySelector('#now').dateTime > '2020-01-04'");
    let more = MORE.replace("praises", "opposes");
    fs::write(&file, corpus(28, &more)).unwrap();
    browser.wait("document.querySelector('#view-ties').innerText.includes('opposes')");
    assert_eq!(browser.text("document.querySelector('#play').ariaLabel"), "Pause");
    let day = browser.text("document.querySelector('#now').dateTime");
    assert!(("2020-01-05".."2020-01-28").contains(&day.as_str()), "{day}");
    browser.wait(&format!("document.querySelector('#now').dateTime > {}", json!(day)));
    browser.click("#play");

    // Who looks at the end keeps looking at the end.
    browser.press("\u{e010}");
    browser.value("document.querySelector('#thumb').focus()");
    browser.press("\u{e010}");
    browser.wait("document.querySelector('#now').dateTime === '2020-01-28'");
    let later = "(holder: \"cy\", stance: \"praises\", target: \"ann\", source: \"s\", on: \"2020-01-31\"),";
    fs::write(&file, corpus(28, later)).unwrap();
    browser.wait("document.querySelector('#now').dateTime === '2020-01-31'");
    assert_eq!(browser.value("window.isSame"), true);
    assert_eq!(browser.text("document.activeElement.id"), "thumb");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn entities_stay_in_place_and_new_ones_appear() {
    let Some(browser) = Browser::start() else { return };
    let file = browser.folder.path().join("corpus.ron");
    fs::write(&file, corpus(3, "")).unwrap();
    let server = Server::start(&file);
    browser.open(&format!("http://{}/#camera=0,0,1", server.address));
    // What a saved picture shows of a name, and where.
    let place = |name: &str| {
        browser.press("s");
        browser.run(
            "const done = arguments[0]; const old = URL.createObjectURL;
             URL.createObjectURL = (blob) => { blob.text().then((text) => { window.svg = text; done(true); }); return old(blob); };
             document.getElementById('save-svg').click(); URL.createObjectURL = old;",
        );
        browser.press("\u{e00c}");
        let found = browser.value(&format!(
            "(() => {{ const it = [...new DOMParser().parseFromString(window.svg, 'image/svg+xml').querySelectorAll('text')]
                .find((it) => it.textContent === {}); return it && [Number(it.getAttribute('x')), Number(it.getAttribute('y'))]; }})()",
            json!(name)
        ));
        found.as_array().map(|at| (at[0].as_f64().unwrap(), at[1].as_f64().unwrap()))
    };
    browser.value("window.isSame = true");
    let before = place("Ann").unwrap();
    // Another quote changes no place at all.
    fs::write(&file, corpus(3, "").replace("day 3", "the third day")).unwrap();
    browser.wait("document.querySelector('#panel').innerText.includes('the third day')");
    browser.wait("document.documentElement.dataset.ready === 'yes'");
    assert_eq!(place("Ann"), Some(before));
    fs::write(&file, corpus(3, MORE)).unwrap();
    browser.wait("document.querySelector('#now-counts').innerText.includes('+1')");
    // Placing goes on for some frames.
    browser.wait("!document.querySelector('#graph-note').innerText.includes('Placing')");
    std::thread::sleep(std::time::Duration::from_millis(800));
    let after = place("Ann").unwrap();
    let moved = (before.0 - after.0).hypot(before.1 - after.1);
    assert!(moved < 60.0, "{before:?} {after:?}");
    assert_eq!(browser.value("window.isSame"), true);
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn a_page_says_that_its_server_is_gone_and_back() {
    let Some(browser) = Browser::start() else { return };
    let file = browser.folder.path().join("corpus.ron");
    fs::write(&file, corpus(3, "")).unwrap();
    let server = Server::start(&file);
    let address = server.address.clone();
    browser.open(&format!("http://{address}/#view=statements"));
    browser.value("window.isSame = true");
    assert_eq!(browser.count("#server:not([hidden])"), 0);
    drop(server);
    browser.wait("!document.querySelector('#server').hidden");
    assert!(browser.text_of("#server").contains("no longer follows the files"));
    // What changes meanwhile is not missed, although another server counts from the start.
    fs::write(&file, corpus(4, "")).unwrap();
    let port = address.rsplit_once(':').unwrap().1.to_owned();
    let _server = Server::with(&file, &["--port", &port, "--title", "Live"]);
    browser.wait("document.querySelector('#server').innerText.includes('is back')");
    browser.wait("document.querySelectorAll('#view-statements tbody tr').length === 4");
    browser.wait("document.querySelector('#server').hidden");
    assert_eq!(browser.value("window.isSame"), true);
}

#[test]
fn errors_come_before_warnings_and_causes_before_what_follows() {
    let Some(browser) = Browser::start() else { return };
    let file = browser.folder.path().join("corpus.ron");
    let unused = "(id: \"dee\", kind: Person, name: \"Dee\"), ";
    let text = corpus(3, "").replace("entities: [", &format!("entities: [{unused}"));
    fs::write(&file, &text).unwrap();
    let server = Server::start(&file);
    browser.open(&format!("http://{}/", server.address));
    browser.value("window.isSame = true");
    let findings = "document.querySelector('#live pre')?.textContent || ''";
    assert!(browser.text(findings).contains("unused entity `dee`"));
    assert_eq!(browser.count("#live details[open]"), 0, "warnings are folded");
    fs::write(&file, text.replace("holder: \"ann\"", "holder: \"anne\"")).unwrap();
    browser.wait(&format!("({findings}).includes('unknown entity')"));
    let told = browser.text(findings);
    assert!(told.contains("unknown entity `anne`, in 3 places"), "{told}");
    assert!(!told.contains("unused") && told.contains("4 more findings may follow"), "{told}");
    assert!(browser.text_of("#live summary").contains("1 error in the corpus"));
    // Who folds them keeps them folded.
    browser.click("#live summary");
    fs::write(&file, text.replace("holder: \"ann\"", "holder: \"anna\"")).unwrap();
    browser.wait("document.querySelector('#live pre').textContent.includes('anna')");
    assert_eq!(browser.count("#live details[open]"), 0);
    assert_eq!(browser.value("window.isSame"), true);
    assert_eq!(browser.complaints(), Vec::<String>::new());
}
