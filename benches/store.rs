//! Benches of stores: writing, opening, querying, and importing a table.
//!
//! `cargo bench --bench store`. Against other programs: `benches/peers/compare.py`.

mod generate;

use divan::{Bencher, counter::ItemsCount};
use generate::made::graph;
use stancegraph::{
    analysis::{
        activity::{Party, activity},
        diff::diff,
        series::{Coverage, Series},
        shift_counts::count_shifts,
        stats::stats,
    },
    corpus,
    export::{Focus, Scene, SceneOptions},
    graph::TemporalGraph,
    import::csv::{CsvOptions, import},
    model::{Calendar, Day, EntityIndex},
    report::{CensusRow, Side},
    view::{Frame, SignedGraph, View},
};
use std::path::PathBuf;
use tempfile::TempDir;

/// How many statements.
const SIZES: [usize; 3] = [10_000, 100_000, 1_000_000];

fn main() {
    divan::main();
}

fn stored(n_statements: usize) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("there is room");
    let path = folder.path().join("made.stance");
    graph(n_statements).write(&path).expect("there is room");
    (folder, path)
}

fn table(n_statements: usize) -> Vec<u8> {
    let graph = graph(n_statements);
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(["holder", "verb", "target", "date", "source", "quote"]).expect("memory");
    for statement in graph.statements().map(|index| graph.statement(index)) {
        let quote = statement.quote().unwrap_or_default();
        let (holder, target) = (statement.holder_entity().name(), statement.target_entity().name());
        let (verb, date, source) =
            (&statement.verb().word, statement.date(), statement.source_record().id());
        out.write_record([holder, verb, target, &date, source, &quote]).expect("memory");
    }
    out.into_inner().expect("memory")
}

#[divan::bench(args = SIZES)]
fn write(bencher: Bencher<'_, '_>, n_statements: usize) {
    graph(n_statements);
    bencher.counter(ItemsCount::new(n_statements)).bench(|| stored(n_statements));
}

#[divan::bench(args = SIZES)]
fn open(bencher: Bencher<'_, '_>, n_statements: usize) {
    let (_folder, path) = stored(n_statements);
    bencher.bench(|| TemporalGraph::open(&path).expect("it was written"));
}

#[divan::bench(args = SIZES)]
fn import_csv(bencher: Bencher<'_, '_>, n_statements: usize) {
    let table = table(n_statements);
    let options = CsvOptions::default();
    bencher.counter(ItemsCount::new(n_statements)).bench(|| {
        import(&table[..], corpus::shipped_vocabulary(), &options, &|_| Ok(()))
            .expect("it is sound")
    });
}

/// A question, from opening the store on.
fn ask<T>(bencher: Bencher<'_, '_>, n_statements: usize, question: impl Fn(&View<'_>) -> T + Sync) {
    let (_folder, path) = stored(n_statements);
    bencher.counter(ItemsCount::new(n_statements)).bench(|| {
        let graph = TemporalGraph::open(&path).expect("it was written");
        question(&View::new(&graph, Frame::all(Day::from_civil(2020, 1, 1))));
    });
}

#[divan::bench(args = SIZES)]
fn who(bencher: Bencher<'_, '_>, n: usize) {
    ask(bencher, n, |view| Side::Towards(EntityIndex::new(0)).ties(view));
}

#[divan::bench(args = SIZES)]
fn ties_of_all(bencher: Bencher<'_, '_>, n: usize) {
    ask(bencher, n, SignedGraph::new);
}

#[divan::bench(args = SIZES)]
fn shifts_of_all(bencher: Bencher<'_, '_>, n: usize) {
    ask(bencher, n, |view| count_shifts(view, None));
}

#[divan::bench(args = SIZES)]
fn difference_of_a_day_and_itself(bencher: Bencher<'_, '_>, n: usize) {
    ask(bencher, n, |view| diff(view, view));
}

fn most_active_of_months(bencher: Bencher<'_, '_>, n: usize, party: Party) {
    let series = Series { every: Calendar::Month, coverage: Coverage::Each };
    ask(bencher, n, |view| {
        let periods = series.periods(view).expect("fifteen years are not too long");
        let views: Vec<View<'_>> = periods.into_iter().map(|period| period.view).collect();
        activity(&views, party, Some(10))
    });
}

#[divan::bench(args = SIZES)]
fn most_active_holders_of_months(bencher: Bencher<'_, '_>, n: usize) {
    most_active_of_months(bencher, n, Party::Holder);
}

#[divan::bench(args = SIZES)]
fn most_active_targets_of_months(bencher: Bencher<'_, '_>, n: usize) {
    most_active_of_months(bencher, n, Party::Target);
}

#[divan::bench(args = SIZES)]
fn scene_around_one(bencher: Bencher<'_, '_>, n: usize) {
    ask(bencher, n, |view| {
        let focus = Some(Focus { entity: EntityIndex::new(0), depth: 1 });
        Scene::new(view, &SceneOptions { focus, ..SceneOptions::default() }).ties().len()
    });
}

#[divan::bench(args = SIZES)]
fn counts(bencher: Bencher<'_, '_>, n: usize) {
    ask(bencher, n, stats);
}

#[divan::bench(args = SIZES)]
fn triad_census(bencher: Bencher<'_, '_>, n: usize) {
    ask(bencher, n, CensusRow::of);
}
