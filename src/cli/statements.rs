//! `stance statements`.

use super::{Answering, Context, Failure, session::Question};
use crate::report;
use clap::Args;
use std::process::ExitCode;

/// List every statement of the view, in order.
#[derive(Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    question: Question,
}

impl Answering for Arguments {
    fn rows(schemas: &mut report::RowSchemas) {
        schemas.add::<report::StatementRow<'_>>();
    }
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        self.question.ask(context, |_, view, facts| {
            context.output.answer(&report::timeline("statements", &view, None, None, facts))
        })
    }
}
