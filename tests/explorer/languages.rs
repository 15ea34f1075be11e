//! The page in other languages: all of its words come from the table of messages, and fit.

use super::{Browser, Opened, access::Axe, corpus, saving::saved, view, written};
use stancegraph::{
    FrontMatter, Language,
    export::{Format, Scene, SceneOptions},
    graph::TemporalGraph,
    model::Day,
    view::{Frame, View},
};

/// What the corpus says is in Cyrillic letters, so that Latin ones are the page's.
const CORPUS: &str = r#"Corpus(
    vocabulary: [(verb: "own", polarity: Negative, label: "отворачивается")],
    entities: [
        (id: "a", kind: Person, name: "Анна", aliases: ["Аня"], wikidata: "Q1", note: "Заметка.", attributes: {"партия": "Зелёные"},
         roles: [(role: "член", of: "o", from: "2010-01-02", until: "2019")]),
        (id: "b", kind: Politician, name: "Борис"), (id: "c", kind: Person, name: "Вера"),
        (id: "o", kind: Organization, name: "Общество"), (id: "t", kind: Topic, name: "Пошлина"),
        (id: "w", kind: Outlet, name: "Стена"), (id: "e", kind: Event, name: "Встреча"),
    ],
    sources: [
        (id: "s1", kind: Post, author: "a", outlet: "w", published: "2018-04-25", url: "https://example.org/", archived: "https://example.org/a"),
        (id: "s2", kind: Letter, author: "b", published: "2018-05"),
        (id: "s3", kind: Article, title: "Что сказали", author: "c", outlet: "w", published: "2019-06-01", language: "ru"),
    ],
    statements: [
        (holder: "a", stance: "sympathizes-with", target: "b", source: "s1", quote: "Да."),
        (holder: "a", stance: "own", target: "b", source: "s3", quote: "Нет.", reported_in: ["s1"]),
        (holder: "b", stance: "supports", target: "a", source: "s1"),
        (holder: "a", stance: "supports", target: "c", source: "s3", on: "2018-04-26T16:30:52Z", about: ["t"]),
        (holder: "c", stance: "opposes", target: "b", source: "s2", coder: "Дима"),
        (holder: "c", stance: "supports", target: "o", source: "s2"),
        (holder: "o", stance: "withdraws", target: "c", source: "s3"),
        (holder: "o", stance: "backs", target: "c", source: "s1", until: "2018-08-01"),
        (holder: "b", stance: "opposes", target: "t", source: "s2", claimed_by: "a"),
        (id: "x", holder: "c", stance: "opposes", target: "t", source: "s2", confidence: 0.5),
        (holder: "c", stance: "praises", target: "t", source: "s2", supersedes: "x"),
        (holder: "o", stance: "is-torn-about", target: "t", source: "s2", on: "2018-21"),
        (holder: "o", stance: "mentions", target: "e", source: "s1", on: "2018~"),
        (holder: "b", stance: "mentions", target: "e", source: "s1", on: "../2018-03"),
    ],
)"#;

const VIEWS: [&str; 7] = ["graph", "lanes", "charts", "ties", "statements", "matrix", "network"];

/// What addresses choose: a filter, then what the panel shows, then the rest.
const CHOICES: [&str; 18] = [
    "",
    "without=negative&without=person&verb=supports&about=t&source=s3&definite=1",
    "entity=a&tense=1",
    "entity=t",
    "holder=a&target=b",
    "holder=o&target=c",
    "evidence=source.s3",
    "evidence=shifts",
    "evidence=triangle.0",
    "evidence=period.0",
    "evidence=period.0.possible",
    "evidence=balance.0.frustrated",
    "evidence=balance.0.triangles.2",
    "evidence=polarization.0",
    "day=2018-04-25",
    "day=2018-08-01",
    "embed&theme=dark&axis=squeezed",
    "axis=calendar",
];

/// A page in a language, opened from disk.
fn opened(graph: &TemporalGraph, frame: Option<Frame>, language: Language) -> Option<Opened> {
    let browser = Browser::start()?;
    let view = frame.map_or_else(|| view(graph), |frame| View::new(graph, frame));
    let front = FrontMatter { language: Some(language), ..FrontMatter::default() };
    let options = SceneOptions { front, ..SceneOptions::default() };
    let path = browser.folder.path().join("story.html");
    std::fs::write(&path, Format::Html.exporter().export(&Scene::new(&view, &options)).unwrap())
        .unwrap();
    let opened = Opened { browser, path };
    opened.go("");
    Some(opened)
}

/// Defines `unmarked`, which finds letters that stand outside the brackets of messages.
const UNMARKED: &str = r"
    const outside = (text) => {
        let depth = 0;
        let rest = '';
        for (const letter of text) {
            if (letter === '⟦') depth += 1;
            else if (letter === '⟧') depth -= 1;
            else if (depth === 0) rest += letter;
        }
        return rest;
    };
    // A key of the keyboard, as in a title, is no word.
    const isWord = (text) => /\p{Script=Latin}/u.test(text.replace(/\([a-z]\)/g, ''));
    window.unmarked = (root) => {
        const found = [];
        const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        let all = '';
        while (texts.nextNode()) {
            const { parentElement, data } = texts.currentNode;
            // Keys of the keyboard, code, and the words of the data are no messages.
            if (parentElement.closest('script, style, noscript, code, textarea') || (parentElement.matches('kbd') && data.length < 4)) continue;
            all += `${data}\n`;
        }
        found.push(...outside(all).split('\n').filter(isWord));
        for (const element of root.querySelectorAll('*')) {
            for (const name of ['title', 'aria-label', 'alt', 'placeholder', 'aria-description', 'aria-roledescription', 'aria-valuetext']) {
                const value = element.getAttribute(name);
                if (value && isWord(outside(value))) found.push(`${name}: ${value}`);
            }
        }
        return [...new Set(found)].map((it) => it.trim());
    };
    window.drawn = new Set();
    const fillText = CanvasRenderingContext2D.prototype.fillText;
    CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) { drawn.add(text); return fillText.call(this, text, ...rest); };
    window.unmarkedDrawings = () => [...drawn].filter((it) => isWord(outside(it)));
";

#[test]
fn every_word_of_the_page_is_a_message() {
    let graph = written(CORPUS);
    let Some(opened) = opened(&graph, None, Language::Marked) else { return };
    let browser = &opened.browser;
    let check = |place: &str| {
        let found = browser.value("unmarked(document.documentElement)");
        assert_eq!(found, serde_json::json!([]), "{place}");
    };
    let go = |fragment: &str| {
        opened.go(fragment);
        browser.run(&format!("{UNMARKED}; arguments[arguments.length - 1](1)"));
    };
    for view in VIEWS {
        // What is chosen looks the same beside every view.
        let choices: &[&str] = if view == "graph" { &CHOICES } else { &CHOICES[..2] };
        for choice in choices {
            go(&format!("#view={view}&{choice}"));
            check(&format!("{view} {choice}"));
            browser
                .run("dispatchEvent(new Event('beforeprint')); arguments[arguments.length - 1](1)");
            check(&format!("{view} {choice} on paper"));
            browser
                .run("dispatchEvent(new Event('afterprint')); arguments[arguments.length - 1](1)");
            // Everything is drawn again in another theme.
            browser.press("d");
            browser.press("d");
            let words = browser.value("unmarkedDrawings()");
            assert_eq!(words, serde_json::json!([]), "{view} {choice} drawn");
        }
        for sheet in ["f", "s", "?"] {
            browser.press(sheet);
            check(&format!("{view} {sheet}"));
            browser.press("\u{e00c}");
        }
    }
    go("");
    browser.type_into("#search", "а");
    check("search");
    browser.type_into("#search", "zzz");
    check("search for nothing");
    browser.click("#about-button");
    check("about");
    for view in ["graph", "lanes", "charts", "matrix", "network"] {
        go(&format!("#view={view}&theme=light"));
        browser.press("s");
        browser.click("#save-svg");
        let svg = String::from_utf8(saved(&opened, "svg")).unwrap();
        browser.run(&format!(
            "document.body.innerHTML = ''; document.body.append(new DOMParser().parseFromString({}, 'image/svg+xml').documentElement); arguments[arguments.length - 1](1)",
            serde_json::json!(svg)
        ));
        check(&format!("saved {view}"));
        for file in
            std::fs::read_dir(browser.folder.path()).unwrap().map(|file| file.unwrap().path())
        {
            if file.extension().is_some_and(|it| it == "svg") {
                std::fs::remove_file(file).unwrap();
            }
        }
    }
    // What is there without scripts, and for previews.
    let page = std::fs::read_to_string(&opened.path).unwrap();
    let table = page.split_once("<noscript>").unwrap().1.split_once("</noscript>").unwrap().0;
    browser.open(&format!("file://{}", opened.path.display()));
    browser.run(&format!("{UNMARKED}; arguments[arguments.length - 1](1)"));
    let found = browser.value(&format!(
        "(() => {{ const place = document.createElement('div'); place.innerHTML = {}; return unmarked(place); }})()",
        serde_json::json!(table)
    ));
    assert_eq!(found, serde_json::json!([]), "without scripts");
    let described = browser.value(
        "[...document.querySelectorAll('meta[name=description], meta[property^=\"og:\"]')].map((it) => it.content).filter((it) => it.includes('⟦')).length",
    );
    assert_eq!(described, 4);
}

/// Nothing is wider than the window, no label is cut, and axe has nothing serious to say.
fn fits_in(language: Language) {
    let graph = corpus("data");
    let Some(axe) = Axe::get() else { return };
    let Some(opened) = opened(&graph, None, language) else { return };
    let browser = &opened.browser;
    assert_eq!(browser.text("document.documentElement.lang"), language.word());
    for (width, height) in [(1280, 800), (390, 844)] {
        browser.resize(width, height);
        for place in [
            "view=graph&tense=1",
            "view=lanes",
            "view=charts",
            "view=ties",
            "view=statements",
            "entity=kanye-west",
            "holder=john-legend&target=kanye-west",
        ] {
            opened.go(&format!("#{place}"));
            fits(browser, &format!("{width} {place}"));
            if width == 390 || place == "view=charts" {
                axe.finds_nothing(browser, &format!("{width} {place}"));
            }
        }
        for sheet in ["filter-button", "save-button", "help-button", "about-button"] {
            opened.go("");
            browser.click(&format!("#{sheet}"));
            fits(browser, &format!("{width} {sheet}"));
        }
    }
    opened.is_clean();
}

#[test]
fn english_fits() {
    fits_in(Language::English);
}

#[test]
fn german_fits() {
    fits_in(Language::German);
}

#[test]
fn french_fits() {
    fits_in(Language::French);
}

#[test]
fn spanish_fits() {
    fits_in(Language::Spanish);
}

fn fits(browser: &Browser, place: &str) {
    assert_eq!(
        browser.value("document.documentElement.scrollWidth <= innerWidth"),
        true,
        "{place}"
    );
    // Names and quotes may be cut; what the page says may not.
    let cut = browser.value(
        "[...document.querySelectorAll('button, label, legend, th, dt, h2, h3, .key span, .switch, [role=tab], .facts, .hint')].filter((it) =>
            it.checkVisibility() && !it.closest('.lane, .mini-lane, .tie-row, .table-scroll') && !it.querySelector('bdi')
            && (it.scrollWidth > it.clientWidth + 1 && getComputedStyle(it).overflowX !== 'visible' && getComputedStyle(it).display !== 'inline'
                || it.getBoundingClientRect().right > innerWidth + 1 && !it.closest('#views, .tools'))).map((it) => it.outerHTML.slice(0, 120))",
    );
    assert_eq!(cut, serde_json::json!([]), "{place}");
}

#[test]
fn words_dates_and_numbers_are_those_of_the_language() {
    let graph = written(CORPUS);
    for (language, day, word, quarter) in [
        (Language::English, "25 April 2018", "sympathizes with", "What changed"),
        (Language::German, "25. April 2018", "fühlt mit", "Was sich geändert hat"),
        (Language::French, "25 avril 2018", "compatit avec", "Ce qui a changé"),
        (Language::Spanish, "25 de abril de 2018", "se solidariza con", "Qué ha cambiado"),
    ] {
        let frame = Frame::all(Day::from_civil(2026, 1, 1));
        let Some(opened) = opened(&graph, Some(frame), language) else { return };
        let browser = &opened.browser;
        opened.go("#day=2018-04-25");
        assert_eq!(browser.text_of("#now"), day);
        let panel = browser.text_of("#panel");
        assert!(panel.contains(word) && panel.contains(quarter), "{language}: {panel}");
        // A verb of the corpus keeps its label; a quote is in the language of its source.
        opened.go("#view=statements");
        assert!(browser.text_of("#view-statements").contains("отворачивается"));
        assert_eq!(
            browser.text("document.querySelector('#view-statements q[lang=ru]').textContent"),
            "Нет."
        );
        assert_eq!(
            browser.text("document.querySelector('#view-statements bdi[lang=ru]').textContent"),
            "Что сказали"
        );
        opened.is_clean();
    }
}
