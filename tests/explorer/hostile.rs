//! Hostile names, quotes and addresses are shown as text.

use super::{Browser, Format, Opened, Scene, SceneOptions, corpus, page, view, written};

const NAME: &str = "</script><img src=x onerror=alert(1)>";
const QUOTE: &str = "<!-- <script>window.broken = 1</script> --> {{data}} & \u{202e}\u{2028}'\"";

fn hostile() -> String {
    let ron = |text: &str| ron::to_string(text).unwrap();
    format!(
        "Corpus(vocabulary: [(verb: \"</title><b>\", polarity: Negative)],
            entities: [(id: \"a\\\"><svg/onload=alert(2)>\", kind: Person, name: {name}, aliases: [\"__proto__\"], wikidata: \"Q1' onclick='x\", note: {quote}),
                (id: \"__proto__\", kind: Topic, name: \"constructor\")],
            sources: [(id: \"s\", kind: Post, published: \"2018-04-25\", title: {quote}, url: \"javascript:window.broken=1\"),
                (id: \"t\", kind: Post, published: \"2018-04-25\", url: \"https://example.org/?q=</script>\")],
            statements: [(id: \"1<\", holder: \"a\\\"><svg/onload=alert(2)>\", stance: \"</title><b>\", target: \"__proto__\", source: \"s\", quote: {quote}, note: {name}, coder: {name}),
                (holder: \"__proto__\", stance: \"praises\", target: \"a\\\"><svg/onload=alert(2)>\", source: \"t\", about: [\"__proto__\"])])",
        name = ron(NAME),
        quote = ron(QUOTE),
    )
}

#[test]
fn nothing_written_becomes_markup() {
    let graph = written(&hostile());
    let Some(opened) = Opened::new(&graph) else { return };
    let browser = &opened.browser;
    for view in ["graph", "lanes", "charts", "ties", "statements", "matrix", "network"] {
        for choice in [
            "entity=a%22%3E%3Csvg%2Fonload%3Dalert(2)%3E",
            "statement=1%3C",
            "evidence=source.s",
            "entity=__proto__",
        ] {
            opened.go(&format!("#view={view}&{choice}"));
            browser.press("f");
            assert_eq!(
                browser.count(
                    "img, iframe, object, embed, b:not(.lead b), script:not(:last-of-type, #story)"
                ),
                0
            );
            assert_eq!(
                browser.count("a[href^='javascript:' i], [onclick], [onload], [onerror]"),
                0
            );
        }
    }
    opened.go("#statement=1%3C");
    assert_eq!(browser.text("document.querySelector('#panel blockquote').textContent"), QUOTE);
    assert!(browser.text_of("#panel .act").contains(NAME));
    assert_eq!(browser.count("#panel a.outward"), 0, "a script is no source");
    opened.go("#entity=__proto__");
    assert_eq!(browser.text_of("#panel h2"), "constructor");
    assert_eq!(
        browser.text("document.querySelector('#panel a.outward').href"),
        "https://example.org/?q=%3C/script%3E"
    );
    assert_eq!(browser.value("window.broken ?? null"), serde_json::Value::Null);
    opened.is_clean();
}

/// The policy allows one script, so that an injected one would not run.
#[test]
fn the_policy_allows_no_other_script() {
    let page = page(&written(&hostile()));
    let page = String::from_utf8(page)
        .unwrap()
        .replace("</noscript>", "</noscript><script>window.broken = 1</script>");
    let Some(browser) = Browser::start() else { return };
    let path = browser.folder.path().join("broken.html");
    std::fs::write(&path, page).unwrap();
    browser.open(&format!("file://{}", path.display()));
    assert_eq!(browser.value("window.broken ?? null"), serde_json::Value::Null);
    assert!(
        browser.complaints().iter().any(|complaint| complaint.contains("Content Security Policy"))
    );
}

#[test]
fn the_table_for_browsers_without_scripts_has_every_statement() {
    let graph = corpus("data");
    let page = String::from_utf8(page(&graph)).unwrap();
    let table = page.split_once("<noscript>").unwrap().1.split_once("</noscript>").unwrap().0;
    assert_eq!(table.matches("<tr><td>").count(), graph.n_statements());
    for statement in graph.statements().map(|it| graph.statement(it)) {
        let escape =
            |text: &str| text.replace('&', "&amp;").replace('\'', "&#39;").replace('"', "&quot;");
        assert!(
            table.contains(&escape(&statement.quote().unwrap_or_default())),
            "{}",
            statement.id()
        );
    }
}

#[test]
fn the_same_story_gives_the_same_bytes() {
    assert_eq!(page(&corpus("data")), page(&corpus("data")));
}

#[test]
fn what_a_page_cannot_show_is_replaced_and_reported() {
    let text = "Corpus(entities: [(id: \"a\", kind: Person, name: \"Ann\\u{1}\"), (id: \"b\", kind: Person, name: \"Bo\")],
        sources: [(id: \"s\", kind: Post, published: \"2018-04-25\", title: \"Bell\\u{7}\")],
        statements: [(holder: \"a\", stance: \"praises\", target: \"b\", source: \"s\", quote: \"one\\u{0}two\\nthree\")])";
    let graph = written(text);
    let (view, options) = (view(&graph), SceneOptions::default());
    let scene = Scene::new(&view, &options);
    let exporter = Format::Html.exporter();
    let bytes = exporter.export(&scene).unwrap();
    assert_eq!(
        exporter.notes(&scene, &bytes),
        [
            "3 texts hold characters that a page cannot show, such as control characters; U+FFFD stands for each"
        ]
    );
    let sound = corpus("data");
    let sound = super::view(&sound);
    let scene = Scene::new(&sound, &options);
    assert!(exporter.notes(&scene, &exporter.export(&scene).unwrap()).is_empty());
    let Some(browser) = Browser::start() else { return };
    let path = browser.folder.path().join("story.html");
    std::fs::write(&path, bytes).unwrap();
    browser.without_scripts();
    browser.open_plain(&format!("file://{}", path.display()));
    let shown = browser.laid_out();
    assert!(
        ["Ann\u{fffd} praises Bo", "one\u{fffd}two", "Bell\u{fffd}"]
            .iter()
            .all(|it| shown.contains(it)),
        "{shown}"
    );
}
