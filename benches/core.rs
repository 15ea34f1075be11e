//! Benches of reading, building the graph, and each question, at three sizes.
//!
//! `cargo bench --bench core`, or one of them: `cargo bench --bench core -- shifts`.

mod generate;

use divan::{
    Bencher,
    counter::{BytesCount, ItemsCount},
};
use generate::made::{corpus, graph, texts, view};
use stancegraph::{
    analysis::{self, path::Walk},
    corpus::read_texts,
    graph::{PairIndex, TemporalGraph},
    model::{Day, EntityIndex, Span},
    report::Side,
    view::{Frame, SignedGraph, View},
};

/// How many statements.
const SIZES: [usize; 3] = [10_000, 100_000, 1_000_000];

fn main() {
    divan::main();
}

/// The view at the end of a year.
fn at_end_of(view: &View<'_>, year: i64) -> View<'static> {
    let end = Day::from_civil(year + 1, 1, 1);
    View::new(
        graph(view.graph().n_statements()),
        Frame { span: Span { begin: Day::MIN, end }, ..view.frame().clone() },
    )
}

/// The entity that most is said about.
fn best_known(view: &View<'_>) -> EntityIndex {
    let graph = view.graph();
    let n_holders = |entity: &usize| graph.pairs_towards(EntityIndex::new(*entity)).count();
    EntityIndex::new((0..graph.entities().len()).max_by_key(n_holders).unwrap_or(0))
}

/// The pair with the most statements.
fn busiest(view: &View<'_>) -> PairIndex {
    let graph = view.graph();
    graph.pairs().max_by_key(|pair| graph.statements_of(*pair).count()).unwrap_or(PairIndex::new(0))
}

/// The entity with the greatest id: hardly anything is said about it.
fn last(view: &View<'_>) -> EntityIndex {
    EntityIndex::new(view.graph().entities().len() - 1)
}

#[divan::bench(args = SIZES, max_time = 20, sample_count = 10)]
fn read(bencher: Bencher<'_, '_>, n_statements: usize) {
    let files = texts(n_statements);
    let n_bytes: usize = files.iter().map(|file| file.text.len()).sum();
    bencher
        .counter(ItemsCount::new(n_statements))
        .counter(BytesCount::new(n_bytes))
        .with_inputs(|| files.clone())
        .bench_values(read_texts);
}

#[divan::bench(args = SIZES, max_time = 10, sample_count = 10)]
fn build(bencher: Bencher<'_, '_>, n_statements: usize) {
    let corpus = corpus(n_statements);
    bencher
        .counter(ItemsCount::new(n_statements))
        .with_inputs(|| corpus.clone())
        .bench_values(TemporalGraph::new);
}

/// Benches of questions: of each a name, what is prepared from the view, and what is asked of it.
macro_rules! questions {
    ($($name:ident($view:ident $(; $prepared:ident = $preparation:expr)*) => $question:expr;)+) => {
        $(#[divan::bench(args = SIZES, max_time = 3, sample_count = 20)]
        fn $name(bencher: Bencher<'_, '_>, n_statements: usize) {
            let $view = &view(n_statements);
            $(let $prepared = $preparation;)*
            bencher.counter(ItemsCount::new(n_statements)).bench_local(|| $question);
        })+
    };
}

questions! {
    make_view(view) => view.with_span(Span { begin: Day::MIN, end: Day::from_civil(2015, 1, 1) });
    who(view; target = best_known(view)) => Side::Towards(target).ties(view);
    whom(view; holder = best_known(view)) => Side::Of(holder).ties(view);
    why(view; pair = busiest(view)) => view.evidence(pair);
    timeline_of_pair(
        view; pair = busiest(view); holder = view.graph().holder(pair); target = view.graph().target(pair)
    ) => analysis::timeline::timeline(view, Some(holder), Some(target));
    timeline_of_all(view) => analysis::timeline::timeline(view, None, None);
    shifts_of_all(view) => analysis::shifts::shifts(view, None);
    ties_of_all(view) => SignedGraph::new(view);
    stats(view) => analysis::stats::stats(view);
    diff(view; before = at_end_of(view, 2013); after = at_end_of(view, 2016)) => {
        analysis::diff::diff(&before, &after)
    };
    path(
        view; signed = SignedGraph::new(view); from = last(view); to = best_known(view)
    ) => analysis::path::path(&signed, from, to, Walk::Undirected);
}
