//! `stance build`.

use super::{Context, Failure, options::CorpusOptions, progress::Progress, session};
use crate::{
    graph::{TemporalGraph, is_store},
    report::count,
};
use clap::Args;
use std::{fs, path::Path, process::ExitCode};

/// Build a store: one file that answers at once, at any size.
///
/// Writes the store to the file that -o names, atomically. Name that file with -f afterwards, as you
/// would the corpus. A store does not follow its corpus: build it again when the corpus has changed.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Overwrite an existing file that is not a store.
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    corpus: CorpusOptions,
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        let path = destination(context)?;
        session::refuse_overwriting(&self.corpus.paths()?, context)?;
        if !self.force && path.exists() && !is_store(path) {
            let message =
                format!("{} exists and is not a store; --force overwrites it", path.display());
            return Err(Failure::Data(message));
        }
        let graph = TemporalGraph::new(session::corpus(&self.corpus, context)?);
        let written = Progress::during("writing", || graph.write(path));
        written.map_err(|error| Failure::file(path, "written", &error))?;
        context.output.tell(&summary(&graph, path));
        Ok(ExitCode::SUCCESS)
    }
}

/// The store to write: the file that -o names.
pub(super) fn destination(context: &Context) -> Result<&Path, Failure> {
    context.output.refuse_form("a store has its own format")?;
    let path = context.output.path();
    path.ok_or_else(|| Failure::Usage("name the store to write: -o NAME.stance".to_owned()))
}

/// Reports what was written, and its size.
pub(super) fn summary(graph: &TemporalGraph, path: &Path) -> String {
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
