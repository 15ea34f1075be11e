//! What the faults of a corpus mean for an answer.

use super::{Failure, output::Output, session::MOST_FINDINGS};
use crate::{
    corpus::{Code, Corpus, Diagnostic, Reading, Severity, TextFile},
    report::{count, render_diagnostics},
};

/// The errors of a corpus, with the files that they stand in.
#[derive(Debug, Default)]
pub(super) struct Faults {
    files: Vec<TextFile>,
    errors: Vec<Diagnostic>,
    left_out: usize,
}

impl Faults {
    /// The sound items of a reading, and its errors.
    pub(super) fn of(reading: Reading) -> (Corpus, Self) {
        if reading.is_sound() {
            return (reading.corpus, Self::default());
        }
        let left_out = reading.corpus.left_out;
        let is_error = |finding: &Diagnostic| finding.severity == Severity::Error;
        let errors = reading.diagnostics.into_iter().filter(is_error).collect();
        (reading.corpus, Self { files: reading.files, errors, left_out })
    }

    /// Whether the sound items may be answered from; what is left out, or why not, goes to `output`.
    pub(super) fn judge(&self, is_lenient: bool, output: &Output) -> Result<(), Failure> {
        let Self { files, errors, left_out } = self;
        let n_errors = errors.len();
        let n_unread = errors.iter().filter(|error| error.code == Code::Unreadable).count();
        if n_errors == 0 {
            return Ok(());
        }
        // What a file that cannot be read would say, nobody knows: that is more than a faulty item.
        if is_lenient && n_unread == 0 {
            let errors = count(n_errors, "error", "errors");
            let items = count(*left_out, "faulty item is", "faulty items are");
            output.tell(&format!("note: {errors}; {items} left out\n"));
            return Ok(());
        }
        output.tell(&render_diagnostics(files, errors, MOST_FINDINGS, output.width()));
        let more = n_errors.saturating_sub(MOST_FINDINGS);
        let more = if more > 0 { format!(" ({more} more are not shown)") } else { String::new() };
        if is_lenient {
            let files =
                if n_unread == 1 { "a file".to_owned() } else { format!("{n_unread} files") };
            return Err(Failure::Corpus(format!(
                "{files} of the corpus cannot be read; --lenient leaves out faulty items, not files"
            )));
        }
        let errors =
            if n_errors == 1 { "1 error".to_owned() } else { format!("{n_errors} errors") };
        Err(Failure::Corpus(format!(
            "the corpus has {errors}{more}; correct it (`stance check` reports every fault), or leave the faulty \
             items out with --lenient"
        )))
    }
}
