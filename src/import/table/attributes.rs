//! Columns of attributes: of whom or what, which attribute, and the column.

use super::{Headings, NoColumn, mapping::ColumnMapping, normalized};
use std::collections::BTreeMap;

/// Fields of a table, beside which columns may hold attributes: `holder_attr.party` of the prefix `holder_attr`.
pub trait HasAttributes {
    /// What stands before the point, for each thing that a row can give attributes of.
    const PREFIXES: &'static [&'static str];
}

/// A column of an attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::import) struct AttributeColumn {
    /// Of what it is, as one of the prefixes.
    pub(in crate::import) prefix: &'static str,
    /// The name of the attribute.
    pub(in crate::import) name: String,
    /// The column.
    pub(in crate::import) at: usize,
}

impl AttributeColumn {
    /// What it is called in reports.
    pub(in crate::import) fn shown(&self) -> String {
        format!("{}.{}", self.prefix, self.name)
    }
}

/// What a text such as `holder_attr.party` names, with one of these prefixes.
pub(super) fn parsed(
    text: &str,
    prefixes: &'static [&'static str],
) -> Option<(&'static str, String)> {
    let (before, name) = text.split_once('.')?;
    let (before, name) = (normalized(before), name.trim());
    let prefix = prefixes.iter().find(|prefix| **prefix == before)?;
    (!name.is_empty()).then(|| (*prefix, name.to_owned()))
}

impl Headings {
    /// The columns of attributes: those that a mapping names, and those whose headings say so and that hold no field.
    pub(in crate::import) fn attributes<F: HasAttributes>(
        &self,
        mapping: &ColumnMapping<F>,
        is_field: impl Fn(usize) -> bool,
    ) -> Result<Vec<AttributeColumn>, NoColumn> {
        let mut found: BTreeMap<(&'static str, String), usize> = BTreeMap::new();
        for ((prefix, name), column) in &mapping.attributes {
            found.insert((*prefix, name.clone()), self.find(column)?);
        }
        let cells = self.cells.as_deref().unwrap_or_default();
        for (at, heading) in cells.iter().enumerate() {
            if let Some(key) = parsed(heading, F::PREFIXES)
                && !is_field(at)
                && found.values().all(|taken| *taken != at)
            {
                found.entry(key).or_insert(at);
            }
        }
        let column = |((prefix, name), at)| AttributeColumn { prefix, name, at };
        Ok(found.into_iter().map(column).collect())
    }
}
