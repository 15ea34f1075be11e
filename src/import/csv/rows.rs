//! Rows into statements.

use super::{
    CsvOptions, DateOrder, Missing,
    chunks::Chunk,
    columns::{Columns, Field, HeaderError},
};
use crate::{
    graph::ingest::{Incoming, When, Worker},
    import::{ImportReport, Reason, values::Verbs},
    model::{Confidence, Date, Day, VerbIndex, Vocabulary},
};
use std::io;

/// Reads rows, each by itself.
pub(super) struct RowReader {
    columns: Columns,
    verbs: Verbs,
    missing: Missing,
    dates: Option<DateOrder>,
    source: String,
    recorded: Option<Day>,
}

/// A row that makes no statement, and the value at fault.
type Refused<'r> = (Reason, Option<&'r str>);

impl RowReader {
    pub(super) fn new(
        columns: Columns,
        options: &CsvOptions,
        vocabulary: &Vocabulary,
    ) -> Result<Self, HeaderError> {
        let verbs = options.values.verbs_or_words(vocabulary)?;
        let (source, recorded) = (options.source.clone(), options.recorded);
        let (missing, dates) = (options.missing.clone(), options.dates);
        Ok(Self { columns, verbs, missing, dates, source, recorded })
    }

    fn table<'c>(&self, bytes: &'c [u8]) -> csv::Reader<&'c [u8]> {
        csv::ReaderBuilder::new()
            .delimiter(self.columns.delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(bytes)
    }

    /// Quotes of the first rows.
    pub(super) fn sample(&self, bytes: &[u8]) -> Vec<String> {
        /// As many texts as this show what is frequent.
        const SAMPLE: usize = 1 << 13;
        let Some(quote) = self.columns.of(Field::Quote) else { return Vec::new() };
        let rows = self.table(bytes).into_byte_records().take(SAMPLE);
        rows.filter_map(|row| Some(String::from_utf8_lossy(row.ok()?.get(quote)?).into_owned()))
            .collect()
    }

    /// Reads the rows of a chunk.
    pub(super) fn read(&self, chunk: &Chunk, worker: &mut Worker<'_>) -> io::Result<ImportReport> {
        let mut report = ImportReport::default();
        let mut table = self.table(&chunk.bytes);
        let mut row = csv::ByteRecord::new();
        loop {
            match table.read_byte_record(&mut row) {
                Ok(true) => {}
                Ok(false) => return Ok(report),
                Err(error) => return Err(io::Error::other(error)),
            }
            report.rows += 1;
            let line = || chunk.line + row.position().map_or(1, csv::Position::line) - 1;
            let mut date = None;
            match self.statement(&row, &mut date) {
                Ok(statement) => {
                    report.statements += 1;
                    worker.push(&statement)?;
                }
                Err((reason, value)) => report.leave_out(reason, line(), value),
            }
        }
    }

    fn statement<'r>(
        &'r self,
        row: &'r csv::ByteRecord,
        date: &'r mut Option<Date>,
    ) -> Result<Incoming<'r>, Refused<'r>> {
        if row.len() != self.columns.n_fields {
            return Err((Reason::Ragged, None));
        }
        let text = |field| -> Result<Option<&'r str>, Refused<'r>> {
            let Some(bytes) = self.columns.of(field).and_then(|at| row.get(at)) else {
                return Ok(None);
            };
            let text = std::str::from_utf8(bytes).map_err(|_| (Reason::Encoding, None))?;
            let is_said = |text: &&str| match text.trim() {
                "" => false,
                text => !self.missing.holds(field, text),
            };
            Ok(Some(text).filter(is_said))
        };
        let name = |field| Ok::<_, Refused<'r>>(text(field)?.map(str::trim));
        let holder = name(Field::Holder)?.ok_or((Reason::NoHolder, None))?;
        let target = name(Field::Target)?.ok_or((Reason::NoTarget, None))?;
        if holder == target {
            return Err((Reason::Itself, Some(holder)));
        }
        let confidence = name(Field::Confidence)?.map(|text| {
            let value = text.parse().ok().and_then(Confidence::new);
            value.ok_or((Reason::BadNumber, Some(text)))
        });
        let recorded = name(Field::Recorded)?.map(|text| {
            let date = text.parse::<Date>().map(|date| date.bounds().latest);
            date.map_err(|_| (Reason::BadDate, Some(text)))
        });
        let on = name(Field::On)?.ok_or((Reason::NoDate, None))?;
        Ok(Incoming {
            holder,
            target,
            verb: self.verb(name(Field::Verb)?)?,
            date: self.said(on, date)?,
            source: name(Field::Source)?.unwrap_or(&self.source),
            quote: text(Field::Quote)?.unwrap_or_default(),
            recorded: recorded.transpose()?.or(self.recorded),
            confidence: confidence.transpose()?,
            coder: name(Field::Coder)?,
            note: text(Field::Note)?,
        })
    }

    /// When a row says that it was said.
    fn said<'r>(&self, text: &'r str, date: &'r mut Option<Date>) -> Result<When<'r>, Refused<'r>> {
        let numbers = || self.dates.and_then(|order| order.day(text));
        if let Some(day) = Day::from_iso(text).or_else(numbers) {
            return Ok(When::On(day));
        }
        match text.parse::<Date>() {
            Ok(read) => Ok(When::Edtf(date.insert(read))),
            Err(_) => Err((Reason::BadDate, Some(text))),
        }
    }

    fn verb<'r>(&self, value: Option<&'r str>) -> Result<VerbIndex, Refused<'r>> {
        if let Some(constant) = self.verbs.constant {
            return Ok(constant);
        }
        let value = value.ok_or((Reason::NoVerb, None))?;
        match self.verbs.of.get(value) {
            Some(Some(verb)) => Ok(*verb),
            Some(None) => Err((Reason::NoStance, Some(value))),
            None => Err((Reason::UnknownVerb, Some(value))),
        }
    }
}
