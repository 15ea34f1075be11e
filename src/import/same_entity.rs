//! Which entities of data are there already, and what is different about them.

use super::{Provenance, matched::Matched};
use crate::{
    corpus::{
        fold::{fold, identity},
        name::Named,
        record::EntityRecord,
    },
    graph::{EntityRef, TemporalGraph, ingest::id_of_name},
    model::EntityIndex,
};
use std::collections::{BTreeMap, HashSet};

/// Ids for new entities whose own are taken by others.
pub(super) fn free_ids(
    known: Option<&TemporalGraph>,
    new: &TemporalGraph,
    found: &[Option<EntityIndex>],
) -> Vec<(String, String)> {
    let Some(known) = known else { return Vec::new() };
    let mut taken: HashSet<String> = HashSet::new();
    let mut free = Vec::new();
    for (entity, _) in new.entities().zip(found).filter(|(_, found)| found.is_none()) {
        let id = entity.id();
        let is_taken =
            |id: &str, taken: &HashSet<String>| known.by_id(id).is_some() || taken.contains(id);
        if known.by_id(id).is_some() {
            let numbered = (2..).map(|number| format!("{id}~{number}"));
            let other = numbered
                .into_iter()
                .find(|other| !is_taken(other, &taken) && new.by_id(other).is_none());
            let other = other.unwrap_or_else(|| id.to_owned());
            taken.insert(other.clone());
            free.push((id.to_owned(), other));
        }
    }
    free
}

/// The names of the data that are known there under another spelling.
pub(super) fn united(
    known: Option<&TemporalGraph>,
    new: &TemporalGraph,
    found: &[Option<EntityIndex>],
) -> Vec<String> {
    let Some(known) = known else { return Vec::new() };
    let both = new.entities().zip(found).filter_map(|(entity, found)| Some((entity, (*found)?)));
    let is_other = |(entity, there): &(EntityRef<'_>, EntityIndex)| {
        let there = known.entity(*there);
        there.name() != entity.name() && there.aliases().all(|alias| alias != entity.name())
    };
    let spelled = |(entity, there): (EntityRef<'_>, EntityIndex)| {
        format!("{} = {}", entity.name(), known.entity(there).name())
    };
    both.filter(is_other).map(spelled).collect()
}

/// The names of entities that are there, and of which the data know other names or roles.
pub(super) fn richer(
    known: Option<&TemporalGraph>,
    new: &TemporalGraph,
    found: &[Option<EntityIndex>],
) -> Vec<String> {
    let Some(known) = known else { return Vec::new() };
    let met = new.entities().zip(found).filter_map(|(entity, found)| Some((entity, (*found)?)));
    let is_richer = |(entity, there): &(EntityRef<'_>, EntityIndex)| {
        let is_known = |name: &str| known.by_folded_name(&fold(name)).contains(there);
        let n_roles = || known.entity(*there).roles().count();
        entity.aliases().any(|alias| !is_known(alias)) || entity.roles().count() > n_roles()
    };
    met.filter(is_richer).map(|(_, there)| known.entity(there).name().to_owned()).collect()
}

/// The entity of a corpus that an entity of the data is: under its id, where the data give it; else under its exact name,
/// if only one is called so; else under a name or alias that folds alike, if only one has it.
pub(super) fn same_entity(
    known: &TemporalGraph,
    entity: EntityRef<'_>,
    provenance: &Provenance,
) -> Option<EntityIndex> {
    let (id, name) = (entity.id(), entity.name());
    let is_given = provenance.given_ids.as_ref().is_none_or(|ids| ids.contains(id));
    if is_given && let Some(found) = known.by_id(id) {
        return Some(found);
    }
    // A made id says no more than the name; a given one that nobody has is a new entity's.
    let made = id_of_name(name);
    if is_given && made != id {
        return None;
    }
    // Imported again: the first of those with this exact name whose id was made of it, wherever several have it.
    if let Some(found) = known.by_id(&made).filter(|it| known.entity(*it).name() == name) {
        return Some(found);
    }
    let called = known.by_folded_name(&fold(name));
    let names = |it: &EntityIndex| {
        let entity = known.entity(*it);
        std::iter::once(entity.name()).chain(entity.aliases()).collect::<Vec<_>>()
    };
    let only = |is_it: &dyn Fn(&str) -> bool| {
        let mut found = called.iter().filter(|it| names(it).into_iter().any(is_it));
        found.next().filter(|_| found.next().is_none()).copied()
    };
    let is_named = |it: &&EntityIndex| known.entity(**it).name() == name;
    let mut named = called.iter().filter(is_named);
    if let Some(found) = named.next().filter(|_| named.next().is_none()) {
        return Some(*found);
    }
    let wanted = identity(name);
    // Where several are called so, the one whose id was made of the name: by an import, so that another one finds it again.
    let is_made = |it: &&EntityIndex| {
        let rest = known.entity(**it).id().strip_prefix(made.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('~'))
            && names(it).into_iter().any(|other| identity(other) == wanted)
    };
    only(&|other| other == name)
        .or_else(|| only(&|other| identity(other) == wanted))
        .or_else(|| called.iter().find(is_made).copied())
}

/// Entities that got the kind of targets that hold no stance, and of which data have stances:
/// their records as they are and as they become. A record of which more is told than an import tells is left alone.
pub(super) fn holders(
    matched: &Matched<'_>,
    provenance: &Provenance,
) -> BTreeMap<String, (EntityRecord, EntityRecord)> {
    let (Some(known), new) = (matched.known, matched.new) else { return BTreeMap::new() };
    let met = matched.found.iter().enumerate();
    let met = met.filter_map(|(row, found)| Some((EntityIndex::new(row), (*found)?)));
    let became = met.filter_map(|(entity, there)| {
        let (kind, record) = (new.entity(entity).kind(), known.entity(there));
        let is_target = record.kind() == provenance.target_kind && kind != provenance.target_kind;
        let holds = |graph: &TemporalGraph, entity| !graph.pairs.leaving(entity).is_empty();
        if !is_target || provenance.gives_kind(new.entity(entity).id()) {
            return None;
        }
        let is_bare = id_of_name(record.name()) == record.id()
            && record.aliases().next().is_none()
            && record.roles().next().is_none()
            && record.wikidata().or(record.note()).is_none();
        if !is_bare || holds(known, there) || !holds(new, entity) {
            return None;
        }
        let before = known.entity_record(there);
        Some((before.id.clone(), (before.clone(), EntityRecord { kind, ..before })))
    });
    became.collect()
}
