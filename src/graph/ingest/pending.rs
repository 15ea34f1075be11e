//! Statements that wait until there are enough of them for their names to be looked up together.
//!
//! A name is found at some place in memory that is in no cache. One lookup after the other, with the reading of a row
//! between, waits for each; many in a row are waited for together.

use super::{HOLDER, Names, bucket::Record, interner::Interner, key::Key};

/// So many statements: their texts stay in the nearest cache.
const AT_ONCE: usize = 128;

/// Statements whose names have no numbers yet.
#[derive(Default)]
pub(super) struct Pending {
    /// Holder, target and source of each.
    names: Vec<[Key; 3]>,
    /// The long ones of them, end to end.
    long: String,
    /// Without numbers of names.
    records: Vec<Record>,
    /// What comes with each, end to end.
    payloads: Vec<u8>,
    /// The hash of each name.
    hashes: Vec<[u64; 3]>,
    /// Where each name may stand.
    slots: Vec<[Option<usize>; 3]>,
}

impl Pending {
    /// Adds a statement: its holder, target and source, and the rest. Of more text than can be counted, nothing.
    pub(super) fn push(
        &mut self,
        [holder, target, source]: [&str; 3],
        record: Record,
        payload: [&[u8]; 2],
    ) -> Option<()> {
        let mut key = |name| Key::new(name, &mut self.long);
        self.names.push([key(holder)?, key(target)?, key(source)?]);
        self.records.push(record);
        for part in payload {
            self.payloads.extend_from_slice(part);
        }
        Some(())
    }

    /// Whether there are enough.
    pub(super) const fn is_full(&self) -> bool {
        self.records.len() >= AT_ONCE
    }

    /// Finds out where each name may stand, and has what stands there brought near.
    fn look_up(&mut self, Names { entities, sources }: &Names) {
        // Each kind of waiting by itself: what is between would keep the next from being begun.
        self.hashes.clear();
        self.hashes.extend(self.names.iter().map(|[holder, target, source]| {
            let entity = |name| entities.hash(name, &self.long);
            [entity(holder), entity(target), sources.hash(source, &self.long)]
        }));
        self.slots.clear();
        self.slots.extend(self.hashes.iter().map(|&[holder, target, source]| {
            [entities.slot(holder), entities.slot(target), sources.slot(source)]
        }));
        for &[holder, target, source] in &self.slots {
            entities.fetch(holder);
            entities.fetch(target);
            sources.fetch(source);
        }
    }

    /// Gives each statement the numbers of its names, and hands it over with the hash of its holder and its payload; none is
    /// left. Of more names than can be counted, nothing.
    pub(super) fn resolve(
        &mut self,
        names: &mut Names,
        mut take: impl FnMut(u64, Record, &[u8]),
    ) -> Option<()> {
        self.look_up(names);
        let Names { entities, sources } = names;
        let mut rest = self.payloads.as_slice();
        let found = self.names.iter().zip(&self.hashes).zip(&self.slots);
        for (record, ((names, hashes), slots)) in self.records.iter().zip(found) {
            let code = |interner: &mut Interner, end: usize, traits| {
                interner.intern((&names[end], &self.long), hashes[end], slots[end], traits)
            };
            let record = Record {
                holder: code(entities, 0, HOLDER)?,
                target: code(entities, 1, 0)?,
                source: code(sources, 2, 0)?,
                ..*record
            };
            let (payload, after) = rest.split_at_checked(record.payload as usize)?;
            rest = after;
            take(hashes[0], record, payload);
        }
        self.names.clear();
        self.long.clear();
        self.records.clear();
        self.payloads.clear();
        Some(())
    }
}
