//! `stance import jsonl`.

use super::destination::DestinationOptions;
use crate::{
    cli::{Context, Failure, input, session::MOST_FINDINGS},
    corpus::{self, Corpus, Reading, Severity, TextFile},
    graph::TemporalGraph,
    import::{
        Outcome, Places, Provenance, corrects_elsewhere,
        jsonl::{Distinct, distinct},
    },
    model::Day,
    report::{count, render_diagnostics},
};
use clap::Args;
use serde::Deserialize;
use std::{io::Read, path::PathBuf, process::ExitCode};

/// Records as JSON lines, as `stance export jsonl` writes them.
///
/// Each line holds one record of a corpus: {"statement": {"holder": …}}, or entity, source, verb. The fields are those of corpus
/// files. A line at fault is told with its place, and nothing is imported unless --lenient leaves it out.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The files, which may be compressed (gzip, Zstandard); `-` is standard input.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Leave faulty lines out.
    #[arg(long)]
    lenient: bool,
    #[command(flatten)]
    destination: DestinationOptions,
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        let stem = self.files.first().map(|path| input::stem(path)).unwrap_or_default();
        let destination = self.destination.resolve(context, &stem)?;
        let mut texts = Vec::new();
        for path in &self.files {
            let mut bytes = Vec::new();
            let unreadable = |error| Failure::file(path, "read", &error);
            input::open(path)?.content.read_to_end(&mut bytes).map_err(unreadable)?;
            let text = String::from_utf8(bytes).map_err(|error| {
                let at = error.utf8_error().valid_up_to();
                Failure::Data(format!("{} is not UTF-8 (around byte {at})", path.display()))
            })?;
            let text = text.trim_start_matches('\u{feff}').to_owned();
            texts.push(TextFile { path: path.clone(), text });
        }
        let recorded = self.destination.recorded_by(context).day();
        let Distinct { repeated, corrections } = distinct(&mut texts, recorded);
        for (places, what) in [
            (repeated, "skipped lines that say what an earlier one says"),
            (corrections, "kept lines with the id of an earlier one, which they correct"),
        ] {
            if !places.is_empty() {
                context.output.tell(&format!("{what}: {}\n", places.join(", ")));
            }
        }
        let corrected = texts.iter().flat_map(|file| corrected(&file.text)).collect::<Vec<_>>();
        let corrected = corrected.iter().map(String::as_str).collect();
        let elsewhere = destination.statements().having(&corrected);
        let reading = corpus::read_json_lines_beside(texts, &elsewhere);
        let n_errors = reading.count(Severity::Error);
        if n_errors > 0 {
            let errors = reading.diagnostics.iter().filter(|it| it.severity == Severity::Error);
            let errors: Vec<_> = errors.cloned().collect();
            let width = context.output.width();
            context.output.tell(&render_diagnostics(&reading.files, &errors, MOST_FINDINGS, width));
            if !self.lenient {
                let message =
                    "nothing was imported; mend the lines, or leave them out with --lenient";
                return Err(Failure::Data(message.to_owned()));
            }
            let left_out = count(reading.corpus.left_out, "faulty record is", "faulty records are");
            context.output.tell(&format!("note: {left_out} left out\n"));
        }
        let places = places(&reading);
        let mut corpus = reading.corpus;
        if let Some(day) = destination.recorded(&self.destination, context) {
            record(&mut corpus, day);
        }
        let corrects = corrects_elsewhere(&corpus, &elsewhere);
        let provenance = Provenance {
            has_corrections: true,
            corrects,
            places,
            is_whole: !self.lenient,
            ..Provenance::default()
        };
        let outcome = Outcome { provenance, ..Outcome::default() };
        destination.take(&TemporalGraph::new(corpus), &outcome, context)?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Where the statements of files stand.
fn places(reading: &Reading) -> Places {
    let mut lines = reading.files.iter().map(|file| (file, 1, 0)).collect::<Vec<_>>();
    let line = |number| {
        let place = reading.place(number)?;
        let (file, line, read_to) = lines.get_mut(place.file)?;
        // Statements come in the order of the files.
        *line += file.text.get(*read_to..place.start)?.matches('\n').count();
        *read_to = place.start;
        Some(format!("{}:{line}", file.path.display()))
    };
    let places = (0..reading.corpus.statements.len()).map(line);
    Places::Listed(places.map(Option::unwrap_or_default).collect())
}

/// The ids of the statements that lines say they correct.
fn corrected(text: &str) -> impl Iterator<Item = String> {
    #[derive(Deserialize)]
    struct Line {
        statement: Correcting,
    }
    #[derive(Deserialize)]
    struct Correcting {
        supersedes: String,
    }
    // What is wrong with other lines is reported when they are read as records.
    let lines = text.lines().filter(|line| line.contains("supersedes"));
    lines.filter_map(|line| Some(serde_json::from_str::<Line>(line).ok()?.statement.supersedes))
}

/// Tells of each statement that it was recorded on a day, unless it is known since another than its source or its date tells.
fn record(corpus: &mut Corpus, day: Day) {
    let mut statements = std::mem::take(&mut corpus.statements);
    for statement in &mut statements {
        let published = corpus.source(statement.source).published.as_ref();
        let published = published.map(|date| date.bounds().latest).filter(|day| day.is_bounded());
        if statement.known == published.unwrap_or(statement.bounds.latest) {
            statement.known = day;
        }
    }
    corpus.statements = statements;
}
