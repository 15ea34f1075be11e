//! Reading the page: playback, search, clicks, and links that restore the state.

use super::{Opened, as_of, corpus, page_of, view, written};
use stancegraph::{
    analysis::shifts::shifts,
    graph::TemporalGraph,
    model::{Day, Span},
};

/// The ties that stand at the end of a day by polarity, and how many are only possible, as the page writes them.
fn standing(graph: &TemporalGraph, day: &str) -> String {
    let ties: Vec<_> = as_of(graph, day).ties().collect();
    let of = |polarity: &str| ties.iter().filter(|tie| tie.polarity.word() == polarity).count();
    let signs = [("positive", "+"), ("negative", "−"), ("mixed", "±"), ("neutral", "○")];
    let counts = signs.iter().filter(|(polarity, _)| of(polarity) > 0);
    let counts: Vec<String> =
        counts.map(|(polarity, sign)| format!("{sign}{}", of(polarity))).collect();
    let n_possible = ties.iter().filter(|tie| tie.certainty.word() == "possible").count();
    let possible = if n_possible > 0 { format!("{n_possible} possible") } else { String::new() };
    counts.concat() + &possible
}

fn shown(opened: &Opened) -> (String, String) {
    let day = opened.browser.text("document.getElementById('now').dateTime");
    let counts = opened.browser.text("document.getElementById('now-counts').textContent");
    (day, counts)
}

#[test]
fn ties_of_every_day_are_those_of_the_library() {
    for name in [
        "data",
        "tests/fixtures/harbour",
        "tests/fixtures/council",
        "tests/fixtures/everything.ron",
    ] {
        let graph = corpus(name);
        let Some(opened) = Opened::new(&graph) else { return };
        let (last, counts) = shown(&opened);
        assert_eq!(counts, standing(&graph, &last), "{name} {last}");
        let mut days = vec![last];
        loop {
            opened.browser.click("#back");
            let (day, counts) = shown(&opened);
            if days.last() == Some(&day) {
                break;
            }
            assert_eq!(counts, standing(&graph, &day), "{name} {day}");
            days.push(day);
        }
        assert!(days.len() > 1, "{name} has one day");
        assert!(days.is_sorted_by(|later, earlier| later > earlier), "{days:?}");
        opened.is_clean();
    }
}

#[test]
fn the_story_plays_to_its_end() {
    let graph = corpus("tests/fixtures/harbour");
    let Some(opened) = Opened::new(&graph) else { return };
    let (last, _) = shown(&opened);
    opened.go("#pace=4");
    opened.browser.click("#play");
    opened.browser.wait("document.getElementById('play').getAttribute('aria-label') === 'Pause'");
    let (first, _) = shown(&opened);
    assert!(first < last, "{first} {last}");
    opened.browser.wait("document.getElementById('play').getAttribute('aria-label') === 'Play'");
    assert_eq!(shown(&opened), (last.clone(), standing(&graph, &last)));
    opened.is_clean();
}

#[test]
fn search_completes_names_aliases_and_quotes() {
    let Some(opened) = Opened::new(&corpus("data")) else { return };
    for (typed, expected) in [
        ("legend", "John Legend"),
        ("@REALdonald", "Donald Trump"),
        ("monté", ""),
        ("dragon energy", "Statement"),
    ] {
        opened.browser.press("/");
        opened.browser.type_into("#search", typed);
        if expected.is_empty() {
            assert_eq!(opened.browser.text_of("#found"), "No results");
            opened.browser.press("\u{e00c}");
            continue;
        }
        opened.browser.wait("document.querySelectorAll('#found [role=option]').length > 0");
        opened.browser.press("\u{e007}");
        assert_eq!(opened.browser.text_of("#panel h2"), expected, "{typed}");
    }
    assert!(opened.browser.text_of("#panel blockquote").contains("dragon energy"));
    opened.is_clean();
}

#[test]
fn a_tie_in_the_graph_leads_to_its_quote() {
    let graph = corpus("data");
    let Some(opened) = Opened::new(&graph) else { return };
    // Looks for a point of the graph that lies on a tie, as a reader does who sees it.
    let point = opened.browser.value(
        "(() => { const canvas = document.getElementById('graph'), box = canvas.getBoundingClientRect();
            for (let y = 60; y < box.height - 60; y += 3) for (let x = 40; x < box.width - 40; x += 9) {
                canvas.dispatchEvent(new PointerEvent('pointermove', { clientX: box.left + x, clientY: box.top + y }));
                if (document.querySelector('#tip:not([hidden]) .stance')) return [Math.round(box.left + x), Math.round(box.top + y)];
            } })()",
    );
    let at =
        |index: usize| point.get(index).and_then(serde_json::Value::as_i64).expect("a tie is seen");
    let tip = opened.browser.text_of("#tip strong");
    opened.browser.click_at(at(0), at(1));
    let heading = opened.browser.text_of("#panel h2");
    let (holder, target) =
        heading.split_once('→').unwrap_or_else(|| panic!("{heading:?} is no tie"));
    assert!(tip.starts_with(holder.trim()) && tip.ends_with(target.trim()), "{tip:?} {heading:?}");
    let find = |name: &str| graph.find_entity(name.trim()).unwrap();
    let pair = graph.find_pair(find(holder), find(target)).unwrap();
    let view = view(&graph);
    let expected: Vec<String> =
        view.evidence(pair).iter().map(|&it| graph.statement(it).id().into_owned()).collect();
    let listed = opened
        .browser
        .value("[...document.querySelectorAll('#panel .card')].map((it) => it.dataset.statement)");
    let listed: Vec<&str> =
        listed.as_array().unwrap().iter().filter_map(serde_json::Value::as_str).collect();
    assert_eq!(listed[..expected.len()], expected, "deciding statements first, as in `why`");
    let quote = graph.statement(view.deciding(pair)[0]).quote().unwrap_or_default().into_owned();
    assert_eq!(opened.browser.text_of("#panel .card blockquote"), quote);
    opened.is_clean();
}

#[test]
fn a_link_restores_the_exact_state() {
    let Some(opened) = Opened::new(&corpus("data")) else { return };
    for fragment in [
        "#day=2018-04-25&view=lanes&entity=kanye-west&without=topic&verb=loves&definite=1&camps=0&tense=1&axis=calendar&theme=dark&pace=2",
        "#day=2016-12-31&view=charts&evidence=period.0",
        "#day=2018-04-26&holder=john-legend&target=kanye-west&camera=10.5%2C-20%2C1.25",
        "#day=2018-04-26&view=statements&about=free-thought&source=globalnews-2018-04-26",
    ] {
        opened.go(fragment);
        opened.browser.press("s");
        let link = opened.browser.text("document.getElementById('save-link').value");
        assert_eq!(link.split_once('#').map(|(_, rest)| rest), fragment.strip_prefix('#'));
    }
    opened.go("#day=2018-04-25&entity=kanye-west&view=ties&without=negative");
    assert_eq!(opened.browser.text_of("#panel h2"), "Kanye West");
    assert_eq!(opened.browser.text_of("#now"), "25 April 2018");
    assert_eq!(opened.browser.count("#view-ties .stance.negative"), 0);
    // Unknown items are ignored.
    opened.go("#day=never&entity=nobody&view=else&camera=1,2&evidence=period.99&verb=x");
    assert_eq!(opened.browser.text_of("#now"), "26 April 2018");
    opened.is_clean();
}

#[test]
fn everything_can_be_reached_by_keys() {
    let Some(opened) = Opened::new(&corpus("data")) else { return };
    for (key, tab) in
        [("2", "lanes"), ("3", "charts"), ("4", "ties"), ("5", "statements"), ("1", "graph")]
    {
        opened.browser.press(key);
        assert_eq!(
            opened.browser.value(&format!("document.getElementById('view-{tab}').hidden")),
            false,
            "{tab}"
        );
    }
    opened.browser.press(",");
    assert_eq!(opened.browser.text_of("#now"), "25 April 2018");
    opened.browser.press(".");
    assert_eq!(opened.browser.text_of("#now"), "26 April 2018");
    // From the time line to the first change; from the graph to an entity.
    opened.browser.value("document.getElementById('thumb').focus()");
    opened.browser.press("\u{e011}");
    assert_eq!(opened.browser.text_of("#now"), "1 December 2016");
    assert!(
        opened
            .browser
            .text("document.getElementById('thumb').getAttribute('aria-valuetext')")
            .starts_with("1 December 2016, ")
    );
    opened.browser.press("\u{e010}");
    opened.browser.value("document.getElementById('graph').focus()");
    opened.browser.press("\u{e014}");
    let name = opened.browser.text_of("#tip strong");
    opened.browser.press("\u{e007}");
    assert_eq!(opened.browser.text_of("#panel h2"), name);
    opened.browser.press("\u{e00c}");
    assert_eq!(opened.browser.text_of("#panel h2"), "Statements on 26 April 2018");
    opened.is_clean();
}

#[test]
fn the_picture_is_moved_by_keys() {
    let Some(opened) = Opened::new(&corpus("data")) else { return };
    let browser = &opened.browser;
    let camera = || browser.text("new URLSearchParams(location.hash.slice(1)).get('camera')");
    browser.value("document.getElementById('graph').focus()");
    browser.press_together(&["\u{e008}", "\u{e014}"]);
    browser.wait("location.hash.includes('camera')");
    let right = camera();
    browser.press_together(&["\u{e008}", "\u{e015}"]);
    browser
        .wait(&format!("new URLSearchParams(location.hash.slice(1)).get('camera') !== '{right}'"));
    let parts =
        |camera: &str| -> Vec<f64> { camera.split(',').map(|it| it.parse().unwrap()).collect() };
    let (right, down) = (parts(&right), parts(&camera()));
    assert!(
        (right[0] - down[0]).abs() < 0.01
            && right[1] < down[1]
            && (right[2] - down[2]).abs() < 0.01,
        "{right:?} {down:?}"
    );
    browser.press("?");
    assert!(browser.text_of("#help").contains("Shift + arrows"));
    opened.is_clean();
}

#[test]
fn nothing_is_without_a_name() {
    let Some(opened) = Opened::new(&corpus("data")) else { return };
    for view in ["graph", "lanes", "charts", "ties", "statements"] {
        opened.go(&format!("#view={view}&entity=kanye-west"));
        for key in ["f", "s", "?"] {
            opened.browser.press(key);
            let nameless = opened.browser.text(
                "[...document.querySelectorAll('button, input, select, a, [role=slider], [role=button]')].filter((it) =>
                    it.checkVisibility() && !(it.ariaLabel || it.innerText?.trim() || it.labels?.length || it.textContent.trim()))
                    .map((it) => it.outerHTML).join()",
            );
            assert_eq!(nameless, "", "{view} {key}");
            opened.browser.press("\u{e00c}");
        }
    }
    opened.is_clean();
}

#[test]
fn shifts_of_a_period_show_what_came_before_it() {
    let graph = corpus("tests/fixtures/primary");
    let march = Span { begin: Day::from_civil(2024, 3, 1), end: Day::from_civil(2024, 4, 1) };
    let march = view(&graph).with_span(march);
    let found = shifts(&march, None);
    assert_eq!(found.len(), 2);
    let Some(opened) = Opened::of(&march) else { return };
    assert_eq!(opened.browser.count("#panel .shift"), 2);
    for (position, shift) in found.iter().enumerate() {
        let of = |part: &str| {
            let line = format!("document.querySelectorAll('#panel .shift')[{position}]");
            opened.browser.text(&format!("{line}.querySelector('{part}').textContent"))
        };
        let [from, to] = [shift.from, shift.to].map(|it| graph.statement(it));
        let pair = format!("{} → {}", from.holder_entity().name(), from.target_entity().name());
        assert_eq!(of(".pair"), pair);
        let turn = of(".turn");
        assert!(
            turn.contains(&*from.verb().label()) && turn.contains(&*to.verb().label()),
            "{turn}"
        );
        // Before, one moment passed over, and after.
        assert_eq!(of("small").matches('→').count(), 2, "{}", of("small"));
    }
    opened.go("#view=lanes");
    opened.browser.wait("document.querySelectorAll('#lane-body .shift-mark').length === 2");
    opened.is_clean();
}

#[test]
fn the_time_line_of_a_view_ends_with_it() {
    let graph = written(
        "Corpus(entities: [(id: \"a\", kind: Person, name: \"A\"), (id: \"b\", kind: Person, name: \"B\")],
            sources: [(id: \"s\", kind: Dataset, published: \"2020\")],
            statements: [
                (holder: \"a\", stance: \"supports\", target: \"b\", source: \"s\", on: \"2016-11/2017-02\"),
                (holder: \"b\", stance: \"opposes\", target: \"a\", source: \"s\", on: \"2017-06-01\"),
                (holder: \"b\", stance: \"supports\", target: \"a\", source: \"s\", on: \"2017-11/2018-02\"),
            ])",
    );
    let year = Span { begin: Day::from_civil(2017, 1, 1), end: Day::from_civil(2018, 1, 1) };
    let view = view(&graph).with_span(year);
    let page = String::from_utf8(page_of(&view)).unwrap();
    let data = page.split("id=\"story\"").nth(1).and_then(|rest| rest.split_once('>')).unwrap().1;
    let story: serde_json::Value =
        serde_json::from_str(data.split("</script>").next().unwrap()).unwrap();
    let [begin, last] = [year.begin, year.last()].map(|day| serde_json::json!(day.number()));
    assert_eq!(story["days"], serde_json::json!([begin, last]));
    let stops = story["stops"].as_array().unwrap();
    assert_eq!([stops.first(), stops.last()], [Some(&begin), Some(&last)]);
    for snapshot in story["snapshots"].as_array().unwrap() {
        assert!(
            begin.as_i64() <= snapshot["day"].as_i64() && snapshot["day"].as_i64() <= last.as_i64()
        );
    }
    let is_standing = |tie: &&serde_json::Value| {
        tie["spells"]
            .as_array()
            .unwrap()
            .iter()
            .any(|spell| spell["end"].as_i64().is_none_or(|end| end > last.as_i64().unwrap()))
    };
    assert_eq!(story["ties"].as_array().unwrap().iter().filter(is_standing).count(), 2);
    let Some(opened) = Opened::of(&view) else { return };
    // The page opens on the last day, with the statement that may have been made on it.
    assert_eq!(opened.browser.text_of("#panel h2"), "31 December 2017");
    assert_eq!(opened.browser.text_of("#panel h3"), "Possibly on 31 December 2017 (1)");
    assert_eq!(opened.browser.count("#panel .card"), 1);
    opened.is_clean();
}
