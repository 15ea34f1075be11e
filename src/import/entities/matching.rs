//! Which entity that is there an entity of a table is.

use super::Entry;
use crate::{
    corpus::{
        fold::{fold, identity},
        name::Named,
    },
    graph::TemporalGraph,
    model::EntityIndex,
};

/// Several entities are called so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ambiguous;

/// The entity with the id of an entry; else the only one that is called as its id, its name or one of its aliases, in this
/// order. An exact name goes before one that folds alike.
pub(super) fn known_entity(
    known: &TemporalGraph,
    entry: &Entry,
) -> Result<Option<EntityIndex>, Ambiguous> {
    if let Some(found) = entry.id.as_ref().and_then(|id| known.by_id(id)) {
        return Ok(Some(found));
    }
    let names = entry.id.iter().chain(&entry.name).chain(&entry.aliases);
    for name in names {
        if let Some(found) = called(known, name)? {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

/// The only entity that is called so.
pub(super) fn called(known: &TemporalGraph, name: &str) -> Result<Option<EntityIndex>, Ambiguous> {
    let mut candidates = known.by_folded_name(&fold(name));
    candidates.dedup();
    let has = |entity: EntityIndex, is_it: &dyn Fn(&str) -> bool| {
        let entity = known.entity(entity);
        std::iter::once(entity.name()).chain(entity.aliases()).any(is_it)
    };
    let wanted = identity(name);
    let ways: [&dyn Fn(&str) -> bool; 2] =
        [&|other| other == name, &|other| identity(other) == wanted];
    for is_it in ways {
        let mut found = candidates.iter().filter(|entity| has(**entity, is_it));
        match (found.next(), found.next()) {
            (Some(_), Some(_)) => return Err(Ambiguous),
            (Some(found), None) => return Ok(Some(*found)),
            _ => {}
        }
    }
    Ok(None)
}
