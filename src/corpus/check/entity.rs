//! Checks of entities and their roles.

use super::{Declared, Faulty, Findings, ends_before};
use crate::corpus::{
    diagnostic::{Code, Diagnostic},
    syntax::{
        Located,
        record::{EntityRecord, RoleRecord},
    },
};
use crate::model::{Entity, EntityId, EntityIndex, Role};

/// The entities by id; `None` for one with an error.
pub(super) fn check(entities: &Declared<EntityRecord>, findings: &mut Findings<'_>) -> Vec<Entity> {
    entities
        .items()
        .iter()
        .filter_map(|located| {
            let record = &located.record;
            if record.name.trim().is_empty() {
                let place = findings.value(located, "name", None);
                findings.push(Diagnostic::error(Code::BadValue, place, "the name is empty"));
            }
            let roles =
                (0..record.roles.len()).filter_map(|item| role(located, item, entities, findings));
            Some(Entity {
                roles: roles.collect(),
                // `Declared` holds only valid ids.
                id: EntityId::new(&record.id).ok()?,
                kind: record.kind,
                name: record.name.clone(),
                aliases: record.aliases.clone(),
                wikidata: record.wikidata.clone(),
                attributes: record.attributes.clone(),
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
    check_role(&role, entities, findings).ok()
}

fn check_role(
    role: &Located<RoleRecord>,
    entities: &Declared<EntityRecord>,
    findings: &mut Findings<'_>,
) -> Result<Role, Faulty> {
    let RoleRecord { role: word, of, from, until } = &role.record;
    let of = entities.refer(of, role, "of", None, findings);
    let from = findings.optional_date(role, "from", from.as_ref());
    let until = findings.optional_date(role, "until", until.as_ref());
    let (of, from, until) = (of?.ok_or(Faulty)?, from?, until?);
    if let (Some(from), Some(until)) = (&from, &until)
        && ends_before(until.bounds(), from.bounds())
    {
        let begins = findings.value(role, "from", None);
        let place = findings.value(role, "until", None);
        let message = format!("the role `{word}` ends before it begins");
        let finding = Diagnostic::error(Code::RoleEndsBeforeStart, place, message);
        findings.push(finding.related(begins, "it begins here"));
        return Err(Faulty);
    }
    Ok(Role { role: word.clone(), of: EntityIndex::new(of), from, until })
}
