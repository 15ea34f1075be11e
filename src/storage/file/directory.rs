//! The directory of a store.

use crate::storage::section::Section;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The sections by name.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Directory {
    pub(super) sections: BTreeMap<String, Section>,
}
