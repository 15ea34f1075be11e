//! Any text as a filter: a fault has a place, and a valid filter evaluates every statement.
#![no_main]

use libfuzzer_sys::fuzz_target;
use stancegraph::{
    graph::TemporalGraph,
    model::Day,
    view::{Filter, FilterError, Frame, View, filter::check_form},
};
use std::sync::LazyLock;

static GRAPH: LazyLock<TemporalGraph> = LazyLock::new(|| {
    let reading = stancegraph_fuzz::read([include_str!("../../tests/fixtures/harbour/corpus.ron")]);
    assert!(reading.is_sound());
    TemporalGraph::new(reading.corpus)
});

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let form = check_form(&text);
    let filter = Filter::parse(&text, &GRAPH);
    if let Err(error) = &form {
        check(&text, error);
        assert_eq!(filter.as_ref().err(), Some(error), "the form is read first");
    }
    match filter {
        Err(error) => check(&text, &error),
        Ok(filter) => {
            let frame = Frame { filter, ..Frame::all(Day::from_civil(2026, 1, 1)) };
            let view = View::new(&GRAPH, frame);
            let n_passing = n_counted(&view);
            let not = Filter::Not(Box::new(view.frame().filter.clone()));
            let others = View::new(&GRAPH, Frame { filter: not, ..view.frame().clone() });
            let all = View::new(&GRAPH, Frame::all(view.frame().today));
            let n_all = n_counted(&all);
            assert_eq!(n_passing + n_counted(&others), n_all, "{text}");
        }
    }
});

fn n_counted(view: &View<'_>) -> usize {
    let statements = view.graph().statements();
    statements.filter(|&statement| view.counted(statement).is_some()).count()
}

fn check(text: &str, error: &FilterError) {
    assert!(text.get(error.at.clone()).is_some(), "{error:?} in {text:?}");
    assert!(!error.message.is_empty());
}
