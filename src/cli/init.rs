//! `stance init`.

use super::{Context, Failure, file};
use clap::Args;
use std::{path::PathBuf, process::ExitCode};

const CORPUS: &str = include_str!("init.ron");

/// Write a small first corpus for you to edit.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The folder to write to.
    #[arg(default_value = "data")]
    folder: PathBuf,
    /// Overwrite an existing corpus.ron.
    #[arg(long)]
    force: bool,
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        let path = self.folder.join("corpus.ron");
        if path.exists() && !self.force {
            let message = format!("{} exists; --force overwrites it", path.display());
            return Err(Failure::Data(message));
        }
        std::fs::create_dir_all(&self.folder)
            .map_err(|error| Failure::file(&self.folder, "created", &error))?;
        file::write_whole(&path, CORPUS.as_bytes())?;
        let folder = self.folder.display();
        context.output.tell(&format!(
            "wrote {}\n\nask it:      stance who supports \"New Library\" -f {folder}\n\
             change it:   your editor, or `stance add -f {folder}`\ncheck it:    stance check -f {folder}\n",
            path.display()
        ));
        Ok(ExitCode::SUCCESS)
    }
}
