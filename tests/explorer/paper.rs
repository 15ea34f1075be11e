//! The page on paper: every view on A4, upright and across, and all statements where no script runs.

use super::{Browser, Opened, corpus, page, view};

/// How many pages a PDF has.
fn n_pages(pdf: &[u8]) -> usize {
    let text = String::from_utf8_lossy(pdf);
    text.matches("/Type /Page\n").count()
}

/// The width in pixels of what A4 has between margins of 12 mm.
const WIDTHS: [(&str, u32); 2] = [("portrait", 702), ("landscape", 1031)];

#[test]
fn every_view_fits_on_paper() {
    let graph = corpus("data");
    let view = view(&graph);
    let Some(opened) = Opened::of(&view) else { return };
    let browser = &opened.browser;
    for (name, items, least) in [
        ("graph", "#paper .drawn svg text", 15),
        ("lanes", "#paper .row-of-lane", graph.pairs().count()),
        ("charts", "#paper .chart > svg", 4),
        ("ties", "#paper tbody tr", view.ties().count()),
        ("statements", "#paper tbody tr", graph.n_statements()),
        ("matrix", "#paper .drawn svg text", 10),
        ("network", "#paper .drawn svg text", 20),
    ] {
        opened.go(&format!("#view={name}&theme=dark"));
        for (orientation, width) in WIDTHS {
            let pdf = browser.print(orientation);
            assert!(pdf.starts_with(b"%PDF") && n_pages(&pdf) > 0, "{name} {orientation}");
            // The same laid out on a screen as wide as the paper, where it can be measured.
            browser.resize(width, 900);
            browser.emulate("print", &serde_json::json!([]));
            browser.value("dispatchEvent(new Event('beforeprint'))");
            let shown = browser.value(&format!(
                "[...document.querySelectorAll('{items}')].filter((it) => it.checkVisibility()).length"
            ));
            assert!(
                shown.as_u64().unwrap() >= least as u64,
                "{name} {orientation}: {shown} of {least}"
            );
            for (what, expression) in [
                (
                    "nothing is wider than the paper",
                    "document.documentElement.scrollWidth <= innerWidth",
                ),
                ("the title is there", "document.querySelector('h1').checkVisibility()"),
                (
                    "the date of the data is there",
                    "document.querySelector('#about dl').checkVisibility()",
                ),
                (
                    "what is for the screen is not",
                    "!['main', '#time', '.tools', '.search'].some((it) => document.querySelector(it).checkVisibility())",
                ),
                (
                    "it is dark on light",
                    "getComputedStyle(document.documentElement).getPropertyValue('--ink') === '#1c1d20'",
                ),
            ] {
                assert_eq!(browser.value(expression), true, "{name} {orientation}: {what}");
            }
            browser.value("dispatchEvent(new Event('afterprint'))");
            browser.emulate("screen", &serde_json::json!([]));
        }
        // The screen is as it was before.
        assert_eq!(browser.text("document.documentElement.dataset.theme"), "dark");
        assert_eq!(browser.count("#paper > *"), 0);
    }
    // Polarity stands in words.
    opened.go("#view=ties");
    browser.emulate("print", &serde_json::json!([]));
    browser.value("dispatchEvent(new Event('beforeprint'))");
    let words = browser.text_of("#paper tbody");
    assert!(words.contains("(for)") && words.contains("(against)"), "{words}");
    opened.is_clean();
}

#[test]
fn what_is_chosen_is_printed_whole() {
    let Some(opened) = Opened::new(&corpus("data")) else { return };
    opened.go("#entity=kanye-west");
    let cards = opened.browser.count("#panel .card");
    opened.browser.emulate("print", &serde_json::json!([]));
    opened.browser.value("dispatchEvent(new Event('beforeprint'))");
    let printed = opened.browser.count("#paper .card");
    assert!(printed > cards && cards > 0, "{printed} of more than {cards}");
    opened.is_clean();
}

#[test]
fn without_scripts_all_statements_are_there_on_the_screen_and_on_paper() {
    let graph = corpus("data");
    let Some(browser) = Browser::start() else { return };
    let path = browser.folder.path().join("story.html");
    std::fs::write(&path, page(&graph)).unwrap();
    browser.without_scripts();
    browser.open_plain(&format!("file://{}", path.display()));
    for media in ["screen", "print"] {
        browser.emulate(media, &serde_json::json!([]));
        let text = browser.laid_out();
        assert!(text.contains("A title") && text.contains("Data as of"), "{media}: {text}");
        assert!(!text.contains("Trios at odds") && !text.contains("Search"), "{media}: {text}");
        for statement in graph.statements().map(|it| graph.statement(it)) {
            let quote = statement.quote().unwrap_or_default();
            let first: String = quote.split_whitespace().take(3).collect::<Vec<_>>().join(" ");
            assert!(text.contains(&first), "{media}: {first}");
        }
        let rows = text
            .lines()
            .filter(|line| ["for", "against", "both", "neither", "ends a stance"].contains(line));
        assert_eq!(rows.count(), graph.n_statements(), "{media}");
    }
    let pdf = browser.print("portrait");
    assert!(n_pages(&pdf) > 1);
}
