//! A corpus file as one type, read by RON alone, as the reference for the reader of records.

use ron::{Options, extensions::Extensions};
use serde::Deserialize;
use stancegraph::model::{Attributes, EntityKind, Polarity, SourceKind};

/// A whole file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[allow(missing_docs, reason = "the fields are those of a corpus file")]
pub struct Corpus {
    pub vocabulary: Vec<VerbRecord>,
    pub entities: Vec<EntityRecord>,
    pub sources: Vec<SourceRecord>,
    pub statements: Vec<StatementRecord>,
}

macro_rules! record {
    ($name:ident { $($required:ident: $required_type:ty,)* } { $($optional:ident: $optional_type:ty,)* }) => {
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        #[allow(missing_docs, dead_code, reason = "only whether it can be read matters")]
        pub struct $name {
            $(pub $required: $required_type,)*
            $(#[serde(default)] pub $optional: $optional_type,)*
        }
    };
}

record!(VerbRecord { verb: String, } {
    polarity: Option<Polarity>, strength: Option<f64>, ends: bool, cameo: Vec<String>,
    label: Option<String>,
});
record!(RoleRecord { role: String, of: String, } {
    from: Option<String>, until: Option<String>,
});
record!(EntityRecord { id: String, kind: EntityKind, name: String, } {
    aliases: Vec<String>, wikidata: Option<String>, roles: Vec<RoleRecord>, attributes: Attributes,
    note: Option<String>,
});
record!(SourceRecord { id: String, kind: SourceKind, } {
    title: Option<String>, author: Option<String>, outlet: Option<String>,
    published: Option<String>, url: Option<String>, archived: Option<String>,
    in_reply_to: Vec<String>, language: Option<String>, attributes: Attributes, note: Option<String>,
});
record!(StatementRecord { holder: String, stance: String, target: String, source: String, } {
    id: Option<String>, on: Option<String>, until: Option<String>, about: Vec<String>,
    quote: Option<String>, prefix: Option<String>, suffix: Option<String>,
    reported_in: Vec<String>, recorded: Option<String>, coder: Option<String>,
    confidence: Option<f64>, supersedes: Option<String>, claimed_by: Option<String>,
    note: Option<String>,
});

/// The file, if RON accepts the whole text as one.
pub fn read(text: &str) -> Option<Corpus> {
    let options = Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    options.from_str(text).ok()
}
