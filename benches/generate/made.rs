//! The synthetic corpus, read and built once for each size.

use super::files;
use stancegraph::{
    corpus::{self, Corpus, TextFile},
    graph::TemporalGraph,
    model::Day,
    view::{Frame, View},
};
use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

/// How many statements stand in one file.
const A_FILE: usize = 1_000;

/// Its files.
pub(crate) fn texts(n_statements: usize) -> Vec<TextFile> {
    let files = files(n_statements, n_statements.div_ceil(A_FILE));
    files.into_iter().map(|(name, text)| TextFile { path: name.into(), text }).collect()
}

/// What they say.
pub(crate) fn corpus(n_statements: usize) -> Corpus {
    let reading = corpus::read_texts(texts(n_statements));
    assert!(reading.is_sound(), "{:?}", reading.diagnostics.first());
    reading.corpus
}

/// The graph of a size, built once.
pub(crate) fn graph(n_statements: usize) -> &'static TemporalGraph {
    static GRAPHS: Mutex<BTreeMap<usize, &'static TemporalGraph>> = Mutex::new(BTreeMap::new());
    let mut graphs = GRAPHS.lock().unwrap_or_else(PoisonError::into_inner);
    graphs
        .entry(n_statements)
        .or_insert_with(|| Box::leak(Box::new(TemporalGraph::new(corpus(n_statements)))))
}

/// The view of a graph that leaves nothing out.
pub(crate) fn view(n_statements: usize) -> View<'static> {
    View::new(graph(n_statements), Frame::all(Day::from_civil(2020, 1, 1)))
}
