//! Every answer names the entities that it has by id.

use super::{page::root, reference::ANSWERS};
use serde_json::{Map, Value};
use std::{collections::BTreeMap, path::Path, process::Command};

/// Answers of which a part is in none of those that the reference looks at.
pub(super) const MORE: [&str; 9] = [
    "statements --claims",
    "balance",
    "network",
    "network --mode targets",
    "network --of kanye-west",
    "motifs --list --every month",
    "show donald-trump",
    "why kanye-west donald-trump",
    "rank --every month",
];

fn answer(line: &str, corpus: &Path) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_stance"))
        .args(line.split(' '))
        .args(["-O", "json", "-f"])
        .arg(corpus)
        .current_dir(root())
        .env("STANCE_FILE", "")
        .output()
        .unwrap();
    assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The names of the entities of a corpus by their ids.
fn names(corpus: &Path) -> BTreeMap<String, String> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let answer = answer("entities", corpus);
    let rows = answer["rows"].as_array().unwrap();
    rows.iter().map(|row| (text(&row["entity"]), text(&row["entity_name"]))).collect()
}

/// The field with the names for the ids of a field.
fn field_of_names(field: &str, value: &Value) -> String {
    match (field, value) {
        (_, Value::String(_)) => format!("{field}_name"),
        ("entities", _) => "entity_names".to_owned(),
        ("targets", _) => "target_names".to_owned(),
        _ => format!("{field}_names"),
    }
}

/// A value with names in place of ids; nothing if it has an id of no entity.
fn named(value: &Value, names: &BTreeMap<String, String>) -> Option<Value> {
    match value {
        Value::String(id) => names.get(id).cloned().map(Value::String),
        Value::Array(items) => items.iter().map(|item| named(item, names)).collect(),
        _ => None,
    }
}

fn look(
    object: &Map<String, Value>,
    names: &BTreeMap<String, String>,
    found: &mut BTreeMap<String, usize>,
    line: &str,
) {
    for (field, value) in object {
        // Names and aliases may read as ids do, and rows of `stats` count anything by its word.
        let is_name = field.ends_with("_name") || field.ends_with("_names");
        let is_other = ["aliases", "verb", "name", "command"].contains(&field.as_str());
        let is_empty = value.as_array().is_some_and(Vec::is_empty);
        if !is_name
            && !is_other
            && !is_empty
            && let Some(expected) = named(value, names)
        {
            let beside = field_of_names(field, value);
            assert_eq!(object.get(&beside), Some(&expected), "`{beside}` of `{line}`");
            *found.entry(field.clone()).or_default() += 1;
        }
        look_into(value, names, found, line);
    }
}

fn look_into(
    value: &Value,
    names: &BTreeMap<String, String>,
    found: &mut BTreeMap<String, usize>,
    line: &str,
) {
    match value {
        Value::Object(object) => look(object, names, found, line),
        Value::Array(items) => items.iter().for_each(|item| look_into(item, names, found, line)),
        _ => {}
    }
}

#[test]
fn every_id_of_an_entity_has_its_name_beside_it() {
    let corpus = root().join("data");
    let names = names(&corpus);
    let mut found = BTreeMap::new();
    for line in ANSWERS.iter().chain(&MORE) {
        look_into(&answer(line, &corpus), &names, &mut found, line);
    }
    for field in ["holder", "target", "a", "b", "c", "about", "claimed_by", "entities", "of"] {
        assert!(found.contains_key(field), "no answer has `{field}`: {found:?}");
    }
}
