//! The statements in columns, one row each, and what is rare about them apart.

use super::{
    Marks, StatementIndex,
    column::{Column, Dates, Gather, Quotes, Sparse, Texts, columns},
};
use crate::{
    corpus::Corpus,
    model::{
        Bounds, Confidence, Date, Day, EntityIndex, SourceIndex, Statement, StatementId, VerbIndex,
    },
};
use std::collections::{BTreeMap, HashMap};

columns! {
    /// The statements, sorted by holder, target, latest day, earliest day and id.
    pub(in crate::graph) struct Rows {
        latest: Column<Day>,
        verb: Column<VerbIndex>,
        source: Column<SourceIndex>,
        marks: Column<Marks>,
        quote: Quotes,
        /// Where it is not the latest day.
        earliest: Sparse<Column<Day>>,
        /// Where it is not the latest day.
        known: Sparse<Column<Day>>,
        /// Where it is not the one day on which the statement was said.
        date: Sparse<Texts>,
        /// Where it is not the hash of what identifies the statement.
        id: Sparse<Texts>,
        until: Sparse<Dates>,
        superseded_since: Sparse<Column<Day>>,
        supersedes: Sparse<Column<StatementIndex>>,
        claimed_by: Sparse<Column<EntityIndex>>,
        about: Sparse<Column<EntityIndex>>,
        reported_in: Sparse<Column<SourceIndex>>,
        confidence: Sparse<Column<Confidence>>,
        coder: Sparse<Texts>,
        note: Sparse<Texts>,
        prefix: Sparse<Texts>,
        suffix: Sparse<Texts>,
    }
}

/// Which statements correct which, by position.
#[derive(Default)]
struct Corrections {
    supersedes: Vec<(usize, StatementIndex)>,
    since: BTreeMap<usize, Day>,
}

impl Rows {
    /// The columns of statements that are sorted; `corpus` has what they refer to.
    pub(super) fn new(corpus: &Corpus, statements: &[Statement]) -> Self {
        let rows = || statements.iter().enumerate();
        let texts = |text: fn(&Statement) -> Option<&String>| {
            let filled = |(row, statement)| {
                Some((row, text(statement)?.as_str())).filter(|(_, text)| !text.is_empty())
            };
            Sparse::gather(rows().filter_map(filled))
        };
        let days = |day: fn(&Statement) -> Day| {
            let days =
                rows().map(|(row, statement)| (row, day(statement), statement.bounds.latest));
            let others = days.filter(|(_, day, latest)| day != latest);
            Sparse::gather(others.map(|(row, day, _)| (row, day)))
        };
        let corrections = Corrections::new(statements);
        let is_superseded = |row| corrections.since.contains_key(&row);
        let given: Vec<(usize, &str)> = rows()
            .filter(|(_, statement)| statement.id != hashed_id(corpus, statement))
            .map(|(row, statement)| (row, statement.id.as_str()))
            .collect();
        Self {
            latest: Column::gather(statements.iter().map(|statement| statement.bounds.latest)),
            verb: Column::gather(statements.iter().map(|statement| statement.verb)),
            source: Column::gather(statements.iter().map(|statement| statement.source)),
            marks: Column::gather(
                rows().map(|(row, statement)| Marks::of(statement, is_superseded(row))),
            ),
            quote: Quotes::gather(
                statements.iter().map(|statement| statement.quote.as_deref().unwrap_or("")),
            ),
            earliest: days(|statement| statement.bounds.earliest),
            known: days(|statement| statement.known),
            date: Sparse::gather(
                rows()
                    .filter(|(_, statement)| !is_plain(&statement.date, statement.bounds))
                    .map(|(row, statement)| (row, statement.date.as_str())),
            ),
            id: Sparse::gather(given),
            until: Sparse::gather(
                rows().filter_map(|(row, statement)| Some((row, statement.until.as_ref()?))),
            ),
            superseded_since: Sparse::gather(
                corrections.since.iter().map(|(row, day)| (*row, *day)),
            ),
            supersedes: Sparse::gather(corrections.supersedes),
            claimed_by: Sparse::gather(
                rows().filter_map(|(row, statement)| Some((row, statement.claimed_by?))),
            ),
            about: Sparse::gather(rows().flat_map(|(row, statement)| {
                statement.about.iter().map(move |topic| (row, *topic))
            })),
            reported_in: Sparse::gather(rows().flat_map(|(row, statement)| {
                statement.reported_in.iter().map(move |source| (row, *source))
            })),
            confidence: Sparse::gather(
                rows().filter_map(|(row, statement)| Some((row, statement.confidence?))),
            ),
            coder: texts(|statement| statement.coder.as_ref()),
            note: texts(|statement| statement.note.as_ref()),
            prefix: texts(|statement| statement.prefix.as_ref()),
            suffix: texts(|statement| statement.suffix.as_ref()),
        }
    }
}

/// Whether a date says no more than the one day of its bounds.
fn is_plain(date: &Date, bounds: Bounds) -> bool {
    bounds.is_one_day() && date.as_str() == bounds.latest.to_string()
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
        let by_id: HashMap<&str, usize> = statements
            .iter()
            .enumerate()
            .map(|(row, statement)| (statement.id.as_str(), row))
            .collect();
        for (row, statement, id) in correcting() {
            let Some(&corrected) = by_id.get(id.as_str()) else { continue };
            corrections.supersedes.push((row, StatementIndex::new(corrected)));
            let since = corrections.since.entry(corrected).or_insert(statement.known);
            *since = statement.known.min(*since);
        }
        corrections
    }
}
