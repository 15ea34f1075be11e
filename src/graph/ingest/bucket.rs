//! Statements on their way: in no order, but each holder's in one place.

use crate::graph::column::map;
use bytes::Bytes;
use std::{
    fs::File,
    io::{self, Write},
};

/// A statement whose texts have codes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Record {
    pub(super) holder: u32,
    pub(super) target: u32,
    pub(super) source: u32,
    pub(super) latest: i32,
    pub(super) earliest: i32,
    pub(super) verb: u16,
    /// Whose codes these are.
    pub(super) worker: u16,
    /// How long the quote is in its codes, which stand before what else there is.
    pub(super) quote: u32,
    /// How long the payload is.
    pub(super) payload: u32,
}

impl Record {
    const BYTES: usize = 32;

    fn to_bytes(self) -> [u8; Self::BYTES] {
        let mut bytes = [0; Self::BYTES];
        let words = [
            self.holder.to_le_bytes(),
            self.target.to_le_bytes(),
            self.source.to_le_bytes(),
            self.latest.to_le_bytes(),
            self.earliest.to_le_bytes(),
            (u32::from(self.worker) << 16 | u32::from(self.verb)).to_le_bytes(),
            self.quote.to_le_bytes(),
            self.payload.to_le_bytes(),
        ];
        for (slot, word) in bytes.chunks_exact_mut(4).zip(words) {
            slot.copy_from_slice(&word);
        }
        bytes
    }

    #[expect(clippy::cast_possible_truncation, reason = "the halves of a word")]
    fn from_bytes(bytes: &[u8; Self::BYTES]) -> Self {
        let word = |at: usize| {
            let mut word = [0; 4];
            word.copy_from_slice(&bytes[4 * at..4 * at + 4]);
            u32::from_le_bytes(word)
        };
        Self {
            holder: word(0),
            target: word(1),
            source: word(2),
            latest: word(3).cast_signed(),
            earliest: word(4).cast_signed(),
            verb: word(5) as u16,
            worker: (word(5) >> 16) as u16,
            quote: word(6),
            payload: word(7),
        }
    }
}

/// So many bytes of a bucket are gathered before it is locked.
const PART: usize = 1 << 15;

/// Records, each followed by its payload.
#[derive(Debug, Default)]
pub(super) struct Part {
    pub(super) bytes: Vec<u8>,
}

impl Part {
    pub(super) fn push(&mut self, record: Record, payload: [&[u8]; 2]) {
        self.bytes.extend_from_slice(&record.to_bytes());
        for part in payload {
            self.bytes.extend_from_slice(part);
        }
    }

    /// Whether a record still goes in with its payload.
    pub(super) const fn has_room(&self, record: Record) -> bool {
        self.bytes.len() + Record::BYTES + record.payload as usize <= PART
    }

    /// What there is; as much will come.
    pub(super) fn take(&mut self) -> Self {
        std::mem::replace(self, Self { bytes: Vec::with_capacity(PART) })
    }
}

/// The records of some holders.
#[derive(Debug, Default)]
pub(super) struct Bucket {
    parts: Vec<Part>,
    file: Option<File>,
}

impl Bucket {
    pub(super) fn add(&mut self, part: Part) {
        self.parts.push(part);
    }

    /// Moves what is in memory to a temporary file.
    pub(super) fn spill(&mut self) -> io::Result<()> {
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(tempfile::tempfile()?),
        };
        for part in std::mem::take(&mut self.parts) {
            file.write_all(&part.bytes)?;
        }
        Ok(())
    }

    /// Whether some of it is in a file.
    pub(super) const fn is_spilled(&self) -> bool {
        self.file.is_some()
    }

    /// All runs of bytes.
    fn into_runs(mut self) -> io::Result<Vec<Bytes>> {
        if self.file.is_some() {
            self.spill()?;
        }
        match self.file {
            Some(file) => Ok(vec![map(&file)?]),
            None => Ok(self.parts.into_iter().map(|part| part.bytes.into()).collect()),
        }
    }

    /// Hands every record with its payload to `take`, with ranks for codes: by holder, target, latest and earliest day,
    /// and what `identify` makes of it; of those that are equal in all that, one. Tells how many are left out.
    pub(super) fn sorted(
        self,
        ranks: &Ranks<'_>,
        identify: impl Fn(&Record, &[u8]) -> String,
        mut take: impl FnMut(&Record, &[u8]) -> io::Result<()>,
    ) -> io::Result<usize> {
        let runs = self.into_runs()?;
        let mut kept = Vec::new();
        let mut places = Vec::new();
        for (record, bytes) in runs.iter().flat_map(|run| Records { bytes: run }) {
            let number = u32::try_from(kept.len())
                .map_err(|_| io::Error::other("more statements than can be counted"))?;
            let Record { worker, source, .. } = record;
            places.push(Place::new(&ranks.of_entities(record), number));
            kept.push(Kept { bytes, worker, source });
        }
        // Apart, as in so short a loop many are looked up at the same time.
        for Kept { worker, source, .. } in &mut kept {
            *source = ranks.sources[usize::from(*worker)][*source as usize];
        }
        let places = sorted(places);
        let mut n_dropped = 0;
        let mut ahead = places.chunks(Kept::AT_ONCE);
        let mut n_fetched = 0;
        let mut n_done = 0;
        for group in places.chunk_by(|a, b| a.key() == b.key()) {
            n_done += group.len();
            while n_fetched < n_done {
                let fetched = ahead.next().unwrap_or_default();
                for place in fetched {
                    kept[place.number()].fetch();
                }
                n_fetched += fetched.len();
            }
            if let [place] = group {
                let (record, payload) = kept[place.number()].record(place);
                take(&record, payload)?;
                continue;
            }
            let mut named: Vec<(i32, String, &[u8], &Place)> = group
                .iter()
                .map(|place| {
                    let (record, payload) = kept[place.number()].record(place);
                    (record.earliest, identify(&record, payload), payload, place)
                })
                .collect();
            named.sort_unstable();
            named.dedup_by(|a, b| (a.0, &a.1) == (b.0, &b.1));
            n_dropped += group.len() - named.len();
            for (.., place) in named {
                let (record, payload) = kept[place.number()].record(place);
                take(&record, payload)?;
            }
        }
        Ok(n_dropped)
    }
}

/// A record that is not in order yet.
struct Kept<'b> {
    bytes: &'b [u8],
    worker: u16,
    /// The code, and then the rank.
    source: u32,
}

/// The ranks of what codes stand for, by worker and code.
pub(super) struct Ranks<'r> {
    pub(super) entities: &'r [Vec<u32>],
    pub(super) sources: &'r [Vec<u32>],
}

impl Ranks<'_> {
    fn of_entities(&self, record: Record) -> Record {
        let ranks = &self.entities[usize::from(record.worker)];
        let (holder, target) = (ranks[record.holder as usize], ranks[record.target as usize]);
        Record { holder, target, ..record }
    }
}

impl<'b> Kept<'b> {
    /// So many are brought near together: one by one, each would be waited for.
    const AT_ONCE: usize = 64;

    /// Has its bytes brought near.
    fn fetch(&self) {
        std::hint::black_box((self.bytes.first().copied(), self.bytes.last().copied()));
    }

    /// The record, with ranks, and its payload.
    fn record(&self, place: &Place) -> (Record, &'b [u8]) {
        let (record, payload) = read(self.bytes);
        let (holder, target) = (place.holder(), place.target());
        (Record { holder, target, source: self.source, ..record }, payload)
    }
}

/// The ranks of a record's holder and target, its latest day, and its number, in one number: the fewest steps to compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place(u128);

impl Place {
    fn new(ranked: &Record, number: u32) -> Self {
        // With the sign turned over, days ascend as numbers without one.
        let latest = ranked.latest.cast_unsigned() ^ (1 << 31);
        let words = [ranked.holder, ranked.target, latest, number];
        Self(words.into_iter().fold(0, |all, word| all << 32 | u128::from(word)))
    }

    const fn word(self, after: u32) -> u32 {
        #[expect(clippy::cast_possible_truncation, reason = "one of the words")]
        let word = (self.0 >> after) as u32;
        word
    }

    const fn holder(self) -> u32 {
        self.word(96)
    }

    const fn target(self) -> u32 {
        self.word(64)
    }

    const fn number(self) -> usize {
        self.word(0) as usize
    }

    /// All but the number.
    const fn key(self) -> u128 {
        self.0 >> 32
    }
}

/// These places in order: cut into cells of a few holders, and each sorted by itself, where all of it is in the nearest
/// cache.
fn sorted(places: Vec<Place>) -> Vec<Place> {
    /// About so many places in a cell.
    const CELL: usize = 64;
    let n_cells = places.len() / CELL + 1;
    let last = places.iter().map(|place| place.holder() as usize).max().unwrap_or_default();
    let shift = (last / n_cells + 1).next_power_of_two().trailing_zeros();
    let cell_of = |place: &Place| place.holder() as usize >> shift;
    let mut ends = vec![0; (last >> shift) + 1];
    for place in &places {
        ends[cell_of(place)] += 1;
    }
    let mut end = 0;
    for cell in &mut ends {
        // For now, where it begins.
        end += std::mem::replace(cell, end);
    }
    let mut sorted = vec![Place(0); places.len()];
    for place in places {
        let slot = &mut ends[cell_of(&place)];
        sorted[*slot] = place;
        *slot += 1;
    }
    let mut begin = 0;
    for end in ends {
        sorted[begin..end].sort_unstable();
        begin = end;
    }
    sorted
}

/// A record and its payload at the beginning of some bytes.
fn read(bytes: &[u8]) -> (Record, &[u8]) {
    let (head, rest) = bytes.split_at(Record::BYTES);
    let mut fixed = [0; Record::BYTES];
    fixed.copy_from_slice(head);
    let record = Record::from_bytes(&fixed);
    (record, &rest[..record.payload as usize])
}

/// The records of a run of bytes: each read, and with its payload as it stands.
struct Records<'b> {
    bytes: &'b [u8],
}

impl<'b> Iterator for Records<'b> {
    type Item = (Record, &'b [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        if self.bytes.is_empty() {
            return None;
        }
        let (record, payload) = read(self.bytes);
        let (bytes, rest) = self.bytes.split_at(Record::BYTES + payload.len());
        self.bytes = rest;
        Some((record, bytes))
    }
}
