//! `stance completions`.

use super::{Context, Failure, complete::script};
use clap::Args;
use clap_complete::Shell;
use std::process::ExitCode;

/// Print a script that completes commands and names in a shell.
///
/// Entities, sources, verbs and the terms of --where are those of the corpus that the command line names, else of the usual one.
/// bash: source <(stance completions bash)
#[derive(Args)]
pub(crate) struct Arguments {
    /// The shell to complete in.
    shell: Shell,
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        context.output.write_bytes(&script(&self.shell.to_string())?)?;
        Ok(ExitCode::SUCCESS)
    }
}
