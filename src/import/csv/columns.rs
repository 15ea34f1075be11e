//! Which column holds what.

use super::{CsvOptions, End, Wide, dates::plain_day};
use crate::{
    corpus::nearest::{did_you_mean, nearest},
    import::NoVerb,
    model::{Date, words},
};
use std::collections::BTreeMap;

words! {
    /// What a column may hold.
    pub enum Field {
        /// Whose stance it is.
        Holder = "holder",
        /// Towards whom or what.
        Target = "target",
        /// What was done.
        Verb = "verb",
        /// When it was said.
        On = "on",
        /// Where it was read.
        Source = "source",
        /// What was said, verbatim.
        Quote = "quote",
        /// When it was recorded.
        Recorded = "recorded",
        /// How sure the coder is, from 0 to 1.
        Confidence = "confidence",
        /// Who coded it.
        Coder = "coder",
        /// A remark of the coder.
        Note = "note",
    }
}

impl Field {
    /// The headings by which a field is known when nothing is said about it.
    const fn headings(self) -> &'static [&'static str] {
        match self {
            Self::Holder => &["holder", "holder_name", "actor", "endorser", "from"],
            Self::Target => &["target", "target_name", "concept", "endorsee", "to"],
            Self::Verb => &["verb", "stance", "qualifier"],
            Self::On => &["on", "date", "day", "time"],
            Self::Source => &["source", "source_id", "url", "document"],
            Self::Quote => &["quote", "text"],
            Self::Recorded => &["recorded"],
            Self::Confidence => &["confidence"],
            Self::Coder => &["coder"],
            Self::Note => &["note"],
        }
    }
}

/// Why a header does not do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HeaderError {
    /// There is none.
    #[error("the table is empty: a header is expected in its first row")]
    Empty,
    /// A column that was named is not there.
    #[error("there is no column `{heading}`{}", help.as_ref().map(|help| format!("; {help}")).unwrap_or_default())]
    NoColumn {
        /// What was named.
        heading: String,
        /// The nearest headings.
        help: Option<String>,
    },
    /// No column holds a field that is needed.
    #[error(
        "no column holds the {}: name it with --map {field}=COLUMN{}; the columns are {}{}",
        called(*field),
        instead(*field),
        listed(headings),
        if *is_data { "; if these are no headings, name columns by number, as #1" } else { "" }
    )]
    Missing {
        /// The field.
        field: Field,
        /// The headings that are there.
        headings: Vec<String>,
        /// Whether they look as if they were none.
        is_data: bool,
    },
    /// In a table with many statements in each row, a column is said to hold what headings and cells tell.
    #[error("no column holds the {field}: with --wide, headings and cells tell it")]
    Given {
        /// The field.
        field: Field,
    },
    /// A table with many statements in each row has no columns for them.
    #[error("no column is left whose heading is a {of}: with --wide, say with --columns which are")]
    NoWide {
        /// What headings are.
        of: End,
    },
    /// A table with many statements in each row has no headings.
    #[error("with --wide, headings tell who is who, and this table has none")]
    NoHeadings,
    /// A value stands for a word that is no verb.
    #[error(transparent)]
    NoVerb(#[from] NoVerb),
}

/// What a field is called in a sentence.
const fn called(field: Field) -> &'static str {
    match field {
        Field::On => "date",
        field => field.word(),
    }
}

/// Headings in a list.
fn listed(headings: &[String]) -> String {
    let quoted = |heading: &String| {
        if heading.contains(',') { format!("`{heading}`") } else { heading.clone() }
    };
    headings.iter().map(quoted).collect::<Vec<_>>().join(", ")
}

/// How else a field can be said.
const fn instead(field: Field) -> &'static str {
    match field {
        Field::Verb => ", or one verb for all rows with --verb",
        Field::On => ", or one date for all rows with --on",
        Field::Holder => ", or say --wide holder if each holder has a column",
        Field::Target => ", or say --wide target if each target has a column",
        _ => "",
    }
}

/// What may stand between fields, the likeliest first.
pub(super) const DELIMITERS: [u8; 4] = *b",\t;|";

/// The delimiter that stands most often in a header, outside of quotes.
pub(super) fn delimiter(header: &[u8], possible: &[u8]) -> u8 {
    let is_outside = header.iter().scan(true, |is_outside, byte| {
        *is_outside ^= *byte == b'"';
        Some(*is_outside)
    });
    let outside: Vec<u8> =
        header.iter().zip(is_outside).filter(|(_, is)| *is).map(|(byte, _)| *byte).collect();
    let count = |delimiter: u8| memchr::memchr_iter(delimiter, &outside).count();
    let likeliest = possible.iter().rev().max_by_key(|&&delimiter| count(delimiter));
    likeliest.copied().unwrap_or(b',')
}

/// Where each field stands.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    pub(super) delimiter: u8,
    pub(super) n_fields: usize,
    /// Whether the first row has headings.
    pub(super) has_header: bool,
    /// In a table with many statements in each row, what the headings are, and the columns with their headings.
    pub(super) wide: Option<(End, Vec<(usize, String)>)>,
    /// By field.
    at: [Option<usize>; Field::ALL.len()],
}

impl Columns {
    /// The columns of a table with this first row.
    pub(super) fn new(
        first: &[u8],
        delimiter: u8,
        options: &CsvOptions,
    ) -> Result<Self, HeaderError> {
        let mut reader =
            csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).from_reader(first);
        let mut record = csv::ByteRecord::new();
        if !reader.read_byte_record(&mut record).unwrap_or(false) {
            return Err(HeaderError::Empty);
        }
        let cells: Vec<String> = record
            .iter()
            .map(|heading| String::from_utf8_lossy(heading).trim().to_owned())
            .collect();
        let has_header = options.header.unwrap_or_else(|| !looks_like_data(&cells, options));
        let headings = Headings { cells: if has_header { Ok(cells) } else { Err(cells.len()) } };
        let mut at = BTreeMap::new();
        let given = options.wide.as_ref().map(|wide| [wide.of.field(), Field::Verb]);
        for &field in Field::ALL {
            let is_given = given.is_some_and(|given| given.contains(&field));
            let place = match options.mapping.columns.get(&field) {
                Some(_) if is_given => return Err(HeaderError::Given { field }),
                Some(column) => Some(headings.find(column)?),
                None if is_given => None,
                None => headings.usual(field),
            };
            at.extend(place.map(|place| (field, place)));
        }
        let is_said = |field| match field {
            Field::Verb => given.is_some() || options.values.has_constant(),
            Field::On => options.on.is_some(),
            field => given.is_some_and(|given| given.contains(&field)),
        };
        let needed = [Field::Holder, Field::Target, Field::On, Field::Verb];
        let is_missing = |field: &&Field| !at.contains_key(field) && !is_said(**field);
        if let Some(&field) = needed.iter().find(is_missing) {
            let headings = headings.told();
            let is_data = headings.iter().any(|text| is_date(text, options));
            return Err(HeaderError::Missing { field, headings, is_data });
        }
        let wide = match &options.wide {
            Some(wide) => Some((wide.of, headings.wide(wide, &at)?)),
            None => None,
        };
        let at = std::array::from_fn(|field| at.get(&Field::ALL[field]).copied());
        Ok(Self { delimiter, n_fields: headings.len(), has_header, wide, at })
    }

    /// Where a field stands in each row.
    pub(super) fn of(&self, field: Field) -> Option<usize> {
        self.at[field as usize]
    }
}

/// Whether a first row has no headings: all columns are said by number, and in that of the date stands a date.
fn looks_like_data(cells: &[String], options: &CsvOptions) -> bool {
    let columns = &options.mapping.columns;
    let of = |column: &String| number(column).filter(|_| !cells.contains(column));
    let date = columns.get(&Field::On).and_then(of).and_then(|at| cells.get(at));
    columns.values().all(|column| of(column).is_some())
        && date.is_some_and(|text| is_date(text, options))
}

fn is_date(text: &str, options: &CsvOptions) -> bool {
    let has_one_meaning = text.parse::<Date>().is_ok() || plain_day(text).is_some();
    has_one_meaning || options.dates.is_some_and(|order| order.day(text).is_some())
}

/// The column that `#3` means.
fn number(column: &str) -> Option<usize> {
    column.strip_prefix('#')?.parse::<usize>().ok()?.checked_sub(1)
}

/// What columns are called: by their headings, or by number where there are no headings.
struct Headings {
    cells: Result<Vec<String>, usize>,
}

impl Headings {
    fn len(&self) -> usize {
        self.cells.as_ref().map_or_else(|n| *n, Vec::len)
    }

    fn told(&self) -> Vec<String> {
        self.cells.clone().unwrap_or_else(|n| (1..=n).map(|number| format!("#{number}")).collect())
    }

    fn find(&self, column: &str) -> Result<usize, HeaderError> {
        let cells = self.cells.as_deref().unwrap_or_default();
        let by_heading = cells.iter().position(|heading| heading == column);
        let plain = || self.cells.is_err().then(|| number(&format!("#{column}"))).flatten();
        let by_number = || number(column).or_else(plain).filter(|at| *at < self.len());
        by_heading.or_else(by_number).ok_or_else(|| HeaderError::NoColumn {
            heading: column.to_owned(),
            help: did_you_mean(&nearest(column, cells.iter().map(String::as_str), 3)),
        })
    }

    /// The column that is called as a field usually is.
    fn usual(&self, field: Field) -> Option<usize> {
        let cells = self.cells.as_deref().unwrap_or_default();
        field
            .headings()
            .iter()
            .find_map(|known| cells.iter().position(|heading| heading.eq_ignore_ascii_case(known)))
    }

    /// The columns of a table with many statements in each row.
    fn wide(
        &self,
        wide: &Wide,
        fields: &BTreeMap<Field, usize>,
    ) -> Result<Vec<(usize, String)>, HeaderError> {
        let Ok(cells) = &self.cells else { return Err(HeaderError::NoHeadings) };
        let find = |columns: &[String]| -> Result<Vec<usize>, HeaderError> {
            columns.iter().map(|column| self.find(column)).collect()
        };
        let (only, except) = (find(&wide.only)?, find(&wide.except)?);
        let is_one = |at: &usize| {
            let is_said = only.is_empty() || only.contains(at);
            is_said && !except.contains(at) && !fields.values().any(|field| field == at)
        };
        let found: Vec<(usize, String)> = (0..cells.len())
            .filter(is_one)
            .filter_map(|at| Some((at, cells.get(at)?.clone())))
            .filter(|(_, heading)| !heading.is_empty())
            .collect();
        if found.is_empty() { Err(HeaderError::NoWide { of: wide.of }) } else { Ok(found) }
    }
}
