//! Statements that wait until there are enough of them for their names to be looked up together, and their quotes to be
//! compressed together: where a code ends is known only when it is found.

use super::{HOLDER, Ingest, inline_text::InlineText, names::Lookup, record::Record};
use fsst::Compressor;
use std::ops::Range;

/// So many statements: their texts stay in the nearest cache.
const AT_ONCE: usize = 128;

/// Statements whose names have no numbers yet.
#[derive(Default)]
pub(super) struct Pending {
    /// Holder and target of each.
    entities: Lookup,
    sources: Lookup,
    /// The long ones of all names, end to end.
    long: String,
    /// Without numbers of names and lengths of codes.
    records: Vec<Record>,
    quotes: Runs,
    extras: Runs,
    codes: Runs,
}

/// Runs of bytes, end to end.
#[derive(Default)]
struct Runs {
    bytes: Vec<u8>,
    ends: Vec<u64>,
}

impl Runs {
    fn push(&mut self, run: &[u8]) {
        // Many are empty, and a call takes longer than to see that.
        if !run.is_empty() {
            self.bytes.extend_from_slice(run);
        }
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
        let mut key = |name| InlineText::new(name, &mut self.long);
        let (holder, target, source) = (key(holder)?, key(target)?, key(source)?);
        self.entities.push(holder, HOLDER);
        self.entities.push(target, 0);
        self.sources.push(source, 0);
        self.records.push(record);
        self.quotes.push(quote.as_bytes());
        self.extras.push(extras);
        Some(())
    }

    /// Whether there are enough.
    pub(super) const fn is_full(&self) -> bool {
        self.records.len() >= AT_ONCE
    }

    /// Gives each statement the numbers of its names and the codes of its quote, and hands it over with the bucket of its
    /// holder and its payload; none is left. Of more than can be counted, nothing.
    pub(super) fn resolve(
        &mut self,
        ingest: &Ingest,
        mut take: impl FnMut(u8, Record, [&[u8]; 2]),
    ) -> Option<()> {
        const LANES: usize = Compressor::DEFAULT_BULK_LANES;
        self.entities.prepare(&ingest.entities, &self.long);
        self.sources.prepare(&ingest.sources, &self.long);
        let quotes: Vec<&[u8]> = self.quotes.iter().collect();
        let codes = &mut self.codes;
        ingest.compressor.compress_bulk_into::<LANES>(&quotes, &mut codes.bytes, &mut codes.ends);
        self.entities.resolve(&ingest.entities, &self.long)?;
        self.sources.resolve(&ingest.sources, &self.long)?;
        let payloads = self.codes.iter().zip(self.extras.iter());
        let mut entities = self.entities.found();
        for ((record, source), (codes, extras)) in
            self.records.iter().zip(self.sources.found()).zip(payloads)
        {
            let (holder, target) = (entities.next()?, entities.next()?);
            let record = Record {
                holder: holder.number,
                target: target.number,
                source: source.number,
                quote: u32::try_from(codes.len()).ok()?,
                payload: u32::try_from(codes.len() + extras.len()).ok()?,
                ..*record
            };
            take(holder.bucket, record, [codes, extras]);
        }
        drop(entities);
        self.entities.clear();
        self.sources.clear();
        self.long.clear();
        self.records.clear();
        for runs in [&mut self.quotes, &mut self.extras, &mut self.codes] {
            runs.clear();
        }
        Some(())
    }
}
