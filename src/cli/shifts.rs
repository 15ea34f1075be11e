//! `stance shifts`.

use super::{
    Context, Failure,
    options::{CorpusOptions, ViewOptions},
    session::Session,
};
use crate::report;
use clap::Args;
use std::process::ExitCode;

/// Who changed sides, when, with the words before and after.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Only shifts of this entity, or towards it: an id, name or alias.
    entity: Option<String>,
    #[command(flatten)]
    corpus: CorpusOptions,
    #[command(flatten)]
    view: ViewOptions,
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        let session = Session::open(&self.corpus, &self.view, context)?;
        let (view, facts) = session.view(&self.view, context)?;
        let entity = self.entity.as_ref().map(|typed| session.entity(typed)).transpose()?;
        context.output.answer(&report::shifts(&view, entity, facts))?;
        Ok(ExitCode::SUCCESS)
    }
}
