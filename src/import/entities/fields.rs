//! What a column of a table of entities may hold, and by which headings it is known.

use crate::{import::table::HasAttributes, model::words};

words! {
    /// What a column of a table of entities may hold.
    pub enum EntityField {
        /// The id, or the code that stands for the entity elsewhere.
        Id = "id",
        /// What it is called.
        Name = "name",
        /// Other names; several, with `;` or `|` between them.
        Aliases = "aliases",
        /// What it is.
        Kind = "kind",
        /// Its item of Wikidata.
        Wikidata = "wikidata",
        /// Its roles: `member of Labour 2012..2016; …`.
        Roles = "roles",
        /// An office or a membership.
        Role = "role",
        /// Where it is held.
        RoleOf = "role_of",
        /// When it began.
        From = "from",
        /// When it ended, exclusive.
        Until = "until",
        /// A remark.
        Note = "note",
    }
}

impl HasAttributes for EntityField {
    const PREFIXES: &'static [&'static str] = &["attr"];
}

impl EntityField {
    /// Other headings by which the field is known when no mapping names its column.
    pub(super) const fn aliases(self) -> &'static [&'static str] {
        match self {
            Self::Id => &["code", "entity_id", "key"],
            Self::Name => &["label", "full_name", "entity_name", "entity"],
            Self::Aliases => &["alias", "other_names", "also_known_as"],
            Self::Kind => &["type", "entity_kind"],
            Self::Wikidata => &["qid", "wikidata_id", "item"],
            Self::Role => &["office", "position"],
            Self::RoleOf => &["of", "organization", "organisation", "party"],
            Self::From => &["role_from", "begin", "start"],
            Self::Until => &["role_until", "end"],
            Self::Note => &["notes", "remark"],
            Self::Roles => &[],
        }
    }
}
