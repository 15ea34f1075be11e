//! Checks of sources.

use super::{Declared, Faulty, Findings};
use crate::corpus::syntax::{
    Located,
    record::{EntityRecord, SourceRecord},
};
use crate::model::{EntityIndex, Source, SourceId};

/// The sources by id; `None` for one with an error.
pub(super) fn check(
    sources: &Declared<SourceRecord>,
    entities: &Declared<EntityRecord>,
    findings: &mut Findings<'_>,
) -> Vec<Option<Source>> {
    sources.items().iter().map(|source| check_source(source, entities, findings).ok()).collect()
}

fn check_source(
    located: &Located<SourceRecord>,
    entities: &Declared<EntityRecord>,
    findings: &mut Findings<'_>,
) -> Result<Source, Faulty> {
    let record = &located.record;
    let mut refer = |field, id: &Option<String>| match id {
        None => Ok(None),
        Some(id) => entities.refer(id, located, field, None, findings),
    };
    let (author, outlet) = (refer("author", &record.author), refer("outlet", &record.outlet));
    let published = findings.optional_date(located, "published", record.published.as_ref());
    Ok(Source {
        // `Declared` holds only valid ids.
        id: SourceId::new(&record.id).map_err(|_| Faulty)?,
        kind: record.kind,
        title: record.title.clone(),
        author: author?.map(EntityIndex::new),
        outlet: outlet?.map(EntityIndex::new),
        published: published?,
        url: record.url.clone(),
        archived: record.archived.clone(),
        language: record.language.clone(),
        note: record.note.clone(),
    })
}
