//! Which column holds what.

use crate::{
    corpus::nearest::{did_you_mean, nearest},
    import::{NoVerb, Values},
    model::words,
};
use std::{collections::BTreeMap, str::FromStr};

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

/// Which column holds which field, as somebody says: `holder=endorser,on=date`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    headings: BTreeMap<Field, String>,
}

impl FromStr for Mapping {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut headings = BTreeMap::new();
        for part in text.split(',').filter(|part| !part.trim().is_empty()) {
            let (field, heading) = part
                .split_once('=')
                .ok_or_else(|| format!("`{part}` says nothing; write FIELD=COLUMN"))?;
            let field = field.trim().parse::<Field>().map_err(|error| error.to_string())?;
            if headings.insert(field, heading.trim().to_owned()).is_some() {
                return Err(format!("the column of `{field}` is said twice"));
            }
        }
        Ok(Self { headings })
    }
}

/// Words that stand for nothing: `NA` in every column, `target=NA` in one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Missing {
    words: Vec<(Option<Field>, String)>,
}

impl Missing {
    /// Whether a text in the column of a field says that there is nothing.
    pub(super) fn holds(&self, field: Field, text: &str) -> bool {
        self.words.iter().any(|(only, word)| only.is_none_or(|only| only == field) && word == text)
    }
}

impl FromStr for Missing {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let words = text.split(',').map(str::trim).filter(|part| !part.is_empty()).map(|part| {
            match part.split_once('=') {
                None => Ok((None, part.to_owned())),
                Some((field, word)) => {
                    let field = field.trim().parse::<Field>().map_err(|error| error.to_string())?;
                    Ok((Some(field), word.trim().to_owned()))
                }
            }
        });
        Ok(Self { words: words.collect::<Result<_, String>>()? })
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
    #[error("no column holds the {field}: name it with --map {field}=COLUMN{}; the columns are {}",
        if *field == Field::Verb { ", or one verb for all rows with --verb" } else { "" }, headings.join(", "))]
    Missing {
        /// The field.
        field: Field,
        /// The headings that are there.
        headings: Vec<String>,
    },
    /// A value stands for a word that is no verb.
    #[error(transparent)]
    NoVerb(#[from] NoVerb),
}

/// What may stand between fields, the likeliest first.
pub(super) const DELIMITERS: [u8; 4] = *b",\t;|";

/// The delimiter that stands most often in a header.
pub(super) fn delimiter(header: &[u8], possible: &[u8]) -> u8 {
    let count = |delimiter: u8| memchr::memchr_iter(delimiter, header).count();
    let likeliest = possible.iter().rev().max_by_key(|&&delimiter| count(delimiter));
    likeliest.copied().unwrap_or(b',')
}

/// Where each field stands.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    pub(super) delimiter: u8,
    pub(super) n_fields: usize,
    at: BTreeMap<Field, usize>,
}

impl Columns {
    /// The columns of a header.
    pub(super) fn new(
        header: &[u8],
        delimiter: u8,
        mapping: &Mapping,
        values: &Values,
    ) -> Result<Self, HeaderError> {
        let mut reader =
            csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).from_reader(header);
        let mut record = csv::ByteRecord::new();
        if !reader.read_byte_record(&mut record).unwrap_or(false) {
            return Err(HeaderError::Empty);
        }
        let headings: Vec<String> = record
            .iter()
            .map(|heading| String::from_utf8_lossy(heading).trim().to_owned())
            .collect();
        let find = |wanted: &str| headings.iter().position(|heading| heading == wanted);
        let mut at = BTreeMap::new();
        for &field in Field::ALL {
            let place = match mapping.headings.get(&field) {
                Some(heading) => Some(find(heading).ok_or_else(|| HeaderError::NoColumn {
                    heading: heading.clone(),
                    help: did_you_mean(&nearest(heading, headings.iter().map(String::as_str), 3)),
                })?),
                None => field.headings().iter().find_map(|known| {
                    headings.iter().position(|heading| heading.eq_ignore_ascii_case(known))
                }),
            };
            at.extend(place.map(|place| (field, place)));
        }
        let needed = [Field::Holder, Field::Target, Field::On, Field::Verb];
        let is_said =
            |field| at.contains_key(&field) || field == Field::Verb && values.has_constant();
        if let Some(&field) = needed.iter().find(|&&field| !is_said(field)) {
            return Err(HeaderError::Missing { field, headings });
        }
        Ok(Self { delimiter, n_fields: headings.len(), at })
    }

    /// Where a field stands in each row.
    pub(super) fn of(&self, field: Field) -> Option<usize> {
        self.at.get(&field).copied()
    }
}
