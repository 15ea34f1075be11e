//! Rows into statements.

use super::{
    CsvOptions, DateOrder, End, Missing,
    chunks::Chunk,
    columns::{Columns, Field, HeaderError},
    dates::plain_day,
    split::{Lines, Row, Splitter},
};
use crate::{
    graph::ingest::{Incoming, When, Worker},
    import::{ImportReport, Reason, Unit, values::Verbs},
    model::{Confidence, Date, Day, VerbIndex, Vocabulary},
};
use std::io;

/// Reads rows, each by itself.
pub(super) struct RowReader {
    columns: Columns,
    verbs: Verbs,
    missing: Missing,
    dates: Option<DateOrder>,
    on: Option<Date>,
    source: String,
    recorded: Option<Day>,
}

/// What all statements of a row have.
#[derive(Clone, Copy)]
struct Common<'r> {
    on: When<'r>,
    source: &'r str,
    quote: &'r str,
    recorded: Option<Day>,
    confidence: Option<Confidence>,
    coder: Option<&'r str>,
    note: Option<&'r str>,
}

/// A row that makes no statement, and the value at fault.
type Refused<'r> = (Reason, Option<&'r str>);

impl RowReader {
    pub(super) fn new(
        columns: Columns,
        options: &CsvOptions,
        vocabulary: &Vocabulary,
        source: &str,
    ) -> Result<Self, HeaderError> {
        let verbs = options.values.verbs_or_words(vocabulary)?;
        let (missing, dates, on) = (options.missing.clone(), options.dates, options.on.clone());
        let recorded = options.recorded;
        Ok(Self { columns, verbs, missing, dates, on, source: source.to_owned(), recorded })
    }

    /// Quotes of the first rows.
    pub(super) fn sample(&self, bytes: &[u8]) -> Vec<String> {
        /// As many texts as this show what is frequent.
        const SAMPLE: usize = 1 << 13;
        let Some(quote) = self.columns.of(Field::Quote) else { return Vec::new() };
        let mut sample = Vec::new();
        let mut splitter = self.splitter();
        let mut rows = splitter.rows(bytes);
        while sample.len() < SAMPLE
            && let Some((_, row)) = rows.next()
        {
            sample.extend(row.text(quote).map(str::to_owned));
        }
        sample
    }

    /// What makes a statement.
    pub(super) fn unit(&self) -> Unit {
        if self.columns.wide.is_some() { Unit::Cells } else { Unit::Rows }
    }

    /// What splits such rows.
    pub(super) fn splitter(&self) -> Splitter {
        Splitter::new(self.columns.delimiter)
    }

    /// Reads the rows of a chunk.
    pub(super) fn read(
        &self,
        chunk: &Chunk,
        splitter: &mut Splitter,
        worker: &mut Worker<'_>,
    ) -> io::Result<ImportReport> {
        let mut report = ImportReport::default();
        let mut rows = splitter.rows(&chunk.bytes);
        let mut lines = Lines::new(&chunk.bytes, chunk.line);
        while let Some((begin, row)) = rows.next() {
            let mut line = || lines.at(begin);
            if row.len() != self.columns.n_fields {
                report.rows += 1;
                report.leave_out(Reason::Ragged, line(), None);
                continue;
            }
            let mut date = None;
            let common = self.common(&row, &mut date);
            let mut take = |statement: Result<Incoming<'_>, Refused<'_>>| {
                report.rows += 1;
                match statement {
                    Ok(statement) => {
                        report.statements += 1;
                        worker.push(&statement)?;
                    }
                    Err((reason, value)) => report.leave_out(reason, line(), value),
                }
                Ok::<_, io::Error>(())
            };
            let ends = [self.name(&row, Field::Holder), self.name(&row, Field::Target)];
            let Some((of, columns)) = &self.columns.wide else {
                let statement = || {
                    let value = self.name(&row, Field::Verb)?;
                    statement(&common, ends, || self.verb(value))
                };
                take(statement())?;
                continue;
            };
            for (at, heading) in columns {
                let value = self.text(&row, *at, Field::Verb).map(|text| text.map(trimmed));
                if value == Ok(None) {
                    continue;
                }
                let [holder, target] = ends;
                let ends = match of {
                    End::Holder => [Ok(Some(heading.as_str())), target],
                    End::Target => [holder, Ok(Some(heading.as_str()))],
                };
                take(value.and_then(|value| statement(&common, ends, || self.cell(value))))?;
            }
        }
        Ok(report)
    }

    /// The text at a place of a row, unless it says nothing.
    fn text<'r>(
        &self,
        row: &Row<'r>,
        at: usize,
        field: Field,
    ) -> Result<Option<&'r str>, Refused<'r>> {
        let text = row.text(at).map_err(|_| (Reason::Encoding, None))?;
        let is_said = |text: &&str| match trimmed(text) {
            "" => false,
            text => !self.missing.holds(field, text),
        };
        Ok(Some(text).filter(is_said))
    }

    /// The text of a field, if it has a column and is said.
    fn field<'r>(&self, row: &Row<'r>, field: Field) -> Result<Option<&'r str>, Refused<'r>> {
        self.columns.of(field).map_or(Ok(None), |at| self.text(row, at, field))
    }

    /// A field without the blanks around it.
    fn name<'r>(&self, row: &Row<'r>, field: Field) -> Result<Option<&'r str>, Refused<'r>> {
        Ok(self.field(row, field)?.map(trimmed))
    }

    /// What all statements of a row have.
    fn common<'r>(
        &'r self,
        row: &Row<'r>,
        date: &'r mut Option<Date>,
    ) -> Result<Common<'r>, Refused<'r>> {
        let name = |field| self.name(row, field);
        let confidence = name(Field::Confidence)?.map(|text| {
            let value = text.parse().ok().and_then(Confidence::new);
            value.ok_or((Reason::BadNumber, Some(text)))
        });
        let recorded = name(Field::Recorded)?.map(|text| {
            let date = text.parse::<Date>().map(|date| date.bounds().latest);
            date.map_err(|_| (Reason::BadDate, Some(text)))
        });
        let on = match (name(Field::On)?, &self.on) {
            (Some(text), _) => self.said(text, date)?,
            (None, Some(on)) => When::Edtf(on),
            (None, None) => return Err((Reason::NoDate, None)),
        };
        Ok(Common {
            on,
            source: name(Field::Source)?.unwrap_or(&self.source),
            quote: self.field(row, Field::Quote)?.unwrap_or_default(),
            recorded: recorded.transpose()?.or(self.recorded),
            confidence: confidence.transpose()?,
            coder: name(Field::Coder)?,
            note: self.field(row, Field::Note)?,
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
            Err(_) => plain_day(text).map(When::On).ok_or((Reason::BadDate, Some(text))),
        }
    }

    /// The verb of a row.
    fn verb<'r>(&self, value: Option<&'r str>) -> Result<VerbIndex, Refused<'r>> {
        match self.verbs.constant {
            Some(constant) => Ok(constant),
            None => self.cell(value),
        }
    }

    /// The verb of a value; what stands for none has that of all, if there is one.
    fn cell<'r>(&self, value: Option<&'r str>) -> Result<VerbIndex, Refused<'r>> {
        let value = value.ok_or((Reason::NoVerb, None))?;
        match (self.verbs.of.get(value), self.verbs.constant) {
            (Some(Some(verb)), _) => Ok(*verb),
            (Some(None), _) => Err((Reason::NoStance, Some(value))),
            (None, Some(constant)) => Ok(constant),
            (None, None) => Err((Reason::UnknownVerb, Some(value))),
        }
    }
}

/// A text without the white space around it, of which there is none where no byte at an end can be of any.
#[inline]
fn trimmed(text: &str) -> &str {
    match text.as_bytes() {
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        _ => text.trim(),
    }
}

/// A statement, if nothing is missing.
fn statement<'r>(
    common: &Result<Common<'r>, Refused<'r>>,
    [holder, target]: [Result<Option<&'r str>, Refused<'r>>; 2],
    verb: impl FnOnce() -> Result<VerbIndex, Refused<'r>>,
) -> Result<Incoming<'r>, Refused<'r>> {
    let holder = holder?.ok_or((Reason::NoHolder, None))?;
    let target = target?.ok_or((Reason::NoTarget, None))?;
    if holder == target {
        return Err((Reason::Itself, Some(holder)));
    }
    let verb = verb()?;
    let &Common { on, source, quote, recorded, confidence, coder, note } =
        common.as_ref().map_err(|refused| *refused)?;
    Ok(Incoming {
        holder,
        target,
        verb,
        date: on,
        source,
        quote,
        recorded,
        confidence,
        coder,
        note,
    })
}
