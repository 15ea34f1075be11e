//! `stance add`: one file for what each record holds, and for how it is asked for.

mod ask;
mod entity;
mod questions;
mod records;
mod source;
mod statement;

use super::{
    Context, Failure,
    options::CorpusOptions,
    session::{MOST_FINDINGS, read},
    writing::Addition,
};
use crate::{
    corpus::{
        self, Code, Reading, Severity, WithoutText,
        append::{Additions, NewRecord},
        introduced,
    },
    report::render_diagnostics,
};
use ask::Asker;
use clap::{Args, Subcommand};
use questions::Last;
use std::{
    io::{self, IsTerminal},
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Add a statement to the corpus without an editor.
///
/// Without flags, asks one thing at a time, checks each answer at once, proposes what was said last, and offers to make entities
/// and sources that are missing. Entities may be typed as ids, names or aliases. On a terminal, asks for required fields
/// that the flags leave out. Writes nothing that would make the corpus faulty.
#[derive(Args)]
#[command(args_conflicts_with_subcommands = true, disable_help_subcommand = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    record: Option<Record>,
    #[command(flatten)]
    place: PlaceOptions,
    #[command(flatten)]
    corpus: CorpusOptions,
    #[command(flatten)]
    statement: statement::Statement,
}

/// Which record to add, if it is no statement.
#[derive(Subcommand)]
enum Record {
    /// Add an entity.
    Entity(Box<entity::Arguments>),
    /// Add a source.
    Source(Box<source::Arguments>),
}

/// Where the record goes.
#[derive(Args)]
struct PlaceOptions {
    /// The corpus file to write to [default: the last one with statements].
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
    /// Show what would be written, but write nothing.
    #[arg(long)]
    dry_run: bool,
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        match self.record {
            Some(Record::Entity(arguments)) => return arguments.run(context),
            Some(Record::Source(arguments)) => return arguments.run(context),
            None => {}
        }
        let Self { place, corpus, mut statement, .. } = self;
        let texts = corpus.texts_folders()?;
        let mut desk = Desk { reading: read(&corpus)?, texts, place, context };
        if statement.is_empty() {
            return questions::statements(&mut desk);
        }
        let mut new = New::default();
        let missing = statement.missing();
        if !missing.is_empty() {
            if !is_terminal() {
                return Err(Failure::Usage(format!("a statement needs {}", missing.join(", "))));
            }
            let mut asker = Asker::new(context);
            questions::ask(&mut statement, &mut new, (&desk, &Last::default()), &mut asker)?;
        }
        new.statements.push(statement.resolve(&desk.with(&new)?, context)?);
        desk.add(new, ("the statement", None))?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Whether somebody can be asked.
fn is_terminal() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Records that are not written yet.
#[derive(Clone, Default)]
struct New {
    entities: Vec<NewRecord>,
    sources: Vec<NewRecord>,
    statements: Vec<NewRecord>,
}

impl New {
    fn additions(&self) -> Additions {
        let Self { entities, sources, statements } = self.clone();
        let sections =
            vec![("entities", entities), ("sources", sources), ("statements", statements)];
        Additions { sections, ..Additions::default() }
    }
}

/// A corpus that records are added to.
struct Desk<'c> {
    reading: Reading,
    texts: Vec<PathBuf>,
    place: PlaceOptions,
    context: &'c Context,
}

impl Desk<'_> {
    /// What would be read if the new records were written.
    fn with(&self, new: &New) -> Result<Reading, Failure> {
        let (position, file) = self.reading.target(self.place.to.as_deref())?;
        let additions = new.additions();
        let text = match position {
            Some(_) => additions
                .append_to(&file.text)
                .map_err(|error| Failure::Data(format!("{}: {error}", file.path.display())))?,
            None => additions.new_file(),
        };
        Ok(self.reading.with_text(position, &file.path, &text))
    }

    /// Refuses records that would make the corpus faulty, and says why.
    fn check(&self, new: &New) -> Result<(), Failure> {
        let after = self.with(new)?;
        let mut findings = introduced(&self.reading.diagnostics, after.diagnostics.clone());
        if !self.texts.is_empty() {
            let quotes = |reading: &Reading| {
                corpus::against(reading, &self.texts, WithoutText::Counted).diagnostics
            };
            findings.extend(introduced(&quotes(&self.reading), quotes(&after)));
        }
        findings.retain(|finding| finding.severity == Severity::Error);
        if findings.is_empty() {
            return Ok(());
        }
        let width = self.context.output.width();
        Err(Failure::Data(render_diagnostics(&after.files, &findings, MOST_FINDINGS, width)))
    }

    /// The records as they would be written, if that would be no fault.
    fn addition(&self, new: &New, what: (&str, Option<Code>)) -> Result<Addition, Failure> {
        let read = (&self.reading, self.texts.as_slice());
        Addition::new(read, &new.additions(), self.place.to.as_deref(), what, self.context)
    }

    /// Writes the records, or shows them.
    fn add(&mut self, new: New, what: (&str, Option<Code>)) -> Result<(), Failure> {
        let addition = self.addition(&new, what)?;
        self.write(addition)
    }

    /// Writes an addition, or shows it, and knows it from then on.
    fn write(&mut self, addition: Addition) -> Result<(), Failure> {
        let output = &self.context.output;
        if self.place.dry_run {
            return output.write_bytes(addition.lines().as_bytes());
        }
        let path: &Path = addition.path();
        let added = format!("added to {}\n", path.display());
        self.reading = addition.after(&self.reading);
        addition.write()?;
        output.tell(&added);
        Ok(())
    }
}
