//! Terms about attributes: `attr.party:Labour`, and the like of holder, target and source alone.

use crate::{
    graph::{AttributeValues, StatementRef, TemporalGraph},
    model::words,
};
use std::{str::FromStr, sync::Arc};

words! {
    /// Whose attribute is meant.
    pub enum Bearer {
        /// The holder's or the target's.
        Either = "attr",
        /// The holder's.
        Holder = "holder-attr",
        /// The target's.
        Target = "target-attr",
        /// That of the source in which the statement was read.
        Source = "source-attr",
    }
}

/// An attribute of somebody or something: `holder-attr.party`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttributeKey {
    /// Whose it is.
    pub bearer: Bearer,
    /// What it is called.
    pub name: String,
}

impl FromStr for AttributeKey {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let form = || {
            let forms: Vec<String> =
                Bearer::WORDS.iter().map(|word| format!("{word}.NAME")).collect();
            format!("`{text}` is no attribute; write {}", forms.join(", "))
        };
        let (bearer, name) = text.split_once('.').ok_or_else(form)?;
        let bearer = bearer.to_ascii_lowercase().parse().map_err(|_| form())?;
        if name.is_empty() { Err(form()) } else { Ok(Self { bearer, name: name.to_owned() }) }
    }
}

impl AttributeKey {
    /// Its values in a graph, or what is wrong with its name.
    pub fn values(&self, graph: &TemporalGraph) -> Result<AttributeValues, String> {
        match self.bearer {
            Bearer::Source => graph.source_attribute(&self.name),
            _ => graph.entity_attribute(&self.name),
        }
    }
}

/// A value of an attribute.
#[derive(Clone, Debug)]
pub struct AttributeTerm {
    pub(super) bearer: Bearer,
    pub(super) values: Arc<AttributeValues>,
    /// The number of the value.
    value: usize,
}

impl AttributeTerm {
    pub(super) fn new(
        key: &AttributeKey,
        value: &str,
        graph: &TemporalGraph,
    ) -> Result<Self, String> {
        let values = key.values(graph)?;
        let value = values.find(value)?;
        Ok(Self { bearer: key.bearer, values: Arc::new(values), value })
    }

    /// The value.
    pub(super) fn value_text(&self) -> &str {
        self.values.values().get(self.value).map_or("", String::as_str)
    }

    pub(super) fn admits(&self, statement: StatementRef<'_>) -> bool {
        let is_it = |entity| self.values.of_entity(entity) == Some(self.value);
        match self.bearer {
            Bearer::Either => is_it(statement.holder()) || is_it(statement.target()),
            Bearer::Holder => is_it(statement.holder()),
            Bearer::Target => is_it(statement.target()),
            Bearer::Source => self.values.of_source(statement.source()) == Some(self.value),
        }
    }
}
