//! `stance ties`.

use super::{
    Answering, Context, Failure,
    options::SeriesOptions,
    session::Question,
    stances::{self, answer, stances},
};
use crate::report::{RowSchemas, Side, Stances};
use clap::Args;
use std::process::ExitCode;

/// List every tie of the view, by holder and target.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Which stances: positive ties, negative ties, or all (neutral and mixed too).
    #[arg(value_name = "supports|criticizes|any", default_value = "any", hide_possible_values = true, ignore_case = true, value_parser = stances())]
    stances: Stances,
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
        self.question.ask(context, |_, view, facts| {
            answer(context, &view, Side::All, self.stances, &self.series, facts)
        })
    }
}
