//! What is asked of an entity, and of a source.

use super::{
    Desk,
    ask::Asker,
    entity::{Entity, free_id},
    source::Source,
};
use crate::{
    cli::Failure,
    corpus::{Corpus, name::alike},
    model::{DateExpression, EntityKind, SourceKind},
};
use std::str::FromStr;

/// So many entities that look alike are named.
const MOST_ALIKE: usize = 3;

/// A date as people type it.
pub(super) fn date(typed: &str) -> Result<DateExpression, Failure> {
    typed.parse().map_err(|error| Failure::Usage(format!("invalid date: {error}")))
}

/// A word of a closed set.
fn word<W: FromStr>(typed: &str, words: &[&str]) -> Result<W, Failure> {
    let unknown = || Failure::Usage(format!("`{typed}` is none of {}", words.join(", ")));
    typed.parse().map_err(|_| unknown())
}

/// Asks for what an entity lacks.
pub(super) fn entity(
    entity: &mut Entity,
    desk: &Desk<'_>,
    asker: &mut Asker<'_>,
) -> Result<(), Failure> {
    let corpus = &desk.reading.corpus;
    if entity.name.is_none() {
        let name = asker.answer("name", None, |asker, typed| {
            Entity::named(typed).refuse_known(corpus)?;
            for other in alike(corpus, typed).into_iter().take(MOST_ALIKE) {
                let other = corpus.entity(other);
                asker.say(&format!("note: {} ({}) looks alike", other.name, other.id));
            }
            Ok(Some(typed.to_owned()))
        })?;
        entity.name = Some(name);
    }
    ask_kind_and_id(entity, EntityKind::Person, corpus, asker)
}

/// Asks for kind and id, and proposes them.
pub(super) fn ask_kind_and_id(
    entity: &mut Entity,
    kind: EntityKind,
    corpus: &Corpus,
    asker: &mut Asker<'_>,
) -> Result<(), Failure> {
    let words = EntityKind::WORDS;
    if entity.kind.is_none() {
        let question = format!("kind ({})", words.join(", "));
        let check = |_: &mut Asker<'_>, typed: &str| word(typed, words).map(Some);
        entity.kind = Some(asker.answer(&question, Some(kind.word()), check)?);
    }
    if entity.id.is_none() {
        let free = free_id(entity.name.as_deref().unwrap_or_default(), corpus);
        let id = asker.answer("id", Some(&free), |_, typed| {
            let is_taken = corpus.entities.iter().any(|other| other.id.as_str() == typed);
            if is_taken {
                return Err(Failure::Usage(format!("there is an entity `{typed}`")));
            }
            Ok(Some(typed.to_owned()))
        })?;
        entity.id = Some(id);
    }
    Ok(())
}

/// Asks for what a source lacks.
pub(super) fn source(
    source: &mut Source,
    desk: &Desk<'_>,
    asker: &mut Asker<'_>,
) -> Result<(), Failure> {
    let corpus = &desk.reading.corpus;
    if source.id.is_none() && source.title.is_none() {
        let id = asker.optional("id (empty: made of title and date)", |typed| {
            if corpus.sources.iter().any(|other| other.id.as_str() == typed) {
                return Err(Failure::Usage(format!("there is a source `{typed}`")));
            }
            Ok(typed.to_owned())
        })?;
        source.id = id;
    }
    ask_source(source, asker)
}

/// Asks for all but the id.
pub(super) fn ask_source(source: &mut Source, asker: &mut Asker<'_>) -> Result<(), Failure> {
    let words = SourceKind::WORDS;
    if source.kind.is_none() {
        let question = format!("kind ({})", words.join(", "));
        let check = |_: &mut Asker<'_>, typed: &str| word(typed, words).map(Some);
        source.kind = Some(asker.answer(&question, Some("article"), check)?);
    }
    if source.published.is_none() {
        source.published = asker.optional("published (a date; may be empty)", date)?;
    }
    let text = |typed: &str| Ok(typed.to_owned());
    if source.title.is_none() {
        source.title = match source.id {
            Some(_) => asker.optional("title (may be empty)", text)?,
            None => Some(asker.answer("title", None, |_, typed| text(typed).map(Some))?),
        };
    }
    if source.url.is_none() {
        source.url = asker.optional("url (may be empty)", text)?;
    }
    Ok(())
}
