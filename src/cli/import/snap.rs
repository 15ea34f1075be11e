//! `stance import snap`.

use super::events;
use crate::{
    cli::{Context, Failure, input},
    corpus,
    import::{
        snap::{SnapError, SnapOptions, read},
        verb,
    },
    model::{EntityKind, SourceKind},
};
use clap::Args;
use std::{path::PathBuf, process::ExitCode};

/// Signed networks of the Stanford collection (SNAP): lists of signed edges, and elections.
///
/// A list has an edge in each line, `from to sign` and perhaps a time, between tabs, commas or spaces; `#` begins a comment. A time
/// is a date, or Unix seconds; other numbers are steps, counted from --origin. Elections are blocks of lines E, T, U, N and V, and every vote is a statement.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The network, which may be compressed (gzip, Zstandard); `-` is standard input.
    file: PathBuf,
    #[command(flatten)]
    signs: events::Signs,
    /// The verb of nominations in elections; else endorses.
    #[arg(long, value_name = "VERB")]
    nomination: Option<String>,
    #[command(flatten)]
    times: events::Times,
    /// The source of edges; else the name of the file. Each election is a source.
    #[arg(long, value_name = "SOURCE")]
    source: Option<String>,
    #[command(flatten)]
    events: events::Options,
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        let vocabulary = corpus::shipped_vocabulary();
        let nomination = self.nomination.map(|word| verb(&word, &vocabulary)).transpose();
        let options = SnapOptions {
            verbs: self.signs.verbs(&vocabulary)?,
            nomination: nomination.map_err(|error| Failure::Usage(error.to_string()))?,
            times: self.times.form(context)?,
            on: self.times.on(context),
            source: self.source.unwrap_or_else(|| input::stem(&self.file)),
        };
        let usual = events::naming(EntityKind::Person, SourceKind::Dataset);
        let words = vocabulary.clone();
        let files = [self.file];
        events::import(context, &self.events, vocabulary, usual, &files, |file, input, sink| {
            read(input, &options, &words, sink).map_err(|error| match error {
                SnapError::Io(error) => Failure::file(file, "read", &error),
                SnapError::Undated(_) | SnapError::Steps { .. } => {
                    Failure::Usage(error.to_string())
                }
                SnapError::Pajek(_) | SnapError::NoVerb(_) => {
                    Failure::Data(format!("{}: {error}", file.display()))
                }
            })
        })
    }
}
