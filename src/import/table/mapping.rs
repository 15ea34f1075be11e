//! Which column holds which field, as somebody says.

use std::{collections::BTreeMap, fmt::Display, str::FromStr};

/// Which column holds which field, as somebody says: `holder=endorser,on=date`, or `#3` for the third.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnMapping<F> {
    pub(in crate::import) columns: BTreeMap<F, String>,
}

impl<F> Default for ColumnMapping<F> {
    fn default() -> Self {
        Self { columns: BTreeMap::new() }
    }
}

impl<F: Ord> ColumnMapping<F> {
    /// What this says, and where it says nothing, what another does.
    #[must_use]
    pub fn or(mut self, other: Self) -> Self {
        for (field, column) in other.columns {
            self.columns.entry(field).or_insert(column);
        }
        self
    }
}

impl<F: Ord + Copy + Display + FromStr<Err: Display>> FromStr for ColumnMapping<F> {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut columns = BTreeMap::new();
        for part in text.split(',').filter(|part| !part.trim().is_empty()) {
            let (field, column) = part
                .split_once('=')
                .ok_or_else(|| format!("`{part}` says nothing; write FIELD=COLUMN"))?;
            let field = field.trim().parse::<F>().map_err(|error| error.to_string())?;
            if columns.insert(field, column.trim().to_owned()).is_some() {
                return Err(format!("the column of `{field}` is given twice"));
            }
        }
        Ok(Self { columns })
    }
}
