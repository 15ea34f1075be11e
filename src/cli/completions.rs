//! `stance completions`.

use super::{Context, Failure, GROUPS, definition, help};
use clap::Args;
use clap_complete::Shell;
use std::process::ExitCode;

/// Print a script that completes commands and flags in a shell.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The shell to complete in.
    shell: Shell,
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        let mut script = Vec::new();
        let mut program = help::for_completions(definition(), GROUPS);
        clap_complete::generate(self.shell, &mut program, "stance", &mut script);
        context.output.write_bytes(&script)?;
        Ok(ExitCode::SUCCESS)
    }
}
