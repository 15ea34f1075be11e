//! `stance completions`.

use super::{Context, Failure, definition};
use clap::Args;
use clap_complete::Shell;
use std::process::ExitCode;

/// A script that completes commands and flags in a shell.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The shell.
    shell: Shell,
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut definition(), "stance", &mut script);
        context.output.write_bytes(&script)?;
        Ok(ExitCode::SUCCESS)
    }
}
