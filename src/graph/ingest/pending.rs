//! Statements that wait until there are enough of them for their names to be looked up together.
//!
//! A name is found at some place in memory that is in no cache. One lookup after the other, with the reading of a row
//! between, waits for each; many in a row are waited for together.

use super::{Coded, HOLDER, Names, bucket::Record, interner::Interner};
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
        for three in self.hashes.as_chunks::<3>().0 {
            entities.fetch(three[0]);
            entities.fetch(three[1]);
            sources.fetch(three[2]);
        }
        let mut texts = texts();
        let mut rest = self.payloads.as_slice();
        let hashes = self.hashes.as_chunks::<3>().0;
        for (record, &[holder, target, source]) in self.records.iter().zip(hashes) {
            let mut code = |interner: &mut Interner, hash, traits| -> Option<u32> {
                let Coded { code, .. } = interner.intern_hashed(texts.next()?, hash, traits)?;
                Some(code)
            };
            let record = Record {
                holder: code(entities, holder, HOLDER)?,
                target: code(entities, target, 0)?,
                source: code(sources, source, 0)?,
                ..*record
            };
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
