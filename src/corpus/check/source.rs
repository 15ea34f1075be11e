//! Checks of sources.

use super::{Declared, Faulty, Findings};
use crate::corpus::syntax::{
    Located,
    record::{EntityRecord, SourceRecord},
};
use crate::model::{EntityIndex, Source, SourceId, SourceIndex};

/// The sources by id; `None` for one with an error.
pub(super) fn check(
    sources: &Declared<SourceRecord>,
    entities: &Declared<EntityRecord>,
    findings: &mut Findings<'_>,
) -> Vec<Option<Source>> {
    let check = |source| check_source(source, (sources, entities), findings).ok();
    sources.items().iter().map(check).collect()
}

/// What a source replies to.
fn in_reply_to(
    located: &Located<SourceRecord>,
    sources: &Declared<SourceRecord>,
    findings: &mut Findings<'_>,
) -> Result<Vec<SourceIndex>, Faulty> {
    let ids = located.record.in_reply_to.iter().enumerate();
    let found: Vec<_> = ids
        .map(|(item, id)| sources.refer(id, located, "in_reply_to", Some(item), findings))
        .collect();
    let found: Result<Vec<Option<usize>>, Faulty> = found.into_iter().collect();
    Ok(found?.into_iter().flatten().map(SourceIndex::new).collect())
}

fn check_source(
    located: &Located<SourceRecord>,
    (sources, entities): (&Declared<SourceRecord>, &Declared<EntityRecord>),
    findings: &mut Findings<'_>,
) -> Result<Source, Faulty> {
    let record = &located.record;
    let mut refer = |field, id: &Option<String>| match id {
        None => Ok(None),
        Some(id) => entities.refer(id, located, field, None, findings),
    };
    let (author, outlet) = (refer("author", &record.author), refer("outlet", &record.outlet));
    let in_reply_to = in_reply_to(located, sources, findings);
    let published = findings.optional_date(located, "published", record.published.as_ref());
    Ok(Source {
        in_reply_to: in_reply_to?,
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
        attributes: record.attributes.clone(),
        note: record.note.clone(),
    })
}
