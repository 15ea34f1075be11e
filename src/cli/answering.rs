//! The commands that answer and change nothing, so that programs may ask them.

use crate::report::RowSchemas;

/// A command that answers.
pub(super) trait Answering {
    /// Adds each kind of rows that it answers with.
    fn rows(schemas: &mut RowSchemas);
}

/// A command that programs may ask.
pub(super) struct Asked {
    /// Its name.
    pub(super) command: &'static str,
    /// The heading of its group.
    pub(super) heading: &'static str,
    /// Adds each kind of rows that it answers with.
    pub(super) rows: fn(&mut RowSchemas),
}
