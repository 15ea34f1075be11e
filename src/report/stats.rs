//! `stats`: counts over a view.

use super::{
    Answer, Cell, Column, Document, SeriesRow, Tone, ViewFacts,
    answer::summary,
    document::count,
    rows::{bounded, polarity_cell},
    series::{number_cells, series_document},
};
use crate::{
    analysis::{
        self,
        series::Period,
        stats::{OpenStats, Stats, open_stats_of_each},
    },
    view::View,
};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value, json};

/// A count.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct CountRow {
    /// What is counted: `entities`, `statements`, a polarity, a verb, a kind.
    pub measure: &'static str,
    /// The polarity, verb or kind; empty for totals.
    pub name: Option<String>,
    /// How many.
    pub count: usize,
}

/// Counts over a view: the summary, and the same numbers as rows.
pub fn stats<'g>(view: &View<'g>, facts: ViewFacts) -> Answer<'g, CountRow> {
    let stats = analysis::stats::stats(view);
    let period = facts.in_words.clone();
    Answer {
        command: "stats",
        view: facts,
        summary: stats_summary(&stats),
        rows: count_rows(&stats),
        document: Box::new(move |_| document(&stats, &period)),
    }
}

fn stats_summary(stats: &Stats) -> super::Summary {
    let counts = |pairs: Vec<(String, usize)>| {
        Value::Object(pairs.into_iter().map(|(name, n)| (name, json!(n))).collect::<Map<_, _>>())
    };
    let words = |pairs: &[(&'static str, usize)]| {
        counts(pairs.iter().map(|(word, n)| ((*word).to_owned(), *n)).collect())
    };
    summary([
        ("entities", json!(stats.entities)),
        ("sources", json!(stats.sources)),
        ("statements", json!(stats.statements)),
        ("pairs", json!(stats.pairs)),
        ("first", json!(stats.dates.and_then(|(first, _)| bounded(first)))),
        ("last", json!(stats.dates.and_then(|(_, last)| bounded(last)))),
        ("possible", json!(stats.possible)),
        ("claims", json!(stats.claims)),
        ("superseded", json!(stats.superseded)),
        ("by_polarity", words(&stats.by_polarity)),
        ("by_verb", counts(stats.by_verb.iter().map(|(verb, n)| (verb.clone(), *n)).collect())),
        (
            "by_kind",
            counts(stats.by_kind.iter().map(|(kind, n)| (kind.word().to_owned(), *n)).collect()),
        ),
    ])
}

fn count_rows(stats: &Stats) -> Vec<CountRow> {
    let total = |measure, count| CountRow { measure, name: None, count };
    let named =
        |measure, name: &str, count| CountRow { measure, name: Some(name.to_owned()), count };
    let mut rows = vec![
        total("entities", stats.entities),
        total("sources", stats.sources),
        total("statements", stats.statements),
        total("pairs", stats.pairs),
    ];
    rows.extend(stats.by_polarity.iter().map(|(word, n)| named("polarity", word, *n)));
    rows.extend(stats.by_verb.iter().map(|(verb, n)| named("verb", verb, *n)));
    rows.extend(stats.by_kind.iter().map(|(kind, n)| named("kind", kind.word(), *n)));
    rows
}

fn document(stats: &Stats, period: &str) -> Document {
    let mut document = Document::titled("Counts", period);
    let dates =
        stats.dates.map_or_else(String::new, |(first, last)| format!(", {first} to {last}"));
    document.line(
        format!(
            "{} on {}{dates}",
            count(stats.statements, "statement", "statements"),
            count(stats.pairs, "pair", "pairs"),
        ),
        Tone::Plain,
    );
    document.line(
        format!(
            "{}, {}",
            count(stats.entities, "entity", "entities"),
            count(stats.sources, "source", "sources")
        ),
        Tone::Plain,
    );
    let notes = [
        (stats.possible, "only possibly in the view"),
        (stats.claims, "not counted: claims (--claims counts them)"),
        (stats.superseded, "not counted: corrected since"),
    ];
    for (number, what) in notes.into_iter().filter(|(number, _)| *number > 0) {
        document.line(format!("{number} {what}"), Tone::Dim);
    }
    let mut table = |heading, cells: Vec<Vec<Cell>>| {
        if !cells.is_empty() {
            document.space();
            document.table(&[Column::new(heading), Column::number("N")], cells, "");
        }
    };
    let number = |n: usize| Cell::plain(n.to_string());
    let polarities = stats.by_polarity.iter().filter(|(_, n)| *n > 0);
    table(
        "POLARITY",
        polarities.map(|(word, n)| vec![polarity_cell(word, word), number(*n)]).collect(),
    );
    let mut verbs: Vec<_> = stats.by_verb.iter().collect();
    verbs.sort_by_key(|(verb, n)| (std::cmp::Reverse(**n), *verb));
    table("VERB", verbs.into_iter().map(|(verb, n)| vec![Cell::plain(verb), number(*n)]).collect());
    table(
        "KIND",
        stats.by_kind.iter().map(|(kind, n)| vec![Cell::plain(kind.word()), number(*n)]).collect(),
    );
    document
}

/// Counts over the statements of a period.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct StatsPeriodRow {
    /// Statements.
    pub statements: usize,
    /// Of these, those that are surely inside the period.
    pub definite: usize,
    /// Of these, those only possibly inside the period.
    pub possible: usize,
    /// Ordered pairs with a statement.
    pub pairs: usize,
    /// Entities that the statements name.
    pub entities: usize,
    /// Sources that the statements name.
    pub sources: usize,
    /// Statements by polarity.
    pub positive: usize,
    /// Statements by polarity.
    pub negative: usize,
    /// Statements by polarity.
    pub neutral: usize,
    /// Statements by polarity.
    pub mixed: usize,
    /// Statements that end a stance.
    pub ends: usize,
    /// Definite statements by polarity.
    pub definite_positive: usize,
    /// Definite statements by polarity.
    pub definite_negative: usize,
    /// Definite statements by polarity.
    pub definite_neutral: usize,
    /// Definite statements by polarity.
    pub definite_mixed: usize,
    /// Definite statements that end a stance.
    pub definite_ends: usize,
}

/// The number of statements of a polarity, or of endings.
fn count_of(stats: &Stats, word: &str) -> usize {
    stats.by_polarity.iter().find(|(other, _)| *other == word).map_or(0, |(_, count)| *count)
}

/// Counts for each period.
pub fn series_of_stats<'g>(
    periods: &[Period<'g>],
    facts: ViewFacts,
) -> Answer<'g, SeriesRow<StatsPeriodRow>> {
    let views: Vec<View<'_>> = periods.iter().map(|period| period.view.clone()).collect();
    let counted = open_stats_of_each(&views);
    let rows = periods.iter().zip(counted).map(|(period, OpenStats { stats, definite })| {
        let of = |word: &str| count_of(&stats, word);
        let definite_of = |word: &str| count_of(&definite, word);
        let row = StatsPeriodRow {
            statements: stats.statements,
            definite: stats.statements - stats.possible,
            possible: stats.possible,
            pairs: stats.pairs,
            entities: stats.entities,
            sources: stats.sources,
            positive: of("positive"),
            negative: of("negative"),
            neutral: of("neutral"),
            mixed: of("mixed"),
            ends: of("ends"),
            definite_positive: definite_of("positive"),
            definite_negative: definite_of("negative"),
            definite_neutral: definite_of("neutral"),
            definite_mixed: definite_of("mixed"),
            definite_ends: definite_of("ends"),
        };
        SeriesRow::new(period.span, row)
    });
    let rows = rows.collect();
    let period = facts.in_words.clone();
    Answer {
        command: "stats",
        view: facts,
        summary: super::Summary::new(),
        rows,
        document: Box::new(move |rows: &[SeriesRow<StatsPeriodRow>]| {
            let columns =
                ["DEFINITE", "POSITIVE", "NEGATIVE", "NEUTRAL", "MIXED", "ENDS", "POSSIBLE"];
            let title = "Statements by period";
            series_document(title, &period, &columns.map(Column::number), rows, |row| {
                number_cells([
                    row.definite,
                    row.definite_positive,
                    row.definite_negative,
                    row.definite_neutral,
                    row.definite_mixed,
                    row.definite_ends,
                    row.possible,
                ])
            })
        }),
    }
}
