//! `stance show`.

use super::{
    Context, Failure,
    options::{CorpusOptions, ViewOptions},
    session::Session,
};
use crate::report;
use clap::Args;
use std::process::ExitCode;

/// A dossier of one entity: roles, standing ties out and in, changes of side.
#[derive(Args)]
pub(crate) struct Arguments {
    /// An id, name or alias.
    entity: String,
    #[command(flatten)]
    corpus: CorpusOptions,
    #[command(flatten)]
    view: ViewOptions,
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        let session = Session::open(&self.corpus, &self.view, context)?;
        let (view, facts) = session.view(&self.view, context)?;
        let entity = session.entity(&self.entity)?;
        context.output.answer(&report::show(&view, entity, facts))?;
        Ok(ExitCode::SUCCESS)
    }
}
