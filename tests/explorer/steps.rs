//! The author's way through the story: steps are recorded in `serve --edit`, kept in story.ron, and play without a server.

use super::{Browser, Opened, serving::Server};
use serde_json::{Value, json};
use std::{
    fs,
    path::Path,
    process::Command,
    thread::sleep,
    time::{Duration, Instant},
};

const CORPUS: &str = r#"Corpus(
    entities: [(id: "ann", kind: Person, name: "Ann Ay"), (id: "bo", kind: Person, name: "Bo Be"), (id: "toll", kind: Topic, name: "The toll")],
    sources: [(id: "s", kind: Post, author: "bo", published: "2020-03-02")],
    statements: [
        (holder: "ann", stance: "opposes", target: "toll", source: "s", on: "2020-01-02", quote: "No toll."),
        (holder: "bo", stance: "supports", target: "toll", source: "s", on: "2020-02-02"),
        (holder: "bo", stance: "praises", target: "ann", source: "s", on: "2020-03-02"),
    ],
)"#;

const STORY: &str = r##"// How it is told.
Story(
    page: (title: "The toll"),
    steps: [
        // The beginning.
        (at: "day=2020-01-02&entity=ann", say: "Ann says <b>no</b>."),
        (at: "#day=2020-02-02&view=ties", say: "Bo says yes."), // in February
        (at: "day=2020-03-02&holder=bo&target=ann&frame=-50,-40,50,40", say: "And yet.\n\nHe likes her."),
    ],
)
"##;

fn written(folder: &Path, arguments: &[&str]) -> (bool, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_stance"))
        .args(["export", "html", "--today=2026-01-01", "-o"])
        .arg(folder.join("page.html"))
        .arg("-f")
        .arg(folder.join("corpus.ron"))
        .args(arguments)
        .output()
        .unwrap();
    (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
}

fn folder_with(story: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("corpus.ron"), CORPUS).unwrap();
    fs::write(folder.path().join("story.ron"), story).unwrap();
    folder
}

fn opened(folder: &Path) -> Option<Opened> {
    let browser = Browser::start()?;
    assert_eq!(written(folder, &[]), (true, String::new()));
    let opened = Opened { browser, path: folder.join("page.html") };
    opened.go("");
    Some(opened)
}

fn step(browser: &Browser) -> String {
    browser.text_of("#step-list [aria-current=step] .say")
}

fn day(browser: &Browser) -> String {
    browser.text("document.getElementById('now').dateTime")
}

#[test]
fn steps_play_by_key_scroll_and_click_without_a_server() {
    let folder = folder_with(STORY);
    let Some(opened) = opened(folder.path()) else { return };
    let browser = &opened.browser;
    // The page opens with the first step.
    assert_eq!(step(browser), "Ann says <b>no</b>.");
    assert_eq!(
        (day(browser).as_str(), browser.text_of("#panel h2").as_str()),
        ("2020-01-02", "Ann Ay")
    );
    assert_eq!(browser.text_of("#step-at"), "Step 1 of 3");
    assert_eq!(browser.count("#offer:not([hidden])"), 0);
    browser.press("n");
    assert_eq!(step(browser), "Bo says yes.");
    assert_eq!(day(browser), "2020-02-02");
    assert_eq!(browser.count("#view-ties:not([hidden])"), 1);
    browser.press("\u{e014}");
    assert_eq!(step(browser), "And yet.\n\nHe likes her.");
    assert!(browser.text_of("#panel h2").starts_with("Bo Be"), "{}", browser.text_of("#panel h2"));
    browser.wait("location.hash.includes('step=3')");
    assert_eq!(
        browser.text("document.getElementById('announcement').textContent"),
        "Step 3 of 3: And yet.\n\nHe likes her."
    );
    browser.press("p");
    assert_eq!(step(browser), "Bo says yes.");
    // By the wheel.
    let middle = browser.value(
        "(() => { const box = document.getElementById('step-list').getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; })()",
    );
    let at = |index: usize| {
        #[expect(clippy::cast_possible_truncation, reason = "a place on a screen")]
        let at = middle[index].as_f64().unwrap() as i64;
        at
    };
    browser.wheel((at(0), at(1)), -2000, false);
    browser.wait("document.getElementById('now').dateTime === '2020-01-02'");
    browser.wheel((at(0), at(1)), 4000, false);
    browser.wait("document.getElementById('now').dateTime === '2020-03-02'");
    // By a click on its sentence.
    browser.press("p");
    browser.press("p");
    browser.click("#step-list li:nth-child(1) .say");
    assert_eq!(browser.text_of("#step-at"), "Step 1 of 3");
    // Who leaves the way can return to it.
    assert_eq!(browser.count("#step-return:not([hidden])"), 0);
    browser.press("3");
    assert_eq!(browser.count("#step-return:not([hidden])"), 1);
    browser.click("#step-return");
    assert_eq!(browser.count("#view-graph:not([hidden])"), 1);
    // A link to a step opens with it; one to something else does not.
    opened.go("#step=2");
    assert_eq!((step(browser).as_str(), day(browser).as_str()), ("Bo says yes.", "2020-02-02"));
    opened.go("#view=lanes&day=2020-02-02");
    assert_eq!(browser.count("#steps:not([hidden])"), 0);
    browser.click("#steps-button");
    assert_eq!(browser.text_of("#step-at"), "Step 1 of 3");
    browser.click("#step-close");
    assert_eq!(browser.count("#steps:not([hidden])"), 0);
    assert_eq!(browser.text("document.activeElement.id"), "steps-button");
    opened.is_clean();
}

#[test]
fn steps_are_swiped_on_a_phone_and_shown_in_an_article() {
    let folder = folder_with(STORY);
    let Some(opened) = opened(folder.path()) else { return };
    let browser = &opened.browser;
    for (width, height, fragment) in [(390, 844, ""), (640, 360, "#embed"), (390, 600, "#embed")] {
        browser.resize(width, height);
        opened.go(fragment);
        assert_eq!(step(browser), "Ann says <b>no</b>.", "{width}");
        assert_eq!(
            browser.value("document.documentElement.scrollWidth <= innerWidth"),
            true,
            "{width}"
        );
        let sizes = browser.value(
            "[document.getElementById('graph').clientHeight, document.getElementById('step-list').clientHeight, getComputedStyle(document.getElementById('panel')).display]",
        );
        assert!(
            sizes[0].as_f64().unwrap() > 100.0 && sizes[1].as_f64().unwrap() > 40.0,
            "{width}: {sizes}"
        );
        assert_eq!(sizes[2], "none", "what is chosen does not cover the picture");
        browser.click("#step-details");
        assert_eq!(browser.text_of("#panel h2"), "Ann Ay");
        browser.click("#step-details");
        // As a finger leaves it.
        browser.value("(() => { const list = document.getElementById('step-list'); list.dispatchEvent(new Event('touchmove')); list.scrollBy(list.scrollWidth > list.clientWidth
            ? { left: list.clientWidth, behavior: 'instant' } : { top: list.children[1].offsetTop - list.children[0].offsetTop, behavior: 'instant' }); })()");
        browser.wait("document.getElementById('now').dateTime === '2020-02-02'");
        assert_eq!(step(browser), "Bo says yes.", "{width}");
        assert_eq!(browser.text("location.hash").starts_with("#embed"), fragment == "#embed");
    }
    opened.is_clean();
}

#[test]
fn steps_stand_on_paper_and_where_no_script_runs() {
    let folder = folder_with(STORY);
    let Some(opened) = opened(folder.path()) else { return };
    let browser = &opened.browser;
    browser.value("dispatchEvent(new Event('beforeprint'))");
    let paper = browser.text("document.getElementById('paper').textContent");
    for words in [
        "Ann says <b>no</b>. 2 January 2020",
        "Bo says yes. 2 February 2020",
        "He likes her. 2 March 2020",
    ] {
        assert!(paper.contains(words), "{words}: {paper}");
    }
    browser.value("dispatchEvent(new Event('afterprint'))");
    browser.without_scripts();
    browser.open_plain(&format!("file://{}", opened.path.display()));
    assert!(browser.laid_out().contains("Ann says <b>no</b>."));
}

#[test]
fn a_step_that_cannot_be_shown_is_refused_with_its_place() {
    let folder =
        folder_with(&STORY.replace("entity=ann", "entity=anne").replace("view=ties", "veiw=ties"));
    let (is_done, words) = written(folder.path(), &[]);
    assert!(!is_done);
    for told in [
        "error[unknown-entity]: step 1: unknown entity `anne`",
        "story.ron:6:30",
        "did you mean `ann`?",
        "error[unknown-field]: step 2: no state of the page has `veiw`",
        "story.ron:7:31",
        "did you mean `view`?",
        "has 2 errors; nothing was written",
    ] {
        assert!(words.contains(told), "{told}: {words}");
    }
    assert!(!folder.path().join("page.html").exists());
    // What a narrower view leaves out is no mistake.
    fs::write(folder.path().join("story.ron"), STORY).unwrap();
    let (is_done, words) = written(folder.path(), &["--where", "holder:bo target:toll"]);
    assert!(
        is_done && words.contains("note: step 1 is left out: `ann` is not on this page"),
        "{words}"
    );
    let page = fs::read_to_string(folder.path().join("page.html")).unwrap();
    assert!(!page.contains("Ann says") && page.contains("Bo says yes."));
}

/// Opens a state of the page, as a link does.
fn go_to(browser: &Browser, fragment: &str) {
    // What was done before is in the address first.
    sleep(Duration::from_millis(400));
    browser.value(&format!("location.hash = {}", json!(fragment)));
    let day = fragment.split("day=").nth(1).and_then(|rest| rest.split('&').next());
    browser.wait(&format!("document.getElementById('now').dateTime === {}", json!(day)));
}

/// A file once it is as wanted.
fn once(path: &Path, is_wanted: impl Fn(&str) -> bool) -> String {
    let start = Instant::now();
    loop {
        let text = fs::read_to_string(path).unwrap_or_default();
        if is_wanted(&text) {
            return text;
        }
        assert!(start.elapsed() < Duration::from_secs(30), "{text}");
        sleep(Duration::from_millis(30));
    }
}

#[test]
fn steps_are_recorded_changed_moved_and_removed() {
    let Some(browser) = Browser::start() else { return };
    let folder = folder_with("// Mine.\nStory(\n    page: (title: \"The toll\"), // the page\n)\n");
    let file = folder.path().join("story.ron");
    let corpus = folder.path().join("corpus.ron");
    let server = Server::with(&corpus, &["--port", "0", "--edit"]);
    browser.open(&server.url);
    browser.value("window.isSame = true");
    assert!(
        server.url.trim_end_matches('/').len() > "http://127.0.0.1:1/".len() + 30,
        "a token stands in the address"
    );
    browser.click("#steps-button");
    let record = |fragment: &str, sentence: &str| {
        go_to(&browser, fragment);
        browser.click("#pin-moment");
        browser.type_into("#step-words", sentence);
        browser.click("#step-save");
        once(&file, |text| text.contains(&sentence.replace('"', "\\\"")));
        browser.wait(&format!(
            "document.querySelector('#step-list [aria-current] .say')?.innerText === {}",
            json!(sentence)
        ));
    };
    record("#day=2020-01-02&entity=ann", "Ann \"says\" no.");
    record("#day=2020-02-02&view=ties", "Bo says yes.");
    record("#day=2020-03-02&camera=10,20,2", "Closer.");
    let text = fs::read_to_string(&file).unwrap();
    let expected = "// Mine.\nStory(\n    page: (title: \"The toll\"), // the page\n    steps: [\n        (at: \"day=2020-01-02&entity=ann\", say: \"Ann \\\"says\\\" no.\"),\n        (at: \"day=2020-02-02&view=ties\", say: \"Bo says yes.\"),\n        (at: \"day=2020-03-02&frame=";
    assert!(text.starts_with(expected), "{text}");
    // Somebody writes into the file while a sentence is typed: nothing is lost.
    browser.click("#step-1-write");
    browser.type_into("#step-words", " Loudly");
    let other = text.replace("// Mine.", "// Mine, and hers.").replace("Closer.", "Much closer.");
    fs::write(&file, &other).unwrap();
    browser.wait("document.querySelector('#step-list').innerText.includes('Much closer.')");
    assert_eq!(browser.text("document.activeElement.id"), "step-words");
    browser.type_into("#step-words", ".");
    browser.click("#step-save");
    let text = once(&file, |text| text.contains("Bo says yes. Loudly."));
    assert_eq!(text, other.replace("Bo says yes.", "Bo says yes. Loudly."));
    browser.wait("document.querySelector('#step-list').innerText.includes('Loudly.')");
    // Both change the same sentence: what is in the file stays, and what is typed, too.
    browser.click("#step-1-write");
    browser.type_into("#step-words", " Mine.");
    fs::write(&file, text.replace("Loudly.", "Hers.")).unwrap();
    browser.wait("document.querySelector('#step-list').innerText.includes('Hers.')");
    browser.click("#step-save");
    browser.wait("!document.getElementById('author-problem').hidden");
    assert!(browser.text_of("#author-problem").contains("changed in the file meanwhile"));
    assert_eq!(
        browser.text("document.getElementById('step-words').value"),
        "Bo says yes. Loudly. Mine."
    );
    browser.click("#step-cancel");
    // Moved, taken anew, removed.
    browser.click("#step-1-earlier");
    once(&file, |text| text.find("Hers.") < text.find("Ann"));
    browser.wait("document.querySelector('#step-list .say').innerText.includes('Hers.')");
    go_to(&browser, "#day=2020-03-02&view=lanes");
    browser.click("#step-0-retake");
    once(&file, |text| {
        text.contains("(at: \"day=2020-03-02&view=lanes\", say: \"Bo says yes. Hers.\")")
    });
    // It asks first, and anew when the page changes meanwhile.
    browser.click("#step-1-remove");
    assert!(fs::read_to_string(&file).unwrap().contains("Ann"));
    let start = Instant::now();
    while fs::read_to_string(&file).unwrap().contains("Ann") {
        assert!(start.elapsed() < Duration::from_secs(30), "never removed");
        browser.click("#step-1-remove");
        sleep(Duration::from_millis(500));
    }
    let text = once(&file, |text| !text.contains("Ann"));
    assert!(
        text.starts_with("// Mine, and hers.\n")
            && text.contains("// the page")
            && text.contains("Much closer."),
        "{text}"
    );
    assert_eq!(browser.value("window.isSame"), true);
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn only_the_authors_own_page_writes() {
    let folder = folder_with(STORY);
    let file = folder.path().join("story.ron");
    let corpus = folder.path().join("corpus.ron");
    let server = Server::with(&corpus, &["--port", "0", "--edit"]);
    let token = server.url.trim_end_matches('/').rsplit('/').next().unwrap().to_owned();
    let act = r#"{"act":"hide","entity":"ann"}"#;
    let status = |path: &str, fields: &str, body: &str| {
        let request = format!(
            "POST {path} HTTP/1.1\r\nHost: {}\r\nContent-Length: {}\r\n{fields}\r\n{body}",
            server.address,
            body.len()
        );
        server.ask(&request).lines().next().unwrap_or_default().to_owned()
    };
    let own = format!("Origin: http://{}\r\nContent-Type: application/json\r\n", server.address);
    let change = format!("/{token}/change");
    for (path, fields, body, expected) in [
        ("/change", own.as_str(), act, "403"),
        (&*format!("/{}/change", "0".repeat(32)), &own, act, "403"),
        (&change, "Content-Type: application/json\r\n", act, "403"),
        (&change, "Origin: http://news.example\r\nContent-Type: application/json\r\n", act, "403"),
        (&change, &own.replace("application/json", "text/plain"), act, "415"),
        (&change, &own, "{\"act\":\"hide\"}", "400"),
        (&change, &own, "{\"act\":\"remove_all\"}", "400"),
        (&format!("/{token}/"), &own, act, "404"),
        (&format!("/{token}/change/../../x"), &own, act, "404"),
    ] {
        assert_eq!(
            status(path, fields, body),
            format!(
                "HTTP/1.1 {expected} {}",
                match expected {
                    "403" => "Forbidden",
                    "415" => "Unsupported Media Type",
                    "400" => "Bad Request",
                    _ => "Not Found",
                }
            ),
            "{path} {fields}"
        );
        assert_eq!(fs::read_to_string(&file).unwrap(), STORY);
    }
    let get = |path: &str| {
        let answer =
            server.ask(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", server.address));
        answer.lines().next().unwrap_or_default().to_owned()
    };
    assert_eq!(get("/"), "HTTP/1.1 403 Forbidden");
    assert_eq!(get(&format!("/{token}/")), "HTTP/1.1 200 OK");
    assert_eq!(status(&change, &own, act), "HTTP/1.1 200 OK");
    assert!(fs::read_to_string(&file).unwrap().contains("hidden: ["));
    // Without --edit there is nothing to be written.
    let reader = Server::with(&corpus, &["--port", "0"]);
    let answer = reader.ask(&format!(
        "POST /change HTTP/1.1\r\nHost: {}\r\nContent-Length: 0\r\n\r\n",
        reader.address
    ));
    assert!(answer.starts_with("HTTP/1.1 405 "), "{answer}");
}

#[test]
fn the_author_moves_and_pins_a_name_by_keys() {
    let Some(browser) = Browser::start() else { return };
    let folder = folder_with("Story(page: (title: \"The toll\"))");
    let file = folder.path().join("story.ron");
    let server = Server::with(&folder.path().join("corpus.ron"), &["--port", "0", "--edit"]);
    browser.open(&format!("{}#camera=0,0,1", server.url));
    browser.value("document.getElementById('graph').focus()");
    // To a name, and with Shift to where it is to stay.
    browser.press("\u{e014}");
    let moved = browser.text_of("#tip strong");
    let names = [("Ann Ay", "ann"), ("Bo Be", "bo"), ("The toll", "toll")];
    let (_, id) = names.into_iter().find(|(name, _)| *name == moved).unwrap();
    for _ in 0..3 {
        browser.press_together(&["\u{e008}", "\u{e015}"]);
    }
    let pinned = format!("(entity: \"{id}\", x: ");
    once(&file, |text| text.contains(&pinned));
    browser.press("\u{e007}");
    browser.wait("document.getElementById('arrange-pin')?.innerText === 'Let it move'");
    browser.press("?");
    assert!(browser.text_of("#help").contains("move the name that is reached"));
}

#[test]
fn the_author_arranges_the_picture_and_readers_are_told() {
    let Some(browser) = Browser::start() else { return };
    let folder = folder_with("Story(page: (title: \"The toll\"))");
    let file = folder.path().join("story.ron");
    let server = Server::with(&folder.path().join("corpus.ron"), &["--port", "0", "--edit"]);
    browser.open(&format!("{}#camera=0,0,1", server.url));
    browser.value("window.isSame = true");
    // A name is dragged to another place and stays there.
    browser.value("location.hash = '#camera=0,0,1&entity=bo'");
    browser.click("#arrange-pin");
    let text = once(&file, |text| text.contains("entity: \"bo\""));
    let place = |text: &str| -> Vec<f64> {
        let rest = text.split("x: ").nth(1).unwrap().split(')').next().unwrap().replace("y: ", "");
        rest.split(", ").map(|it| it.parse().unwrap()).collect()
    };
    let before = place(&text);
    let middle = browser.value(
        "(() => { const box = document.getElementById('graph').getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; })()",
    );
    #[expect(clippy::cast_possible_truncation, reason = "a place on a screen")]
    let at = |place: &[f64]| -> (i64, i64) {
        let of = |index: usize| (middle[index].as_f64().unwrap() + place[index]) as i64;
        (of(0), of(1))
    };
    browser.wait("document.getElementById('arrange-pin').innerText === 'Let it move'");
    let (x, y) = at(&before);
    browser.drag((x, y), (x + 60, y - 40));
    let text = once(&file, |text| place(text) != before);
    let after = place(&text);
    assert!(
        (after[0] - before[0] - 60.0).abs() < 3.0 && (after[1] - before[1] + 40.0).abs() < 3.0,
        "{before:?} {after:?}"
    );
    // What is hidden is not shown, and the page says so.
    // The dossier is made anew when the page has followed the file.
    browser.value("document.getElementById('arrange-hide').click()");
    once(&file, |text| text.contains("hidden: [") && text.contains("\"bo\","));
    browser.wait("document.getElementById('arrange-hide')?.innerText === 'Show it again'");
    browser.press("\u{e00c}");
    browser.press("4");
    assert!(!browser.text_of("#view-ties").contains("Bo Be"));
    browser.press("f");
    assert!(browser.text_of("#filters").contains("Left out of the picture by the author"));
    browser.click("#filter-hidden");
    assert!(browser.text_of("#view-ties").contains("Bo Be"));
    assert_eq!(browser.value("window.isSame"), true);
    assert_eq!(browser.complaints(), Vec::<String>::new());
    // In the file that is published, too: where it was put, hidden, and told.
    let Some(opened) = opened(folder.path()) else { return };
    opened.go("#view=ties");
    assert!(!opened.browser.text_of("#view-ties").contains("Bo Be"));
    assert!(opened.browser.text_of("#view-ties").contains("after the filter"));
    opened.browser.press("s");
    assert!(
        opened.browser.text_of("#save-note").contains("without Bo Be, whom the author leaves out")
    );
    assert_eq!(opened.browser.count("#author:not([hidden])"), 0);
    opened.is_clean();
}

/// The colour or typeface that the page uses under a name.
fn custom(browser: &Browser, name: &str) -> String {
    browser.text(&format!(
        "getComputedStyle(document.documentElement).getPropertyValue('--{name}').trim()"
    ))
}

#[test]
fn the_house_style_is_that_of_the_file() {
    let style = "style: (colours: (for: \"#006d3c\", against: \"#a63d00\", paper: \"#fff1e5\", ink: \"#33302e\"), fonts: (text: \"Courier New\"))";
    let folder = folder_with(&format!("Story({style})"));
    let Some(opened) = opened(folder.path()) else { return };
    let browser = &opened.browser;
    assert_eq!(
        (custom(browser, "positive").as_str(), custom(browser, "paper").as_str()),
        ("#006d3c", "#fff1e5")
    );
    assert!(browser.text("getComputedStyle(document.body).fontFamily").contains("Courier New"));
    assert_eq!(
        browser.text("getComputedStyle(document.body).backgroundColor"),
        "rgb(255, 241, 229)"
    );
    // The dark theme keeps its own colours, where the house has none for it.
    browser.press("d");
    assert_eq!(custom(browser, "paper"), "#15171b");
    browser.press("d");
    // Saved pictures have them as well.
    browser.press("s");
    browser.click("#save-svg");
    let svg = String::from_utf8(super::saving::saved(&opened, "svg")).unwrap();
    assert!(svg.contains("#fff1e5") && svg.contains("Courier New"));
    opened.is_clean();
    // What is hard to read is told, and what is wrong refused.
    let faint = "Story(\n style: (colours: (for: \"#88ccff\")))";
    fs::write(folder.path().join("story.ron"), faint).unwrap();
    let (is_done, words) = written(folder.path(), &[]);
    assert!(
        is_done
            && words.contains(
                "warning[bad-value]: `for` is hard to read: #88ccff has a contrast of 1.6:1"
            ),
        "{words}"
    );
    assert!(words.contains("story.ron:2:") && words.contains("can be read"), "{words}");
    fs::write(folder.path().join("story.ron"), faint.replace("#88ccff", "blue")).unwrap();
    let (is_done, words) = written(folder.path(), &[]);
    assert!(
        !is_done && words.contains("`blue` is no colour") && words.contains("write it as #"),
        "{words}"
    );
}

#[test]
fn a_served_page_takes_another_style_at_once() {
    let Some(browser) = Browser::start() else { return };
    let folder = folder_with("Story(style: (colours: (for: \"#006d3c\")))");
    let server = Server::with(&folder.path().join("corpus.ron"), &["--port", "0"]);
    browser.open(&server.url);
    browser.value("window.isSame = true");
    assert_eq!(custom(&browser, "positive"), "#006d3c");
    let file = folder.path().join("story.ron");
    let changed = |text: &str, name: &str, value: &str| {
        fs::write(&file, text).unwrap();
        browser.wait(&format!(
            "getComputedStyle(document.documentElement).getPropertyValue('--{name}').trim() === {}",
            Value::from(value)
        ));
    };
    changed("Story(style: (colours: (against: \"#8a1538\")))", "negative", "#8a1538");
    assert_eq!(
        custom(&browser, "positive"),
        "#0068a5",
        "what the house no longer says is the page's own"
    );
    changed("Story()", "negative", "#c25100");
    // A mistake in the file is told in the page.
    fs::write(&file, "Story(style: (colours: (against: \"red\")))").unwrap();
    browser.wait("document.querySelector('#live pre')?.textContent.includes('`red` is no colour')");
    fs::write(&file, "Story(").unwrap();
    browser.wait("document.querySelector('#live pre')?.textContent.includes('story.ron:1')");
    assert_eq!(browser.value("window.isSame"), true);
    assert_eq!(browser.complaints(), Vec::<String>::new());
}
