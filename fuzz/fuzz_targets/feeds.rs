//! Any bytes as an event feed and as a signed network: every row is a statement or is reported.
#![no_main]

use libfuzzer_sys::fuzz_target;
use stancegraph::{
    corpus,
    import::{
        ImportReport,
        cameo::{Codes, Feeds, Layout},
        snap::{SnapOptions, read},
    },
};

fn check(report: &ImportReport, pushed: usize) {
    let left_out: usize = report.left_out.values().map(|left_out| left_out.rows).sum();
    assert_eq!(report.rows, report.statements + left_out);
    assert_eq!(report.statements, pushed);
}

fuzz_target!(|bytes: &[u8]| {
    let vocabulary = corpus::shipped_vocabulary();
    let codes = Codes::of_vocabulary(&vocabulary);
    for layout in [None, Some(Layout::Gdelt1), Some(Layout::Gdelt2), Some(Layout::Icews)] {
        let mut pushed = 0;
        let mut feeds = Feeds::new(&codes, layout, None);
        let read = feeds.read(bytes, &mut |_| {
            pushed += 1;
            Ok(())
        });
        if let Ok(report) = read {
            check(&report, pushed);
        }
    }
    let mut pushed = 0;
    let options = SnapOptions { on: "2004".parse().ok(), ..SnapOptions::default() };
    let read = read(bytes, &options, &vocabulary, &mut |_| {
        pushed += 1;
        Ok(())
    });
    check(&read.expect("a date was given"), pushed);
});
