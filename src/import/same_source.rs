//! Which documents of data are there already, where the data give them no ids.

use super::{matched::Matched, same_entity};
use crate::{corpus::record::SourceRecord, model::SourceIndex};
use std::collections::{BTreeSet, HashMap};

/// The ids of documents that have others there, or get them: `letter~2`, where `letter` is another document.
///
/// Documents whose ids are made of their titles and days are the same when author, outlet and note agree, as far as both
/// tell.
pub(super) fn renamed_sources(matched: &Matched<'_>) -> HashMap<String, String> {
    let mut renamed = HashMap::new();
    let Some(known) = matched.known else { return renamed };
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for index in (0..matched.new.n_sources()).map(SourceIndex::new) {
        let record = matched.source_record(index);
        let is_it = |candidate: &String| {
            let there = known.find_source(candidate).map(|there| known.source_record(there));
            !taken.contains(candidate) && there.is_none_or(|there| agree(&there, &record))
        };
        let id = numbered(&record.id).find(is_it).unwrap_or_else(|| record.id.clone());
        taken.insert(id.clone());
        if id != record.id {
            renamed.insert(record.id, id);
        }
    }
    renamed
}

/// The same of sources whose ids are made of what data call them: one that is there is another one where it is called
/// otherwise.
pub(super) fn called_otherwise(
    matched: &Matched<'_>,
    made: &BTreeSet<String>,
) -> HashMap<String, String> {
    let mut renamed = HashMap::new();
    let Some(known) = matched.known else { return renamed };
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for id in made {
        let Some(source) = matched.new.find_source(id) else { continue };
        let label = matched.new.source(source).title();
        let is_own =
            |candidate: &str| candidate != id && matched.new.find_source(candidate).is_some();
        let is_it = |candidate: &String| match known.find_source(candidate) {
            Some(there) => known.source(there).title() == label,
            None => !is_own(candidate) || made.contains(candidate),
        };
        let mut free = numbered(id).filter(|it| !taken.contains(it));
        let other = free.find(is_it).unwrap_or_else(|| id.clone());
        taken.insert(other.clone());
        if other != *id {
            renamed.insert(id.clone(), other);
        }
    }
    renamed
}

/// An id and those that its namesakes get, from the first on.
pub(super) fn numbered(id: &str) -> impl Iterator<Item = String> {
    let stem = same_entity::numbered(id).0.to_owned();
    std::iter::once(stem.clone()).chain((2..).map(move |number| format!("{stem}~{number}")))
}

fn agree(one: &SourceRecord, other: &SourceRecord) -> bool {
    fn fields(record: &SourceRecord) -> [Option<&str>; 5] {
        let SourceRecord { title, author, outlet, published, note, .. } = record;
        [title, author, outlet, published, note].map(Option::as_deref)
    }
    let mut pairs = fields(one).into_iter().zip(fields(other));
    let mut attributes = one.attributes.iter();
    let agrees = |(name, value)| other.attributes.get(name).is_none_or(|it| it == value);
    attributes.all(agrees)
        && pairs.all(|(one, other)| one.is_none() || other.is_none() || one == other)
}
