//! The tables of messages: every language has every message with the same values, and each is used.

use regex::Regex;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// Messages that are lists, of which every language has as many words.
const LISTS: [&str; 5] =
    ["date.months", "date.short-months", "date.seasons", "date.quarters", "quote-marks"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn table(language: &str) -> BTreeMap<String, String> {
    let path = root().join(format!("language/{language}.ron"));
    let text = fs::read_to_string(&path).unwrap();
    // A key that stands twice would be lost.
    let lines = text.lines().filter(|line| line.trim_start().starts_with('"')).count();
    let table: BTreeMap<String, String> = ron::from_str(&text).unwrap();
    assert_eq!(table.len(), lines, "{language}");
    table
}

fn forms(message: &str) -> Vec<&str> {
    message.split(" | ").collect()
}

fn values(form: &str) -> BTreeSet<&str> {
    form.split('{').skip(1).filter_map(|piece| Some(piece.split_once('}')?.0)).collect()
}

#[test]
fn every_language_has_every_message_with_the_same_values() {
    let english = table("en");
    for language in ["de", "fr", "es"] {
        let other = table(language);
        let [missing, unknown]: [Vec<&String>; 2] = [
            english.keys().filter(|key| !other.contains_key(*key)).collect(),
            other.keys().filter(|key| !english.contains_key(*key)).collect(),
        ];
        assert_eq!((missing, unknown), (vec![], vec![]), "{language}");
        for (key, message) in &english {
            let found = forms(&other[key]);
            for form in &found {
                assert_eq!(values(form), values(forms(message)[0]), "{language}: {key}");
                assert!(
                    !form.is_empty() && form.trim() == *form
                        || key.starts_with("number.")
                        || key == "quote-marks"
                        || key.ends_with("colon"),
                    "{language}: {key}"
                );
            }
            if LISTS.contains(&key.as_str()) {
                assert_eq!(found.len(), forms(message).len(), "{language}: {key}");
            } else {
                assert!(found.len() <= 2, "{language}: {key}");
            }
        }
    }
    for (key, message) in &english {
        let forms = forms(message);
        assert!(forms.iter().all(|form| values(form) == values(forms[0])), "{key}");
    }
}

/// A verb of the default vocabulary has a message, and in English it is what the vocabulary calls it.
#[test]
fn every_verb_of_the_default_vocabulary_has_a_label() {
    let vocabulary = fs::read_to_string(root().join("corpus/vocabulary.ron")).unwrap();
    let verb = Regex::new(r#"\(verb: "([a-z-]+)""#).unwrap();
    let verbs: BTreeSet<String> =
        verb.captures_iter(&vocabulary).map(|found| format!("verb.{}", &found[1])).collect();
    let english = table("en");
    let labels = english.keys().filter(|key| key.starts_with("verb."));
    assert_eq!(labels.cloned().collect::<BTreeSet<_>>(), verbs);
    for key in &verbs {
        assert_eq!(english[key], key.trim_start_matches("verb.").replace('-', " "));
    }
}

/// The text of every file of the page and of what writes it.
fn sources() -> Vec<(PathBuf, String)> {
    let mut folders =
        vec![root().join("export"), root().join("language"), root().join("view/filter")];
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|it| ["js", "rs", "html"].iter().any(|known| it == *known))
                && !path.components().any(|part| part.as_os_str() == "vendor")
            {
                sources.push((path.clone(), fs::read_to_string(&path).unwrap()));
            }
        }
    }
    sources
}

#[test]
fn every_message_is_used_and_every_used_one_is_there() {
    let english = table("en");
    // "key", and `prefix.${…}` or "prefix.{}", of which the rest is a word of the data.
    let whole = Regex::new(r#"["`]([a-z0-9]+(?:[.-][a-z0-9]+)*)["`]|word:([a-z.-]+)\}\}"#).unwrap();
    let begun = Regex::new(r#"["`]([a-z0-9.-]+[.-])(?:\$\{|\{\}|\{[a-z]+\}|["`])"#).unwrap();
    let (mut used, mut prefixes) = (BTreeSet::new(), BTreeSet::new());
    for (_, text) in sources() {
        used.extend(
            whole.captures_iter(&text).filter_map(|found| {
                found.get(1).or(found.get(2)).map(|key| key.as_str().to_owned())
            }),
        );
        prefixes.extend(begun.captures_iter(&text).map(|found| found[1].to_owned()));
    }
    let is_used = |key: &&String| {
        used.contains(*key)
            || prefixes.iter().any(|prefix| prefix.len() > 2 && key.starts_with(prefix.as_str()))
    };
    let unused: Vec<&String> = english.keys().filter(|key| !is_used(key)).collect();
    assert_eq!(unused, Vec::<&String>::new(), "nothing uses these");
    // What is asked for by name.
    let asked = Regex::new(r#"\b(?:phrase|phrased|listed|datePhrase|text|with|count|in_form|around|listed|forms)\(\s*"([a-z0-9-]+(?:\.[a-z0-9-]+)*)""#).unwrap();
    let in_frame = Regex::new(r"word:([a-z.-]+)\}\}").unwrap();
    for (path, text) in sources() {
        let is_page = path
            .components()
            .any(|part| part.as_os_str() == "html" || part.as_os_str() == "language");
        if !is_page && !text.contains("Messages") {
            continue;
        }
        for found in asked.captures_iter(&text).chain(in_frame.captures_iter(&text)) {
            let key = &found[1];
            // Elements have attributes that are set by the same words.
            let is_message = key.contains('.') || path.extension().is_some_and(|it| it == "js");
            assert!(
                !is_message || english.contains_key(key),
                "{}: no message {key}",
                path.display()
            );
        }
    }
}
