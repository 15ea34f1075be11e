//! `stance diff`.

use super::{Context, Failure, session::Question};
use crate::{
    model::{Date, Day, Span},
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
    #[arg(value_name = "DATE")]
    from: Date,
    /// The second date: the ties at its end.
    #[arg(value_name = "DATE")]
    to: Date,
    #[command(flatten)]
    question: Question,
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        self.question.ask(context, |_, view, facts| {
            let as_of = |date: &Date| {
                let span = Span { begin: Day::MIN, end: date.bounds().latest.next() };
                view.with_span(span.intersection(view.frame().span))
            };
            let days = [self.from.as_str(), self.to.as_str()];
            context.output.answer(&report::diff(&as_of(&self.from), &as_of(&self.to), days, facts))
        })
    }
}
