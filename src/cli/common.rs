//! `stance common`.

use super::{Context, Failure, session::Question};
use crate::report;
use clap::Args;
use std::process::ExitCode;

/// Where two entities agree and disagree: the targets towards which both have a tie.
#[derive(Args)]
pub(crate) struct Arguments {
    /// An id, name or alias.
    a: String,
    /// An id, name or alias.
    b: String,
    #[command(flatten)]
    question: Question,
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        self.question.ask(context, |session, view, facts| {
            let (a, b) = (session.entity(&self.a)?, session.entity(&self.b)?);
            context.output.answer(&report::common(&view, a, b, facts))
        })
    }
}
