//! `stance whom`.

use super::{
    Context, Failure,
    options::{CorpusOptions, SeriesOptions, ViewOptions, words},
    session::Session,
};
use crate::report::{self, Side, Stances};
use clap::Args;
use std::process::ExitCode;

/// Whom somebody supports or criticizes: standing ties of a holder.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Whose ties: an id, name or alias.
    holder: String,
    /// Which stances: positive ties, negative ties, or all (neutral and mixed too).
    #[arg(value_name = "supports|criticizes|any", hide_possible_values = true, value_parser = words::<Stances>(Stances::WORDS))]
    stances: Stances,
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
        let side = Side::Of(session.entity(&self.holder)?);
        match self.series.series() {
            None => context.output.answer(&report::standing(&view, side, self.stances, facts))?,
            Some(series) => {
                let periods = series.periods(&view)?;
                context.output.answer(&report::series_of_standing(&view, &periods, side, self.stances, facts))?;
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}
