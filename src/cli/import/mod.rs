//! `stance import`.

mod csv;

use super::{Context, Failure};
use clap::{Args, Subcommand};
use std::process::ExitCode;

/// Other people's data as a store: a table of statements with a header.
///
/// Tells on standard error what it read and what it left out, by reason and with line numbers.
#[derive(Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    format: Format,
}

#[derive(Subcommand)]
enum Format {
    Csv(Box<csv::Arguments>),
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        match self.format {
            Format::Csv(arguments) => arguments.run(context),
        }
    }
}
