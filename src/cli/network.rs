//! `stance network`.

use super::{
    Answering, Context, Failure,
    memory::Bytes,
    options::{SeriesOptions, words},
    session::Question,
};
use crate::{
    analysis::network::{
        Aggregate, CountOptions, Duplicates, Mode, NetworkOptions, Normalize, most_edges,
        network_around,
    },
    export::{Matrix, NetworkScene},
    model::{EntityIndex, EntityKind},
    report::{
        self, Evidence, Form, NetworkQuestion, NetworkRow, OneModeRow, TwoModeRow, ViewFacts, Zeros,
    },
    view::View,
};
use clap::Args;
use std::process::ExitCode;

/// Build the discourse network: who agrees with whom, on what.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The nodes: actors, actors and targets, or targets.
    #[arg(long, value_name = "onemode|twomode|targets", default_value = "onemode", hide_possible_values = true, value_parser = words::<Mode>(Mode::WORDS))]
    mode: Mode,
    #[command(flatten)]
    edges: EdgeOptions,
    #[command(flatten)]
    counting: CountingOptions,
    #[command(flatten)]
    listing: ListingOptions,
    /// Only edges of this entity: an id, name or alias.
    #[arg(long, value_name = "ENTITY", help_heading = "Network")]
    of: Option<String>,
    /// With -O csv, write a matrix instead of a list of edges.
    #[arg(long)]
    matrix: bool,
    #[command(flatten)]
    question: Question,
    #[command(flatten)]
    series: SeriesOptions,
}

/// What of a network is listed.
#[derive(Args)]
#[command(next_help_heading = "Network")]
pub(super) struct ListingOptions {
    /// List the statements behind each edge, by their ids.
    #[arg(long)]
    evidence: bool,
    /// List the edges whose weight comes to 0, too.
    #[arg(long)]
    zeros: bool,
}

impl ListingOptions {
    /// The scene with what is asked for.
    pub(super) fn of_scene<'g>(&self, scene: NetworkScene<'g>) -> NetworkScene<'g> {
        let scene = if self.evidence { scene.with_evidence() } else { scene };
        if self.zeros { scene.with_zeros() } else { scene }
    }

    /// The flag that is given, if one is.
    pub(super) fn given(&self) -> Option<&'static str> {
        [(self.evidence, "--evidence"), (self.zeros, "--zeros")]
            .into_iter()
            .find_map(|(is_given, flag)| is_given.then_some(flag))
    }

    fn question(&self, of: Option<EntityIndex>) -> NetworkQuestion {
        NetworkQuestion {
            of,
            evidence: if self.evidence { Evidence::Listed } else { Evidence::LeftOut },
            zeros: if self.zeros { Zeros::Listed } else { Zeros::LeftOut },
        }
    }
}

/// The edges of a network.
#[derive(Args)]
#[command(next_help_heading = "Network")]
pub(super) struct EdgeOptions {
    /// What an edge counts. One mode: congruence, conflict, subtract, ignore; two modes: ignore, subtract, combine.
    #[arg(long, value_name = "WHAT", default_value = "subtract", value_parser = words::<Aggregate>(Aggregate::WORDS))]
    aggregate: Aggregate,
    /// How to normalize it. One mode: no, average, jaccard, cosine; two modes: no, activity, prominence.
    #[arg(long, value_name = "HOW", default_value = "no", value_parser = words::<Normalize>(Normalize::WORDS))]
    normalize: Normalize,
    /// Only edges of at least this absolute weight.
    #[arg(long, value_name = "WEIGHT", default_value = "0", value_parser = weight)]
    min_weight: f64,
}

/// The statements that a network counts.
#[derive(Args)]
#[command(next_help_heading = "Network")]
pub(super) struct CountingOptions {
    /// The scope in which equal statements of an actor on a target count once.
    #[arg(long, value_name = "SCOPE", default_value = "include", value_parser = words::<Duplicates>(Duplicates::WORDS))]
    duplicates: Duplicates,
    /// Only targets of these kinds, separated by commas.
    #[arg(long, value_name = "KIND,…", value_delimiter = ',', value_parser = words::<EntityKind>(EntityKind::WORDS))]
    kinds: Vec<EntityKind>,
    /// How much memory the edges may take (500M, 4G); else half of what is free.
    #[arg(long, value_name = "SIZE")]
    memory: Option<Bytes>,
}

/// The bytes that an edge of a network takes.
pub(super) const EDGE: u64 = 250;

impl CountingOptions {
    /// Refuses a network with more edges than fit into memory.
    pub(super) fn check_size(
        &self,
        view: &View<'_>,
        mode: Mode,
        of: Option<EntityIndex>,
        bytes_each: u64,
    ) -> Result<(), Failure> {
        self.check_fits(most_edges(view, &self.options(), mode, of), bytes_each)
    }

    /// Refuses more edges than fit into memory.
    pub(super) fn check_fits(&self, edges: u64, bytes_each: u64) -> Result<(), Failure> {
        let memory = self.memory.unwrap_or_else(Bytes::half_of_free);
        memory.check(edges, bytes_each).map_err(|(message, needed)| {
            Failure::Data(format!(
                "{message}; narrow it with --kinds, --where or a period, or allow more with --memory {needed}M"
            ))
        })
    }

    /// The kinds that were given.
    pub(super) fn kinds(&self) -> &[EntityKind] {
        &self.kinds
    }

    /// The options of counting.
    pub(super) fn options(&self) -> CountOptions {
        CountOptions { duplicates: self.duplicates, kinds: self.kinds.clone() }
    }
}

impl EdgeOptions {
    /// The network of a mode with these edges.
    pub(super) fn options(&self, mode: Mode, counting: &CountingOptions) -> NetworkOptions {
        NetworkOptions {
            count: counting.options(),
            mode,
            aggregate: self.aggregate,
            normalize: self.normalize,
            min_weight: self.min_weight,
        }
    }
}

fn weight(text: &str) -> Result<f64, String> {
    let weight = text.parse::<f64>().ok().filter(|weight| weight.is_finite() && *weight >= 0.0);
    weight.ok_or_else(|| "expected a number of at least 0".to_owned())
}

impl Answering for Arguments {
    fn rows(schemas: &mut report::RowSchemas) {
        schemas.add::<OneModeRow<'_>>();
        schemas.add::<TwoModeRow<'_>>();
        schemas.add::<report::SeriesRow<report::DefiniteRow<OneModeRow<'_>>>>();
        schemas.add::<report::SeriesRow<report::DefiniteRow<TwoModeRow<'_>>>>();
    }
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        let options = self.edges.options(self.mode, &self.counting);
        options.check()?;
        if self.matrix {
            self.check_matrix(context)?;
        }
        self.question.ask(context, |session, view, facts| {
            let question = self.listing.question(session.optional_entity(self.of.as_ref())?);
            match self.mode {
                Mode::Twomode => {
                    self.answer::<TwoModeRow<'_>>(context, &view, &options, question, facts)
                }
                Mode::Onemode | Mode::Targets => {
                    self.answer::<OneModeRow<'_>>(context, &view, &options, question, facts)
                }
            }
        })
    }

    fn check_matrix(&self, context: &Context) -> Result<(), Failure> {
        if context.output.form() != Form::Csv {
            return Err(Failure::Usage("a matrix is written as CSV: add -O csv".to_owned()));
        }
        if let Some(flag) = self.of.as_ref().map(|_| "--of").or(self.listing.given()) {
            let message = format!(
                "--matrix is of all pairs of entities and has no statements: leave out {flag}"
            );
            return Err(Failure::Usage(message));
        }
        if self.series.series().is_some() {
            return Err(Failure::Usage(
                "--matrix cannot be combined with --every: a series is a list of edges".to_owned(),
            ));
        }
        Ok(())
    }

    fn answer<'g, R: NetworkRow<'g> + 'g>(
        &self,
        context: &Context,
        view: &View<'g>,
        options: &NetworkOptions,
        question: NetworkQuestion,
        facts: ViewFacts,
    ) -> Result<(), Failure> {
        self.counting.check_size(view, options.mode, question.of, EDGE)?;
        if let Some(series) = self.series.series() {
            let mut networks = Vec::new();
            for period in series.periods(view)? {
                let outcomes = options.count.outcomes(&period.view);
                let definite = outcomes.definite();
                let found = network_around(&definite, options, question.of)?;
                networks.push((period.span, outcomes.n_possible(), definite, found));
            }
            let answer = report::series_of_network::<R>(view, &networks, options, question, facts);
            return context.output.answer(&answer);
        }
        let found = network_around(view, options, question.of)?;
        if self.matrix {
            return context.output.write(|out| Matrix::of_network(view, &found).write_csv(out));
        }
        context.output.answer(&report::network::<R>(view, &found, question, facts))
    }
}
