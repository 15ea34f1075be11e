//! `stance common`.

use super::{Answering, Context, Failure, session::Question};
use crate::report;
use clap::Args;
use std::process::ExitCode;

/// Compare two entities: targets where they agree or disagree.
#[derive(Args)]
pub(crate) struct Arguments {
    /// An entity: an id, name or alias.
    a: String,
    /// An entity: an id, name or alias.
    b: String,
    #[command(flatten)]
    question: Question,
}

impl Answering for Arguments {
    fn rows(schemas: &mut report::RowSchemas) {
        schemas.add::<report::CommonRow<'_>>();
    }
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        self.question.ask(context, |session, view, facts| {
            let (a, b) = (session.entity(&self.a)?, session.entity(&self.b)?);
            context.output.answer(&report::common(&view, a, b, facts))
        })
    }
}
