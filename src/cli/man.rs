//! `stance man`.

use super::{Context, Failure, GROUPS, definition, file, help};
use clap::Args;
use std::{path::PathBuf, process::ExitCode};

/// Print the manual page of the program or of a command.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The command; without one, the page of the program.
    command: Option<String>,
    /// Write the pages of the program and of every command into this folder.
    #[arg(long, value_name = "FOLDER", conflicts_with = "command")]
    all: Option<PathBuf>,
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        let mut program = definition();
        program.build();
        if let Some(folder) = &self.all {
            std::fs::create_dir_all(folder)
                .map_err(|error| Failure::file(folder, "created", &error))?;
            file::write_whole(&folder.join("stance.1"), &page(&program)?)?;
            for command in program.get_subcommands().filter(|command| command.get_name() != "help")
            {
                file::write_whole(
                    &folder.join(format!("stance-{}.1", command.get_name())),
                    &page(command)?,
                )?;
            }
            return Ok(ExitCode::SUCCESS);
        }
        let command = match &self.command {
            None => Some(&program),
            Some(name) => program.get_subcommands().find(|command| command.get_name() == name),
        };
        let Some(command) = command else {
            let name = self.command.unwrap_or_default();
            return Err(Failure::Usage(format!(
                "unknown command `{name}`; `stance help` lists the commands"
            )));
        };
        context.output.write_bytes(&page(command)?)?;
        Ok(ExitCode::SUCCESS)
    }
}

/// The page of the program, or of one of its commands.
fn page(command: &clap::Command) -> Result<Vec<u8>, Failure> {
    let mut page = Vec::new();
    if command.get_name() == "stance" {
        help::write_manual(command, GROUPS, &mut page)?;
    } else {
        clap_mangen::Man::new(command.clone()).render(&mut page)?;
    }
    Ok(page)
}
