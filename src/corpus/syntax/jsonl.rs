//! A corpus as JSON lines, as `stance export jsonl` and other programs write it.
//!
//! Each line is one record under its section's word: `{"statement": {"holder": …}}`. Fields and checks are those of
//! RON records, except that words such as kinds may also be in lower case.

use super::{
    FileRecords, Located,
    record::{CorpusRecord, Record, RecordSpec},
};
use crate::{
    corpus::{
        diagnostic::{Code, Diagnostic},
        nearest::{did_you_mean, nearest},
        text::Place,
    },
    model::{EntityKind, Polarity, SourceKind, UnknownWord},
};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use std::{fmt::Debug, ops::Range, str::FromStr};

/// The words of records.
const WORDS: [&str; 5] = ["corpus", "verb", "entity", "source", "statement"];
const FORM: &str = "each line holds one record: {\"statement\": {…}}, or entity, source, verb";

/// Reads the text of file number `file`.
pub(super) fn read(file: usize, text: &str) -> FileRecords {
    let mut records = FileRecords::default();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        let at = start + line.len() - line.trim_start().len();
        start += line.len();
        if !trimmed.is_empty() {
            Line { file, at, text: trimmed }.read(&mut records);
        }
    }
    records
}

/// A line without white space around it.
struct Line<'t> {
    file: usize,
    /// Its first byte in the file.
    at: usize,
    text: &'t str,
}

impl Line<'_> {
    fn read(&self, records: &mut FileRecords) {
        let value: Value = match serde_json::from_str(self.text) {
            Ok(value) => value,
            Err(error) => {
                let at = self.place_at(error.column().saturating_sub(1));
                let message = format!("this is not JSON: {}", bare(&error));
                return lose(None, vec![Diagnostic::error(Code::Syntax, at, message)], records);
            }
        };
        let Some((word, fields)) = only_member(value) else {
            let finding = Diagnostic::error(Code::Syntax, self.whole(), "this is not a record");
            return lose(None, vec![finding.help(FORM.to_owned())], records);
        };
        match word.as_str() {
            "corpus" => self.corpus(fields, records),
            "verb" => self.record(fields, records, |records| &mut records.vocabulary),
            "entity" => self.record(fields, records, |records| &mut records.entities),
            "source" => self.record(fields, records, |records| &mut records.sources),
            "statement" => self.record(fields, records, |records| &mut records.statements),
            _ => {
                let help = did_you_mean(&nearest(&word, WORDS, 1));
                let message = format!("unknown record `{word}`");
                let finding =
                    Diagnostic::error(Code::UnknownSection, self.key_or_whole(&word), message);
                let finding = finding.help(help.unwrap_or_else(|| FORM.to_owned()));
                lose(Some(&fields), vec![finding], records);
            }
        }
    }

    /// What holds for the whole corpus: its time zone.
    fn corpus(&self, fields: Map<String, Value>, records: &mut FileRecords) {
        let Some(Located { record: CorpusRecord { time_zone }, .. }) =
            self.read_as(fields, records)
        else {
            return;
        };
        let place = Place::new(0, &(0..self.text.len()));
        let place = value_place(self.text, place, "time_zone");
        let place = place.map_or_else(|| self.whole(), |at| self.place(at.range()));
        records.time_zones.push(Located { record: time_zone, place });
    }

    fn record<R: Record + DeserializeOwned>(
        &self,
        fields: Map<String, Value>,
        records: &mut FileRecords,
        section: fn(&mut FileRecords) -> &mut Vec<Located<R>>,
    ) {
        if let Some(record) = self.read_as(fields, records) {
            section(records).push(record);
        }
    }

    /// The record of some fields, or nothing if they are faulty, which is reported.
    fn read_as<R: Record + DeserializeOwned>(
        &self,
        mut fields: Map<String, Value>,
        records: &mut FileRecords,
    ) -> Option<Located<R>> {
        fields.retain(|_, value| !value.is_null());
        let mut findings = self.findings(&fields, &R::SPEC);
        findings.extend(self.spell(&mut fields, &R::SPEC));
        if !findings.is_empty() {
            lose(Some(&fields), findings, records);
            return None;
        }
        match serde_json::from_value(Value::Object(fields.clone())) {
            Ok(record) => Some(Located { record, place: self.whole() }),
            Err(error) => {
                let message = format!("invalid {}: {}", R::SPEC.word, bare(&error));
                let finding = Diagnostic::error(Code::BadValue, self.whole(), message);
                lose(Some(&fields), vec![finding], records);
                None
            }
        }
    }

    /// Reports faults in the names of a record's fields.
    fn findings(&self, fields: &Map<String, Value>, spec: &RecordSpec) -> Vec<Diagnostic> {
        let names = || spec.fields.iter().map(|field| field.name);
        let unknown = fields.keys().filter(|name| !names().any(|known| known == *name));
        let unknown = unknown.map(|name| {
            let help = did_you_mean(&nearest(name, names(), 1)).unwrap_or_else(|| {
                format!("its fields are {}", names().collect::<Vec<_>>().join(", "))
            });
            let message = format!("unknown field `{name}` in this {}", spec.word);
            Diagnostic::error(Code::UnknownField, self.key_or_whole(name), message).help(help)
        });
        let required = spec.fields.iter().filter(|field| field.required);
        let missing = required.filter(|field| !fields.contains_key(field.name)).map(|field| {
            let message = format!("this {} has no `{}`", spec.word, field.name);
            Diagnostic::error(Code::MissingField, self.whole(), message)
        });
        unknown.chain(missing).collect()
    }

    /// Converts words such as kinds to corpus spelling, and reports unknown ones.
    fn spell(&self, fields: &mut Map<String, Value>, spec: &RecordSpec) -> Vec<Diagnostic> {
        type Spell = fn(&str) -> Result<String, UnknownWord>;
        let closed: [(&str, &str, Spell); 3] = [
            ("entity", "kind", variant::<EntityKind>),
            ("source", "kind", variant::<SourceKind>),
            ("verb", "polarity", variant::<Polarity>),
        ];
        let mut findings = Vec::new();
        for (record, name, spelled) in closed {
            let Some(Value::String(text)) = fields.get_mut(name).filter(|_| record == spec.word)
            else {
                continue;
            };
            match spelled(text) {
                Ok(spelled) => *text = spelled,
                Err(unknown) => {
                    let message = format!("unknown {name} `{text}`");
                    let place = value_place(self.text, Place::new(0, &(0..self.text.len())), name);
                    let place = place.map_or_else(|| self.whole(), |at| self.place(at.range()));
                    let words = unknown.expected;
                    let help = did_you_mean(&nearest(text, words.iter().copied(), 1));
                    let help =
                        help.unwrap_or_else(|| format!("expected one of {}", words.join(", ")));
                    findings.push(Diagnostic::error(Code::BadValue, place, message).help(help));
                }
            }
        }
        findings
    }

    fn place(&self, range: Range<usize>) -> Place {
        Place::new(self.file, &(self.at + range.start..self.at + range.end))
    }

    fn whole(&self) -> Place {
        self.place(0..self.text.len())
    }

    /// The character at a byte, or the last one.
    fn place_at(&self, byte: usize) -> Place {
        let is_before = |&(start, _): &(usize, char)| start <= byte;
        let last = self.text.char_indices().take_while(is_before).last();
        self.place(last.map_or(0..0, |(start, c)| start..start + c.len_utf8()))
    }

    /// The place of a name before a colon.
    fn key(&self, name: &str) -> Option<Place> {
        let written = Value::from(name).to_string();
        let mut found = self.text.match_indices(&written).map(|(at, _)| at..at + written.len());
        let is_key = |range: &Range<usize>| {
            self.text.get(range.end..).is_some_and(|rest| rest.trim_start().starts_with(':'))
        };
        found.find(is_key).map(|range| self.place(range))
    }

    fn key_or_whole(&self, name: &str) -> Place {
        self.key(name).unwrap_or_else(|| self.whole())
    }
}

/// Leaves a line out. References to what it declares are not faults.
fn lose(fields: Option<&Map<String, Value>>, findings: Vec<Diagnostic>, records: &mut FileRecords) {
    records.lost += 1;
    records.diagnostics.extend(findings);
    let Some(fields) = fields else { return };
    let texts = fields.values().filter_map(Value::as_str).map(str::to_owned);
    records.lost_texts.extend(texts);
    records.lost_ids.extend(fields.get("id").and_then(Value::as_str).map(str::to_owned));
}

/// The only member of an object, if it is an object itself.
fn only_member(value: Value) -> Option<(String, Map<String, Value>)> {
    let Value::Object(outer) = value else { return None };
    let mut members = outer.into_iter();
    match (members.next(), members.next()) {
        (Some((word, Value::Object(fields))), None) => Some((word, fields)),
        _ => None,
    }
}

/// A word in corpus spelling: `Person` for `person`.
fn variant<W: FromStr<Err = UnknownWord> + Debug>(text: &str) -> Result<String, UnknownWord> {
    text.parse::<W>().map(|word| format!("{word:?}"))
}

/// The place of a field's value in a record that is a line of its file.
pub(super) fn value_place(text: &str, record: Place, field: &str) -> Option<Place> {
    let line = Line { file: record.file, at: record.start, text: text.get(record.range())? };
    let key = line.key(field)?;
    let behind = text.get(key.end..record.end)?;
    let from = key.end + behind.find(':')? + 1;
    let start = from + text.get(from..record.end)?.find(|c: char| !c.is_whitespace())?;
    let mut values = serde_json::Deserializer::from_str(text.get(start..record.end)?).into_iter();
    let _: Value = values.next()?.ok()?;
    Some(Place::new(record.file, &(start..start + values.byte_offset())))
}

/// serde's message without the place, which the finding has.
fn bare(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ").map_or(text.clone(), |(message, _)| message.to_owned())
}
