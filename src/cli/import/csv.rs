//! `stance import csv`.

use super::{
    conclude::conclude,
    destination::DestinationOptions,
    table::{self, delimiter},
};
use crate::{
    cli::{Context, Failure, input, memory::Bytes, options::words, progress::Progress},
    graph::{TemporalGraph, ingest::Naming},
    import::{
        DateForm, Elsewhere, ImportReport, Outcome, Quotes, Values,
        csv::{
            CsvError, CsvOptions, End, HeaderError, Mapping, MappingFile, Missing, Split, Tables,
            Wide,
        },
        decoded,
    },
    model::{DateExpression, DateOrder, EntityKind, SourceKind, UnknownZone, Vocabulary, Zone},
};
use clap::Args;
use encoding_rs::Encoding;
use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Import tables with a statement in each row, or in each cell: CSV, TSV, or with semicolons or bars; workbooks (.xlsx, .xls, .ods).
///
/// A column whose heading is the name of a field, in any case and with spaces or underscores, is that field. Other columns are
/// named with --map, and an unknown field there lists all. The report says which column was read as what and which were not used.
///
/// With --wide, each holder or target has a column, and the cells say what was done. Entities get their ids from their names
/// where the table has none. Dates are EDTF, or in a form with one meaning. The flags can be kept in a file beside the table
/// (--mapping).
#[derive(Args)]
pub(crate) struct Arguments {
    /// The tables, which may be compressed (gzip, Zstandard); `-` is standard input.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// A file in RON that says what these flags say; they come before it.
    #[arg(long, value_name = "FILE")]
    mapping: Option<PathBuf>,
    /// Which columns hold what: holder=endorser,on=date; #3 is the third; target={year} {number} is made of two.
    #[arg(long, value_name = "FIELD=COLUMN,…", default_value = "", hide_default_value = true)]
    map: Mapping,
    /// What each column that holds nothing else is named after; its cells say what was done.
    #[arg(long, value_name = "END", value_parser = words::<End>(End::WORDS))]
    wide: Option<End>,
    /// Which columns those are; else all that hold nothing else.
    #[arg(long, value_name = "COLUMN,…", value_delimiter = ',')]
    columns: Vec<String>,
    /// Columns that are none of those.
    #[arg(long, value_name = "COLUMN,…", value_delimiter = ',')]
    except: Vec<String>,
    /// The verb of every row.
    #[arg(long, value_name = "VERB")]
    verb: Option<String>,
    /// What the values of the verb's column, or of cells, stand for: yes=supports,no=opposes,abstain= (no stance).
    #[arg(long, value_name = "VALUE=VERB,…", default_value = "", hide_default_value = true)]
    values: Values,
    /// Words that stand for nothing: NA in every column, target=NA in one.
    #[arg(long, value_name = "[FIELD=]WORD,…")]
    missing: Option<Missing>,
    /// When rows were said that tell no date.
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<DateExpression>,
    /// The holder of rows that name none.
    #[arg(long, value_name = "NAME")]
    holder: Option<String>,
    /// The target of rows that name none.
    #[arg(long, value_name = "NAME")]
    target: Option<String>,
    /// What stands between several values in one cell of holder, target, about or the reporting sources: holder=;,about=/.
    #[arg(long, value_name = "FIELD=DELIMITER,…", default_value = "", hide_default_value = true)]
    split: Split,
    /// The sheet of a workbook, by name or number; else the first that is not empty.
    #[arg(long, value_name = "NAME|N")]
    sheet: Option<String>,
    /// Lines before the headings to pass over.
    #[arg(long, value_name = "N")]
    skip: Option<usize>,
    /// Whether fields may stand in quotation marks; none for files that do not quote.
    #[arg(long, value_name = "double|none", value_parser = words::<Quotes>(Quotes::WORDS))]
    quotes: Option<Quotes>,
    /// The first year of the hundred that years of two digits mean: with 1930, 29 is 2029 and 30 is 1930.
    #[arg(long, value_name = "YEAR")]
    century: Option<i16>,
    /// How dates are written that are no EDTF: 25.4.2018 is dmy, 4/25/2018 mdy, 2018/4/25 ymd.
    #[arg(long, value_name = "ORDER", value_parser = words::<DateOrder>(DateOrder::WORDS))]
    dates: Option<DateOrder>,
    /// Whose clock date-times without an offset are on, where the table does not tell: Europe/Berlin. A new corpus counts its days
    /// there. Else that of the corpus it goes into, or UTC.
    #[arg(long, value_name = "ZONE", value_parser = time_zone)]
    time_zone: Option<Zone>,
    /// The encoding: latin1, windows-1252, utf-16le, …; else as the first bytes look.
    #[arg(long, value_name = "ENCODING", value_parser = input::encoding)]
    encoding: Option<&'static Encoding>,
    /// What stands between fields; else the likeliest in the header.
    #[arg(long, value_name = "CHARACTER", value_parser = delimiter)]
    delimiter: Option<u8>,
    /// Whether the first row has headings; else as it looks.
    #[arg(long, value_name = "yes|no", value_parser = ["yes", "no"])]
    header: Option<String>,
    /// What those are who hold a stance; else person.
    #[arg(long, value_name = "KIND", value_parser = words::<EntityKind>(EntityKind::WORDS))]
    holder_kind: Option<EntityKind>,
    /// What those are who only are a target; else topic.
    #[arg(long, value_name = "KIND", value_parser = words::<EntityKind>(EntityKind::WORDS))]
    target_kind: Option<EntityKind>,
    /// What the sources are; else dataset.
    #[arg(long, value_name = "KIND", value_parser = words::<SourceKind>(SourceKind::WORDS))]
    source_kind: Option<SourceKind>,
    /// The source of rows that name none; else the name of the file.
    #[arg(long, value_name = "SOURCE")]
    source: Option<String>,
    /// How much memory statements may take (500M, 4G) before they go to temporary files; else half of what is free.
    #[arg(long, value_name = "BYTES")]
    memory: Option<Bytes>,
    #[command(flatten)]
    destination: DestinationOptions,
}

/// How tables are read, and what is known of each before that.
struct Plan {
    options: CsvOptions,
    encoding: Option<&'static Encoding>,
    source: Option<String>,
    sheet: Option<String>,
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        let stem = self.files.first().map(|file| input::stem(file)).unwrap_or_default();
        let destination = self.destination.resolve(context, &stem)?;
        let recorded = destination.recorded(&self.destination, context);
        let corrected = self.destination.recorded_by(context).day();
        let (mut plan, files) = self.resolve(context, destination.zone()?)?;
        plan.options.elsewhere = destination.statements();
        plan.options.recorded = recorded;
        plan.options.corrected = Some(corrected);
        let vocabulary = destination.vocabulary()?;
        let mut read = plan.read(&files, vocabulary.clone());
        // Standard input cannot be read again.
        let is_again = !files.iter().any(|file| input::is_stdin(file));
        if let Err(Unread::Mixed) = read
            && is_again
        {
            plan.options.with_all_fields = true;
            read = plan.read(&files, vocabulary);
        }
        let Read { reports, graph, outcome } = read.map_err(|error| match error {
            Unread::Mixed => Failure::Data(CsvError::Mixed.to_string()),
            Unread::Failure(failure) => failure,
        })?;
        Ok(conclude(context, &files, &reports, &outcome, destination, &graph)?.code)
    }

    /// What is said here, and else in the mapping file, of a table that goes into a corpus with a time zone.
    fn resolve(self, context: &Context, there: Zone) -> Result<(Plan, Vec<PathBuf>), Failure> {
        let kept = self.mapping.as_deref().map(mapping).transpose()?.unwrap_or_default();
        let from_file = self.mapping.as_deref().unwrap_or(Path::new(""));
        let words = kept.words;
        let wide = self.wide.map(|of| Wide { of, only: Vec::new(), except: Vec::new() });
        let mut wide = wide.or(kept.wide);
        match &mut wide {
            Some(wide) => {
                if !self.columns.is_empty() {
                    wide.only = self.columns;
                }
                wide.except.extend(self.except);
            }
            None if self.columns.is_empty() && self.except.is_empty() => {}
            None => {
                let message = "--columns and --except are about the columns of --wide holder or --wide target";
                return Err(Failure::Usage(message.to_owned()));
            }
        }
        let naming = Naming::default();
        let zone = self.time_zone.or(words.time_zone).unwrap_or(there);
        let options = CsvOptions {
            mapping: self.map.or(kept.columns),
            values: self.values.with_constant(self.verb).or(kept.values),
            missing: self.missing.or(kept.missing).unwrap_or_default(),
            dates: DateForm {
                order: self.dates.or(words.dates),
                century: self.century.or(words.century),
            },
            split: self.split.or(kept.split),
            skip: self.skip.or(words.skip).unwrap_or_default(),
            quotes: self.quotes.or(words.quotes).unwrap_or(Quotes::Double),
            holder: self.holder.or(words.holder),
            target: self.target.or(words.target),
            delimiter: or_written(self.delimiter, words.delimiter, from_file, delimiter)?,
            naming: Naming {
                holders: self.holder_kind.or(words.holder_kind).unwrap_or(naming.holders),
                targets: self.target_kind.or(words.target_kind).unwrap_or(naming.targets),
                sources: self.source_kind.or(words.source_kind).unwrap_or(naming.sources),
            },
            header: self.header.map(|header| header == "yes").or(words.header),
            wide,
            on: self.on.or(words.on).map(|typed| context.clock.date_in(&typed, &zone)),
            zone,
            source: String::new(),
            recorded: None,
            corrected: None,
            elsewhere: Elsewhere::Nothing,
            with_all_fields: false,
            memory: self.memory.unwrap_or_else(Bytes::half_of_free).0,
        };
        let encoding = or_written(self.encoding, words.encoding, from_file, input::encoding)?;
        let source = self.source.or(words.source);
        Ok((Plan { options, encoding, source, sheet: self.sheet.or(words.sheet) }, self.files))
    }
}

fn time_zone(name: &str) -> Result<Zone, String> {
    name.parse()
        .map_err(|unknown: UnknownZone| format!("{unknown}; zones are called as Europe/Berlin"))
}

/// What was read.
struct Read {
    reports: Vec<ImportReport>,
    graph: TemporalGraph,
    outcome: Outcome,
}

/// Why tables are not read.
enum Unread {
    /// Some have more fields than others.
    Mixed,
    Failure(Failure),
}

impl From<Failure> for Unread {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

impl Plan {
    /// Reads tables, one after the other.
    fn read(&self, files: &[PathBuf], vocabulary: Vocabulary) -> Result<Read, Unread> {
        let mut tables = Tables::new(vocabulary, &self.options);
        let mut reports = Vec::with_capacity(files.len());
        for file in files {
            let unreadable = |error| Failure::file(file, "read", &error);
            let (delimiter, quotes) = (self.options.delimiter, self.options.quotes);
            let opened = table::open(file, self.sheet.as_deref(), delimiter, quotes)?;
            let (input::Input { content, len }, notes) = opened;
            let decoded = decoded(content, self.encoding).map_err(unreadable)?;
            let is_as_long = self.encoding.or(decoded.found).is_none();
            let progress = Progress::new(len.filter(|_| is_as_long));
            let source = self.source.clone().unwrap_or_else(|| input::stem(file));
            let report = tables.read(decoded.content, &source, &|read| {
                progress.advance(read);
                Ok(())
            });
            let mut report = report.map_err(|error| match error {
                CsvError::Io(error) => unreadable(error).into(),
                CsvError::Header(error)
                    if files.len() > 1
                        || matches!(error, HeaderError::Empty | HeaderError::Titles { .. }) =>
                {
                    Failure::Usage(format!("{}: {error}", file.display())).into()
                }
                CsvError::Header(error) => Failure::Usage(error.to_string()).into(),
                CsvError::Mixed => Unread::Mixed,
            })?;
            report.encoding = decoded.found.map(Encoding::name);
            report.notes.extend(notes);
            progress.finish();
            reports.push(report);
        }
        let finished = Progress::sorting(|progress| tables.finish(progress));
        let (graph, outcome) = finished.map_err(|error| match error {
            CsvError::Io(error) => Failure::Data(format!("statements cannot be kept: {error}")),
            CsvError::Mixed | CsvError::Header(_) => Failure::Usage(error.to_string()),
        })?;
        Ok(Read { reports, graph, outcome })
    }
}

/// What was said on the command line, or what is written in the mapping file.
fn or_written<T>(
    typed: Option<T>,
    written: Option<String>,
    file: &Path,
    read: impl Fn(&str) -> Result<T, String>,
) -> Result<Option<T>, Failure> {
    let written = written.as_deref().filter(|_| typed.is_none()).map(read).transpose();
    let written = written.map_err(|error| Failure::Data(format!("{}: {error}", file.display())))?;
    Ok(typed.or(written))
}

/// What a mapping file says.
fn mapping(file: &Path) -> Result<MappingFile, Failure> {
    let text = fs::read_to_string(file);
    let text = text.map_err(|error| Failure::file(file, "read", &error))?;
    MappingFile::from_ron(&text)
        .map_err(|error| Failure::Data(format!("{}:{error}", file.display())))
}
