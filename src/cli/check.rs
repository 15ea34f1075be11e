//! `stance check`.

use super::{
    Context, Failure,
    options::CorpusOptions,
    session::{MOST_FINDINGS, read},
};
use crate::{
    corpus::{self, Severity},
    report::{self, Form},
};
use clap::Args;
use serde_json::json;
use std::{path::PathBuf, process::ExitCode};

/// Check the corpus: report every fault in every file.
///
/// Exits with status 1 when there are errors.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Treat warnings as errors.
    #[arg(long)]
    strict: bool,
    /// Also look for each quote in the text of its source: FOLDER/SOURCE-ID.txt.
    #[arg(long, value_name = "FOLDER")]
    against: Option<PathBuf>,
    /// Show every finding, not only the first 50.
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    corpus: CorpusOptions,
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        let mut reading = read(&self.corpus)?;
        let mut quotes = None;
        if let Some(folder) = &self.against {
            if !folder.is_dir() {
                return Err(Failure::Usage(format!("{} is not a folder", folder.display())));
            }
            let mut against = corpus::against(&reading, folder);
            reading.diagnostics.append(&mut against.diagnostics);
            quotes = Some(against);
        }
        if self.strict {
            for finding in &mut reading.diagnostics {
                finding.severity = Severity::Error;
            }
        }
        let most = if self.all { usize::MAX } else { MOST_FINDINGS };
        let mut answer = report::check(&reading, quotes.as_ref(), most);
        if let Some(quotes) = &quotes {
            let counts = json!({
                "verbatim": quotes.verbatim,
                "nearly": quotes.nearly,
                "missing": quotes.missing,
                "without_text": quotes.without_text,
            });
            answer.summary.insert("quotes".to_owned(), counts);
        }
        let width = context.output.width();
        if context.output.form() == Form::Table {
            let findings =
                report::render_diagnostics(&reading.files, &reading.diagnostics, most, width);
            context.output.write(|out| {
                out.write_all(findings.as_bytes())?;
                answer.write(Form::Table, width, out)
            })?;
        } else {
            context.output.answer(&answer)?;
        }
        Ok(if reading.is_sound() { ExitCode::SUCCESS } else { ExitCode::from(1) })
    }
}
