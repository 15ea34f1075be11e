//! Sections: named runs of bytes, in which columns are kept in a file.

use super::bytes::{damage::Damaged, region::Region};
use serde::{Deserialize, Serialize};
use std::{io, sync::Arc};

/// Where the bytes of a section lie in a file, and how the numbers in them are packed.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Section {
    /// The offset of the first byte in the file.
    pub(crate) at: usize,
    /// The length in bytes.
    pub(crate) len: usize,
    /// How many numbers; 0 where there are none.
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub(crate) rows: usize,
    /// The least number.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub(crate) base: i64,
    /// The bytes that each number's distance from the least takes.
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub(crate) width: usize,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
const fn is_nothing(number: &usize) -> bool {
    *number == 0
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
const fn is_zero(number: &i64) -> bool {
    *number == 0
}

/// Takes sections one after the other.
pub(crate) trait SectionWriter {
    /// Writes a section: its bytes, and how they are to be read. `at` and `len` are filled in.
    fn section(&mut self, name: &str, section: Section, bytes: &[u8]) -> io::Result<()>;
}

/// Gives sections by name.
pub(crate) trait SectionReader {
    /// A section and its bytes.
    fn section(&self, name: &str) -> Result<(Section, Region), Damaged>;
    /// Whether there are sections whose names are `name` or begin with it and a point: none in files that older versions wrote.
    fn has(&self, name: &str) -> bool;
    /// The error for a section that is not as this version writes it.
    fn malformed(&self, name: &str) -> Damaged;
}

/// What is kept in sections.
pub(crate) trait Stored: Sized {
    /// Whether there is nothing to keep, so that a file without the sections means the same.
    fn is_nothing(&self) -> bool {
        false
    }

    /// Writes sections whose names begin with `name`.
    fn save(&self, name: &str, out: &mut dyn SectionWriter) -> io::Result<()>;
    /// Finds the sections again. Reads nothing of their content.
    fn load(name: &str, sections: &dyn SectionReader) -> Result<Self, Damaged>;
}

impl<T: Stored> Stored for Arc<T> {
    fn save(&self, name: &str, out: &mut dyn SectionWriter) -> io::Result<()> {
        self.as_ref().save(name, out)
    }

    fn load(name: &str, sections: &dyn SectionReader) -> Result<Self, Damaged> {
        T::load(name, sections).map(Self::new)
    }
}
