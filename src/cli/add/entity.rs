//! `stance add entity`.

use super::{Desk, New, PlaceOptions, ask::Asker, is_terminal, records};
use crate::{
    cli::{
        Context, Failure,
        options::{CorpusOptions, words},
        session::read,
    },
    corpus::{
        Code, Corpus,
        append::NewRecord,
        name::{NameError, find_entity_by_whole_name},
    },
    graph::ingest::id_of_name,
    model::{Attributes, EntityKind},
};
use clap::Args;
use std::process::ExitCode;

/// Add an entity to the corpus.
///
/// Without --name and --kind, asks for what is missing. An id that is not given is made of the name.
#[derive(Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    place: PlaceOptions,
    #[command(flatten)]
    corpus: CorpusOptions,
    #[command(flatten)]
    entity: Entity,
}

/// The fields of an entity.
#[derive(Args, Clone, Default)]
#[command(next_help_heading = "Entity")]
pub(super) struct Entity {
    /// Its name in reports and pictures.
    #[arg(long, value_name = "NAME")]
    pub(super) name: Option<String>,
    /// Its kind.
    #[arg(long, value_name = "KIND", ignore_case = true, value_parser = words::<EntityKind>(EntityKind::WORDS))]
    pub(super) kind: Option<EntityKind>,
    /// Its id [default: made of its name].
    #[arg(long, value_name = "ID")]
    pub(super) id: Option<String>,
    /// Another name; may be repeated.
    #[arg(long, value_name = "NAME")]
    alias: Vec<String>,
    /// Its item in Wikidata: Q42.
    #[arg(long, value_name = "ITEM")]
    wikidata: Option<String>,
    /// An attribute, such as party=Labour; may be repeated.
    #[arg(long, value_name = "NAME=VALUE", value_parser = attribute)]
    attribute: Vec<(String, String)>,
    /// A note.
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    note: Option<String>,
}

/// The name and the value of an attribute.
pub(super) fn attribute(text: &str) -> Result<(String, String), String> {
    let parts = text.split_once('=').map(|(name, value)| (name.trim(), value.trim()));
    match parts {
        Some((name, value)) if !name.is_empty() && !value.is_empty() => {
            Ok((name.to_owned(), value.to_owned()))
        }
        _ => Err("expected NAME=VALUE".to_owned()),
    }
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        let Self { place, corpus, mut entity } = self;
        let mut desk = Desk { reading: read(&corpus)?, texts: Vec::new(), place, context };
        let missing = [(entity.name.is_none(), "--name"), (entity.kind.is_none(), "--kind")];
        let missing: Vec<&str> =
            missing.iter().filter(|(is_missing, _)| *is_missing).map(|(_, flag)| *flag).collect();
        if !missing.is_empty() {
            if missing.len() == 1 && !is_terminal() {
                return Err(Failure::Usage(format!("an entity needs {}", missing.concat())));
            }
            records::entity(&mut entity, &desk, &mut Asker::new(context))?;
        }
        entity.refuse_known(&desk.reading.corpus)?;
        let record = entity.record(&desk.reading.corpus);
        let new = New { entities: vec![record], ..New::default() };
        // No statement is about it yet.
        desk.add(new, ("the entity", Some(Code::UnusedEntity)))?;
        Ok(ExitCode::SUCCESS)
    }
}

impl Entity {
    /// An entity of a name.
    pub(super) fn named(name: &str) -> Self {
        Self { name: Some(name.to_owned()), ..Self::default() }
    }

    /// Refuses a name that denotes an entity of the corpus.
    pub(super) fn refuse_known(&self, corpus: &Corpus) -> Result<(), Failure> {
        for name in self.name.iter().chain(&self.alias) {
            match find_entity_by_whole_name(corpus, name) {
                Ok(found) => {
                    let id = &corpus.entity(found).id;
                    return Err(Failure::Usage(format!("`{name}` is the entity `{id}` already")));
                }
                Err(NameError::Unknown { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    /// The record; its id is the given one, else a free one that is made of the name.
    pub(super) fn record(&self, corpus: &Corpus) -> NewRecord {
        let name = self.name.as_deref().unwrap_or_default();
        let id = self.id.clone().unwrap_or_else(|| free_id(name, corpus));
        let mut record = NewRecord::default();
        record.text("id", Some(&id));
        record.variant("kind", format!("{:?}", self.kind.unwrap_or(EntityKind::Person)));
        record.text("name", Some(name));
        record.list("aliases", &self.alias);
        record.text("wikidata", self.wikidata.as_deref());
        record.attributes(&attributes(&self.attribute));
        record.text("note", self.note.as_deref());
        record
    }
}

pub(super) fn attributes(given: &[(String, String)]) -> Attributes {
    given.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

/// An id made of a name that no entity has.
pub(super) fn free_id(name: &str, corpus: &Corpus) -> String {
    let id = id_of_name(name);
    let is_taken = |id: &str| corpus.entities.iter().any(|entity| entity.id.as_str() == id);
    let numbered = (2_usize..).map(|number| format!("{id}-{number}"));
    std::iter::once(id.clone()).chain(numbered).find(|id| !is_taken(id)).unwrap_or(id)
}
