//! `stance import snap`.

use super::events;
use crate::{
    cli::{Context, Failure, input},
    corpus,
    import::{
        snap::{SnapError, SnapOptions, read},
        verb,
    },
    model::{DateExpression, EntityKind, SourceKind},
};
use clap::Args;
use std::{path::PathBuf, process::ExitCode};

/// Signed networks of the Stanford collection (SNAP): lists of signed edges, and elections.
///
/// A list has an edge in each line, `from to sign` and perhaps a time in Unix seconds, between tabs, commas or spaces; `#`
/// begins a comment. Elections are blocks of lines E, T, U, N and V, and every vote is a statement.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The network, which may be compressed (gzip, Zstandard); `-` is standard input.
    file: PathBuf,
    /// The verb of signs above zero; else supports, or votes-for in elections.
    #[arg(long, value_name = "VERB")]
    positive: Option<String>,
    /// The verb of signs below zero; else opposes, or votes-against in elections.
    #[arg(long, value_name = "VERB")]
    negative: Option<String>,
    /// The verb of zero; else it is no stance, or abstains in elections.
    #[arg(long, value_name = "VERB")]
    neutral: Option<String>,
    /// The verb of nominations in elections; else endorses.
    #[arg(long, value_name = "VERB")]
    nomination: Option<String>,
    /// When edges without a time were true.
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<DateExpression>,
    /// The source of edges; else the name of the file. Each election is a source.
    #[arg(long, value_name = "SOURCE")]
    source: Option<String>,
    #[command(flatten)]
    events: events::Options,
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        let vocabulary = corpus::shipped_vocabulary();
        let find = |word: Option<String>| {
            let found = word.map(|word| verb(&word, &vocabulary)).transpose();
            found.map_err(|error| Failure::Usage(error.to_string()))
        };
        let options = SnapOptions {
            positive: find(self.positive)?,
            negative: find(self.negative)?,
            neutral: find(self.neutral)?,
            nomination: find(self.nomination)?,
            on: self.on.map(|typed| context.clock.date(&typed)),
            source: self.source.unwrap_or_else(|| input::stem(&self.file)),
        };
        let usual = events::naming(EntityKind::Person, SourceKind::Dataset);
        let words = vocabulary.clone();
        let files = [self.file];
        events::import(context, &self.events, vocabulary, usual, &files, |file, input, sink| {
            read(input, &options, &words, sink).map_err(|error| match error {
                SnapError::Io(error) => Failure::file(file, "read", &error),
                SnapError::Undated(_) => Failure::Usage(error.to_string()),
                SnapError::NoVerb(_) => Failure::Data(error.to_string()),
            })
        })
    }
}
