//! `stance whom`.

use super::{
    Context, Failure,
    options::SeriesOptions,
    session::Question,
    standing::{StancesOption, answer},
};
use crate::report::Side;
use clap::Args;
use std::process::ExitCode;

/// Whom somebody supports or criticizes: standing ties of a holder.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Whose ties: an id, name or alias.
    holder: String,
    #[command(flatten)]
    stances: StancesOption,
    #[command(flatten)]
    question: Question,
    #[command(flatten)]
    series: SeriesOptions,
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        self.question.ask(context, |session, view, facts| {
            let side = Side::Of(session.entity(&self.holder)?);
            answer(context, &view, side, &self.stances, &self.series, facts)
        })
    }
}
