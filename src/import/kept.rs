//! What data say differently of entities and sources that are there. What is there is kept, and what is not used is reported.

use super::{Provenance, matched::Matched};
use crate::{
    corpus::record::{EntityRecord, SourceRecord},
    model::{Attributes, EntityIndex, SourceIndex, SourceKind},
};

/// What is not used, in sentences: entities first, then sources.
pub(super) fn kept(matched: &Matched<'_>, provenance: &Provenance) -> Vec<String> {
    let Some(known) = matched.known else { return Vec::new() };
    let is_source_kind_given = |kind: SourceKind| {
        provenance.given_ids.is_none() || provenance.source_kind.is_some_and(|usual| kind != usual)
    };
    let met = matched.found.iter().enumerate();
    let met = met.filter_map(|(row, found)| Some((EntityIndex::new(row), (*found)?)));
    let entities = met.flat_map(|(new, there)| {
        let entity = matched.new.entity(new);
        let is_kind_given = provenance.gives_kind(entity.id());
        // Millions of names say nothing else.
        let is_plain = entity.wikidata().is_none() && entity.note().is_none();
        if !is_kind_given && is_plain && entity.attributes().next().is_none() {
            return Vec::new();
        }
        of_entity(&known.entity_record(there), &matched.new.entity_record(new), is_kind_given)
    });
    let sources = (0..matched.new.n_sources()).flat_map(|row| {
        let new = matched.source_record(SourceIndex::new(row));
        let there = known.find_source(&new.id).map(|there| known.source_record(there));
        let is_kind_given = is_source_kind_given(new.kind);
        there.map(|there| of_source(&there, &new, is_kind_given)).unwrap_or_default()
    });
    entities.chain(sources).collect()
}

fn of_entity(there: &EntityRecord, new: &EntityRecord, is_kind_given: bool) -> Vec<String> {
    let fields = [
        ("kind", Some(there.kind.word()), Some(new.kind.word()).filter(|_| is_kind_given)),
        ("Wikidata item", there.wikidata.as_deref(), new.wikidata.as_deref()),
        ("note", there.note.as_deref(), new.note.as_deref()),
    ];
    let attributes = attributes(&there.attributes, &new.attributes);
    fields.into_iter().chain(attributes).filter_map(|field| sentence(&there.name, field)).collect()
}

fn of_source(there: &SourceRecord, new: &SourceRecord, is_kind_given: bool) -> Vec<String> {
    let replies =
        |record: &SourceRecord| Some(record.in_reply_to.join(", ")).filter(|ids| !ids.is_empty());
    let (original, other) = (replies(there), replies(new));
    let fields = [
        ("kind", Some(there.kind.word()), Some(new.kind.word()).filter(|_| is_kind_given)),
        ("title", there.title.as_deref(), new.title.as_deref()),
        ("author", there.author.as_deref(), new.author.as_deref()),
        ("outlet", there.outlet.as_deref(), new.outlet.as_deref()),
        ("date of publication", there.published.as_deref(), new.published.as_deref()),
        ("post that it replies to", original.as_deref(), other.as_deref()),
        ("address", there.url.as_deref(), new.url.as_deref()),
        ("archived copy", there.archived.as_deref(), new.archived.as_deref()),
        ("language", there.language.as_deref(), new.language.as_deref()),
        ("note", there.note.as_deref(), new.note.as_deref()),
    ];
    let called = format!("source {}", there.id);
    let attributes = attributes(&there.attributes, &new.attributes);
    fields.into_iter().chain(attributes).filter_map(|field| sentence(&called, field)).collect()
}

/// The attributes that the data give.
fn attributes<'a>(
    there: &'a Attributes,
    new: &'a Attributes,
) -> impl Iterator<Item = (&'a str, Option<&'a str>, Option<&'a str>)> {
    new.iter().map(|(name, value)| (name, there.get(name), Some(value)))
}

/// A field of which the data say something else, or something where nothing is there.
fn sentence(
    called: &str,
    (what, there, new): (&str, Option<&str>, Option<&str>),
) -> Option<String> {
    let new = new.filter(|new| there != Some(*new))?;
    Some(match there {
        Some(there) => format!("{called} has the {what} {there}; not used: {new}"),
        None => format!("{called} has no {what}; not used: {new}"),
    })
}
