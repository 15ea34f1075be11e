//! Any bytes as one or two corpus files: findings have places, every command answers, and RON agrees.
#![no_main]

use libfuzzer_sys::fuzz_target;
use stancegraph::{
    corpus::{Code, Reading, Severity},
    graph::TemporalGraph,
    report,
};
use stancegraph_fuzz::{BETWEEN, answers, check_places, is_of_form, read, typed};

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let texts: Vec<&str> = text.splitn(2, BETWEEN).collect();
    let reading = read(texts.iter().copied());
    check_places(&reading);
    agree_with_ron(&texts, &reading);
    let shown = report::render_diagnostics(&reading.files, &reading.diagnostics, 100, 80);
    assert_eq!(shown.is_empty(), reading.diagnostics.is_empty());
    let mut json = Vec::new();
    let answer = report::check(&reading, None, usize::MAX);
    answer.write(report::Form::Json, 80, &mut json).expect("memory can be written");
    drop(answer);
    answers::ask(&TemporalGraph::new(reading.corpus));
});

/// What RON accepts as a whole is read record by record, and what is read without a finding about
/// its form is accepted by RON.
fn agree_with_ron(texts: &[&str], reading: &Reading) {
    for (file, text) in texts.iter().enumerate() {
        let faults = || {
            reading
                .diagnostics
                .iter()
                .filter(|found| found.place.file == file && found.severity == Severity::Error)
        };
        match typed::read(text) {
            Some(_) => {
                let fault = faults().find(|fault| is_of_form(fault));
                assert!(fault.is_none(), "RON reads this: {fault:?}\n{text}");
            }
            // The reader knows no extensions, and so none that forbids something.
            None => assert!(
                text.contains("explicit_struct_names")
                    || faults().any(|fault| is_of_form(fault) || fault.code == Code::BadValue),
                "RON refuses this, the reader does not\n{text}"
            ),
        }
    }
    let files: Option<Vec<typed::Corpus>> = texts.iter().map(|text| typed::read(text)).collect();
    let Some(files) = files.filter(|files| files.iter().all(|file| file.vocabulary.is_empty()))
    else {
        return;
    };
    let n_records: usize = files
        .iter()
        .map(|file| file.entities.len() + file.sources.len() + file.statements.len())
        .sum();
    let corpus = &reading.corpus;
    let n_read = corpus.entities.len() + corpus.sources.len() + corpus.statements.len();
    assert_eq!(n_read + corpus.left_out, n_records, "no record may be lost\n{texts:?}");
}
