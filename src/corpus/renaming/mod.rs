//! Renames an entity, a source or a verb over a whole corpus, or merges one into another: each name of it is replaced, and
//! all other bytes stay.

mod absorbed;
mod references;

use self::{
    absorbed::{EntityMerge, entity_merge, same_source},
    references::{Named, Reference, references},
};
use super::{
    Form, Reading,
    amend::{Edit, amend_entities},
    append::quoted,
    diagnostic::{Diagnostic, introduced},
    edit::{member_ranges, remove_record},
    read_texts,
    record::{EntityRecord, SourceRecord},
    syntax::outline::outline,
    text::{Lines, TextFile},
};
use crate::model::{self, Statement};
use std::collections::BTreeMap;

model::words! {
    /// What can be renamed and merged.
    pub enum Renamed {
        /// An entity.
        Entity = "entity",
        /// A source.
        Source = "source",
        /// A verb of the vocabulary.
        Verb = "verb",
    }
}

impl Renamed {
    const fn named(self) -> Named {
        match self {
            Self::Entity => Named::Entity,
            Self::Source => Named::Source,
            Self::Verb => Named::Verb,
        }
    }

    const fn section(self) -> &'static str {
        match self {
            Self::Entity => "entities",
            Self::Source => "sources",
            Self::Verb => "vocabulary",
        }
    }

    /// With its article.
    const fn a(self) -> &'static str {
        match self {
            Self::Entity => "an entity",
            Self::Source => "a source",
            Self::Verb => "a verb",
        }
    }
}

/// What becomes of an id.
#[derive(Clone, Copy, Debug)]
pub enum Becomes<'b> {
    /// Another id; of an entity perhaps also another name.
    Id(&'b str, Option<&'b str>),
    /// That of another one, which takes its place.
    PartOf(&'b str),
}

/// Why nothing is renamed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RenamingError {
    /// The corpus is faulty.
    #[error("the corpus has errors; correct them first (`stance check`)")]
    Faulty,
    /// A file is no RON.
    #[error("{0} is not written in RON, and is not changed by this command")]
    NoRon(String),
    /// It is the same.
    #[error("`{0}` is called so already")]
    Same(String),
    /// There is one of this id.
    #[error("there is {} `{id}` already; `stance merge {old} {id}` makes one of the two", kind.a())]
    Taken {
        /// What it is.
        kind: Renamed,
        /// The old id.
        old: String,
        /// The new one.
        id: String,
    },
    /// No file declares it.
    #[error("{} `{id}` is declared in no file of the corpus{}", kind.word(), if *kind == Renamed::Verb { ": it is of the shipped vocabulary; declare another verb, and merge this one into it" } else { "" })]
    Undeclared {
        /// What it is.
        kind: Renamed,
        /// Its id.
        id: String,
    },
    /// The two say different things.
    #[error(
        "`{from}` and `{into}` differ in {field}: `{one}` and `{other}`; are they the same? Then correct one of them first"
    )]
    Differ {
        /// The one that goes.
        from: String,
        /// The one that stays.
        into: String,
        /// The field.
        field: String,
        /// What the first says.
        one: String,
        /// What the second says.
        other: String,
    },
}

/// A name that changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameChange {
    /// The file, by position.
    pub file: usize,
    /// The line, from 1.
    pub line: usize,
    /// The section and the field.
    pub field: String,
    /// What stands there.
    pub before: String,
    /// What will; nothing where it goes.
    pub after: Option<String>,
}

/// A renaming that is not written yet.
#[derive(Debug)]
pub struct Renaming {
    /// The files that change, and their new texts.
    pub files: Vec<(TextFile, String)>,
    /// All that changes, in order.
    pub changes: Vec<NameChange>,
    /// What would be read.
    pub after: Reading,
    /// The findings that would be new.
    pub findings: Vec<Diagnostic>,
    /// The ids of statements that follow from what they say, before and after, where they change.
    pub statements: BTreeMap<String, String>,
}

/// Renames one of a corpus.
pub fn renaming(
    reading: &Reading,
    (kind, old): (Renamed, &str),
    becomes: Becomes<'_>,
) -> Result<Renaming, RenamingError> {
    if !reading.is_sound() {
        return Err(RenamingError::Faulty);
    }
    if let Some(file) = reading.files.iter().find(|file| file.form() != Form::Ron) {
        return Err(RenamingError::NoRon(file.path.display().to_string()));
    }
    let plan = Plan::new(reading, (kind, old), becomes)?;
    let mut changes = Vec::new();
    let mut files = Vec::new();
    let mut after = reading.files.clone();
    for (position, file) in reading.files.iter().enumerate() {
        let text = plan.text(position, file, &mut changes);
        if text != file.text {
            files.push((file.clone(), text.clone()));
        }
        if let Some(file) = after.get_mut(position) {
            file.text = text;
        }
    }
    let after = read_texts(after);
    let findings = introduced(&reading.diagnostics, after.diagnostics.clone());
    Ok(Renaming { files, changes, after, findings, statements: plan.statements })
}

/// What is to be done in each file.
struct Plan<'p> {
    kind: Renamed,
    old: &'p str,
    new: &'p str,
    is_merge: bool,
    /// Entities whose records change, by id, before and after.
    amended: BTreeMap<String, (EntityRecord, EntityRecord)>,
    /// The ids of statements that follow from what they say, before and after.
    statements: BTreeMap<String, String>,
}

impl<'p> Plan<'p> {
    fn new(
        reading: &Reading,
        (kind, old): (Renamed, &'p str),
        becomes: Becomes<'p>,
    ) -> Result<Self, RenamingError> {
        let (new, is_merge) = match becomes {
            Becomes::Id(new, _) => (new, false),
            Becomes::PartOf(new) => (new, true),
        };
        let undeclared = |id: &str| RenamingError::Undeclared { kind, id: id.to_owned() };
        let is_declared = |id: &str| declaration(reading, kind, id).is_some();
        let is_known = |id: &str| match kind {
            Renamed::Verb => reading.corpus.vocabulary.find(id).is_some(),
            _ => is_declared(id),
        };
        let mut amended = BTreeMap::new();
        match becomes {
            Becomes::Id(..) if !is_declared(old) => return Err(undeclared(old)),
            Becomes::Id(new, name) => {
                let renamed = name.and_then(|name| named(&record(reading, kind, old)?, name));
                if old == new && renamed.is_none() {
                    return Err(RenamingError::Same(old.to_owned()));
                }
                if old != new && is_known(new) {
                    let (old, id) = (old.to_owned(), new.to_owned());
                    return Err(RenamingError::Taken { kind, old, id });
                }
                amended.extend(renamed.map(|change| (old.to_owned(), change)));
            }
            Becomes::PartOf(into) => {
                if old == into {
                    return Err(RenamingError::Same(old.to_owned()));
                }
                let missing = [old, into].into_iter().find(|id| !is_known(id));
                if let Some(missing) = missing {
                    return Err(undeclared(missing));
                }
                let pair = (old, into);
                match kind {
                    Renamed::Entity => {
                        let records = record(reading, kind, old).zip(record(reading, kind, into));
                        let (from, into) = records.ok_or_else(|| undeclared(old))?;
                        let EntityMerge { before, after } = entity_merge(from, into)?;
                        amended.insert(before.id.clone(), (before, after));
                    }
                    Renamed::Source => {
                        let one = record::<SourceRecord>(reading, kind, old);
                        if let Some((from, into)) = one.zip(record(reading, kind, into)) {
                            same_source(pair, &from, &into)?;
                        }
                    }
                    Renamed::Verb => {}
                }
            }
        }
        let mut plan = Self { kind, old, new, is_merge, amended, statements: BTreeMap::new() };
        plan.statements = plan.ids_that_follow(reading);
        Ok(plan)
    }

    /// The ids of statements that are made of what they say, where that changes.
    fn ids_that_follow(&self, reading: &Reading) -> BTreeMap<String, String> {
        let renamed = |kind: Renamed, id: &str| -> String {
            let is_it = kind == self.kind && id == self.old;
            (if is_it { self.new } else { id }).to_owned()
        };
        let statements = reading.corpus.statements.iter().enumerate();
        let changed = statements.filter_map(|(at, statement)| {
            let record = reading.record(at).filter(|record| record.id.is_none())?;
            let [holder, target] =
                [&record.holder, &record.target].map(|id| renamed(Renamed::Entity, id));
            let verb = renamed(Renamed::Verb, &record.stance);
            let source = renamed(Renamed::Source, &record.source);
            let quote = record.quote.as_deref().unwrap_or_default();
            let date = statement.date.as_str();
            let new = Statement::hashed_id([&holder, &verb, &target, date, &source, quote]);
            let (old, new) = (statement.id.to_string(), new.to_string());
            (old != new).then_some((old, new))
        });
        changed.collect()
    }

    /// What becomes of an id; nothing if it stays.
    fn becomes(&self, reference: &Reference) -> Option<&str> {
        if reference.named == Named::Statement {
            return self.statements.get(&reference.id).map(String::as_str);
        }
        let is_it = reference.named == self.kind.named() && reference.id == self.old;
        (is_it && self.old != self.new).then_some(self.new)
    }

    /// Whether an id is that of the record itself.
    fn declares(&self, reference: &Reference) -> bool {
        let field = match self.kind {
            Renamed::Verb => "verb",
            Renamed::Entity | Renamed::Source => "id",
        };
        reference.field == format!("{}: {field}", self.kind.section())
    }

    /// The new text of a file.
    fn text(&self, position: usize, file: &TextFile, changes: &mut Vec<NameChange>) -> String {
        let lines = Lines::new(&file.text);
        let mut change = |at: usize, field: &str, before: &str, after: Option<&str>| {
            let line = lines.position(at).line;
            let (field, before) = (field.to_owned(), before.to_owned());
            let after = after.map(str::to_owned);
            changes.push(NameChange { file: position, line, field, before, after });
        };
        let all = references(&file.text);
        let gone = all.iter().find(|it| self.is_merge && self.declares(it) && it.id == self.old);
        let gone = gone.map(|it| it.record.clone());
        for reference in &all {
            if gone.as_ref() == Some(&reference.record) {
                if self.declares(reference) {
                    change(reference.place.start, &reference.field, &reference.id, None);
                }
                continue;
            }
            if self.declares(reference) {
                for (field, before, after) in self.amendments(&reference.id) {
                    change(reference.place.start, &field, &before, Some(&after));
                }
            }
            if let Some(new) = self.becomes(reference) {
                change(reference.place.start, &reference.field, &reference.id, Some(new));
            }
        }
        let mut text = file.text.clone();
        if let Some(place) = gone {
            text = remove_record(&text, self.kind.section(), &place).unwrap_or(text);
        }
        text = amend_entities(&text, &self.amended).unwrap_or(text);
        let edits = self.edits(&text);
        applied(&text, edits)
    }

    /// The fields of an entity that change besides its id.
    fn amendments(&self, id: &str) -> Vec<(String, String, String)> {
        let Some((before, after)) = self.amended.get(id).filter(|_| self.kind == Renamed::Entity)
        else {
            return Vec::new();
        };
        let value = |record: &EntityRecord| serde_json::to_value(record).unwrap_or_default();
        let (before, after) = (value(before), value(after));
        let shown =
            |value: Option<&serde_json::Value>| value.map(ToString::to_string).unwrap_or_default();
        let fields = after.as_object().into_iter().flatten();
        let changed = fields.filter(|(name, value)| before.get(name) != Some(value));
        let change = |(name, value): (&String, &serde_json::Value)| {
            (format!("entities: {name}"), shown(before.get(name)), shown(Some(value)))
        };
        changed.map(change).collect()
    }

    /// What replaces which bytes of a text. A list names nobody twice.
    fn edits(&self, text: &str) -> Vec<Edit> {
        let all = references(text);
        let list = |reference: &Reference| reference.list.map(|(list, _)| list);
        let mut edits = Vec::new();
        for group in all.chunk_by(|a, b| list(a).is_some() && list(a) == list(b)) {
            let mut has_new = group.iter().any(|other| other.id == self.new);
            for reference in group {
                let Some(new) = self.becomes(reference) else { continue };
                match reference.list.filter(|_| std::mem::replace(&mut has_new, true)) {
                    Some((list, at)) => {
                        let ranges = outline(text, list).map(|it| member_ranges(text, &it, at));
                        let ranges = ranges.into_iter().flatten();
                        edits.extend(ranges.map(|range| (range, String::new())));
                    }
                    None => edits.push((reference.place.clone(), quoted(new))),
                }
            }
        }
        edits
    }
}

/// The text with what replaces which bytes; of edits that overlap, the first one counts.
fn applied(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|(place, _)| place.start);
    let mut new = String::with_capacity(text.len());
    let mut at = 0;
    for (place, words) in edits {
        let Some(between) = text.get(at..place.start) else { continue };
        new.push_str(between);
        new.push_str(&words);
        at = place.end;
    }
    new.push_str(text.get(at..).unwrap_or_default());
    new
}

/// The entity under another name; its old one becomes an alias.
fn named(before: &EntityRecord, name: &str) -> Option<(EntityRecord, EntityRecord)> {
    if before.name == name {
        return None;
    }
    let mut after = before.clone();
    after.aliases.retain(|alias| alias != name);
    if !after.aliases.contains(&before.name) {
        after.aliases.push(before.name.clone());
    }
    name.clone_into(&mut after.name);
    Some((before.clone(), after))
}

/// The file that declares an id, and the record as it is written.
fn declaration<'r>(reading: &'r Reading, kind: Renamed, id: &str) -> Option<&'r str> {
    let field = if kind == Renamed::Verb { "verb" } else { "id" };
    let field = format!("{}: {field}", kind.section());
    reading.files.iter().find_map(|file| {
        let all = references(&file.text);
        let found = all.into_iter().find(|it| it.field == field && it.id == id)?;
        file.text.get(found.record)
    })
}

/// The record that declares an id.
fn record<R: for<'de> serde::Deserialize<'de>>(
    reading: &Reading,
    kind: Renamed,
    id: &str,
) -> Option<R> {
    super::RON.from_str(declaration(reading, kind, id)?).ok()
}
