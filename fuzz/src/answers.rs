//! Every report over a graph, in every form.

use stancegraph::{
    analysis::{
        path::Walk,
        series::{Coverage, Series},
    },
    graph::{Claims, Frame, Resolve, SignedGraph, TemporalGraph, UndirectedGraph, View},
    model::{Calendar, Day, EntityIndex},
    report::{self, Answer, Form, Row, Side, Stances, ViewFacts},
};

/// Asks everything that can be asked of a graph, and reads none of it.
pub fn ask(graph: &TemporalGraph) {
    let today = Day::from_civil(2026, 1, 1);
    for (claims, resolve) in [(Claims::Listed, Resolve::Latest), (Claims::LetIn, Resolve::Sum)] {
        let view = View::new(graph, Frame { claims, resolve, ..Frame::all(today) });
        ask_view(&view);
    }
}

fn ask_view(view: &View<'_>) {
    let facts = ViewFacts::default;
    write(&report::stats(view, facts()));
    write(&report::entities(view, Some("a"), facts()));
    write(&report::timeline("timeline", view, None, None, facts()));
    write(&report::shifts(view, None, facts()));
    let series = Series { every: Calendar::Year, coverage: Coverage::Rolling(2) };
    if let Ok(periods) = series.periods(view) {
        write(&report::series_of_stats(&periods[..periods.len().min(20)], facts()));
    }
    let signed = SignedGraph::new(view);
    let undirected = UndirectedGraph::new(view);
    assert!(undirected.edges().len() + undirected.n_ambivalent() <= signed.ties().len());
    let n_entities = view.graph().entities().len().min(3);
    for a in (0..n_entities).map(EntityIndex::new) {
        write(&report::show(view, a, facts()));
        write(&report::standing(view, Side::Towards(a), Stances::Any, facts()));
        for b in (0..n_entities).map(EntityIndex::new) {
            write(&report::why(view, a, b, facts()));
            write(&report::common(view, a, b, facts()));
            write(&report::path(view, [a, b], Walk::Undirected, facts()));
        }
    }
    for statement in view.graph().statements() {
        let bounds = view.graph().statement(statement).bounds();
        assert!(bounds.earliest <= bounds.latest, "{bounds:?}");
    }
}

fn write<R: Row>(answer: &Answer<'_, R>) {
    for form in Form::ALL {
        let mut out = Vec::new();
        answer.write(*form, 60, &mut out).expect("memory can be written");
        std::str::from_utf8(&out).expect("answers are UTF-8");
    }
}
