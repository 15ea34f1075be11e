//! `stance whom`.

use super::{
    Answering, Context, Failure,
    options::SeriesOptions,
    session::Question,
    stances::{self, StancesOption, answer},
};
use crate::report::{RowSchemas, Side};
use clap::Args;
use std::process::ExitCode;

/// List whom a holder supports or criticizes.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The holder: an id, name or alias.
    holder: String,
    #[command(flatten)]
    stances: StancesOption,
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
            let side = Side::Of(session.entity(&self.holder)?);
            answer(context, &view, side, self.stances.stances, &self.series, facts)
        })
    }
}
