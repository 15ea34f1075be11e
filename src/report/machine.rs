//! Answers for programs: JSON, JSON lines, CSV, Arrow and Parquet.

use super::{
    answer::{Answer, Row},
    columns::{RowColumn, columns, table_columns},
};
use crate::{
    corpus::joined::joined,
    export::{
        system_error,
        tabular::{About, TableError, write_arrow, write_parquet},
    },
};
use serde::ser::{SerializeMap, Serializer};
use serde_json::{Map, Value};
use std::{
    collections::BTreeSet,
    io::{self, Write},
};

/// What the column of an attribute begins with.
const ATTRIBUTE: &str = "attr.";

pub(super) fn json<R: Row>(answer: &Answer<'_, R>, out: &mut dyn Write) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::pretty(&mut *out);
    let mut object = serializer.serialize_map(None)?;
    object.serialize_entry("command", answer.command)?;
    object.serialize_entry("view", &answer.view)?;
    for (name, value) in &answer.summary {
        object.serialize_entry(name, value)?;
    }
    object.serialize_entry("rows", &answer.rows)?;
    object.end()?;
    out.write_all(b"\n")
}

pub(super) fn jsonl<R: Row>(answer: &Answer<'_, R>, out: &mut dyn Write) -> io::Result<()> {
    for row in &answer.rows {
        serde_json::to_writer(&mut *out, row)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

pub(super) fn csv<R: Row>(answer: &Answer<'_, R>, out: &mut dyn Write) -> io::Result<()> {
    let (attributes, columns): (Vec<_>, Vec<_>) =
        columns::<R>().into_iter().partition(|column| column.is_of_attributes);
    let (columns, names) = met(answer, columns, &attributes)?;
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    let header = columns.iter().map(|column| column.name().to_owned());
    let header = header.chain(names.iter().map(|name| format!("{ATTRIBUTE}{name}")));
    writer.write_record(header.collect::<Vec<_>>()).map_err(system_error)?;
    for row in &answer.rows {
        let row = &serde_json::to_value(row)?;
        let fields = columns.iter().map(|column| {
            column.of(row).map_or_else(String::new, |value| field(column.name(), value))
        });
        let attribute = |name: &String| {
            let value = attributes_of(&attributes, row).find(|(other, _)| *other == name);
            value.map_or_else(String::new, |(name, value)| field(name, value))
        };
        writer
            .write_record(fields.chain(names.iter().map(attribute)).collect::<Vec<_>>())
            .map_err(system_error)?;
    }
    writer.flush()
}

/// The columns that every row has or some row does, and the names of the attributes of all rows. Rows are only looked at
/// where that depends on them, one at a time.
fn met<R: Row>(
    answer: &Answer<'_, R>,
    mut columns: Vec<RowColumn>,
    attributes: &[RowColumn],
) -> io::Result<(Vec<RowColumn>, BTreeSet<String>)> {
    let mut names = BTreeSet::new();
    let mut is_met: Vec<bool> = columns.iter().map(|column| !column.is_occasional).collect();
    if !attributes.is_empty() || is_met.contains(&false) {
        for row in &answer.rows {
            let row = &serde_json::to_value(row)?;
            for (is_met, column) in is_met.iter_mut().zip(&columns) {
                *is_met |= column.of(row).is_some();
            }
            for (name, _) in attributes_of(attributes, row) {
                if !names.contains(name) {
                    names.insert(name.clone());
                }
            }
        }
    }
    let mut is_met = is_met.into_iter();
    columns.retain(|_| is_met.next().unwrap_or(true));
    Ok((columns, names))
}

/// The attributes of a row.
fn attributes_of<'j>(
    attributes: &'j [RowColumn],
    row: &'j Value,
) -> impl Iterator<Item = (&'j String, &'j Value)> {
    attributes.iter().filter_map(|column| column.of(row)?.as_object()).flatten()
}

/// The text of a field: lists joined by spaces (of names by semicolons), lists of lists by bars, null as empty. Names have
/// spaces in them, ids have none.
fn field(name: &str, value: &Value) -> String {
    let is_of_names = name.ends_with("_names") || ["aliases", "words"].contains(&name);
    match value {
        Value::Array(items) if is_of_names && items.iter().all(Value::is_string) => {
            joined(items.iter().filter_map(Value::as_str))
        }
        _ => text(value, if is_of_names { "; " } else { " " }),
    }
}

/// A value as text, with something between the items of a list.
fn text(value: &Value, between: &str) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => {
            let outer = if items.iter().any(Value::is_array) { " | " } else { between };
            items.iter().map(|item| text(item, between)).collect::<Vec<_>>().join(outer)
        }
        other => other.to_string(),
    }
}

/// The rows as an Arrow IPC file.
pub(super) fn arrow<R: Row>(answer: &Answer<'_, R>, out: &mut dyn Write) -> io::Result<()> {
    Ok(write_arrow(&table_columns::<R>(), rows(answer), about(answer)?, out)?)
}

/// The rows as a Parquet file.
pub(super) fn parquet<R: Row>(answer: &Answer<'_, R>, out: &mut dyn Write) -> io::Result<()> {
    /// The number of rows in a row group.
    const ROWS_OF_GROUP: usize = 32_768;
    let mut content = Vec::new();
    let columns = table_columns::<R>();
    write_parquet(&columns, rows(answer), ROWS_OF_GROUP, about(answer)?, &mut content)?;
    out.write_all(&content)
}

pub(super) fn rows<R: Row>(
    answer: &Answer<'_, R>,
) -> impl Iterator<Item = Result<Value, TableError>> {
    answer.rows.iter().map(|row| Ok(serde_json::to_value(row)?))
}

/// What stands beside the rows, as JSON.
pub(super) fn about<R>(answer: &Answer<'_, R>) -> serde_json::Result<About> {
    let mut beside = Map::new();
    beside.insert("command".to_owned(), answer.command.into());
    beside.insert("view".to_owned(), serde_json::to_value(&answer.view)?);
    beside.extend(answer.summary.clone());
    Ok(vec![("stance".to_owned(), serde_json::to_string(&beside)?)])
}
