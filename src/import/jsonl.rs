//! Statements of JSON lines that are equal in what identifies them, or have one id: each gets an id of its own, as rows of
//! tables do.

use super::adding::{Standing, Verdict};
use crate::{
    corpus::{TextFile, record::StatementRecord},
    model::Day,
};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap, HashSet};

/// What became of lines, by their places.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Distinct {
    /// Those that say what an earlier one says.
    pub repeated: Vec<String>,
    /// Those with the id of an earlier one, which they correct.
    pub corrections: Vec<String>,
}

#[derive(Deserialize)]
struct StatementLine {
    statement: StatementRecord,
}

#[derive(Deserialize)]
struct SourceLine {
    source: Dated,
}

#[derive(Deserialize)]
struct Dated {
    id: String,
    published: Option<String>,
}

/// Gives statements ids where their own are taken by earlier ones; corrections were recorded on a day. Lines that repeat
/// another become empty, and no line changes its number.
pub fn distinct(files: &mut [TextFile], recorded: Day) -> Distinct {
    let mut found = Distinct::default();
    if !may_repeat(files) {
        return found;
    }
    let published = published(files);
    let mut standing = Standing::default();
    for file in files {
        let mut text = String::with_capacity(file.text.len());
        for (number, line) in file.text.split_inclusive('\n').enumerate() {
            let Some(written) = statement(line) else {
                text.push_str(line);
                continue;
            };
            let place = || format!("{}:{}", file.path.display(), number + 1);
            let mut record = written.clone();
            if record.on.is_none() {
                record.on = published.get(&record.source).cloned();
            }
            let (new, is_other) = match standing.add(record.clone(), false) {
                Verdict::New(new) => {
                    let is_other = new.id != record.id;
                    (new, is_other)
                }
                Verdict::Correction(mut new) => {
                    new.recorded.get_or_insert_with(|| recorded.to_string());
                    found.corrections.push(place());
                    (new, true)
                }
                Verdict::Repeated => {
                    found.repeated.push(place());
                    text.push('\n');
                    continue;
                }
            };
            if is_other {
                // Records can always be written.
                let new = serde_json::to_string(&BTreeMap::from([("statement", *new)]));
                text.push_str(&new.unwrap_or_default());
                text.push('\n');
            } else {
                text.push_str(line);
            }
        }
        file.text = text;
    }
    found
}

/// The statement of a line; what is wrong with others is reported when they are read.
fn statement(line: &str) -> Option<StatementRecord> {
    Some(serde_json::from_str::<StatementLine>(line).ok()?.statement)
}

/// Whether two statements have one id.
fn may_repeat(files: &[TextFile]) -> bool {
    let published = published(files);
    let mut ids = HashSet::new();
    let lines = files.iter().flat_map(|file| file.text.lines());
    lines.filter_map(statement).any(|mut record| {
        if record.on.is_none() {
            record.on = published.get(&record.source).cloned();
        }
        !ids.insert(record.id())
    })
}

/// When sources were published.
fn published(files: &[TextFile]) -> HashMap<String, String> {
    let lines = files.iter().flat_map(|file| file.text.lines());
    let sources = lines.filter(|line| line.contains("\"source\""));
    let sources = sources.filter_map(|line| serde_json::from_str::<SourceLine>(line).ok());
    sources.filter_map(|line| Some((line.source.id, line.source.published?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_of_one_id_are_told_apart() {
        let line = |rest: &str| {
            format!(
                "{{\"statement\": {{\"holder\": \"a\", \"stance\": \"opposes\", \"target\": \"b\", \"source\": \"s\"{rest}}}}}\n"
            )
        };
        let source = "{\"source\": {\"id\": \"s\", \"kind\": \"Post\", \"published\": \"2018\"}}\n";
        let lines = [
            source.to_owned(),
            line(""),
            line(", \"coder\": \"ann\""),
            line(", \"on\": \"2018\""),
            line(", \"id\": \"x\", \"on\": \"2017\""),
            line(", \"id\": \"x\", \"on\": \"2016\""),
        ];
        let mut files = [TextFile { path: "a.jsonl".into(), text: lines.concat() }];
        let found = distinct(&mut files, Day::from_civil(2030, 1, 1));
        assert_eq!(found.repeated, ["a.jsonl:4"]);
        assert_eq!(found.corrections, ["a.jsonl:6"]);
        let text: Vec<&str> = files[0].text.lines().collect();
        assert_eq!(text.len(), 6);
        assert!(text[2].contains("\"id\":") && text[2].contains("\"coder\":\"ann\""), "{text:?}");
        assert!(text[3].is_empty() && text[4] == lines[4].trim_end());
        assert!(text[5].contains("\"supersedes\":\"x\"") && text[5].contains("2030-01-01"));
        // What has no two of one id stays as it is.
        let mut files = [TextFile { path: "a.jsonl".into(), text: lines[..2].concat() }];
        assert_eq!(distinct(&mut files, Day::from_civil(2030, 1, 1)), Distinct::default());
        assert_eq!(files[0].text, lines[..2].concat());
    }
}
