//! `stance camps`.

use super::{
    Answering, Context, Failure,
    memory::Bytes,
    options::{BudgetOption, SeriesOptions, words},
    session::Question,
    time::Deadline,
};
use crate::{
    analysis::{
        camps::{Basis, By, CampGraph, Camps, Count, Numbers, camps},
        network::{CountOptions, Duplicates, Mode, most_edges},
    },
    model::EntityKind,
    report,
    view::View,
};
use clap::Args;
use std::process::ExitCode;

/// Find the camps of actors that the fewest ties contradict.
///
/// Two camps are an optimal split. For other numbers, the answer is the best partition that a seeded search finds.
/// It says whether it is proved optimal, whether other camps fit as well, and who could stand elsewhere. Entities that no
/// chain of ties connects are not compared: camps are numbered within each connected part. In a series a camp keeps
/// its number while most of its members stay.
#[derive(Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    options: CampsOptions,
    #[command(flatten)]
    kinds: KindsOption,
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
    by: ByOption,
    #[command(flatten)]
    budget: BudgetOption,
}

/// What makes friends and foes.
#[derive(Args)]
pub(super) struct ByOption {
    /// Camps by the ties between actors, or by their agreement on the targets that they share.
    #[arg(long, value_name = "ties|agreement", default_value = "ties", hide_possible_values = true, value_parser = words::<By>(By::WORDS))]
    by: By,
}

/// Between whom camps are found.
#[derive(Args)]
pub(super) struct KindsOption {
    /// Find camps among entities of these kinds, separated by commas; else among actors: person, politician, party,
    /// organization, outlet, country, group.
    #[arg(long, value_name = "KIND,…", value_delimiter = ',', value_parser = words::<EntityKind>(EntityKind::WORDS))]
    kinds: Vec<EntityKind>,
}

impl ByOption {
    /// Between whom camps are found: entities of some kinds, or actors when none are given.
    pub(super) fn basis(&self, kinds: &[EntityKind]) -> Basis {
        let actors = Basis::default();
        let kinds = if kinds.is_empty() { actors.kinds } else { kinds.to_vec() };
        Basis { by: self.by, kinds }
    }
}

impl KindsOption {
    /// Between whom camps are found.
    pub(super) fn basis(&self, by: &ByOption) -> Basis {
        by.basis(&self.kinds)
    }
}

/// The bytes that two actors who share a target take in the search for camps.
pub(super) const AGREEMENT: u64 = 500;

/// Refuses camps by agreement of more pairs of actors than fit into memory.
pub(super) fn check_size(view: &View<'_>, basis: &Basis) -> Result<(), Failure> {
    if basis.by == By::Ties {
        return Ok(());
    }
    let count = CountOptions { duplicates: Duplicates::Include, kinds: Vec::new() };
    let edges = most_edges(view, &count, Mode::Onemode, None);
    Bytes::half_of_free().check(edges, AGREEMENT).map_err(|(message, _)| {
        Failure::Data(format!(
            "{message}; narrow it with --where or a period, or find camps by ties: --by ties"
        ))
    })
}

impl CampsOptions {
    /// Between whom camps are found: entities of some kinds, or actors when none are given.
    pub(super) fn basis(&self, kinds: &[EntityKind]) -> Basis {
        self.by.basis(kinds)
    }

    /// The friends and foes of a view, and their camps; the search ends at `end` at the latest.
    pub(super) fn camps(
        &self,
        end: &Deadline,
        view: &View<'_>,
        basis: &Basis,
    ) -> (CampGraph, Camps) {
        let graph = CampGraph::new(view, basis);
        let plain = graph.plain();
        let found = self.budget.spend(end, |budget| camps(&plain, self.k, self.seed, budget));
        (graph, found)
    }
}

impl Answering for Arguments {
    fn rows(schemas: &mut report::RowSchemas) {
        schemas.add::<report::CampRow<'_>>();
        schemas.add::<report::SeriesRow<report::CampsPeriodRow<'_>>>();
    }
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        let basis = self.options.basis(&self.kinds.kinds);
        self.question.ask(context, |_, view, facts| {
            check_size(&view, &basis)?;
            let Some(series) = self.series.series() else {
                let (graph, camps) = self.options.camps(&context.deadline, &view, &basis);
                return context.output.answer(&report::camps(&view, &graph, &camps, facts));
            };
            let mut numbers = Numbers::default();
            let periods = series.periods(&view)?.into_iter().map(|period| {
                let outcomes = basis.outcomes(&period.view);
                let definite = outcomes.definite();
                let (graph, mut camps) = self.options.camps(&context.deadline, &definite, &basis);
                numbers.renumber(&mut camps);
                let row = report::CampsPeriodRow::new(&definite, &graph, &camps);
                (period.span, row.with_possible(outcomes.n_possible()))
            });
            context.output.answer(&report::series_of_camps(periods.collect(), facts))
        })
    }
}
