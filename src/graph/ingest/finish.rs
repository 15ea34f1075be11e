//! Every statement to its place.

use super::{
    BUCKETS, Ingest, Naming, Step, Taken,
    appearance::appearances,
    bucket::{Bucket, Dropped, Id, Ranks, Scratch},
    labels::Labels,
    locked,
    optional_fields::OptionalFields,
    record::Record,
    revisions::{Revision, set_corrections},
};
use crate::{
    corpus::record::StatementRecord,
    graph::{
        assemble::{Assembled, Assembler, NewRow, PlainRow},
        temporal::TemporalGraph,
    },
    model::{
        Bounds, Confidence, Date, Day, EntityIndex, SourceIndex, Statement, VerbIndex, Vocabulary,
        Zone,
    },
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
    /// When statements were recorded that do not tell.
    recorded: Option<Day>,
    /// The time zone in which days are counted.
    zone: Zone,
    /// Statements that correct others.
    revisions: Mutex<Vec<Revision>>,
    /// The bits that tell the statements of one line apart.
    within: u32,
    /// What threads use again for the next bucket.
    scratch: Mutex<Vec<Scratch>>,
}

impl Scope<'_> {
    /// A statement as the record of a corpus, whose own record has ranks.
    fn record(&self, record: &Record, payload: &[u8]) -> StatementRecord {
        let (quote, extras) = payload.split_at(record.quote as usize);
        let extras = OptionalFields::from_bytes(extras).unwrap_or_default();
        let recorded = extras.recorded().map(|day| day.to_string());
        let confidence = extras.confidence().map(Confidence::value);
        let date = extras.date.unwrap_or_else(|| date(record));
        let verb = self.vocabulary.verb(VerbIndex::of(record.verb.into()));
        let quote = self.symbols.read(quote).unwrap_or_default();
        StatementRecord {
            holder: self.entities.id(record.holder).to_owned(),
            stance: verb.word.clone(),
            target: self.entities.id(record.target).to_owned(),
            source: self.sources.id(record.source).to_owned(),
            id: None,
            on: Some(date),
            until: extras.until,
            about: Vec::new(),
            quote: Some(quote).filter(|quote| !quote.is_empty()),
            prefix: None,
            suffix: None,
            reported_in: Vec::new(),
            recorded,
            coder: extras.coder,
            confidence,
            supersedes: None,
            claimed_by: None,
            note: extras.note,
        }
    }

    /// The id of a statement, whose record has ranks.
    fn id(&self, record: &Record, payload: &[u8], id: Id) -> String {
        if let Id::OfAllFields(n_others) = id {
            let id = self.record(record, payload).id_of_all_fields();
            return if n_others == 0 { id } else { format!("{id}~{}", n_others + 1) };
        }
        // Without a copy of what it is made of, as many are compared.
        let (quote, extras) = payload.split_at(record.quote as usize);
        let extras = OptionalFields::from_bytes(extras).unwrap_or_default();
        if let Some(id) = extras.own_id() {
            return id.to_owned();
        }
        let date = extras.date.unwrap_or_else(|| date(record));
        let (holder, target) = (self.entities.id(record.holder), self.entities.id(record.target));
        let verb = &self.vocabulary.verb(VerbIndex::of(record.verb.into())).word;
        let quote = self.symbols.read(quote).unwrap_or_default();
        let source = self.sources.id(record.source);
        Statement::hashed_id([holder, verb, target, &date, source, &quote]).to_string()
    }
}

/// The date of a record of which no text is kept.
fn date(record: &Record) -> String {
    let day = bounds(record).latest;
    let noted = record.time.and_then(|noted| Some((noted.notation?, noted.time)));
    noted.map_or_else(|| day.to_string(), |(notation, time)| notation.write(day, time))
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
        let buckets: Vec<Bucket> = self
            .buckets
            .into_iter()
            .map(|bucket| bucket.into_inner().unwrap_or_else(PoisonError::into_inner))
            .collect();
        let ends = |names: &[u32]| {
            appearances(&buckets, names, |record| [Some(record.holder), Some(record.target)])
        };
        let read_in =
            |names: &[u32]| appearances(&buckets, names, |record| [Some(record.source), None]);
        let (entities, sources) = rayon::join(
            || Labels::of_entities(&entities, ends, &*self.exact_names),
            || Labels::of_sources(&sources, read_in),
        );
        let scope = Scope {
            vocabulary: self.vocabulary,
            symbols: self.symbols,
            entities: entities?,
            sources: sources?,
            recorded: self.recorded,
            zone: self.zone,
            revisions: Mutex::default(),
            within: u16::BITS - self.most_within.into_inner().leading_zeros(),
            scratch: Mutex::default(),
        };
        let most = (self.memory / BUCKETS / 16).max(1 << 12);
        let n_sorted = Mutex::new(0);
        let assembled = |bucket| -> io::Result<(Assembled, Dropped)> {
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
        let (parts, dropped): (Vec<_>, Vec<_>) = parts?.into_iter().unzip();
        let (united, within) = (scope.entities.united(), scope.within);
        let mut taken = Taken { united, within, ..Taken::default() };
        for Dropped { repeated, about_itself } in dropped {
            taken.repeated.extend(repeated);
            taken.about_itself.extend(about_itself);
        }
        let mut assembler = Assembler::new(self.memory / 32);
        assembler.set_symbols(Arc::clone(&scope.symbols));
        let mut graph =
            assembler.join(&parts, entities, sources, (scope.vocabulary, scope.zone))?;
        let revisions = scope.revisions.into_inner().unwrap_or_else(PoisonError::into_inner);
        taken.corrections = set_corrections(&mut graph, revisions)?;
        Ok((graph, taken))
    }
}

impl Scope<'_> {
    /// The statements of a bucket in their order, and how many it has repeatedly. Of one that was too large for the
    /// memory, no more than `most` bytes of each column are kept there.
    fn assembled(&self, bucket: Bucket, most: usize) -> io::Result<(Assembled, Dropped)> {
        let mut assembler = Assembler::new(if bucket.is_spilled() { most } else { usize::MAX });
        assembler.set_symbols(Arc::clone(&self.symbols));
        let mut scratch = locked(&self.scratch).pop().unwrap_or_default();
        let dropped = bucket.sorted(
            &Ranks { entities: &self.entities.ranks, sources: &self.sources.ranks },
            &mut scratch,
            |record, payload, id| self.id(record, payload, id),
            |record, payload, id| self.push(&mut assembler, record, payload, id),
        )?;
        locked(&self.scratch).push(scratch);
        Ok((assembler.columns()?, dropped))
    }
}

impl Scope<'_> {
    fn push(
        &self,
        assembler: &mut Assembler,
        record: &Record,
        payload: &[u8],
        id: Id,
    ) -> io::Result<()> {
        let (quote, extras) = payload.split_at(record.quote as usize);
        let bounds = bounds(record);
        let entity = |rank| EntityIndex::new(rank as usize);
        let plain = PlainRow {
            ends: (entity(record.holder), entity(record.target)),
            latest: bounds.latest,
            verb: VerbIndex::of(record.verb.into()),
            source: SourceIndex::new(record.source as usize),
            quote,
            order: u64::from(record.line) << self.within | u64::from(record.within),
        };
        let is_plain = extras.is_empty() && self.recorded.is_none() && id == Id::Derived;
        if is_plain && bounds.is_one_day() {
            return assembler.push_plain(&plain, record.time);
        }
        let of_all_fields = (id != Id::Derived).then(|| self.id(record, payload, id));
        let extras = OptionalFields::from_bytes(extras)?;
        if let Some((root, number)) = extras.revised() {
            let id = of_all_fields.clone().unwrap_or_else(|| self.id(record, payload, id));
            let revision =
                Revision { root: root.to_owned(), number, ends: plain.ends, id, line: record.line };
            locked(&self.revisions).push(revision);
        }
        let until = extras.until.as_deref().and_then(|until| Date::in_zone(until, &self.zone).ok());
        assembler.push(&NewRow {
            plain,
            earliest: bounds.earliest,
            known: extras.recorded().or(self.recorded).unwrap_or(bounds.latest),
            date: extras.date.as_deref(),
            id: of_all_fields.as_deref().or(extras.own_id()),
            until: until.as_ref(),
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
            time: record.time,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Incoming, When};
    use super::*;
    use crate::{corpus::shipped_vocabulary, graph::StatementIndex};
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    /// Holder, target, date, quote, and whether there is a confidence. Few of each, so that much is equal.
    type Told = (u8, u8, u8, u8, bool);

    fn name(number: u8) -> String {
        format!("n{number}")
    }

    fn date(number: u8) -> Date {
        let text = match number % 4 {
            0 => format!("2020-01-{:02}", 1 + number % 28),
            3 => format!(
                "2020-01-{:02}T14:05:33{}",
                1 + number % 2,
                if number > 3 { "-04:00" } else { "" }
            ),
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
                until: None,
                source: &name(said % 5),
                quote: &quote(said),
                recorded: None,
                confidence: is_sure.then_some(Confidence::FULL),
                coder: None,
                note: None,
                id: None,
                revision: 0,
                line: u32::try_from(number).unwrap(),
            };
            worker.push(&incoming).unwrap();
            if number % flush == 0 {
                worker.flush().unwrap();
            }
        }
        workers.into_iter().try_for_each(super::super::Worker::finish).unwrap();
        let (graph, taken) = ingest.finish(Naming::default(), &|_| Ok(())).unwrap();
        assert_eq!(graph.n_statements() + taken.repeated.n + taken.about_itself.n, told.len());
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
            // Of those that are equal in every field there is one.
            let mut expected = BTreeSet::new();
            for &(holder, target, on, said, is_sure) in &told {
                let (holder, target, date) = (name(holder), name(target), date(on));
                if holder == target {
                    continue;
                }
                let verb = graph.vocabulary().verb(VerbIndex::of(i64::from(said % 4))).word.clone();
                let Bounds { earliest, latest } = date.bounds();
                let said = (verb, date.as_str().to_owned(), name(said % 5), quote(said), is_sure);
                expected.insert(((holder, target, latest, earliest), said));
            }
            let (mut keys, mut ids) = (Vec::new(), Vec::new());
            let found: BTreeSet<_> = graph.statements().map(|index| {
                let statement = graph.statement(index);
                let Bounds { earliest, latest } = statement.bounds();
                let (holder, target) = (statement.holder_entity(), statement.target_entity());
                let ends = (holder.id().to_owned(), target.id().to_owned(), latest, earliest);
                keys.push((ends.clone(), statement.order()));
                ids.push((ends.0.clone(), ends.1.clone(), statement.id().into_owned()));
                let quote = statement.quote().map(String::from).unwrap_or_default();
                let is_sure = graph.rows.confidence.get(index.position()).is_some();
                let source = statement.source_record().id().to_owned();
                (ends, (statement.verb().word.clone(), statement.date().into_owned(), source, quote, is_sure))
            }).collect();
            prop_assert_eq!(found.len(), graph.n_statements());
            prop_assert_eq!(found, expected);
            prop_assert!(keys.is_sorted_by(|a, b| a < b), "in order");
            // The first has the id that any corpus gives it.
            prop_assert!(ids.iter().all(|(.., id)| id.len() == 13));
            ids.sort_unstable();
            prop_assert!(ids.is_sorted_by(|a, b| a < b), "no id twice");
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
