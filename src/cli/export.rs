//! `stance export`.

use super::{Context, Failure};
use clap::Args;
use std::process::ExitCode;

/// The view for other tools.
#[derive(Args)]
pub(crate) struct Arguments {}

impl Arguments {
    pub(super) fn run(self, _context: &Context) -> Result<ExitCode, Failure> {
        Ok(ExitCode::SUCCESS)
    }
}
