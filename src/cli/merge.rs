//! `stance merge`.

use super::{Context, Failure, renamed::RenamingOptions};
use crate::corpus::Becomes;
use clap::Args;
use std::process::ExitCode;

/// Merge an entity, a source or a verb into another one.
///
/// Over the whole corpus. Shows what would change, and changes it with --write. The names of an entity become aliases of the one that stays; its roles are
/// added, and attributes and other fields that are missing there are filled in. Where the two contradict each other, or the
/// corpus would be faulty, nothing is written.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The one that goes: an entity (its id, name or alias), the id of a source, or a verb.
    from: String,
    /// The one that stays.
    into: String,
    #[command(flatten)]
    options: RenamingOptions,
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        let reading = self.options.read()?;
        let (kind, from) = self.options.find(&reading, &self.from)?;
        let (other, into) = self.options.find(&reading, &self.into)?;
        if kind != other {
            let message =
                format!("`{from}` is of the kind {kind}, and `{into}` of the kind {other}");
            return Err(Failure::Usage(message));
        }
        self.options.run(&reading, (kind, &from), Becomes::PartOf(&into), context)
    }
}
