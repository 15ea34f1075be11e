//! The argument and the answer that `who`, `whom` and `ties` share.

use super::{Context, Failure, options::SeriesOptions};
use crate::{
    corpus::spelled_verb,
    report::{self, RowSchemas, Side, Stances, ViewFacts},
    view::View,
};
use clap::{
    Args,
    builder::{PossibleValue, PossibleValuesParser, TypedValueParser},
};

/// Which stances to list.
#[derive(Args)]
pub(super) struct StancesOption {
    /// Which stances: positive ties, negative ties, or all (neutral and mixed too).
    #[arg(value_name = "supports|criticizes|any", hide_possible_values = true, ignore_case = true, value_parser = stances())]
    pub(super) stances: Stances,
}

/// Parses which stances: capitals and the British spelling are understood.
pub(super) fn stances() -> impl TypedValueParser<Value = Stances> {
    let words = Stances::WORDS.iter().map(|word| match *word {
        "criticizes" => PossibleValue::new(word).alias("criticises"),
        word => PossibleValue::new(word),
    });
    PossibleValuesParser::new(words).try_map(|typed| spelled_verb(&typed).parse::<Stances>())
}

/// Declares the rows of such an answer.
pub(super) fn rows(schemas: &mut RowSchemas) {
    schemas.add::<report::TieRow<'_>>();
    schemas.add::<report::SeriesRow<report::TiesPeriodRow<'_>>>();
}

/// Answers with the ties of a side, or with their numbers for each period.
pub(super) fn answer(
    context: &Context,
    view: &View<'_>,
    side: Side,
    stances: Stances,
    series: &SeriesOptions,
    facts: ViewFacts,
) -> Result<(), Failure> {
    let Some(series) = series.series() else {
        return context.output.answer(&report::ties(view, side, stances, facts));
    };
    let periods = series.periods(view)?;
    context.output.answer(&report::series_of_ties(view, &periods, side, stances, facts))
}
