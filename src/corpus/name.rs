//! Names as people type them: ids, names and aliases, whatever their case and accents.

use super::{
    fold::fold,
    nearest::{did_you_mean, nearest},
};
use crate::model::{Entity, EntityIndex};

/// Why a name denotes no entity.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// Nothing is called so.
    #[error("no entity is called `{name}`{}", help.as_ref().map(|help| format!("; {help}")).unwrap_or_default())]
    Unknown {
        /// What was typed.
        name: String,
        /// The nearest names.
        help: Option<String>,
    },
    /// Several entities are called so.
    #[error("`{name}` may be {}; use an id", ids.join(" or "))]
    Ambiguous {
        /// What was typed.
        name: String,
        /// The ids it may denote.
        ids: Vec<String>,
    },
}

/// Finds the entity that a person means: by id first, else by name or alias.
pub fn find_entity(entities: &[Entity], typed: &str) -> Result<EntityIndex, NameError> {
    if let Ok(position) = entities.binary_search_by(|entity| entity.id.as_str().cmp(typed)) {
        return Ok(EntityIndex::new(position));
    }
    let wanted = fold(typed);
    let matching = |names: fn(&Entity) -> Vec<&str>| -> Vec<usize> {
        let is_meant = |entity: &Entity| names(entity).into_iter().any(|name| fold(name) == wanted);
        (0..entities.len()).filter(|&position| is_meant(&entities[position])).collect()
    };
    let by_id = matching(|entity| vec![entity.id.as_str()]);
    let found = if by_id.is_empty() { matching(names_of) } else { by_id };
    match found.as_slice() {
        [] => {
            let help = did_you_mean(&nearest_entities(entities, typed));
            Err(NameError::Unknown { name: typed.to_owned(), help })
        }
        [only] => Ok(EntityIndex::new(*only)),
        several => {
            let ids =
                several.iter().map(|&position| format!("`{}`", entities[position].id)).collect();
            Err(NameError::Ambiguous { name: typed.to_owned(), ids })
        }
    }
}

/// The ids of the entities with the names nearest to `typed`.
fn nearest_entities<'e>(entities: &'e [Entity], typed: &str) -> Vec<&'e str> {
    const MOST_NAMES: usize = 12;
    const MOST_ENTITIES: usize = 4;
    let near = nearest(typed, entities.iter().flat_map(all_names), MOST_NAMES);
    let mut ids = Vec::new();
    for name in near {
        let called_so = entities.iter().filter(|entity| all_names(entity).contains(&name));
        for entity in called_so {
            if !ids.contains(&entity.id.as_str()) {
                ids.push(entity.id.as_str());
            }
        }
    }
    ids.truncate(MOST_ENTITIES);
    ids
}

fn names_of(entity: &Entity) -> Vec<&str> {
    std::iter::once(entity.name.as_str()).chain(entity.aliases.iter().map(String::as_str)).collect()
}

fn all_names(entity: &Entity) -> Vec<&str> {
    std::iter::once(entity.id.as_str()).chain(names_of(entity)).collect()
}
