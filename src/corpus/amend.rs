//! Completes records in a text and leaves the rest unchanged, byte for byte.

use super::{
    RON,
    append::{ATTRIBUTES, NewRecord, corpus_outline, quoted, section},
    record::{EntityRecord, SourceRecord},
    syntax::outline::{Member, Outline, after_trivia, outline},
};
use crate::model::Attributes;
use serde::Serialize;
use std::{collections::BTreeMap, ops::Range};

/// A change of a text: what replaces which bytes.
pub(super) type Edit = (Range<usize>, String);

/// Records as they were and as they become, by id.
pub(crate) type Changes<R> = BTreeMap<String, (R, R)>;

/// Entities and sources that change.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Amended {
    /// The entities.
    pub(crate) entities: Changes<EntityRecord>,
    /// The sources.
    pub(crate) sources: Changes<SourceRecord>,
}

impl Amended {
    /// Whether nothing changes.
    pub(crate) fn is_empty(&self) -> bool {
        self.entities.is_empty() && self.sources.is_empty()
    }

    /// The text with the records as they become, where it holds any of them.
    pub(crate) fn applied_to(&self, text: &str) -> Option<String> {
        let entities = amend_entities(text, &self.entities);
        let sources =
            amended(entities.as_deref().unwrap_or(text), "sources", &self.sources, |source| {
                &source.attributes
            });
        sources.or(entities)
    }
}

/// The text with the entities of these ids as they become, where it holds any of them: each with its record as it was.
///
/// Values that change are replaced, and lists that grow grow at their ends, so that comments stay.
pub(crate) fn amend_entities(text: &str, changes: &Changes<EntityRecord>) -> Option<String> {
    amended(text, "entities", changes, |entity| &entity.attributes)
}

/// The text with records of a section as they become.
fn amended<R: Serialize>(
    text: &str,
    section_name: &str,
    changes: &Changes<R>,
    attributes: fn(&R) -> &Attributes,
) -> Option<String> {
    if changes.is_empty() {
        return None;
    }
    let corpus = corpus_outline(text)?;
    let list = section(text, &corpus, section_name)?;
    let mut edits: Vec<Edit> = Vec::new();
    for member in &list.members {
        let Some(record) = outline(text, member.value.start) else { continue };
        let id = field(text, &record, "id")
            .and_then(|id| RON.from_str::<String>(text.get(id.value.clone())?).ok());
        if let Some((before, after)) = id.and_then(|id| changes.get(&id)) {
            let both = [attributes(before), attributes(after)];
            let records = [NewRecord::of(before), NewRecord::of(after)];
            edits.extend(record_edits(text, &record, records, both));
        }
    }
    if edits.is_empty() {
        return None;
    }
    edits.sort_by_key(|(place, _)| place.start);
    let mut amended = String::with_capacity(text.len());
    let mut at = 0;
    for (place, new) in edits {
        amended.push_str(text.get(at..place.start)?);
        amended.push_str(&new);
        at = place.end;
    }
    amended.push_str(text.get(at..)?);
    Some(amended)
}

pub(super) fn field<'o>(text: &str, record: &'o Outline, name: &str) -> Option<&'o Member> {
    let is_named = |member: &&Member| {
        member.key.as_ref().is_some_and(|key| text.get(key.clone()) == Some(name))
    };
    record.members.iter().find(is_named)
}

/// The changes that make a record what it becomes.
fn record_edits(
    text: &str,
    record: &Outline,
    [before, after]: [NewRecord; 2],
    attributes: [&Attributes; 2],
) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut new = Vec::new();
    for (name, value) in after.fields() {
        if before.fields().any(|(other, old)| (other, old) == (name, value)) {
            continue;
        }
        match field(text, record, name) {
            None => new.push(format!("{name}: {value}")),
            Some(member) if name == ATTRIBUTES => {
                edits.extend(attribute_edits(text, member, attributes));
            }
            Some(member) => {
                let old = before.fields().find(|(other, _)| *other == name);
                let old = old.map(|(_, value)| value).unwrap_or_default();
                edits.push(value_edit(text, member, old, value));
            }
        }
    }
    if !new.is_empty() {
        edits.extend(insertion(text, record, &new.join(", ")));
    }
    edits
}

/// The change of a value; of a list that grows, what is added to it.
pub(super) fn value_edit(text: &str, member: &Member, old: &str, new: &str) -> Edit {
    let grown = old.strip_suffix(']').and_then(|old| new.strip_prefix(old));
    let grown = grown.and_then(|rest| rest.strip_suffix(']'));
    let items = grown.map(|rest| rest.trim_start_matches([',', ' ']));
    let list =
        outline(text, member.value.start).filter(|_| text[member.value.start..].starts_with('['));
    items
        .zip(list)
        .and_then(|(items, list)| insertion(text, &list, items))
        .unwrap_or_else(|| (member.value.clone(), new.to_owned()))
}

/// The changes of attributes: values that are others now, and what is new behind the last one.
fn attribute_edits(text: &str, member: &Member, [before, after]: [&Attributes; 2]) -> Vec<Edit> {
    let Some(map) = outline(text, member.value.start) else { return Vec::new() };
    let mut edits = Vec::new();
    let mut new = Vec::new();
    for (name, value) in after.iter().filter(|(name, value)| before.get(name) != Some(*value)) {
        match map.members.iter().find_map(|entry| attribute_value(text, entry, name)) {
            Some(place) => edits.push((place, quoted(value))),
            None => new.push(format!("{}: {}", quoted(name), quoted(value))),
        }
    }
    if !new.is_empty() {
        edits.extend(insertion(text, &map, &new.join(", ")));
    }
    edits
}

/// The place of the value of an attribute, if the entry of the map is about it.
fn attribute_value(text: &str, entry: &Member, name: &str) -> Option<Range<usize>> {
    let written = text.get(entry.value.clone())?;
    // A name may hold colons: the first one behind a whole text ends it.
    let colon = written.match_indices(':').map(|(at, _)| at).find(|at| {
        written.get(..*at).is_some_and(|key| RON.from_str::<String>(key).is_ok_and(|it| it == name))
    })?;
    Some(after_trivia(text, entry.value.start + colon + 1)..entry.value.end)
}

/// The insertion of members behind the last one of a bracketed value.
pub(super) fn insertion(text: &str, into: &Outline, members: &str) -> Option<Edit> {
    let Some(last) = into.members.last() else {
        let open = into.open + 1;
        return Some((open..open, members.to_owned()));
    };
    let behind = after_trivia(text, last.value.end);
    if text.get(behind..)?.starts_with(',') {
        let at = behind + 1;
        return Some((at..at, format!(" {members},")));
    }
    let at = last.value.end;
    Some((at..at, format!(", {members}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::EntityKind;

    fn record(name: &str, aliases: &[&str], wikidata: Option<&str>) -> EntityRecord {
        EntityRecord {
            id: "x".to_owned(),
            kind: EntityKind::Person,
            name: name.to_owned(),
            aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
            wikidata: wikidata.map(str::to_owned),
            roles: Vec::new(),
            attributes: Attributes::default(),
            note: None,
        }
    }

    #[test]
    fn only_what_changes_is_new() {
        let change = |text: &str, before, after| {
            amend_entities(text, &BTreeMap::from([("x".to_owned(), (before, after))]))
        };
        let named = (record("200", &[], None), record("United Kingdom", &["200"], None));
        assert_eq!(
            change(
                "Corpus(entities: [ // all\n (id: \"y\"),\n (id: r\"x\", /* code */ name: \"200\", kind: Person), ])",
                named.0.clone(),
                named.1.clone(),
            ).as_deref(),
            Some(
                "Corpus(entities: [ // all\n (id: \"y\"),\n (id: r\"x\", /* code */ name: \"United Kingdom\", kind: Person, aliases: [\"200\"]), ])"
            ),
        );
        assert_eq!(
            change(
                "Corpus(entities: [(id: \"x\", kind: Person, name: \"X\", aliases: [\"a\", /* b */],)])",
                record("X", &["a"], None),
                record("X", &["a", "c"], Some("Q1")),
            ).as_deref(),
            Some(
                "Corpus(entities: [(id: \"x\", kind: Person, name: \"X\", aliases: [\"a\", \"c\", /* b */], wikidata: \"Q1\",)])"
            ),
        );
        assert_eq!(
            change(
                "Corpus(entities: [(id: \"x\", name: \"X\", aliases: [])])",
                record("X", &[], None),
                record("X", &["c"], None),
            )
            .as_deref(),
            Some("Corpus(entities: [(id: \"x\", name: \"X\", aliases: [\"c\"])])"),
        );
        let with = |pairs: &[(&str, &str)]| EntityRecord {
            attributes: pairs.iter().copied().collect(),
            ..record("X", &[], None)
        };
        assert_eq!(
            change(
                r#"Corpus(entities: [(id: "x", attributes: {"a:b": "1", /* since May */ "party": /* ? */ "Whig"})])"#,
                with(&[("a:b", "1"), ("party", "Whig")]),
                with(&[("a:b", "1"), ("home", "NY"), ("party", "Labour")]),
            )
            .as_deref(),
            Some(
                r#"Corpus(entities: [(id: "x", attributes: {"a:b": "1", /* since May */ "party": /* ? */ "Labour", "home": "NY"})])"#
            ),
        );
        assert_eq!(change("Corpus(entities: [])", named.0.clone(), named.1), None);
    }
}
