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
            let told = self.told(row, &mut date, place.number, &mut taken.counts);
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
        let common = self.common(row, &mut date);
        if let Ok(Common { doubtful: Some(text), .. }) = &common {
            self.doubt(text, place.line, &mut taken.report);
        }
        let ends = self.ends(row);
        for (at, heading) in columns {
            let value = self.text(row, *at, Field::Verb).map(|it| it.map(|[_, value]| value));
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
            let [holder, target] = ends;
            let heading = Ok(Some(heading.as_str()));
            let ends = match of {
                End::Holder => [heading, target],
                End::Target => [holder, heading],
            };
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
        let value = self.name(row, Field::Verb)?;
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

    /// The holder and the target of a row.
    #[inline]
    fn ends<'r>(&'r self, row: &Row<'r>) -> [Result<Option<&'r str>, Refused<'r>>; 2] {
        [
            self.end(row, Field::Holder, self.holder.as_deref()),
            self.end(row, Field::Target, self.target.as_deref()),
        ]
    }

    /// A holder or a target: in the row, or the same for all rows.
    #[inline]
    fn end<'r>(
        &'r self,
        row: &Row<'r>,
        field: Field,
        constant: Option<&'r str>,
    ) -> Result<Option<&'r str>, Refused<'r>> {
        Ok(self.name(row, field)?.or(constant))
    }

    /// The text at a place of a row, unless it says nothing: whole, and without the blanks around it.
    #[inline]
    fn text<'r>(
        &self,
        row: &Row<'r>,
        at: usize,
        field: Field,
    ) -> Result<Option<[&'r str; 2]>, Refused<'r>> {
        let text = row.text(at).map_err(|_| (Reason::Encoding, None))?;
        let trimmed = trimmed(text);
        let is_said = !trimmed.is_empty() && !self.missing.holds(field, trimmed);
        Ok(is_said.then_some([text, trimmed]))
    }

    /// The text of a field, if it has a column and is said.
    #[inline]
    fn field<'r>(&self, row: &Row<'r>, field: Field) -> Result<Option<&'r str>, Refused<'r>> {
        let Some(at) = self.columns.of(field) else { return Ok(None) };
        Ok(self.text(row, at, field)?.map(|[text, _]| text))
    }

    /// A field without the blanks around it.
    #[inline]
    fn name<'r>(&self, row: &Row<'r>, field: Field) -> Result<Option<&'r str>, Refused<'r>> {
        let Some(at) = self.columns.of(field) else { return Ok(None) };
        Ok(self.text(row, at, field)?.map(|[_, trimmed]| trimmed))
    }

    /// What all statements of a row have.
    #[inline]
    fn common<'r>(
        &'r self,
        row: &Row<'r>,
        date: &'r mut Option<Date>,
    ) -> Result<Common<'r>, Refused<'r>> {
        let name = |field| self.name(row, field);
        let confidence = name(Field::Confidence)?.map(|text| {
            let value = number(text).and_then(Confidence::new);
            value.ok_or((Reason::BadNumber, Some(text)))
        });
        let recorded = name(Field::Recorded)?.map(|text| {
            let date = self.dates.read_in(text, &self.zone).map(|date| date.bounds().latest);
            date.ok_or((Reason::BadDate, Some(text)))
        });
        let written = name(Field::On)?;
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
            source: name(Field::Source)?.unwrap_or(&self.source),
            quote: self.field(row, Field::Quote)?.unwrap_or_default(),
            recorded: recorded.transpose()?,
            confidence: confidence.transpose()?,
            coder: name(Field::Coder)?,
            note: self.field(row, Field::Note)?,
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
    match text.as_bytes() {
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        _ => text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c)),
    }
}

/// A holder and a target, if neither is missing and they are two.
#[inline]
fn two<'r>(
    [holder, target]: [Result<Option<&'r str>, Refused<'r>>; 2],
) -> Result<[&'r str; 2], Refused<'r>> {
    let holder = holder?.ok_or((Reason::NoHolder, None))?;
    let target = target?.ok_or((Reason::NoTarget, None))?;
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
