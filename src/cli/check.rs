//! `stance check`.

use super::{
    Context, Failure,
    options::CorpusOptions,
    session::{MOST_FINDINGS, read},
};
use crate::{
    corpus::{self, Against, Reading, Severity, WithoutText},
    report::{self, Form},
};
use clap::Args;
use serde_json::json;
use std::{path::PathBuf, process::ExitCode};

/// Check the corpus: report every fault in every file.
///
/// Looks for each quote in the text of its source, texts/SOURCE-ID.txt, where that lies beside the corpus. Exits with status 1
/// when there are errors.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Treat warnings as errors.
    #[arg(long)]
    strict: bool,
    /// Look for each quote in FOLDER/SOURCE-ID.txt instead, and report quotes without a text.
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
        let quotes = self.quotes(&mut reading)?;
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
                "elided": quotes.elided,
                "stitched": quotes.stitched,
                "nearly": quotes.nearly,
                "missing": quotes.missing,
                "without_text": quotes.without_text,
                "texts_of_no_source": quotes.strays,
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

    /// Looks for the quotes in the texts that are there, and adds the findings.
    fn quotes(&self, reading: &mut Reading) -> Result<Option<Against>, Failure> {
        let (folders, without_text) = match &self.against {
            Some(folder) if !folder.is_dir() => {
                return Err(Failure::Usage(format!("{} is not a folder", folder.display())));
            }
            Some(folder) => (vec![folder.clone()], WithoutText::Reported),
            None => (self.corpus.texts_folders()?, WithoutText::Counted),
        };
        if folders.is_empty() {
            return Ok(None);
        }
        let mut against = corpus::against(reading, &folders, without_text);
        reading.diagnostics.append(&mut against.diagnostics);
        reading.diagnostics.sort_by_key(|finding| (finding.place, finding.severity));
        Ok(Some(against))
    }
}
