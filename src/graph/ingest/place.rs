//! Every statement to its place.

use super::{
    BUCKETS, Ingest, Naming, Step, Taken,
    bucket::{Bucket, Ranks, Scratch},
    extras::Extras,
    labels::Labels,
    locked,
    record::Record,
};
use crate::{
    graph::{
        assemble::{Assembled, Assembler, NewRow, PlainRow},
        temporal::TemporalGraph,
    },
    model::{Bounds, Day, EntityIndex, SourceIndex, Statement, VerbIndex, Vocabulary},
    storage::{column::compressed::Symbols, number::Number},
};
use rayon::prelude::*;
use std::{
    io,
    sync::{Arc, Mutex, PoisonError},
};

/// What records refer to, with the places of their codes.
struct Scope<'l> {
    vocabulary: Vocabulary,
    symbols: Arc<Symbols>,
    entities: Labels<'l>,
    sources: Labels<'l>,
    /// What threads use again for the next bucket.
    scratch: Mutex<Vec<Scratch>>,
}

impl Scope<'_> {
    /// The id of a statement, whose record has ranks.
    fn id(&self, record: &Record, payload: &[u8]) -> String {
        let (quote, extras) = payload.split_at(record.quote as usize);
        let written = Extras::from_bytes(extras).ok().and_then(|extras| extras.date);
        let date = written.unwrap_or_else(|| bounds(record).latest.to_string());
        let entity = |rank| self.entities.id(rank);
        let (holder, target) = (entity(record.holder), entity(record.target));
        let source = self.sources.id(record.source);
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
    /// The graph of everything that came in. `progress` is told how far it has come, and says whether to go on.
    pub fn finish(
        self,
        naming: Naming,
        progress: &(dyn Fn(Step) -> io::Result<()> + Sync),
    ) -> io::Result<(TemporalGraph, Taken)> {
        let (entities, sources) = (self.entities.into_texts(), self.sources.into_texts());
        let (entities, sources) =
            rayon::join(|| Labels::of_entities(&entities), || Labels::of_sources(&sources));
        let scope = Scope {
            vocabulary: self.vocabulary,
            symbols: self.symbols,
            entities,
            sources,
            scratch: Mutex::default(),
        };
        let buckets: Vec<Bucket> = self
            .buckets
            .into_iter()
            .map(|bucket| bucket.into_inner().unwrap_or_else(PoisonError::into_inner))
            .collect();
        let most = (self.memory / BUCKETS / 16).max(1 << 12);
        let n_sorted = Mutex::new(0);
        let assembled = |bucket| -> io::Result<(Assembled, usize)> {
            let assembled = scope.assembled(bucket, most)?;
            let mut n_sorted = locked(&n_sorted);
            *n_sorted += 1;
            progress(Step::Sorted { parts: *n_sorted, of: BUCKETS })?;
            Ok(assembled)
        };
        let parts = || buckets.into_par_iter().map(assembled).collect::<io::Result<Vec<_>>>();
        let columns =
            || rayon::join(|| scope.entities.entities(naming), || scope.sources.sources(naming));
        let (parts, (entities, sources)) = rayon::join(parts, columns);
        progress(Step::Joining)?;
        let (parts, repeated): (Vec<_>, Vec<_>) = parts?.into_iter().unzip();
        let taken = Taken { repeated: repeated.iter().sum() };
        let mut assembler = Assembler::new(self.memory / 32);
        assembler.set_symbols(Arc::clone(&scope.symbols));
        Ok((assembler.join(&parts, entities, sources, scope.vocabulary)?, taken))
    }
}

impl Scope<'_> {
    /// The statements of a bucket in their order, and how many it has repeatedly. Of one that was too large for the
    /// memory, no more than `most` bytes of each column are kept there.
    fn assembled(&self, bucket: Bucket, most: usize) -> io::Result<(Assembled, usize)> {
        let mut assembler = Assembler::new(if bucket.is_spilled() { most } else { usize::MAX });
        assembler.set_symbols(Arc::clone(&self.symbols));
        let mut scratch = locked(&self.scratch).pop().unwrap_or_default();
        let n_repeated = bucket.sorted(
            &Ranks { entities: &self.entities.ranks, sources: &self.sources.ranks },
            &mut scratch,
            |record, payload| self.id(record, payload),
            |record, payload| push(&mut assembler, record, payload),
        )?;
        locked(&self.scratch).push(scratch);
        Ok((assembler.columns()?, n_repeated))
    }
}

fn push(assembler: &mut Assembler, record: &Record, payload: &[u8]) -> io::Result<()> {
    let (quote, extras) = payload.split_at(record.quote as usize);
    let bounds = bounds(record);
    let entity = |rank| EntityIndex::new(rank as usize);
    let plain = PlainRow {
        ends: (entity(record.holder), entity(record.target)),
        latest: bounds.latest,
        verb: VerbIndex::of(record.verb.into()),
        source: SourceIndex::new(record.source as usize),
        quote,
    };
    if extras.is_empty() && bounds.is_one_day() {
        return assembler.push_plain(&plain);
    }
    let extras = Extras::from_bytes(extras)?;
    assembler.push(&NewRow {
        plain,
        earliest: bounds.earliest,
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

#[cfg(test)]
mod tests {
    use super::super::{Incoming, When};
    use super::*;
    use crate::{
        corpus::shipped_vocabulary,
        graph::StatementIndex,
        model::{Confidence, Date},
    };
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    /// Holder, target, date, quote, and whether there is a confidence. Few of each, so that much is equal.
    type Told = (u8, u8, u8, u8, bool);

    fn name(number: u8) -> String {
        format!("n{number}")
    }

    fn date(number: u8) -> Date {
        let text = match number % 3 {
            0 => format!("2020-01-{:02}", 1 + number % 28),
            1 => "2020-01".to_owned(),
            _ => "2020-01-15/2020-01-31".to_owned(),
        };
        text.parse().unwrap()
    }

    fn quote(number: u8) -> String {
        "so ".repeat(number.into())
    }

    /// The graph of statements that come in through several workers, in flushes of some size.
    fn ingested(told: &[Told], n_workers: usize, flush: usize, memory: usize) -> TemporalGraph {
        let ingest = Ingest::new(shipped_vocabulary(), memory, &["so so so", "so what"]);
        let mut workers: Vec<_> = (0..n_workers).map(|_| ingest.worker()).collect();
        for (number, &(holder, target, on, said, is_sure)) in told.iter().enumerate() {
            let worker = &mut workers[number % n_workers];
            let date = date(on);
            let incoming = Incoming {
                holder: &name(holder),
                target: &name(target),
                verb: VerbIndex::of(i64::from(said % 4)),
                date: When::Edtf(&date),
                source: &name(said % 5),
                quote: &quote(said),
                recorded: None,
                confidence: is_sure.then_some(Confidence::FULL),
                coder: None,
                note: None,
            };
            worker.push(&incoming).unwrap();
            if number % flush == 0 {
                worker.flush().unwrap();
            }
        }
        workers.into_iter().try_for_each(super::super::Worker::finish).unwrap();
        let (graph, taken) = ingest.finish(Naming::default(), &|_| Ok(())).unwrap();
        assert_eq!(graph.n_statements() + taken.repeated, told.len());
        graph
    }

    proptest! {
        // Files are made and hashes computed in each.
        #![proptest_config(ProptestConfig::with_cases(40))]

        #[test]
        fn every_statement_comes_to_its_place(
            told in proptest::collection::vec((0..40_u8, 0..9_u8, 0..6_u8, 0..6_u8, any::<bool>()), 0..700),
            n_workers in 1..4_usize,
            flush in 1..300_usize,
            memory in 0..40_000_usize,
        ) {
            let graph = ingested(&told, n_workers, flush, memory);
            // Of those with one id there is one.
            let mut expected = BTreeMap::new();
            for &(holder, target, on, said, _) in &told {
                let (holder, target, date) = (name(holder), name(target), date(on));
                let verb = &graph.vocabulary().verb(VerbIndex::of(i64::from(said % 4))).word;
                let (source, quote) = (name(said % 5), quote(said));
                let fields = [holder.as_str(), verb, &target, date.as_str(), &source, &quote];
                let id = Statement::hashed_id(fields).to_string();
                let Bounds { earliest, latest } = date.bounds();
                expected.insert((holder, target, latest, earliest, id), (source, quote));
            }
            let found: Vec<_> = graph.statements().map(|index| {
                let statement = graph.statement(index);
                let Bounds { earliest, latest } = statement.bounds();
                let (holder, target) = (statement.holder_entity(), statement.target_entity());
                let ends = (holder.id().to_owned(), target.id().to_owned());
                let source = statement.source_record().id().to_owned();
                let quote = statement.quote().map(String::from).unwrap_or_default();
                ((ends.0, ends.1, latest, earliest, statement.id().to_string()), (source, quote))
            }).collect();
            prop_assert_eq!(found, expected.into_iter().collect::<Vec<_>>());
            let pairs = graph.pairs();
            let of_pairs: Vec<(StatementIndex, _)> = pairs
                .flat_map(|pair| graph.statements_of(pair).map(move |index| (index, pair)))
                .collect();
            let told_pairs: Vec<_> = graph.statements().map(|index| (index, graph.pair_of(index))).collect();
            prop_assert_eq!(of_pairs, told_pairs);
        }

        #[test]
        fn a_store_does_not_tell_how_it_was_made(
            told in proptest::collection::vec((0..40_u8, 0..9_u8, 0..6_u8, 0..6_u8, any::<bool>()), 0..400),
            n_workers in 1..4_usize,
            flush in 1..300_usize,
            memory in 0..40_000_usize,
        ) {
            let folder = tempfile::tempdir().unwrap();
            let stored = |graph: TemporalGraph| {
                let path = folder.path().join("graph.stance");
                graph.write(&path).unwrap();
                std::fs::read(path).unwrap()
            };
            let plain = stored(ingested(&told, 1, usize::MAX, usize::MAX));
            prop_assert!(stored(ingested(&told, n_workers, flush, memory)) == plain);
        }
    }
}
