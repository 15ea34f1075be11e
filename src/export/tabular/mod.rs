//! Tables for programs that know types: columns of a kind, whose values are functions of a row.
//!
//! A table is evaluated a chunk of rows and a column at a time, so that no more than one chunk's column is in memory
//! beside the output. The same rows give the same bytes.

mod arrow;
mod parquet;

pub(crate) use self::{
    arrow::{batches, write as write_arrow},
    parquet::write as write_parquet,
};

use crate::model::{Day, Time};
use std::{borrow::Cow, io};

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Text.
    Text,
    /// One of a closed set of words.
    Words(Vec<String>),
    /// Whole numbers.
    Integer,
    /// Numbers with a fraction.
    Number,
    /// True or false.
    Truth,
    /// Days; null where they are unbounded.
    Day,
    /// Days with a time of day in UTC.
    Instant,
    /// Lists.
    List(Box<Field>),
    /// Records of named fields.
    Record(Vec<Field>),
}

/// A column, or a part of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    pub(crate) name: Cow<'static, str>,
    pub(crate) kind: Kind,
    /// Whether no value is null.
    pub(crate) is_required: bool,
}

impl Field {
    /// A field whose value may be null.
    pub(crate) fn maybe(name: impl Into<Cow<'static, str>>, kind: Kind) -> Self {
        Self { name: name.into(), kind, is_required: false }
    }

    /// A field that has a value in every row.
    pub(crate) fn required(name: impl Into<Cow<'static, str>>, kind: Kind) -> Self {
        Self { name: name.into(), kind, is_required: true }
    }
}

/// A value of a column.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value<'v> {
    Null,
    Text(Cow<'v, str>),
    Integer(i64),
    Number(f64),
    Truth(bool),
    Day(Day),
    Instant(Day, Time),
    List(Vec<Self>),
    /// The values of a record's fields, in their order.
    Record(Vec<Self>),
}

/// The value of a column for a row.
pub(crate) type Of<'c, R> = Box<dyn Fn(&R) -> Value<'_> + 'c>;

/// A column of a table with rows of this type.
pub(crate) struct Column<'c, R> {
    pub(crate) field: Field,
    pub(crate) of: Of<'c, R>,
}

impl<'c, R> Column<'c, R> {
    pub(crate) fn new(field: Field, of: impl Fn(&R) -> Value<'_> + 'c) -> Self {
        Self { field, of: Box::new(of) }
    }
}

/// What a file says about itself beside its rows, by name.
pub(crate) type About = Vec<(String, String)>;

/// A table that cannot be written.
#[derive(Debug, thiserror::Error)]
pub(crate) enum TableError {
    /// Parquet cannot hold it.
    #[error(transparent)]
    Parquet(#[from] ::parquet::errors::ParquetError),
    /// Arrow cannot hold it.
    #[error(transparent)]
    Arrow(#[from] arrow_schema::ArrowError),
    /// A row cannot be described.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// A value is not what its column is declared to hold.
    #[error("the column {0} has a value that is not of its kind")]
    Unfit(String),
    /// A column is too large for Arrow.
    #[error("the column {0} has a row of more than 1 GB, which Arrow cannot hold")]
    TooLarge(String),
}

impl From<TableError> for io::Error {
    /// What the writer itself reported, such as a broken pipe, stays what it was.
    fn from(error: TableError) -> Self {
        match error {
            TableError::Arrow(arrow_schema::ArrowError::IoError(_, error)) => error,
            other => Self::other(other),
        }
    }
}

/// A value that is not what its column is declared to hold.
#[derive(Debug)]
struct OtherKind;

fn unfit(field: &Field) -> TableError {
    TableError::Unfit(field.name.to_string())
}

/// Hands on so many rows at a time.
fn each_chunk<R>(
    rows: impl IntoIterator<Item = Result<R, TableError>>,
    most: usize,
    mut write: impl FnMut(&[R]) -> Result<(), TableError>,
) -> Result<(), TableError> {
    let mut rows = rows.into_iter();
    loop {
        let chunk = rows.by_ref().take(most).collect::<Result<Vec<R>, _>>()?;
        if chunk.is_empty() {
            return Ok(());
        }
        write(&chunk)?;
    }
}

/// Days since 1970-01-01; `None` for an unbounded day.
fn number_of(day: Day) -> Option<i32> {
    day.is_bounded().then(|| day.number())
}

/// Microseconds since 1970-01-01 in UTC, rounded down.
fn microseconds(day: Day, time: Time) -> Option<i64> {
    const OF_DAY: i64 = 86_400_000_000;
    let within = i64::try_from(time.nanoseconds() / 1_000).ok()?;
    i64::from(number_of(day)?).checked_mul(OF_DAY)?.checked_add(within)
}
