//! Which column holds which field, as somebody says.

use super::attributes::{HasAttributes, parsed};
use std::{collections::BTreeMap, fmt::Display, str::FromStr};

/// Which column holds which field, as somebody says: `holder=endorser,on=date`, or `#3` for the third.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnMapping<F> {
    pub(in crate::import) columns: BTreeMap<F, String>,
    /// The columns of attributes, by what they are of and their names.
    pub(in crate::import) attributes: BTreeMap<(&'static str, String), String>,
}

impl<F> Default for ColumnMapping<F> {
    fn default() -> Self {
        Self { columns: BTreeMap::new(), attributes: BTreeMap::new() }
    }
}

impl<F: Ord> ColumnMapping<F> {
    /// What this says, and where it says nothing, what another does.
    #[must_use]
    pub fn or(mut self, other: Self) -> Self {
        for (field, column) in other.columns {
            self.columns.entry(field).or_insert(column);
        }
        for (attribute, column) in other.attributes {
            self.attributes.entry(attribute).or_insert(column);
        }
        self
    }
}

impl<F: Ord + HasAttributes> ColumnMapping<F> {
    /// Takes the column of an attribute: `holder_attr.party`. Gives back whether it is one.
    pub(in crate::import) fn attribute(
        &mut self,
        text: &str,
        column: &str,
    ) -> Result<bool, String> {
        let Some(attribute) = parsed(text, F::PREFIXES) else { return Ok(false) };
        if self.attributes.insert(attribute, column.to_owned()).is_some() {
            return Err(format!("the column of `{text}` is given twice"));
        }
        Ok(true)
    }
}

impl<F: Ord + Copy + Display + HasAttributes + FromStr<Err: Display>> FromStr for ColumnMapping<F> {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut mapping = Self::default();
        for part in text.split(',').filter(|part| !part.trim().is_empty()) {
            let (field, column) = part
                .split_once('=')
                .ok_or_else(|| format!("`{part}` says nothing; write FIELD=COLUMN"))?;
            let (field, column) = (field.trim(), column.trim());
            if mapping.attribute(field, column)? {
                continue;
            }
            let known = field.parse::<F>().map_err(|error| {
                let attributes: Vec<String> =
                    F::PREFIXES.iter().map(|prefix| format!("{prefix}.NAME")).collect();
                format!("{error}, {}", attributes.join(", "))
            })?;
            if mapping.columns.insert(known, column.to_owned()).is_some() {
                return Err(format!("the column of `{field}` is given twice"));
            }
        }
        Ok(mapping)
    }
}
