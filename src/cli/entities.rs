//! `stance entities`.

use super::{Context, Failure, session::Question};
use crate::report;
use clap::Args;
use std::process::ExitCode;

/// Who and what there is.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Only entities whose id, name or alias holds this text.
    query: Option<String>,
    #[command(flatten)]
    question: Question,
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        self.question.ask(context, |_, view, facts| {
            context.output.answer(&report::entities(&view, self.query.as_deref(), facts))
        })
    }
}
