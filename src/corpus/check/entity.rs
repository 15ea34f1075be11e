//! Entities and their roles.

use super::{Declared, Findings, ends_before, identity::Reference};
use crate::corpus::{
    diagnostic::{Code, Diagnostic},
    syntax::{
        Located,
        record::{EntityRecord, RoleRecord},
    },
    text::Place,
};
use crate::model::{Entity, EntityId, EntityIndex, Role};

/// The entities, in the order of their ids.
pub(super) fn check(entities: &Declared<EntityRecord>, findings: &mut Findings<'_>) -> Vec<Entity> {
    entities
        .items()
        .iter()
        .filter_map(|located| {
            let record = &located.record;
            if record.name.trim().is_empty() {
                let place = findings.value(located, "name", None);
                findings.push(Diagnostic::error(Code::BadValue, place, "a name cannot be empty"));
            }
            let roles =
                (0..record.roles.len()).filter_map(|item| role(located, item, entities, findings));
            Some(Entity {
                roles: roles.collect(),
                // `Declared` holds only sound ids.
                id: EntityId::new(&record.id).ok()?,
                kind: record.kind,
                name: record.name.clone(),
                aliases: record.aliases.clone(),
                wikidata: record.wikidata.clone(),
                note: record.note.clone(),
            })
        })
        .collect()
}

fn role(
    entity: &Located<EntityRecord>,
    item: usize,
    entities: &Declared<EntityRecord>,
    findings: &mut Findings<'_>,
) -> Option<Role> {
    let role = Located {
        record: entity.record.roles.get(item)?.clone(),
        place: findings.value(entity, "roles", Some(item)),
    };
    let RoleRecord { role: word, of, from, until } = &role.record;
    let of = entities.refer(of, &role, "of", None, findings);
    let from = from.as_ref().map(|text| findings.date(&role, "from", None, text).ok_or(()));
    let until_date = until.as_ref().map(|text| findings.date(&role, "until", None, text).ok_or(()));
    let (from, until) = (from.transpose().ok()?, until_date.transpose().ok()?);
    if let (Some(from), Some(until)) = (&from, &until)
        && ends_before(until.bounds(), from.bounds())
    {
        let begins: Place = findings.value(&role, "from", None);
        let place = findings.value(&role, "until", None);
        let message = format!("the role `{word}` ends before it begins");
        findings.push(
            Diagnostic::error(Code::RoleEndsBeforeStart, place, message)
                .related(begins, "it begins here"),
        );
        return None;
    }
    let Reference::Known(position) = of? else { return None };
    Some(Role { role: word.clone(), of: EntityIndex::new(position), from, until })
}
