//! `stance why`.

use super::{Context, Failure, session::Question};
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
    question: Question,
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        self.question.ask(context, |session, view, facts| {
            let (holder, target) = (session.entity(&self.holder)?, session.entity(&self.target)?);
            context.output.answer(&report::why(&view, holder, target, facts))
        })
    }
}
