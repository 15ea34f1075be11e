//! `stance build`.

use super::{Context, Failure, options::CorpusOptions, session};
use crate::graph::{TemporalGraph, is_store};
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
        context.output.refuse_form("a store has a form of its own")?;
        let path = context.output.path().ok_or_else(|| {
            Failure::Usage("name the store to write: `stance build -o NAME.stance`".to_owned())
        })?;
        if !self.force && path.exists() && !is_store(path) {
            let message = format!(
                "{} is there already and is no store; --force overwrites it",
                path.display()
            );
            return Err(Failure::Data(message));
        }
        let graph = TemporalGraph::new(session::corpus(&self.corpus, context)?);
        graph.write(path).map_err(|error| Failure::file(path, "written", &error))?;
        context.output.tell(&told(&graph, path));
        Ok(ExitCode::SUCCESS)
    }
}

/// What was written, and how large it is.
fn told(graph: &TemporalGraph, path: &Path) -> String {
    let bytes = fs::metadata(path).map_or(0, |data| data.len());
    format!(
        "wrote {}: {} statements of {} pairs, {} entities, {} sources; {} KiB\n",
        path.display(),
        graph.n_statements(),
        graph.n_pairs(),
        graph.n_entities(),
        graph.n_sources(),
        bytes.div_ceil(1024),
    )
}
