//! A corpus into a graph.

use super::{Assembler, NewRow, PlainRow};
use crate::{
    corpus::Corpus,
    graph::{entities::Entities, index::StatementIndex, sources::Sources, temporal::TemporalGraph},
    model::{Bounds, Date, Day, Statement, StatementId},
};
use rayon::prelude::*;
use std::{
    collections::{BTreeMap, HashMap},
    io,
};

impl TemporalGraph {
    /// The graph of a corpus. Time O(n log n) in the statements, sorted in parallel.
    #[expect(
        clippy::expect_used,
        reason = "only files give errors, and without a limit there are none"
    )]
    pub fn new(corpus: Corpus) -> Self {
        assemble(corpus).expect("memory takes everything")
    }
}

fn assemble(mut corpus: Corpus) -> io::Result<TemporalGraph> {
    let statements = std::mem::take(&mut corpus.statements);
    let mut numbers: Vec<usize> = (0..statements.len()).collect();
    numbers.par_sort_unstable_by_key(|&number| (order(&statements[number]), number));
    let statements = sorted(statements, &numbers);
    let corrections = Corrections::new(&statements);
    let mut assembler = Assembler::new(usize::MAX);
    let is_given = |statement: &Statement| statement.id != hashed_id(&corpus, statement);
    let given: Vec<bool> = statements.par_iter().map(is_given).collect();
    let numbered = numbers.into_iter().zip(&statements).zip(given);
    for (row, ((number, statement), is_given)) in numbered.enumerate() {
        let plain = PlainRow {
            ends: (statement.holder, statement.target),
            latest: statement.bounds.latest,
            verb: statement.verb,
            source: statement.source,
            quote: statement.quote.as_deref().unwrap_or("").as_bytes(),
            order: number as u64,
        };
        let time = statement.date.noted_time();
        let has_notation = time.is_some_and(|time| time.notation.is_some());
        assembler.push(&NewRow {
            plain,
            earliest: statement.bounds.earliest,
            known: statement.known,
            date: written(&statement.date, statement.bounds).filter(|_| !has_notation),
            time,
            id: is_given.then(|| statement.id.as_str()),
            until: statement.until.as_ref(),
            superseded_since: corrections.since.get(&row).copied(),
            supersedes: corrections.supersedes.get(&row).copied(),
            claimed_by: statement.claimed_by,
            about: &statement.about,
            reported_in: &statement.reported_in,
            confidence: statement.confidence,
            coder: filled(statement.coder.as_ref()),
            note: filled(statement.note.as_ref()),
            prefix: filled(statement.prefix.as_ref()),
            suffix: filled(statement.suffix.as_ref()),
        })?;
    }
    let (entities, sources) = (Entities::new(&corpus.entities), Sources::new(&corpus.sources)?);
    assembler.finish(entities, sources, corpus.vocabulary, corpus.zone)
}

fn order(statement: &Statement) -> impl Ord + use<> {
    let Statement { holder, target, bounds, .. } = statement;
    ((*holder, *target), (bounds.latest, bounds.earliest))
}

/// The statements in the order of their numbers.
fn sorted(statements: Vec<Statement>, numbers: &[usize]) -> Vec<Statement> {
    let mut statements: Vec<Option<Statement>> = statements.into_iter().map(Some).collect();
    let take = |number: &usize| statements.get_mut(*number).and_then(Option::take);
    numbers.iter().filter_map(take).collect()
}

fn filled(text: Option<&String>) -> Option<&str> {
    text.map(String::as_str).filter(|text| !text.is_empty())
}

/// The text of a date that says more than the one day of its bounds.
fn written(date: &Date, bounds: Bounds) -> Option<&str> {
    let is_plain = bounds.is_one_day() && date.as_str() == bounds.latest.to_string();
    (!is_plain).then(|| date.as_str())
}

/// The id that a statement has when none was given.
fn hashed_id(corpus: &Corpus, statement: &Statement) -> StatementId {
    Statement::hashed_id([
        corpus.entity(statement.holder).id.as_str(),
        &corpus.vocabulary.verb(statement.verb).word,
        corpus.entity(statement.target).id.as_str(),
        statement.date.as_str(),
        corpus.source(statement.source).id.as_str(),
        statement.quote.as_deref().unwrap_or(""),
    ])
}

/// Which statements correct which, by position.
#[derive(Default)]
struct Corrections {
    supersedes: BTreeMap<usize, StatementIndex>,
    /// The day from which a correction was known.
    since: BTreeMap<usize, Day>,
}

impl Corrections {
    fn new(statements: &[Statement]) -> Self {
        let mut corrections = Self::default();
        let correcting = || {
            let rows = statements.iter().enumerate();
            rows.filter_map(|(row, statement)| {
                Some((row, statement, statement.supersedes.as_ref()?))
            })
        };
        if correcting().next().is_none() {
            return corrections;
        }
        let rows = statements.iter().enumerate();
        let by_id: HashMap<&str, usize> =
            rows.map(|(row, statement)| (statement.id.as_str(), row)).collect();
        for (row, statement, id) in correcting() {
            let Some(&corrected) = by_id.get(id.as_str()) else { continue };
            corrections.supersedes.insert(row, StatementIndex::new(corrected));
            let since = corrections.since.entry(corrected).or_insert(statement.known);
            *since = statement.known.min(*since);
        }
        corrections
    }
}
