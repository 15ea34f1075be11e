//! Entities.

use super::{Completion, Fields};
use crate::{
    corpus::{fold::fold, name::Named, record::EntityRecord},
    graph::{EntityRef, TemporalGraph, ingest::id_of_name},
    import::{Provenance, matched::Matched, same_entity::numbered},
    model::{EntityIndex, EntityKind},
};

/// Completes the entities of the data that are there.
pub(super) fn complete(
    matched: &Matched<'_>,
    provenance: &Provenance,
    completion: &mut Completion,
) {
    let Some(known) = matched.known else { return };
    let met = matched.found.iter().enumerate();
    let met = met.filter_map(|(row, found)| Some((EntityIndex::new(row), (*found)?)));
    for (new, there) in met {
        let entity = matched.new.entity(new);
        // Millions of names say nothing else.
        if known.entity(there).kind() == entity.kind() && is_plain(entity, provenance) {
            continue;
        }
        let record = matched.entity_record(new);
        let id = known.entity(there).id();
        let amended = completion.amended.entities.remove(id);
        let (before, mut after) = amended.unwrap_or_else(|| {
            let before = known.entity_record(there);
            (before.clone(), before)
        });
        let mut fields = Fields::of(before.name.clone(), &mut completion.kept);
        kind(&mut after, entity, there, (known, provenance), &mut fields);
        name(&mut after, entity, provenance, &mut fields);
        if names_and_roles(&mut after, &record, (known, there), &mut fields) {
            completion.richer.push(before.name.clone());
        }
        fields.take("Wikidata item", &mut after.wikidata, record.wikidata.as_ref());
        fields.take("note", &mut after.note, record.note.as_ref());
        fields.attributes(&mut after.attributes, &record.attributes);
        completion.completed.extend(fields.sentence());
        if before != after {
            completion.amended.entities.insert(id.to_owned(), (before, after));
        }
    }
}

/// Whether an entity of the data has no more than a name of its own.
fn is_plain(entity: EntityRef<'_>, provenance: &Provenance) -> bool {
    !provenance.gives_id(entity.id())
        && entity.wikidata().is_none()
        && entity.note().is_none()
        && entity.aliases().next().is_none()
        && entity.roles().next().is_none()
        && entity.attributes().next().is_none()
}

/// How surely a kind is known that nothing says: as that of a target, of an author, of a holder, of an outlet. `None` is that
/// of a kind that must have been given.
fn default_rank(kind: EntityKind, provenance: &Provenance) -> Option<u8> {
    match kind {
        EntityKind::Outlet => Some(3),
        kind if kind == provenance.holder_kind => Some(2),
        kind if kind == provenance.target_kind => Some(0),
        EntityKind::Person => Some(1),
        _ => None,
    }
}

/// Takes the kind of the data where what is there is only known by a default. A record of which more is told than tables tell
/// is left alone.
fn kind(
    after: &mut EntityRecord,
    new: EntityRef<'_>,
    there: EntityIndex,
    (known, provenance): (&TemporalGraph, &Provenance),
    fields: &mut Fields<'_>,
) {
    const GIVEN: u8 = 4;
    let (is_given, kind) = (provenance.gives_kind(new.id()), new.kind());
    if kind == after.kind {
        return;
    }
    let is_bare = after.aliases.iter().all(|alias| *alias == after.id)
        && after.roles.is_empty()
        && after.wikidata.is_none()
        && after.note.is_none();
    let has_own_id =
        id_of_name(&after.name) != numbered(&after.id).0 && !provenance.gives_id(&after.id);
    let is_holder = !known.pairs.leaving(there).is_empty();
    // Nobody who holds a stance is taken for a target.
    let rank = default_rank(after.kind, provenance).filter(|rank| *rank > 0 || !is_holder);
    let is_of_tables = provenance.given_ids.is_some() && is_bare && !has_own_id;
    let rank = rank.filter(|_| is_of_tables).unwrap_or(GIVEN);
    let rank_of_new = if is_given { GIVEN } else { default_rank(kind, provenance).unwrap_or(2) };
    if rank_of_new > rank {
        after.kind = kind;
    } else if is_given {
        fields.keep("kind", Some(after.kind.word()), kind.word());
    }
}

/// Takes the name of an entity of which only the id is known. What it was called stays a name of its, so that data find it again
/// that call it so.
fn name(
    after: &mut EntityRecord,
    new: EntityRef<'_>,
    provenance: &Provenance,
    fields: &mut Fields<'_>,
) {
    let is_told = provenance.gives_id(new.id()) && new.name() != new.id();
    if !is_told || after.name != after.id || new.id() != after.id {
        return;
    }
    fields.completed.push(format!("name {}", new.name()));
    let code = std::mem::replace(&mut after.name, new.name().to_owned());
    if !after.aliases.contains(&code) {
        after.aliases.push(code);
    }
}

/// Takes other names and roles where none are known. Says whether the data know some that are not added.
fn names_and_roles(
    after: &mut EntityRecord,
    new: &EntityRecord,
    (known, there): (&TemporalGraph, EntityIndex),
    fields: &mut Fields<'_>,
) -> bool {
    let mut is_richer = false;
    let has_aliases = after.aliases.iter().any(|alias| *alias != after.id);
    for alias in &new.aliases {
        let called = known.by_folded_name(&fold(alias));
        if called.contains(&there) || after.aliases.contains(alias) {
            continue;
        }
        // A name that somebody else has would no longer tell who is meant.
        if has_aliases || !called.is_empty() {
            is_richer = true;
        } else {
            fields.completed.push(format!("alias {alias}"));
            after.aliases.push(alias.clone());
        }
    }
    if after.roles.is_empty() {
        let roles = new.roles.iter().map(|role| format!("role {} of {}", role.role, role.of));
        fields.completed.extend(roles);
        after.roles.clone_from(&new.roles);
    }
    is_richer || new.roles.len() > after.roles.len()
}
