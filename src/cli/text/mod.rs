//! `stance text`.

mod add;

use super::{Context, Failure};
use clap::{Args, Subcommand};
use std::process::ExitCode;

/// Keep the texts of sources beside the corpus.
///
/// A text lies in `texts/SOURCE-ID.txt`, in the folder of the corpus, or beside a corpus of one file. `stance check`
/// looks there for the quotes of statements.
#[derive(Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    Add(Box<add::Arguments>),
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        match self.action {
            Action::Add(arguments) => arguments.run(context),
        }
    }
}
