//! Great pages: lists of which only the rows in sight are there, ties of which the strongest are drawn, and the matrix and
//! the network beside the graph.

use super::{Opened, as_of, corpus, saving::saved, view, written};
use stancegraph::{
    analysis::network::{
        Aggregate, CountOptions, Duplicates, Mode, NetworkOptions, Normalize, network,
    },
    graph::TemporalGraph,
    model::Polarity,
    view::Certainty,
};
use std::{collections::BTreeMap, fmt::Write as _};

const CONTROL: &str = "\u{e009}";
const ENTER: &str = "\u{e007}";
const RIGHT: &str = "\u{e014}";
const DOWN: &str = "\u{e015}";
const HOME: &str = "\u{e011}";

/// People in two camps, each of whom takes a stance on many others once.
fn crowd(n_people: u64, n_statements: u64) -> TemporalGraph {
    let mut text = "Corpus(entities: [".to_owned();
    for person in 0..n_people {
        let _ = write!(text, "(id: \"p{person}\", kind: Person, name: \"Person {person}\"),");
    }
    text += "], sources: [(id: \"s\", kind: Dataset, published: \"2021-01-01\")], statements: [";
    for number in 0..n_statements {
        let holder = number % n_people;
        let target = (holder + 1 + (number / n_people * 7) % (n_people - 1)) % n_people;
        let is_friend = holder % 2 == target % 2;
        let stance = match (is_friend, number % 3) {
            (true, 0) => "endorses",
            (true, _) => "praises",
            (false, 0) => "condemns",
            (false, _) => "criticizes",
        };
        let (month, day) = (1 + number % 12, 1 + number / 12 % 28);
        let long = if number % 5 == 0 {
            " and goes on about it for much longer than others do".repeat(3)
        } else {
            String::new()
        };
        let _ = write!(
            text,
            "(id: \"{number}\", holder: \"p{holder}\", stance: \"{stance}\", target: \"p{target}\", source: \"s\",\
             on: \"2020-{month:02}-{day:02}\", quote: \"Words number {number}{long}.\"),"
        );
    }
    written(&(text + "])"))
}

#[test]
fn long_lists_have_only_the_rows_in_sight() {
    let graph = crowd(60, 3000);
    let Some(opened) = Opened::new(&graph) else { return };
    let browser = &opened.browser;
    opened.go("#view=statements");
    let rows = "#view-statements tbody tr:not(.gap)";
    browser.wait(&format!("document.querySelectorAll('{rows}').length > 10"));
    assert!(browser.count(rows) < 80, "{}", browser.count(rows));
    assert_eq!(browser.value("document.querySelector('table.statements').ariaRowCount"), "3001");
    // Every row is met by scrolling, in order and once.
    let met = browser.run(
        "const done = arguments[0], view = document.getElementById('view-statements'), met = new Map();
         const look = () => {
            for (const row of view.querySelectorAll('tbody tr:not(.gap)')) met.set(Number(row.ariaRowIndex), row.cells[4].textContent);
            if (view.scrollTop + view.clientHeight >= view.scrollHeight - 2) { done([met.size, Math.min(...met.keys()), Math.max(...met.keys()),
                view.querySelectorAll('*').length, [...new Set(met.values())].length]); return; }
            view.scrollTop += view.clientHeight * 0.8;
            requestAnimationFrame(() => requestAnimationFrame(look)); };
         look();",
    );
    let met: Vec<u64> = serde_json::from_value(met).unwrap();
    assert_eq!(&met[..3], [3000, 2, 3001]);
    assert!(met[3] < 3000, "{} elements", met[3]);
    assert_eq!(met[4], 3000);
    // What is not there is found, by keys alone.
    browser.press_together(&[CONTROL, "f"]);
    assert_eq!(browser.text("document.activeElement.className"), "find");
    browser.type_into("#view-statements .find", "number 2718.");
    browser.wait("document.querySelector('#view-statements .found')?.textContent.includes('Words number 2718.')");
    let is_seen = "(() => { const row = document.querySelector('#view-statements .found').getBoundingClientRect(), box = document.getElementById('view-statements').getBoundingClientRect();
        return row.top >= box.top && row.bottom <= box.bottom; })()";
    browser.wait(is_seen);
    assert_eq!(browser.text_of("#view-statements .finding [role=status]"), "1 of 1");
    browser.value("(() => { const field = document.querySelector('#view-statements .find'); field.value = 'Person 7 '; field.dispatchEvent(new Event('input')); })()");
    let of = |graph: &TemporalGraph| {
        let all = graph.statements().filter(|it| {
            let it = graph.statement(*it);
            [it.holder_entity(), it.target_entity()].iter().any(|end| end.name() == "Person 7")
        });
        all.count()
    };
    let told = browser.text_of("#view-statements .finding [role=status]");
    assert_eq!(told, format!("1 of {}", of(&graph)));
    browser.press(ENTER);
    assert!(browser.text_of("#view-statements .finding [role=status]").starts_with("2 of "));
    // The row with the focus stays, however far one scrolls.
    browser.value("document.querySelector('#view-statements tbody tr:not(.gap) .verb').focus()");
    let focused = "document.activeElement.closest('tr')?.ariaRowIndex";
    let before = browser.value(focused);
    assert!(before.is_string(), "{before}");
    browser.value("(() => { const view = document.getElementById('view-statements'); view.scrollTop = view.scrollHeight * 0.7; })()");
    browser.wait("[...document.querySelectorAll('#view-statements tbody tr:not(.gap)')].some((row) => row.ariaRowIndex > 1000)");
    assert_eq!(browser.value(focused), before);
    // On paper there are all.
    browser.value("dispatchEvent(new Event('beforeprint'))");
    assert_eq!(browser.count("#paper tbody tr"), 3000);
    browser.value("dispatchEvent(new Event('afterprint'))");
    opened.go("#view=ties");
    browser.wait("document.querySelectorAll('#view-ties tbody tr:not(.gap)').length > 10");
    let ties = view(&graph).ties().count();
    assert_eq!(
        browser.value("document.querySelector('table.ties').ariaRowCount"),
        (ties + 1).to_string()
    );
    opened.go("#view=lanes");
    let sizes = browser.value("[...new Set([...document.querySelectorAll('#lane-body [role=listitem]')].map((it) => it.ariaSetSize))].join()");
    assert_eq!(sizes, graph.pairs().count().to_string());
    opened.is_clean();
}

#[test]
fn of_very_many_ties_the_strongest_are_drawn_and_the_page_says_so() {
    let graph = crowd(60, 3000);
    let Some(opened) = Opened::new(&graph) else { return };
    let browser = &opened.browser;
    let number = view(&graph).ties().count();
    assert!(number > 1000);
    let thousands = format!("{},{:03}", number / 1000, number % 1000);
    let note = browser.text_of("#graph-note");
    assert!(note.starts_with(&format!("{thousands} ties; the 400 strongest are drawn.")), "{note}");
    browser.press("s");
    browser.click("#save-svg");
    let svg = String::from_utf8(saved(&opened, "svg")).unwrap();
    assert!(svg.contains("the 400 strongest are drawn"));
    browser.click("#all-lines");
    browser.wait("location.hash.includes('lines=all')");
    assert_eq!(browser.text_of("#all-lines"), "Draw only the 400 strongest");
    // A phone says it, too.
    browser.resize(390, 800);
    opened.go("");
    assert!(browser.text_of("#graph-note").starts_with(&thousands));
    opened.is_clean();
}

/// The polarity as the page calls it.
fn in_words(polarity: Polarity) -> &'static str {
    match polarity {
        Polarity::Positive => "for",
        Polarity::Negative => "against",
        Polarity::Mixed => "both",
        Polarity::Neutral => "neither",
    }
}

#[test]
fn the_matrix_has_the_ties_of_the_library() {
    let graph = corpus("data");
    let Some(opened) = Opened::new(&graph) else { return };
    let browser = &opened.browser;
    for day in ["2018-04-28", "2020-07-05"] {
        opened.go(&format!("#day={day}&view=matrix"));
        let view = as_of(&graph, day);
        let is_actor = |kind: &str| {
            ["person", "politician", "party", "organization", "outlet", "country", "group"]
                .contains(&kind)
        };
        let among = view.ties().filter(|tie| {
            [tie.holder, tie.target].iter().all(|it| is_actor(graph.entity(*it).kind().word()))
        });
        let mut wanted = BTreeMap::new();
        for tie in among {
            let [holder, target] = [tie.holder, tie.target].map(|it| graph.entity(it).name());
            let possible = if tie.certainty == Certainty::Definite { "" } else { ", possible" };
            let lead = graph.statement(tie.lead);
            let words = format!(
                "{holder} towards {target}: {}, {}",
                in_words(tie.polarity),
                lead.verb().label()
            );
            wanted.insert((holder.to_owned(), target.to_owned()), (words, possible));
        }
        let n: usize = browser
            .text("document.getElementById('matrix').getAttribute('aria-rowcount')")
            .parse()
            .unwrap();
        assert!(n > 3);
        let lead = browser.text_of("#matrix-lead");
        assert!(
            lead.starts_with(&format!("{n} people and groups, {} ties among them", wanted.len())),
            "{lead}"
        );
        // Every cell, read with the keyboard.
        browser.value("document.getElementById('matrix').focus()");
        let mut found = BTreeMap::new();
        browser.press_together(&[CONTROL, HOME]);
        for row in 0..n {
            browser.press(HOME);
            for column in 0..n {
                let cell = browser.text("document.getElementById('matrix-cell').textContent");
                assert_eq!(
                    browser.value("[document.getElementById('matrix-row').ariaRowIndex, document.getElementById('matrix-cell').ariaColIndex].join()"),
                    format!("{},{}", row + 1, column + 1)
                );
                let (ends, _) = cell.split_once(": ").unwrap();
                let (holder, target) = ends.split_once(" towards ").unwrap();
                if !cell.ends_with(": no tie") {
                    found.insert((holder.to_owned(), target.to_owned()), cell.clone());
                }
                browser.press(RIGHT);
            }
            browser.press(DOWN);
        }
        assert_eq!(found.keys().collect::<Vec<_>>(), wanted.keys().collect::<Vec<_>>());
        for (ends, cell) in &found {
            let (words, certainty) = &wanted[ends];
            assert!(
                cell.starts_with(words) && cell.ends_with(certainty),
                "{cell}, not {words}{certainty}"
            );
        }
    }
    // From a cell to its evidence.
    browser.press_together(&[CONTROL, HOME]);
    browser.press_together(&[CONTROL, RIGHT]);
    let cell = browser.text("document.getElementById('matrix-cell').textContent");
    let (holder, rest) = cell.split_once(" towards ").unwrap();
    let (target, _) = rest.split_once(": ").unwrap();
    browser.press(ENTER);
    let heading = browser.text_of("#panel h2");
    assert!(heading.contains(holder) && heading.contains(target), "{heading}, not {cell}");
    assert!(browser.text("location.hash").contains("view=matrix"));
    // Forms tell polarities apart without colours: the cells of the key differ.
    let forms = browser.value("new Set([...document.querySelectorAll('#view-matrix .matrix-key svg')].map((it) => it.innerHTML.replace(/#[0-9a-f]{6}/g, ''))).size");
    assert_eq!(forms, 5);
    opened.is_clean();
}

#[test]
fn the_network_counts_as_the_library_does() {
    let graph = corpus("data");
    for day in ["2018-06-01", "2020-12-31"] {
        let Some(opened) = Opened::new(&graph) else { return };
        let browser = &opened.browser;
        opened.go(&format!("#day={day}&view=network"));
        browser.press("s");
        browser.click("#save-csv");
        let csv = saved(&opened, "csv");
        let mut reader = csv::Reader::from_reader(csv.strip_prefix("\u{feff}".as_bytes()).unwrap());
        let mut found: Vec<(String, String, f64)> = reader
            .records()
            .map(|row| {
                let row = row.unwrap();
                (row[0].to_owned(), row[2].to_owned(), row[4].parse().unwrap())
            })
            .collect();
        found.sort_by(|a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)));
        let options = NetworkOptions {
            mode: Mode::Twomode,
            aggregate: Aggregate::Subtract,
            normalize: Normalize::No,
            count: CountOptions { duplicates: Duplicates::Include, kinds: Vec::new() },
            min_weight: 0.0,
        };
        let view = as_of(&graph, day);
        let wanted = network(&view, &options).unwrap();
        let mut edges: Vec<(String, String, f64)> = wanted
            .edges()
            .iter()
            .map(|it| {
                (graph.entity(it.a).id().to_owned(), graph.entity(it.b).id().to_owned(), it.weight)
            })
            .collect();
        edges.sort_by(|a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)));
        assert_eq!(found, edges, "{day}");
        let lead = browser.text_of("#network-lead");
        assert!(lead.contains(&format!(": {} ties up to", edges.len())), "{lead}");
        // Arrow keys go over names, and Enter opens one.
        browser.press("\u{e00c}");
        browser.value("document.getElementById('network').focus()");
        browser.press(DOWN);
        let first = browser.text("document.getElementById('announcement').textContent");
        browser.press(DOWN);
        let next = browser.text("document.getElementById('announcement').textContent");
        assert_ne!(first, next);
        browser.press(RIGHT);
        let other = browser.text("document.getElementById('announcement').textContent");
        let (name, _) = other.split_once(", ").unwrap();
        browser.press(ENTER);
        assert_eq!(browser.text_of("#panel h2"), name);
        opened.is_clean();
    }
}

#[test]
fn new_views_are_in_the_address_and_fit_small_windows() {
    let graph = crowd(60, 3000);
    let Some(opened) = Opened::new(&graph) else { return };
    let browser = &opened.browser;
    for (width, height) in [(1280, 860), (390, 800), (640, 360)] {
        browser.resize(width, height);
        for (key, name) in [("6", "matrix"), ("7", "network")] {
            opened.go("");
            browser.press(key);
            assert!(browser.text("location.hash").contains(&format!("view={name}")));
            assert_eq!(browser.value("document.documentElement.scrollWidth <= innerWidth"), true);
            // Something is drawn in it.
            let canvas = if name == "matrix" { "matrix-canvas" } else { "network" };
            let drawn = browser.value(&format!(
                "(() => {{ const canvas = document.getElementById('{canvas}'), {{ data }} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
                    let n = 0; for (let at = 3; at < data.length; at += 4) n += data[at] > 0; return n / (data.length / 4); }})()"
            ));
            assert!(drawn.as_f64().unwrap() > 0.02, "{name} {width} × {height}: {drawn}");
        }
    }
    // Names at the heads of rows and columns have at least 10 pixels.
    opened.go("#view=matrix");
    browser.press("s");
    browser.click("#save-svg");
    let svg = String::from_utf8(saved(&opened, "svg")).unwrap();
    assert_eq!(svg.matches(">Person 7<").count(), 2);
    let sizes = svg
        .split("font-size=\"")
        .skip(1)
        .filter_map(|it| it.split('"').next()?.parse::<f64>().ok());
    assert!(sizes.fold(f64::MAX, f64::min) >= 10.0);
    opened.is_clean();
}

#[test]
fn parts_lie_side_by_side_in_the_shape_of_the_window() {
    // Nine pairs of friends, of whom no pair knows another.
    let person = |at: usize| format!("(id: \"p{at}\", kind: Person, name: \"Person {at}\"),");
    let friends = |at: usize| {
        format!(
            "(holder: \"p{}\", stance: \"praises\", target: \"p{}\", source: \"s\", on: \"2020-01-0{}\"),",
            2 * at,
            2 * at + 1,
            at + 1
        )
    };
    let graph = written(&format!(
        "Corpus(entities: [{}], sources: [(id: \"s\", kind: Dataset, published: \"2021-01-01\")], statements: [{}])",
        (0..18).map(person).collect::<String>(),
        (0..9).map(friends).collect::<String>()
    ));
    let Some(opened) = Opened::new(&graph) else { return };
    opened.browser.press("s");
    opened.browser.click("#save-svg");
    let svg = String::from_utf8(saved(&opened, "svg")).unwrap();
    // The places of names stand for those of people.
    let places: Vec<(f64, f64)> = svg
        .split("<text ")
        .filter_map(|it| it.split_once('>'))
        .filter(|(look, text)| text.starts_with("Person ") && look.contains("fill=\"none\""))
        .filter_map(|(look, _)| {
            let of = |name: &str| {
                look.split_once(&format!("{name}=\""))?.1.split('"').next()?.parse().ok()
            };
            Some((of(" x").or_else(|| of("x"))?, of(" y")?))
        })
        .collect();
    assert_eq!(places.len(), 18, "{places:?}");
    let reach = |of: fn(&(f64, f64)) -> f64| {
        let ends = places.iter().map(of);
        ends.clone().fold(f64::MIN, f64::max) - ends.fold(f64::MAX, f64::min)
    };
    let (width, height) = (reach(|it| it.0), reach(|it| it.1));
    assert!(width > height && height * 5.0 > width, "{width} × {height}");
    opened.is_clean();
}
