//! Every report over a graph, in every form.

use stancegraph::{
    analysis::{
        balance::Balance,
        camps::{Basis, By, CampGraph, Count, camps},
        frustration::Budget,
        network::{Aggregate, CountOptions, Duplicates, Mode, NetworkOptions, Normalize, network},
        path::Walk,
        plain::Weighing,
        polarization::polarization,
        rank::Measure,
        series::{Coverage, Series},
        tension::Tension,
        triads::Listed,
    },
    export::{Clusters, ExportError, Format, NetworkScene, Scene, SceneOptions},
    graph::TemporalGraph,
    model::{Calendar, Day, EntityIndex, Span},
    report::{
        self, Among, Answer, Form, MotifInstanceRow, MotifRow, OneModeRow, Row, Side, Stances,
        TwoModeRow, ViewFacts,
    },
    view::{Claims, Frame, Resolve, SignedGraph, UndirectedGraph, View},
};

/// No time for proofs: every answer is one of bounds.
const IMMEDIATE: Budget<'_> = Budget::until(&|| true);

/// Asks everything that can be asked of a graph, and gives the bytes of all answers.
pub fn ask(graph: &TemporalGraph) -> Vec<u8> {
    let mut out = Vec::new();
    let today = Day::from_civil(2026, 1, 1);
    for (claims, resolve) in [(Claims::Listed, Resolve::Latest), (Claims::LetIn, Resolve::Sum)] {
        let view = View::new(graph, Frame { claims, resolve, ..Frame::all(today) });
        ask_view(&view, &mut out);
        ask_signed(&view, &mut out);
        ask_networks(&view, &mut out);
    }
    out
}

fn ask_view(view: &View<'_>, out: &mut Vec<u8>) {
    let facts = ViewFacts::default;
    write(out, &report::stats(view, facts()));
    write(out, &report::entities(view, Some("a"), facts()));
    write(out, &report::timeline("timeline", view, None, None, facts()));
    ask_changes(view, out);
    if let Some((first, last)) = view.days() {
        let n_days = last.days_since(first).unwrap_or_default();
        ask_changes(&view.with_span(Span { begin: first.plus(n_days / 2), end: last }), out);
    }
    let series = Series { every: Calendar::Year, coverage: Coverage::Rolling(2) };
    if let Ok(periods) = series.periods(view) {
        write(out, &report::series_of_stats(&periods[..periods.len().min(20)], facts()));
    }
    let signed = SignedGraph::new(view);
    let undirected = UndirectedGraph::new(view);
    assert!(undirected.edges().len() + undirected.n_ambivalent() <= signed.ties().len());
    let n_entities = view.graph().n_entities().min(3);
    for a in (0..n_entities).map(EntityIndex::new) {
        let tension = || Tension::around(view, a, &Basis::default(), &IMMEDIATE);
        write(out, &report::show(view, a, tension(), facts()));
        write(out, &report::ties(view, Side::Towards(a), Stances::Any, facts()));
        for b in (0..n_entities).map(EntityIndex::new) {
            write(out, &report::why(view, a, b, tension(), facts()));
            write(out, &report::common(view, a, b, facts()));
            write(out, &report::path(view, [a, b], Walk::Undirected, facts()));
        }
    }
    for statement in view.graph().statements() {
        let bounds = view.graph().statement(statement).bounds();
        assert!(bounds.earliest <= bounds.latest, "{bounds:?}");
    }
}

fn ask_changes(view: &View<'_>, out: &mut Vec<u8>) {
    let facts = ViewFacts::default;
    write(out, &report::shifts(view, None, facts()));
    write(out, &report::shift_counts(view, None, facts()));
    write(out, &report::switches(view, None, &Among::default(), facts()));
}

fn ask_signed(view: &View<'_>, out: &mut Vec<u8>) {
    let facts = ViewFacts::default;
    for weighing in [Weighing::Unit, Weighing::Strength] {
        let balance = Balance::new(view, weighing, &IMMEDIATE);
        let frustration = &balance.frustration;
        assert!(frustration.lower <= frustration.upper && frustration.upper <= frustration.total);
        write(out, &report::balance(view, &balance, weighing, Listed::All, facts()));
    }
    for (by, count) in [(By::Ties, Count::TWO), (By::Agreement, Count::Auto)] {
        let graph = CampGraph::new(view, &Basis { by, ..Basis::default() });
        let camps = camps(&graph.plain(), count, 1, &IMMEDIATE);
        assert!(camps.lower <= camps.value && camps.value.is_finite());
        write(out, &report::camps(view, &graph, &camps, facts()));
        let scene = Scene::new(view, &SceneOptions::default());
        let scene = scene.in_clusters(Clusters::of_camps(view, &camps));
        for format in [Format::Dot, Format::GraphMl] {
            export(out, format.exporter().export(&scene));
        }
    }
    for by in Measure::ALL {
        write(out, &report::rank(view, *by, facts()));
    }
    for within in [0, 30, u32::MAX] {
        write(out, &report::motifs::<MotifRow>(view, within, facts()));
        write(out, &report::motifs::<MotifInstanceRow<'_>>(view, within, facts()));
    }
}

fn ask_networks(view: &View<'_>, out: &mut Vec<u8>) {
    for &duplicates in Duplicates::ALL {
        let count = CountOptions { duplicates, kinds: Vec::new() };
        let found = polarization(view, &count, &IMMEDIATE);
        for measure in [found.value, found.fit].into_iter().flatten() {
            assert!(0.0 <= measure.lower && measure.lower <= measure.upper && measure.upper <= 1.0);
        }
        write(out, &report::polarization(view, &found, ViewFacts::default()));
    }
    for (&mode, &aggregate) in product(Mode::ALL, Aggregate::ALL) {
        for &normalize in Normalize::ALL {
            let count = CountOptions { duplicates: Duplicates::Include, kinds: Vec::new() };
            ask_network(
                view,
                &NetworkOptions { count, mode, aggregate, normalize, min_weight: 0.0 },
                out,
            );
        }
    }
}

fn ask_network(view: &View<'_>, options: &NetworkOptions, out: &mut Vec<u8>) {
    let facts = ViewFacts::default;
    let Ok(found) = network(view, options) else { return };
    let question = report::NetworkQuestion {
        of: None,
        evidence: report::Evidence::Listed,
        zeros: report::Zeros::Listed,
    };
    assert!(found.edges().iter().all(|edge| edge.weight.is_finite()));
    match options.mode {
        Mode::Twomode => {
            write(out, &report::network::<TwoModeRow<'_>>(view, &found, question, facts()));
        }
        _ => write(out, &report::network::<OneModeRow<'_>>(view, &found, question, facts())),
    }
    let scene = NetworkScene::new(view, found, None, None);
    for format in [Format::Dot, Format::GraphMl] {
        export(out, format.exporter().export_network(&scene));
    }
}

fn product<'a, A, B>(a: &'a [A], b: &'a [B]) -> impl Iterator<Item = (&'a A, &'a B)> {
    a.iter().flat_map(move |a| b.iter().map(move |b| (a, b)))
}

fn export(out: &mut Vec<u8>, bytes: Result<Vec<u8>, ExportError>) {
    let bytes = bytes.expect("no other program is needed");
    std::str::from_utf8(&bytes).expect("it is text");
    out.extend(bytes);
}

fn write<R: Row>(out: &mut Vec<u8>, answer: &Answer<'_, R>) {
    for form in Form::ALL {
        let begin = out.len();
        answer.write(*form, 60, out).expect("memory can be written");
        if form.is_binary() {
            let magic = if *form == Form::Arrow { b"ARROW1".as_slice() } else { b"PAR1" };
            let is_whole = out[begin..].starts_with(magic) && out.ends_with(magic);
            assert!(is_whole, "{} is cut", form.word());
        } else {
            std::str::from_utf8(&out[begin..]).expect("answers are UTF-8");
        }
    }
}
