//! Tables with a statement in each row, or in each cell.

mod chunks;
mod columns;
mod dates;
mod mapping;
mod marks;
mod rows;
mod split;
mod statements;

pub use columns::{Field, HeaderError};
pub use dates::DateOrder;
pub use mapping::{End, Mapping, MappingFile, Missing, Wide, Written};

use self::{
    chunks::{Chunk, Chunks},
    columns::Columns,
    rows::RowReader,
    statements::StatementTables,
};
use super::{ImportReport, Values};
use crate::{
    graph::TemporalGraph,
    graph::ingest::{Ingest, Naming, Step, Taken},
    model::{Date, Day, Vocabulary},
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
    /// How dates are written that are no EDTF, if they are read.
    pub dates: Option<DateOrder>,
    /// What stands between fields; found in the header when it is not said.
    pub delimiter: Option<u8>,
    /// What entities and sources are.
    pub naming: Naming,
    /// Whether there are headings; else as the first row looks.
    pub header: Option<bool>,
    /// The form of a table with many statements in each row.
    pub wide: Option<Wide>,
    /// When rows were said that do not tell.
    pub on: Option<Date>,
    /// The source of rows that name none.
    pub source: String,
    /// When rows were recorded that do not tell.
    pub recorded: Option<Day>,
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
            dates: None,
            delimiter: None,
            naming: Naming::default(),
            header: None,
            wide: None,
            on: None,
            source: "table".to_owned(),
            recorded: None,
            memory: 1 << 30,
        }
    }
}

impl CsvOptions {
    /// Whether nothing is said about what columns hold.
    fn is_silent(&self) -> bool {
        let Self { mapping, values, wide, header, .. } = self;
        *mapping == Mapping::default()
            && *values == Values::default()
            && wide.is_none()
            && *header != Some(false)
    }
}

/// Why a table cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum CsvError {
    /// The file cannot be read, or a temporary one not written.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// What this program wrote goes with other tables.
    #[error(
        "a table of statements that this program wrote and another table cannot be imported together"
    )]
    Mixed,
    /// What this program wrote was changed, and does not pass the checks of a corpus.
    #[error("{0}")]
    Unsound(String),
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
    /// What takes those in that this program wrote.
    statements: Option<StatementTables>,
}

impl<'o> Tables<'o> {
    /// Tables whose verbs are those of `vocabulary`.
    pub fn new(vocabulary: Vocabulary, options: &'o CsvOptions) -> Self {
        Self { vocabulary, options, ingest: None, statements: None }
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
        let possible = options.delimiter.map_or(columns::DELIMITERS.to_vec(), |given| vec![given]);
        let mut chunks = Chunks::new(input, &possible)?;
        if options.is_silent() && statements::is_header(chunks.header()) {
            chunks.set_delimiter(b',');
            let tables = self.statements.get_or_insert_default();
            let context = (options.naming, &self.vocabulary);
            return Ok(tables.read(chunks, source, context, progress)?);
        }
        let delimiter = columns::delimiter(chunks.header(), &possible);
        chunks.set_delimiter(delimiter);
        let columns = Columns::new(chunks.header(), delimiter, options)?;
        if !columns.has_header {
            chunks.put_back();
        }
        let reader = RowReader::new(columns, options, &self.vocabulary, source)?;
        let mut first = Chunk::default();
        chunks.read(&mut first)?;
        let ingest = self.ingest.get_or_insert_with(|| {
            let sample = reader.sample(&first.bytes);
            let sample: Vec<&str> = sample.iter().map(String::as_str).collect();
            Ingest::new(self.vocabulary.clone(), options.memory, &sample)
        });
        read_chunks(chunks, first, &reader, ingest, progress)
    }

    /// The graph of all of them. `progress` is told how far it has come, and says whether to go on.
    pub fn finish(
        self,
        progress: &(dyn Fn(Step) -> io::Result<()> + Sync),
    ) -> Result<(TemporalGraph, Taken), CsvError> {
        match (self.statements, &self.ingest) {
            (Some(_), Some(_)) => return Err(CsvError::Mixed),
            (Some(statements), None) => return statements.finish(self.options.naming),
            (None, _) => {}
        }
        let ingest = self
            .ingest
            .unwrap_or_else(|| Ingest::new(self.vocabulary.clone(), self.options.memory, &[]));
        Ok(ingest.finish(self.options.naming, progress)?)
    }
}

/// Reads all rows, on all processors.
fn read_chunks<R: Read + Send>(
    chunks: Chunks<R>,
    first: Chunk,
    reader: &RowReader,
    ingest: &Ingest,
    progress: &(dyn Fn(u64) -> io::Result<()> + Sync),
) -> Result<ImportReport, CsvError> {
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
    Ok(report)
}

/// Reads one table into a graph with verbs of `vocabulary`.
pub fn import(
    input: impl Read + Send,
    vocabulary: Vocabulary,
    options: &CsvOptions,
    progress: &(dyn Fn(u64) -> io::Result<()> + Sync),
) -> Result<(TemporalGraph, ImportReport, Taken), CsvError> {
    let mut tables = Tables::new(vocabulary, options);
    let report = tables.read(input, &options.source, progress)?;
    let (graph, taken) = tables.finish(&|_| Ok(()))?;
    Ok((graph, report, taken))
}
