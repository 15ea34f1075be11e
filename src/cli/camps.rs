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
    view::{UndirectedGraph, View},
    report,
};
use clap::Args;
use std::process::ExitCode;

/// Who stands with whom: the split into camps that fewest ties contradict.
///
/// Two camps are an optimal split. For other numbers, the best partition that a seeded search finds; the answer
/// says whether it is proved. In a series a camp keeps its number as long as most of its members do.
#[derive(Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    options: CampsOptions,
    #[command(flatten)]
    question: Question,
    #[command(flatten)]
    series: SeriesOptions,
}

/// Which camps are looked for.
#[derive(Args)]
pub(super) struct CampsOptions {
    /// How many camps there may be: a number, or `auto` for as many as fit best.
    #[arg(long, value_name = "N|auto", default_value = "2")]
    k: Count,
    /// Another seed may find another partition, where k is not 2.
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
            context.output.answer(&report::series_of_camps(&view, periods.collect(), facts))
        })
    }
}
