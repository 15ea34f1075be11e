//! The directory of a store.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Where the bytes of a column stand, and how its numbers are packed.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(in crate::graph) struct Section {
    /// The first byte in the file.
    pub(in crate::graph) at: usize,
    /// How many bytes.
    pub(in crate::graph) len: usize,
    /// How many numbers; 0 where there are none.
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub(in crate::graph) rows: usize,
    /// The least number.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub(in crate::graph) base: i64,
    /// The bytes that each number's distance from the least takes.
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub(in crate::graph) width: usize,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
const fn is_nothing(number: &usize) -> bool {
    *number == 0
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
const fn is_zero(number: &i64) -> bool {
    *number == 0
}

/// The sections by name.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Directory {
    pub(super) sections: BTreeMap<String, Section>,
}
