//! `stance show`.

use super::{
    Answering, Context, Failure,
    camps::{ByOption, KindsOption, check_size},
    options::BudgetOption,
    session::Question,
};
use crate::{analysis::tension::Tension, report};
use clap::Args;
use std::process::ExitCode;

/// Show one entity: roles, ties, shifts, camp, tense triangles.
#[derive(Args)]
// Camps are only part of this answer, so it does not wait long for a proof.
#[command(mut_arg("budget", |budget| budget.default_value("1")))]
pub(crate) struct Arguments {
    /// The entity: an id, name or alias.
    entity: String,
    #[command(flatten)]
    by: ByOption,
    #[command(flatten)]
    kinds: KindsOption,
    #[command(flatten)]
    budget: BudgetOption,
    #[command(flatten)]
    question: Question,
}

impl Answering for Arguments {
    fn rows(schemas: &mut report::RowSchemas) {
        schemas.add::<report::TieRow<'_>>();
    }
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        let basis = self.kinds.basis(&self.by);
        self.question.ask(context, |session, view, facts| {
            let entity = session.entity(&self.entity)?;
            check_size(&view, &basis)?;
            let tension = self
                .budget
                .spend(&context.deadline, |budget| Tension::around(&view, entity, &basis, budget));
            context.output.answer(&report::show(&view, entity, tension, facts))
        })
    }
}
