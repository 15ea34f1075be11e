//! `stance timeline`.

use super::{Answering, Context, Failure, session::Question};
use crate::report;
use clap::Args;
use std::process::ExitCode;

/// List statements in order: all, of a holder, or of a pair.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Only statements by this holder: an id, name or alias.
    holder: Option<String>,
    /// Only statements towards this target: an id, name or alias.
    target: Option<String>,
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
        self.question.ask(context, |session, view, facts| {
            let holder = session.optional_entity(self.holder.as_ref())?;
            let target = session.optional_entity(self.target.as_ref())?;
            context.output.answer(&report::timeline("timeline", &view, holder, target, facts))
        })
    }
}
