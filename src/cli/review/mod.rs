//! `stance review`.

mod decisions;
mod desk;
mod screen;
mod terminal;

use super::{Context, Failure, options::CorpusOptions};
use crate::corpus::{proposals_beside, proposals_folder};
use clap::Args;
use desk::{Desk, ReviewedFile};
use std::{
    io::{self, IsTerminal},
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Accept or refuse proposed statements, one after another.
///
/// Shows each passage with the quote marked, what was found, and why. One key each: a accepts, t and v choose target and
/// verb, e edits a field, n makes a new entity, r refuses, l leaves for later, u takes the last decision back, q
/// quits. Tab completes names and verbs.
///
/// Decisions are appended to the file of proposals at once, so that nothing is lost and a review goes on where it ended.
/// Accepted statements go into the corpus, with new entities and the source, unless they would make it faulty.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Files of proposals [default: all of the folder proposals beside the corpus].
    #[arg(value_name = "FILE")]
    proposals: Vec<PathBuf>,
    /// Take decisions from a file of JSON lines, without a terminal; `-` is standard input.
    #[arg(long, value_name = "FILE")]
    decisions: Option<PathBuf>,
    /// Who decides.
    #[arg(long, value_name = "NAME")]
    coder: Option<String>,
    /// The id of the source of the text [default: the one that the proposals name].
    #[arg(long, value_name = "ID")]
    source: Option<String>,
    /// The corpus file to write to [default: the last one with statements].
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
    #[command(flatten)]
    corpus: CorpusOptions,
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        let paths = self.corpus.paths()?;
        let beside = paths.first().map_or(Path::new(""), PathBuf::as_path);
        let named =
            if self.proposals.is_empty() { all_beside(beside)? } else { self.proposals.clone() };
        let files =
            named.iter().map(|path| ReviewedFile::read(path, beside, self.source.as_deref()));
        let mut files = files.collect::<Result<Vec<_>, _>>()?;
        let mut desk = Desk::new(context, &self.corpus, self.to.as_deref(), self.coder.as_deref())?;
        if let Some(path) = &self.decisions {
            return decisions::take(path, &mut files, &mut desk, context);
        }
        if !(io::stdin().is_terminal() && io::stderr().is_terminal()) {
            let message = "review needs a terminal; --decisions FILE takes decisions without one";
            return Err(Failure::Usage(message.to_owned()));
        }
        terminal::review(&mut files, &mut desk, context)?;
        context.output.tell(&summary(&files));
        Ok(ExitCode::SUCCESS)
    }
}

/// The files of proposals beside a corpus, by name.
fn all_beside(corpus: &Path) -> Result<Vec<PathBuf>, Failure> {
    let files = proposals_beside(corpus).map_err(Failure::Data)?;
    if files.is_empty() {
        let folder = proposals_folder(corpus);
        return Err(Failure::Usage(format!(
            "there are no proposals in {}; name a file of them",
            folder.display()
        )));
    }
    Ok(files)
}

/// How much is decided.
fn summary(files: &[ReviewedFile]) -> String {
    let (mut accepted, mut refused, mut open) = (0, 0, 0);
    for file in files {
        let (is_accepted, is_refused, is_open) = file.counts();
        accepted += is_accepted;
        refused += is_refused;
        open += is_open;
    }
    format!("{accepted} accepted, {refused} refused, {open} open\n")
}
