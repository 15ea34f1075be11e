//! `stance diff`.

use super::{Answering, Context, Failure, session::Question};
use crate::{
    model::{Date, DateExpression},
    report,
};
use clap::Args;
use std::process::ExitCode;

/// Compare two days: new, ended, reversed and changed ties.
///
/// A tie that keeps its sign but not its strength has hardened or softened.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The first date: the ties at its end.
    #[arg(value_name = "DATE", allow_hyphen_values = true)]
    from: DateExpression,
    /// The second date: the ties at its end.
    #[arg(value_name = "DATE", allow_hyphen_values = true)]
    to: DateExpression,
    #[command(flatten)]
    question: Question,
}

impl Answering for Arguments {
    fn rows(schemas: &mut report::RowSchemas) {
        schemas.add::<report::DiffRow<'_>>();
    }
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        self.question.ask(context, |_, view, facts| {
            let as_of = |date: &Date| {
                let [begin, end] = view.frame().ends();
                view.between([begin, end.min(date.end())])
            };
            let today = context.clock.today();
            let date = |typed: &DateExpression| {
                typed
                    .date_in(today, view.graph().zone())
                    .map_err(|error| Failure::Usage(error.to_string()))
            };
            let (from, to) = (date(&self.from)?, date(&self.to)?);
            let days = [from.as_str(), to.as_str()];
            context.output.answer(&report::diff(&as_of(&from), &as_of(&to), days, facts))
        })
    }
}
