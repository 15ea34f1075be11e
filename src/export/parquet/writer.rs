//! Writes columns as a Parquet file.
//!
//! A column is a function of a row. It is evaluated for one row group at a time, so that no more than one group's
//! column is in memory beside the output. Within a group Parquet stores the values that are not null, with their
//! definition and repetition levels.

use crate::{
    export::exporter::ExportError,
    model::{Day, Time},
};
use ::parquet::{
    basic::Compression,
    data_type::{ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type},
    errors::ParquetError,
    file::{
        metadata::KeyValue,
        properties::WriterProperties,
        writer::{SerializedFileWriter, SerializedRowGroupWriter},
    },
    schema::parser::parse_message_type,
};
use std::{fmt::Write as _, sync::Arc};

/// The number of rows in a row group.
const ROWS_OF_GROUP: usize = 131_072;

/// The value of a column for a row.
pub(super) type Of<'c, R, T> = Box<dyn Fn(&R) -> T + 'c>;

/// The name of a field and its values in the groups of a row.
pub(super) type Part<'c, R> = (&'static str, Of<'c, R, Vec<Option<String>>>);

/// A column of a table with rows of this type.
pub(super) struct Column<'c, R> {
    pub(super) name: &'static str,
    pub(super) values: Values<'c, R>,
}

/// The values of a column.
pub(super) enum Values<'c, R> {
    /// A text in every row.
    Text(Of<'c, R, String>),
    /// A text or null.
    MaybeText(Of<'c, R, Option<String>>),
    /// A number in every row.
    Number(Of<'c, R, f64>),
    /// A number or null.
    MaybeNumber(Of<'c, R, Option<f64>>),
    /// A day, or null when it is unbounded.
    MaybeDay(Of<'c, R, Option<Day>>),
    /// A day and a time of day in UTC, or null.
    MaybeInstant(Of<'c, R, Option<(Day, Time)>>),
    /// Any number of texts.
    Texts(Of<'c, R, Vec<String>>),
    /// Any number of groups with the named fields; in a row all fields have the same number of values.
    Groups(Vec<Part<'c, R>>),
}

/// The table of these rows. The same rows give the same bytes.
pub(super) fn written<R>(
    columns: &[Column<'_, R>],
    rows: &[R],
    about: [(&str, Option<String>); 2],
) -> Result<Vec<u8>, ExportError> {
    write(columns, rows, about).map_err(|error| ExportError::Unfit(error.to_string().into()))
}

fn write<R>(
    columns: &[Column<'_, R>],
    rows: &[R],
    about: [(&str, Option<String>); 2],
) -> Result<Vec<u8>, ParquetError> {
    let schema = Arc::new(parse_message_type(&schema(columns))?);
    let about = about
        .into_iter()
        .filter_map(|(key, value)| Some(KeyValue { key: key.to_owned(), value: Some(value?) }));
    let properties = WriterProperties::builder()
        .set_created_by("stance".to_owned())
        .set_compression(Compression::SNAPPY)
        .set_key_value_metadata(Some(about.collect()))
        .build();
    let mut out = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut out, schema, Arc::new(properties))?;
    for rows in rows.chunks(ROWS_OF_GROUP) {
        let mut group = writer.next_row_group()?;
        for column in columns {
            write_column(&mut group, &column.values, rows)?;
        }
        group.close()?;
    }
    writer.close()?;
    Ok(out)
}

/// The schema in Parquet's schema language.
fn schema<R>(columns: &[Column<'_, R>]) -> String {
    let mut out = String::from("message stance {\n");
    for Column { name, values } in columns {
        let _ = match values {
            Values::Text(_) => writeln!(out, "required binary {name} (STRING);"),
            Values::MaybeText(_) => writeln!(out, "optional binary {name} (STRING);"),
            Values::Number(_) => writeln!(out, "required double {name};"),
            Values::MaybeNumber(_) => writeln!(out, "optional double {name};"),
            Values::MaybeDay(_) => writeln!(out, "optional int32 {name} (DATE);"),
            Values::MaybeInstant(_) => {
                writeln!(out, "optional int64 {name} (TIMESTAMP(MICROS, true));")
            }
            Values::Texts(_) => list(&mut out, name, "required binary element (STRING);"),
            Values::Groups(fields) => {
                let fields = fields.iter();
                let field = |(name, _): &(&str, _)| format!("optional binary {name} (STRING);");
                let fields: String = fields.map(field).collect();
                list(&mut out, name, &format!("required group element {{ {fields} }}"))
            }
        };
    }
    out.push('}');
    out
}

fn list(out: &mut String, name: &str, element: &str) -> std::fmt::Result {
    writeln!(out, "required group {name} (LIST) {{ repeated group list {{ {element} }} }}")
}

type Group<'w, 'o> = SerializedRowGroupWriter<'w, &'o mut Vec<u8>>;

fn write_column<R>(
    group: &mut Group<'_, '_>,
    values: &Values<'_, R>,
    rows: &[R],
) -> Result<(), ParquetError> {
    match values {
        Values::Text(of) => {
            let texts: Vec<ByteArray> = rows.iter().map(|row| bytes(of(row))).collect();
            leaf::<ByteArrayType>(group, &texts, None, None)
        }
        Values::Number(of) => {
            let numbers: Vec<f64> = rows.iter().map(of).collect();
            leaf::<DoubleType>(group, &numbers, None, None)
        }
        Values::MaybeText(of) => {
            maybe::<ByteArrayType>(group, rows.iter().map(|row| of(row).map(bytes)))
        }
        Values::MaybeNumber(of) => maybe::<DoubleType>(group, rows.iter().map(of)),
        Values::MaybeDay(of) => maybe::<Int32Type>(group, rows.iter().map(|row| number(of(row)?))),
        Values::MaybeInstant(of) => {
            maybe::<Int64Type>(group, rows.iter().map(|row| microseconds(of(row)?)))
        }
        Values::Texts(of) => {
            let lists = rows.iter().map(|row| of(row).into_iter().map(Some).collect());
            lists_of(group, lists, 1)
        }
        Values::Groups(fields) => {
            fields.iter().try_for_each(|(_, of)| lists_of(group, rows.iter().map(of), 2))
        }
    }
}

fn bytes(text: String) -> ByteArray {
    text.into_bytes().into()
}

/// Days since 1970-01-01; `None` for an unbounded day.
fn number(day: Day) -> Option<i32> {
    let days = day.days_since(Day::from_civil(1970, 1, 1))?;
    i32::try_from(days).ok()
}

/// Microseconds since 1970-01-01 in UTC, rounded down.
fn microseconds((day, time): (Day, Time)) -> Option<i64> {
    const OF_DAY: i64 = 86_400_000_000;
    let within = i64::try_from(time.nanoseconds() / 1_000).ok()?;
    i64::from(number(day)?).checked_mul(OF_DAY)?.checked_add(within)
}

/// An optional column: its values and definition levels.
fn maybe<T: DataType>(
    group: &mut Group<'_, '_>,
    values: impl Iterator<Item = Option<T::T>>,
) -> Result<(), ParquetError> {
    let (mut present, mut defined) = (Vec::new(), Vec::new());
    for value in values {
        defined.push(i16::from(value.is_some()));
        present.extend(value);
    }
    leaf::<T>(group, &present, Some(&defined), None)
}

/// A column of lists. `defined` is the definition level of a value; a null has one less.
fn lists_of(
    group: &mut Group<'_, '_>,
    lists: impl Iterator<Item = Vec<Option<String>>>,
    full: i16,
) -> Result<(), ParquetError> {
    let (mut present, mut defined, mut repeated) = (Vec::new(), Vec::new(), Vec::new());
    for list in lists {
        if list.is_empty() {
            defined.push(0);
            repeated.push(0);
        }
        for (position, text) in list.into_iter().enumerate() {
            defined.push(if text.is_some() { full } else { full - 1 });
            repeated.push(i16::from(position > 0));
            present.extend(text.map(bytes));
        }
    }
    leaf::<ByteArrayType>(group, &present, Some(&defined), Some(&repeated))
}

fn leaf<T: DataType>(
    group: &mut Group<'_, '_>,
    values: &[T::T],
    defined: Option<&[i16]>,
    repeated: Option<&[i16]>,
) -> Result<(), ParquetError> {
    let missing = || ParquetError::General("the schema has too few columns".to_owned());
    let mut column = group.next_column()?.ok_or_else(missing)?;
    column.typed::<T>().write_batch(values, defined, repeated)?;
    column.close()
}
