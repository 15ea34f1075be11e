//! `stance compact`.

use super::{Context, Failure, build, progress::Progress};
use crate::graph::Addition;
use clap::Args;
use std::{path::PathBuf, process::ExitCode};

/// Merge a store with what was added to it: smaller and faster.
///
/// `stance import` appends additions to a store instead of rewriting it. `compact` rewrites the store with its
/// additions merged, atomically.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The store to rewrite.
    store: PathBuf,
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        context.output.refuse_form("a store has its own format")?;
        if context.output.path().is_some() {
            let message = "-o does not apply here: compact rewrites the store in place";
            return Err(Failure::Usage(message.to_owned()));
        }
        let addition = Addition::begin(&self.store)?;
        let graph = Progress::during("writing", || addition.compact())?;
        context.output.tell(&build::summary(&graph, &self.store));
        Ok(ExitCode::SUCCESS)
    }
}
