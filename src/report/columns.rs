//! The columns of a row, as the declaration of its type has them.
//!
//! A field is a column, a field of an inner record is one named `outer_inner`. Fields that only some rows have come
//! last.

use super::answer::Row;
use crate::{
    export::tabular::{Column, Field, Kind, Value},
    model::{Date, Day},
};
use schemars::generate::SchemaSettings;
use serde_json::Value as Json;

/// A column of the rows of an answer.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct RowColumn {
    /// Its name and kind.
    pub(super) field: Field,
    /// The field, and the field within it.
    path: Vec<String>,
    /// Whether only some rows have it.
    pub(super) is_occasional: bool,
    /// Whether its fields are named by the data.
    pub(super) is_of_attributes: bool,
}

impl RowColumn {
    /// Its name.
    pub(super) fn name(&self) -> &str {
        &self.field.name
    }

    /// The value of a row, if the row has the field.
    pub(super) fn of<'j>(&self, row: &'j Json) -> Option<&'j Json> {
        self.path.iter().try_fold(row, |value, name| value.get(name))
    }
}

/// The JSON schema of a row, as it is written.
pub(super) fn schema<R: Row>() -> Json {
    let settings = SchemaSettings::draft2020_12()
        .for_serialize()
        .with(|settings| settings.inline_subschemas = true);
    settings.into_generator().into_root_schema_for::<R>().to_value()
}

/// The columns of a row.
pub(super) fn columns<R: Row>() -> Vec<RowColumn> {
    let mut columns = Vec::new();
    collect(&schema::<R>(), &[], false, &mut columns);
    // The order is kept otherwise.
    columns.sort_by_key(|column| column.is_occasional);
    columns
}

fn collect(record: &Json, outer: &[String], is_occasional: bool, columns: &mut Vec<RowColumn>) {
    for (name, schema, is_required) in fields(record) {
        let path: Vec<String> = outer.iter().cloned().chain([name.to_owned()]).collect();
        let is_occasional = is_occasional || !is_required;
        let schema = not_null(schema);
        if schema.get("properties").is_some() {
            collect(schema, &path, is_occasional, columns);
            continue;
        }
        columns.push(RowColumn {
            field: Field::maybe(path.join("_"), kind(schema)),
            path,
            is_occasional,
            is_of_attributes: is_map(schema),
        });
    }
}

/// The fields of a record: name, schema, and whether every record has it.
fn fields(record: &Json) -> impl Iterator<Item = (&str, &Json, bool)> {
    let required = record.get("required").and_then(Json::as_array);
    let is_required = move |name: &str| required.is_some_and(|all| all.iter().any(|it| it == name));
    let properties = record.get("properties").and_then(Json::as_object);
    properties
        .into_iter()
        .flatten()
        .map(move |(name, schema)| (name.as_str(), schema, is_required(name)))
}

/// The schema of a value that may also be null.
fn not_null(schema: &Json) -> &Json {
    let choices = schema.get("anyOf").and_then(Json::as_array);
    let other = choices.and_then(|all| all.iter().find(|it| !has_type(it, "null")));
    other.unwrap_or(schema)
}

fn has_type(schema: &Json, name: &str) -> bool {
    match schema.get("type") {
        Some(Json::Array(names)) => names.iter().any(|it| it == name),
        Some(one) => one == name,
        None => false,
    }
}

/// Whether it is a record whose fields are named by the data.
fn is_map(schema: &Json) -> bool {
    has_type(schema, "object") && schema.get("properties").is_none()
}

/// What a value of a schema is in a table.
fn kind(schema: &Json) -> Kind {
    let schema = not_null(schema);
    let text = Kind::Text;
    if let Some(words) = schema.get("enum").and_then(Json::as_array) {
        return Kind::Words(words.iter().filter_map(Json::as_str).map(str::to_owned).collect());
    }
    if schema.get("format").is_some_and(|format| format == "date") {
        return Kind::Day;
    }
    if has_type(schema, "integer") {
        return Kind::Integer;
    }
    if has_type(schema, "number") {
        return Kind::Number;
    }
    if has_type(schema, "boolean") {
        return Kind::Truth;
    }
    if has_type(schema, "array") {
        let element = schema.get("items").map_or(text, kind);
        return Kind::List(Box::new(Field::maybe("element", element)));
    }
    if is_map(schema) {
        let record = ["name", "value"].map(|name| Field::maybe(name, Kind::Text));
        return Kind::List(Box::new(Field::maybe("element", Kind::Record(record.to_vec()))));
    }
    if has_type(schema, "object") {
        let fields = fields(schema);
        return Kind::Record(
            fields.map(|(name, it, _)| Field::maybe(name.to_owned(), kind(it))).collect(),
        );
    }
    text
}

/// The columns as those of a table whose rows are JSON.
pub(super) fn table_columns<R: Row>() -> Vec<Column<'static, Json>> {
    let column = |column: RowColumn| {
        Column::new(column.field.clone(), move |row: &Json| {
            column.of(row).map_or(Value::Null, |json| value(json, &column.field.kind))
        })
    };
    columns::<R>().into_iter().map(column).collect()
}

/// A value of a kind. What is of another kind stays what it is, so that it cannot be written.
fn value<'j>(json: &'j Json, kind: &Kind) -> Value<'j> {
    match (json, kind) {
        (Json::Null, _) => Value::Null,
        (Json::Bool(truth), _) => Value::Truth(*truth),
        (Json::Number(number), Kind::Number) => number.as_f64().map_or(Value::Null, Value::Number),
        (Json::Number(number), _) => match number.as_i64() {
            Some(integer) => Value::Integer(integer),
            None => number.as_f64().map_or(Value::Null, Value::Number),
        },
        (Json::String(text), Kind::Day) => match day(text) {
            Some(day) => Value::Day(day),
            None => Value::Text(text.into()),
        },
        (Json::String(text), _) => Value::Text(text.into()),
        (Json::Array(items), Kind::List(element)) => {
            Value::List(items.iter().map(|item| value(item, &element.kind)).collect())
        }
        (Json::Object(record), Kind::Record(fields)) => {
            let of = |field: &Field| {
                record.get(&*field.name).map_or(Value::Null, |it| value(it, &field.kind))
            };
            Value::Record(fields.iter().map(of).collect())
        }
        (Json::Object(attributes), Kind::List(_)) => {
            let attribute = |(name, it): (&'j String, &'j Json)| {
                Value::Record(vec![Value::Text(name.into()), value(it, &Kind::Text)])
            };
            Value::List(attributes.iter().map(attribute).collect())
        }
        (Json::Array(items), _) => {
            Value::List(items.iter().map(|item| value(item, kind)).collect())
        }
        (Json::Object(record), _) => {
            Value::Record(record.values().map(|it| value(it, kind)).collect())
        }
    }
}

/// The day that a date means, which is one day.
fn day(text: &str) -> Option<Day> {
    if let Some(day) = Day::from_iso(text) {
        return Some(day);
    }
    let bounds = text.parse::<Date>().ok()?.bounds();
    bounds.is_one_day().then_some(bounds.earliest)
}
