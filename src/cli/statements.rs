//! `stance statements`.

use super::{
    Context, Failure,
    options::{CorpusOptions, ViewOptions},
    session::Session,
};
use crate::report;
use clap::Args;
use std::process::ExitCode;

/// Every statement of the view, in order.
#[derive(Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    corpus: CorpusOptions,
    #[command(flatten)]
    view: ViewOptions,
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        let session = Session::open(&self.corpus, &self.view, context)?;
        let (view, facts) = session.view(&self.view, context)?;
        context.output.answer(&report::timeline("statements", &view, None, None, facts))?;
        Ok(ExitCode::SUCCESS)
    }
}
