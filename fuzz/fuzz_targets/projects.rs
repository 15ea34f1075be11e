//! Any bytes as a coding project, a database or an event list: it is read, or the reason is reported.
#![no_main]

use libfuzzer_sys::fuzz_target;
use stancegraph::{
    corpus,
    import::dna::{DnaOptions, Projects},
};

/// Read before the bytes, so that they are rows.
const HEADER: &[u8] = b"time;document title;text;person;organization;concept;agreement\n";

fuzz_target!(|bytes: &[u8]| {
    let (options, vocabulary) = (DnaOptions::default(), corpus::shipped_vocabulary());
    for bytes in [bytes.to_vec(), [HEADER, bytes].concat()] {
        let mut projects = Projects::new(&options, &vocabulary);
        let Ok(report) = projects.read(bytes, "project") else { continue };
        let left_out: usize = report.left_out.values().map(|left_out| left_out.rows).sum();
        assert_eq!(report.rows, report.statements + left_out);
        let imported = projects.finish().expect("what is read is sound");
        assert_eq!(
            report.statements,
            imported.graph.n_statements() + imported.outcome.n_left_out()
        );
    }
});
