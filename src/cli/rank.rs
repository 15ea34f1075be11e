//! `stance rank`.

use super::{
    Answering, Context, Failure,
    options::{SeriesOptions, words},
    session::Question,
};
use crate::{
    analysis::{balance::outcomes, rank::Measure},
    report::{self, DefinitePeriod, RankRow},
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

impl Answering for Arguments {
    fn rows(schemas: &mut report::RowSchemas) {
        schemas.add::<RankRow<'_>>();
        schemas.add::<report::SeriesRow<report::DefiniteRow<RankRow<'_>>>>();
    }
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        self.question.ask(context, |_, view, facts| {
            let Some(series) = self.series.series() else {
                return context.output.answer(&report::rank(&view, self.by, facts));
            };
            let periods = series.periods(&view)?.into_iter();
            let periods = periods.map(|period| {
                let outcomes = outcomes(&period.view);
                DefinitePeriod {
                    span: period.span,
                    possible: outcomes.n_possible(),
                    rows: RankRow::all(&outcomes.definite(), self.by),
                }
            });
            context.output.answer(&report::series_of_rank(periods.collect(), self.by, facts))
        })
    }
}
