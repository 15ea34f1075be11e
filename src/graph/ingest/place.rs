//! Every statement to its place.

use super::{
    Ingest, Naming, Taken,
    bucket::{Bucket, Record, Records, Sorted},
    extras::Extras,
    interner::Interned,
    labels,
};
use crate::{
    graph::{
        Entities, Sources, TemporalGraph,
        assemble::{Assembler, NewRow},
        column::{Number, Symbols},
    },
    model::{
        Bounds, Day, Entity, EntityIndex, Source, SourceIndex, Statement, VerbIndex, Vocabulary,
    },
};
use rayon::prelude::*;
use std::{
    cmp::Reverse,
    collections::{BinaryHeap, binary_heap::PeekMut},
    io,
    sync::PoisonError,
};

/// What records refer to, with the places of their codes.
struct Scope {
    vocabulary: Vocabulary,
    symbols: std::sync::Arc<Symbols>,
    entities: labels::Placed<Entity>,
    sources: labels::Placed<Source>,
}

impl Scope {
    fn holder(&self, record: &Record) -> u32 {
        self.entities.ranks[usize::from(record.worker)][record.holder as usize]
    }

    fn target(&self, record: &Record) -> u32 {
        self.entities.ranks[usize::from(record.worker)][record.target as usize]
    }

    fn source(&self, record: &Record) -> SourceIndex {
        let rank = self.sources.ranks[usize::from(record.worker)][record.source as usize];
        SourceIndex::new(rank as usize)
    }

    /// What records are sorted by; those that agree in it are sorted by id.
    fn key(&self, record: &Record) -> (u32, u32, i32, i32) {
        (self.holder(record), self.target(record), record.latest, record.earliest)
    }

    fn id(&self, record: &Record, payload: &[u8]) -> String {
        let (quote, extras) = payload.split_at(record.quote as usize);
        let written = Extras::from_bytes(extras).ok().and_then(|extras| extras.date);
        let date = written.unwrap_or_else(|| bounds(record).latest.to_string());
        let entity = |rank| self.entities.items[rank as usize].id.as_str();
        let (holder, target) = (entity(self.holder(record)), entity(self.target(record)));
        let source = self.sources.items[self.source(record).position()].id.as_str();
        let verb = &self.vocabulary.verb(VerbIndex::of(record.verb.into())).word;
        let quote = self.symbols.read(quote).unwrap_or_default();
        let fields = [holder, verb, target, &date, source, &quote];
        Statement::hashed_id(fields).to_string()
    }
}

fn bounds(record: &Record) -> Bounds {
    let day = |number: i32| Day::from_number(number.into());
    Bounds { earliest: day(record.earliest), latest: day(record.latest) }
}

impl Ingest {
    /// The graph of everything that came in.
    pub fn finish(self, naming: Naming) -> io::Result<(TemporalGraph, Taken)> {
        let names = self.names.into_inner().unwrap_or_else(PoisonError::into_inner);
        let (entities, sources): (Vec<Interned>, Vec<Interned>) = names
            .into_iter()
            .flatten()
            .map(|names| (names.entities.into_texts(), names.sources.into_texts()))
            .unzip();
        let scope = Scope {
            vocabulary: self.vocabulary,
            symbols: self.symbols,
            entities: labels::entities(&entities, naming),
            sources: labels::sources(&sources, naming),
        };
        drop((entities, sources));
        let buckets: Vec<Bucket> = self
            .buckets
            .into_iter()
            .map(|bucket| bucket.into_inner().unwrap_or_else(PoisonError::into_inner))
            .collect();
        let sorted: Vec<Sorted> = buckets
            .into_par_iter()
            .map(|bucket| {
                bucket
                    .sorted(|record| scope.key(record), |record, payload| scope.id(record, payload))
            })
            .collect::<io::Result<_>>()?;
        let taken = Taken { repeated: sorted.iter().map(|bucket| bucket.n_dropped).sum() };
        let assembler = assemble(&scope, &sorted, self.memory / 32)?;
        drop(sorted);
        let entities = Entities::new(&scope.entities.items);
        let sources = Sources::new(&scope.sources.items);
        Ok((assembler.finish(entities, sources, scope.vocabulary)?, taken))
    }
}

/// Puts sorted buckets together, of which each has other holders.
fn assemble(scope: &Scope, sorted: &[Sorted], most: usize) -> io::Result<Assembler> {
    let mut assembler = Assembler::new(most);
    assembler.set_symbols(std::sync::Arc::clone(&scope.symbols));
    let mut buckets: Vec<_> =
        sorted.iter().map(|bucket| Records::new(&bucket.bytes).peekable()).collect();
    let holder = |record: &Record| scope.holder(record);
    let mut next: BinaryHeap<Reverse<(u32, usize)>> = buckets
        .iter_mut()
        .enumerate()
        .filter_map(|(number, records)| Some(Reverse((holder(&records.peek()?.1), number))))
        .collect();
    while let Some(mut first) = next.peek_mut() {
        let Reverse((rank, number)) = *first;
        let records = &mut buckets[number];
        while let Some((_, record, payload)) =
            records.next_if(|(_, record, _)| holder(record) == rank)
        {
            push(scope, &mut assembler, &record, payload)?;
        }
        match records.peek() {
            Some((_, record, _)) => *first = Reverse((holder(record), number)),
            None => drop(PeekMut::pop(first)),
        }
    }
    Ok(assembler)
}

fn push(
    scope: &Scope,
    assembler: &mut Assembler,
    record: &Record,
    payload: &[u8],
) -> io::Result<()> {
    let (quote, extras) = payload.split_at(record.quote as usize);
    let extras = Extras::from_bytes(extras)?;
    let bounds = bounds(record);
    let entity = |rank| EntityIndex::new(rank as usize);
    assembler.push(&NewRow {
        ends: (entity(scope.holder(record)), entity(scope.target(record))),
        bounds,
        verb: VerbIndex::of(record.verb.into()),
        source: scope.source(record),
        quote,
        known: extras.recorded().unwrap_or(bounds.latest),
        date: extras.date.as_deref(),
        id: None,
        until: None,
        superseded_since: None,
        supersedes: None,
        claimed_by: None,
        about: &[],
        reported_in: &[],
        confidence: extras.confidence(),
        coder: extras.coder.as_deref(),
        note: extras.note.as_deref(),
        prefix: None,
        suffix: None,
    })
}
