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
    pub(super) fn push(&mut self, record: Record, payload: &[u8]) {
        self.bytes.extend_from_slice(&record.to_bytes());
        self.bytes.extend_from_slice(payload);
    }

    /// Whether a record with this payload still goes in.
    pub(super) const fn has_room(&self, payload: &[u8]) -> bool {
        self.bytes.len() + Record::BYTES + payload.len() <= PART
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

    /// All bytes.
    fn into_bytes(mut self) -> io::Result<Bytes> {
        if self.file.is_some() {
            self.spill()?;
        }
        match self.file {
            Some(file) => map(&file),
            None => {
                let mut bytes =
                    Vec::with_capacity(self.parts.iter().map(|part| part.bytes.len()).sum());
                for part in self.parts {
                    bytes.extend(part.bytes);
                }
                Ok(bytes.into())
            }
        }
    }

    /// Every record with its payload, in the order that `key` gives, as one run of bytes; of those
    /// that `key` and `identify` find equal, one.
    pub(super) fn sorted<K: Ord + Copy + Send>(
        self,
        key: impl Fn(&Record) -> K + Sync,
        identify: impl Fn(&Record, &[u8]) -> String,
    ) -> io::Result<Sorted> {
        let spills = self.file.is_some();
        let bytes = self.into_bytes()?;
        let mut places: Vec<(K, usize)> =
            Records::new(&bytes).map(|(at, record, _)| (key(&record), at)).collect();
        places.sort_unstable();
        let at = |place: usize| read(&bytes, place);
        let mut out = Part { bytes: Vec::with_capacity(bytes.len()) };
        let mut n_kept = 0;
        for group in places.chunk_by(|a, b| a.0 == b.0) {
            if let [(_, place)] = group {
                let (record, payload) = at(*place);
                out.push(record, payload);
                n_kept += 1;
                continue;
            }
            let mut named: Vec<(String, &[u8], usize)> = group
                .iter()
                .map(|&(_, place)| {
                    let (record, payload) = at(place);
                    (identify(&record, payload), payload, place)
                })
                .collect();
            named.sort_unstable();
            named.dedup_by(|a, b| a.0 == b.0);
            n_kept += named.len();
            for (.., place) in named {
                let (record, payload) = at(place);
                out.push(record, payload);
            }
        }
        let mut out = Self { parts: vec![out], file: None };
        if spills {
            out.spill()?;
        }
        Ok(Sorted { bytes: out.into_bytes()?, n_dropped: places.len() - n_kept })
    }
}

/// A bucket in order.
#[derive(Debug)]
pub(super) struct Sorted {
    pub(super) bytes: Bytes,
    /// How many records said what another one says.
    pub(super) n_dropped: usize,
}

fn read(bytes: &[u8], at: usize) -> (Record, &[u8]) {
    let (head, rest) = bytes[at..].split_at(Record::BYTES);
    let mut fixed = [0; Record::BYTES];
    fixed.copy_from_slice(head);
    let record = Record::from_bytes(&fixed);
    (record, &rest[..record.payload as usize])
}

/// The records of a run of bytes: where each stands, itself, and its payload.
#[derive(Clone, Debug)]
pub(super) struct Records<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Records<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0 }
    }
}

impl<'b> Iterator for Records<'b> {
    type Item = (usize, Record, &'b [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let at = self.at;
        if at >= self.bytes.len() {
            return None;
        }
        let (record, payload) = read(self.bytes, at);
        self.at += Record::BYTES + payload.len();
        Some((at, record, payload))
    }
}
