//! From flags to a graph and its view.

use super::{
    Context, Failure,
    cache::Entry,
    options::{CorpusOptions, ViewOptions},
};
use crate::{
    corpus::{self, Corpus, Reading, Severity, Texts},
    graph::{TemporalGraph, is_store},
    model::EntityIndex,
    report::{ViewFacts, render_diagnostics},
    view::View,
};
use clap::Args;
use std::{path::PathBuf, process::ExitCode};

/// How many findings are shown unless all are asked for.
pub(super) const MOST_FINDINGS: usize = 50;

/// Reads the corpus that the flags name, whatever is wrong with it.
pub(super) fn read(options: &CorpusOptions) -> Result<Reading, Failure> {
    let paths = options.paths()?;
    match paths.iter().find(|path| is_store(path)) {
        None => Ok(corpus::read(&paths)),
        Some(store) => Err(Failure::Usage(format!(
            "{} is a store, and here its corpus is needed: the .ron files that it was built from",
            store.display()
        ))),
    }
}

/// The graph of what the flags name: a store, or a corpus.
fn graph(options: &CorpusOptions, context: &Context) -> Result<TemporalGraph, Failure> {
    let paths = options.paths()?;
    match (paths.as_slice(), paths.iter().find(|path| is_store(path))) {
        ([_], Some(store)) => Ok(TemporalGraph::open(store)?),
        (_, Some(store)) => Err(Failure::Usage(format!(
            "{} is a store, which is asked by itself; build one from all corpora that are meant",
            store.display()
        ))),
        _ => cached(options, context, Texts::load(&paths)),
    }
}

/// The graph of a corpus, which is understood only when it has not been before.
fn cached(
    options: &CorpusOptions,
    context: &Context,
    texts: Texts,
) -> Result<TemporalGraph, Failure> {
    let entry = options.cache().and_then(|cache| cache.entry(&texts));
    if let Some(graph) = entry.as_ref().and_then(Entry::find) {
        return Ok(graph);
    }
    let graph = TemporalGraph::new(sound(texts.read(), options, context)?);
    if let Some(entry) = entry {
        entry.keep(&graph);
    }
    Ok(graph)
}

/// Reads the corpus that the flags name; one with errors answers only when that is asked for.
pub(super) fn corpus(options: &CorpusOptions, context: &Context) -> Result<Corpus, Failure> {
    sound(read(options)?, options, context)
}

/// The corpus of a reading, if it may answer.
fn sound(reading: Reading, options: &CorpusOptions, context: &Context) -> Result<Corpus, Failure> {
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

/// Refuses to write an answer over what is asked.
pub(super) fn refuse_overwriting(asked: &[PathBuf], context: &Context) -> Result<(), Failure> {
    let Some(path) = context.output.path() else { return Ok(()) };
    let Ok(place) = path.canonicalize() else { return Ok(()) };
    let is_asked = |asked: &PathBuf| {
        let asked = asked.canonicalize().unwrap_or_default();
        let is_part = place.extension().is_some_and(|extension| extension == "ron");
        place == asked || (is_part && asked.is_dir() && place.starts_with(asked))
    };
    if asked.iter().any(is_asked) {
        let message = format!("{} is what is asked, and would be overwritten", path.display());
        return Err(Failure::Usage(message));
    }
    Ok(())
}

/// What every question is asked of: a corpus, and a view of it.
#[derive(Args)]
pub(super) struct Question {
    #[command(flatten)]
    corpus: CorpusOptions,
    #[command(flatten)]
    view: ViewOptions,
}

impl Question {
    /// Reads the corpus and answers from the view that the flags mean. What is wrong with the flags in
    /// any case is said first.
    pub(super) fn ask(
        &self,
        context: &Context,
        answer: impl for<'g> FnOnce(&Session<'g>, View<'g>, ViewFacts) -> Result<(), Failure>,
    ) -> Result<ExitCode, Failure> {
        self.view.check()?;
        refuse_overwriting(&self.corpus.paths()?, context)?;
        let graph = graph(&self.corpus, context)?;
        let (frame, facts) = self.view.frame(&graph, context.clock.today())?;
        answer(&Session { graph: &graph }, View::new(&graph, frame), facts)?;
        Ok(ExitCode::SUCCESS)
    }
}

/// What is wrong with a corpus that answers nevertheless.
#[derive(Debug, Default)]
pub(super) struct Findings {
    /// As text.
    pub(super) text: String,
    /// How many errors there are.
    pub(super) n_errors: usize,
}

impl Question {
    /// The files and folders that are asked.
    pub(super) fn paths(&self) -> Result<Vec<PathBuf>, Failure> {
        self.corpus.paths()
    }

    /// Answers as well as the corpus admits: faulty items are left out, and told to the answer.
    pub(super) fn ask_leniently<T>(
        &self,
        context: &Context,
        answer: impl for<'g> FnOnce(&Session<'g>, View<'g>, ViewFacts, Findings) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        const WIDTH: usize = 110;
        self.view.check()?;
        let paths = self.corpus.paths()?;
        let (graph, findings) = if paths.iter().any(|path| is_store(path)) {
            (graph(&self.corpus, context)?, Findings::default())
        } else {
            let reading = corpus::read(&paths);
            let n_errors = reading.count(Severity::Error);
            let styled =
                render_diagnostics(&reading.files, &reading.diagnostics, MOST_FINDINGS, WIDTH);
            let text = anstream::adapter::strip_str(&styled).to_string();
            (TemporalGraph::new(reading.corpus), Findings { text, n_errors })
        };
        let (frame, facts) = self.view.frame(&graph, context.clock.today())?;
        answer(&Session { graph: &graph }, View::new(&graph, frame), facts, findings)
    }
}

/// A graph that is being asked.
pub(super) struct Session<'g> {
    graph: &'g TemporalGraph,
}

impl Session<'_> {
    /// The entity that somebody typed: an id, a name or an alias.
    pub(super) fn entity(&self, typed: &str) -> Result<EntityIndex, Failure> {
        Ok(self.graph.find_entity(typed)?)
    }

    /// The same, where nothing may have been typed.
    pub(super) fn optional_entity(
        &self,
        typed: Option<&String>,
    ) -> Result<Option<EntityIndex>, Failure> {
        typed.map(|typed| self.entity(typed)).transpose()
    }
}
