//! `stance path`.

use super::{Answering, Context, Failure, session::Question};
use crate::{analysis::path::Walk, report};
use clap::Args;
use std::process::ExitCode;

/// Find the path of fewest ties between two entities.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Where the path begins: an id, name or alias.
    a: String,
    /// Where it ends: an id, name or alias.
    b: String,
    /// Follow ties in both directions, not only from holder to target.
    #[arg(long)]
    undirected: bool,
    #[command(flatten)]
    question: Question,
}

impl Answering for Arguments {
    fn rows(schemas: &mut report::RowSchemas) {
        schemas.add::<report::StepRow<'_>>();
    }
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        self.question.ask(context, |session, view, facts| {
            let ends = [session.entity(&self.a)?, session.entity(&self.b)?];
            let walk = if self.undirected { Walk::Undirected } else { Walk::Directed };
            context.output.answer(&report::path(&view, ends, walk, facts))
        })
    }
}
