//! `stance entities`.

use super::{Answering, Context, Failure, session::Question};
use crate::report;
use clap::Args;
use std::process::ExitCode;

/// List the entities.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Only entities whose id, name or alias contains this text.
    query: Option<String>,
    #[command(flatten)]
    question: Question,
}

impl Answering for Arguments {
    fn rows(schemas: &mut report::RowSchemas) {
        schemas.add::<report::EntityRow<'_>>();
    }
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        self.question.ask(context, |_, view, facts| {
            context.output.answer(&report::entities(&view, self.query.as_deref(), facts))
        })
    }
}
