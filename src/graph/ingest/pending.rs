//! Statements that wait until there are enough of them for their names to be looked up together.
//!
//! A name is found at some place in memory that is in no cache. One lookup after the other, with the reading of a row
//! between, waits for each; many in a row are waited for together.

use super::{HOLDER, Names, bucket::Record, interner::Interner};
use std::ops::Range;

/// So many statements: their texts stay in the nearest cache.
const AT_ONCE: usize = 128;

/// Statements whose names have no numbers yet.
#[derive(Default)]
pub(super) struct Pending {
    /// Holder, target and source of each, end to end.
    names: String,
    /// Where each name ends.
    ends: Vec<usize>,
    /// Without numbers of names.
    records: Vec<Record>,
    /// What comes with each, end to end.
    payloads: Vec<u8>,
    hashes: Vec<u64>,
    /// Where holder, target and source of each may stand.
    slots: Vec<[Option<usize>; 3]>,
}

impl Pending {
    /// Adds a statement: its holder, target and source, and the rest.
    pub(super) fn push(&mut self, names: [&str; 3], record: Record, payload: [&[u8]; 2]) {
        for name in names {
            self.names.push_str(name);
            self.ends.push(self.names.len());
        }
        self.records.push(record);
        for part in payload {
            self.payloads.extend_from_slice(part);
        }
    }

    /// Whether there are enough.
    pub(super) const fn is_full(&self) -> bool {
        self.records.len() >= AT_ONCE
    }

    /// Gives each statement the numbers of its names, and hands it over with the hash of its holder and its payload; none is
    /// left. Of more names than can be counted, nothing.
    pub(super) fn resolve(
        &mut self,
        names: &mut Names,
        mut take: impl FnMut(u64, Record, &[u8]),
    ) -> Option<()> {
        let Names { entities, sources } = names;
        let texts = || {
            let begins = std::iter::once(0).chain(self.ends.iter().copied());
            begins.zip(&self.ends).map(|(begin, &end)| &self.names[Range { start: begin, end }])
        };
        self.hashes.clear();
        self.hashes.extend(texts().map(|text| entities.hash(text)));
        let hashes = self.hashes.as_chunks::<3>().0;
        // Each kind of waiting by itself: what is between would keep the next from being begun.
        self.slots.clear();
        self.slots.extend(hashes.iter().map(|&[holder, target, source]| {
            [entities.slot(holder), entities.slot(target), sources.slot(source)]
        }));
        for &[holder, target, source] in &self.slots {
            entities.fetch(holder);
            entities.fetch(target);
            sources.fetch(source);
        }
        let mut texts = texts();
        let mut rest = self.payloads.as_slice();
        for ((record, &hashes), &slots) in self.records.iter().zip(hashes).zip(&self.slots) {
            let mut code = |interner: &mut Interner, name: usize, traits| -> Option<u32> {
                let text = texts.next()?;
                interner.intern_hashed(text, hashes[name], slots[name], traits)
            };
            let record = Record {
                holder: code(entities, 0, HOLDER)?,
                target: code(entities, 1, 0)?,
                source: code(sources, 2, 0)?,
                ..*record
            };
            let holder = hashes[0];
            let (payload, after) = rest.split_at_checked(record.payload as usize)?;
            rest = after;
            take(holder, record, payload);
        }
        self.names.clear();
        self.ends.clear();
        self.records.clear();
        self.payloads.clear();
        Some(())
    }
}
