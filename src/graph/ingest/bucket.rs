//! Statements on their way: in no order, but each holder's in one place.

use super::{
    LineCount,
    prefetch::prefetch,
    record::{Record, Records},
    sort_key::{SortKey, Sorter, runs},
};
use crate::{model::NotedTime, storage::bytes::region::map};
use bytes::{Bytes, BytesMut};
use hashbrown::HashMap;
use std::{
    fs::File,
    io::{self, Write},
};

/// So many bytes of a bucket are gathered before it is locked.
const PART: usize = 1 << 15;

/// Records, each followed by its payload.
#[derive(Debug, Default)]
pub(super) struct Part {
    pub(super) bytes: BytesMut,
}

impl Part {
    #[inline]
    pub(super) fn push(&mut self, record: Record, payload: [&[u8]; 2]) {
        record.write(payload, &mut self.bytes);
    }

    /// Whether a record still goes in with its payload.
    pub(super) fn has_room(&self, record: Record) -> bool {
        self.bytes.len() + record.size() <= PART
    }
}

/// Memory for parts, of which the system gives many at once for the work of one.
#[derive(Debug, Default)]
pub(super) struct Slab(BytesMut);

impl Slab {
    const SIZE: usize = 8 * PART;

    /// What is in a part; as much will come.
    pub(super) fn take(&mut self, part: &mut Part) -> Part {
        if self.0.capacity() < PART {
            self.0 = BytesMut::with_capacity(Self::SIZE);
        }
        let bytes = self.0.split_off(self.0.capacity() - PART);
        std::mem::replace(part, Part { bytes })
    }
}

/// The records of some holders.
#[derive(Debug, Default)]
pub(super) struct Bucket {
    parts: Vec<Part>,
    spilled: Option<Spilled>,
}

/// Parts in a temporary file, one after the other.
#[derive(Debug)]
struct Spilled {
    file: File,
    /// How long each of them is.
    lengths: Vec<usize>,
}

impl Bucket {
    pub(super) fn add(&mut self, part: Part) {
        self.parts.push(part);
    }

    /// Moves what is in memory to a temporary file.
    pub(super) fn spill(&mut self) -> io::Result<()> {
        let spilled = match &mut self.spilled {
            Some(spilled) => spilled,
            none => none.insert(Spilled { file: tempfile::tempfile()?, lengths: Vec::new() }),
        };
        for part in std::mem::take(&mut self.parts) {
            spilled.file.write_all(&part.bytes)?;
            spilled.lengths.push(part.bytes.len());
        }
        Ok(())
    }

    /// Whether some of it is in a file.
    pub(super) const fn is_spilled(&self) -> bool {
        self.spilled.is_some()
    }

    /// Shows every record, in no order.
    pub(super) fn each(&self, mut show: impl FnMut(&Record)) -> io::Result<()> {
        let mut show_all = |bytes: &[u8]| Records::new(bytes).for_each(|(record, _)| show(&record));
        if let Some(Spilled { file, lengths }) = &self.spilled {
            let mut rest = map(file)?;
            for length in lengths {
                show_all(&rest.split_to(*length));
            }
        }
        self.parts.iter().for_each(|part| show_all(&part.bytes));
        Ok(())
    }

    /// The bytes of each part.
    fn into_parts(mut self) -> io::Result<Vec<Bytes>> {
        if self.spilled.is_some() {
            self.spill()?;
        }
        let Some(Spilled { file, lengths }) = self.spilled else {
            return Ok(self.parts.into_iter().map(|part| part.bytes.freeze()).collect());
        };
        let mut rest = map(&file)?;
        Ok(lengths.into_iter().map(|length| rest.split_to(length)).collect())
    }

    /// Hands every record with its payload to `take`, with ranks for numbers: by holder, target, latest and earliest day,
    /// and line; of those that are equal in every field, one. Tells how many are left out.
    pub(super) fn sorted(
        self,
        ranks: &Ranks<'_>,
        Scratch { sorter, begins }: &mut Scratch,
        identify: impl Fn(&Record, &[u8], Id) -> String,
        mut take: impl FnMut(&Record, &[u8], Id) -> io::Result<()>,
    ) -> io::Result<Dropped> {
        let parts = self.into_parts()?;
        let mut dropped = Dropped::default();
        sorter.places.clear();
        begins.clear();
        for (part, bytes) in (0..).zip(&parts) {
            for (record, at) in Records::new(bytes) {
                let ends = ranks.of_ends(&record);
                if ends[0] == ends[1] {
                    dropped.about_itself.add(record.line);
                    continue;
                }
                let number = u32::try_from(begins.len())
                    .map_err(|_| io::Error::other("more statements than can be counted"))?;
                sorter.places.push(SortKey::new(ends, &record, number));
                begins.push(Begin { part, at });
            }
        }
        let bytes_at = |place: &SortKey| {
            let Begin { part, at } = begins[place.number()];
            &parts[part as usize][at as usize..]
        };
        let mut rows = Vec::with_capacity(2 * AT_ONCE);
        for run in runs(sorter.sorted(), AT_ONCE) {
            // Each kind of waiting by itself, so that it is for many at the same time.
            for place in run {
                let bytes = bytes_at(place);
                [bytes.first(), bytes.get(REACH)].into_iter().flatten().for_each(prefetch);
            }
            rows.clear();
            rows.extend(run.iter().map(|place| Row::read(bytes_at(place), place)));
            for row in &mut rows {
                row.record.source = ranks.sources[row.record.source as usize];
            }
            for group in rows.chunk_by(|a, b| a.key() == b.key()) {
                if let [row] = group {
                    take(&row.record, row.payload, Id::Derived)?;
                    continue;
                }
                let Distinct { rows, repeated } = distinct(group, &identify);
                for line in repeated {
                    dropped.repeated.add(line);
                }
                rows.into_iter().try_for_each(|(row, id)| take(&row.record, row.payload, id))?;
            }
        }
        Ok(dropped)
    }
}

/// So many records are brought near together: one by one, each would be waited for.
const AT_ONCE: usize = 64;
/// No further than so many bytes reach most records with their payloads.
const REACH: usize = 44;

/// What is needed to put a bucket in order, and used again for the next one.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    sorter: Sorter,
    begins: Vec<Begin>,
}

/// Where a record begins.
#[derive(Clone, Copy, Debug)]
struct Begin {
    part: u32,
    /// In the part.
    at: u32,
}

/// The ranks of what numbers stand for.
pub(super) struct Ranks<'r> {
    pub(super) entities: &'r [u32],
    pub(super) sources: &'r [u32],
}

impl Ranks<'_> {
    #[inline]
    fn of_ends(&self, record: &Record) -> [u32; 2] {
        [record.holder, record.target].map(|number| self.entities[number as usize])
    }
}

/// A record with ranks, and its payload.
struct Row<'b> {
    record: Record,
    payload: &'b [u8],
}

impl<'b> Row<'b> {
    /// The record at the beginning of some bytes, with the ranks of its place.
    #[inline]
    fn read(bytes: &'b [u8], place: &SortKey) -> Self {
        let (record, payload) = Record::read(bytes);
        let record = Record { holder: place.holder(), target: place.target(), ..record };
        let begin = payload as usize;
        Self { record, payload: &bytes[begin..begin + record.payload as usize] }
    }

    /// Where it stands in the data.
    const fn place(&self) -> (u32, u16, &'b [u8]) {
        (self.record.line, self.record.within, self.payload)
    }

    const fn key(&self) -> (u32, u32, i32) {
        (self.record.holder, self.record.target, self.record.latest)
    }
}

/// Statements that are not in the graph.
#[derive(Debug, Default)]
pub(super) struct Dropped {
    /// Those equal to another one in every field.
    pub(super) repeated: LineCount,
    /// Those whose holder and target are spellings of one name.
    pub(super) about_itself: LineCount,
}

/// What a statement is known by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Id {
    /// The hash of what identifies it.
    Derived,
    /// A hash of all its fields: another statement has the other one. So many others have this one, too, as they
    /// differ only in what they correct.
    OfAllFields(u32),
}

/// Rows of which no two are equal in every field.
struct Distinct<'g, 'b> {
    rows: Vec<(&'g Row<'b>, Id)>,
    /// The lines of the others.
    repeated: Vec<u32>,
}

/// The rows with one key that differ, in the order of their earliest days and lines. Of those to which `identify` gives one id,
/// the first by line has it.
fn distinct<'g, 'b>(
    group: &'g [Row<'b>],
    identify: &impl Fn(&Record, &[u8], Id) -> String,
) -> Distinct<'g, 'b> {
    let name =
        |row: &Row<'_>| (row.record.earliest, identify(&row.record, row.payload, Id::Derived));
    let mut named: Vec<_> = group.iter().map(|row| (name(row), row)).collect();
    named.sort_unstable_by(|a, b| (&a.0, a.1.place()).cmp(&(&b.0, b.1.place())));
    let mut distinct = Distinct { rows: Vec::with_capacity(named.len()), repeated: Vec::new() };
    for alike in named.chunk_by(|a, b| a.0 == b.0) {
        let mut contents: Vec<(&[u8], Option<NotedTime>)> = Vec::with_capacity(alike.len());
        let mut others: HashMap<String, u32> = HashMap::new();
        for (_, row) in alike {
            let content = (row.payload, row.record.time);
            if contents.contains(&content) {
                distinct.repeated.push(row.record.line);
                continue;
            }
            let id = if contents.is_empty() {
                Id::Derived
            } else {
                let id = identify(&row.record, row.payload, Id::OfAllFields(0));
                let n_before = others.entry(id).or_insert(0);
                *n_before += 1;
                Id::OfAllFields(*n_before - 1)
            };
            contents.push(content);
            distinct.rows.push((row, id));
        }
    }
    distinct.rows.sort_by_key(|(row, _)| (row.record.earliest, row.place()));
    distinct
}
