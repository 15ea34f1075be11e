//! Adds records to a file and leaves the rest unchanged, byte for byte.

use super::{
    RON,
    syntax::outline::{Member, Outline, after_attributes, after_trivia, outline},
};
use crate::model::Attributes;
use serde::Serialize;
use serde_json::Value;
use std::ops::Range;

/// The field that is a map, and no record.
pub(super) const ATTRIBUTES: &str = "attributes";

/// A record to write; empty texts and lists are left out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NewRecord {
    /// Field names and RON values, in order.
    fields: Vec<(String, String)>,
}

impl NewRecord {
    /// What serde says of a record.
    pub(crate) fn of(record: &impl Serialize) -> Self {
        let value = serde_json::to_value(record).unwrap_or_default();
        let Value::Object(members) = value else { return Self::default() };
        let fields = members.into_iter().map(|(name, value)| {
            let written = ron(&name, &value);
            (name, written)
        });
        Self { fields: fields.collect() }
    }

    /// The names of the fields, and their values as RON.
    pub(super) fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The id of the record, if it has one.
    pub fn id(&self) -> Option<String> {
        let (_, id) = self.fields.iter().find(|(name, _)| name == "id")?;
        RON.from_str(id).ok()
    }

    /// Adds a text field, if there is a text.
    pub fn text(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.fields.push((name.to_owned(), quoted(value)));
        }
    }

    /// Adds a field with a word of a closed set, as RON writes it: `kind: Article`.
    pub fn variant(&mut self, name: &str, value: String) {
        self.fields.push((name.to_owned(), value));
    }

    /// Adds a list of texts, unless it is empty.
    pub fn list(&mut self, name: &str, values: &[String]) {
        if !values.is_empty() {
            let items: Vec<String> = values.iter().map(|value| quoted(value)).collect();
            self.fields.push((name.to_owned(), format!("[{}]", items.join(", "))));
        }
    }

    /// Adds attributes, unless there are none.
    pub fn attributes(&mut self, attributes: &Attributes) {
        if !attributes.is_empty() {
            let value = serde_json::to_value(attributes).unwrap_or_default();
            self.fields.push((ATTRIBUTES.to_owned(), ron(ATTRIBUTES, &value)));
        }
    }

    /// Adds a number field, if there is a number.
    pub fn number(&mut self, name: &str, value: Option<f64>) {
        if let Some(value) = value {
            self.fields.push((name.to_owned(), format!("{value:?}")));
        }
    }

    /// The record as RON, on one line: a merge by lines keeps what two branches add.
    pub(super) fn to_ron(&self) -> String {
        let fields = self.fields.iter().map(|(name, value)| format!("{name}: {value}"));
        format!("({})", fields.collect::<Vec<_>>().join(", "))
    }
}

/// A text as a RON string; only characters that must be are escaped.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if c.is_control() => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// The value of a field as RON.
fn ron(name: &str, value: &Value) -> String {
    match value {
        // Enum variants are written without quotes.
        Value::String(word) if matches!(name, "kind" | "polarity") => word.clone(),
        Value::String(text) => quoted(text),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| ron("", item)).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(members) if name == ATTRIBUTES => {
            let members =
                members.iter().map(|(name, value)| format!("{}: {}", quoted(name), ron("", value)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(", "))
        }
        Value::Object(members) => {
            let members =
                members.iter().map(|(name, value)| format!("{name}: {}", ron(name, value)));
            format!("({})", members.collect::<Vec<_>>().join(", "))
        }
        Value::Number(number) => {
            number.as_f64().map_or_else(|| number.to_string(), |x| format!("{x:?}"))
        }
        Value::Bool(truth) => truth.to_string(),
        Value::Null => "None".to_owned(),
    }
}

/// Records to add, by section.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Additions {
    /// The time zone of a new file, if it is not UTC.
    pub(crate) time_zone: Option<String>,
    /// The sections by name, in order.
    pub(crate) sections: Vec<(&'static str, Vec<NewRecord>)>,
}

/// Why records cannot be added to a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AppendError {
    /// The text is not a corpus, or its brackets do not match.
    #[error("the brackets of the file do not match; correct it first (`stance check`)")]
    Broken,
}

impl Additions {
    /// One statement.
    pub fn statement(statement: NewRecord) -> Self {
        Self { sections: vec![("statements", vec![statement])], ..Self::default() }
    }

    /// One source.
    pub fn source(source: NewRecord) -> Self {
        Self { sections: vec![("sources", vec![source])], ..Self::default() }
    }

    /// Whether there is nothing to add.
    pub fn is_empty(&self) -> bool {
        self.sections.iter().all(|(_, records)| records.is_empty())
    }

    /// The text of a new corpus file.
    pub fn new_file(&self) -> String {
        let mut out = String::from("Corpus(\n");
        if let Some(zone) = &self.time_zone {
            out.extend(["    time_zone: ", &quoted(zone), ",\n"]);
        }
        for (section, records) in self.sections.iter().filter(|(_, records)| !records.is_empty()) {
            out.extend(["    ", section, ": [\n"]);
            for record in records {
                out.extend(["        ", &record.to_ron(), ",\n"]);
            }
            out.push_str("    ],\n");
        }
        out.push_str(")\n");
        out
    }

    /// The text with the records added after the last ones of their sections, and otherwise unchanged,
    /// byte for byte.
    pub fn append_to(&self, text: &str) -> Result<String, AppendError> {
        let mut text = text.to_owned();
        for (section, records) in self.sections.iter().filter(|(_, records)| !records.is_empty()) {
            let corpus = corpus_outline(&text)
                .filter(|corpus| corpus.faults.is_empty())
                .ok_or(AppendError::Broken)?;
            let records: Vec<String> = records.iter().map(NewRecord::to_ron).collect();
            text = append(&text, &corpus, section, &records, 4)?;
        }
        Ok(text)
    }
}

/// Whether a text has a section of statements.
pub fn has_statements(text: &str) -> bool {
    corpus_outline(text).is_some_and(|corpus| section(text, &corpus, "statements").is_some())
}

/// The places of the statements of a text, in order.
pub(crate) fn statement_places(text: &str) -> Vec<Range<usize>> {
    let list = corpus_outline(text).and_then(|corpus| section(text, &corpus, "statements"));
    let members = list.map(|list| list.members).unwrap_or_default();
    let place = |member: Member| {
        let start = member.key.as_ref().map_or(member.value.start, |key| key.start);
        start..member.value.end
    };
    members.into_iter().map(place).collect()
}

/// The text with records behind the last ones of a list of the record `of`, whose fields stand `depth` spaces in.
pub(super) fn append(
    text: &str,
    of: &Outline,
    name: &str,
    records: &[String],
    depth: usize,
) -> Result<String, AppendError> {
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let lines = |indent: &str| {
        let lines = records.iter().map(|record| format!("{indent}{record},"));
        lines.collect::<Vec<_>>().join(newline)
    };
    let (outer, inner) = (" ".repeat(depth), " ".repeat(depth + 4));
    let Some(list) = section(text, of, name) else {
        let section = format!("{outer}{name}: [{newline}{}{newline}{outer}],", lines(&inner));
        return insert(text, of, &outer, &section, newline);
    };
    if !list.faults.is_empty() {
        return Err(AppendError::Broken);
    }
    let indent = list.members.last().map_or(inner.as_str(), |last| {
        let first = last.key.clone().map_or(last.value.start, |key| key.start);
        let line = text[..first].rfind('\n').map_or(0, |newline| newline + 1);
        let blank = &text[line..first];
        if blank.trim().is_empty() { blank } else { &inner }
    });
    insert(text, &list, indent, &lines(indent), newline)
}

pub(super) fn corpus_outline(text: &str) -> Option<Outline> {
    outline(text, after_attributes(text))
}

pub(super) fn section(text: &str, corpus: &Outline, name: &str) -> Option<Outline> {
    let is_named = |key: &Range<usize>| &text[key.clone()] == name;
    let member = corpus.members.iter().rfind(|member| member.key.as_ref().is_some_and(is_named))?;
    outline(text, member.value.start)
}

/// Inserts lines after the last member of a bracketed value, or after its opening bracket.
pub(super) fn insert(
    text: &str,
    into: &Outline,
    indent: &str,
    lines: &str,
    newline: &str,
) -> Result<String, AppendError> {
    let close = into.end.checked_sub(1).ok_or(AppendError::Broken)?;
    let (mut at, mut comma) = (close, "");
    if let Some(last) = into.members.last() {
        let after = after_trivia(text, last.value.end);
        if text[after..].starts_with(',') {
            at = after + 1;
        } else {
            at = last.value.end;
            comma = ",";
        }
        // A comment after the last member belongs to it.
        let rest_of_line = text[at..close].split('\n').next().unwrap_or("");
        if comma.is_empty()
            && (rest_of_line.trim().is_empty() || rest_of_line.trim_start().starts_with("//"))
        {
            at += rest_of_line.trim_end_matches('\r').len();
        }
    } else {
        at = text[..close]
            .trim_end()
            .len()
            .max(text[..close].rfind(['[', '(']).map_or(0, |open| open + 1))
            .min(at);
    }
    let rest = &text[at..];
    let closes_here = !rest[..close - at].contains('\n');
    let closing_indent = indent.strip_suffix("    ").unwrap_or("");
    let after = if closes_here { format!("{newline}{closing_indent}") } else { String::new() };
    Ok(format!("{}{comma}{newline}{lines}{after}{}", &text[..at], rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn statement() -> Additions {
        let mut statement = NewRecord::default();
        statement.text("holder", Some("a"));
        statement.text("quote", Some("he said \"no\"\nand left\u{1}"));
        statement.list("about", &["x".to_owned(), "y".to_owned()]);
        statement.number("confidence", Some(1.0));
        Additions::statement(statement)
    }

    const RECORD: &str = r#"(holder: "a", quote: "he said \"no\"\nand left\u{1}", about: ["x", "y"], confidence: 1.0)"#;

    fn check(text: &str, expected: &str) {
        assert_eq!(statement().append_to(text), Ok(expected.replace('@', RECORD)));
    }

    #[test]
    fn only_the_statement_is_new() {
        check(
            "Corpus(\n  statements: [\n    (holder: \"b\"), // why\n    // end\n  ],\n)\n",
            "Corpus(\n  statements: [\n    (holder: \"b\"), // why\n    @,\n    // end\n  ],\n)\n",
        );
        check("Corpus(statements: [(b: 1)])", "Corpus(statements: [(b: 1),\n        @,\n    ])");
        check("Corpus(statements: [])", "Corpus(statements: [\n        @,\n    ])");
        check(
            "Corpus(\r\n entities: []\r\n)",
            "Corpus(\r\n entities: [],\r\n    statements: [\r\n        @,\r\n    ],\r\n)",
        );
        check("Corpus()", "Corpus(\n    statements: [\n        @,\n    ],\n)");
        check(
            "Corpus(statements: [\n    // none yet\n])",
            "Corpus(statements: [\n    // none yet\n        @,\n])",
        );
    }

    #[test]
    fn a_broken_file_is_left_alone() {
        assert_eq!(statement().append_to("Corpus(statements: [(a: 1]"), Err(AppendError::Broken));
        assert_eq!(statement().append_to(""), Err(AppendError::Broken));
    }
}
