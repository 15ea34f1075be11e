//! From flags to a graph and its view.

use super::{
    Context, Failure,
    cache::Entry,
    faults::Faults,
    options::{CorpusOptions, ViewOptions},
};
use crate::{
    corpus::{self, Corpus, Diagnostic, Reading, TextFile, Texts},
    graph::{TemporalGraph, is_store},
    model::EntityIndex,
    report::{ViewFacts, pressing, render_diagnostics},
    view::View,
};
use clap::Args;
use std::{fmt::Write as _, path::PathBuf, process::ExitCode, sync::Arc};

/// How many findings are shown without `--all`.
pub(super) const MOST_FINDINGS: usize = 50;

/// Reads the corpus that the flags name, faulty or not.
pub(super) fn read(options: &CorpusOptions) -> Result<Reading, Failure> {
    let paths = options.paths()?;
    refuse_store(&paths)?;
    Ok(corpus::read(&paths))
}

/// Refuses a store where a command needs the files of a corpus.
pub(super) fn refuse_store(paths: &[PathBuf]) -> Result<(), Failure> {
    match paths.iter().find(|path| is_store(path)) {
        None => Ok(()),
        Some(store) => Err(Failure::Usage(format!(
            "{} is a store, but this command needs its corpus: the .ron files that it was built from",
            store.display()
        ))),
    }
}

/// The graph of the store or corpus that is open, or that the flags name.
pub(super) fn graph(
    options: &CorpusOptions,
    context: &Context,
) -> Result<Arc<TemporalGraph>, Failure> {
    if let Some(opened) = &context.opened {
        return opened.graph(options.lenient, &context.output);
    }
    let paths = options.paths()?;
    let graph = match store_of(&paths)? {
        Some(store) => TemporalGraph::open(store)?,
        None => cached(options, context, Texts::load(&paths))?,
    };
    Ok(Arc::new(graph))
}

/// The store among the paths, which then is the only one.
pub(super) fn store_of(paths: &[PathBuf]) -> Result<Option<&PathBuf>, Failure> {
    match (paths, paths.iter().find(|path| is_store(path))) {
        ([_], store) => Ok(store),
        (_, None) => Ok(None),
        (_, Some(store)) => Err(Failure::Usage(format!(
            "{} is a store, which cannot be combined with another -f; build one store from all the corpora",
            store.display()
        ))),
    }
}

/// Whether there is a graph to ask: one that is open, or one that the flags name.
pub(super) fn is_there(options: &CorpusOptions, context: &Context) -> bool {
    context.opened.is_some() || options.is_there()
}

/// The graph of a corpus, from the cache if it is there.
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

/// Reads the corpus that the flags name; a faulty one only with `--lenient`.
pub(super) fn corpus(options: &CorpusOptions, context: &Context) -> Result<Corpus, Failure> {
    sound(read(options)?, options, context)
}

/// The corpus of a reading, if it is sound or `--lenient` is given.
fn sound(reading: Reading, options: &CorpusOptions, context: &Context) -> Result<Corpus, Failure> {
    let (corpus, faults) = Faults::of(reading);
    faults.judge(options.lenient, &context.output)?;
    Ok(corpus)
}

/// Refuses to write an answer over the corpus or store that it comes from.
pub(super) fn refuse_overwriting(inputs: &[PathBuf], context: &Context) -> Result<(), Failure> {
    let Some(path) = context.output.path() else { return Ok(()) };
    let Ok(output) = path.canonicalize() else { return Ok(()) };
    let is_overwritten = |input: &PathBuf| {
        let input = input.canonicalize().unwrap_or_default();
        let is_part = output.extension().is_some_and(|extension| extension == "ron");
        output == input || (is_part && input.is_dir() && output.starts_with(input))
    };
    if inputs.iter().any(is_overwritten) {
        let message =
            format!("{} is the input of this command; name another -o FILE", path.display());
        return Err(Failure::Usage(message));
    }
    Ok(())
}

/// The flags of every command that answers from a view: which corpus, and which view of it.
#[derive(Args)]
pub(super) struct Question {
    #[command(flatten)]
    corpus: CorpusOptions,
    #[command(flatten)]
    view: ViewOptions,
}

impl Question {
    /// Reads the corpus and answers from the view. Flags that are wrong with any corpus are reported
    /// before the corpus is read.
    pub(super) fn ask(
        &self,
        context: &Context,
        answer: impl for<'g> FnOnce(&Session<'g>, View<'g>, ViewFacts) -> Result<(), Failure>,
    ) -> Result<ExitCode, Failure> {
        self.view.check(context.clock.today())?;
        if context.opened.is_none() && context.output.path().is_some() {
            refuse_overwriting(&self.corpus.paths()?, context)?;
        }
        let graph = graph(&self.corpus, context)?;
        let (frame, facts) = self.view.frame(&graph, context.clock.today())?;
        answer(&Session { graph: &graph }, View::new(&graph, frame), facts)?;
        Ok(ExitCode::SUCCESS)
    }
}

/// The findings of a corpus that is answered from although it is faulty, without what follows from others.
#[derive(Debug, Default)]
pub(super) struct Findings {
    /// The findings as text.
    pub(super) text: String,
    /// How many of them are errors.
    pub(super) n_errors: usize,
}

impl Findings {
    /// The findings about some files.
    pub(super) fn of(files: &[TextFile], findings: &[Diagnostic]) -> Self {
        const WIDTH: usize = 110;
        let pressing = pressing(findings);
        let n_more = pressing.n_left_out + pressing.findings.len().saturating_sub(MOST_FINDINGS);
        let styled = render_diagnostics(files, &pressing.findings, MOST_FINDINGS, WIDTH);
        let mut text = anstream::adapter::strip_str(&styled).to_string();
        if n_more > 0 {
            let findings =
                if n_more == 1 { "1 more finding" } else { &format!("{n_more} more findings") };
            let _ = writeln!(text, "{findings} may follow from these; `stance check` lists all.");
        }
        Self { text, n_errors: pressing.n_errors() }
    }

    /// Adds the findings about other files; the errors come first.
    pub(super) fn add(&mut self, other: Self) {
        let is_first = other.n_errors > 0 && self.n_errors == 0;
        self.text =
            if is_first { other.text + &self.text } else { self.text.clone() + &other.text };
        self.n_errors += other.n_errors;
    }
}

impl Question {
    /// Which corpus is read, and how.
    pub(super) fn corpus(&self) -> &CorpusOptions {
        &self.corpus
    }

    /// The files and folders of the corpus.
    pub(super) fn paths(&self) -> Result<Vec<PathBuf>, Failure> {
        self.corpus.paths()
    }

    /// Answers without the faulty items of the corpus, and hands the findings to `answer`.
    pub(super) fn ask_leniently<T>(
        &self,
        context: &Context,
        answer: impl for<'g> FnOnce(&Session<'g>, View<'g>, ViewFacts, Findings) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        self.view.check(context.clock.today())?;
        let paths = self.corpus.paths()?;
        let (graph, findings) = if paths.iter().any(|path| is_store(path)) {
            (graph(&self.corpus, context)?, Findings::default())
        } else {
            let reading = corpus::read(&paths);
            let findings = Findings::of(&reading.files, &reading.diagnostics);
            (Arc::new(TemporalGraph::new(reading.corpus)), findings)
        };
        let (frame, facts) = self.view.frame(&graph, context.clock.today())?;
        answer(&Session { graph: &graph }, View::new(&graph, frame), facts, findings)
    }
}

/// The graph that a command answers from.
pub(super) struct Session<'g> {
    graph: &'g TemporalGraph,
}

impl Session<'_> {
    /// The entity with this id, name or alias.
    pub(super) fn entity(&self, typed: &str) -> Result<EntityIndex, Failure> {
        Ok(self.graph.find_entity(typed)?)
    }

    /// The same for an argument that may be absent.
    pub(super) fn optional_entity(
        &self,
        typed: Option<&String>,
    ) -> Result<Option<EntityIndex>, Failure> {
        typed.map(|typed| self.entity(typed)).transpose()
    }
}
