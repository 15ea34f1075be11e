//! `stance build`.

use super::{Context, Failure, options::CorpusOptions, progress::Progress, session};
use crate::{
    graph::{TemporalGraph, is_store, remove_unfinished},
    report::count,
};
use clap::Args;
use std::{fs, path::Path, process::ExitCode};

/// Writes a corpus as a store: one file that every command answers from at once, however large.
///
/// The store goes to the file that -o names, whole or not at all. Name it with -f afterwards, as you
/// would the corpus. It holds what the corpus says today: build it again when the corpus has changed.
#[derive(Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    corpus: CorpusOptions,
    /// Overwrite a file that is there and is no store.
    #[arg(long)]
    force: bool,
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        let path = destination(context)?;
        session::refuse_overwriting(&self.corpus.paths()?, context)?;
        if !self.force && path.exists() && !is_store(path) {
            let message = format!(
                "{} is there already and is no store; --force overwrites it",
                path.display()
            );
            return Err(Failure::Data(message));
        }
        clean_up_on_interrupt();
        let graph = TemporalGraph::new(session::corpus(&self.corpus, context)?);
        let written = Progress::during("writing", || graph.write(path));
        written.map_err(|error| Failure::file(path, "written", &error))?;
        context.output.tell(&told(&graph, path));
        Ok(ExitCode::SUCCESS)
    }
}

/// The store that shall be written: the file that -o names.
pub(super) fn destination(context: &Context) -> Result<&Path, Failure> {
    context.output.refuse_form("a store has a form of its own")?;
    let path = context.output.path();
    path.ok_or_else(|| Failure::Usage("name the store to write: -o NAME.stance".to_owned()))
}

/// Leaves nothing half-made when somebody presses Ctrl-C.
pub(super) fn clean_up_on_interrupt() {
    /// What shells say of a program that was interrupted.
    const INTERRUPTED: i32 = 130;
    // Without a handler an interrupt ends the program, too; only a temporary file would stay.
    let _ = ctrlc::set_handler(|| {
        remove_unfinished();
        std::process::exit(INTERRUPTED);
    });
}

/// What was written, and how large it is.
pub(super) fn told(graph: &TemporalGraph, path: &Path) -> String {
    let bytes = fs::metadata(path).map_or(0, |data| data.len());
    format!(
        "wrote {}: {} of {} between {}, read in {}; {}\n",
        path.display(),
        count(graph.n_statements(), "statement", "statements"),
        count(graph.n_pairs(), "pair", "pairs"),
        count(graph.n_entities(), "entity", "entities"),
        count(graph.n_sources(), "source", "sources"),
        size(bytes),
    )
}

/// A number of bytes in the unit that suits it.
fn size(bytes: u64) -> String {
    const UNITS: [&str; 4] = ["KiB", "MiB", "GiB", "TiB"];
    let mut size = bytes.div_ceil(1024);
    let mut unit = 0;
    while size >= 10_240 && unit + 1 < UNITS.len() {
        size = size.div_ceil(1024);
        unit += 1;
    }
    format!("{size} {}", UNITS.get(unit).unwrap_or(&""))
}
