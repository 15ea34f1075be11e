//! Coded statements into the records of a corpus.

use super::{
    DnaOptions,
    coding::Coding,
    project::{Coded, Column, Document, Project, Value},
    quoted::{Quoted, quoted},
};
use crate::{
    corpus::{
        append::{Additions, NewRecord},
        fold::{fold, identity, is_invisible},
        record::{EntityRecord, RoleRecord, SourceRecord, StatementRecord},
    },
    graph::ingest::id_of_name,
    import::{
        ImportReport, Outcome, Reason,
        adding::{Standing, Verdict},
    },
    model::{Attributes, Day, EntityKind, Vocabulary},
};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    iter,
};

/// The records of all projects that were read.
#[derive(Debug, Default)]
pub(super) struct Records {
    entities: BTreeMap<String, (Part, EntityRecord)>,
    /// The id of each entity by its names, folded.
    ids: HashMap<String, String>,
    /// The names of each entity, as they are spelled.
    spellings: BTreeMap<String, BTreeSet<String>>,
    /// Names and aliases that are taken.
    names: HashSet<String>,
    sources: BTreeMap<String, SourceRecord>,
    texts: BTreeMap<String, String>,
    statements: Vec<StatementRecord>,
    standing: Standing,
    /// Aliases that are names of others, of the project that is read.
    ambiguous: BTreeSet<String>,
    /// The values of which entities tell what the project knows, of the project that is read.
    described: BTreeSet<(Column, String)>,
    /// What of them is no statement of its own.
    pub(super) outcome: Outcome,
}

/// What an entity does in a project. Of several, the last tells what kind it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Target,
    Outlet,
    Author,
    Actor,
}

/// The role of a person who speaks for an organization.
const SPEAKER: &str = "speaker";
/// Variables that hold persons, and organizations.
const PERSON: &str = "person";
const ORGANIZATION: [&str; 2] = ["organization", "organisation"];

/// A statement that is none, and the value at fault.
type Refused = (Reason, Option<String>);

/// Everything that statements of one project are read with.
struct Reader<'p> {
    project: &'p Project,
    coding: &'p Coding,
    options: &'p DnaOptions,
    vocabulary: &'p Vocabulary,
}

impl Records {
    /// Takes the statements of a project.
    pub(super) fn take(
        &mut self,
        project: &Project,
        coding: &Coding,
        options: &DnaOptions,
        vocabulary: &Vocabulary,
    ) -> ImportReport {
        let reader = Reader { project, coding, options, vocabulary };
        let mut report = ImportReport { unit: project.unit, ..ImportReport::default() };
        let mut sources: Vec<Option<String>> = vec![None; project.documents.len()];
        let mut others: BTreeMap<Option<usize>, usize> = BTreeMap::new();
        for coded in &project.statements {
            if coded.of_type != Some(coding.of_type) {
                *others.entry(coded.of_type).or_default() += 1;
                continue;
            }
            report.rows += 1;
            match self.statement(&reader, coded, &mut sources, &mut report) {
                Ok(statement) => {
                    report.statements += 1;
                    if project.is_elsewhere {
                        report.note(Reason::Elsewhere, coded.place, None);
                    }
                    match self.standing.add(statement, false) {
                        Verdict::New(statement) | Verdict::Correction(statement) => {
                            self.statements.push(*statement);
                        }
                        Verdict::Repeated => self.outcome.repeat(coded.place.to_string()),
                    }
                }
                Err((reason, value)) => report.leave_out(reason, coded.place, value.as_deref()),
            }
        }
        for (of_type, n) in others {
            let of = of_type.and_then(|at| project.types.get(at));
            report.notes.push(match of {
                Some(of) => {
                    format!("not read: {n} of the type `{}`; --type names another", of.label)
                }
                None => format!("not read: {n} of a type that is not there"),
            });
        }
        report.notes.extend(project.notes.iter().cloned());
        report.notes.extend(self.undescribed(&reader));
        let n_unused = sources.iter().filter(|source| source.is_none()).count();
        if n_unused > 0 {
            let documents = count(n_unused, "document", "documents");
            report
                .notes
                .push(format!("not in the corpus: {documents} without a statement that was read"));
        }
        let ambiguous = std::mem::take(&mut self.ambiguous);
        if let Some(first) = ambiguous.first() {
            let aliases = count(ambiguous.len(), "alias", "aliases");
            report.notes.push(format!("not used, as others are called so: {aliases} (`{first}`)"));
        }
        report
    }

    fn statement(
        &mut self,
        reader: &Reader<'_>,
        coded: &Coded,
        sources: &mut [Option<String>],
        report: &mut ImportReport,
    ) -> Result<StatementRecord, Refused> {
        let coding = reader.coding;
        let value = |at: usize| coded.values.get(&at).and_then(Value::shown);
        let (actor, holder) = coding
            .actors
            .iter()
            .find_map(|&at| Some((at, value(at)?)))
            .ok_or((Reason::NoHolder, None))?;
        let target = value(coding.concept).ok_or((Reason::NoTarget, None))?;
        if identity(&holder) == identity(&target) {
            return Err((Reason::Itself, Some(holder)));
        }
        let verb = coding.verb(coded)?;
        let (source, document) = self.source(reader, coded, sources)?;
        let quoted = quoted(document, &coded.quote).unwrap_or_else(|()| {
            report.note(Reason::BadSpan, coded.place, None);
            Quoted::default()
        });
        let holder = self.actor(reader, actor, &holder, coded);
        let target_kind = reader.options.targets;
        let target = self.entity(&target, Part::Target, target_kind);
        self.describe(reader, &target, coding.concept, &value(coding.concept).unwrap_or_default());
        Ok(StatementRecord {
            holder,
            stance: reader.vocabulary.verb(verb).word.clone(),
            target,
            source,
            id: None,
            on: None,
            until: None,
            about: Vec::new(),
            quote: quoted.words,
            prefix: quoted.before,
            suffix: quoted.after,
            reported_in: Vec::new(),
            recorded: reader.options.recorded.map(|day| day.to_string()),
            coder: coded.coder.clone().filter(|coder| !coder.trim().is_empty()),
            confidence: None,
            supersedes: None,
            claimed_by: None,
            note: note(reader, coded, actor),
        })
    }

    /// The document of a statement, and its id as a source.
    fn source<'p>(
        &mut self,
        reader: &Reader<'p>,
        coded: &Coded,
        sources: &mut [Option<String>],
    ) -> Result<(String, &'p Document), Refused> {
        let at = coded.document.ok_or((Reason::NoSource, None))?;
        let document = reader.project.documents.get(at).ok_or((Reason::NoSource, None))?;
        let day = document.day.clone().map_err(|time| (Reason::BadTime, Some(time)))?;
        if let Some(Some(id)) = sources.get(at) {
            return Ok((id.clone(), document));
        }
        let title = Some(document.title.trim()).filter(|title| !title.is_empty());
        let author = self.named(&document.author, Part::Author, EntityKind::Person);
        let outlet = self.named(&document.outlet, Part::Outlet, EntityKind::Outlet);
        let facts = [("section", &document.section), ("type", &document.sort)];
        let mut record = SourceRecord {
            id: String::new(),
            kind: reader.options.sources,
            title: title.map(str::to_owned),
            author,
            outlet,
            published: Some(day.to_string()),
            in_reply_to: Vec::new(),
            url: None,
            archived: None,
            language: None,
            attributes: facts.into_iter().map(|(name, text)| (name, text.as_str())).collect(),
            note: Some(document.notes.trim()).filter(|it| !it.is_empty()).map(str::to_owned),
        };
        // Two copies of a project have the same documents; one day may have several of one title.
        let id = free(&source_id(title.unwrap_or("document"), day), |id| {
            id.clone_into(&mut record.id);
            let is_same = |there: &SourceRecord| {
                *there == record && self.texts.get(id) == document.text.as_ref()
            };
            self.sources.get(id).is_some_and(|there| !is_same(there))
        });
        self.sources.insert(id.clone(), record);
        self.texts.extend(document.text.clone().map(|text| (id.clone(), text)));
        if let Some(slot) = sources.get_mut(at) {
            *slot = Some(id.clone());
        }
        Ok((id, document))
    }

    /// The entity of a name, if there is a name.
    fn named(&mut self, name: &str, part: Part, kind: EntityKind) -> Option<String> {
        let is_blank = |c: char| c.is_whitespace() || is_invisible(c);
        let name = Some(name.trim_matches(is_blank)).filter(|name| !name.is_empty())?;
        Some(self.entity(name, part, kind))
    }

    /// Who acts: a person speaks for the organization that was coded beside.
    fn actor(&mut self, reader: &Reader<'_>, at: usize, name: &str, coded: &Coded) -> String {
        let is_called = |at: usize, names: &[&str]| {
            let name = reader.coding.variable(reader.project, at);
            names.iter().any(|called| name.trim().eq_ignore_ascii_case(called))
        };
        let is_person = is_called(at, &[PERSON]);
        let usual = if is_person { EntityKind::Person } else { EntityKind::Organization };
        let id = self.entity(name, Part::Actor, reader.options.holders.unwrap_or(usual));
        self.describe(reader, &id, at, name);
        let organization = coded
            .values
            .iter()
            .find(|(other, _)| is_called(**other, &ORGANIZATION))
            .and_then(|(other, value)| Some((*other, value.shown()?)))
            .filter(|(_, organization)| is_person && identity(organization) != identity(name));
        if let Some((at, organization)) = organization {
            let of = self.entity(&organization, Part::Actor, EntityKind::Organization);
            self.describe(reader, &of, at, &organization);
            let role = RoleRecord { role: SPEAKER.to_owned(), of, from: None, until: None };
            if let Some((_, entity)) = self.entities.get_mut(&id)
                && !entity.roles.contains(&role)
            {
                entity.roles.push(role);
            }
        }
        id
    }

    /// The entity of a name.
    fn entity(&mut self, name: &str, part: Part, kind: EntityKind) -> String {
        if let Some(id) = self.ids.get(&identity(name)) {
            if let Some((known, entity)) = self.entities.get_mut(id)
                && *known < part
            {
                (*known, entity.kind) = (part, kind);
            }
            self.spellings.entry(id.clone()).or_default().insert(name.to_owned());
            return id.clone();
        }
        let id = free(&id_of_name(name), |id| self.entities.contains_key(id));
        let record = EntityRecord {
            id: id.clone(),
            kind,
            name: name.to_owned(),
            aliases: Vec::new(),
            wikidata: None,
            roles: Vec::new(),
            attributes: Attributes::default(),
            note: None,
        };
        self.names.insert(fold(name));
        self.ids.insert(identity(name), id.clone());
        self.spellings.insert(id.clone(), BTreeSet::from([name.to_owned()]));
        self.entities.insert(id.clone(), (part, record));
        id
    }

    /// Tells of an entity what the project knows of the value of a variable.
    fn describe(&mut self, reader: &Reader<'_>, id: &str, at: usize, value: &str) {
        let key = ((reader.coding.of_type, at), value.to_owned());
        let Some(known) = reader.project.attributes.get(&key) else { return };
        self.described.insert(key);
        let Some((_, entity)) = self.entities.get_mut(id) else { return };
        let (aliases, others): (Vec<_>, Vec<_>) =
            known.iter().partition(|(name, _)| name.eq_ignore_ascii_case("alias"));
        for (_, alias) in aliases {
            // An alias that is somebody's name would make both ambiguous.
            if self.names.insert(fold(alias)) {
                entity.aliases.push(alias.clone());
            } else if iter::once(&entity.name)
                .chain(&entity.aliases)
                .all(|own| fold(own) != fold(alias))
            {
                self.ambiguous.insert(alias.clone());
            }
        }
        let mut named = Vec::new();
        for (name, text) in others {
            if name.eq_ignore_ascii_case("notes") {
                named.push(("", text.as_str()));
            } else if entity.attributes.get(name.trim()).is_none_or(|it| it == text.trim()) {
                entity.attributes.insert(name, text);
            } else {
                // An actor that is a concept, too, has one value of each attribute.
                named.push((name.as_str(), text.as_str()));
            }
        }
        entity.note = match (entity.note.take(), joined(named.into_iter())) {
            // An actor may be a concept, too, of which something else is known.
            (Some(note), Some(other)) if !note.contains(&other) => Some(format!("{note}; {other}")),
            (note, other) => note.or(other),
        };
    }

    /// What the project knows of values that no entity is made of, in a sentence.
    fn undescribed(&mut self, reader: &Reader<'_>) -> Option<String> {
        let described = std::mem::take(&mut self.described);
        let known = reader.project.attributes.iter().filter(|(_, known)| !known.is_empty());
        let unused: Vec<&Column> = known
            .map(|(key, _)| key)
            .filter(|key| !described.contains(*key))
            .map(|(at, _)| at)
            .collect();
        let names: BTreeSet<&str> = unused
            .iter()
            .filter_map(|(of_type, at)| reader.project.types.get(*of_type)?.variables.get(*at))
            .map(|variable| variable.name.as_str())
            .collect();
        let n_values = count(unused.len(), "value", "values");
        let names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
        (!unused.is_empty()).then(|| {
            format!(
                "not in the corpus: what is known of {n_values} of {}, which are no entity in it",
                names.join(", ")
            )
        })
    }

    /// The spellings of each entity that has several.
    pub(super) fn united(&self) -> Vec<Vec<String>> {
        let several = self.spellings.values().filter(|names| names.len() > 1);
        several.map(|names| names.iter().cloned().collect()).collect()
    }

    /// The texts of the sources.
    pub(super) fn texts(&self) -> Vec<(String, String)> {
        self.texts.iter().map(|(id, text)| (id.clone(), text.clone())).collect()
    }

    /// Everything, as a corpus file has it.
    pub(super) fn into_additions(self) -> Additions {
        let statements = self.statements.iter().map(NewRecord::of);
        Additions {
            time_zone: None,
            sections: vec![
                ("entities", self.entities.values().map(|(_, it)| NewRecord::of(it)).collect()),
                ("sources", self.sources.values().map(NewRecord::of).collect()),
                ("statements", statements.collect()),
            ],
        }
    }
}

/// So many of something.
fn count(n: usize, one: &str, several: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { several })
}

/// An id that is not taken, with a number if it must be.
fn free(id: &str, mut is_taken: impl FnMut(&str) -> bool) -> String {
    let numbered = (2..).map(|number| format!("{id}~{number}"));
    iter::once(id.to_owned()).chain(numbered).find(|id| !is_taken(id)).unwrap_or_default()
}

/// The id of a document: its title, as far as it is short, and its day.
fn source_id(title: &str, day: Day) -> String {
    /// So many letters of a title tell documents of a day apart.
    const LETTERS: usize = 60;
    let id: String = id_of_name(title).chars().take(LETTERS).collect();
    format!("{}-{day}", id.trim_end_matches('-'))
}

/// What else was coded: the number of the statement, the value on a scale, and other variables.
fn note(reader: &Reader<'_>, coded: &Coded, actor: usize) -> Option<String> {
    let number = coded.number.iter().map(|number| format!("statement {number}"));
    let mut facts: Vec<(String, String)> = number.map(|number| (String::new(), number)).collect();
    for (at, value) in &coded.values {
        let is_told = *at == actor || *at == reader.coding.concept;
        let is_sign = Some(*at) == reader.coding.qualifier && !reader.coding.is_scale();
        if let Some(shown) = value.shown().filter(|_| !is_told && !is_sign) {
            facts.push((reader.coding.variable(reader.project, *at), shown));
        }
    }
    joined(facts.iter().map(|(name, text)| (name.as_str(), text.as_str())))
}

/// What is filled, with its name before it.
fn joined<'t>(facts: impl Iterator<Item = (&'t str, &'t str)>) -> Option<String> {
    let filled = facts.filter(|(_, text)| !text.trim().is_empty());
    let named: Vec<String> = filled
        .map(|(name, text)| match name.trim() {
            "" => text.trim().to_owned(),
            name => format!("{name}: {}", text.trim()),
        })
        .collect();
    (!named.is_empty()).then(|| named.join("; "))
}
