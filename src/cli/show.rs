//! `stance show`.

use super::{Context, Failure, session::Question};
use crate::report;
use clap::Args;
use std::process::ExitCode;

/// A dossier of one entity: roles, standing ties out and in, changes of side.
#[derive(Args)]
pub(crate) struct Arguments {
    /// An id, name or alias.
    entity: String,
    #[command(flatten)]
    question: Question,
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        self.question.ask(context, |session, view, facts| {
            let entity = session.entity(&self.entity)?;
            context.output.answer(&report::show(&view, entity, facts))
        })
    }
}
