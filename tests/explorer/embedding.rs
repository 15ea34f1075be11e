//! The page in an article, and in small windows.

use super::{Opened, corpus};
use serde_json::json;
use std::path::PathBuf;

/// Sizes of frames in articles, of a window of 1280 × 800 at 200 %, of a phone on its side and upright.
const SIZES: [(u32, u32); 5] = [(720, 500), (640, 360), (640, 400), (844, 390), (390, 844)];

#[test]
fn small_windows_have_room_for_everything() {
    let Some(opened) = Opened::new(&corpus("data")) else { return };
    let browser = &opened.browser;
    for (width, height) in SIZES {
        browser.resize(width, height);
        for view in ["graph", "lanes", "charts", "ties", "statements", "matrix", "network"] {
            opened.go(&format!("#view={view}"));
            let place = format!("{width} × {height}, {view}");
            assert_eq!(
                browser.value("document.documentElement.scrollWidth <= innerWidth && document.documentElement.scrollHeight <= innerHeight"),
                true,
                "{place}"
            );
            // The view has the greatest part of the window.
            let share = browser.value(&format!(
                "document.getElementById('view-{view}').clientHeight / innerHeight"
            ));
            let least = if height > width { 0.25 } else { 0.45 };
            assert!(share.as_f64().unwrap() > least, "{place}: {share}");
            // What is there can be reached and read, and lies on nothing else.
            let hidden = browser.text(
                "[...document.querySelectorAll('.tools button:not([hidden]), #views button, .player > button, #thumb, #now, #about-button, h1')].filter((it) => {
                    if (!it.checkVisibility()) return true;
                    const box = it.getBoundingClientRect(), at = document.elementFromPoint(box.left + box.width / 2, Math.max(box.top, 0) + Math.min(box.height, innerHeight) / 2);
                    return box.left < 0 || box.right > innerWidth + 1 || !(it === at || it.contains(at) || at?.contains(it)); })
                    .map((it) => it.id || it.innerText).join()",
            );
            assert_eq!(hidden, "", "{place}");
        }
        // What is chosen is shown beside or over the picture, and goes away again.
        opened.go("#entity=kanye-west");
        assert_eq!(browser.text_of("#panel h2"), "Kanye West");
        assert_eq!(browser.value("document.getElementById('panel').clientHeight > 100"), true);
        browser.click("#panel .close");
        assert_ne!(browser.text("document.querySelector('#panel h2')?.textContent"), "Kanye West");
    }
    opened.is_clean();
}

#[test]
fn names_of_lanes_lie_on_no_bar() {
    let Some(opened) = Opened::new(&corpus("data")) else { return };
    for (width, height) in SIZES {
        opened.browser.resize(width, height);
        opened.go("#view=lanes");
        let covered = opened.browser.value(
            "[...document.querySelectorAll('#lane-body .lane')].filter((lane) => {
                const names = lane.querySelector('.names').getBoundingClientRect(), picture = lane.querySelector('svg').getBoundingClientRect();
                return names.right > picture.left + 1 && names.bottom > picture.top + 1 && names.top < picture.bottom; }).length",
        );
        assert_eq!(covered, 0, "{width} × {height}");
    }
}

#[test]
fn the_code_of_an_article_gives_the_page_its_height_and_the_wheel_its_way() {
    let Some(opened) = Opened::new(&corpus("data")) else { return };
    let browser = &opened.browser;
    opened.go("#view=graph&day=2018-04-25");
    browser.press("s");
    let code = browser.text("document.getElementById('save-code').value");
    assert!(
        code.contains("story.html#embed&amp;day=2018-04-25") && code.contains("title=\"A title\""),
        "{code}"
    );
    let article = browser.folder.path().join("article.html");
    let text = format!(
        "<!doctype html><body style=\"margin: 0; width: 700px\"><p>Before</p>{code}<p style=\"height: 3000px\">After</p>"
    );
    std::fs::write(&article, text).unwrap();
    browser.open_plain(&format!("file://{}", article.display()));
    // The height is what the page asks for in its width.
    browser.wait("document.querySelector('iframe').height !== '560'");
    assert_eq!(browser.text("document.querySelector('iframe').height"), "480");
    browser.look_into_frame();
    browser.wait("document.documentElement.dataset.ready === 'yes'");
    assert_eq!(browser.text_of("#now"), "25 April 2018");
    assert_eq!(browser.value("document.querySelector('.search').checkVisibility()"), false);
    let camera = "location.hash.includes('camera')";
    // The wheel over the graph scrolls the article, and says how to zoom.
    browser.look_out_of_frame();
    browser.wheel((350, 250), 300, false);
    browser.wait("scrollY > 100");
    browser.look_into_frame();
    assert_eq!(browser.value("document.getElementById('graph-hint').hidden"), false);
    assert_eq!(browser.value(camera), false);
    browser.look_out_of_frame();
    browser.value("scrollTo(0, 0)");
    browser.wait("scrollY === 0");
    browser.wheel((350, 250), -300, true);
    browser.look_into_frame();
    browser.wait(camera);
    browser.look_out_of_frame();
    assert_eq!(browser.value("scrollY"), 0);
    opened.go("#view=graph");
    // Alone in its window, the page has the wheel to itself.
    browser.wheel((400, 400), -300, false);
    browser.wait(camera);
}

#[test]
fn one_finger_scrolls_the_article_and_two_move_the_picture() {
    let Some(opened) = Opened::new(&corpus("data")) else { return };
    let browser = &opened.browser;
    opened.go("#embed");
    assert_eq!(
        browser.text("getComputedStyle(document.getElementById('graph')).touchAction"),
        "pan-x pan-y"
    );
    assert_eq!(
        browser.text("getComputedStyle(document.getElementById('track')).touchAction"),
        "pan-y"
    );
    let fingers = |number: usize| {
        browser.value(&format!(
            "(() => {{ const graph = document.getElementById('graph'), box = graph.getBoundingClientRect();
                const touch = (kind, id, x, y) => graph.dispatchEvent(new PointerEvent(kind, {{ pointerId: id, pointerType: 'touch', isPrimary: id === 11, clientX: box.left + x, clientY: box.top + y, bubbles: true }}));
                graph.setPointerCapture = () => {{}};
                for (let id = 0; id < {number}; id += 1) touch('pointerdown', 11 + id, 300 + 60 * id, 200);
                for (let step = 1; step < 6; step += 1) for (let id = 0; id < {number}; id += 1) touch('pointermove', 11 + id, 300 + 60 * id + step * (id ? 12 : -12), 200);
                for (let id = 0; id < {number}; id += 1) touch('pointerup', 11 + id, 240, 200); }})()"
        ));
    };
    fingers(1);
    assert_eq!(browser.text_of("#graph-hint"), "Two fingers move the picture");
    std::thread::sleep(std::time::Duration::from_millis(400));
    assert_eq!(browser.value("location.hash.includes('camera')"), false);
    fingers(2);
    browser.wait("location.hash.includes('camera')");
    // The mode stays in the address.
    assert_eq!(browser.value("location.hash.includes('embed')"), json!(true));
    opened.is_clean();
}

#[test]
fn saved_files_of_different_views_have_different_names() {
    let Some(opened) = Opened::new(&corpus("data")) else { return };
    let mut names = std::collections::BTreeSet::new();
    for view in ["graph", "lanes", "charts"] {
        opened.go(&format!("#view={view}"));
        opened.browser.press("s");
        opened.browser.click("#save-svg");
        opened.browser.click("#save-csv");
    }
    let start = std::time::Instant::now();
    while names.len() < 6 && start.elapsed().as_secs() < 20 {
        names = std::fs::read_dir(opened.browser.folder.path())
            .unwrap()
            .map(|file| PathBuf::from(file.unwrap().file_name()))
            .filter(|name| name.extension().is_some_and(|it| it == "svg" || it == "csv"))
            .map(|name| name.to_string_lossy().into_owned())
            .collect();
    }
    let expected = [
        "a-title-charts-2018-04-26.csv",
        "a-title-charts-2018-04-26.svg",
        "a-title-graph-2018-04-26.svg",
        "a-title-lanes-2018-04-26.svg",
        "a-title-statements-2018-04-26.csv",
        "a-title-ties-2018-04-26.csv",
    ];
    assert_eq!(names.into_iter().collect::<Vec<_>>(), expected);
}

#[test]
fn what_changed_is_told_in_every_frame() {
    let Some(opened) = Opened::new(&corpus("data")) else { return };
    let browser = &opened.browser;
    let is_seen = |element: &str| {
        browser.value(&format!("document.querySelector('{element}')?.checkVisibility() === true"))
    };
    let sentence = "Kanye West +loves John Legend";
    for (width, height) in [
        (1000, 600),
        (900, 600),
        (860, 600),
        (720, 500),
        (640, 360),
        (500, 400),
        (500, 700),
        (390, 844),
    ] {
        browser.resize(width, height);
        for fragment in ["", "#embed"] {
            opened.go(fragment);
            let place = format!("{width} × {height} {fragment}");
            if is_seen("#panel .news") == json!(true) {
                assert_eq!(is_seen("#news-button"), false, "{place}");
                assert!(browser.text_of("#panel .news").contains(sentence), "{place}");
                continue;
            }
            let told = browser.text_of("#news-button");
            assert_eq!(told, format!("What changed {sentence}"), "{place}");
            let overlap = browser.value("(() => { const [a, b] = ['news-button', 'graph-tools'].map((id) => document.getElementById(id).getBoundingClientRect()); return a.right > b.left; })()");
            assert_eq!(overlap, false, "{place}");
            // It opens all of them, and Back closes them.
            browser.click("#news-button");
            assert!(browser.text_of("#panel .news").contains(sentence), "{place}");
            assert!(
                browser.value("document.querySelectorAll('#panel .news').length").as_u64()
                    > Some(2)
            );
            browser.value("history.back()");
            browser.wait("!document.querySelector('#panel').checkVisibility()");
        }
    }
    opened.is_clean();
}

#[test]
fn the_offer_to_play_leaves_the_picture_free() {
    let Some(opened) = Opened::new(&corpus("data")) else { return };
    let browser = &opened.browser;
    for (width, height) in [(500, 700), (500, 400), (480, 800), (720, 500), (640, 360), (390, 844)]
    {
        browser.resize(width, height);
        opened.go("");
        let share = browser.value("(() => { const [a, b] = ['offer', 'graph'].map((id) => document.getElementById(id).getBoundingClientRect()); return a.width * a.height / b.width / b.height; })()");
        assert!(share.as_f64().unwrap() < 0.12, "{width} × {height}: {share}");
        assert!(
            browser.value("document.getElementById('offer').clientHeight").as_u64() >= Some(30)
        );
    }
    opened.is_clean();
}
