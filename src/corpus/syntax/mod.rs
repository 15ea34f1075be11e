//! Syntax: text into records with their places, and findings about the rest.
//!
//! Whether references exist and dates are valid is checked in [`super::check`].

mod explain;
mod jsonl;
pub(crate) mod outline;
pub(crate) mod record;
mod scanner;
mod slip;

use self::{
    outline::{Member, Outline, after_attributes, after_trivia, outline},
    record::{EntityRecord, Record, SourceRecord, StatementRecord, VerbRecord},
};
use super::{
    diagnostic::{Code, Diagnostic},
    nearest::{did_you_mean, nearest},
    text::{Form, Place},
};
use ron::{Options, extensions::Extensions};
use std::{cell::OnceCell, collections::HashSet, ops::Range, sync::LazyLock};

/// RON with the extension of corpora: `Some(…)` may be left out.
pub(crate) static RON: LazyLock<Options> =
    LazyLock::new(|| Options::default().with_default_extension(Extensions::IMPLICIT_SOME));

/// A record and its place.
#[derive(Debug)]
pub(crate) struct Located<R> {
    pub(crate) record: R,
    pub(crate) place: Place,
}

/// The records of one file.
#[derive(Debug, Default)]
pub(crate) struct FileRecords {
    pub(crate) vocabulary: Vec<Located<VerbRecord>>,
    pub(crate) entities: Vec<Located<EntityRecord>>,
    pub(crate) sources: Vec<Located<SourceRecord>>,
    pub(crate) statements: Vec<Located<StatementRecord>>,
    /// The names of time zones, each with its place.
    pub(crate) time_zones: Vec<Located<String>>,
    /// Ids of records that could not be read. References to them are not faults.
    pub(crate) lost_ids: Vec<String>,
    /// Texts in records that could not be read; each may be a reference.
    pub(crate) lost_texts: Vec<String>,
    /// The number of records that could not be read.
    pub(crate) lost: usize,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

const SECTIONS: [&str; 4] = ["vocabulary", "entities", "sources", "statements"];
/// The member of a corpus that is no list.
const TIME_ZONE: &str = "time_zone";

/// Reads the text of file number `file` in a form.
pub(crate) fn read_as(form: Form, file: usize, text: &str) -> FileRecords {
    match form {
        Form::Ron => read(file, text),
        Form::JsonLines => jsonl::read(file, text),
    }
}

/// Reads RON, the text of file number `file`.
pub(crate) fn read(file: usize, text: &str) -> FileRecords {
    let mut reader =
        Reader { file, text, unpaired: OnceCell::new(), records: FileRecords::default() };
    reader.read();
    reader.records
}

struct Reader<'t> {
    file: usize,
    text: &'t str,
    /// The first line on which the quotation marks are not paired, once it was looked for.
    unpaired: OnceCell<Option<usize>>,
    records: FileRecords,
}

impl Reader<'_> {
    fn fault(&mut self, at: &Range<usize>, message: impl Into<String>) -> &mut Diagnostic {
        let place = Place::new(self.file, at);
        let index = self.records.diagnostics.len();
        self.records.diagnostics.push(Diagnostic::error(Code::Syntax, place, message));
        &mut self.records.diagnostics[index]
    }

    fn read(&mut self) {
        let start = after_attributes(self.text);
        self.around("", 0..start, "\n()");
        let is_record = |corpus: &Outline| self.text[corpus.open..].starts_with('(');
        let Some(corpus) = outline(self.text, start).filter(is_record) else {
            let end = self.text[start..].chars().next().map_or(start, |c| start + c.len_utf8());
            let message =
                if start == self.text.len() { "the file is empty" } else { "expected `Corpus(`" };
            self.fault(&(start..end), message).help = Some(
                "write a corpus file as `Corpus(entities: […], sources: […], statements: […])`"
                    .to_owned(),
            );
            return;
        };
        if let Some(name) = corpus.name.clone().filter(|name| &self.text[name.clone()] != "Corpus")
        {
            let found = self.text[name.clone()].to_owned();
            self.fault(&name, format!("expected `Corpus`, found `{found}`"));
        }
        self.structural(&corpus.faults, 0..self.text.len());
        let mut before = HashSet::new();
        for member in &corpus.members {
            self.section(member, &mut before);
        }
        let rest = after_trivia(self.text, corpus.end);
        if !corpus.faults.is_empty() {
            return;
        }
        if rest < self.text.len() {
            let end = rest + self.text[rest..].chars().next().map_or(0, char::len_utf8);
            self.fault(&(rest..end), "nothing may follow the closing bracket of the corpus");
        } else {
            self.around("()", corpus.end..rest, "");
        }
    }

    /// Reports what RON rejects in the comments and attributes before or after the corpus.
    fn around(&mut self, before: &str, within: Range<usize>, behind: &str) {
        let written = &self.text[within.clone()];
        let text = format!("{before}{written}{behind}");
        if let Err(error) = RON.from_str::<()>(&text) {
            let at = explain::error_range(written, within.start, &error);
            self.fault(&at, explain::in_words(&error.code));
        }
    }

    /// Reports faults in brackets, and keeps the ids that they may hide.
    fn structural(&mut self, faults: &[outline::Fault], within: Range<usize>) {
        for fault in faults {
            let help = fault.kind.help().map(str::to_owned).or_else(|| {
                let line = (*self.unpaired.get_or_init(|| slip::unpaired_line(self.text)))?;
                Some(format!(
                    "line {line} is the first with an odd number of quotation marks; inside a text, write \\\""
                ))
            });
            let message = fault.message(self.text);
            self.fault(&fault.at, message).help = help;
        }
        if !faults.is_empty() {
            self.lose(within);
        }
    }

    /// Keeps every text in a range that could not be read, and notes which are ids.
    fn lose(&mut self, within: Range<usize>) {
        let mut rest = &self.text[within];
        while let Some((before, after)) = rest.split_once('"') {
            let Some((text, behind)) = after.split_once('"') else { return };
            let key = before.trim_end().strip_suffix(':').map_or("", str::trim_end);
            let is_id = key
                .strip_suffix("id")
                .is_some_and(|key| !key.ends_with(|c: char| c.is_alphanumeric() || c == '_'));
            if is_id {
                self.records.lost_ids.push(text.to_owned());
            }
            self.records.lost_texts.push(text.to_owned());
            rest = behind;
        }
    }

    fn section(&mut self, member: &Member, before: &mut HashSet<String>) {
        let Some(key) = member.key.clone() else {
            self.fault(&member.value, "expected a section").help = Some(sections_help());
            self.lose(member.value.clone());
            return;
        };
        let name = self.text[key.clone()].to_owned();
        let is_repeated = !before.insert(name.clone());
        if is_repeated {
            let place = Place::new(self.file, &key);
            let message = format!("duplicate section `{name}` in one file");
            let help = match name.as_str() {
                TIME_ZONE => "delete one of them",
                _ => "put all its items into one pair of brackets",
            };
            self.records.diagnostics.push(
                Diagnostic::error(Code::DuplicateField, place, message).help(help.to_owned()),
            );
        }
        match name.as_str() {
            "vocabulary" => {
                let records = self.items(member);
                self.records.vocabulary.extend(records);
            }
            "entities" => {
                let records = self.items(member);
                self.records.entities.extend(records);
            }
            "sources" => {
                let records = self.items(member);
                self.records.sources.extend(records);
            }
            "statements" => {
                let records = self.items(member);
                self.records.statements.extend(records);
            }
            TIME_ZONE => self.time_zone(member),
            _ => {
                let words = SECTIONS.into_iter().chain([TIME_ZONE]);
                let help = did_you_mean(&nearest(&name, words, 1)).unwrap_or_else(sections_help);
                let place = Place::new(self.file, &key);
                let message = format!("unknown section `{name}`");
                self.records
                    .diagnostics
                    .push(Diagnostic::error(Code::UnknownSection, place, message).help(help));
                self.lose(member.value.clone());
            }
        }
    }

    fn time_zone(&mut self, member: &Member) {
        let place = Place::new(self.file, &member.value);
        match RON.from_str(&self.text[member.value.clone()]) {
            Ok(record) => self.records.time_zones.push(Located { record, place }),
            Err(_) => {
                let message = "the time zone must be a text";
                let finding = Diagnostic::error(Code::BadValue, place, message);
                self.records.diagnostics.push(finding.help(time_zone_help()));
            }
        }
    }

    /// Reads the records of a section, each by itself.
    fn items<R: Record>(&mut self, section: &Member) -> Vec<Located<R>> {
        let list = outline(self.text, section.value.start)
            .filter(|_| self.text[section.value.clone()].starts_with('['));
        let Some(list) = list else {
            let first = self.text[section.value.clone()].chars().next().map_or(0, char::len_utf8);
            self.fault(
                &(section.value.start..section.value.start + first),
                "expected a list, `[…]`",
            );
            self.lose(section.value.clone());
            return Vec::new();
        };
        self.structural(&list.faults, section.value.clone());
        if list.faults.is_empty() && list.end < section.value.end {
            let at = after_trivia(self.text, list.end);
            let end = at + self.text[at..].chars().next().map_or(0, char::len_utf8);
            self.fault(&(at..end), "missing comma before this");
        }
        let mut faults: Vec<usize> = list.faults.iter().map(|fault| fault.at.start).collect();
        faults.sort_unstable();
        let mut records = Vec::with_capacity(list.members.len());
        for member in list.members {
            let range = member.key.map_or(member.value.start, |key| key.start)..member.value.end;
            match RON.from_str::<R>(&self.text[range.clone()]) {
                Ok(record) => {
                    records.push(Located { record, place: Place::new(self.file, &range) });
                }

                Err(error) => {
                    let next = faults.partition_point(|fault| *fault < range.start);
                    let is_known = faults.get(next).is_some_and(|fault| range.contains(fault));
                    if !is_known {
                        explain::refused(
                            self.text,
                            self.file,
                            &range,
                            &R::SPEC,
                            &error,
                            &mut self.records.diagnostics,
                        );
                    }
                    self.records.lost += 1;
                    self.lose(range);
                }
            }
        }
        records
    }
}

/// How a time zone is written.
pub(crate) fn time_zone_help() -> String {
    "write the name of a zone of the IANA database: `time_zone: \"America/New_York\"`".to_owned()
}

fn sections_help() -> String {
    format!("the sections are {}", SECTIONS.map(|section| format!("`{section}: […]`")).join(", "))
}

/// The place of a value inside a record: of field `field`, and of item `item` if it is a list.
///
/// Falls back to the whole record when there is no such value.
pub(crate) fn value_place(text: &str, record: Place, field: &str, item: Option<usize>) -> Place {
    let find = || {
        if text.get(record.range())?.starts_with('{') {
            return jsonl::value_place(text, record, field);
        }
        let members = outline(text, record.start)?.members;
        let member = members
            .into_iter()
            .find(|member| member.key.clone().is_some_and(|key| &text[key] == field))?;
        let item = item.and_then(|item| {
            outline(text, member.value.start)?.members.into_iter().nth(item).map(|item| item.value)
        });
        Some(Place::new(record.file, &item.unwrap_or(member.value)))
    };
    find().unwrap_or(record)
}
