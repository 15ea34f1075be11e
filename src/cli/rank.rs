//! `stance rank`.

use super::{
    Context, Failure,
    options::{SeriesOptions, words},
    session::Question,
};
use crate::{
    analysis::rank::Measure,
    report::{self, RankRow},
};
use clap::Args;
use std::process::ExitCode;

/// Who is esteemed and who is not: entities by their signed ties.
#[derive(Args)]
pub(crate) struct Arguments {
    /// What they are ranked by; the degrees are shown whatever it is.
    #[arg(long, value_name = "MEASURE", default_value = "net", value_parser = words::<Measure>(Measure::WORDS))]
    by: Measure,
    #[command(flatten)]
    question: Question,
    #[command(flatten)]
    series: SeriesOptions,
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        self.question.ask(context, |_, view, facts| {
            let Some(series) = self.series.series() else {
                return context.output.answer(&report::rank(&view, self.by, facts));
            };
            let periods = series.periods(&view)?.into_iter();
            let rows = periods.map(|period| (period.span, RankRow::all(&period.view, self.by)));
            context.output.answer(&report::series_of_rank(rows.collect(), self.by, facts))
        })
    }
}
