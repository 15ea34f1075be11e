//! What was done, and can be taken back.

use super::patch::Patch;
use crate::coding::proposals::Decision;
use std::path::PathBuf;

/// A change of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FileChange {
    pub(super) path: PathBuf,
    pub(super) patch: Patch,
    /// Whether it made the file.
    pub(super) is_new_file: bool,
}

/// One act: a change of one file, a decision about a proposal, or both; or a renaming in all files.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Step {
    /// What it did, in words.
    pub(super) label: String,
    /// The source whose text it is about.
    pub(super) text: Option<String>,
    pub(super) change: Option<FileChange>,
    /// The changes of all files in which something was renamed.
    pub(super) renamed: Vec<FileChange>,
    /// What was decided, and the file of proposals.
    pub(super) decision: Option<(PathBuf, Decision)>,
}

/// The acts of a session, and how many of them stand.
#[derive(Clone, Debug, Default)]
pub(super) struct History {
    steps: Vec<Step>,
    done: usize,
}

impl History {
    /// Keeps an act; those that were taken back are gone.
    pub(super) fn push(&mut self, step: Step) {
        self.steps.truncate(self.done);
        self.steps.push(step);
        self.done = self.steps.len();
    }

    /// The act that would be taken back.
    pub(super) fn last(&self) -> Option<&Step> {
        self.steps.get(self.done.checked_sub(1)?)
    }

    /// The same, to complete it.
    pub(super) fn last_mut(&mut self) -> Option<&mut Step> {
        self.steps.get_mut(self.done.checked_sub(1)?)
    }

    /// The act that would be done again.
    pub(super) fn next(&self) -> Option<&Step> {
        self.steps.get(self.done)
    }

    /// The last act is taken back.
    pub(super) fn undone(&mut self) {
        self.done = self.done.saturating_sub(1);
    }

    /// The next act is done again.
    pub(super) fn redone(&mut self) {
        self.done = (self.done + 1).min(self.steps.len());
    }
}
