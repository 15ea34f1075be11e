//! Which statements are new, which repeat another, and which correct one: the contract of adding.
//!
//! Equal to a standing statement: nothing is added. The id of a statement whose content differs: a correction. Else a
//! new statement, which gets an id of all its fields where it agrees with another in those that identify it.

use crate::{corpus::record::StatementRecord, model::words};
use std::collections::{BTreeSet, HashMap};

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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provenance {
    /// The ids of entities that the data give; `None` where they give all.
    pub given_ids: Option<BTreeSet<String>>,
    /// The ids of entities whose kinds the data give, where they do not give all.
    pub given_kinds: BTreeSet<String>,
    /// Whether the ids of sources are made of titles and days, so that two documents may have one.
    pub are_sources_derived: bool,
    /// The fields that the data tell themselves, by which a newer copy is known to be one of a statement.
    pub own_fields: OwnFields,
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
    /// The statement that each correction corrects in the end.
    roots: HashMap<String, String>,
    records: HashMap<String, StatementRecord>,
    /// The ids of the statements that share a derived id.
    alike: HashMap<String, Vec<String>>,
}

/// Whether a statement says what another says: a day of recording that only one tells makes no difference.
pub(super) fn is_repetition(record: &StatementRecord, other: &StatementRecord) -> bool {
    let has_recorded = record.recorded.is_some() && other.recorded.is_some();
    content(other, has_recorded) == content(record, has_recorded)
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
            self.roots.insert(id.clone(), root.clone());
            self.latest.insert(root, id.clone());
        }
        self.latest.entry(id.clone()).or_insert_with(|| id.clone());
        self.alike.entry(derived).or_default().push(id.clone());
        self.records.insert(id, record);
    }

    /// Whether a statement is among those that are known.
    pub(super) fn knows(&self, id: &str) -> bool {
        self.records.contains_key(id)
    }

    /// What becomes of a statement that comes after those that stand; a new one stands from then on.
    pub(super) fn add(&mut self, mut record: StatementRecord) -> Verdict {
        if let Some(given) = record.id.clone() {
            // What only is known to be corrected may come yet.
            let latest = self.latest.get(&given).filter(|_| self.knows(&given)).cloned();
            let Some(latest) = latest else {
                self.insert(record.clone());
                return Verdict::New(Box::new(record));
            };
            if self.is_same(&latest, &record) {
                return Verdict::Repeated;
            }
            record.id = None;
            record.supersedes = Some(latest);
            record.id = self.made_id(&record);
            self.insert(record.clone());
            return Verdict::Correction(Box::new(record));
        }
        if self.has(&record).is_some() {
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
        let derived = StatementRecord { id: None, ..record.clone() }.id();
        let alike = self.alike.get(&derived).into_iter().flatten();
        let mut standing = alike.filter(|id| self.stands(id));
        standing.find(|id| self.is_same(id, record)).cloned()
    }

    /// Whether nothing corrects a statement.
    fn stands(&self, id: &str) -> bool {
        let root = self.roots.get(id).map_or(id, String::as_str);
        self.latest.get(root).is_none_or(|latest| latest == id)
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
