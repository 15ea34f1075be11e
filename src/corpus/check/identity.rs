//! Ids: valid, unique, and resolved.

use super::{Faulty, Findings};
use crate::corpus::{
    diagnostic::{Code, Diagnostic},
    syntax::Located,
};
use crate::model::EntityId;
use std::{
    collections::{HashMap, HashSet, hash_map::Entry},
    sync::atomic::{AtomicBool, Ordering},
};

/// A section of items with ids.
#[derive(Clone, Copy)]
pub(super) enum Section {
    Entities,
    Sources,
}

impl Section {
    const fn singular(self) -> &'static str {
        match self {
            Self::Entities => "entity",
            Self::Sources => "source",
        }
    }

    const fn section(self) -> &'static str {
        match self {
            Self::Entities => "entities",
            Self::Sources => "sources",
        }
    }

    const fn unknown(self) -> Code {
        match self {
            Self::Entities => Code::UnknownEntity,
            Self::Sources => Code::UnknownSource,
        }
    }
}

/// The items of a section under their ids, sorted by id.
pub(super) struct Declared<R> {
    word: Section,
    items: Vec<Located<R>>,
    ids: Vec<String>,
    position: HashMap<String, usize>,
    lost: HashSet<String>,
    /// Which items some record refers to, faulty or not.
    named: Vec<AtomicBool>,
}

impl<R> Declared<R> {
    /// Takes the items with valid ids; of two with one id, the first.
    pub(super) fn new(
        items: Vec<Located<R>>,
        id: impl Fn(&R) -> &String,
        word: Section,
        lost: &[String],
        findings: &mut Findings<'_>,
    ) -> Self {
        let mut first: HashMap<String, usize> = HashMap::with_capacity(items.len());
        let mut kept: Vec<(String, Located<R>)> = Vec::with_capacity(items.len());
        for item in items {
            let written = id(&item.record).clone();
            if let Err(error) = EntityId::new(&written) {
                let place = findings.value(&item, "id", None);
                findings.push(Diagnostic::error(Code::BadId, place, error.to_string()));
                continue;
            }
            match first.entry(written.clone()) {
                Entry::Vacant(entry) => {
                    entry.insert(kept.len());
                    kept.push((written, item));
                }
                Entry::Occupied(entry) => {
                    let place = findings.value(&item, "id", None);
                    let (_, before) = &kept[*entry.get()];
                    let before = findings.value(before, "id", None);
                    let message = format!("duplicate {} `{written}`", word.singular());
                    findings.push(
                        Diagnostic::error(Code::DuplicateId, place, message)
                            .related(before, "first declared here")
                            .help("give one of them another id, or delete it".to_owned()),
                    );
                }
            }
        }
        kept.sort_by(|(a, _), (b, _)| a.cmp(b));
        let (ids, items): (Vec<String>, Vec<_>) = kept.into_iter().unzip();
        let position =
            ids.iter().cloned().enumerate().map(|(position, id)| (id, position)).collect();
        let named = ids.iter().map(|_| AtomicBool::new(false)).collect();
        Self { word, items, ids, position, lost: lost.iter().cloned().collect(), named }
    }

    pub(super) fn items(&self) -> &[Located<R>] {
        &self.items
    }

    pub(super) fn ids(&self) -> impl Iterator<Item = &str> {
        self.ids.iter().map(String::as_str)
    }

    pub(super) fn n_declared(&self) -> usize {
        self.items.len()
    }

    /// Marks an id as referred to.
    pub(super) fn mention(&self, id: &str) {
        if let Some(named) = self.position.get(id).and_then(|&position| self.named.get(position)) {
            named.store(true, Ordering::Relaxed);
        }
    }

    /// The items that nothing refers to.
    pub(super) fn unnamed(&self) -> impl Iterator<Item = &Located<R>> {
        let flags = self.items.iter().zip(&self.named);
        flags.filter(|(_, named)| !named.load(Ordering::Relaxed)).map(|(item, _)| item)
    }

    /// The position of the item with an id; `None` when that item exists but is faulty, because a
    /// reference to it is not a fault. An unknown id is a finding about field `field` of `record`.
    pub(super) fn refer<Q>(
        &self,
        id: &str,
        record: &Located<Q>,
        field: &str,
        item: Option<usize>,
        findings: &mut Findings<'_>,
    ) -> Result<Option<usize>, Faulty> {
        if let Some(&position) = self.position.get(id) {
            self.mention(id);
            return Ok(Some(position));
        }
        if self.lost.contains(id) {
            return Ok(None);
        }
        let place = findings.value(record, field, item);
        let help = findings.suggest(id, self.ids()).unwrap_or_else(|| {
            format!(
                "declare it: `(id: \"{id}\", kind: …)` in the section `{}`",
                self.word.section()
            )
        });
        let message = format!("unknown {} `{id}`", self.word.singular());
        findings.push(Diagnostic::error(self.word.unknown(), place, message).help(help));
        Err(Faulty)
    }
}
