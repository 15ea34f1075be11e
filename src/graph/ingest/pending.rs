//! Statements that wait until there are enough of them for their names to be looked up together.
//!
//! A name is found at some place in memory that is in no cache. One lookup after the other, with the reading of a row
//! between, waits for each; many in a row are waited for together. Quotes are compressed together for the same reason: where a
//! code ends is known only when it is found.

use super::{HOLDER, Names, bucket::Record, interner::Interner, key::Key};
use fsst::Compressor;
use std::ops::Range;

/// So many statements: their texts stay in the nearest cache.
const AT_ONCE: usize = 128;

/// Statements whose names have no numbers yet.
#[derive(Default)]
pub(super) struct Pending {
    /// Holder, target and source of each.
    names: Vec<[Key; 3]>,
    /// The long ones of them, end to end.
    long: String,
    /// Without numbers of names and lengths of codes.
    records: Vec<Record>,
    quotes: Runs,
    extras: Runs,
    codes: Runs,
    /// The hash of each name.
    hashes: Vec<[u64; 3]>,
    /// Where each name may stand.
    slots: Vec<[Option<usize>; 3]>,
}

/// Runs of bytes, end to end.
#[derive(Default)]
struct Runs {
    bytes: Vec<u8>,
    ends: Vec<u64>,
}

impl Runs {
    fn push(&mut self, run: &[u8]) {
        self.bytes.extend_from_slice(run);
        self.ends.push(self.bytes.len() as u64);
    }

    fn iter(&self) -> impl Iterator<Item = &[u8]> {
        let begins = std::iter::once(0).chain(self.ends.iter().copied());
        let place = |number| usize::try_from(number).unwrap_or(usize::MAX);
        let runs = begins
            .zip(&self.ends)
            .map(move |(begin, &end)| Range { start: place(begin), end: place(end) });
        runs.map(|run| self.bytes.get(run).unwrap_or_default())
    }

    fn clear(&mut self) {
        self.bytes.clear();
        self.ends.clear();
    }
}

impl Pending {
    /// Adds a statement: its holder, target and source, its quote, and what else there is. Of more text than can be
    /// counted, nothing.
    pub(super) fn push(
        &mut self,
        [holder, target, source]: [&str; 3],
        record: Record,
        quote: &str,
        extras: &[u8],
    ) -> Option<()> {
        let mut key = |name| Key::new(name, &mut self.long);
        self.names.push([key(holder)?, key(target)?, key(source)?]);
        self.records.push(record);
        self.quotes.push(quote.as_bytes());
        self.extras.push(extras);
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

    /// Gives each statement the numbers of its names and the codes of its quote, and hands it over with the hash of its
    /// holder and its payload; none is left. Of more than can be counted, nothing.
    pub(super) fn resolve(
        &mut self,
        names: &mut Names,
        compressor: &Compressor,
        mut take: impl FnMut(u64, Record, [&[u8]; 2]),
    ) -> Option<()> {
        const LANES: usize = Compressor::DEFAULT_BULK_LANES;
        self.look_up(names);
        let Names { entities, sources } = names;
        let quotes: Vec<&[u8]> = self.quotes.iter().collect();
        let codes = &mut self.codes;
        compressor.compress_bulk_into::<LANES>(&quotes, &mut codes.bytes, &mut codes.ends);
        let payloads = self.codes.iter().zip(self.extras.iter());
        let found = self.names.iter().zip(&self.hashes).zip(&self.slots).zip(payloads);
        for (record, (((names, hashes), slots), (codes, extras))) in self.records.iter().zip(found)
        {
            let code = |interner: &mut Interner, end: usize, traits| {
                interner.intern((&names[end], &self.long), hashes[end], slots[end], traits)
            };
            let record = Record {
                holder: code(entities, 0, HOLDER)?,
                target: code(entities, 1, 0)?,
                source: code(sources, 2, 0)?,
                quote: u32::try_from(codes.len()).ok()?,
                payload: u32::try_from(codes.len() + extras.len()).ok()?,
                ..*record
            };
            take(hashes[0], record, [codes, extras]);
        }
        self.names.clear();
        self.long.clear();
        self.records.clear();
        for runs in [&mut self.quotes, &mut self.extras, &mut self.codes] {
            runs.clear();
        }
        Some(())
    }
}
