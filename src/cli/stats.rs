//! `stance stats`.

use super::{
    Context, Failure,
    options::{SeriesOptions, words},
    session::Question,
};
use crate::{analysis::activity::Party, report};
use clap::Args;
use std::process::ExitCode;

/// Count entities, sources, statements and pairs, with the dates.
///
/// Claims and corrected statements are counted separately.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Count the statements of each entity: as a holder, as a target, or either.
    #[arg(long, value_name = "PARTY", value_parser = words::<Party>(Party::WORDS))]
    by: Option<Party>,
    /// Only the N entities with the most statements, in each period.
    #[arg(long, value_name = "N", requires = "by", value_parser = clap::value_parser!(u32).range(1..))]
    top: Option<u32>,
    #[command(flatten)]
    question: Question,
    #[command(flatten)]
    series: SeriesOptions,
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        self.question.ask(context, |_, view, facts| {
            let (output, top) = (&context.output, self.top.map(|top| top as usize));
            let periods = self.series.series().map(|series| series.periods(&view)).transpose()?;
            match (self.by, periods) {
                (None, None) => output.answer(&report::stats(&view, facts)),
                (None, Some(periods)) => output.answer(&report::series_of_stats(&periods, facts)),
                (Some(party), None) => output.answer(&report::activity(&view, party, top, facts)),
                (Some(party), Some(periods)) => {
                    output.answer(&report::series_of_activity(&periods, party, top, facts))
                }
            }
        })
    }
}
