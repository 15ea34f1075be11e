//! Any bytes as a table, a wide one, and a mapping file: every row or cell is a statement or is reported, and the graph answers.
#![no_main]

use libfuzzer_sys::fuzz_target;
use stancegraph::{
    corpus,
    import::csv::{CsvOptions, End, MappingFile, Wide, import},
    model::Day,
    view::{Frame, SignedGraph, View},
};

/// Read before the bytes, so that they are rows.
const HEADER: &[u8] = b"holder,verb,target,date,source,quote,recorded,confidence\n";

fuzz_target!(|bytes: &[u8]| {
    let options = CsvOptions { memory: 1 << 16, ..CsvOptions::default() };
    let read = |table: &[u8]| import(table, corpus::shipped_vocabulary(), &options, &|_| Ok(()));
    let _ = read(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = MappingFile::from_ron(text);
    }
    let wide = Wide { of: End::Holder, only: Vec::new(), except: Vec::new() };
    let options = CsvOptions { wide: Some(wide), ..options.clone() };
    let wide = [b"target,date,ada,ben\n", bytes].concat();
    let (graph, report, outcome) =
        import(&wide[..], corpus::shipped_vocabulary(), &options, &|_| Ok(()))
            .expect("a header was given");
    let left_out: usize = report.left_out.values().map(|left_out| left_out.rows).sum();
    assert_eq!(report.rows, report.statements + left_out);
    assert_eq!(report.statements, graph.n_statements() + outcome.n_left_out());
    let table = [HEADER, bytes].concat();
    let (graph, report, outcome) = read(&table).expect("a header was given");
    let left_out: usize = report.left_out.values().map(|left_out| left_out.rows).sum();
    assert_eq!(report.rows, report.statements + left_out);
    assert_eq!(report.statements, graph.n_statements() + outcome.n_left_out());
    let rows = csv::ReaderBuilder::new().flexible(true).from_reader(&table[..]).into_byte_records();
    assert_eq!(report.rows, rows.count());
    let view = View::new(&graph, Frame::all(Day::from_civil(2026, 1, 1)));
    assert!(SignedGraph::new(&view).ties().len() <= graph.n_pairs());
});
