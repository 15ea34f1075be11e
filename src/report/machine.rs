//! Answers for programs: JSON, JSON lines and CSV.

use super::answer::{Answer, Row};
use crate::{corpus::joined::joined, export::system_error};
use serde::ser::{SerializeMap, Serializer};
use serde_json::Value;
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
    let rows = answer.rows.iter().map(flat).collect::<Result<Vec<_>, _>>()?;
    let is_there = |column: &&&str| rows.iter().any(|row| row.contains_key(**column));
    let occasional = R::OCCASIONAL.iter().filter(is_there);
    let mut columns = R::columns();
    columns.extend(occasional);
    let attributes: BTreeSet<&str> = rows
        .iter()
        .flat_map(|row| row.keys().map(String::as_str).filter(|name| name.starts_with(ATTRIBUTE)))
        .collect();
    columns.extend(attributes);
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    writer.write_record(&columns).map_err(system_error)?;
    for row in &rows {
        writer
            .write_record(columns.iter().map(|column| row.get(*column).map_or("", String::as_str)))
            .map_err(system_error)?;
    }
    writer.flush()
}

/// A row as text fields: inner records as `outer_inner`, lists joined by spaces (of names by semicolons), lists of lists by bars, null as empty.
fn flat<R: Row>(row: &R) -> serde_json::Result<std::collections::HashMap<String, String>> {
    let mut fields = std::collections::HashMap::new();
    if let Value::Object(object) = serde_json::to_value(row)? {
        for (name, value) in object {
            match value {
                Value::Object(inner) if name == "attributes" => fields.extend(
                    inner
                        .into_iter()
                        .map(|(inner, value)| field(format!("{ATTRIBUTE}{inner}"), value)),
                ),
                Value::Object(inner) => fields.extend(
                    inner.into_iter().map(|(inner, value)| field(format!("{name}_{inner}"), value)),
                ),
                value => fields.extend([field(name, value)]),
            }
        }
    }
    Ok(fields)
}

/// A field and its text. Names have spaces in them, ids have none.
fn field(name: String, value: Value) -> (String, String) {
    let is_of_names = name.ends_with("_names") || ["aliases", "words"].contains(&name.as_str());
    let text = match &value {
        Value::Array(items) if is_of_names && items.iter().all(Value::is_string) => {
            joined(items.iter().filter_map(Value::as_str))
        }
        _ => text(value, if is_of_names { "; " } else { " " }),
    };
    (name, text)
}

/// A value as text, with something between the items of a list.
fn text(value: Value, between: &str) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text,
        Value::Array(items) => {
            let outer = if items.iter().any(Value::is_array) { " | " } else { between };
            items.into_iter().map(|item| text(item, between)).collect::<Vec<_>>().join(outer)
        }
        other => other.to_string(),
    }
}
