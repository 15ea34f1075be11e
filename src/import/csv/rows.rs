//! Rows into statements.

use super::{
    CsvOptions, DateOrder, Missing,
    chunks::Chunk,
    columns::{Columns, Field, HeaderError},
};
use crate::{
    corpus::nearest::{did_you_mean, nearest},
    graph::ingest::{Incoming, When, Worker},
    import::{ImportReport, Reason},
    model::{Confidence, Date, Day, VerbIndex, Vocabulary},
};
use std::{collections::HashMap, io, str::FromStr};

/// What the values of the verb's column stand for: `yes=supports,no=opposes,abstain=`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Values {
    /// A value and its verb; none where the value is no stance.
    table: Vec<(String, Option<String>)>,
    /// The verb of every row, where no column says one.
    constant: Option<String>,
}

impl Values {
    /// One verb for every row.
    #[must_use]
    pub fn with_constant(self, verb: Option<String>) -> Self {
        Self { constant: verb, ..self }
    }

    pub(super) fn has_constant(&self) -> bool {
        self.constant.is_some()
    }
}

impl FromStr for Values {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts = text.split(',').filter(|part| !part.trim().is_empty());
        let table = parts.map(|part| {
            let (value, verb) = part.split_once('=').ok_or_else(|| {
                format!("`{part}` says nothing; write VALUE=VERB, or VALUE= for no stance")
            })?;
            let verb = Some(verb.trim()).filter(|verb| !verb.is_empty());
            Ok((value.trim().to_owned(), verb.map(str::to_owned)))
        });
        Ok(Self { table: table.collect::<Result<_, String>>()?, constant: None })
    }
}

/// Reads rows, each by itself.
pub(super) struct RowReader {
    columns: Columns,
    verbs: HashMap<Vec<u8>, Option<VerbIndex>>,
    constant: Option<VerbIndex>,
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
        let words = || vocabulary.verbs().iter().map(|verb| verb.word.as_str());
        let find = |word: &str| {
            vocabulary.find(word).ok_or_else(|| HeaderError::NoVerb {
                verb: word.to_owned(),
                help: did_you_mean(&nearest(word, words(), 3)),
            })
        };
        let mut verbs = HashMap::new();
        for word in words() {
            verbs.insert(word.as_bytes().to_vec(), vocabulary.find(word));
        }
        for (value, verb) in &options.values.table {
            let verb = verb.as_deref().map(find).transpose()?;
            verbs.insert(value.clone().into_bytes(), verb);
        }
        let constant = options.values.constant.as_deref().map(find).transpose()?;
        let (source, recorded) = (options.source.clone(), options.recorded);
        let (missing, dates) = (options.missing.clone(), options.dates);
        Ok(Self { columns, verbs, constant, missing, dates, source, recorded })
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
        if let Some(constant) = self.constant {
            return Ok(constant);
        }
        let value = value.ok_or((Reason::NoVerb, None))?;
        match self.verbs.get(value.as_bytes()) {
            Some(Some(verb)) => Ok(*verb),
            Some(None) => Err((Reason::NoStance, Some(value))),
            None => Err((Reason::UnknownVerb, Some(value))),
        }
    }
}
