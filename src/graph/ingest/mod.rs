//! Statements in any order and any number into a graph, with bounded memory.
//!
//! [`Worker`]s, each for a thread of its own, make codes of quotes, and numbers of names, which are those of all. An
//! [`Ingest`] keeps statements by holder, in memory or beyond a size in temporary files, in parts of which each
//! has other holders. At the end each part is sorted and put into columns by itself, on all processors,
//! and the columns of all are joined, one holder after the other by id.

mod appearance;
mod bucket;
mod finish;
mod inline_text;
mod interner;
mod labels;
mod names;
mod optional_fields;
mod pending;
mod prefetch;
mod record;
mod revisions;
mod sort_key;

pub(crate) use inline_text::InlineText;
pub use labels::{ExactNames, Naming};
pub(crate) use labels::{id_of_name, id_of_source};

use self::{
    bucket::{Bucket, Part, Slab},
    interner::Holders,
    names::Names,
    optional_fields::OptionalFields,
    pending::Pending,
    record::Record,
};
use crate::model::{Bounds, Confidence, Date, Day, NotedTime, VerbIndex, Vocabulary, Zone};
use crate::storage::{column::compressed::Symbols, number::Number};
use hashbrown::DefaultHashBuilder;
use std::{
    collections::HashSet,
    io,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU16, Ordering},
    },
};

/// A statement as it comes in: with names, not ids.
#[derive(Clone, Debug)]
pub struct Incoming<'t> {
    /// Whose stance it is.
    pub holder: &'t str,
    /// Towards whom or what.
    pub target: &'t str,
    /// The verb of the ingest's vocabulary.
    pub verb: VerbIndex,
    /// When it was said.
    pub date: When<'t>,
    /// When it ends, if that is known.
    pub until: Option<&'t Date>,
    /// Where it was read.
    pub source: &'t str,
    /// What was said, verbatim; empty when nothing is quoted.
    pub quote: &'t str,
    /// When it was recorded, if that is known.
    pub recorded: Option<Day>,
    /// How sure the coder is.
    pub confidence: Option<Confidence>,
    /// Who coded it.
    pub coder: Option<&'t str>,
    /// A remark of the coder.
    pub note: Option<&'t str>,
    /// The id that the data give it.
    pub id: Option<&'t str>,
    /// How many statements with its id came before that say something else; each corrects the one before.
    pub revision: u32,
    /// The line on which it stands, or its number.
    pub line: u32,
}

impl<'t> Incoming<'t> {
    /// A statement of which nothing else is known; `number` is that of its line or its own.
    pub fn new(
        (holder, verb, target): (&'t str, VerbIndex, &'t str),
        date: When<'t>,
        source: &'t str,
        number: u64,
    ) -> Self {
        Self {
            holder,
            target,
            verb,
            date,
            until: None,
            source,
            quote: "",
            recorded: None,
            confidence: None,
            coder: None,
            note: None,
            id: None,
            revision: 0,
            line: u32::try_from(number).unwrap_or(u32::MAX),
        }
    }
}

/// A date as it comes in.
#[derive(Clone, Copy, Debug)]
pub enum When<'t> {
    /// One day.
    On(Day),
    /// A time of one day, of which the notation is known.
    At(Day, NotedTime),
    /// What EDTF says, if it says more than a day.
    Edtf(&'t Date),
}

impl When<'_> {
    fn bounds(self) -> Bounds {
        match self {
            Self::On(day) | Self::At(day, _) => Bounds::on(day),
            Self::Edtf(date) => date.bounds(),
        }
    }

    fn time(self) -> Option<NotedTime> {
        match self {
            Self::On(_) => None,
            Self::At(_, time) => Some(time),
            Self::Edtf(date) => date.noted_time(),
        }
    }
}

/// So many parts are sorted each by itself.
const BUCKETS: usize = 128;
/// What an entity is: a holder, or a target.
const HOLDER: u8 = 1;

/// Takes statements in.
pub struct Ingest {
    vocabulary: Vocabulary,
    /// The bytes that statements may take before they go to files.
    memory: usize,
    symbols: Arc<Symbols>,
    compressor: fsst::Compressor,
    buckets: Vec<Mutex<Bucket>>,
    n_held: Mutex<usize>,
    entities: Names,
    sources: Names,
    /// When statements were recorded that do not tell.
    recorded: Option<Day>,
    /// The time zone in which days are counted.
    zone: Zone,
    /// The most statements that come before another one of the same line.
    most_within: AtomicU16,
    /// Which names stay apart, as others are called so where they go.
    exact_names: Box<ExactNames>,
}

/// How far statements have come on their way into the graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// So many parts of all of them are sorted.
    Sorted {
        /// How many are.
        parts: usize,
        /// How many there are.
        of: usize,
    },
    /// The parts are put together.
    Joining,
}

/// What came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// Statements that are equal to another one in every field, and were left out.
    pub repeated: LineCount,
    /// Statements whose holder and target are spellings of one name, and were left out.
    pub about_itself: LineCount,
    /// Statements with the id of an earlier one, which they correct.
    pub corrections: LineCount,
    /// The spellings of each entity that has several.
    pub united: Vec<Vec<String>>,
    /// How many of the last bits of a statement's place in the order tell it apart from others of its line.
    pub within: u32,
}

/// How many lines there are of a kind, and the first of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineCount {
    /// How many.
    pub n: usize,
    /// The first lines, ascending.
    pub lines: Vec<u32>,
}

impl LineCount {
    /// So many lines are kept.
    const KEPT: usize = 5;

    fn add(&mut self, line: u32) {
        self.extend(Self { n: 1, lines: vec![line] });
    }

    fn extend(&mut self, other: Self) {
        self.n += other.n;
        self.lines.extend(other.lines);
        self.lines.sort_unstable();
        self.lines.truncate(Self::KEPT);
    }
}

/// Why statements that were read cannot be kept: there is no room for them in memory, and none elsewhere.
///
/// It comes within an [`io::Error`], as it happens while something else is read.
#[derive(Debug, thiserror::Error)]
#[error("statements cannot be kept: {0}")]
pub struct NotKept(io::Error);

impl Ingest {
    /// Takes in statements with the verbs of a vocabulary, holding about `memory` bytes of them. The
    /// sample shows what quotes are like.
    pub fn new(vocabulary: Vocabulary, memory: usize, sample: &[&str]) -> Self {
        let sample: Vec<&[u8]> = sample.iter().map(|quote| quote.as_bytes()).collect();
        let (symbols, compressor) = Symbols::train(&sample);
        let hasher = DefaultHashBuilder::default();
        Self {
            vocabulary,
            memory,
            symbols: Arc::new(symbols),
            compressor,
            buckets: (0..BUCKETS).map(|_| Mutex::default()).collect(),
            n_held: Mutex::new(0),
            entities: Names::new(hasher.clone(), Holders::Some),
            sources: Names::new(hasher, Holders::None),
            recorded: None,
            zone: Zone::UTC,
            most_within: AtomicU16::new(0),
            exact_names: Box::new(|_| HashSet::new()),
        }
    }

    /// The same; of names that are one, those stay apart that this finds among them.
    #[must_use]
    pub fn apart(self, exact_names: Box<ExactNames>) -> Self {
        Self { exact_names, ..self }
    }

    /// The same; statements that do not tell were recorded on this day.
    #[must_use]
    pub fn recorded_by_default(self, recorded: Option<Day>) -> Self {
        Self { recorded, ..self }
    }

    /// The same; days are counted in this time zone, as the dates that come in are.
    #[must_use]
    pub fn in_zone(self, zone: Zone) -> Self {
        Self { zone, ..self }
    }

    /// A worker, for one thread.
    pub fn worker(&self) -> Worker<'_> {
        Worker {
            ingest: self,
            pending: Pending::default(),
            parts: std::iter::repeat_with(Part::default).take(BUCKETS).collect(),
            slab: Slab::default(),
            last: None,
        }
    }

    /// Moves a part to its bucket, and all buckets to files when they are too large.
    fn hand_over(&self, number: usize, part: Part) -> io::Result<()> {
        let added = part.bytes.len();
        locked(&self.buckets[number]).add(part);
        let mut n_held = locked(&self.n_held);
        *n_held += added;
        if *n_held > self.memory {
            *n_held = 0;
            for bucket in &self.buckets {
                let spilled = locked(bucket).spill();
                spilled.map_err(|error| io::Error::other(NotKept(error)))?;
            }
        }
        Ok(())
    }
}

fn too_many() -> io::Error {
    io::Error::other("more text than can be counted")
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Takes in the statements of one thread.
pub struct Worker<'i> {
    ingest: &'i Ingest,
    pending: Pending,
    /// For each bucket.
    parts: Vec<Part>,
    slab: Slab,
    /// The line of the last statement, and how many statements of that line come before it.
    last: Option<(u32, u16)>,
}

impl Worker<'_> {
    /// Adds a statement.
    pub fn push(&mut self, incoming: &Incoming<'_>) -> io::Result<()> {
        let bounds = incoming.date.bounds();
        let extras = OptionalFields::bytes_of(incoming)?;
        let record = Record {
            within: self.within(incoming.line),
            time: incoming.date.time(),
            latest: bounds.latest.number(),
            earliest: bounds.earliest.number(),
            verb: u16::of(incoming.verb.number()),
            line: incoming.line,
            ..Record::default()
        };
        let names = [incoming.holder, incoming.target, incoming.source];
        self.pending.push(names, record, incoming.quote, &extras).ok_or_else(too_many)?;
        if self.pending.is_full() { self.resolve() } else { Ok(()) }
    }

    /// How many statements of its line come before one that comes now.
    fn within(&mut self, line: u32) -> u16 {
        let within = match self.last {
            Some((last, within)) if last == line => within.saturating_add(1),
            _ => 0,
        };
        self.last = Some((line, within));
        if within > 0 {
            self.ingest.most_within.fetch_max(within, Ordering::Relaxed);
        }
        within
    }

    /// Puts what is pending where it belongs.
    fn resolve(&mut self) -> io::Result<()> {
        let Self { ingest, pending, parts, slab, .. } = self;
        let mut handed = Ok(());
        let resolved = pending.resolve(ingest, |bucket, record, payload| {
            let number = usize::from(bucket);
            let part = &mut parts[number];
            if !part.has_room(record) && handed.is_ok() {
                handed = ingest.hand_over(number, slab.take(part));
            }
            part.push(record, payload);
        });
        resolved.ok_or_else(too_many)?;
        handed
    }

    /// Hands over what has come in so far.
    fn flush(&mut self) -> io::Result<()> {
        self.resolve()?;
        for (number, part) in self.parts.iter_mut().enumerate() {
            self.ingest.hand_over(number, std::mem::take(part))?;
        }
        Ok(())
    }

    /// Hands over everything.
    pub fn finish(mut self) -> io::Result<()> {
        self.flush()
    }
}
