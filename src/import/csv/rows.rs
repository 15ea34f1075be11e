//! Rows into statements.

use super::{
    CsvOptions,
    columns::Columns,
    fields::Field,
    header::HeaderError,
    mapping::{End, Missing},
    taken::{Counts, Place, Taken},
};
use crate::{
    corpus::fold::is_invisible,
    graph::ingest::{Incoming, When, Worker},
    import::{
        DateForm, Doubt, ImportReport, Quotes, Reason, Unit,
        dates::is_early,
        table::{Chunk, Row, Splitter, is_readable},
        values::{Verbs, number},
    },
    model::{Confidence, Date, Day, VerbIndex, Vocabulary, Zone, plain_date_time},
};
use std::io;

/// Reads rows, each by itself.
pub(super) struct RowReader {
    columns: Columns,
    verbs: Verbs,
    missing: Missing,
    dates: DateForm,
    zone: Zone,
    /// Whether days are counted in UTC.
    is_utc: bool,
    on: Option<Date>,
    source: String,
    holder: Option<String>,
    target: Option<String>,
    quotes: Quotes,
    /// What is added to the numbers of lines, so that those of several tables differ.
    first_line: u64,
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
    /// The date as it is written, if it is not the plainest.
    doubtful: Option<&'r str>,
}

/// A row that makes no statement, and the value at fault.
pub(super) type Refused<'r> = (Reason, Option<&'r str>);

/// Why there is none where bytes are not UTF-8.
const NO_TEXT: Refused<'static> = (Reason::Encoding, None);

impl RowReader {
    pub(super) fn new(
        columns: Columns,
        options: &CsvOptions,
        vocabulary: &Vocabulary,
        source: &str,
        first_line: u64,
    ) -> Result<Self, HeaderError> {
        let verbs = options.values.verbs_or_words(vocabulary)?;
        let (missing, on) = (options.missing.clone(), options.on.clone());
        let (dates, zone) = (options.dates, options.zone.clone());
        let (holder, target, quotes) =
            (options.holder.clone(), options.target.clone(), options.quotes);
        let source = source.to_owned();
        Ok(Self {
            columns,
            verbs,
            missing,
            dates,
            is_utc: zone.is_utc(),
            zone,
            on,
            source,
            holder,
            target,
            quotes,
            first_line,
        })
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
        Splitter::new(self.columns.delimiter, self.quotes)
    }

    /// Reads the rows of a chunk.
    pub(super) fn read(
        &self,
        chunk: &Chunk,
        splitter: &mut Splitter,
        worker: &mut Worker<'_>,
    ) -> io::Result<ImportReport> {
        let mut taken = Taken::new(worker);
        let mut rows = splitter.rows(&chunk.bytes);
        // A row is not moved: what was just written in parts would be waited for.
        while let Some((_, row)) = &rows.next() {
            let line = chunk.line + row.lines_before();
            if !is_readable(row, self.columns.width(), line, &mut taken.report) {
                taken.report.rows += 1;
                continue;
            }
            let place = Place {
                line,
                number: (line + self.first_line).try_into().unwrap_or(u32::MAX),
                is_undirected: self.columns.is_undirected(row),
            };
            if let Some((of, columns)) = &self.columns.wide {
                self.read_cells(row, (*of, columns), place, &mut taken)?;
                continue;
            }
            let mut date = None;
            let told = if self.columns.are_text(row) {
                self.told(row, &mut date, place.number, &mut taken.counts)
            } else {
                Err(NO_TEXT)
            };
            if let Ok(Told { doubtful: Some(text), .. }) = &told {
                self.doubt(text, line, &mut taken.report);
            }
            taken.take(told.as_ref().map(|told| &told.statement).map_err(|it| *it), place)?;
        }
        Ok(taken.finish())
    }

    /// Reads a row with a statement in each of some columns.
    fn read_cells<'r>(
        &'r self,
        row: &Row<'r>,
        (of, columns): (End, &'r [(usize, String)]),
        place: Place,
        taken: &mut Taken<'_, '_>,
    ) -> io::Result<()> {
        let mut date = None;
        let is_text = self.columns.are_text(row);
        let common = if is_text { self.common(row, &mut date) } else { Err(NO_TEXT) };
        if let Ok(Common { doubtful: Some(text), .. }) = &common {
            self.doubt(text, place.line, &mut taken.report);
        }
        let [holder, target] = self.ends(row);
        for (at, heading) in columns {
            let value = row.text(*at).map(|text| self.said(text, Field::Verb));
            if let Ok(value) = value
                && value.is_none_or(|text| self.verbs.is_nothing(text))
            {
                if let Some(value) = value
                    && taken.counts.nothing.count(value).is_none()
                {
                    taken.counts.nothing.insert(value, ());
                }
                continue;
            }
            let ends = match of {
                End::Holder => [Some(heading.as_str()), target],
                End::Target => [holder, Some(heading.as_str())],
            };
            let value = value.ok().filter(|_| is_text).ok_or(NO_TEXT);
            let statement = value.and_then(|value| {
                let ends = two(ends)?;
                let verb = self.cell(value, &mut taken.counts)?;
                Ok(common?.statement(ends, verb, place.number))
            });
            taken.take(statement.as_ref().map_err(|it| *it), place)?;
        }
        Ok(())
    }

    /// What a row tells, if it has one statement and nothing of that is missing.
    #[inline]
    fn told<'r>(
        &'r self,
        row: &Row<'r>,
        date: &'r mut Option<Date>,
        number: u32,
        counts: &mut Counts,
    ) -> Result<Told<'r>, Refused<'r>> {
        let value = self.name(row, Field::Verb);
        let ends = two(self.ends(row))?;
        let verb = self.verb(value, counts)?;
        let common = self.common(row, date)?;
        Ok(Told { statement: common.statement(ends, verb, number), doubtful: common.doubtful })
    }

    /// Reports a date that might have meant something else.
    fn doubt(&self, text: &str, line: u64, report: &mut ImportReport) {
        if let Some(doubt) = Doubt::of_clock(text, self.dates, &self.zone) {
            report.doubt(doubt, line, text);
        }
    }

    /// The holder and the target of a row, or those of all rows.
    #[inline]
    fn ends<'r>(&'r self, row: &Row<'r>) -> [Option<&'r str>; 2] {
        [
            self.name(row, Field::Holder).or(self.holder.as_deref()),
            self.name(row, Field::Target).or(self.target.as_deref()),
        ]
    }

    /// A text of a field without the blanks around it, unless it says nothing.
    #[inline]
    fn said<'r>(&self, text: &'r str, field: Field) -> Option<&'r str> {
        let trimmed = trimmed(text);
        (!trimmed.is_empty() && !self.missing.holds(field, trimmed)).then_some(trimmed)
    }

    /// What a column says of a field, without the blanks around it.
    fn column<'r>(&self, row: &Row<'r>, at: usize, field: Field) -> Option<&'r str> {
        self.said(row.text(at).unwrap_or_default(), field)
    }

    /// The text of a field, if it has a column and is said. The columns of the row are known to be text.
    #[inline]
    fn field<'r>(&self, row: &Row<'r>, field: Field) -> Option<&'r str> {
        let at = self.columns.of(field)?;
        self.column(row, at, field).and_then(|_| row.text(at).ok())
    }

    /// A field without the blanks around it.
    #[inline]
    fn name<'r>(&self, row: &Row<'r>, field: Field) -> Option<&'r str> {
        self.column(row, self.columns.of(field)?, field)
    }

    /// What all statements of a row have.
    #[inline]
    fn common<'r>(
        &'r self,
        row: &Row<'r>,
        date: &'r mut Option<Date>,
    ) -> Result<Common<'r>, Refused<'r>> {
        let name = |field| self.name(row, field);
        let confidence = name(Field::Confidence).map(|text| {
            let value = number(text).and_then(Confidence::new);
            value.ok_or((Reason::BadNumber, Some(text)))
        });
        let recorded = name(Field::Recorded).map(|text| {
            let date = self.dates.read_in(text, &self.zone).map(|date| date.bounds().latest);
            date.ok_or((Reason::BadDate, Some(text)))
        });
        let written = name(Field::On);
        let on = match (written, &self.on) {
            (Some(text), _) => self.when(text, date)?,
            (None, Some(on)) => When::Edtf(on),
            (None, None) => return Err((Reason::NoDate, None)),
        };
        let is_plain = match on {
            When::On(day) | When::At(day, _) => !is_early(day),
            When::Edtf(date) => {
                date.time().is_some()
                    && written == Some(date.as_str())
                    && !is_early(date.bounds().earliest)
            }
        };
        Ok(Common {
            on,
            source: name(Field::Source).unwrap_or(&self.source),
            quote: self.field(row, Field::Quote).unwrap_or_default(),
            recorded: recorded.transpose()?,
            confidence: confidence.transpose()?,
            coder: name(Field::Coder),
            note: self.field(row, Field::Note),
            doubtful: written.filter(|_| !is_plain),
        })
    }

    /// When a row says that it was said.
    fn when<'r>(&self, text: &'r str, date: &'r mut Option<Date>) -> Result<When<'r>, Refused<'r>> {
        if let Some(day) = Day::from_iso(text) {
            return Ok(When::On(day));
        }
        if let Some((day, time)) = plain_date_time(text).filter(|_| self.is_utc) {
            return Ok(When::At(day, time));
        }
        let read = self.dates.read_in(text, &self.zone).ok_or((Reason::BadDate, Some(text)))?;
        Ok(When::Edtf(date.insert(read)))
    }

    /// The verb of a row.
    fn verb<'r>(
        &self,
        value: Option<&'r str>,
        counts: &mut Counts,
    ) -> Result<VerbIndex, Refused<'r>> {
        match self.verbs.constant {
            Some(constant) => Ok(constant),
            None => self.cell(value, counts),
        }
    }

    /// The verb of a value.
    fn cell<'r>(
        &self,
        value: Option<&'r str>,
        counts: &mut Counts,
    ) -> Result<VerbIndex, Refused<'r>> {
        if let Some(verb) = value.and_then(|value| counts.verbs.count(value)) {
            return Ok(verb);
        }
        let verb = self.verbs.cell(value)?;
        if let Some(value) = value {
            counts.verbs.insert(value, verb);
        }
        Ok(verb)
    }
}

/// A row with one statement.
struct Told<'r> {
    statement: Incoming<'r>,
    /// The date as it is written, if it is not the plainest.
    doubtful: Option<&'r str>,
}

/// A text without white space and invisible characters around it, of which there are none where no byte at an end can be of
/// any.
#[inline]
pub(super) fn trimmed(text: &str) -> &str {
    /// Apart, so that what most texts take is short.
    #[cold]
    fn trim(text: &str) -> &str {
        text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c))
    }
    match text.as_bytes() {
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        _ => trim(text),
    }
}

/// A holder and a target, if neither is missing and they are two.
#[inline]
fn two([holder, target]: [Option<&str>; 2]) -> Result<[&str; 2], Refused<'_>> {
    let holder = holder.ok_or((Reason::NoHolder, None))?;
    let target = target.ok_or((Reason::NoTarget, None))?;
    if holder == target { Err((Reason::Itself, Some(holder))) } else { Ok([holder, target]) }
}

impl<'r> Common<'r> {
    /// A statement of the row.
    #[inline]
    fn statement(
        &self,
        [holder, target]: [&'r str; 2],
        verb: VerbIndex,
        line: u32,
    ) -> Incoming<'r> {
        let &Self { on, source, quote, recorded, confidence, coder, note, .. } = self;
        Incoming {
            holder,
            target,
            verb,
            date: on,
            until: None,
            source,
            quote,
            recorded,
            confidence,
            coder,
            note,
            id: None,
            revision: 0,
            line,
        }
    }
}
