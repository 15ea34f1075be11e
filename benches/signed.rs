//! Benches of the signed analyses by size.
//!
//! `cargo bench --bench signed`, or one of them: `cargo bench --bench signed -- census`. Frustration and
//! camps are timed where they end with a proof.

mod generate;

use divan::{Bencher, black_box, counter::ItemsCount};
use generate::{
    made::view,
    signed::{complete, even, popular},
};
use stancegraph::{
    analysis::{
        camps::{Count, camps},
        frustration::{Budget, frustration},
        motifs,
        network::{Aggregate, CountOptions, Duplicates, Mode, NetworkOptions, Normalize, network},
        plain::PlainGraph,
        polarization::polarization,
        rank::{Measure, rank},
        triads::{Listed, census, triangles},
    },
    view::UndirectedGraph,
};

fn main() {
    divan::main();
}

/// Benches of a graph: of each a name, the sizes, the graph of a size, and what is computed on it.
macro_rules! graphs {
    ($($name:ident($($size:literal),+; $graph:expr) => $work:expr;)+) => {
        $(#[divan::bench(args = [$($size),+], max_time = 10, sample_count = 10)]
        fn $name(bencher: Bencher<'_, '_>, size: u64) {
            let (graph, work): (fn(u64) -> PlainGraph, fn(&PlainGraph)) = ($graph, $work);
            let graph = graph(size);
            bencher.counter(ItemsCount::new(graph.edges().len())).bench_local(|| work(&graph));
        })+
    };
}

/// Benches of a view: of each a name, the numbers of statements, and what is computed.
macro_rules! views {
    ($($name:ident($view:ident; $($size:literal),+) => $work:expr;)+) => {
        $(#[divan::bench(args = [$($size),+], max_time = 5, sample_count = 10)]
        fn $name(bencher: Bencher<'_, '_>, size: usize) {
            let $view = &view(size);
            bencher.counter(ItemsCount::new(size)).bench_local(|| $work);
        })+
    };
}

fn solve(graph: &PlainGraph) {
    black_box(frustration(graph, &Budget::unlimited()));
}

/// Agreement between actors, every statement counted.
fn agreement() -> NetworkOptions {
    NetworkOptions {
        count: CountOptions { duplicates: Duplicates::Include, kinds: Vec::new() },
        mode: Mode::Onemode,
        aggregate: Aggregate::Subtract,
        normalize: Normalize::No,
        min_weight: 0.0,
    }
}

graphs! {
    census_of_edges(10_000, 100_000, 1_000_000; popular) => |graph| {
        black_box(census(graph));
    };
    triangles_of_edges(10_000, 100_000; popular) => |graph| {
        black_box(triangles(graph, Listed::All));
    };
    frustration_of_complete_graphs(10, 20, 40, 60; complete) => solve;
    frustration_of_degree_3(100, 200, 300, 400; |n| even(n, n * 3 / 2)) => solve;
    frustration_of_degree_4(50, 100, 150; |n| even(n, 2 * n)) => solve;
    camps_of_degree_4(10, 20, 30; |n| even(n, 2 * n)) => |graph| {
        black_box(camps(graph, Count::Auto, 0, &Budget::unlimited()));
    };
}

views! {
    undirected(view; 10_000, 100_000, 1_000_000) => UndirectedGraph::new(view);
    ranks(view; 10_000, 100_000, 1_000_000) => rank(view, Measure::Pn);
    motifs_counted(view; 10_000, 100_000) => motifs::count(view, 30);
    networks(view; 1_000, 10_000, 100_000) => network(view, &agreement());
    polarizations(view; 100, 300, 500) => {
        polarization(view, &agreement().count, &Budget::unlimited())
    };
}
