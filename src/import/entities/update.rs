//! What a table of entities adds to what is there.

use super::{
    Entry, EntryRole,
    matching::{called, known_entity},
};
use crate::{
    corpus::{
        fold::identity,
        name::Named,
        record::{EntityRecord, RoleRecord},
    },
    graph::{TemporalGraph, ingest::id_of_name},
    import::{ImportReport, Mode, Reason},
    model::{Attributes, EntityKind},
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What is new of entities, and what was different.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EntityUpdate {
    /// Entities that are not there.
    pub(super) new: Vec<EntityRecord>,
    /// Entities that are there, as they were and as they become, by id.
    pub(super) amended: BTreeMap<String, (EntityRecord, EntityRecord)>,
    /// How many are there and know it all.
    pub unchanged: usize,
    /// The names of those that only a code was known of, as `200 → United Kingdom`.
    pub named: Vec<String>,
    /// Where table and corpus differ and what is there stays, in sentences.
    pub kept: Vec<String>,
    /// Organizations that are only named as a place of roles.
    pub organizations: Vec<String>,
    /// How many new entities are of the default kind.
    pub of_default_kind: usize,
}

impl EntityUpdate {
    /// Whether there is nothing to write.
    pub fn is_empty(&self) -> bool {
        self.new.is_empty() && self.amended.is_empty()
    }

    /// The names of the entities that are added.
    pub fn added(&self) -> impl ExactSizeIterator<Item = &str> {
        self.new.iter().map(|record| record.name.as_str())
    }

    /// The names of the entities that are completed.
    pub fn completed(&self) -> impl ExactSizeIterator<Item = &str> {
        self.amended.values().map(|(_, record)| record.name.as_str())
    }
}

/// How entities are compared with what is there.
#[derive(Clone, Copy, Debug)]
pub struct EntityMode {
    /// Whether the table goes before what is there where they differ ([`Mode::Update`]).
    pub mode: Mode,
    /// Whether entities that are not there are left out.
    pub only_known: bool,
    /// What entities are of which the table does not say it.
    pub kind: EntityKind,
}

/// Compares the entities of a table with those that are there. Rows that cannot be used are reported.
pub fn update(
    known: Option<&TemporalGraph>,
    entries: &[Entry],
    mode: EntityMode,
    report: &mut ImportReport,
) -> EntityUpdate {
    let mut update =
        Updating { known, mode, update: EntityUpdate::default(), ids: Ids::of(entries) };
    // Names of entities with ids are known before those without are looked for.
    let (with_ids, without): (Vec<_>, Vec<_>) =
        entries.iter().enumerate().partition(|(_, entry)| entry.id.is_some());
    let mut places: BTreeMap<usize, String> = BTreeMap::new();
    for (at, entry) in with_ids.into_iter().chain(without) {
        match update.place(entry) {
            Ok(id) => {
                places.insert(at, id);
            }
            Err(reason) => {
                report.statements -= 1;
                report.leave_out(reason, entry.line, Some(entry.shown()));
            }
        }
    }
    for (at, entry) in entries.iter().enumerate() {
        if let Some(id) = places.get(&at) {
            update.take(id, entry, report);
        }
    }
    update.update
}

/// The ids of the entities of the table.
struct Ids {
    taken: BTreeSet<String>,
    by_name: HashMap<String, String>,
    /// The places of new entities among all new ones.
    new: HashMap<String, usize>,
    /// What those are whose ids the table gives.
    given: HashMap<String, String>,
}

impl Ids {
    /// Ids that the table gives are taken, whatever comes before them.
    fn of(entries: &[Entry]) -> Self {
        let mut ids = Self {
            taken: BTreeSet::new(),
            by_name: HashMap::new(),
            new: HashMap::new(),
            given: HashMap::new(),
        };
        ids.taken.extend(entries.iter().filter_map(|entry| entry.id.clone()));
        ids
    }
}

struct Updating<'k> {
    known: Option<&'k TemporalGraph>,
    mode: EntityMode,
    update: EntityUpdate,
    ids: Ids,
}

impl Updating<'_> {
    /// The id that an entry has or gets.
    fn place(&mut self, entry: &Entry) -> Result<String, Reason> {
        let found = match self.known {
            Some(known) => known_entity(known, entry).map_err(|_| Reason::Ambiguous)?,
            None => None,
        };
        let id = match (found, self.known) {
            (Some(entity), Some(known)) => known.entity(entity).id().to_owned(),
            _ if self.mode.only_known => return Err(Reason::NotThere),
            _ => {
                let key = identity(entry.shown());
                let of_name = || self.ids.by_name.get(&key).cloned();
                let id = entry.id.clone().or_else(of_name);
                let id = id.unwrap_or_else(|| self.free_id(entry.shown()));
                self.ids.taken.insert(id.clone());
                id
            }
        };
        if let Some(name) = &entry.name {
            self.ids.by_name.entry(identity(name)).or_insert_with(|| id.clone());
        }
        if let Some(given) = &entry.id {
            self.ids.given.insert(given.clone(), id.clone());
        }
        Ok(id)
    }

    /// An id made of a name that nobody has.
    fn free_id(&self, name: &str) -> String {
        let made = id_of_name(name);
        let is_free = |id: &String| {
            !self.ids.taken.contains(id) && self.known.is_none_or(|known| known.by_id(id).is_none())
        };
        let numbered = (2..).map(|number| format!("{made}~{number}"));
        let mut ids = std::iter::once(made.clone()).chain(numbered);
        ids.find(is_free).unwrap_or(made)
    }

    /// Takes what an entry says of the entity with an id.
    fn take(&mut self, id: &str, entry: &Entry, report: &mut ImportReport) {
        let roles: Vec<RoleRecord> = entry
            .roles
            .iter()
            .filter_map(|role| match self.role(role) {
                Ok(role) => Some(role),
                Err(reason) => {
                    report.note(reason, entry.line, Some(&role.of));
                    None
                }
            })
            .collect();
        let there = self.known.and_then(|known| Some(known.entity_record(known.by_id(id)?)));
        let before = self.update.amended.get(id).map(|(_, record)| record.clone());
        match before.or_else(|| there.clone()) {
            Some(record) => {
                let mut after = record.clone();
                self.complete(&mut after, entry, roles);
                if after == record {
                    self.update.unchanged += 1;
                } else if let Some(there) = there {
                    self.update.amended.insert(id.to_owned(), (there, after));
                }
            }
            None if let Some(&at) = self.ids.new.get(id) => {
                let Some(record) = self.update.new.get(at).cloned() else { return };
                let mut after = record;
                self.complete(&mut after, entry, roles);
                if let Some(record) = self.update.new.get_mut(at) {
                    *record = after;
                }
            }
            None => {
                self.update.of_default_kind += usize::from(entry.kind.is_none());
                let name = entry.name.clone().unwrap_or_else(|| id.to_owned());
                let mut record = EntityRecord {
                    kind: entry.kind.unwrap_or(self.mode.kind),
                    aliases: Vec::new(),
                    wikidata: entry.wikidata.clone(),
                    roles,
                    attributes: entry.attributes.clone(),
                    note: entry.note.clone(),
                    id: id.to_owned(),
                    name,
                };
                entry.aliases.iter().for_each(|alias| add_name(&mut record, alias));
                self.add(record);
            }
        }
    }

    fn add(&mut self, record: EntityRecord) {
        self.ids.new.insert(record.id.clone(), self.update.new.len());
        self.update.new.push(record);
    }

    /// Completes the record of an entity that is there.
    fn complete(&mut self, record: &mut EntityRecord, entry: &Entry, roles: Vec<RoleRecord>) {
        let is_code =
            |name: &str| name == record.id || entry.id.as_deref().is_some_and(|id| id == name);
        let is_unnamed = is_code(&record.name);
        let prevails = is_unnamed || self.mode.mode == Mode::Update;
        let called = record.name.clone();
        let mut differs = |what: &str, kept: &str, other: &str| {
            self.update.kept.push(format!("{called}: the {what} stays {kept}, not {other}"));
        };
        if let Some(kind) = entry.kind.filter(|kind| *kind != record.kind) {
            if prevails {
                record.kind = kind;
            } else {
                differs("kind", record.kind.word(), kind.word());
            }
        }
        for (what, there, new) in [
            ("item of Wikidata", &mut record.wikidata, &entry.wikidata),
            ("note", &mut record.note, &entry.note),
        ] {
            match (there.as_deref(), new) {
                (_, None) => {}
                (Some(kept), Some(other)) if kept == other => {}
                (Some(kept), Some(other)) if !prevails => differs(what, kept, other),
                (_, Some(other)) => *there = Some(other.clone()),
            }
        }
        for (name, value) in entry.attributes.iter() {
            match record.attributes.get(name) {
                Some(kept) if kept == value => {}
                Some(kept) if !prevails => differs(name, kept, value),
                _ => {
                    record.attributes.insert(name, value);
                }
            }
        }
        if let Some(name) = entry.name.as_ref().filter(|name| **name != record.name) {
            if prevails {
                record.aliases.retain(|alias| alias != name);
                let old = std::mem::replace(&mut record.name, name.clone());
                if is_unnamed {
                    self.update.named.push(format!("{old} → {name}"));
                }
                // What it was called before still finds it.
                add_name(record, &old);
            } else {
                add_name(record, name);
            }
        }
        entry.aliases.iter().for_each(|alias| add_name(record, alias));
        if let Some(code) = entry.id.as_ref().filter(|id| **id != record.id) {
            add_name(record, code);
        }
        for role in roles {
            let is_same = |other: &RoleRecord| {
                (&other.role, &other.of, &other.from) == (&role.role, &role.of, &role.from)
            };
            match record.roles.iter().find(|other| is_same(other)) {
                None => record.roles.push(role),
                Some(kept) if kept.until != role.until => {
                    let end = |until: &Option<String>| until.clone().unwrap_or("open".to_owned());
                    let what = format!("end of the role {} of {}", role.role, role.of);
                    differs(&what, &end(&kept.until), &end(&role.until));
                }
                Some(_) => {}
            }
        }
    }

    /// A role with the id of where it is held: an entity that is there, or of the table, or else a new organization.
    fn role(&mut self, role: &EntryRole) -> Result<RoleRecord, Reason> {
        let of = &role.of;
        let by_id = || {
            let is_there = self.known.is_some_and(|known| known.by_id(of).is_some());
            if is_there { Some(of.clone()) } else { self.ids.given.get(of).cloned() }
        };
        let by_name = || -> Result<Option<String>, Reason> {
            let Some(known) = self.known else { return Ok(None) };
            let found = called(known, of).map_err(|_| Reason::Ambiguous)?;
            Ok(found.map(|entity| known.entity(entity).id().to_owned()))
        };
        let key = identity(of);
        let found = match by_id() {
            Some(id) => Some(id),
            None => by_name()?.or_else(|| self.ids.by_name.get(&key).cloned()),
        };
        let id = found.unwrap_or_else(|| {
            let id = self.free_id(of);
            self.ids.taken.insert(id.clone());
            self.ids.by_name.insert(key, id.clone());
            self.update.organizations.push(of.clone());
            self.add(EntityRecord {
                id: id.clone(),
                kind: EntityKind::Organization,
                name: of.clone(),
                aliases: Vec::new(),
                wikidata: None,
                roles: Vec::new(),
                attributes: Attributes::default(),
                note: None,
            });
            id
        });
        let (from, until) = (role.from.clone(), role.until.clone());
        Ok(RoleRecord { role: role.role.clone(), of: id, from, until })
    }
}

/// Adds another name, unless the entity is called so already.
fn add_name(record: &mut EntityRecord, name: &str) {
    let wanted = identity(name);
    let mut names = std::iter::once(&record.name).chain(&record.aliases);
    if names.all(|other| identity(other) != wanted) {
        record.aliases.push(name.to_owned());
    }
}
