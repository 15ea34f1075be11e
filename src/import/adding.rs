//! Which statements are new, which repeat another, and which correct one: the contract of adding.
//!
//! Equal to a standing statement: nothing is added. The id of a statement whose content differs: a correction. Else a
//! new statement, which gets an id of all its fields where it agrees with another in those that identify it.

use super::places::Places;
use crate::{
    corpus::record::StatementRecord,
    model::{EntityKind, SourceKind, words},
};
use std::collections::{BTreeSet, HashMap, HashSet};

words! {
    /// How data are taken that are added to what is there.
    pub enum Mode {
        /// As statements beside those that are there.
        Add = "add",
        /// As a newer copy of data that were imported before: what differs in part corrects.
        Update = "update",
    }
}

/// What is known of data beside their statements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provenance {
    /// The ids of entities that the data give; `None` where they give all.
    pub given_ids: Option<BTreeSet<String>>,
    /// The ids of entities whose kinds the data give, where they do not give all.
    pub given_kinds: BTreeSet<String>,
    /// What holders are taken for, where the data do not give kinds.
    pub holder_kind: EntityKind,
    /// What targets are taken for that hold no stance, where the data do not give kinds.
    pub target_kind: EntityKind,
    /// What sources are taken for whose kinds the data do not give, where they give some.
    pub source_kind: Option<SourceKind>,
    /// The ids of sources that are made of what the data call them, which is their title.
    pub made_sources: BTreeSet<String>,
    /// Whether the ids of sources are made of titles and days, so that two documents may have one.
    pub are_sources_derived: bool,
    /// Whether the data say themselves which statement another one corrects, and so hold statements that do not stand.
    pub has_corrections: bool,
    /// The statements of the data that correct one of those they are added to, by id, each with the id of that one.
    pub corrects: HashMap<String, String>,
    /// Where its statements stand.
    pub places: Places,
    /// Whether none of its statements may be left out.
    pub is_whole: bool,
    /// The fields that the data tell themselves, by which a newer copy is known to be one of a statement.
    pub own_fields: OwnFields,
}

impl Default for Provenance {
    /// Of data that give everything.
    fn default() -> Self {
        Self {
            given_ids: None,
            given_kinds: BTreeSet::new(),
            holder_kind: EntityKind::Person,
            target_kind: EntityKind::Topic,
            source_kind: None,
            made_sources: BTreeSet::new(),
            are_sources_derived: false,
            has_corrections: false,
            corrects: HashMap::new(),
            places: Places::Unknown,
            is_whole: false,
            own_fields: OwnFields::default(),
        }
    }
}

impl Provenance {
    /// Whether an id of an entity of theirs is one that the data give.
    pub(super) fn gives_id(&self, id: &str) -> bool {
        self.given_ids.as_ref().is_none_or(|ids| ids.contains(id))
    }

    /// Whether the data give the kind of the entity with an id of theirs.
    pub(super) fn gives_kind(&self, id: &str) -> bool {
        self.given_ids.is_none() || self.given_kinds.contains(id)
    }
}

/// Of the fields that tell two statements of one pair apart, those that data tell themselves: by a column, not by a default
/// or a constant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "a set of four fields")]
pub struct OwnFields {
    /// What was done.
    pub verb: bool,
    /// When it was said.
    pub date: bool,
    /// Where it was read.
    pub source: bool,
    /// What was said.
    pub quote: bool,
}

impl OwnFields {
    /// What both of two tables tell.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            verb: self.verb && other.verb,
            date: self.date && other.date,
            source: self.source && other.source,
            quote: self.quote && other.quote,
        }
    }
}

impl Default for OwnFields {
    fn default() -> Self {
        Self { verb: true, date: true, source: true, quote: true }
    }
}

/// What becomes of a statement.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Verdict {
    /// It is new, with this record.
    New(Box<StatementRecord>),
    /// It corrects another one.
    Correction(Box<StatementRecord>),
    /// It is there already.
    Repeated,
}

/// Statements that stand, by what they are known by.
#[derive(Debug, Default)]
pub(super) struct Standing {
    /// The statement that stands under each id: its own, or the one that corrects it.
    latest: HashMap<String, String>,
    /// The versions of each statement with an id, in order: itself, and the corrections that came with its id and got ids
    /// that were made for them.
    versions: HashMap<String, Vec<String>>,
    /// The statement of which each correction is a version.
    version_of: HashMap<String, String>,
    /// The statements that others correct.
    corrected: HashSet<String>,
    /// The statement that each correction corrects in the end.
    roots: HashMap<String, String>,
    records: HashMap<String, StatementRecord>,
    /// The ids of the statements that share a derived id.
    alike: HashMap<String, Vec<String>>,
}

/// Whether a statement says what another one that is there says. What only the latter tells of its recording makes no
/// difference, as that may have been given for all, nor that it corrects another one.
pub(super) fn is_repetition(record: &StatementRecord, other: &StatementRecord) -> bool {
    let has_recorded = record.recorded.is_some();
    let corrects_the_same = record.supersedes.is_none() || record.supersedes == other.supersedes;
    corrects_the_same && content(other, has_recorded) == content(record, has_recorded)
}

/// Whether the id of a correction was made for it when it was added.
fn is_made_for(id: &str, record: &StatementRecord) -> bool {
    let is_made_of = |record: &StatementRecord| {
        let rest = id.strip_prefix(&record.id_of_all_fields());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('~'))
    };
    // The day on which it was recorded was added later, unless the data told it.
    is_made_of(record) || is_made_of(&StatementRecord { recorded: None, ..record.clone() })
}

/// A statement without what two equal ones may differ in.
fn content(record: &StatementRecord, has_recorded: bool) -> StatementRecord {
    let recorded = record.recorded.clone().filter(|_| has_recorded);
    StatementRecord { id: None, supersedes: None, recorded, ..record.clone() }
}

impl Standing {
    /// Takes a statement that stands.
    pub(super) fn insert(&mut self, record: StatementRecord) {
        let id = record.id();
        let derived = StatementRecord { id: None, ..record.clone() }.id();
        if let Some(corrected) = &record.supersedes {
            let root = self.roots.get(corrected).unwrap_or(corrected).clone();
            self.corrected.insert(corrected.clone());
            self.roots.insert(id.clone(), root.clone());
            self.latest.insert(root, id.clone());
        }
        self.latest.entry(id.clone()).or_insert_with(|| id.clone());
        let corrected = record.supersedes.as_ref().filter(|_| is_made_for(&id, &record));
        let of =
            corrected.map_or(&id, |corrected| self.version_of.get(corrected).unwrap_or(corrected));
        let of = of.clone();
        self.versions.entry(of.clone()).or_default().push(id.clone());
        self.version_of.insert(id.clone(), of);
        self.alike.entry(derived).or_default().push(id.clone());
        self.records.insert(id, record);
    }

    /// Whether a statement is among those that are known.
    pub(super) fn knows(&self, id: &str) -> bool {
        self.records.contains_key(id)
    }

    /// What becomes of a statement that comes after those that stand; a new one stands from then on. One that its data
    /// correct themselves (`is_corrected`) is repeated where any version of it says the same.
    pub(super) fn add(&mut self, mut record: StatementRecord, is_corrected: bool) -> Verdict {
        if let Some(given) = record.id.clone() {
            // What only is known to be corrected may come yet.
            let latest = self.latest.get(&given).filter(|_| self.knows(&given)).cloned();
            let Some(latest) = latest else {
                self.insert(record.clone());
                return Verdict::New(Box::new(record));
            };
            let versions = self.versions.get(&given).map(Vec::as_slice).unwrap_or_default();
            let compared = if is_corrected { 0 } else { versions.len().saturating_sub(1) };
            let mut compared = versions.iter().skip(compared);
            if compared.any(|version| self.is_same(version, &record)) {
                return Verdict::Repeated;
            }
            record.id = None;
            record.supersedes = Some(latest);
            record.id = self.made_id(&record);
            self.insert(record.clone());
            return Verdict::Correction(Box::new(record));
        }
        if self.alike(&record).any(|id| is_corrected || self.stands(id)) {
            return Verdict::Repeated;
        }
        record.id = self.free_id(&record);
        self.insert(record.clone());
        Verdict::New(Box::new(record))
    }

    /// The standing statement that a row of a newer copy corrects: of its pair, its coder and whoever claims it, the one that
    /// agrees with it most in what both tell, in two fields at least. It is taken: no other row corrects it.
    pub(super) fn correct(
        &mut self,
        mut record: StatementRecord,
        open: &mut Vec<StatementRecord>,
        own_fields: OwnFields,
    ) -> Option<StatementRecord> {
        /// So many fields must agree.
        const AGREEING: usize = 2;
        let agreeing = |other: &StatementRecord| {
            let both = |a: &Option<String>, b: &Option<String>| a.is_some() && a == b;
            let agree = [
                own_fields.verb && other.stance == record.stance,
                own_fields.date && both(&other.on, &record.on),
                own_fields.source && other.source == record.source,
                own_fields.quote && both(&other.quote, &record.quote),
            ];
            agree.into_iter().filter(|agrees| *agrees).count()
        };
        let is_candidate = |other: &StatementRecord| {
            let same = |record: &StatementRecord| {
                let StatementRecord { holder, target, coder, claimed_by, .. } = record;
                (holder.clone(), target.clone(), coder.clone(), claimed_by.clone())
            };
            same(other) == same(&record)
        };
        let (at, agrees) = open
            .iter()
            .enumerate()
            .filter(|(_, other)| is_candidate(other))
            .map(|(at, other)| (at, agreeing(other)))
            .rev()
            .max_by_key(|(_, agrees)| *agrees)?;
        if agrees < AGREEING {
            return None;
        }
        record.supersedes = Some(open.remove(at).id());
        record.id = self.made_id(&record);
        self.insert(record.clone());
        Some(record)
    }

    /// Whether a statement stands that says the same.
    pub(super) fn has(&self, record: &StatementRecord) -> Option<String> {
        self.alike(record).find(|id| self.stands(id)).cloned()
    }

    /// Whether a statement says what one says that does not stand any more, and nothing that stands.
    pub(super) fn stands_again(&self, record: &StatementRecord) -> bool {
        let mut alike = self.alike(record).peekable();
        record.id.is_none() && alike.peek().is_some() && !alike.any(|id| self.stands(id))
    }

    /// The statements that say the same, whether or not they stand.
    fn alike(&self, record: &StatementRecord) -> impl Iterator<Item = &String> {
        let derived = StatementRecord { id: None, ..record.clone() }.id();
        let alike = self.alike.get(&derived).into_iter().flatten();
        alike.filter(|id| self.is_same(id, record))
    }

    /// Whether nothing corrects a statement.
    fn stands(&self, id: &str) -> bool {
        !self.corrected.contains(id)
    }

    /// The statements that nothing corrects, by id.
    pub(super) fn standing(&self) -> impl Iterator<Item = &StatementRecord> {
        let mut ids: Vec<&String> = self.records.keys().filter(|id| self.stands(id)).collect();
        ids.sort_unstable();
        ids.into_iter().filter_map(|id| self.records.get(id))
    }

    /// Whether a statement says what another says.
    fn is_same(&self, id: &str, record: &StatementRecord) -> bool {
        self.records.get(id).is_some_and(|other| is_repetition(record, other))
    }

    /// The id to give to a statement whose derived id is taken; none where it is free.
    fn free_id(&self, record: &StatementRecord) -> Option<String> {
        let is_taken = |id: &String| self.records.contains_key(id);
        if is_taken(&record.id()) { self.made_id(record) } else { None }
    }

    /// An id of all fields, which tells a correction from what says the same for another reason, whichever comes first.
    fn made_id(&self, record: &StatementRecord) -> Option<String> {
        let is_taken = |id: &String| self.records.contains_key(id);
        let id = record.id_of_all_fields();
        let numbered = (2..).map(|number| format!("{id}~{number}"));
        std::iter::once(id.clone()).chain(numbered).find(|id| !is_taken(id))
    }
}
