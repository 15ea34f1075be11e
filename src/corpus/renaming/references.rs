//! Where a text of a corpus names entities, sources, verbs and statements.

use crate::corpus::{
    RON,
    append::corpus_outline,
    syntax::outline::{Member, Outline, outline},
};
use std::ops::Range;

/// What is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    Entity,
    Source,
    Verb,
    Statement,
}

/// The fields that hold ids, by section.
const FIELDS: [(&str, &str, Named); 13] = [
    ("vocabulary", "verb", Named::Verb),
    ("entities", "id", Named::Entity),
    ("sources", "id", Named::Source),
    ("sources", "author", Named::Entity),
    ("sources", "outlet", Named::Entity),
    ("sources", "in_reply_to", Named::Source),
    ("statements", "holder", Named::Entity),
    ("statements", "target", Named::Entity),
    ("statements", "claimed_by", Named::Entity),
    ("statements", "about", Named::Entity),
    ("statements", "source", Named::Source),
    ("statements", "reported_in", Named::Source),
    ("statements", "stance", Named::Verb),
];

/// An id in a text.
#[derive(Debug)]
pub(super) struct Reference {
    pub(super) named: Named,
    pub(super) id: String,
    /// The place of the text in quotation marks.
    pub(super) place: Range<usize>,
    /// The record that has it.
    pub(super) record: Range<usize>,
    /// The section and the field.
    pub(super) field: String,
    /// The list that it stands in, and its position there.
    pub(super) list: Option<(usize, usize)>,
}

/// All ids in a text, in order.
pub(super) fn references(text: &str) -> Vec<Reference> {
    let mut found = Vec::new();
    for section in corpus_outline(text).map(|corpus| corpus.members).unwrap_or_default() {
        let name = key(text, &section);
        let Some(list) = outline(text, section.value.start) else { continue };
        for member in list.members {
            let Some(record) = outline(text, member.value.start) else { continue };
            of_record(text, name, &record, &member.value, &mut found);
        }
    }
    found
}

fn of_record(
    text: &str,
    section: &str,
    record: &Outline,
    place: &Range<usize>,
    found: &mut Vec<Reference>,
) {
    for member in &record.members {
        let field = key(text, member);
        if (section, field) == ("entities", "roles") {
            let roles = outline(text, member.value.start).map(|list| list.members);
            for role in roles.unwrap_or_default() {
                let role = outline(text, role.value.start).map(|role| role.members);
                let of = role.unwrap_or_default().into_iter().filter(|it| key(text, it) == "of");
                found.extend(of.filter_map(|of| {
                    let (place_of, id) = single(text, &of.value)?;
                    let field = "entities: role of".to_owned();
                    let record = place.clone();
                    Some(Reference {
                        named: Named::Entity,
                        id,
                        place: place_of,
                        record,
                        field,
                        list: None,
                    })
                }));
            }
            continue;
        }
        let supersedes = ("statements", "supersedes", Named::Statement);
        let fields = FIELDS.iter().chain([&supersedes]);
        let named = fields.filter(|it| (it.0, it.1) == (section, field)).map(|it| it.2).next();
        let Some(named) = named else { continue };
        found.extend(ids(text, &member.value).into_iter().map(|(place_of, id, list)| Reference {
            named,
            id,
            place: place_of,
            record: place.clone(),
            field: format!("{section}: {field}"),
            list,
        }));
    }
}

fn key<'t>(text: &'t str, member: &Member) -> &'t str {
    member.key.clone().and_then(|key| text.get(key)).unwrap_or_default()
}

/// An id with its place, and where it stands in a list.
type Listed = (Range<usize>, String, Option<(usize, usize)>);

/// The ids of a value: one, or those of a list.
fn ids(text: &str, value: &Range<usize>) -> Vec<Listed> {
    let list = outline(text, value.start)
        .filter(|list| text.get(list.open..value.end).is_some_and(|it| it.starts_with('[')));
    let Some(list) = list else {
        return single(text, value).map(|(place, id)| (place, id, None)).into_iter().collect();
    };
    let items = list.members.iter().enumerate();
    let items = items.filter_map(|(at, item)| {
        let (place, id) = single(text, &item.value)?;
        Some((place, id, Some((value.start, at))))
    });
    items.collect()
}

/// A text in quotation marks, which may stand in `Some(…)`.
fn single(text: &str, value: &Range<usize>) -> Option<(Range<usize>, String)> {
    let written = text.get(value.clone())?;
    if let Ok(id) = RON.from_str::<String>(written) {
        return Some((value.clone(), id));
    }
    let inner = outline(text, value.start).filter(|_| written.starts_with("Some"))?;
    let [member] = inner.members.as_slice() else { return None };
    let id = RON.from_str::<String>(text.get(member.value.clone())?).ok()?;
    Some((member.value.clone(), id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_id_is_found() {
        let text = r#"Corpus(
            vocabulary: [(verb: "hugs", polarity: Positive)],
            entities: [(id: "a", kind: Person, name: "a", roles: [(role: "a", of: r"b"), (role: "x", of: "c")])],
            sources: [(id: "s", kind: Post, author: Some("a"), in_reply_to: ["t", /* "no" */ "u"])],
            statements: [(holder: "a", stance: "hugs", target: "b", source: "s", quote: "a", about: ["c"], supersedes: "i")],
        )"#;
        let found: Vec<(Named, String, &str)> =
            references(text).into_iter().map(|it| (it.named, it.id, &text[it.place])).collect();
        let (e, s, v) = (Named::Entity, Named::Source, Named::Verb);
        let expected = [
            (v, "hugs"),
            (e, "a"),
            (e, "b"),
            (e, "c"),
            (s, "s"),
            (e, "a"),
            (s, "t"),
            (s, "u"),
            (e, "a"),
            (v, "hugs"),
            (e, "b"),
            (s, "s"),
            (e, "c"),
            (Named::Statement, "i"),
        ];
        let ids: Vec<(Named, &str)> =
            found.iter().map(|(named, id, _)| (*named, id.as_str())).collect();
        assert_eq!(ids, expected);
        for (_, id, written) in found {
            assert!(written == format!("{id:?}") || written == format!("r{id:?}"), "{written}");
        }
    }
}
