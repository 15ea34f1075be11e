//! Tables of entities: their names, aliases, kinds and roles.
//!
//! A table completes what is there: a code gets its name, a name its aliases, a person their offices.

mod destination;
mod fields;
mod matching;
mod table;
mod update;

pub use destination::{ChangedFile, EntityChange, EntityWriteError};
pub use fields::EntityField;
pub use table::{EntityOptions, EntityTableError, read};
pub use update::{EntityMode, EntityUpdate, update};

/// An entity as a table gives it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The line of its first row.
    line: u64,
    id: Option<String>,
    name: Option<String>,
    aliases: Vec<String>,
    kind: Option<crate::model::EntityKind>,
    wikidata: Option<String>,
    roles: Vec<EntryRole>,
    attributes: crate::model::Attributes,
    note: Option<String>,
}

/// A role as a table gives it; dates are EDTF.
#[derive(Clone, Debug, PartialEq, Eq)]
struct EntryRole {
    role: String,
    of: String,
    from: Option<String>,
    until: Option<String>,
}

impl Entry {
    /// What it is called in a report.
    fn shown(&self) -> &str {
        self.name.as_deref().or(self.id.as_deref()).unwrap_or_default()
    }
}
