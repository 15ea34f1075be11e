//! `stance why`.

use super::{
    Context, Failure,
    options::{CorpusOptions, ViewOptions},
    session::Session,
};
use crate::report;
use clap::Args;
use std::process::ExitCode;

/// The evidence behind a tie: every statement of the pair, deciding ones first.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Whose stance: an id, name or alias.
    holder: String,
    /// Towards whom or what: an id, name or alias.
    target: String,
    #[command(flatten)]
    corpus: CorpusOptions,
    #[command(flatten)]
    view: ViewOptions,
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        let session = Session::open(&self.corpus, &self.view, context)?;
        let (view, facts) = session.view(&self.view, context)?;
        let (holder, target) = (session.entity(&self.holder)?, session.entity(&self.target)?);
        context.output.answer(&report::why(&view, holder, target, facts))?;
        Ok(ExitCode::SUCCESS)
    }
}
