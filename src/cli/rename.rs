//! `stance rename`.

use super::{Context, Failure, renamed::RenamingOptions};
use crate::corpus::{Becomes, Renamed};
use clap::Args;
use std::process::ExitCode;

/// Rename an entity, a source or a verb over the whole corpus.
///
/// Shows what would change, and changes it with --write: each id in the files of the corpus, in proposals and in story.ron, and of
/// a source the names of its files. All other bytes stay. Refused where the corpus would be faulty.
#[derive(Args)]
pub(crate) struct Arguments {
    /// An entity (its id, name or alias), the id of a source, or a verb.
    old: String,
    /// The new id, or the new verb.
    new: String,
    /// Another name of the entity; the old one becomes an alias.
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    #[command(flatten)]
    options: RenamingOptions,
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        let reading = self.options.read()?;
        let (kind, old) = self.options.find(&reading, &self.old)?;
        if self.name.is_some() && kind != Renamed::Entity {
            let message = format!("`{old}` is a {kind}, which has no name");
            return Err(Failure::Usage(message));
        }
        let becomes = Becomes::Id(&self.new, self.name.as_deref());
        self.options.run(&reading, (kind, &old), becomes, context)
    }
}
