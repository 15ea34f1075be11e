//! `stance stats`.

use super::{
    Context, Failure,
    options::{CorpusOptions, SeriesOptions, ViewOptions},
    session::Session,
};
use crate::report;
use clap::Args;
use std::process::ExitCode;

/// How much there is: entities, sources, statements, pairs, dates.
///
/// Claims and corrected statements are counted apart.
#[derive(Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    corpus: CorpusOptions,
    #[command(flatten)]
    view: ViewOptions,
    #[command(flatten)]
    series: SeriesOptions,
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        let session = Session::open(&self.corpus, &self.view, context)?;
        let (view, facts) = session.view(&self.view, context)?;
        match self.series.series() {
            None => context.output.answer(&report::stats(&view, facts))?,
            Some(series) => context.output.answer(&report::series_of_stats(&series.periods(&view)?, facts))?,
        }
        Ok(ExitCode::SUCCESS)
    }
}
