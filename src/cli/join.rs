//! `stance join`.

use super::{Context, Failure, file, session::MOST_FINDINGS};
use crate::{
    corpus::{MARKER, Merged, merge_branches, reason},
    report::render_diagnostics,
};
use clap::Args;
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
};

/// Merge two versions of a corpus file, for Git.
///
/// `stance init` tells Git to call this for the files of a corpus. Where both versions add records at one place, both are kept.
/// Where both change the same lines, or what they say is faulty together, Git's markers of conflicts are written and the
/// exit status is 1.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The version that both come from.
    base: PathBuf,
    /// Our version, which becomes the merged one.
    ours: PathBuf,
    /// Their version.
    theirs: PathBuf,
    /// What the file is called, for messages.
    name: Option<PathBuf>,
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        let read = |path: &Path| {
            fs::read_to_string(path).map_err(|error| Failure::file(path, "read", &error))
        };
        let versions = [read(&self.ours)?, read(&self.theirs)?];
        let (marked, _) = self.by_lines(&["--diff3", &format!("--marker-size={MARKER}")])?;
        let name = self.name.as_deref().unwrap_or(&self.ours);
        let merged = merge_branches(name, &marked, versions.each_ref().map(String::as_str));
        if let Merged::Clean(text) = &merged {
            file::write_whole(&self.ours, text.as_bytes())?;
            return Ok(ExitCode::SUCCESS);
        }
        let (text, is_clean) = self.by_lines(&[])?;
        file::write_whole(&self.ours, text.as_bytes())?;
        let Merged::Faulty(file, findings) = merged else {
            return Ok(if is_clean { ExitCode::SUCCESS } else { ExitCode::FAILURE });
        };
        let width = context.output.width();
        context.output.tell(&render_diagnostics(&[file], &findings, MOST_FINDINGS, width));
        context
            .output
            .tell("what both versions say is faulty together: correct it, then `git add`\n");
        Ok(ExitCode::FAILURE)
    }

    /// What Git makes of the versions, line by line, and whether it has no conflict.
    fn by_lines(&self, options: &[&str]) -> Result<(String, bool), Failure> {
        let labels = ["-L", "ours", "-L", "base", "-L", "theirs"];
        let output = Command::new("git")
            .args(["merge-file", "--stdout", "--quiet"])
            .args(options)
            .args(labels)
            .args([&self.ours, &self.base, &self.theirs])
            .output()
            .map_err(|error| Failure::Data(format!("git cannot be run: {}", reason(&error))))?;
        // The exit status is the number of conflicts, or above 127 where Git has failed.
        match output.status.code() {
            Some(n_conflicts @ 0..=127) => {
                let text = String::from_utf8_lossy(&output.stdout).into_owned();
                Ok((text, n_conflicts == 0))
            }
            _ => {
                let why = String::from_utf8_lossy(&output.stderr).trim().to_owned();
                Err(Failure::Data(format!("git merge-file has failed: {why}")))
            }
        }
    }
}
