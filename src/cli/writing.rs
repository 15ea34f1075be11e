//! Writes records into a file of the corpus, unless they would make it faulty.

use super::{Context, Failure, session::MOST_FINDINGS};
use crate::{
    corpus::{
        self, Code, Reading, Severity, TargetError, TextFile, WithoutText, append::Additions,
        introduced,
    },
    report::render_diagnostics,
};
use std::{
    borrow::Cow,
    path::{Path, PathBuf},
};

/// A file of a corpus with records added, not yet written.
pub(super) struct Addition {
    file: TextFile,
    is_new: bool,
    new_text: String,
}

/// A file of a corpus that records were added to.
pub(super) struct Written {
    after: TextFile,
    /// Its text before; nothing where it is new.
    before: Option<String>,
}

impl Written {
    /// Makes the file what it was, unless it has changed meanwhile.
    pub(super) fn take_back(&self) -> Result<(), Failure> {
        match &self.before {
            Some(before) => Ok(corpus::rewrite_file(&self.after, before)?),
            None => {
                let path = &self.after.path;
                std::fs::remove_file(path).map_err(|error| Failure::file(path, "removed", &error))
            }
        }
    }
}

impl Addition {
    /// Adds records to the file `to`, else to the last one with statements. Shows what `check` would find anew, also in the
    /// folders of texts, except findings of the kind `expected`, and refuses what would be an error: `what` names
    /// the records.
    pub(super) fn new(
        (reading, texts): (&Reading, &[PathBuf]),
        additions: &Additions,
        to: Option<&Path>,
        (what, expected): (&str, Option<Code>),
        context: &Context,
    ) -> Result<Self, Failure> {
        let (position, file) = reading.target(to)?;
        let new_text = match position {
            Some(_) => additions
                .append_to(&file.text)
                .map_err(|error| Failure::Data(format!("{}: {error}", file.path.display())))?,
            None => additions.new_file(),
        };
        let after = reading.with_text(position, &file.path, &new_text);
        let mut findings = introduced(&reading.diagnostics, after.diagnostics.clone());
        if !texts.is_empty() {
            let quotes =
                |reading| corpus::against(reading, texts, WithoutText::Counted).diagnostics;
            findings.extend(introduced(&quotes(reading), quotes(&after)));
        }
        findings.retain(|finding| Some(finding.code) != expected);
        let width = context.output.width();
        context.output.tell(&render_diagnostics(&after.files, &findings, MOST_FINDINGS, width));
        if findings.iter().any(|finding| finding.severity == Severity::Error) {
            let message = format!("nothing was written: {what} would make the corpus faulty");
            return Err(Failure::Data(message));
        }
        Ok(Self { file, is_new: position.is_none(), new_text })
    }

    /// The lines that are new in the file.
    pub(super) fn lines(&self) -> Cow<'_, str> {
        added(&self.file.text, &self.new_text)
    }

    /// The file.
    pub(super) fn path(&self) -> &Path {
        &self.file.path
    }

    /// What is read once it is written.
    pub(super) fn after(&self, before: &Reading) -> Reading {
        let is_same = |file: &TextFile| file.path == self.file.path;
        let position = before.files.iter().position(is_same).filter(|_| !self.is_new);
        before.with_text(position, &self.file.path, &self.new_text)
    }

    /// Writes the file, whole or not at all.
    pub(super) fn write(self) -> Result<Written, Failure> {
        let Self { file, is_new, new_text } = self;
        corpus::rewrite_file(&file, &new_text)?;
        let TextFile { path, text } = file;
        let before = (!is_new).then_some(text);
        Ok(Written { after: TextFile { path, text: new_text }, before })
    }
}

/// The lines that the new text adds to the old, in one section or in several.
fn added<'t>(old: &str, new: &'t str) -> Cow<'t, str> {
    let mut known = old.lines().peekable();
    let mut lines = Vec::new();
    for line in new.lines() {
        // Behind the record that was the last one stands a comma.
        let is_known = |known: &&str| *known == line || line.strip_suffix(',') == Some(known);
        if known.next_if(is_known).is_none() {
            lines.push(line);
        }
    }
    if known.peek().is_none() {
        return Cow::Owned(lines.iter().flat_map(|line| [line, "\n"]).collect());
    }
    Cow::Borrowed(inserted(old, new))
}

/// What stands between the common beginning and the common end of two texts.
fn inserted<'t>(old: &str, new: &'t str) -> &'t str {
    let before = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
    let rest = new.len() - before;
    let after = old.bytes().rev().zip(new.bytes().rev()).take_while(|(a, b)| a == b).count();
    let after = after.min(rest).min(old.len() - before);
    new.get(before..new.len() - after)
        .unwrap_or(new)
        .trim_start_matches(['\r', '\n'])
        .trim_end_matches(' ')
}

impl From<TargetError> for Failure {
    fn from(error: TargetError) -> Self {
        Self::Usage(error.to_string())
    }
}
