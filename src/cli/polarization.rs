//! `stance polarization`.

use super::{
    Answering, Context, Failure,
    camps::AGREEMENT,
    network::CountingOptions,
    options::{BudgetOption, SeriesOptions},
    session::Question,
};
use crate::{
    analysis::{
        frustration::Budget,
        network::Debate,
        polarization::{OpenPolarization, Polarization, of_debate},
    },
    report::{self, PolarizationPeriodRow},
    view::View,
};
use clap::Args;
use std::process::ExitCode;

/// Measure how far the debate falls into two camps, from 0 to 1.
///
/// Two actors agree when their statements on the same target have the same polarity, and disagree when they have
/// opposite ones. Camps agree within and disagree across. Polarization is 0 where nobody disagrees, and 1 where
/// two camps fit perfectly and at least half of what actors share is conflict.
#[derive(Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    counting: CountingOptions,
    #[command(flatten)]
    budget: BudgetOption,
    #[command(flatten)]
    question: Question,
    #[command(flatten)]
    series: SeriesOptions,
}

impl Answering for Arguments {
    fn rows(schemas: &mut report::RowSchemas) {
        schemas.add::<report::CampRow<'_>>();
        schemas.add::<report::SeriesRow<PolarizationPeriodRow<'_>>>();
    }
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        let count = self.counting.options();
        let of = |view: &View<'_>, budget: &Budget<'_>| -> Result<Polarization, Failure> {
            let debate = Debate::new(view, &count);
            self.counting.check_fits(debate.most_agreements(), AGREEMENT)?;
            Ok(of_debate(debate, budget))
        };
        self.question.ask(context, |_, view, facts| {
            let Some(series) = self.series.series() else {
                let found = self.budget.spend(&context.deadline, |budget| of(&view, budget))?;
                return context.output.answer(&report::polarization(&view, &found, facts));
            };
            let mut periods = Vec::new();
            for period in series.periods(&view)? {
                let found = self.budget.spend(&context.deadline, |budget| {
                    OpenPolarization::new(&period.view, &count, |outcome| of(outcome, budget))
                })?;
                periods.push((period.span, PolarizationPeriodRow::of_period(&period.view, &found)));
            }
            context.output.answer(&report::series_of_polarization(periods, facts))
        })
    }
}
