//! A table as Arrow record batches, in memory or as an IPC file.
//!
//! A record batch is a chunk of rows. The dictionary of a column of words has all of them, so it is the same in every
//! batch.

use super::{
    About, Column, Field, Kind, OtherKind, TableError, Value, each_chunk, microseconds, number_of,
    unfit,
};
use arrow_array::{
    ArrayRef, DictionaryArray, Int32Array, ListArray, RecordBatch, RecordBatchOptions, StringArray,
    StructArray,
    builder::{
        BooleanBuilder, Date32Builder, Float64Builder, Int32Builder, Int64Builder, StringBuilder,
        TimestampMicrosecondBuilder,
    },
};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_ipc::writer::FileWriter;
use arrow_schema::{DataType, Field as ArrowField, Fields, Metadata, Schema, TimeUnit};
use std::{io::Write, sync::Arc};

/// The number of rows in a record batch.
const ROWS_OF_BATCH: usize = 16_384;
/// The greatest number of bytes that the texts of a column may have in a batch, as offsets have 31 bits.
const MOST_BYTES: usize = 1 << 30;

/// Writes the table of these rows.
pub(crate) fn write<R>(
    columns: &[Column<'_, R>],
    rows: impl IntoIterator<Item = Result<R, TableError>>,
    about: About,
    out: impl Write,
) -> Result<(), TableError> {
    let schema = schema(columns, about);
    let mut writer = FileWriter::try_new(out, &schema)?;
    let mut is_empty = true;
    let mut write = |batch: RecordBatch| Ok(writer.write(&batch)?);
    each_chunk(rows, ROWS_OF_BATCH, |rows| {
        is_empty = false;
        each_batch(columns, rows, &schema, &mut write)
    })?;
    if is_empty {
        // Dictionaries are written with batches, and their words are part of the types.
        each_batch(columns, &[], &schema, &mut write)?;
    }
    writer.finish()?;
    Ok(())
}

/// The table of these rows in memory, with its schema.
pub(crate) fn batches<R>(
    columns: &[Column<'_, R>],
    rows: impl IntoIterator<Item = Result<R, TableError>>,
    about: About,
) -> Result<(Arc<Schema>, Vec<RecordBatch>), TableError> {
    let schema = schema(columns, about);
    let mut batches = Vec::new();
    each_chunk(rows, ROWS_OF_BATCH, |rows| {
        each_batch(columns, rows, &schema, &mut |batch| {
            batches.push(batch);
            Ok(())
        })
    })?;
    Ok((schema, batches))
}

fn schema<R>(columns: &[Column<'_, R>], about: About) -> Arc<Schema> {
    let fields: Fields = columns.iter().map(|column| arrow_field(&column.field)).collect();
    Arc::new(Schema::new_with_metadata(fields, about.into_iter().collect::<Metadata>()))
}

/// Hands on rows as a batch, or as several where a column has too many bytes.
fn each_batch<R>(
    columns: &[Column<'_, R>],
    rows: &[R],
    schema: &Arc<Schema>,
    take: &mut dyn FnMut(RecordBatch) -> Result<(), TableError>,
) -> Result<(), TableError> {
    let mut arrays = Vec::new();
    for Column { field, of } in columns {
        let mut builder = Builder::of(&field.kind);
        let mut n_bytes = 0;
        for row in rows {
            let value = of(row);
            n_bytes += bytes_of(&value);
            if n_bytes > MOST_BYTES {
                if let [_] = rows {
                    return Err(TableError::TooLarge(field.name.to_string()));
                }
                let (first, second) = rows.split_at(rows.len() / 2);
                each_batch(columns, first, schema, take)?;
                return each_batch(columns, second, schema, take);
            }
            builder.push(&value).map_err(|_| unfit(field))?;
        }
        arrays.push(builder.finish()?);
    }
    let options = RecordBatchOptions::new().with_row_count(Some(rows.len()));
    take(RecordBatch::try_new_with_options(Arc::clone(schema), arrays, &options)?)
}

/// The bytes of the texts of a value; items of a list count as one more.
fn bytes_of(value: &Value<'_>) -> usize {
    match value {
        Value::Text(text) => text.len(),
        Value::List(items) | Value::Record(items) => {
            items.iter().map(|item| 1 + bytes_of(item)).sum()
        }
        _ => 0,
    }
}

fn arrow_field(Field { name, kind, is_required }: &Field) -> ArrowField {
    ArrowField::new(name.as_ref(), data_type(kind), !is_required)
}

fn data_type(kind: &Kind) -> DataType {
    match kind {
        Kind::Text => DataType::Utf8,
        Kind::Words(_) => DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8)),
        Kind::Integer => DataType::Int64,
        Kind::Number => DataType::Float64,
        Kind::Truth => DataType::Boolean,
        Kind::Day => DataType::Date32,
        Kind::Instant => DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())),
        Kind::List(element) => DataType::List(Arc::new(arrow_field(element))),
        Kind::Record(fields) => DataType::Struct(fields.iter().map(arrow_field).collect()),
    }
}

/// Builds the array of a column, value by value.
enum Builder {
    Text(StringBuilder),
    Words(Vec<String>, Int32Builder),
    Integer(Int64Builder),
    Number(Float64Builder),
    Truth(BooleanBuilder),
    Day(Date32Builder),
    Instant(TimestampMicrosecondBuilder),
    List(Arc<ArrowField>, Vec<usize>, Vec<bool>, Box<Self>),
    Record(Fields, Vec<bool>, Vec<Self>),
}

impl Builder {
    fn of(kind: &Kind) -> Self {
        match kind {
            Kind::Text => Self::Text(StringBuilder::new()),
            Kind::Words(words) => Self::Words(words.clone(), Int32Builder::new()),
            Kind::Integer => Self::Integer(Int64Builder::new()),
            Kind::Number => Self::Number(Float64Builder::new()),
            Kind::Truth => Self::Truth(BooleanBuilder::new()),
            Kind::Day => Self::Day(Date32Builder::new()),
            Kind::Instant => Self::Instant(TimestampMicrosecondBuilder::new().with_timezone("UTC")),
            Kind::List(element) => Self::List(
                Arc::new(arrow_field(element)),
                Vec::new(),
                Vec::new(),
                Box::new(Self::of(&element.kind)),
            ),
            Kind::Record(fields) => Self::Record(
                fields.iter().map(arrow_field).collect(),
                Vec::new(),
                fields.iter().map(|field| Self::of(&field.kind)).collect(),
            ),
        }
    }

    fn push(&mut self, value: &Value<'_>) -> Result<(), OtherKind> {
        match (self, value) {
            (Self::Text(builder), Value::Text(text)) => builder.append_value(text),
            (Self::Text(builder), Value::Null) => builder.append_null(),
            (Self::Words(words, builder), Value::Text(text)) => {
                let position = words.iter().position(|word| word == text).ok_or(OtherKind)?;
                builder.append_value(i32::try_from(position).map_err(|_| OtherKind)?);
            }
            (Self::Words(_, builder), Value::Null) => builder.append_null(),
            (Self::Integer(builder), Value::Integer(integer)) => builder.append_value(*integer),
            (Self::Integer(builder), Value::Null) => builder.append_null(),
            (Self::Number(builder), Value::Number(number)) => builder.append_value(*number),
            (Self::Number(builder), Value::Null) => builder.append_null(),
            (Self::Truth(builder), Value::Truth(truth)) => builder.append_value(*truth),
            (Self::Truth(builder), Value::Null) => builder.append_null(),
            (Self::Day(builder), Value::Day(day)) => builder.append_option(number_of(*day)),
            (Self::Day(builder), Value::Null) => builder.append_null(),
            (Self::Instant(builder), Value::Instant(day, time)) => {
                builder.append_option(microseconds(*day, *time));
            }
            (Self::Instant(builder), Value::Null) => builder.append_null(),
            (Self::List(_, lengths, is_there, element), Value::List(items)) => {
                items.iter().try_for_each(|item| element.push(item))?;
                lengths.push(items.len());
                is_there.push(true);
            }
            (Self::List(_, lengths, is_there, _), Value::Null) => {
                lengths.push(0);
                is_there.push(false);
            }
            (Self::Record(_, is_there, parts), Value::Record(values)) => {
                parts.iter_mut().zip(values).try_for_each(|(part, value)| part.push(value))?;
                is_there.push(true);
            }
            (Self::Record(_, is_there, parts), Value::Null) => {
                parts.iter_mut().try_for_each(|part| part.push(&Value::Null))?;
                is_there.push(false);
            }
            _ => return Err(OtherKind),
        }
        Ok(())
    }

    fn finish(self) -> Result<ArrayRef, TableError> {
        Ok(match self {
            Self::Text(mut builder) => Arc::new(builder.finish()),
            Self::Words(words, mut builder) => {
                let positions: Int32Array = builder.finish();
                let words = Arc::new(StringArray::from_iter_values(words));
                Arc::new(DictionaryArray::try_new(positions, words)?)
            }
            Self::Integer(mut builder) => Arc::new(builder.finish()),
            Self::Number(mut builder) => Arc::new(builder.finish()),
            Self::Truth(mut builder) => Arc::new(builder.finish()),
            Self::Day(mut builder) => Arc::new(builder.finish()),
            Self::Instant(mut builder) => Arc::new(builder.finish()),
            Self::List(field, lengths, is_there, element) => Arc::new(ListArray::try_new(
                field,
                OffsetBuffer::from_lengths(lengths),
                element.finish()?,
                Some(NullBuffer::from(is_there)),
            )?),
            Self::Record(fields, is_there, parts) => {
                let arrays = parts.into_iter().map(Self::finish).collect::<Result<Vec<_>, _>>()?;
                let n_rows = is_there.len();
                let nulls = Some(NullBuffer::from(is_there));
                Arc::new(StructArray::try_new_with_length(fields, arrays, nulls, n_rows)?)
            }
        })
    }
}
