//! From flags to a graph and its view.

use super::{
    Context, Failure,
    options::{CorpusOptions, ViewOptions},
};
use crate::{
    corpus::{self, Corpus, Reading, Severity, name},
    graph::{TemporalGraph, View},
    model::EntityIndex,
    report::{ViewFacts, render_diagnostics},
};

/// How many findings are shown unless all are asked for.
pub(super) const MOST_FINDINGS: usize = 50;

/// Reads the corpus that the flags name, whatever is wrong with it.
pub(super) fn read(options: &CorpusOptions) -> Result<Reading, Failure> {
    Ok(corpus::read(&options.paths()?))
}

/// Reads the corpus that the flags name; one with errors answers only when that is asked for.
pub(super) fn corpus(options: &CorpusOptions, context: &Context) -> Result<Corpus, Failure> {
    let reading = read(options)?;
    if reading.is_sound() {
        return Ok(reading.corpus);
    }
    let n_errors = reading.count(Severity::Error);
    let left_out = reading.corpus.left_out;
    if options.lenient {
        context
            .output
            .tell(&format!("note: {n_errors} errors; {left_out} faulty items are left out\n"));
        return Ok(reading.corpus);
    }
    let errors: Vec<_> = reading
        .diagnostics
        .into_iter()
        .filter(|finding| finding.severity == Severity::Error)
        .collect();
    let shown = render_diagnostics(&reading.files, &errors, MOST_FINDINGS, context.output.width());
    context.output.tell(&shown);
    let more = n_errors.saturating_sub(MOST_FINDINGS);
    let more = if more > 0 { format!(" ({more} more are not shown)") } else { String::new() };
    let errors = if n_errors == 1 { "1 error".to_owned() } else { format!("{n_errors} errors") };
    Err(Failure::Data(format!(
        "the corpus has {errors}{more} and answers no question; mend it (`stance check`), or leave the faulty \
         items out with --lenient"
    )))
}

/// A graph to ask.
pub(super) struct Session {
    graph: TemporalGraph,
}

impl Session {
    /// Reads the corpus; what is wrong with the view's flags in any case is said first.
    pub(super) fn open(
        options: &CorpusOptions,
        view: &ViewOptions,
        context: &Context,
    ) -> Result<Self, Failure> {
        view.check()?;
        Ok(Self { graph: TemporalGraph::new(corpus(options, context)?) })
    }

    /// The view that the flags mean, and how answers tell it.
    pub(super) fn view(
        &self,
        options: &ViewOptions,
        context: &Context,
    ) -> Result<(View<'_>, ViewFacts), Failure> {
        let (frame, facts) = options.frame(&self.graph, context.clock.today())?;
        Ok((View::new(&self.graph, frame), facts))
    }

    /// The entity that somebody typed: an id, a name or an alias.
    pub(super) fn entity(&self, typed: &str) -> Result<EntityIndex, Failure> {
        Ok(name::find_entity(self.graph.entities(), typed)?)
    }
}
