//! `stance compact`.

use super::{Context, Failure, build, progress::Progress};
use crate::graph::Addition;
use clap::Args;
use std::{path::PathBuf, process::ExitCode};

/// Makes one of a store and what was added to it, which makes it smaller and its answers faster.
///
/// What `stance import` adds to a store stands behind it, and is read together with it; the store is not written anew. This does
/// so, whole or not at all.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The store.
    store: PathBuf,
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        context.output.refuse_form("a store has a form of its own")?;
        if context.output.path().is_some() {
            let message = "-o does not apply here: the store is made one in its place";
            return Err(Failure::Usage(message.to_owned()));
        }
        build::clean_up_on_interrupt();
        let addition = Addition::begin(&self.store)?;
        let graph = Progress::during("writing", || addition.compact())?;
        context.output.tell(&build::told(&graph, &self.store));
        Ok(ExitCode::SUCCESS)
    }
}
