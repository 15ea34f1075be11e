//! Any bytes as a network of Pajek: every arc is a statement or is reported.
#![no_main]

use libfuzzer_sys::fuzz_target;
use stancegraph::{
    corpus,
    import::{
        ImportReport,
        pajek::{PajekError, PajekOptions, read},
    },
};

/// Read before the bytes, so that they are lines of a network.
const HEADER: &[u8] = b"*Vertices 3\n1 \"Ada\"\n2 \"Bor\"\n3 \"Cil\"\n*Arcs\n";

fn check(report: &ImportReport, pushed: usize) {
    let left_out: usize = report.left_out.values().map(|left_out| left_out.rows).sum();
    assert_eq!(report.rows, report.statements + left_out);
    assert_eq!(report.statements, pushed);
}

fuzz_target!(|bytes: &[u8]| {
    let vocabulary = corpus::shipped_vocabulary();
    for on in ["1996".parse().ok(), None] {
        let is_dated = on.is_some();
        let options = PajekOptions { on, ..PajekOptions::default() };
        for bytes in [bytes.to_vec(), [HEADER, bytes].concat()] {
            let mut pushed = 0;
            let read = read(bytes.as_slice(), &options, &vocabulary, &mut |_| {
                pushed += 1;
                Ok(())
            });
            match read {
                Ok(report) => check(&report, pushed),
                Err(PajekError::Undated(_)) => assert!(!is_dated),
                Err(_) => {}
            }
        }
    }
});
