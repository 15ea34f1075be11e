//! Every number leads to its evidence, and filters do not recompute ties.

use super::{Opened, as_of, corpus, view};
use serde_json::{Value, json};
use stancegraph::{
    analysis::{
        balance::{Balance, BalanceRanges, outcomes},
        frustration::Budget,
        network::{CountOptions, Duplicates},
        plain::Weighing,
        polarization::{OpenPolarization, polarization},
    },
    model::Polarity,
    view::View,
};
use std::convert::Infallible;

#[test]
fn marks_of_charts_lead_to_as_many_statements() {
    let Some(opened) = Opened::new(&corpus("tests/fixtures/harbour")) else { return };
    let browser = &opened.browser;
    opened.go("#view=charts");
    let n_marks = browser.count("#view-charts .mark");
    assert!(n_marks > 8, "{n_marks}");
    for mark in 0..n_marks {
        let click = "dispatchEvent(new MouseEvent('click', { bubbles: true }))";
        let label = browser.text(&format!(
            "document.querySelectorAll('#view-charts .mark')[{mark}].getAttribute('aria-label')"
        ));
        browser.value(&format!("document.querySelectorAll('#view-charts .mark')[{mark}].{click}"));
        assert_ne!(browser.text_of("#panel h2"), "", "{label}");
        let words: Vec<&str> = label.split(' ').collect();
        if let (Ok(number), true) = (words[0].parse::<u64>(), label.contains("statement")) {
            assert_eq!(browser.count("#panel .card"), number, "{label}");
        }
    }
    opened.is_clean();
}

/// The same number, but for the last digit that reading it takes away.
fn near(shown: &Value, meant: Option<f64>) -> bool {
    match (shown.as_f64(), meant) {
        (Some(shown), Some(meant)) => (shown - meant).abs() < 1e-12,
        (shown, meant) => shown == meant,
    }
}

#[test]
fn balance_and_polarization_are_those_of_the_analyses() {
    let graph = corpus("data");
    let Some(opened) = Opened::new(&graph) else { return };
    let story = opened.browser.value("JSON.parse(document.getElementById('story').textContent)");
    let day = |item: &Value, name: &str| {
        let number = item.get(name).and_then(Value::as_i64).unwrap();
        stancegraph::model::Day::from_number(number).to_string()
    };
    for snapshot in story["snapshots"].as_array().unwrap() {
        let balance = Balance::new(
            &as_of(&graph, &day(snapshot, "day")),
            Weighing::Unit,
            &Budget::unlimited(),
        );
        assert_eq!(snapshot["census"], json!(balance.census.counts));
        assert!(near(&snapshot["strong"], balance.census.strong()), "strong {snapshot}");
        assert!(near(&snapshot["upper"], Some(balance.frustration.upper)), "upper {snapshot}");
        assert!(
            near(&snapshot["normalized"], balance.frustration.normalized()),
            "normalized {snapshot}"
        );
        assert_eq!(snapshot["edges"], json!(balance.graph.edges().len()));
    }
    let count = CountOptions { duplicates: Duplicates::Include, kinds: Vec::new() };
    for period in story["periods"].as_array().unwrap() {
        let last = day(period, "last");
        let view = as_of(&graph, &last);
        let Ok(open) = OpenPolarization::new::<Infallible>(&view, &count, |outcome| {
            Ok(polarization(outcome, &count, &Budget::unlimited()))
        });
        let tied = outcomes(&as_of(&graph, &last));
        let measured = |view: &View<'_>| Balance::new(view, Weighing::Unit, &Budget::unlimited());
        let definite = measured(&tied.definite());
        let mut ranges = BalanceRanges::default();
        if let Some(others) = tied.others() {
            ranges.include(&definite);
            others.for_each(|outcome| ranges.include(&measured(&outcome)));
        }
        let balance = &period["balance"];
        assert_eq!(balance["census"], json!(definite.census.counts));
        assert_eq!(balance["possible"], json!(tied.n_possible()));
        for (name, meant) in [
            ("strong", definite.census.strong()),
            ("normalized", definite.frustration.normalized()),
            ("upper", Some(definite.frustration.upper)),
            ("strong_least", ranges.strong.least),
            ("strong_greatest", ranges.strong.greatest),
            ("normalized_least", ranges.normalized.least),
            ("normalized_greatest", ranges.normalized.greatest),
        ] {
            assert!(near(&balance[name], meant), "{name}, {last}: {balance}");
        }
        let range = open.ranges.unwrap_or_default().value;
        assert!(near(&period["polarization"]["least"], range.least), "least, {last}");
        assert!(near(&period["polarization"]["greatest"], range.greatest), "greatest, {last}");
        assert_eq!(period["polarization"]["possible"], json!(open.n_possible));
        let found = open.definite;
        let (value, fit) = (found.value, found.fit);
        for (name, meant) in [
            ("value", value.map(|it| it.lower)),
            ("upper", value.map(|it| it.upper)),
            ("fit", fit.map(|it| it.lower)),
            ("fit_upper", fit.map(|it| it.upper)),
            ("conflict_share", found.conflict_share),
        ] {
            assert!(near(&period["polarization"][name], meant), "{name}, {last}");
        }
        assert_eq!(period["polarization"]["n_statements"], json!(found.statements.len()));
        let snapshot =
            &story["snapshots"][usize::try_from(period["snapshot"].as_u64().unwrap()).unwrap()];
        assert_eq!(day(snapshot, "day"), last);
    }
    // The chart shows all three figures of a period.
    let last = story["periods"].as_array().unwrap().last().unwrap();
    let shown = |name: &str| format!("{:.2}", last["polarization"][name].as_f64().unwrap());
    opened.go("#view=charts");
    let labels = opened.browser.value(
        "[...document.querySelectorAll('#view-charts .mark')].map((it) => it.getAttribute('aria-label')).join('\\n')",
    );
    let meant = format!(
        "Polarization {} (fit {}, disagreement {}), ",
        shown("value"),
        shown("fit"),
        shown("conflict_share")
    );
    assert!(labels.as_str().unwrap().contains(&meant), "{meant}: {labels}");
    opened.is_clean();
}

#[test]
fn filters_show_what_passes_of_what_stands() {
    let graph = corpus("data");
    let Some(opened) = Opened::new(&graph) else { return };
    let browser = &opened.browser;
    let view = view(&graph);
    let rows = |fragment: &str| {
        opened.go(&format!("#view=ties&{fragment}"));
        browser.count("#view-ties tbody tr")
    };
    let kind = |entity| graph.entity(entity).kind().word();
    let ties: Vec<_> = view.ties().collect();
    let expected = |passes: &dyn Fn(&stancegraph::view::Tie) -> bool| {
        ties.iter().filter(|tie| passes(tie)).count() as u64
    };
    assert_eq!(rows(""), expected(&|_| true));
    assert_eq!(
        rows("without=topic"),
        expected(&|tie| kind(tie.holder) != "topic" && kind(tie.target) != "topic")
    );
    assert_eq!(rows("without=positive"), expected(&|tie| tie.polarity != Polarity::Positive));
    assert_eq!(rows("definite=1"), expected(&|tie| tie.certainty.word() == "definite"));
    let decided = |tie: &stancegraph::view::Tie,
                   is_so: &dyn Fn(stancegraph::graph::StatementRef<'_>) -> bool| {
        view.deciding(tie.pair).iter().any(|&it| is_so(graph.statement(it)))
    };
    assert_eq!(
        rows("verb=loves&verb=praises"),
        expected(&|tie| {
            decided(tie, &|statement| {
                ["loves", "praises"].contains(&statement.verb().word.as_str())
            })
        })
    );
    assert_eq!(
        rows("about=free-thought"),
        expected(&|tie| {
            decided(tie, &|statement| {
                statement.about().any(|it| graph.entity(it).id() == "free-thought")
            })
        })
    );
    // The same by hand.
    opened.go("#view=ties");
    browser.press("f");
    let topic = "[...document.querySelectorAll('#filters .chip input')].find((it) => it.parentElement.innerText.includes('topic'))";
    browser.value(&format!("{topic}.click()"));
    // A page that readers open has no commands.
    assert_eq!(browser.count("#filters .command"), 0);
    assert_eq!(browser.text_of("#filter-count"), "1");
    opened.is_clean();
}
