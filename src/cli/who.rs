//! `stance who`.

use super::{
    Context, Failure,
    options::SeriesOptions,
    session::Question,
    ties::{StancesOption, answer},
};
use crate::report::Side;
use clap::Args;
use std::process::ExitCode;

/// List who supports or criticizes a target.
#[derive(Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    stances: StancesOption,
    /// The target: an id, name or alias.
    target: String,
    #[command(flatten)]
    question: Question,
    #[command(flatten)]
    series: SeriesOptions,
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        self.question.ask(context, |session, view, facts| {
            let side = Side::Towards(session.entity(&self.target)?);
            answer(context, &view, side, &self.stances, &self.series, facts)
        })
    }
}
