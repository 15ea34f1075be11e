//! `export`: valid whatever is in names and quotes, and exactly what the scene holds.

mod dot;
mod dot_parser;
mod gexf;
mod graphml;
mod graphviz;
mod jsonl;
mod statements;
mod table;
mod writing;

use stancegraph::{
    analysis::{
        camps::{Count, camps},
        frustration::Budget,
        plain::{PlainGraph, Weighing},
    },
    corpus::read,
    export::{Clusters, Scene},
    graph::{Frame, TemporalGraph, UndirectedGraph},
    model::Day,
};
use std::path::Path;

fn shipped() -> TemporalGraph {
    TemporalGraph::new(read(&[Path::new(env!("CARGO_MANIFEST_DIR")).join("data")]).corpus)
}

fn frame() -> Frame {
    Frame::all(Day::from_civil(2026, 1, 1))
}

/// The shipped corpus with its two camps in boxes.
fn in_camps(scene: Scene<'_>) -> Scene<'_> {
    let graph = UndirectedGraph::new(scene.view());
    let plain = PlainGraph::of(&graph, Weighing::Unit);
    let camps = camps(&plain, Count::TWO, 0, &Budget::unlimited());
    scene.in_clusters(Clusters::of_camps(&graph, &camps))
}
