//! Whom and what a row names beside its holders and targets.

use super::{CsvOptions, cells::Cells, fields::Field, mapping::End, rows::Refused};
use crate::{
    corpus::joined::parted,
    import::{Reason, identity::Mention},
    model::EntityKind,
};

/// An entity as a row names it.
#[derive(Clone, Debug)]
pub(super) struct NamedEntity {
    pub(super) mention: Mention,
    /// Its name, where it is known by its id.
    pub(super) name: Option<String>,
    pub(super) kind: Option<EntityKind>,
}

/// What a statement names beside its ends.
pub(super) struct Named {
    pub(super) about: Vec<NamedEntity>,
    pub(super) reported_in: Vec<String>,
    pub(super) claimed_by: Option<NamedEntity>,
}

impl Named {
    pub(super) fn read<'r>(
        cells: &Cells<'r, '_>,
        options: &CsvOptions,
    ) -> Result<Self, Refused<'r>> {
        let fields = [Field::ClaimedBy, Field::ClaimedByName, Field::ClaimedByKind];
        Ok(Self {
            about: topics(cells, options)?,
            reported_in: several(cells, Field::ReportedIn, options)?,
            claimed_by: one(cells, fields, has_ids(cells))?,
        })
    }
}

/// The author of the source of a row.
pub(super) fn author<'r>(cells: &Cells<'r, '_>) -> Result<Option<NamedEntity>, Refused<'r>> {
    one(cells, [Field::Author, Field::AuthorName, Field::AuthorKind], false)
}

/// The outlet of the source of a row.
pub(super) fn outlet<'r>(cells: &Cells<'r, '_>) -> Result<Option<NamedEntity>, Refused<'r>> {
    one(cells, [Field::Outlet, Field::OutletName, Field::OutletKind], false)
}

/// Whether the row names entities by their ids.
fn has_ids(cells: &Cells<'_, '_>) -> bool {
    cells.columns.has_ids(End::Holder) || cells.columns.has_ids(End::Target)
}

/// Whether a table has two columns, of which the first has ids, then, and the other one names.
fn has_both(cells: &Cells<'_, '_>, fields: [Field; 2]) -> bool {
    fields.iter().all(|field| cells.columns.place(*field).is_some())
}

/// An entity whose columns are these.
fn one<'r>(
    cells: &Cells<'r, '_>,
    [field, name, kind]: [Field; 3],
    has_ids: bool,
) -> Result<Option<NamedEntity>, Refused<'r>> {
    let is_id = has_ids || has_both(cells, [field, name]);
    let (plain, named) = (cells.word(field)?, cells.word(name)?);
    let kind: Option<EntityKind> = cells.one_of(kind)?;
    match (plain, named) {
        (Some(id), name) if is_id => Ok(Some(known(cells, field, id, name, kind)?)),
        (Some(name), _) => Ok(Some(called(name, kind))),
        (None, Some(name)) if !cells.columns.is_own => Ok(Some(called(name, kind))),
        (None, _) => Ok(None),
    }
}

/// The topics of a row.
fn topics<'r>(
    cells: &Cells<'r, '_>,
    options: &CsvOptions,
) -> Result<Vec<NamedEntity>, Refused<'r>> {
    let ids = several(cells, Field::About, options)?;
    let names = cells.text(Field::AboutNames)?.map(|text| parted(&text)).unwrap_or_default();
    let kinds = cells.word(Field::AboutKinds)?.unwrap_or_default();
    let kinds = kinds.split_whitespace().map(|word| {
        word.parse::<EntityKind>()
            .map_err(|_| (Reason::UnknownWord, cells.shown(Field::AboutKinds)))
    });
    let kinds: Vec<EntityKind> = kinds.collect::<Result<_, _>>()?;
    let n_topics = if ids.is_empty() { names.len() } else { ids.len() };
    let is_whole = |n: usize| n == 0 || n == n_topics;
    if !is_whole(names.len()) {
        return Err((Reason::BadId, cells.shown(Field::AboutNames)));
    }
    if !is_whole(kinds.len()) {
        return Err((Reason::UnknownWord, cells.shown(Field::AboutKinds)));
    }
    let kinds = kinds.into_iter().map(Some).chain(std::iter::repeat(None));
    if ids.is_empty() {
        return Ok(names.into_iter().zip(kinds).map(|(name, kind)| called(name, kind)).collect());
    }
    let names = names.into_iter().map(Some).chain(std::iter::repeat(None));
    let has_ids = has_ids(cells) || has_both(cells, [Field::About, Field::AboutNames]);
    let topic = |((id, name), kind)| {
        if has_ids { known(cells, Field::About, id, name, kind) } else { Ok(called(id, kind)) }
    };
    ids.into_iter().zip(names).zip(kinds).map(topic).collect()
}

/// An entity that is known by its id.
fn known<'r>(
    cells: &Cells<'r, '_>,
    field: Field,
    id: String,
    name: Option<String>,
    kind: Option<EntityKind>,
) -> Result<NamedEntity, Refused<'r>> {
    if id.chars().any(char::is_whitespace) {
        return Err((Reason::BadId, cells.shown(field)));
    }
    Ok(NamedEntity { mention: Mention::Id(id), name, kind })
}

/// An entity that is known by its name.
fn called(name: String, kind: Option<EntityKind>) -> NamedEntity {
    NamedEntity { mention: Mention::Name(name), name: None, kind }
}

/// The values of a cell that may have several.
pub(super) fn several<'r>(
    cells: &Cells<'r, '_>,
    field: Field,
    options: &CsvOptions,
) -> Result<Vec<String>, Refused<'r>> {
    // Ids have no spaces, and this program writes them with spaces between.
    let between: &[char] = if cells.columns.is_own { &[' '] } else { &[' ', ';'] };
    match cells.word(field)? {
        Some(text) if has_ids(cells) => {
            let ids = text.split(between).filter(|id| !id.is_empty());
            Ok(ids.map(str::to_owned).collect())
        }
        _ => cells.several(field, options.split.of(field).or(Some(";"))),
    }
}
