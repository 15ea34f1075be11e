//! `stance entities`.

use super::{
    Context, Failure,
    options::{CorpusOptions, ViewOptions},
    session::Session,
};
use crate::report;
use clap::Args;
use std::process::ExitCode;

/// Who and what there is.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Only entities whose id, name or alias holds this text.
    query: Option<String>,
    #[command(flatten)]
    corpus: CorpusOptions,
    #[command(flatten)]
    view: ViewOptions,
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        let session = Session::open(&self.corpus, &self.view, context)?;
        let (view, facts) = session.view(&self.view, context)?;
        context.output.answer(&report::entities(&view, self.query.as_deref(), facts))?;
        Ok(ExitCode::SUCCESS)
    }
}
