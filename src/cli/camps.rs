//! `stance camps`.

use super::{
    Context, Failure,
    options::{BudgetOption, SeriesOptions},
    session::Question,
};
use crate::{
    analysis::{
        camps::{Camps, Count, Numbers, camps},
        plain::{PlainGraph, Weighing},
    },
    report,
    view::{UndirectedGraph, View},
};
use clap::Args;
use std::process::ExitCode;

/// Find the camps that the fewest ties contradict.
///
/// Two camps are an optimal split. For other numbers, the answer is the best partition that a seeded search finds,
/// and says whether it is proved optimal. In a series a camp keeps its number while most of its members stay.
#[derive(Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    options: CampsOptions,
    #[command(flatten)]
    question: Question,
    #[command(flatten)]
    series: SeriesOptions,
}

/// Which camps to look for.
#[derive(Args)]
pub(super) struct CampsOptions {
    /// The number of camps, or `auto` for the number that fits best.
    #[arg(long, value_name = "N|auto", default_value = "2")]
    k: Count,
    /// The seed of the search; where k is not 2, another seed may find another partition.
    #[arg(long, value_name = "N", default_value_t = 0)]
    seed: u64,
    #[command(flatten)]
    budget: BudgetOption,
}

impl CampsOptions {
    /// The signed pairs of a view, and their camps.
    pub(super) fn camps(&self, view: &View<'_>) -> (UndirectedGraph, Camps) {
        let graph = UndirectedGraph::new(view);
        let plain = PlainGraph::of(&graph, Weighing::Unit);
        let found = self.budget.spend(|budget| camps(&plain, self.k, self.seed, budget));
        (graph, found)
    }
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        self.question.ask(context, |_, view, facts| {
            let Some(series) = self.series.series() else {
                let (graph, camps) = self.options.camps(&view);
                return context.output.answer(&report::camps(&view, &graph, &camps, facts));
            };
            let mut numbers = Numbers::default();
            let periods = series.periods(&view)?.into_iter().map(|period| {
                let (graph, mut camps) = self.options.camps(&period.view);
                numbers.renumber(&mut camps);
                (period.span, report::CampsPeriodRow::new(&period.view, &graph, &camps))
            });
            context.output.answer(&report::series_of_camps(periods.collect(), facts))
        })
    }
}
