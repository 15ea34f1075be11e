//! What importers have in common that bring one statement after the other, and how they report.

use super::destination::DestinationOptions;
use crate::{
    cli::{Context, Failure, build, input, memory::Bytes, options::words, progress::Progress},
    graph::ingest::{Incoming, Ingest, Naming, Taken},
    import::{ImportReport, LeftOut, Sink, Unit},
    model::{EntityKind, SourceKind, Vocabulary},
    report::count,
};
use clap::Args;
use std::{
    fmt::Write as _,
    io::{self, Read},
    path::{Path, PathBuf},
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
) -> Result<(), Failure> {
    let stem = files.first().map(|file| input::stem(file)).unwrap_or_default();
    let destination = options.destination.resolve(context, &stem)?;
    let recorded = options.destination.recorded();
    let naming = Naming {
        holders: options.holder_kind.unwrap_or(usual.holders),
        targets: options.target_kind.unwrap_or(usual.targets),
        sources: options.source_kind.unwrap_or(usual.sources),
    };
    build::clean_up_on_interrupt();
    let memory = options.memory.unwrap_or_else(Bytes::half_of_free).0;
    let ingest = Ingest::new(vocabulary, memory, &[]);
    let mut worker = ingest.worker();
    let mut reports = Vec::with_capacity(files.len());
    for file in files {
        let input::Input { content, len } = input::open(file)?.decoded(options.encoding);
        let progress = Progress::new(len);
        let mut watched = Watched { input: content, progress: &progress };
        let report = read(file, &mut watched, &mut |statement| {
            let recorded = statement.recorded.or(recorded);
            worker.push(&Incoming { recorded, ..statement.clone() })
        })?;
        progress.finish();
        reports.push(report);
    }
    let kept = |error: io::Error| Failure::Data(format!("statements cannot be kept: {error}"));
    worker.finish().map_err(kept)?;
    let finished = Progress::sorting(|progress| ingest.finish(naming, progress));
    let (graph, taken) = finished.map_err(kept)?;
    tell(context, files, &reports, taken);
    destination.take(&graph, context)
}

/// Tells what was read in each file.
pub(super) fn tell(context: &Context, files: &[PathBuf], reports: &[ImportReport], taken: Taken) {
    if let [report] = reports {
        context.output.tell(&told(report, taken));
        return;
    }
    for (file, report) in files.iter().zip(reports) {
        let told = told(report, Taken::default());
        context.output.tell(&format!("{}: {told}", file.display()));
    }
    context.output.tell(&repeated(taken));
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

/// What was read and what was left out.
pub(super) fn told(report: &ImportReport, taken: Taken) -> String {
    let [one, several] = match report.unit {
        Unit::Rows => ["row", "rows"],
        Unit::Cells => ["cell", "cells"],
        Unit::Items => ["statement", "statements"],
    };
    let mut told = format!("read {}", count(report.rows, one, several));
    let _ = writeln!(
        told,
        ": {}",
        count(report.statements - taken.repeated, "statement", "statements")
    );
    if let Some(encoding) = report.encoding {
        let _ =
            writeln!(told, "this is not UTF-8 and was read as {encoding}; --encoding says another");
    }
    told.push_str(&repeated(taken));
    let places = match report.unit {
        Unit::Rows | Unit::Cells => ["line", "lines"],
        Unit::Items => ["number", "numbers"],
    };
    let those = [format!("{one} that"), format!("{several} of which each")];
    for (reason, left_out) in &report.left_out {
        let rows = count(left_out.rows, &those[0], &those[1]);
        let _ = writeln!(told, "left out {rows} {}: {}", reason.told(), at(left_out, places));
        if let Some(remedy) = reason.remedy() {
            let _ = writeln!(told, "  help: {remedy}");
        }
    }
    for (reason, incomplete) in &report.incomplete {
        let rows = count(incomplete.rows, &those[0], &those[1]);
        let _ = writeln!(told, "kept {rows} {}: {}", reason.told(), at(incomplete, places));
        if let Some(remedy) = reason.remedy() {
            let _ = writeln!(told, "  help: {remedy}");
        }
    }
    told
}

/// Where rows stand, and what is written there.
fn at(rows: &LeftOut, [one, several]: [&str; 2]) -> String {
    let lines: Vec<String> = rows.lines.iter().map(u64::to_string).collect();
    let more = if rows.rows > lines.len() { ", …" } else { "" };
    let noun = if rows.rows == 1 { one } else { several };
    let mut at = format!("{noun} {}{more}", lines.join(", "));
    let values: Vec<String> = rows
        .frequent_values()
        .iter()
        .map(|(value, count)| format!("`{}` {count}×", value.escape_debug()))
        .collect();
    if !values.is_empty() {
        let _ = write!(at, " ({})", values.join(", "));
    }
    at
}

/// How many statements others repeat.
fn repeated(taken: Taken) -> String {
    if taken.repeated == 0 {
        return String::new();
    }
    let rows = count(taken.repeated, "row that repeats", "rows of which each repeats");
    format!("left out {rows} another\n")
}
