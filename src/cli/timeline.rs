//! `stance timeline`.

use super::{
    Context, Failure,
    options::{CorpusOptions, ViewOptions},
    session::Session,
};
use crate::report;
use clap::Args;
use std::process::ExitCode;

/// Statements in order: of everybody, of one holder, or of one holder towards one target.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Only statements of this holder: an id, name or alias.
    holder: Option<String>,
    /// Only statements towards this target: an id, name or alias.
    target: Option<String>,
    #[command(flatten)]
    corpus: CorpusOptions,
    #[command(flatten)]
    view: ViewOptions,
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        let session = Session::open(&self.corpus, &self.view, context)?;
        let (view, facts) = session.view(&self.view, context)?;
        let entity = |typed: &Option<String>| typed.as_ref().map(|typed| session.entity(typed)).transpose();
        let (holder, target) = (entity(&self.holder)?, entity(&self.target)?);
        context.output.answer(&report::timeline("timeline", &view, holder, target, facts))?;
        Ok(ExitCode::SUCCESS)
    }
}
