//! Writes a table as a Parquet file.
//!
//! A row group is a chunk of rows. Of each leaf of the schema it holds the values that are not null, with their
//! definition levels (how many of the optional and repeated fields around a value are there) and repetition levels (at
//! which list a value continues): S. Melnik et al., *Dremel*, 2010.

use super::{
    About, Column, Field, Kind, OtherKind, TableError, Value, each_chunk, microseconds, number_of,
    unfit,
};
use ::parquet::{
    basic::Compression,
    data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type},
    errors::ParquetError,
    file::{
        metadata::KeyValue,
        properties::WriterProperties,
        writer::{SerializedFileWriter, SerializedRowGroupWriter},
    },
    schema::parser::parse_message_type,
};
use std::{fmt::Write as _, io::Write, sync::Arc};

/// Writes the table of these rows, in groups of so many.
pub(crate) fn write<R>(
    columns: &[Column<'_, R>],
    rows: impl IntoIterator<Item = Result<R, TableError>>,
    rows_of_group: usize,
    about: About,
    out: impl Write + Send,
) -> Result<(), TableError> {
    let schema = Arc::new(parse_message_type(&schema(columns))?);
    let about = about.into_iter().map(|(key, value)| KeyValue { key, value: Some(value) });
    let properties = WriterProperties::builder()
        .set_created_by("stance".to_owned())
        .set_compression(Compression::SNAPPY)
        .set_key_value_metadata(Some(about.collect()))
        .build();
    let mut writer = SerializedFileWriter::new(out, schema, Arc::new(properties))?;
    each_chunk(rows, rows_of_group, |rows| {
        let mut group = writer.next_row_group()?;
        for Column { field, of } in columns {
            let mut shreds = Shreds::of(field, Levels::default());
            for row in rows {
                shreds.push(&of(row), Levels::default()).map_err(|_| unfit(field))?;
            }
            shreds.write(&mut group)?;
        }
        group.close()?;
        Ok(())
    })?;
    writer.close()?;
    Ok(())
}

/// The schema in Parquet's schema language.
fn schema<R>(columns: &[Column<'_, R>]) -> String {
    let mut out = String::from("message stance {\n");
    for Column { field, .. } in columns {
        declare(&mut out, field);
    }
    out.push('}');
    out
}

fn declare(out: &mut String, Field { name, kind, is_required }: &Field) {
    let repetition = if *is_required { "required" } else { "optional" };
    let _ = match kind {
        Kind::Text | Kind::Words(_) => writeln!(out, "{repetition} binary {name} (STRING);"),
        Kind::Integer => writeln!(out, "{repetition} int64 {name};"),
        Kind::Number => writeln!(out, "{repetition} double {name};"),
        Kind::Truth => writeln!(out, "{repetition} boolean {name};"),
        Kind::Day => writeln!(out, "{repetition} int32 {name} (DATE);"),
        Kind::Instant => writeln!(out, "{repetition} int64 {name} (TIMESTAMP(MICROS, true));"),
        Kind::List(element) => {
            let _ = write!(out, "{repetition} group {name} (LIST) {{ repeated group list {{ ");
            declare(out, element);
            writeln!(out, "}} }}")
        }
        Kind::Record(fields) => {
            let _ = writeln!(out, "{repetition} group {name} {{");
            for field in fields {
                declare(out, field);
            }
            writeln!(out, "}}")
        }
    };
}

/// How many fields around a value are there, and at which list it continues.
#[derive(Clone, Copy, Default)]
struct Levels {
    defined: i16,
    repeated: i16,
}

/// A column as Parquet stores it: its leaves.
struct Shreds {
    /// The definition level of a value that is not null.
    full: i16,
    /// The greatest repetition level.
    depth: i16,
    part: Part,
}

enum Part {
    Leaf(Leaf),
    List(Box<Shreds>),
    Record(Vec<Shreds>),
}

/// Values and levels of a leaf.
struct Leaf {
    values: Values,
    defined: Vec<i16>,
    repeated: Vec<i16>,
}

enum Values {
    Texts(Vec<ByteArray>),
    Integers(Vec<i64>),
    Numbers(Vec<f64>),
    Truths(Vec<bool>),
    Days(Vec<i32>),
}

impl Shreds {
    /// Nothing yet of a field that stands at these levels.
    fn of(field: &Field, Levels { defined, repeated }: Levels) -> Self {
        let full = defined + i16::from(!field.is_required);
        let leaf = |values| Part::Leaf(Leaf { values, defined: Vec::new(), repeated: Vec::new() });
        let part = match &field.kind {
            Kind::Text | Kind::Words(_) => leaf(Values::Texts(Vec::new())),
            Kind::Integer | Kind::Instant => leaf(Values::Integers(Vec::new())),
            Kind::Number => leaf(Values::Numbers(Vec::new())),
            Kind::Truth => leaf(Values::Truths(Vec::new())),
            Kind::Day => leaf(Values::Days(Vec::new())),
            Kind::List(element) => {
                let within = Levels { defined: full + 1, repeated: repeated + 1 };
                Part::List(Box::new(Self::of(element, within)))
            }
            Kind::Record(fields) => {
                let within = Levels { defined: full, repeated };
                Part::Record(fields.iter().map(|field| Self::of(field, within)).collect())
            }
        };
        Self { full, depth: repeated, part }
    }

    /// Adds a value, `around` which so many fields are there.
    fn push(&mut self, value: &Value<'_>, around: Levels) -> Result<(), OtherKind> {
        let here = Levels { defined: self.full, ..around };
        match (&mut self.part, value) {
            (Part::Leaf(leaf), value) => {
                let is_there = leaf.values.push(value)?;
                leaf.push(if is_there { here } else { around });
                Ok(())
            }
            (Part::List(element), Value::Null) => element.push(&Value::Null, around),
            (Part::List(element), Value::List(items)) if items.is_empty() => {
                element.push(&Value::Null, here)
            }
            (Part::List(element), Value::List(items)) => {
                items.iter().enumerate().try_for_each(|(position, item)| {
                    let repeated = if position == 0 { around.repeated } else { element.depth };
                    element.push(item, Levels { defined: self.full + 1, repeated })
                })
            }
            (Part::Record(fields), Value::Null) => {
                fields.iter_mut().try_for_each(|field| field.push(&Value::Null, around))
            }
            (Part::Record(fields), Value::Record(values)) => {
                fields.iter_mut().zip(values).try_for_each(|(field, value)| field.push(value, here))
            }
            _ => Err(OtherKind),
        }
    }

    fn write<W: Write + Send>(self, group: &mut Group<'_, W>) -> Result<(), ParquetError> {
        match self.part {
            Part::List(element) => element.write(group),
            Part::Record(fields) => fields.into_iter().try_for_each(|field| field.write(group)),
            Part::Leaf(Leaf { values, defined, repeated }) => {
                let defined = (self.full > 0).then_some(&*defined);
                let repeated = (self.depth > 0).then_some(&*repeated);
                match values {
                    Values::Texts(texts) => {
                        leaf::<ByteArrayType, W>(group, &texts, defined, repeated)
                    }
                    Values::Integers(integers) => {
                        leaf::<Int64Type, W>(group, &integers, defined, repeated)
                    }
                    Values::Numbers(numbers) => {
                        leaf::<DoubleType, W>(group, &numbers, defined, repeated)
                    }
                    Values::Truths(truths) => {
                        leaf::<BoolType, W>(group, &truths, defined, repeated)
                    }
                    Values::Days(days) => leaf::<Int32Type, W>(group, &days, defined, repeated),
                }
            }
        }
    }
}

impl Leaf {
    fn push(&mut self, Levels { defined, repeated }: Levels) {
        self.defined.push(defined);
        self.repeated.push(repeated);
    }
}

impl Values {
    /// Adds a value; whether it is not null.
    fn push(&mut self, value: &Value<'_>) -> Result<bool, OtherKind> {
        match (self, value) {
            (_, Value::Null) => return Ok(false),
            (Self::Texts(texts), Value::Text(text)) => texts.push(text.as_bytes().to_vec().into()),
            (Self::Integers(integers), Value::Integer(integer)) => integers.push(*integer),
            (Self::Integers(integers), Value::Instant(day, time)) => {
                let Some(instant) = microseconds(*day, *time) else { return Ok(false) };
                integers.push(instant);
            }
            (Self::Numbers(numbers), Value::Number(number)) => numbers.push(*number),
            (Self::Truths(truths), Value::Truth(truth)) => truths.push(*truth),
            (Self::Days(days), Value::Day(day)) => {
                let Some(day) = number_of(*day) else { return Ok(false) };
                days.push(day);
            }
            _ => return Err(OtherKind),
        }
        Ok(true)
    }
}

type Group<'w, W> = SerializedRowGroupWriter<'w, W>;

fn leaf<T: DataType, W: Write + Send>(
    group: &mut Group<'_, W>,
    values: &[T::T],
    defined: Option<&[i16]>,
    repeated: Option<&[i16]>,
) -> Result<(), ParquetError> {
    let missing = || ParquetError::General("the schema has too few columns".to_owned());
    let mut column = group.next_column()?.ok_or_else(missing)?;
    column.typed::<T>().write_batch(values, defined, repeated)?;
    column.close()
}
