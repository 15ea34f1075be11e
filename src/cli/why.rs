//! `stance why`.

use super::{Context, Failure, options::BudgetOption, session::Question};
use crate::{analysis::tension::Tension, report};
use clap::Args;
use std::process::ExitCode;

/// The evidence behind a tie: every statement of the pair, deciding ones first.
#[derive(Args)]
// Camps are an aside here: nobody waits for their proof.
#[command(mut_arg("budget", |budget| budget.default_value("1")))]
pub(crate) struct Arguments {
    /// Whose stance: an id, name or alias.
    holder: String,
    /// Towards whom or what: an id, name or alias.
    target: String,
    #[command(flatten)]
    budget: BudgetOption,
    #[command(flatten)]
    question: Question,
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        self.question.ask(context, |session, view, facts| {
            let (holder, target) = (session.entity(&self.holder)?, session.entity(&self.target)?);
            let tension =
                self.budget.spend(|budget| Tension::between(&view, [holder, target], budget));
            context.output.answer(&report::why(&view, holder, target, tension, facts))
        })
    }
}
