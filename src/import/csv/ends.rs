//! The holders and targets of a row.

use super::{
    CsvOptions,
    cells::Cells,
    fields::{self, Field},
    mapping::End,
    rows::Refused,
};
use crate::{
    import::{Reason, identity::Mention},
    model::{Attributes, EntityKind},
};

/// A holder or a target as a row names it.
#[derive(Clone, Debug)]
pub(super) struct NamedEnd {
    pub(super) mention: Mention,
    pub(super) name: Option<String>,
    pub(super) kind: Option<EntityKind>,
    pub(super) attributes: Attributes,
}

/// The holders or the targets of a row.
pub(super) fn ends<'r>(
    cells: &Cells<'r, '_>,
    end: End,
    options: &CsvOptions,
) -> Result<Vec<NamedEnd>, Refused<'r>> {
    let [field, id, name, kind] = match end {
        End::Holder => [Field::Holder, Field::HolderId, Field::HolderName, Field::HolderKind],
        End::Target => [Field::Target, Field::TargetId, Field::TargetName, Field::TargetKind],
    };
    let constant = match end {
        End::Holder => options.holder.clone(),
        End::Target => options.target.clone(),
    };
    let attributes = cells.attributes(match end {
        End::Holder => fields::HOLDER,
        End::Target => fields::TARGET,
    })?;
    let kind: Option<EntityKind> = cells.one_of(kind)?;
    let (plain, id, name) = (cells.word(field)?, cells.word(id)?, cells.word(name)?);
    let is_id = cells.columns.has_ids(end);
    // Where a table has names beside its holders or targets, these are ids.
    let (id, name) = match (id, plain, name) {
        (Some(id), plain, name) => (Some(id), name.or(plain)),
        (None, Some(plain), name)
            if is_id
                && cells
                    .columns
                    .place(match end {
                        End::Holder => Field::HolderId,
                        End::Target => Field::TargetId,
                    })
                    .is_none() =>
        {
            (Some(plain), name)
        }
        (None, plain, name) => (None, plain.or(name)),
    };
    if let Some(id) = id {
        if id.chars().any(char::is_whitespace) {
            return Err((Reason::BadId, cells.shown(field)));
        }
        return Ok(vec![NamedEnd { mention: Mention::Id(id), name, kind, attributes }]);
    }
    let name = name.filter(|_| !cells.columns.is_own);
    let Some(text) = name.or(constant) else { return Ok(Vec::new()) };
    let names: Vec<String> = match options.split.of(field) {
        Some(delimiter) => text.split(delimiter).map(|name| name.trim().to_owned()).collect(),
        None => vec![text],
    };
    let names = names.into_iter().filter(|name| !name.is_empty());
    let named = |name| NamedEnd {
        mention: Mention::Name(name),
        name: None,
        kind,
        attributes: attributes.clone(),
    };
    Ok(names.map(named).collect())
}
