//! The records of a corpus file, one type for each section.
//!
//! Each record is declared once; the declaration gives the type that RON fills, and the table of
//! fields that explains a rejected record field by field.

use super::RON;
use crate::model::{Attributes, EntityKind, Polarity, SourceKind, Statement};
use ron::error::SpannedResult;
use serde::{Deserialize, Serialize};

/// The specification of a record.
pub(crate) struct RecordSpec {
    /// The name of the record in messages.
    pub(crate) word: &'static str,
    /// Its fields.
    pub(crate) fields: &'static [FieldSpec],
}

/// One field of a record.
pub(crate) struct FieldSpec {
    /// Its name.
    pub(crate) name: &'static str,
    /// Whether it is required.
    pub(crate) required: bool,
    /// Checks that a text is a value of the field.
    pub(crate) check: fn(&str) -> SpannedResult<()>,
    /// The records that the field lists, if it lists records.
    pub(crate) items: Option<&'static RecordSpec>,
}

/// A record type and its table.
pub(crate) trait Record: for<'de> Deserialize<'de> + Send {
    /// The table of its fields.
    const SPEC: RecordSpec;
}

/// Whether an optional field is absent or empty.
fn is_absent<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

macro_rules! record {
    (
        $(#[$meta:meta])*
        $name:ident = $word:literal {
            required { $($required:ident: $required_type:ty,)* }
            optional { $($optional:ident: $optional_type:ty $(= $items:ty)?,)* }
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
        #[serde(deny_unknown_fields)]
        pub(crate) struct $name {
            $(pub(crate) $required: $required_type,)*
            $(#[serde(default, skip_serializing_if = "is_absent")] pub(crate) $optional: $optional_type,)*
        }

        impl Record for $name {
            const SPEC: RecordSpec = RecordSpec {
                word: $word,
                fields: &[
                    $(FieldSpec {
                        name: stringify!($required),
                        required: true,
                        check: |text| RON.from_str::<$required_type>(text).map(drop),
                        items: None,
                    },)*
                    $(FieldSpec {
                        name: stringify!($optional),
                        required: false,
                        check: |text| RON.from_str::<$optional_type>(text).map(drop),
                        items: record!(@items $($items)?),
                    },)*
                ],
            };
        }
    };
    (@items) => { None };
    (@items $items:ty) => { Some(&<$items as Record>::SPEC) };
}

record! {
    /// What holds for a whole corpus, as a line of JSON.
    CorpusRecord = "corpus" {
        required { time_zone: String, }
        optional {}
    }
}

record! {
    /// A verb of the vocabulary.
    VerbRecord = "verb" {
        required { verb: String, }
        optional {
            polarity: Option<Polarity>, strength: Option<f64>, ends: bool, cameo: Vec<String>,
            label: Option<String>,
        }
    }
}

record! {
    /// An office or membership.
    RoleRecord = "role" {
        required { role: String, of: String, }
        optional { from: Option<String>, until: Option<String>, }
    }
}

record! {
    /// An entity.
    EntityRecord = "entity" {
        required { id: String, kind: EntityKind, name: String, }
        optional {
            aliases: Vec<String>, wikidata: Option<String>, roles: Vec<RoleRecord> = RoleRecord,
            attributes: Attributes, note: Option<String>,
        }
    }
}

record! {
    /// A source.
    SourceRecord = "source" {
        required { id: String, kind: SourceKind, }
        optional {
            title: Option<String>, author: Option<String>, outlet: Option<String>,
            published: Option<String>, in_reply_to: Vec<String>, url: Option<String>,
            archived: Option<String>, language: Option<String>, attributes: Attributes,
            note: Option<String>,
        }
    }
}

record! {
    /// A statement.
    StatementRecord = "statement" {
        required { holder: String, stance: String, target: String, source: String, }
        optional {
            id: Option<String>, on: Option<String>, until: Option<String>, about: Vec<String>,
            quote: Option<String>, prefix: Option<String>, suffix: Option<String>,
            reported_in: Vec<String>, recorded: Option<String>, coder: Option<String>,
            confidence: Option<f64>, supersedes: Option<String>, claimed_by: Option<String>,
            note: Option<String>,
        }
    }
}

impl StatementRecord {
    /// The fields that identify a statement.
    fn identity(&self) -> [&str; 6] {
        let Self { holder, stance, target, source, on, quote, .. } = self;
        let [on, quote] = [on, quote].map(|text| text.as_deref().unwrap_or_default());
        [holder, stance, target, on, source, quote]
    }

    /// The id: the given one, else the hash of what identifies the statement.
    pub(crate) fn id(&self) -> String {
        let hashed = || Statement::hashed_id(self.identity()).to_string();
        self.id.clone().unwrap_or_else(hashed)
    }

    /// An id made of all fields, for a statement that agrees in those that identify it with another one.
    pub(crate) fn id_of_all_fields(&self) -> String {
        let others = Self { id: None, quote: None, on: None, ..self.clone() };
        // Records can always be written.
        let others = serde_json::to_string(&others).unwrap_or_default();
        Statement::hashed_id_with(self.identity(), &others).to_string()
    }
}
