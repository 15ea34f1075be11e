//! The JSON Schemas of rows, as a document refers to them.

use super::answer::{Row, ViewFacts};
use schemars::{SchemaGenerator, generate::SchemaSettings};
use serde_json::{Map, Value};

/// The schemas of kinds of rows, each declared once.
pub(crate) struct RowSchemas {
    generator: SchemaGenerator,
    rows: Vec<Value>,
}

impl std::fmt::Debug for RowSchemas {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("RowSchemas").field("rows", &self.rows).finish_non_exhaustive()
    }
}

impl RowSchemas {
    /// No schemas; those that are added will be declared at a JSON pointer.
    pub(crate) fn at(pointer: &'static str) -> Self {
        let settings = SchemaSettings::draft2020_12()
            .for_serialize()
            .with(|settings| settings.definitions_path = pointer.into());
        Self { generator: settings.into_generator(), rows: Vec::new() }
    }

    /// Adds a kind of rows.
    pub(crate) fn add<R: Row>(&mut self) {
        let schema = self.generator.subschema_for::<R>().to_value();
        self.rows.push(schema);
    }

    /// The kinds of rows added since the last call.
    pub(crate) fn take(&mut self) -> Vec<Value> {
        std::mem::take(&mut self.rows)
    }

    /// The schema of the view of an answer.
    pub(crate) fn view(&mut self) -> Value {
        self.generator.subschema_for::<ViewFacts>().to_value()
    }

    /// What is declared at the pointer. A record has no other fields than those that it lists.
    pub(crate) fn definitions(mut self) -> Map<String, Value> {
        let mut definitions = self.generator.take_definitions(true);
        definitions.values_mut().for_each(close);
        definitions
    }
}

/// Lets records have no other fields than those that they list.
fn close(schema: &mut Value) {
    match schema {
        Value::Object(parts) => {
            if parts.contains_key("properties") && !parts.contains_key("additionalProperties") {
                parts.insert("additionalProperties".to_owned(), false.into());
            }
            parts.values_mut().for_each(close);
        }
        Value::Array(parts) => parts.iter_mut().for_each(close),
        _ => {}
    }
}
