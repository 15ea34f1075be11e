//! Tables with a statement in each row, or in each cell.

mod cells;
mod checked;
mod columns;
mod declared;
mod ends;
mod fields;
mod header;
mod mapping;
mod named;
mod publication;
mod records;
mod rows;
mod sources;
mod taken;
mod tally;
mod template;

pub use fields::Field;
pub use header::HeaderError;
pub use mapping::{End, Mapping, MappingFile, Missing, Split, Wide, Written};

use self::{
    columns::Columns,
    records::{RecordTables, Table},
    rows::RowReader,
};
use super::{
    DateForm, Elsewhere, ImportReport, Outcome, OwnFields, Places, Quotes, Values,
    places::place_of,
    table::{Chunk, Chunks, DELIMITERS, likeliest_delimiter},
};
use crate::{
    graph::TemporalGraph,
    graph::ingest::{Ingest, Naming, Step},
    model::{Date, Day, Vocabulary, Zone},
};
use std::{
    io::{self, Read},
    num::NonZero,
    sync::{Mutex, PoisonError},
    thread,
};

/// How a table is to be read.
#[derive(Clone, Debug)]
pub struct CsvOptions {
    /// Which column holds what.
    pub mapping: Mapping,
    /// What the values of the verb's column stand for.
    pub values: Values,
    /// Words that stand for nothing.
    pub missing: Missing,
    /// How dates are written.
    pub dates: DateForm,
    /// The clock that date-times without an offset are on, of rows that tell none; the days of the table are counted there,
    /// unless its first row tells another time zone.
    pub zone: Zone,
    /// What stands between fields; found in the header when it is not said.
    pub delimiter: Option<u8>,
    /// What entities and sources are.
    pub naming: Naming,
    /// Whether there are headings; else as the first row looks.
    pub header: Option<bool>,
    /// The form of a table with many statements in each row.
    pub wide: Option<Wide>,
    /// Fields of which a cell may have several.
    pub split: Split,
    /// Lines before the header that are passed over.
    pub skip: usize,
    /// Whether fields may be quoted.
    pub quotes: Quotes,
    /// The holder of rows that name none.
    pub holder: Option<String>,
    /// The target of rows that name none.
    pub target: Option<String>,
    /// When rows were said that do not tell.
    pub on: Option<Date>,
    /// The source of rows that name none.
    pub source: String,
    /// When rows were recorded that do not tell.
    pub recorded: Option<Day>,
    /// When rows were recorded that do not tell and correct an earlier one.
    pub corrected: Option<Day>,
    /// What the rows are added to, of which they may correct statements.
    pub elsewhere: Elsewhere,
    /// Whether tables are read as those that have more fields than most, as one of several may have them.
    pub with_all_fields: bool,
    /// About how many bytes statements may take in memory.
    pub memory: usize,
}

impl Default for CsvOptions {
    /// Columns by their headings, verbs by their words, and a gibibyte of memory.
    fn default() -> Self {
        Self {
            mapping: Mapping::default(),
            values: Values::default(),
            missing: Missing::default(),
            dates: DateForm::default(),
            zone: Zone::UTC,
            delimiter: None,
            naming: Naming::default(),
            header: None,
            wide: None,
            split: Split::default(),
            skip: 0,
            quotes: Quotes::Double,
            holder: None,
            target: None,
            on: None,
            source: "table".to_owned(),
            recorded: None,
            corrected: None,
            elsewhere: Elsewhere::Nothing,
            with_all_fields: false,
            memory: 1 << 30,
        }
    }
}

/// Why a table cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum CsvError {
    /// The file cannot be read, or a temporary one not written.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// Some tables have more fields than others: they are read together [with all fields](CsvOptions::with_all_fields).
    #[error(
        "these tables have different fields (one tells of ids, claims or sources, another does not): import them one after \
         the other into the same corpus"
    )]
    Mixed,
    /// The header does not tell what is needed.
    #[error(transparent)]
    Header(#[from] HeaderError),
}

/// Reads tables, one or several that go together.
pub struct Tables<'o> {
    vocabulary: Vocabulary,
    options: &'o CsvOptions,
    /// What takes the statements in, as soon as it is known what quotes are like.
    ingest: Option<Ingest>,
    /// What takes tables in that have more fields than most.
    records: Option<RecordTables>,
    /// The first line of each table among all lines, and what the table is called.
    first_lines: Vec<(u64, String)>,
    n_lines: u64,
    /// What all tables tell themselves.
    own_fields: Option<OwnFields>,
}

impl<'o> Tables<'o> {
    /// Tables whose verbs are those of `vocabulary`.
    pub fn new(vocabulary: Vocabulary, options: &'o CsvOptions) -> Self {
        Self {
            vocabulary,
            options,
            ingest: None,
            records: None,
            first_lines: Vec::new(),
            n_lines: 0,
            own_fields: None,
        }
    }

    /// Reads a table; `source` is that of rows that name none. `progress` is told how many bytes were read, and says
    /// whether to go on.
    pub fn read(
        &mut self,
        input: impl Read + Send,
        source: &str,
        progress: &(dyn Fn(u64) -> io::Result<()> + Sync),
    ) -> Result<ImportReport, CsvError> {
        let options = self.options;
        let possible = options.delimiter.map_or(DELIMITERS.to_vec(), |given| vec![given]);
        let mut chunks = Chunks::new(input, &possible, options.quotes, options.skip)?;
        let delimiter = chunks.named_delimiter().filter(|_| options.delimiter.is_none());
        let delimiter =
            delimiter.unwrap_or_else(|| likeliest_delimiter(chunks.header(), &possible));
        chunks.set_delimiter(delimiter);
        let columns = Columns::new(chunks.header(), delimiter, options)
            .map_err(|error| self.with_skip(error, &chunks, delimiter))?;
        if !columns.has_header {
            chunks.put_back();
        }
        let own_fields = columns.own_fields(options.values.has_constant());
        self.own_fields = Some(self.own_fields.map_or(own_fields, |others| others.and(own_fields)));
        if options.with_all_fields || !columns.are_plain() || !options.split.is_empty() {
            if self.ingest.is_some() {
                return Err(CsvError::Mixed);
            }
            let verbs = options.values.verbs_or_words(&self.vocabulary);
            let verbs = verbs.map_err(HeaderError::NoVerb)?;
            let label = source.to_owned();
            let table = Table { columns, options, vocabulary: &self.vocabulary, verbs, label };
            let tables = self.records.get_or_insert_default();
            let mut report = tables.read(chunks, &table, progress)?;
            report.notes.extend(edge_note(&table.columns));
            return Ok(report);
        }
        if self.records.is_some() {
            return Err(CsvError::Mixed);
        }
        let uses = columns.uses.clone();
        let edge_note = edge_note(&columns);
        self.first_lines.push((self.n_lines, source.to_owned()));
        let reader = RowReader::new(columns, options, &self.vocabulary, source, self.n_lines)?;
        let mut first = Chunk::default();
        chunks.read(&mut first)?;
        let ingest = self.ingest.get_or_insert_with(|| {
            let sample = reader.sample(&first.bytes);
            let sample: Vec<&str> = sample.iter().map(String::as_str).collect();
            let ingest = Ingest::new(self.vocabulary.clone(), options.memory, &sample);
            let elsewhere = options.elsewhere.clone();
            let exact = move |names: &[&str]| elsewhere.exact_names(names);
            let ingest = ingest.recorded_by_default(options.recorded).in_zone(options.zone.clone());
            ingest.apart(Box::new(exact))
        });
        let (mut report, n_lines) = read_chunks(chunks, first, &reader, ingest, progress)?;
        self.n_lines += n_lines;
        report.columns = uses;
        report.notes.extend(edge_note);
        Ok(report)
    }

    /// The error, and the line on which headings seem to stand, if it is another one.
    fn with_skip<R: Read>(
        &self,
        error: HeaderError,
        chunks: &Chunks<R>,
        delimiter: u8,
    ) -> HeaderError {
        /// So many lines before headings are titles.
        const MOST: usize = 12;
        let may_be_below = matches!(
            error,
            HeaderError::Empty | HeaderError::Missing { .. } | HeaderError::NoColumn { .. }
        );
        if !may_be_below {
            return error;
        }
        let possible = self.options.delimiter.map_or(DELIMITERS.to_vec(), |it| vec![it]);
        let is_header = |line: &[u8]| {
            let other = likeliest_delimiter(line, &possible);
            [delimiter, other].iter().any(|delimiter| {
                let columns = Columns::new(line, *delimiter, self.options);
                columns.is_ok_and(|columns| columns.has_header && columns.n_fields > 2)
            })
        };
        match chunks.next_lines().take(MOST).position(is_header) {
            Some(at) => HeaderError::Titles {
                skip: self.options.skip + at + 1,
                line: chunks.header_line() + at as u64 + 1,
            },
            None => error,
        }
    }

    /// The graph of all of them. `progress` is told how far it has come, and says whether to go on.
    pub fn finish(
        self,
        progress: &(dyn Fn(Step) -> io::Result<()> + Sync),
    ) -> Result<(TemporalGraph, Outcome), CsvError> {
        let Self { vocabulary, options, ingest, records, first_lines, own_fields, .. } = self;
        if let Some(records) = records {
            let (graph, mut outcome) = records.finish(options, &vocabulary);
            outcome.provenance.own_fields = own_fields.unwrap_or_default();
            outcome.provenance.holder_kind = self.options.naming.holders;
            outcome.provenance.target_kind = self.options.naming.targets;
            outcome.provenance.source_kind = Some(self.options.naming.sources);
            return Ok((graph, outcome));
        }
        let ingest = ingest.unwrap_or_else(|| Ingest::new(vocabulary, options.memory, &[]));
        let (graph, taken) = ingest.finish(options.naming, progress)?;
        let place = |line: u32| place_of(&first_lines, line.into());
        let within = taken.within;
        let mut outcome = Outcome::of(taken, place);
        outcome.provenance.places = Places::Lines { within, tables: first_lines };
        // What is no id is a title.
        outcome.provenance.made_sources =
            graph.titled_sources().map(|source| source.id().to_owned()).collect();
        outcome.provenance.own_fields = own_fields.unwrap_or_default();
        outcome.provenance.holder_kind = self.options.naming.holders;
        outcome.provenance.target_kind = self.options.naming.targets;
        outcome.provenance.source_kind = Some(self.options.naming.sources);
        Ok((graph, outcome))
    }
}

/// What is assumed of a table of edges.
fn edge_note(columns: &Columns) -> Option<String> {
    const NOTE: &str = "this is an edge list: Source holds the stance towards Target; an undirected edge is a stance in \
                        both directions";
    columns.edge_type.map(|_| NOTE.to_owned())
}

/// Reads all rows, on all processors.
fn read_chunks<R: Read + Send>(
    chunks: Chunks<R>,
    first: Chunk,
    reader: &RowReader,
    ingest: &Ingest,
    progress: &(dyn Fn(u64) -> io::Result<()> + Sync),
) -> Result<(ImportReport, u64), CsvError> {
    let source = Mutex::new((chunks, Some(first)));
    let next = |chunk: &mut Chunk| {
        let mut source = source.lock().unwrap_or_else(PoisonError::into_inner);
        match source.1.take() {
            Some(first) => {
                *chunk = first;
                Ok(!chunk.bytes.is_empty())
            }
            None => source.0.read(chunk),
        }
    };
    let work = || -> io::Result<ImportReport> {
        let mut report = ImportReport::default();
        let mut worker = ingest.worker();
        let mut chunk = Chunk::default();
        let mut splitter = reader.splitter();
        while next(&mut chunk)? {
            report.add(reader.read(&chunk, &mut splitter, &mut worker)?);
            progress(chunk.bytes.len() as u64)?;
        }
        worker.finish()?;
        Ok(report)
    };
    let n_workers = thread::available_parallelism().map_or(1, NonZero::get);
    let mut report = ImportReport { unit: reader.unit(), ..ImportReport::default() };
    let parts: Vec<io::Result<ImportReport>> = thread::scope(|scope| {
        let workers: Vec<_> = (0..n_workers).map(|_| scope.spawn(work)).collect();
        let joined = workers.into_iter().map(|worker| {
            worker.join().unwrap_or_else(|payload| std::panic::resume_unwind(payload))
        });
        joined.collect()
    });
    for part in parts {
        report.add(part?);
    }
    let chunks = source.into_inner().unwrap_or_else(PoisonError::into_inner).0;
    Ok((report, chunks.n_lines()))
}

/// Reads one table into a graph with verbs of `vocabulary`.
pub fn import(
    input: impl Read + Send,
    vocabulary: Vocabulary,
    options: &CsvOptions,
    progress: &(dyn Fn(u64) -> io::Result<()> + Sync),
) -> Result<(TemporalGraph, ImportReport, Outcome), CsvError> {
    let mut tables = Tables::new(vocabulary, options);
    let report = tables.read(input, &options.source, progress)?;
    let (graph, outcome) = tables.finish(&|_| Ok(()))?;
    Ok((graph, report, outcome))
}
