//! Finds entities by id, name or alias, ignoring case and accents.

use super::{
    Corpus,
    fold::fold,
    nearest::{did_you_mean, nearest},
};
use crate::model::{Entity, EntityIndex};

/// Why a name does not denote one entity.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// No entity has this name.
    #[error("no entity is called `{name}`{}", suggested(nearest))]
    Unknown {
        /// The name as typed.
        name: String,
        /// The ids of the entities with the nearest names.
        nearest: Vec<String>,
    },
    /// Several entities have a name that holds the words.
    #[error("`{name}` stands in the names of {}; use an id", list(ids))]
    Several {
        /// The words as typed.
        name: String,
        /// The ids of the candidates.
        ids: Vec<String>,
    },
    /// Several entities have this name.
    #[error("`{name}` is ambiguous: it may be {}; use an id", alternatives(ids))]
    Ambiguous {
        /// The name as typed.
        name: String,
        /// The ids of the candidates.
        ids: Vec<String>,
    },
}

/// The suggestion of ids, after the error.
fn suggested(nearest: &[String]) -> String {
    let ids: Vec<&str> = nearest.iter().map(String::as_str).collect();
    did_you_mean(&ids).map(|help| format!("; {help}")).unwrap_or_default()
}

/// One or the other.
fn alternatives(ids: &[String]) -> String {
    ids.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(" or ")
}

/// The ids, as many as anybody reads.
fn list(ids: &[String]) -> String {
    const MOST: usize = 20;
    let shown: Vec<String> = ids.iter().take(MOST).map(|id| format!("`{id}`")).collect();
    let more = ids.len().saturating_sub(MOST);
    match shown.split_last() {
        _ if more > 0 => format!("{} and {more} more", shown.join(", ")),
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => shown.concat(),
    }
}

/// A collection of entities with names.
pub trait Named {
    /// The entity with exactly this id.
    fn by_id(&self, id: &str) -> Option<EntityIndex>;
    /// The entities whose id folds to `folded`, by id.
    fn by_folded_id(&self, folded: &str) -> Vec<EntityIndex>;
    /// The entities of which a name or an alias folds to `folded`, by id.
    fn by_folded_name(&self, folded: &str) -> Vec<EntityIndex>;
    /// The id of an entity.
    fn id(&self, entity: EntityIndex) -> &str;
    /// Every id, name and alias, by entity, its id first.
    fn all_names(&self) -> impl Iterator<Item = (EntityIndex, &str)>;
}

/// Finds an entity: by id first, else by name or alias, else by words that stand in the names of this entity only (`Trump`
/// is Donald Trump where nobody else is called so).
pub fn find_entity(named: &impl Named, typed: &str) -> Result<EntityIndex, NameError> {
    find_entity_by_whole_name(named, typed).or_else(|error| match error {
        NameError::Unknown { .. } => match called_by_words(named, typed).as_slice() {
            [] => Err(error),
            [only] => Ok(*only),
            several => {
                let ids = several.iter().map(|&entity| named.id(entity).to_owned()).collect();
                Err(NameError::Several { name: typed.to_owned(), ids })
            }
        },
        other => Err(other),
    })
}

/// The entities of which a name or an alias holds the typed words, one behind the other, by id.
fn called_by_words(named: &impl Named, typed: &str) -> Vec<EntityIndex> {
    let folded = fold(typed);
    let wanted = words(&folded);
    if wanted.is_empty() {
        return Vec::new();
    }
    let holds = |name: &str| {
        let folded = fold(name);
        words(&folded).windows(wanted.len()).any(|words| words == wanted)
    };
    // The first one of each entity is its id.
    let mut of = None;
    let names = named.all_names().filter(|(entity, _)| of.replace(*entity) == Some(*entity));
    let mut found: Vec<EntityIndex> =
        names.filter(|(_, name)| holds(name)).map(|(entity, _)| entity).collect();
    found.sort_unstable_by_key(|&entity| named.id(entity));
    found.dedup();
    found
}

fn words(folded: &str) -> Vec<&str> {
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

/// Finds an entity: by id first, else by name or alias, all of it.
pub fn find_entity_by_whole_name(
    named: &impl Named,
    typed: &str,
) -> Result<EntityIndex, NameError> {
    if let Some(entity) = named.by_id(typed) {
        return Ok(entity);
    }
    let wanted = fold(typed);
    let by_id = named.by_folded_id(&wanted);
    let found = if by_id.is_empty() { named.by_folded_name(&wanted) } else { by_id };
    match found.as_slice() {
        [] => {
            let nearest = nearest_entities(named, typed).into_iter().map(str::to_owned).collect();
            Err(NameError::Unknown { name: typed.to_owned(), nearest })
        }
        [only] => Ok(*only),
        several => {
            let ids = several.iter().map(|&entity| named.id(entity).to_owned()).collect();
            Err(NameError::Ambiguous { name: typed.to_owned(), ids })
        }
    }
}

/// Entities that may be meant by a name that none has, or that several have: those of that name, then those of which a
/// name holds the words, then those with the nearest names.
pub fn alike(named: &impl Named, typed: &str) -> Vec<EntityIndex> {
    let mut found = named.by_folded_name(&fold(typed));
    found.extend(called_by_words(named, typed));
    found.extend(nearest_entities(named, typed).into_iter().filter_map(|id| named.by_id(id)));
    let mut seen = std::collections::BTreeSet::new();
    found.retain(|&entity| seen.insert(named.id(entity)));
    found
}

/// The ids of the entities with the names nearest to `typed`.
fn nearest_entities<'n>(named: &'n impl Named, typed: &str) -> Vec<&'n str> {
    const MOST_NAMES: usize = 12;
    const MOST_ENTITIES: usize = 4;
    let near = nearest(typed, named.all_names().map(|(_, name)| name), MOST_NAMES);
    let mut ids = Vec::new();
    for name in near {
        let called_so = named.all_names().filter(|(_, called)| *called == name);
        for id in called_so.map(|(entity, _)| named.id(entity)) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
    }
    ids.truncate(MOST_ENTITIES);
    ids
}

impl Named for Corpus {
    fn by_id(&self, id: &str) -> Option<EntityIndex> {
        self.entities
            .binary_search_by(|entity| entity.id.as_str().cmp(id))
            .ok()
            .map(EntityIndex::new)
    }

    fn by_folded_id(&self, folded: &str) -> Vec<EntityIndex> {
        matching(&self.entities, |entity| fold(entity.id.as_str()) == folded)
    }

    fn by_folded_name(&self, folded: &str) -> Vec<EntityIndex> {
        matching(&self.entities, |entity| called(entity).any(|name| fold(name) == folded))
    }

    fn id(&self, entity: EntityIndex) -> &str {
        self.entity(entity).id.as_str()
    }

    fn all_names(&self) -> impl Iterator<Item = (EntityIndex, &str)> {
        self.entities.iter().enumerate().flat_map(|(row, entity)| {
            let names = std::iter::once(entity.id.as_str()).chain(called(entity));
            names.map(move |name| (EntityIndex::new(row), name))
        })
    }
}

fn matching(entities: &[Entity], is_meant: impl Fn(&Entity) -> bool) -> Vec<EntityIndex> {
    let rows = entities.iter().enumerate().filter(|(_, entity)| is_meant(entity));
    rows.map(|(row, _)| EntityIndex::new(row)).collect()
}

/// The name and the aliases of an entity.
fn called(entity: &Entity) -> impl Iterator<Item = &str> {
    std::iter::once(entity.name.as_str()).chain(entity.aliases.iter().map(String::as_str))
}
