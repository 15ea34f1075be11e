//! `stance init`.

use super::{Context, Failure, file};
use crate::corpus;
use clap::Args;
use std::{
    path::{Path, PathBuf},
    process::{Command, ExitCode, Stdio},
};

const CORPUS: &str = include_str!("init.ron");

/// A corpus without records, to be added to.
const EMPTY: &str =
    "Corpus(\n    entities: [\n    ],\n    sources: [\n    ],\n    statements: [\n    ],\n)\n";

/// How Git merges the files of a corpus: by `stance join`, and logs by the lines of both versions.
const ATTRIBUTES: &str = "*.ron merge=stance\n*.jsonl merge=union\n";

/// The settings by which Git knows what `merge=stance` is.
const DRIVER: [(&str, &str); 2] = [
    ("merge.stance.name", "records that both branches add are kept"),
    ("merge.stance.driver", "stance join %O %A %B %P"),
];

/// Write a small first corpus for you to edit.
///
/// Writes nothing into a folder that holds a corpus. Git learns of `stance join` from a .gitattributes in the folder and, in a
/// repository, from its settings; these are not cloned: `stance init --git` sets them in a clone.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The folder to write to.
    #[arg(default_value = "data")]
    folder: PathBuf,
    /// A corpus without records.
    #[arg(long)]
    empty: bool,
    /// Overwrite a corpus.ron that is the only file of the corpus.
    #[arg(long)]
    force: bool,
    /// Only tell Git how to merge a corpus that is there.
    #[arg(long, conflicts_with_all = ["empty", "force"])]
    git: bool,
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        if self.git {
            return self.only_git(context);
        }
        let path = self.folder.join("corpus.ron");
        self.refuse_corpus(&path)?;
        std::fs::create_dir_all(&self.folder)
            .map_err(|error| Failure::file(&self.folder, "created", &error))?;
        let content = if self.empty { EMPTY } else { CORPUS };
        file::write_whole(&path, content.as_bytes())?;
        context.output.tell(&format!("wrote {}\n", path.display()));
        self.tell_git(context)?;
        let folder = self.folder.display();
        let next = if self.empty {
            format!(
                "add to it:   stance add -f {folder}, stance import csv TABLE -o {folder}/corpus.ron\n"
            )
        } else {
            format!(
                "ask it:      stance who supports \"New Library\" -f {folder}\n\
                 change it:   your editor, or `stance add -f {folder}`\n"
            )
        };
        context.output.tell(&format!("\n{next}check it:    stance check -f {folder}\n"));
        Ok(ExitCode::SUCCESS)
    }

    /// Refuses to write where there is a corpus.
    fn refuse_corpus(&self, path: &Path) -> Result<(), Failure> {
        let other = corpus::files(&self.folder).into_iter().find(|file| file != path);
        let folder = self.folder.display();
        let why = match other {
            Some(other) => {
                let other = other.display();
                format!("{folder} holds a corpus already: {other}; name another folder")
            }
            None if path.exists() && !self.force => {
                format!("{} exists; --force overwrites it", path.display())
            }
            None => return Ok(()),
        };
        Err(Failure::Data(why))
    }

    /// Tells Git of a corpus that is there.
    fn only_git(&self, context: &Context) -> Result<ExitCode, Failure> {
        if !corpus::holds_files(&self.folder) {
            let folder = self.folder.display();
            return Err(Failure::Usage(format!("{folder} holds no corpus; name its folder")));
        }
        let is_told = self.tell_git(context)?;
        if !is_told {
            return Err(Failure::Data(format!(
                "{} is in no repository of Git",
                self.folder.display()
            )));
        }
        Ok(ExitCode::SUCCESS)
    }

    /// Writes the attributes, where there are none, and the settings of the repository; whether there is one.
    fn tell_git(&self, context: &Context) -> Result<bool, Failure> {
        let attributes = self.folder.join(".gitattributes");
        let shown = attributes.display();
        match std::fs::read_to_string(&attributes) {
            Ok(text) if text.contains("merge=stance") => {}
            Ok(_) => context.output.tell(&format!(
                "note: {shown} is left as it is; the line `*.ron merge=stance` would let Git merge the corpus\n"
            )),
            Err(_) => {
                file::write_whole(&attributes, ATTRIBUTES.as_bytes())?;
                context.output.tell(&format!("wrote {shown}: how Git merges the corpus\n"));
            }
        }
        let is_set = DRIVER.iter().all(|(name, value)| {
            let mut git = Command::new("git");
            let git = git.args(["config", "--local", name, value]).current_dir(&self.folder);
            let status =
                git.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
            status.is_ok_and(|status| status.success())
        });
        if is_set {
            context
                .output
                .tell("set merge.stance in this repository of Git: `stance join` merges\n");
        }
        Ok(is_set)
    }
}
