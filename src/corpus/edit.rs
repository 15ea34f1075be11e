//! Changes and removes single records in a text and leaves the rest unchanged, byte for byte.

use super::{
    RON,
    amend::{amend_entities, field, insertion, value_edit},
    append::{NewRecord, corpus_outline, section},
    record::{EntityRecord, StatementRecord},
    syntax::outline::{Member, Outline, after_trivia, outline},
};
use std::{collections::BTreeMap, iter::once, ops::Range};

/// The text with the statement at a place as it becomes: values that change are replaced, new fields stand behind the
/// others, and fields without a value are removed. Comments stay.
pub(crate) fn change_statement(
    text: &str,
    place: &Range<usize>,
    after: &StatementRecord,
) -> Option<String> {
    let before = RON.from_str::<StatementRecord>(text.get(place.clone())?).ok()?;
    let (before, after) = (NewRecord::of(&before), NewRecord::of(after));
    let value = |record: &NewRecord, name: &str| {
        record.fields().find(|(known, _)| *known == name).map(|(_, value)| value.to_owned())
    };
    let record = outline(text, place.start)?;
    let mut text = text.to_owned();
    // From the end on, so that the places before stay.
    for (at, member) in record.members.iter().enumerate().rev() {
        let name = member.key.clone().and_then(|key| text.get(key)).unwrap_or_default();
        match (value(&before, name), value(&after, name)) {
            (Some(old), Some(new)) if old != new => {
                let (range, new) = value_edit(&text, member, &old, &new);
                text.replace_range(range, &new);
            }
            (Some(_), None) => {
                for range in member_ranges(&text, &record, at).into_iter().rev() {
                    text.replace_range(range, "");
                }
            }
            _ => {}
        }
    }
    let record = outline(&text, place.start)?;
    let is_new = |(name, _): &(&str, &str)| field(&text, &record, name).is_none();
    let new = after.fields().filter(is_new).map(|(name, value)| format!("{name}: {value}"));
    let new: Vec<String> = new.collect();
    if !new.is_empty() {
        let (range, new) = insertion(&text, &record, &new.join(", "))?;
        text.replace_range(range, &new);
    }
    Some(text)
}

/// The text without the record at a place. Comments stay, and so does a line that holds nothing else.
pub(crate) fn remove_record(
    text: &str,
    section_name: &str,
    place: &Range<usize>,
) -> Option<String> {
    let corpus = corpus_outline(text)?;
    let list = section(text, &corpus, section_name)?;
    let at = list.members.iter().position(|member| start(member) == place.start)?;
    let mut ranges = member_ranges(text, &list, at);
    if let Some(own) = ranges.iter_mut().find(|range| range.start == place.start) {
        *own = whole_lines(text, own);
    }
    let mut text = text.to_owned();
    for range in ranges.into_iter().rev() {
        text.replace_range(range, "");
    }
    Some(text)
}

/// The lines of a range, if they have nothing else; else the range.
pub(super) fn whole_lines(text: &str, range: &Range<usize>) -> Range<usize> {
    let part = |range: Range<usize>| text.get(range).unwrap_or_default();
    let start = part(0..range.start).rfind('\n').map_or(0, |newline| newline + 1);
    let newline = part(range.end..text.len()).find('\n');
    let Some(end) = newline.map(|newline| range.end + newline + 1) else { return range.clone() };
    let around = [part(start..range.start), part(range.end..end)];
    if around.iter().all(|part| part.trim().is_empty()) { start..end } else { range.clone() }
}

/// The text with another name of an entity; nothing where the entity is not in it.
pub(crate) fn add_alias(text: &str, id: &str, alias: &str) -> Option<String> {
    let corpus = corpus_outline(text)?;
    let list = section(text, &corpus, "entities")?;
    let records = list.members.iter().filter_map(|member| {
        RON.from_str::<EntityRecord>(text.get(start(member)..member.value.end)?).ok()
    });
    let before = records.into_iter().find(|record| record.id == id)?;
    let mut after = before.clone();
    after.aliases.push(alias.to_owned());
    amend_entities(text, &BTreeMap::from([(id.to_owned(), (before, after))]))
}

/// Where a member begins: its key, or a name before its bracket.
fn start(member: &Member) -> usize {
    member.key.as_ref().map_or(member.value.start, |key| key.start)
}

/// What has to go, in order, for a member to go: itself with the comma behind it, else with the one before it.
pub(super) fn member_ranges(text: &str, of: &Outline, at: usize) -> Vec<Range<usize>> {
    let Some(member) = of.members.get(at) else { return Vec::new() };
    let own = start(member)..member.value.end;
    let comma = after_trivia(text, own.end);
    if text.get(comma..).is_some_and(|rest| rest.starts_with(',')) {
        if comma > own.end {
            return vec![own, comma..comma + 1];
        }
        let rest = text.get(comma + 1..).unwrap_or_default();
        let spaces = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let is_last_of_line = rest.trim_start_matches([' ', '\t']).starts_with(['\n', '\r']);
        let spaces = if is_last_of_line { 0 } else { spaces };
        return once(own.start..comma + 1 + spaces).collect();
    }
    let before = at.checked_sub(1).and_then(|before| of.members.get(before));
    match before.map(|before| after_trivia(text, before.value.end)) {
        Some(comma) if text.get(comma..).is_some_and(|rest| rest.starts_with(',')) => {
            if text.get(comma + 1..own.start).is_some_and(|between| between.trim().is_empty()) {
                once(comma..own.end).collect()
            } else {
                vec![comma..comma + 1, own]
            }
        }
        _ => vec![own],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(text: &str) -> StatementRecord {
        RON.from_str(text).unwrap()
    }

    fn place(text: &str, record: &str) -> Range<usize> {
        let start = text.find(record).unwrap();
        start..start + record.len()
    }

    #[test]
    fn only_fields_that_change_are_new() {
        let check = |old: &str, new: &str, expected: &str| {
            let text = format!("Corpus(statements: [ // all\n    {old}, // why\n])");
            let changed = change_statement(&text, &place(&text, old), &record(new)).unwrap();
            assert_eq!(changed, text.replace(old, expected));
            assert_eq!(record(expected), record(new));
        };
        check(
            r#"(holder: "a", stance: "praises", /* one */ target: "b", source: "s", note: "x")"#,
            r#"(holder: "a", stance: "thanks", target: "b", source: "s", on: "2020")"#,
            r#"(holder: "a", stance: "thanks", /* one */ target: "b", source: "s", on: "2020")"#,
        );
        check(
            r#"(holder: "a", note: "x", stance: r"praises", target: "b", source: "s", about: ["t"],)"#,
            r#"(holder: "a", stance: "praises", target: "b", source: "s", about: ["t", "u"])"#,
            r#"(holder: "a", stance: r"praises", target: "b", source: "s", about: ["t", "u"],)"#,
        );
        check(
            "(holder: \"a\", stance: \"praises\", target: \"b\", source: \"s\",\n     on: \"2020\", /* c */ note: \"x\")",
            r#"(holder: "a", stance: "praises", target: "b", source: "s")"#,
            "(holder: \"a\", stance: \"praises\", target: \"b\", source: \"s\" /* c */ )",
        );
    }

    #[test]
    fn a_record_goes_and_the_rest_stays() {
        let check = |text: &str, expected: &str| {
            assert_eq!(
                remove_record(text, "statements", &place(text, "(b)")).as_deref(),
                Some(expected)
            );
        };
        check(
            "Corpus(statements: [\n  (a),\n  (b),\n  (c),\n])",
            "Corpus(statements: [\n  (a),\n  (c),\n])",
        );
        check("Corpus(statements: [(a), (b), (c)])", "Corpus(statements: [(a), (c)])");
        check("Corpus(statements: [(a), (b)])", "Corpus(statements: [(a)])");
        check("Corpus(statements: [(b)])", "Corpus(statements: [])");
        check(
            "Corpus(statements: [\n  (a), // one\n  (b) // two\n])",
            "Corpus(statements: [\n  (a) // one\n   // two\n])",
        );
        check(
            "Corpus(statements: [\r\n  (a),\r\n  (b),\r\n])",
            "Corpus(statements: [\r\n  (a),\r\n])",
        );
        assert_eq!(remove_record("Corpus(statements: [(a)])", "statements", &(3..4)), None);
    }

    #[test]
    fn an_alias_is_added_to_its_entity() {
        let text = r#"Corpus(entities: [(id: "a", kind: Person, name: "Ann"), (id: "b", kind: Person, name: "Bo")])"#;
        assert_eq!(
            add_alias(text, "b", "Bob").unwrap(),
            text.replace("\"Bo\"", "\"Bo\", aliases: [\"Bob\"]")
        );
        assert_eq!(add_alias(text, "c", "Cy"), None);
    }
}
