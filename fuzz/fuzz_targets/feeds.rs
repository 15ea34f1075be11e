//! Any bytes as an event feed and as a signed network: every row is a statement or is reported.
#![no_main]

use libfuzzer_sys::fuzz_target;
use stancegraph::{
    corpus,
    import::{
        ImportReport, StepUnit, Steps, TimeForm,
        cameo::{Codes, Feeds, Layout},
        snap::{SnapError, SnapOptions, read},
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
    let on = || "2004".parse().ok();
    for (on, is_stepped) in [(on(), false), (on(), true), (None, false)] {
        let origin = "1996-01".parse().expect("a month");
        let steps =
            is_stepped.then(|| Steps::new(&origin, Some(StepUnit::Quarter)).expect("an origin"));
        let is_dated = on.is_some();
        let times = TimeForm { steps, ..TimeForm::default() };
        let options = SnapOptions { on, times, ..SnapOptions::default() };
        let mut pushed = 0;
        let read = read(bytes, &options, &vocabulary, &mut |_| {
            pushed += 1;
            Ok(())
        });
        match read {
            Ok(report) => check(&report, pushed),
            Err(SnapError::Pajek(_)) => {}
            Err(error) => assert!(!is_dated, "{error}"),
        }
    }
});
