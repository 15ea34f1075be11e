//! `export`: valid for any names and quotes, with exactly the content of the scene.

mod chart;
mod cypher;
mod dl;
mod dot;
mod dot_parser;
mod forces;
mod foreign;
mod gexf;
mod graphml;
mod graphviz;
mod json_ld;
mod jsonl;
mod matrix;
mod mermaid;
mod narrowed;
mod parquet;
mod spreadsheet;
mod statements;
mod table;
mod told;
mod writing;

use stancegraph::{
    analysis::{
        camps::{Basis, CampGraph, Count, camps},
        frustration::Budget,
        network::{Aggregate, CountOptions, Duplicates, Mode, NetworkOptions, Normalize},
    },
    corpus::read,
    export::{Clusters, Scene},
    graph::TemporalGraph,
    model::{Day, EntityKind},
    view::Frame,
};
use std::path::Path;

fn shipped() -> TemporalGraph {
    TemporalGraph::new(read(&[Path::new(env!("CARGO_MANIFEST_DIR")).join("data")]).corpus)
}

fn frame() -> Frame {
    Frame::all(Day::from_civil(2026, 1, 1))
}

/// The shipped corpus with the two camps of all its entities in boxes.
fn in_camps(scene: Scene<'_>) -> Scene<'_> {
    let basis = Basis { kinds: EntityKind::ALL.to_vec(), ..Basis::default() };
    let graph = CampGraph::new(scene.view(), &basis);
    let camps = camps(&graph.plain(), Count::TWO, 0, &Budget::unlimited());
    let clusters = Clusters::of_camps(scene.view(), &camps);
    scene.in_clusters(clusters)
}

/// A corpus in which so many holders have one target.
fn graph_of_pairs(n_pairs: usize) -> TemporalGraph {
    let entity = |id: String| format!("(id: \"{id}\", kind: Person, name: \"{id}\"),");
    let holders = (0..n_pairs).map(|number| entity(format!("h{number}")));
    let entities: String = holders.chain([entity("t".to_owned())]).collect();
    let statement = |holder: usize| {
        format!("(holder: \"h{holder}\", stance: \"praises\", target: \"t\", source: \"s\"),")
    };
    let statements: String = (0..n_pairs).map(statement).collect();
    writing::graph_of(format!(
        "Corpus(sources: [(id: \"s\", kind: Post, published: \"2018\")], \
         entities: [{entities}], statements: [{statements}])"
    ))
}

/// A network as `stance network` makes it when nothing else is asked for.
fn network_options(mode: Mode) -> NetworkOptions {
    NetworkOptions {
        count: CountOptions { duplicates: Duplicates::Include, kinds: Vec::new() },
        mode,
        aggregate: Aggregate::Subtract,
        normalize: Normalize::No,
        min_weight: 0.0,
    }
}
