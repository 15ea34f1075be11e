//! `stance who`.

use super::{
    Answering, Context, Failure,
    options::SeriesOptions,
    session::Question,
    stances::{self, StancesOption, answer},
};
use crate::report::{RowSchemas, Side};
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

impl Answering for Arguments {
    fn rows(schemas: &mut RowSchemas) {
        stances::rows(schemas);
    }
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        self.question.ask(context, |session, view, facts| {
            let side = Side::Towards(session.entity(&self.target)?);
            answer(context, &view, side, self.stances.stances, &self.series, facts)
        })
    }
}
