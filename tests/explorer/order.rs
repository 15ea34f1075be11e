//! The dossier, the shifts and the lanes have the order of the command line, and its shifts.

use super::{Opened, corpus, view, written};
use serde_json::{Value, json};
use stancegraph::{
    analysis::{shifts::shifts, timeline::sort_in_time},
    graph::TemporalGraph,
    view::View,
};

/// Several statements on one day: ordered by times, by replies, by nothing, and mixed moments between two sides.
const DAY: &str = r#"Corpus(
    time_zone: "America/New_York",
    entities: [(id: "a", kind: Person, name: "Ann"), (id: "b", kind: Person, name: "Bob"), (id: "c", kind: Person, name: "Cy")],
    sources: [
        (id: "s", kind: Dataset, title: "List", published: "2020-12-31"),
        (id: "z-first", kind: Post, author: "a", published: "2018-04-10"),
        (id: "a-reply", kind: Post, author: "a", published: "2018-04-10", in_reply_to: ["z-first"]),
        (id: "m-reply", kind: Post, author: "a", published: "2018-04-10", in_reply_to: ["a-reply"]),
    ],
    statements: [
        (holder: "a", stance: "praises", target: "b", source: "m-reply", quote: "third"),
        (holder: "a", stance: "opposes", target: "b", source: "a-reply", quote: "second"),
        (holder: "a", stance: "supports", target: "b", source: "z-first", quote: "first"),
        (holder: "a", stance: "opposes", target: "c", source: "s", on: "2018-04-10T23:00"),
        (holder: "a", stance: "supports", target: "c", source: "s", on: "2018-04-11T02:00Z"),
        (holder: "b", stance: "supports", target: "c", source: "s", on: "2018-04-10T08:00"),
        (holder: "b", stance: "opposes", target: "c", source: "s", on: "2018-04-10T09:00"),
        (holder: "b", stance: "supports", target: "c", source: "s", on: "2018-04-10T10:00"),
        (holder: "c", stance: "supports", target: "b", source: "s", on: "2018-04-09"),
        (holder: "c", stance: "supports", target: "b", source: "s", on: "2018-04-10"),
        (holder: "c", stance: "opposes", target: "b", source: "s", on: "2018-04-10"),
        (holder: "c", stance: "opposes", target: "b", source: "s", on: "2018-04-12"),
        (holder: "c", stance: "opposes", target: "a", source: "s", on: "2018-04-09"),
        (holder: "c", stance: "supports", target: "a", source: "s", on: "2018-04/2018-05"),
        (holder: "c", stance: "opposes", target: "a", source: "s", on: "2018-06"),
        (holder: "c", stance: "condemns", target: "a", source: "s", on: "2018-07", claimed_by: "b"),
    ],
)"#;

/// The statements on the cards of the panel, in order.
fn cards(opened: &Opened) -> Vec<String> {
    opened.browser.value("(() => { for (let more; (more = [...document.querySelectorAll('#panel .more')].find((it) => !it.hidden));) more.click(); })()");
    let ids = opened
        .browser
        .value("[...document.querySelectorAll('#panel .card')].map((it) => it.dataset.statement)");
    ids.as_array().unwrap().iter().map(|id| id.as_str().unwrap().to_owned()).collect()
}

fn ids(
    view: &View<'_>,
    of: impl IntoIterator<Item = stancegraph::graph::StatementIndex>,
) -> Vec<String> {
    of.into_iter().map(|it| view.graph().statement(it).id().into_owned()).collect()
}

/// The shifts as the page tells them: holder, target, both verbs, and how many dates lie on the way.
fn shown(opened: &Opened) -> Value {
    opened.browser.value(
        "[...document.querySelectorAll('#panel .shift')].filter((it) => it.querySelector('.turn')).map((it) => [it.querySelector('.pair').textContent,
            ...[...it.querySelectorAll('.turn .stance')].map((word) => word.lastChild.textContent), it.querySelector('small').textContent.split('→').length])",
    )
}

fn check(graph: &TemporalGraph) {
    let view = view(graph);
    let Some(opened) = Opened::new(graph) else { return };
    let found = shifts(&view, None);
    let told = |shift: &stancegraph::analysis::shifts::Shift| {
        let [from, to] = [shift.from, shift.to].map(|it| graph.statement(it));
        let pair = format!("{} → {}", from.holder_entity().name(), from.target_entity().name());
        json!([pair, from.verb().label(), to.verb().label(), 2 + shift.through.len()])
    };
    let first: Vec<Value> = found.iter().take(8).map(told).collect();
    assert_eq!(shown(&opened), json!(first));
    for entity in graph.entities() {
        opened.go(&format!("#entity={}", entity.id()));
        let is_of = |it: &stancegraph::graph::StatementIndex| {
            let statement = graph.statement(*it);
            [statement.holder(), statement.target()].contains(&entity.index())
        };
        let mut listed: Vec<_> =
            graph.statements().filter(|it| view.framed(*it).is_some()).filter(is_of).collect();
        if listed.is_empty() {
            continue;
        }
        sort_in_time(&view, &mut listed, |it| *it);
        assert_eq!(cards(&opened), ids(&view, listed), "{}", entity.id());
        let of_entity: Vec<Value> = found
            .iter()
            .filter(|shift| {
                [graph.holder(shift.pair), graph.target(shift.pair)].contains(&entity.index())
            })
            .map(told)
            .collect();
        assert_eq!(shown(&opened), json!(of_entity), "{}", entity.id());
    }
    for pair in graph.pairs() {
        let [holder, target] =
            [graph.holder(pair), graph.target(pair)].map(|end| graph.entity(end).id().to_owned());
        opened.go(&format!("#holder={holder}&target={target}"));
        let evidence = view.evidence(pair).into_iter();
        let counted = evidence.filter(|it| graph.statement(*it).claimed_by().is_none());
        let expected = ids(&view, counted);
        let mut told = cards(&opened);
        told.truncate(expected.len());
        assert_eq!(told, expected, "{holder} {target}");
    }
    // In lanes, a step for each shift.
    opened.go("#view=lanes");
    opened.browser.wait("document.querySelector('#lane-body .lane')");
    if graph.pairs().count() < 12 {
        let steps = opened.browser.count("#lane-body .shift-mark");
        assert_eq!(steps, u64::try_from(found.len()).unwrap());
    }
    opened.is_clean();
}

#[test]
fn a_day_has_the_order_of_times_and_replies() {
    check(&written(DAY));
}

#[test]
fn stories_have_the_order_of_the_library() {
    for name in ["tests/fixtures/primary", "tests/fixtures/council", "tests/fixtures/quarrels"] {
        check(&corpus(name));
    }
}
