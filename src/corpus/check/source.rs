//! Sources.

use super::{Declared, Findings, identity::Reference};
use crate::corpus::syntax::{
    Located,
    record::{EntityRecord, SourceRecord},
};
use crate::model::{EntityIndex, Source, SourceId};

/// The sources in the order of their ids; `None` for one with an error.
pub(super) fn check(
    sources: &Declared<SourceRecord>,
    entities: &Declared<EntityRecord>,
    findings: &mut Findings<'_>,
) -> Vec<Option<Source>> {
    let check = |located: &Located<SourceRecord>| {
        let record = &located.record;
        let mut refer = |field, id: &Option<String>| match id {
            None => Ok(None),
            Some(id) => match entities.refer(id, located, field, None, findings) {
                None => Err(()),
                Some(Reference::Lost) => Ok(None),
                Some(Reference::Known(position)) => Ok(Some(EntityIndex::new(position))),
            },
        };
        let (author, outlet) = (refer("author", &record.author), refer("outlet", &record.outlet));
        let published = match &record.published {
            None => Ok(None),
            Some(text) => findings.date(located, "published", None, text).map(Some).ok_or(()),
        };
        Some(Source {
            id: SourceId::new(&record.id).ok()?,
            kind: record.kind,
            title: record.title.clone(),
            author: author.ok()?,
            outlet: outlet.ok()?,
            published: published.ok()?,
            url: record.url.clone(),
            archived: record.archived.clone(),
            language: record.language.clone(),
            note: record.note.clone(),
        })
    };
    sources.items().iter().map(check).collect()
}
