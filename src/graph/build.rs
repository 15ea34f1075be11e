//! A corpus into columns.

use super::{Adjacency, Marks, PairIndex, StatementIndex, TemporalGraph};
use crate::{corpus::Corpus, model::Statement};
use rayon::prelude::*;
use std::collections::HashMap;

impl TemporalGraph {
    /// The graph of a corpus. Time O(n log n) in the statements, sorted in parallel.
    pub fn new(corpus: Corpus) -> Self {
        let Corpus { vocabulary, entities, sources, mut statements, .. } = corpus;
        statements.par_sort_unstable_by(|a, b| order(a).cmp(&order(b)));
        let (pair, pair_starts, pairs) = pairs(entities.len(), &statements);
        let mut graph = Self {
            pairs,
            pair_starts,
            earliest: statements.iter().map(|statement| statement.bounds.earliest).collect(),
            latest: statements.iter().map(|statement| statement.bounds.latest).collect(),
            known: statements.iter().map(|statement| statement.known).collect(),
            verb: statements.iter().map(|statement| statement.verb).collect(),
            source: statements.iter().map(|statement| statement.source).collect(),
            marks: vec![Marks::default(); statements.len()],
            pair,
            entities,
            sources,
            vocabulary,
            until: Default::default(),
            superseded_since: Default::default(),
            claimed_by: Default::default(),
            about: Default::default(),
            reported_in: Default::default(),
            confidence: Default::default(),
            supersedes: Default::default(),
            coder: Default::default(),
            note: Default::default(),
            prefix: Default::default(),
            suffix: Default::default(),
            id: Default::default(),
            date: Default::default(),
            quote: Default::default(),
        };
        graph.correct(&statements);
        for (position, statement) in statements.into_iter().enumerate() {
            graph.push_rare(StatementIndex::new(position), statement);
        }
        graph
    }

    /// Notes which statements correct which, and from which day a correction is known.
    fn correct(&mut self, statements: &[Statement]) {
        let correcting: Vec<(usize, &str)> = statements
            .iter()
            .enumerate()
            .filter_map(|(position, statement)| {
                Some((position, statement.supersedes.as_ref()?.as_str()))
            })
            .collect();
        if correcting.is_empty() {
            return;
        }
        let by_id: HashMap<&str, StatementIndex> = statements
            .iter()
            .enumerate()
            .map(|(position, statement)| (statement.id.as_str(), StatementIndex::new(position)))
            .collect();
        let mut superseded = std::collections::BTreeMap::new();
        for (position, id) in correcting {
            let corrected = by_id.get(id).copied();
            self.supersedes.push(StatementIndex::new(position), corrected);
            if let Some(corrected) = corrected {
                let known = self.known[position];
                let since = superseded.entry(corrected).or_insert(known);
                *since = known.min(*since);
            }
        }
        for (corrected, since) in superseded {
            self.marks[corrected.position()].0 |= Marks::SUPERSEDED;
            self.superseded_since.push(corrected, Some(since));
        }
    }

    fn push_rare(&mut self, index: StatementIndex, statement: Statement) {
        let marks = &mut self.marks[index.position()].0;
        *marks |= if statement.claimed_by.is_some() { Marks::CLAIM } else { 0 };
        *marks |= if statement.until.is_some() { Marks::UNTIL } else { 0 };
        let text =
            |text: Option<String>| text.filter(|text| !text.is_empty()).map(String::into_boxed_str);
        self.until.push(index, statement.until);
        self.claimed_by.push(index, statement.claimed_by);
        self.about.push(index, filled(statement.about));
        self.reported_in.push(index, filled(statement.reported_in));
        self.confidence.push(index, statement.confidence);
        self.coder.push(index, text(statement.coder));
        self.note.push(index, text(statement.note));
        self.prefix.push(index, text(statement.prefix));
        self.suffix.push(index, text(statement.suffix));
        self.id.push(statement.id.as_str());
        self.date.push(statement.date.as_str());
        self.quote.push(statement.quote.as_deref().unwrap_or(""));
    }
}

fn filled<T>(list: Vec<T>) -> Option<Box<[T]>> {
    (!list.is_empty()).then(|| list.into())
}

fn order(statement: &Statement) -> (impl Ord, impl Ord, &str) {
    let Statement { holder, target, bounds, id, .. } = statement;
    ((*holder, *target), (bounds.latest, bounds.earliest), id.as_str())
}

/// The pair of each sorted statement, where each pair's statements begin, and the pairs themselves.
fn pairs(n_entities: usize, statements: &[Statement]) -> (Vec<PairIndex>, Vec<u32>, Adjacency) {
    let mut pair = Vec::with_capacity(statements.len());
    let (mut starts, mut ends) = (Vec::new(), Vec::new());
    for (position, statement) in (0_u32..).zip(statements) {
        let here = (statement.holder, statement.target);
        if ends.last() != Some(&here) {
            ends.push(here);
            starts.push(position);
        }
        pair.push(PairIndex::new(ends.len() - 1));
    }
    starts.push(u32::try_from(statements.len()).unwrap_or(u32::MAX));
    (pair, starts, Adjacency::new(n_entities, ends))
}
