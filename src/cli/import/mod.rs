//! `stance import`.

mod cameo;
mod conclude;
mod csv;
mod destination;
mod dna;
mod events;
mod jsonl;
mod snap;

use super::{Context, Failure};
use clap::{Args, Subcommand};
use std::process::ExitCode;

/// Import statements into a store or a corpus.
///
/// Writes a store (-o NAME.stance) or a corpus (-o NAME.ron, or a folder).
///
/// What is there is added to, store or corpus: a statement that it holds already stays as it is, and one that differs
/// in part from what it holds of the same pair corrects it, with the day of recording. What is read and what is left
/// out is told on standard error, by reason and with line numbers.
#[derive(Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    format: Format,
}

#[derive(Subcommand)]
enum Format {
    Cameo(Box<cameo::Arguments>),
    Csv(Box<csv::Arguments>),
    Dna(Box<dna::Arguments>),
    Jsonl(Box<jsonl::Arguments>),
    Snap(Box<snap::Arguments>),
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        match self.format {
            Format::Cameo(arguments) => arguments.run(context),
            Format::Csv(arguments) => arguments.run(context),
            Format::Dna(arguments) => arguments.run(context),
            Format::Jsonl(arguments) => arguments.run(context),
            Format::Snap(arguments) => arguments.run(context),
        }
    }
}
