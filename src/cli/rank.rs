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

/// Rank entities by their signed ties.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The measure to rank by; the degrees are always shown.
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
