//! Which entities of data are there already.

use super::Provenance;
use crate::{
    corpus::{
        fold::{fold, identity},
        name::Named,
    },
    graph::{EntityRef, TemporalGraph, ingest::id_of_name},
    model::EntityIndex,
};
use std::collections::HashSet;

/// Ids for new entities whose own are taken by others: as if their names had come one after the other.
pub(super) fn free_ids(
    known: Option<&TemporalGraph>,
    new: &TemporalGraph,
    found: &[Option<EntityIndex>],
    provenance: &Provenance,
) -> Vec<(String, String)> {
    let Some(known) = known else { return Vec::new() };
    let is_new = |entity: EntityIndex| found.get(entity.position()).is_some_and(Option::is_none);
    let all = new.entities().filter(|entity| is_new(entity.index())).map(EntityRef::id);
    // An id with a number was made for one of several whose names give one id.
    let may_change = all.filter(|id| id.contains('~') || known.by_id(id).is_some());
    let mut open: Vec<(&str, usize, &str)> = may_change
        .filter(|id| !provenance.gives_id(id))
        .map(|id| {
            let (stem, number) = numbered(id);
            (stem, number, id)
        })
        .collect();
    open.sort_unstable();
    let mut taken: HashSet<String> = HashSet::new();
    let mut free = Vec::new();
    for (stem, _, id) in open {
        let is_kept = |id: &str| {
            let is_own = !id.contains('~') || provenance.gives_id(id);
            is_own && new.by_id(id).is_some_and(is_new)
        };
        let is_free =
            |id: &String| known.by_id(id).is_none() && !taken.contains(id) && !is_kept(id);
        let numbered = (2..).map(|number| format!("{stem}~{number}"));
        let mut ids = std::iter::once(stem.to_owned()).chain(numbered);
        let other = ids.find(is_free).unwrap_or_else(|| id.to_owned());
        taken.insert(other.clone());
        if other != id {
            free.push((id.to_owned(), other));
        }
    }
    free
}

/// An id without the number that was made for it, and that number.
pub(super) fn numbered(id: &str) -> (&str, usize) {
    let parts = id.rsplit_once('~').and_then(|(stem, number)| Some((stem, number.parse().ok()?)));
    parts.unwrap_or((id, 1))
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

/// The entity of a corpus that an entity of the data is: under its id, where the data give it; else under its exact name,
/// if only one is called so; else under a name or alias that folds alike, if only one has it.
pub(super) fn same_entity(
    known: &TemporalGraph,
    entity: EntityRef<'_>,
    provenance: &Provenance,
) -> Option<EntityIndex> {
    let (id, name) = (entity.id(), entity.name());
    let is_given = provenance.gives_id(id);
    if is_given && let Some(found) = known.by_id(id) {
        return Some(found);
    }
    let is_called_so = |it: &EntityIndex| known.entity(*it).name() == name;
    // An id without a number that was made is that of the name.
    if !is_given
        && !id.contains('~')
        && let Some(found) = known.by_id(id).filter(is_called_so)
    {
        return Some(found);
    }
    // A made id says no more than the name; a given one that nobody has is a new entity's.
    let made = id_of_name(name);
    if is_given && made != id {
        return None;
    }
    // Imported again: the first of those with this exact name whose id was made of it, wherever several have it.
    if let Some(found) = known.by_id(&made).filter(is_called_so) {
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
