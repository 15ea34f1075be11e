//! The argument and the answer that `who` and `whom` share.

use super::{
    Context, Failure,
    options::{SeriesOptions, words},
};
use crate::{
    report::{self, Side, Stances, ViewFacts},
    view::View,
};
use clap::Args;

/// Which stances to list.
#[derive(Args)]
pub(super) struct StancesOption {
    /// Which stances: positive ties, negative ties, or all (neutral and mixed too).
    #[arg(value_name = "supports|criticizes|any", hide_possible_values = true, value_parser = words::<Stances>(Stances::WORDS))]
    stances: Stances,
}

/// Answers with the ties of a side, or with their numbers for each period.
pub(super) fn answer(
    context: &Context,
    view: &View<'_>,
    side: Side,
    StancesOption { stances }: &StancesOption,
    series: &SeriesOptions,
    facts: ViewFacts,
) -> Result<(), Failure> {
    let Some(series) = series.series() else {
        return context.output.answer(&report::ties(view, side, *stances, facts));
    };
    let periods = series.periods(view)?;
    context.output.answer(&report::series_of_ties(view, &periods, side, *stances, facts))
}
