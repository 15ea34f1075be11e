//! `stance import`.

mod cameo;
mod conclude;
mod csv;
mod destination;
mod dna;
mod entities;
mod events;
mod jsonl;
mod pajek;
mod snap;
mod table;

use super::{Context, Failure};
use clap::{Args, Subcommand};
use std::process::ExitCode;

/// Import statements into a store or a corpus.
///
/// Writes a store (-o NAME.stance) or a corpus (-o NAME.ron, or a folder).
///
/// What is there is added to, store or corpus: a statement that stands there already adds nothing; one with the id of another
/// statement corrects it; every other one is new. With --update the data are a newer copy, and a row that changed in part corrects
/// what stands. The report on standard error says which columns were read as what, what was skipped and why, with line
/// numbers; -O json writes it to standard output as data. Exits with 1 when rows were read and none is a statement.
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
    Entities(Box<entities::Arguments>),
    Jsonl(Box<jsonl::Arguments>),
    Pajek(Box<pajek::Arguments>),
    Snap(Box<snap::Arguments>),
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        match self.format {
            Format::Cameo(arguments) => arguments.run(context),
            Format::Csv(arguments) => arguments.run(context),
            Format::Dna(arguments) => arguments.run(context),
            Format::Entities(arguments) => arguments.run(context),
            Format::Jsonl(arguments) => arguments.run(context),
            Format::Pajek(arguments) => arguments.run(context),
            Format::Snap(arguments) => arguments.run(context),
        }
    }
}
