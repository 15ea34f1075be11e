//! Rows into statements.

use super::{
    CsvOptions,
    columns::Columns,
    fields::Field,
    header::HeaderError,
    mapping::{End, Missing},
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
        let mut report = ImportReport::default();
        let mut counts = Counts::default();
        let mut rows = splitter.rows(&chunk.bytes);
        while let Some((_, row)) = rows.next() {
            let line = chunk.line + row.lines_before();
            if !is_readable(&row, self.columns.width(), line, &mut report) {
                report.rows += 1;
                continue;
            }
            let mut date = None;
            let common = self.common(&row, &mut date);
            if let Some(text) = common.as_ref().ok().and_then(|common| common.doubtful)
                && let Some(doubt) = Doubt::of_clock(text, self.dates, &self.zone)
            {
                report.doubt(doubt, line, text);
            }
            let statement_is_undirected = self.columns.is_undirected(&row);
            let mut take = |statement: Result<Incoming<'_>, Refused<'_>>| {
                report.rows += 1;
                match statement {
                    Ok(statement) => {
                        report.statements += 1;
                        let line = (line + self.first_line).try_into().unwrap_or(u32::MAX);
                        let statement = Incoming { line, ..statement };
                        worker.push(&statement)?;
                        if statement_is_undirected {
                            let Incoming { holder, target, .. } = statement;
                            let reverse = Incoming { holder: target, target: holder, ..statement };
                            report.statements += 1;
                            report.more_stances += 1;
                            worker.push(&reverse)?;
                        }
                    }
                    Err((reason, value)) => report.leave_out(reason, line, value),
                }
                Ok::<_, io::Error>(())
            };
            let ends = [
                self.end(&row, Field::Holder, self.holder.as_deref()),
                self.end(&row, Field::Target, self.target.as_deref()),
            ];
            let Some((of, columns)) = &self.columns.wide else {
                let mut statement = || {
                    let value = self.name(&row, Field::Verb)?;
                    statement(&common, ends, || self.verb(value, &mut counts))
                };
                take(statement())?;
                continue;
            };
            for (at, heading) in columns {
                let value = self.text(&row, *at, Field::Verb).map(|text| text.map(trimmed));
                let is_nothing = |text: &str| self.verbs.is_nothing(text);
                if let Ok(value) = value
                    && value.is_none_or(is_nothing)
                {
                    if let Some(value) = value {
                        counts.nothing.add(value);
                    }
                    continue;
                }
                let [holder, target] = ends;
                let ends = match of {
                    End::Holder => [Ok(Some(heading.as_str())), target],
                    End::Target => [holder, Ok(Some(heading.as_str()))],
                };
                take(
                    value.and_then(|value| {
                        statement(&common, ends, || self.cell(value, &mut counts))
                    }),
                )?;
            }
        }
        report.values = counts.verbs.finish();
        report.nothing = counts.nothing.finish();
        Ok(report)
    }

    /// A holder or a target: in the row, or the same for all rows.
    fn end<'r>(
        &'r self,
        row: &Row<'r>,
        field: Field,
        constant: Option<&'r str>,
    ) -> Result<Option<&'r str>, Refused<'r>> {
        Ok(self.name(row, field)?.or(constant))
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
        if let Some((day, time)) = plain_date_time(text).filter(|_| self.zone.is_utc()) {
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
        let verb = self.verbs.cell(value);
        if verb.is_ok()
            && let Some(value) = value
        {
            counts.verbs.add(value);
        }
        verb
    }
}

/// How often each value stood for a verb, or for nothing.
#[derive(Default)]
struct Counts {
    verbs: Tally,
    nothing: Tally,
}

/// How often each value occurred. Values come in few kinds, the frequent ones first.
#[derive(Default)]
struct Tally {
    frequent: Vec<(String, usize)>,
    others: hashbrown::HashMap<String, usize>,
}

impl Tally {
    /// So many are looked through one by one, which takes less time than a hash.
    const FREQUENT: usize = 12;

    #[inline]
    fn add(&mut self, value: &str) {
        if let Some((_, count)) = self.frequent.iter_mut().find(|(other, _)| other == value) {
            *count += 1;
        } else if self.frequent.len() < Self::FREQUENT {
            self.frequent.push((value.to_owned(), 1));
        } else {
            *self.others.entry_ref(value).or_insert(0) += 1;
        }
    }

    fn finish(self) -> std::collections::BTreeMap<String, usize> {
        self.frequent.into_iter().chain(self.others).collect()
    }
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
    let &Common { on, source, quote, recorded, confidence, coder, note, .. } =
        common.as_ref().map_err(|refused| *refused)?;
    Ok(Incoming {
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
        line: 0,
    })
}
