//! How many ties stand, and how much there is, period by period.

use super::{
    Answer, Column, Dated, Row, Side, Stances, ViewFacts,
    dated::{counts, series_document},
    rows::ids,
};
use crate::{
    analysis::{series::Period, stats::stats_of_each},
    view::{Certainty, Tie, View},
};
use serde::Serialize;
use std::borrow::Cow;

/// How many ties stand at the end of a period.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StandingPeriodRow<'g> {
    /// How many ties stand.
    pub count: usize,
    /// Of these, the definite ones.
    pub definite: usize,
    /// Of these, the possible ones.
    pub possible: usize,
    /// Of these, by polarity.
    pub positive: usize,
    /// Of these, by polarity.
    pub negative: usize,
    /// Of these, by polarity.
    pub neutral: usize,
    /// Of these, by polarity.
    pub mixed: usize,
    /// The statements that decide them.
    pub statements: Vec<Cow<'g, str>>,
}

impl Row for StandingPeriodRow<'_> {
    fn columns() -> Vec<&'static str> {
        vec![
            "count",
            "definite",
            "possible",
            "positive",
            "negative",
            "neutral",
            "mixed",
            "statements",
        ]
    }
}

/// The number of standing ties of a side for each period.
pub fn series_of_standing<'g>(
    view: &View<'g>,
    periods: &[Period<'g>],
    side: Side,
    stances: Stances,
    facts: ViewFacts,
) -> Answer<'g, Dated<StandingPeriodRow<'g>>> {
    let rows = periods.iter().map(|period| {
        let ties = side.ties(&period.view, stances);
        let of = |is_meant: &dyn Fn(&Tie) -> bool| ties.iter().filter(|tie| is_meant(tie)).count();
        let polarity = |word: &str| of(&|tie| tie.polarity.word() == word);
        let deciding = ties.iter().flat_map(|tie| period.view.deciding(tie.pair)).collect();
        let row = StandingPeriodRow {
            count: ties.len(),
            definite: of(&|tie| tie.certainty == Certainty::Definite),
            possible: of(&|tie| tie.certainty == Certainty::Possible),
            positive: polarity("positive"),
            negative: polarity("negative"),
            neutral: polarity("neutral"),
            mixed: polarity("mixed"),
            statements: ids(view.graph(), deciding),
        };
        Dated::new(period.span, row)
    });
    let rows = rows.collect();
    let title = format!("{}, period by period", side.question(view, stances));
    let period = facts.in_words.clone();
    Answer {
        command: side.command(),
        view: facts,
        summary: super::Summary::new(),
        rows,
        document: Box::new(move |rows: &[Dated<StandingPeriodRow<'_>>]| {
            let columns = ["TIES", "DEFINITE", "POSITIVE", "NEGATIVE", "NEUTRAL", "MIXED"];
            series_document(&title, &period, &columns.map(Column::number), rows, |row| {
                counts([
                    row.count,
                    row.definite,
                    row.positive,
                    row.negative,
                    row.neutral,
                    row.mixed,
                ])
            })
        }),
    }
}

/// Counts over the statements of a period.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StatsPeriodRow {
    /// Statements.
    pub statements: usize,
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
}

impl Row for StatsPeriodRow {
    fn columns() -> Vec<&'static str> {
        vec![
            "statements",
            "possible",
            "pairs",
            "entities",
            "sources",
            "positive",
            "negative",
            "neutral",
            "mixed",
            "ends",
        ]
    }
}

/// Counts for each period.
pub fn series_of_stats<'g>(
    periods: &[Period<'g>],
    facts: ViewFacts,
) -> Answer<'g, Dated<StatsPeriodRow>> {
    let views: Vec<View<'_>> = periods.iter().map(|period| period.view.clone()).collect();
    let rows = periods.iter().zip(stats_of_each(&views)).map(|(period, stats)| {
        let of = |word: &str| {
            stats.by_polarity.iter().find(|(other, _)| *other == word).map_or(0, |(_, n)| *n)
        };
        let row = StatsPeriodRow {
            statements: stats.statements,
            possible: stats.possible,
            pairs: stats.pairs,
            entities: stats.entities,
            sources: stats.sources,
            positive: of("positive"),
            negative: of("negative"),
            neutral: of("neutral"),
            mixed: of("mixed"),
            ends: of("ends"),
        };
        Dated::new(period.span, row)
    });
    let rows = rows.collect();
    let period = facts.in_words.clone();
    Answer {
        command: "stats",
        view: facts,
        summary: super::Summary::new(),
        rows,
        document: Box::new(move |rows: &[Dated<StatsPeriodRow>]| {
            let columns =
                ["STATEMENTS", "PAIRS", "ENTITIES", "POSITIVE", "NEGATIVE", "NEUTRAL", "MIXED"];
            let title = "How much there is, period by period";
            series_document(title, &period, &columns.map(Column::number), rows, |row| {
                counts([
                    row.statements,
                    row.pairs,
                    row.entities,
                    row.positive,
                    row.negative,
                    row.neutral,
                    row.mixed,
                ])
            })
        }),
    }
}
