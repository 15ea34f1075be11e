//! `stance balance`.

use super::{
    Answering, Context, Failure,
    options::{BudgetOption, SeriesOptions},
    session::Question,
};
use crate::{
    analysis::{balance::Balance, plain::Weighing, triads::Listed},
    report,
    view::View,
};
use clap::Args;
use std::process::ExitCode;

/// Measure structural balance: triangles and the frustration index.
///
/// Lists the unbalanced triangles, such as two foes with a common friend, strongest first, and the ties behind the
/// frustration index.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Weight ties by their strength.
    #[arg(long)]
    weighted: bool,
    /// List every triangle, also balanced ones.
    #[arg(long)]
    all_triangles: bool,
    /// Only count the triangles by type, without the frustration index or a list.
    #[arg(long, conflicts_with_all = ["weighted", "all_triangles", "budget"])]
    census: bool,
    #[command(flatten)]
    budget: BudgetOption,
    #[command(flatten)]
    question: Question,
    #[command(flatten)]
    series: SeriesOptions,
}

impl Answering for Arguments {
    fn rows(schemas: &mut report::RowSchemas) {
        schemas.add::<report::TriangleRow<'_>>();
        schemas.add::<report::SeriesRow<report::BalancePeriodRow<'_>>>();
        schemas.add::<report::CensusRow>();
        schemas.add::<report::SeriesRow<report::CensusPeriodRow>>();
    }
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        if self.census {
            return self.census(context);
        }
        let weighing = if self.weighted { Weighing::Strength } else { Weighing::Unit };
        let listed = if self.all_triangles { Listed::All } else { Listed::Unbalanced };
        let balance_of = |view: &View<'_>| {
            self.budget.spend(&context.deadline, |budget| Balance::new(view, weighing, budget))
        };
        self.question.ask(context, |_, view, facts| {
            let Some(series) = self.series.series() else {
                let balance = balance_of(&view);
                return context
                    .output
                    .answer(&report::balance(&view, &balance, weighing, listed, facts));
            };
            let periods = series.periods(&view)?.into_iter().map(|period| {
                let row = self.budget.spend(&context.deadline, |budget| {
                    report::BalancePeriodRow::of_period(&period.view, weighing, |outcome| {
                        Balance::new(outcome, weighing, budget)
                    })
                });
                (period.span, row)
            });
            context.output.answer(&report::series_of_balance(periods.collect(), facts))
        })
    }

    fn census(self, context: &Context) -> Result<ExitCode, Failure> {
        self.question.ask(context, |_, view, facts| {
            let Some(series) = self.series.series() else {
                return context.output.answer(&report::triad_census(&view, facts));
            };
            let periods = series.periods(&view)?.into_iter();
            let rows = periods
                .map(|period| (period.span, report::CensusPeriodRow::of_period(&period.view)));
            context.output.answer(&report::series_of_census(rows.collect(), facts))
        })
    }
}
