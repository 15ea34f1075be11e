//! What becomes of a record when another one takes its place.

use super::RenamingError;
use crate::corpus::{
    fold::identity,
    record::{EntityRecord, SourceRecord},
};

/// The entity that stays.
pub(super) struct EntityMerge {
    pub(super) before: EntityRecord,
    pub(super) after: EntityRecord,
}

/// An entity with what another one says: its names become aliases, its roles are added, and what is missing is filled in.
pub(super) fn entity_merge(
    from: EntityRecord,
    into: EntityRecord,
) -> Result<EntityMerge, RenamingError> {
    let differ = |field: String, one: &str, other: &str| RenamingError::Differ {
        from: from.id.clone(),
        into: into.id.clone(),
        field,
        one: one.to_owned(),
        other: other.to_owned(),
    };
    let mut after = into.clone();
    for name in std::iter::once(&from.name).chain(&from.aliases) {
        let wanted = identity(name);
        let is_known = |known: &String| identity(known) == wanted;
        if !is_known(&after.name) && !after.aliases.iter().any(is_known) {
            after.aliases.push(name.clone());
        }
    }
    match (&from.wikidata, &into.wikidata) {
        (Some(one), Some(other)) if one != other => {
            return Err(differ("wikidata".to_owned(), one, other));
        }
        (one, other) => after.wikidata = other.clone().or_else(|| one.clone()),
    }
    for (name, value) in from.attributes.iter() {
        match into.attributes.get(name) {
            Some(other) if other != value => {
                return Err(differ(format!("the attribute `{name}`"), value, other));
            }
            Some(_) => {}
            None => {
                after.attributes.insert(name, value);
            }
        }
    }
    for role in &from.roles {
        if !after.roles.contains(role) {
            after.roles.push(role.clone());
        }
    }
    after.note = match (&into.note, &from.note) {
        (Some(own), Some(other)) if own != other => Some(format!("{own}; {other}")),
        (own, other) => own.clone().or_else(|| other.clone()),
    };
    Ok(EntityMerge { before: into, after })
}

/// Refuses a source that says something that another one does not say.
pub(super) fn same_source(
    (from, into): (&str, &str),
    one: &SourceRecord,
    other: &SourceRecord,
) -> Result<(), RenamingError> {
    let value = |record: &SourceRecord| serde_json::to_value(record).unwrap_or_default();
    let (one, other) = (value(one), value(other));
    for (field, said) in one.as_object().into_iter().flatten().filter(|(field, _)| *field != "id") {
        if other.get(field) != Some(said) {
            return Err(RenamingError::Differ {
                from: from.to_owned(),
                into: into.to_owned(),
                field: field.clone(),
                one: said.to_string(),
                other: other.get(field).map(ToString::to_string).unwrap_or_default(),
            });
        }
    }
    Ok(())
}
