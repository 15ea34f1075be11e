//! The entities of a corpus as the rules know them.

use super::{Known, Sort};
use crate::{
    corpus::Corpus,
    model::{Entity, EntityKind},
};

/// The entities of a corpus as the rules know them.
pub fn known(corpus: &Corpus) -> Vec<Known> {
    let sort = |kind| match kind {
        EntityKind::Person | EntityKind::Politician => Sort::Person,
        EntityKind::Topic | EntityKind::Event | EntityKind::Work => Sort::Thing,
        _ => Sort::Body,
    };
    let entity = |entity: &Entity| Known {
        id: entity.id.to_string(),
        name: entity.name.clone(),
        aliases: entity.aliases.clone(),
        sort: sort(entity.kind),
        roles: entity
            .roles
            .iter()
            .map(|role| role.role.clone())
            .filter(|role| role != "member")
            .collect(),
    };
    corpus.entities.iter().map(entity).collect()
}
