//! The reference names what there is: every command, flag and field, and no flag that is not there.

pub(super) use super::answers::ANSWERS;
use super::page::{Page, root};
use serde_json::Value;
use std::{collections::BTreeSet, path::Path, process::Command};

fn stance(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_stance"))
        .args(arguments)
        .current_dir(root())
        .env("STANCE_FILE", "")
        .output()
        .unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The pages whose path begins with a text, together.
fn text_of(beginning: &str) -> String {
    let pages = Page::all().into_iter().filter(|page| page.path.starts_with(Path::new(beginning)));
    pages.map(|page| page.text).collect()
}

/// The commands that a help text lists, under headings of groups or one for all.
fn commands(help: &str) -> Vec<&str> {
    let is_listed =
        |line: &&str| line.starts_with("  ") && line.trim_start().starts_with(char::is_lowercase);
    let before_options = help.split("\nOptions:").next().unwrap_or_default();
    let lines = before_options.lines().filter(is_listed);
    let words = lines
        .filter(|line| !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next());
    words.filter(|word| *word != "help").collect()
}

/// The long flags that a help text lists.
fn flags(help: &str) -> impl Iterator<Item = &str> {
    let listed = help.lines().map(str::trim_start).filter(|line| line.starts_with('-'));
    let words = listed.flat_map(str::split_whitespace);
    words.filter(|word| word.starts_with("--")).map(name)
}

/// A flag without what follows it.
fn name(flag: &str) -> &str {
    let end = flag[2..].find(|c: char| !(c.is_ascii_lowercase() || c == '-'));
    &flag[..end.map_or(flag.len(), |end| end + 2)]
}

/// Every flag of every command.
fn all_flags() -> BTreeSet<String> {
    let help = stance(&["--help"]);
    let mut found: BTreeSet<String> = flags(&help).map(str::to_owned).collect();
    for command in commands(&help) {
        let help = stance(&[command, "--help"]);
        found.extend(flags(&help).map(str::to_owned));
        if ["import", "text", "add"].contains(&command) {
            for part in commands(&help) {
                found.extend(flags(&stance(&[command, part, "--help"])).map(str::to_owned));
            }
        }
    }
    found
}

#[test]
fn every_command_and_flag_is_named() {
    let reference = text_of("docs/reference");
    let help = stance(&["--help"]);
    let import = stance(&["import", "--help"]);
    for command in commands(&help) {
        assert!(
            reference.contains(&format!("`stance {command}")),
            "`stance {command}` is not in the reference"
        );
    }
    let formats = commands(&import);
    assert!(formats.contains(&"csv"), "{formats:?}");
    for format in formats {
        let words = format!("`stance import {format}");
        assert!(reference.contains(&words), "{words}` is not in the reference");
    }
    let is_named = |flag: &String| {
        let is_in = ["`", " "].iter().any(|end| reference.contains(&format!("`{flag}{end}")));
        is_in || ["--help", "--version"].contains(&flag.as_str())
    };
    let missing: Vec<_> = all_flags().into_iter().filter(|flag| !is_named(flag)).collect();
    assert_eq!(missing, Vec::<String>::new(), "not in the reference");
}

#[test]
fn every_flag_that_is_named_is_there() {
    let flags = all_flags();
    for page in Page::all().iter().filter(|page| page.path.starts_with("docs")) {
        if page.path.ends_with("PERFORMANCE.md") {
            continue;
        }
        for part in page.text.split('`').filter(|part| part.starts_with("--")) {
            let flag = name(part);
            assert!(flags.contains(flag), "{}: there is no {flag}", page.path.display());
        }
    }
}

#[test]
fn every_field_is_named() {
    let reference = text_of("docs/reference");
    let spans = reference.split('`').skip(1).step_by(2);
    let is_outside = |c: char| !(c.is_ascii_lowercase() || c == '_');
    let words: BTreeSet<&str> = spans.flat_map(|span| span.split(is_outside)).collect();
    let help = stance(&["--help"]);
    let asked: BTreeSet<&str> = ANSWERS.iter().filter_map(|line| line.split(' ').next()).collect();
    let questions = help.split("\nExport:").next().unwrap_or_default();
    for command in commands(questions) {
        assert!(asked.contains(command), "the fields of `{command}` are not looked at");
    }
    let mut missing = Vec::new();
    for line in ANSWERS {
        let arguments: Vec<&str> = line.split(' ').chain(["-O", "json", "-f", "data"]).collect();
        let answer: Value = serde_json::from_str(&stance(&arguments)).unwrap();
        let mut fields = BTreeSet::new();
        collect(&answer, &mut fields);
        fields.retain(|field| !words.contains(field.as_str()));
        missing.extend(fields.into_iter().map(|field| format!("`{field}` of `{line}`")));
    }
    assert_eq!(missing, Vec::<String>::new(), "not in the reference");
}

/// The names of all fields of a value.
fn collect(value: &Value, fields: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => {
            for (field, value) in object {
                // Counts by sign, verb or kind are named by these.
                if field.chars().all(|c| c.is_ascii_lowercase() || c == '_') {
                    fields.insert(field.clone());
                }
                if !["by_polarity", "by_verb", "by_kind"].contains(&field.as_str()) {
                    collect(value, fields);
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| collect(value, fields)),
        _ => {}
    }
}
