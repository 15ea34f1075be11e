//! `stance stats`.

use super::{Context, Failure, options::SeriesOptions, session::Question};
use crate::report;
use clap::Args;
use std::process::ExitCode;

/// How much there is: entities, sources, statements, pairs, dates.
///
/// Claims and corrected statements are counted apart.
#[derive(Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    question: Question,
    #[command(flatten)]
    series: SeriesOptions,
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        self.question.ask(context, |_, view, facts| {
            let Some(series) = self.series.series() else {
                return context.output.answer(&report::stats(&view, facts));
            };
            context.output.answer(&report::series_of_stats(&series.periods(&view)?, facts))
        })
    }
}
