//! What importers have in common that bring one statement after the other, and how they report.

use super::{conclude::conclude, destination::DestinationOptions};
use crate::{
    cli::{Context, Failure, input, memory::Bytes, options::words, progress::Progress},
    graph::ingest::{Incoming, Ingest, Naming},
    import::{
        DateForm, Decoded, ImportReport, Outcome, SignVerbs, Sink, StepUnit, Steps, TimeForm,
        decoded, verb,
    },
    model::{Date, DateExpression, DateOrder, EntityKind, SourceKind, Vocabulary},
};
use clap::Args;
use std::{
    io::{self, Read},
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Flags of importers that bring their statements one after the other.
#[derive(Args)]
pub(super) struct Options {
    /// What those are who hold a stance.
    #[arg(long, value_name = "KIND", value_parser = words::<EntityKind>(EntityKind::WORDS))]
    holder_kind: Option<EntityKind>,
    /// What those are who only are a target.
    #[arg(long, value_name = "KIND", value_parser = words::<EntityKind>(EntityKind::WORDS))]
    target_kind: Option<EntityKind>,
    /// What the sources are.
    #[arg(long, value_name = "KIND", value_parser = words::<SourceKind>(SourceKind::WORDS))]
    source_kind: Option<SourceKind>,
    /// The encoding of files that are not UTF-8: latin1, windows-1252, utf-16le, …
    #[arg(long, value_name = "ENCODING", value_parser = input::encoding)]
    encoding: Option<&'static encoding_rs::Encoding>,
    /// How much memory statements may take (500M, 4G) before they go to temporary files; else half of what is free.
    #[arg(long, value_name = "BYTES")]
    memory: Option<Bytes>,
    #[command(flatten)]
    destination: DestinationOptions,
}

/// How dates are written.
#[derive(Args)]
pub(super) struct Dates {
    /// The order of day, month and year in dates that are no EDTF: 25.4.2018 is dmy, 4/25/2018 mdy, 2018/4/25 ymd.
    #[arg(long, value_name = "ORDER", value_parser = words::<DateOrder>(DateOrder::WORDS))]
    dates: Option<DateOrder>,
    /// The first year of the hundred that years of two digits mean: with 1930, 29 is 2029.
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i16).range(1..=9900))]
    century: Option<i16>,
}

impl Dates {
    pub(super) const fn form(&self) -> DateForm {
        DateForm { order: self.dates, century: self.century }
    }
}

/// What signs stand for.
#[derive(Args)]
pub(super) struct Signs {
    /// The verb of signs above zero; else supports (in elections votes-for).
    #[arg(long, value_name = "VERB")]
    positive: Option<String>,
    /// The verb of signs below zero; else opposes (in elections votes-against).
    #[arg(long, value_name = "VERB")]
    negative: Option<String>,
    /// The verb of zero; else it is no stance (in elections abstains).
    #[arg(long, value_name = "VERB")]
    neutral: Option<String>,
}

impl Signs {
    pub(super) fn verbs(&self, vocabulary: &Vocabulary) -> Result<SignVerbs, Failure> {
        let find = |word: &Option<String>| {
            let found = word.as_ref().map(|word| verb(word, vocabulary)).transpose();
            found.map_err(|error| Failure::Usage(error.to_string()))
        };
        Ok(SignVerbs {
            positive: find(&self.positive)?,
            negative: find(&self.negative)?,
            neutral: find(&self.neutral)?,
        })
    }
}

/// When lines of a network were true.
#[derive(Args)]
pub(super) struct Times {
    /// When lines were true that have no time, or steps for times, which then stand in notes.
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<DateExpression>,
    /// The date of step 0, where times are steps: 1996 counts years, 1996-01 months, 1996-01-01 days.
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    origin: Option<DateExpression>,
    /// How long a step is, where it is not as long as the date of --origin.
    #[arg(long, value_name = "UNIT", requires = "origin", value_parser = words::<StepUnit>(StepUnit::WORDS))]
    step: Option<StepUnit>,
    #[command(flatten)]
    dates: Dates,
}

impl Times {
    pub(super) fn on(&self, context: &Context) -> Option<Date> {
        self.on.as_ref().map(|typed| context.clock.date(typed))
    }

    pub(super) fn form(&self, context: &Context) -> Result<TimeForm, Failure> {
        let origin = self.origin.as_ref().map(|typed| context.clock.date(typed));
        let steps = origin.map(|origin| Steps::new(&origin, self.step)).transpose();
        let steps = steps.map_err(|error| Failure::Usage(format!("--origin: {error}")))?;
        Ok(TimeForm { dates: self.dates.form(), steps })
    }
}

/// What entities and sources are where nothing else is said.
pub(super) const fn naming(entities: EntityKind, sources: SourceKind) -> Naming {
    Naming { holders: entities, targets: entities, sources }
}

/// Reads files one after the other, puts them where they shall be, and tells what was read in each.
pub(super) fn import(
    context: &Context,
    options: &Options,
    vocabulary: Vocabulary,
    usual: Naming,
    files: &[PathBuf],
    mut read: impl FnMut(&Path, &mut dyn Read, Sink<'_>) -> Result<ImportReport, Failure>,
) -> Result<ExitCode, Failure> {
    let stem = files.first().map(|file| input::stem(file)).unwrap_or_default();
    let destination = options.destination.resolve(context, &stem)?;
    let recorded = destination.recorded(&options.destination, context);
    let naming = Naming {
        holders: options.holder_kind.unwrap_or(usual.holders),
        targets: options.target_kind.unwrap_or(usual.targets),
        sources: options.source_kind.unwrap_or(usual.sources),
    };
    let memory = options.memory.unwrap_or_else(Bytes::half_of_free).0;
    let elsewhere = destination.statements();
    let exact = move |names: &[&str]| elsewhere.exact_names(names);
    let ingest = Ingest::new(vocabulary, memory, &[]).recorded_by_default(recorded);
    let ingest = ingest.apart(Box::new(exact));
    let mut worker = ingest.worker();
    let mut reports = Vec::with_capacity(files.len());
    // The lines of all files are counted on, so that one number tells the file, too.
    let (mut first_lines, mut n_lines) = (Vec::with_capacity(files.len()), 0_u32);
    for file in files {
        let input::Input { content, len } = input::open(file)?;
        let decoded = decoded(content, options.encoding);
        let Decoded { content, found } =
            decoded.map_err(|error| Failure::file(file, "read", &error))?;
        let progress = Progress::new(len);
        let mut watched = Watched { input: content, progress: &progress };
        let first = n_lines;
        first_lines.push(first);
        let mut report = read(file, &mut watched, &mut |statement| {
            let line = first.saturating_add(statement.line);
            n_lines = n_lines.max(line);
            worker.push(&Incoming { line, ..statement.clone() })
        })?;
        progress.finish();
        report.encoding = found.map(encoding_rs::Encoding::name);
        reports.push(report);
    }
    let kept = |error: io::Error| Failure::Data(format!("statements cannot be kept: {error}"));
    worker.finish().map_err(kept)?;
    let finished = Progress::sorting(|progress| ingest.finish(naming, progress));
    let (graph, taken) = finished.map_err(kept)?;
    let place = |line: u32| {
        let number = first_lines.partition_point(|first| *first < line).saturating_sub(1);
        match (first_lines.get(number), files.get(number)) {
            (Some(first), Some(file)) if files.len() > 1 => {
                format!("{}:{}", file.display(), line.saturating_sub(*first))
            }
            _ => line.to_string(),
        }
    };
    let outcome = Outcome::of(taken, place);
    Ok(conclude(context, files, &reports, &outcome, destination, &graph)?.code)
}

/// An input whose progress is told.
struct Watched<'p> {
    input: Box<dyn Read + Send>,
    progress: &'p Progress,
}

impl Read for Watched<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        self.progress.advance(read as u64);
        Ok(read)
    }
}
