//! Statements as they are written: seen, changed by two people, and told in short.

use super::refusal::{Change, Refusal};
use crate::{
    corpus::{Corpus, record::StatementRecord},
    model::Statement,
};

/// A statement as a page has seen it.
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize)]
#[serde(transparent)]
pub struct StatementValue(pub serde_json::Value);

impl StatementValue {
    pub(super) fn record(&self) -> Result<StatementRecord, Refusal> {
        let record = serde_json::from_value(self.0.clone());
        record.map_err(|error| Refusal::unwritable(format!("this is no statement: {error}")))
    }
}

/// The id that a statement has in a corpus; `published` is the date of a source that is new.
pub(super) fn id_of(record: &StatementRecord, corpus: &Corpus, published: Option<&str>) -> String {
    let StatementRecord { id, holder, stance, target, source, on, quote, .. } = record;
    if let Some(id) = id {
        return id.clone();
    }
    let known = corpus.sources.iter().find(|known| known.id.as_str() == source);
    let published = known.and_then(|known| Some(known.published.as_ref()?.as_str())).or(published);
    let date = on.as_deref().or(published).unwrap_or_default();
    let quote = quote.as_deref().unwrap_or_default();
    Statement::hashed_id([holder, stance, target, date, source, quote]).to_string()
}

/// Merges two changes of one record, field by field; what both changed otherwise is returned.
pub(super) fn merged(
    seen: &StatementRecord,
    now: &StatementRecord,
    yours: &StatementRecord,
) -> Result<StatementRecord, Vec<Change>> {
    let value = |record: &StatementRecord| serde_json::to_value(record).unwrap_or_default();
    let (seen, now, yours) = (value(seen), value(now), value(yours));
    let mut merged = now.clone();
    let mut changes = Vec::new();
    let keys = |value: &serde_json::Value| {
        value.as_object().map(|fields| fields.keys().cloned().collect::<Vec<_>>())
    };
    let mut fields: Vec<String> =
        [&seen, &now, &yours].into_iter().filter_map(keys).flatten().collect();
    fields.sort();
    fields.dedup();
    for field in fields {
        let [before, theirs, own] = [&seen, &now, &yours].map(|record| record.get(&field));
        if own == before || own == theirs {
            continue;
        }
        if theirs != before {
            let [seen, now, yours] = [before, theirs, own].map(shown);
            changes.push(Change { field, seen, now, yours });
        } else if let Some(fields) = merged.as_object_mut() {
            match own {
                Some(own) => drop(fields.insert(field, own.clone())),
                None => drop(fields.remove(&field)),
            }
        }
    }
    if changes.is_empty() {
        serde_json::from_value(merged).map_err(|_| Vec::new())
    } else {
        Err(changes)
    }
}

/// A value in words.
fn shown(value: Option<&serde_json::Value>) -> String {
    match value {
        None | Some(serde_json::Value::Null) => String::new(),
        Some(serde_json::Value::String(text)) => text.clone(),
        Some(serde_json::Value::Array(items)) => {
            items.iter().map(|item| shown(Some(item))).collect::<Vec<_>>().join(", ")
        }
        Some(other) => other.to_string(),
    }
}

/// The fields in which a record differs from what was seen of it, and those that somebody wants to change.
pub(super) fn differences(
    seen: &StatementRecord,
    now: &StatementRecord,
    yours: Option<&StatementRecord>,
) -> Vec<Change> {
    let value = |record: &StatementRecord| serde_json::to_value(record).unwrap_or_default();
    let (seen, now, yours) = (value(seen), value(now), yours.map(value));
    let records = [Some(&seen), Some(&now), yours.as_ref()].into_iter().flatten();
    let names = records.filter_map(serde_json::Value::as_object);
    let mut names: Vec<&String> = names.flat_map(serde_json::Map::keys).collect();
    names.sort();
    names.dedup();
    let differs = |name: &&String| {
        let before = seen.get(name.as_str());
        let is_yours = yours.as_ref().is_some_and(|yours| yours.get(name.as_str()) != before);
        is_yours || now.get(name.as_str()) != before
    };
    let change = |name: &String| Change {
        field: name.clone(),
        seen: shown(seen.get(name)),
        now: shown(now.get(name)),
        yours: shown(yours.as_ref().and_then(|yours| yours.get(name))),
    };
    names.into_iter().filter(differs).map(change).collect()
}

/// A statement in a few words.
pub(super) fn in_short(record: &StatementRecord) -> String {
    format!("{} {} {}", record.holder, record.stance, record.target)
}
