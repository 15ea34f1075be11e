//! `stance import csv`.

use super::{destination::DestinationOptions, events::told};
use crate::{
    cli::{Context, Failure, build, input, memory::Bytes, options::words, progress::Progress},
    corpus,
    graph::ingest::Naming,
    import::{
        Values,
        csv::{CsvError, CsvOptions, DateOrder, Mapping, Missing, import},
    },
    model::{EntityKind, SourceKind},
};
use clap::Args;

use std::{io, path::PathBuf, process::ExitCode};

/// A table with a header and a statement in each row: CSV, TSV, or with semicolons or bars.
///
/// Columns are known by their headings (holder, target, verb, on or date, source, quote, recorded, confidence, coder, note), or
/// named with --map. Entities get their ids from their names. Dates are EDTF.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The table, which may be compressed (gzip, Zstandard); `-` is standard input.
    file: PathBuf,
    /// Which columns hold what: holder=endorser,target=endorsee,on=date.
    #[arg(long, value_name = "FIELD=COLUMN,…", default_value = "")]
    map: Mapping,
    /// The verb of every row.
    #[arg(long, value_name = "VERB")]
    verb: Option<String>,
    /// What the values of the verb's column stand for: yes=supports,no=opposes,abstain= (no stance).
    #[arg(long, value_name = "VALUE=VERB,…", default_value = "")]
    values: Values,
    /// Words that stand for nothing: NA in every column, target=NA in one.
    #[arg(long, value_name = "[FIELD=]WORD,…", default_value = "")]
    missing: Missing,
    /// How dates are written that are no EDTF: 25.4.2018 is dmy, 4/25/2018 mdy, 2018/4/25 ymd.
    #[arg(long, value_name = "ORDER", value_parser = words::<DateOrder>(DateOrder::WORDS))]
    dates: Option<DateOrder>,
    /// The encoding of a table that is not UTF-8: latin1, windows-1252, utf-16le, …
    #[arg(long, value_name = "ENCODING", value_parser = input::encoding)]
    encoding: Option<&'static encoding_rs::Encoding>,
    /// What stands between fields; else the likeliest in the header.
    #[arg(long, value_name = "CHARACTER", value_parser = delimiter)]
    delimiter: Option<u8>,
    /// What those are who hold a stance.
    #[arg(long, value_name = "KIND", default_value = "person", value_parser = words::<EntityKind>(EntityKind::WORDS))]
    holder_kind: EntityKind,
    /// What those are who only are a target.
    #[arg(long, value_name = "KIND", default_value = "topic", value_parser = words::<EntityKind>(EntityKind::WORDS))]
    target_kind: EntityKind,
    /// What the sources are.
    #[arg(long, value_name = "KIND", default_value = "dataset", value_parser = words::<SourceKind>(SourceKind::WORDS))]
    source_kind: SourceKind,
    /// The source of rows that name none; else the name of the file.
    #[arg(long, value_name = "SOURCE")]
    source: Option<String>,
    /// How much memory statements may take (500M, 4G) before they go to temporary files; else half of what is free.
    #[arg(long, value_name = "BYTES")]
    memory: Option<Bytes>,
    #[command(flatten)]
    destination: DestinationOptions,
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        let stem = input::stem(&self.file);
        let destination = self.destination.resolve(context, &stem)?;
        let unreadable = |error: &io::Error| Failure::file(&self.file, "read", error);
        let input::Input { content, len } = input::open(&self.file)?.decoded(self.encoding);
        let options = CsvOptions {
            mapping: self.map,
            values: self.values.with_constant(self.verb),
            missing: self.missing,
            dates: self.dates,
            delimiter: self.delimiter,
            naming: Naming {
                holders: self.holder_kind,
                targets: self.target_kind,
                sources: self.source_kind,
            },
            source: self.source.unwrap_or(stem),
            recorded: self.destination.recorded(),
            memory: self.memory.unwrap_or_else(Bytes::half_of_free).0,
        };
        build::clean_up_on_interrupt();
        let progress = Progress::new(len);
        let vocabulary = corpus::shipped_vocabulary();
        let imported = import(content, vocabulary, &options, &|read| {
            progress.advance(read);
            Ok(())
        });
        let (graph, report, taken) = imported.map_err(|error| match error {
            CsvError::Io(error) => unreadable(&error),
            CsvError::Header(error) => Failure::Usage(error.to_string()),
        })?;
        progress.finish();
        context.output.tell(&told(&report, taken));
        progress.stage("writing");
        destination.take(&graph, context)?;
        progress.finish();
        Ok(ExitCode::SUCCESS)
    }
}

fn delimiter(text: &str) -> Result<u8, String> {
    match text {
        "\\t" | "tab" => Ok(b'\t'),
        _ => match *text.as_bytes() {
            [byte] if byte.is_ascii() && !matches!(byte, b'"' | b'\n' | b'\r') => Ok(byte),
            _ => Err("one character is expected, such as ; or tab".to_owned()),
        },
    }
}
