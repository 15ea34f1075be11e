//! `stats --by`: statements by holder, target or entity.

use super::{
    Answer, Cell, Column, Document, Row, SeriesRow, Summary, Tone, ViewFacts, document,
    series::{series_document, series_rows},
};
use crate::{
    analysis::{
        activity::{self, Activity, Party},
        series::Period,
    },
    graph::TemporalGraph,
    model::{Effect, Polarity},
    view::View,
};
use serde::Serialize;

/// Counts over the statements of an entity.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ActivityRow<'g> {
    /// The entity's id.
    pub entity: &'g str,
    /// Its name.
    pub entity_name: &'g str,
    /// Statements.
    pub statements: u32,
    /// Of these, those that are surely in the view.
    pub definite: u32,
    /// Of these, those only possibly in the view.
    pub possible: u32,
    /// Statements by polarity.
    pub positive: u32,
    /// Statements by polarity.
    pub negative: u32,
    /// Statements by polarity.
    pub neutral: u32,
    /// Statements by polarity.
    pub mixed: u32,
    /// Statements that end a stance.
    pub ends: u32,
    /// Definite statements by polarity.
    pub definite_positive: u32,
    /// Definite statements by polarity.
    pub definite_negative: u32,
    /// Definite statements by polarity.
    pub definite_neutral: u32,
    /// Definite statements by polarity.
    pub definite_mixed: u32,
    /// Definite statements that end a stance.
    pub definite_ends: u32,
}

impl Row for ActivityRow<'_> {
    fn columns() -> Vec<&'static str> {
        vec![
            "entity",
            "entity_name",
            "statements",
            "definite",
            "possible",
            "positive",
            "negative",
            "neutral",
            "mixed",
            "ends",
            "definite_positive",
            "definite_negative",
            "definite_neutral",
            "definite_mixed",
            "definite_ends",
        ]
    }
}

impl<'g> ActivityRow<'g> {
    fn new(graph: &'g TemporalGraph, activity: &Activity) -> Self {
        let entity = graph.entity(activity.entity);
        let of = |effect: Effect| activity.by_effect[effect.position()];
        let definite_of =
            |effect: Effect| of(effect) - activity.possible_by_effect[effect.position()];
        let polarity = |polarity| of(Effect::Expresses(polarity));
        let definite = |polarity| definite_of(Effect::Expresses(polarity));
        Self {
            entity: entity.id(),
            entity_name: entity.name(),
            statements: activity.statements(),
            definite: activity.statements() - activity.possible(),
            possible: activity.possible(),
            positive: polarity(Polarity::Positive),
            negative: polarity(Polarity::Negative),
            neutral: polarity(Polarity::Neutral),
            mixed: polarity(Polarity::Mixed),
            ends: of(Effect::Ends),
            definite_positive: definite(Polarity::Positive),
            definite_negative: definite(Polarity::Negative),
            definite_neutral: definite(Polarity::Neutral),
            definite_mixed: definite(Polarity::Mixed),
            definite_ends: definite_of(Effect::Ends),
        }
    }

    fn cells(&self) -> Vec<Cell> {
        let counts = [
            self.statements,
            self.positive,
            self.negative,
            self.neutral,
            self.mixed,
            self.possible,
        ];
        self.named(counts)
    }

    /// The definite statements and, apart, the possible ones.
    fn open_cells(&self) -> Vec<Cell> {
        self.named([
            self.definite,
            self.definite_positive,
            self.definite_negative,
            self.definite_neutral,
            self.definite_mixed,
            self.possible,
        ])
    }

    fn named(&self, counts: [u32; 6]) -> Vec<Cell> {
        let counts = counts.map(|count| Cell::plain(count.to_string()));
        [Cell::plain(self.entity_name)].into_iter().chain(counts).collect()
    }
}

fn columns(party: Party, statements: &'static str) -> Vec<Column> {
    let who = match party {
        Party::Holder => "HOLDER",
        Party::Target => "TARGET",
        Party::Entity => "ENTITY",
    };
    let counts =
        [statements, "POSITIVE", "NEGATIVE", "NEUTRAL", "MIXED", "POSSIBLE"].map(Column::number);
    [Column::new(who)].into_iter().chain(counts).collect()
}

fn title(party: Party) -> &'static str {
    match party {
        Party::Holder => "Statements by holder",
        Party::Target => "Statements by target",
        Party::Entity => "Statements by holder or target",
    }
}

/// The `most` active entities of a view, or all, in descending order.
pub fn activity<'g>(
    view: &View<'g>,
    party: Party,
    most: Option<usize>,
    facts: ViewFacts,
) -> Answer<'g, ActivityRow<'g>> {
    let period = facts.in_words.clone();
    let found = activity::activity(std::slice::from_ref(view), party, most);
    let rows = found.iter().flatten().map(|found| ActivityRow::new(view.graph(), found));
    Answer {
        command: "stats",
        view: facts,
        summary: Summary::new(),
        rows: rows.collect(),
        document: Box::new(move |rows: &[ActivityRow<'_>]| {
            let mut document = Document::titled(title(party), &period);
            let cells = rows.iter().map(ActivityRow::cells).collect();
            document.table(&columns(party, "STATEMENTS"), cells, "Nothing to show in this view.");
            if !rows.is_empty() {
                document.space();
                document.line(document::count(rows.len(), "entity", "entities"), Tone::Dim);
            }
            document
        }),
    }
}

/// The most active entities of each period.
pub fn series_of_activity<'g>(
    periods: &[Period<'g>],
    party: Party,
    most: Option<usize>,
    facts: ViewFacts,
) -> Answer<'g, SeriesRow<ActivityRow<'g>>> {
    let views: Vec<View<'g>> = periods.iter().map(|period| period.view.clone()).collect();
    let found = activity::activity(&views, party, most);
    let rows = periods.iter().zip(found).map(|(period, found)| {
        let graph = period.view.graph();
        (period.span, found.iter().map(|found| ActivityRow::new(graph, found)).collect())
    });
    let rows = series_rows(rows.collect());
    let period = facts.in_words.clone();
    Answer {
        command: "stats",
        view: facts,
        summary: Summary::new(),
        rows,
        document: Box::new(move |rows: &[SeriesRow<ActivityRow<'_>>]| {
            let title = format!("{} and period", title(party));
            let columns = columns(party, "DEFINITE");
            series_document(&title, &period, &columns, rows, ActivityRow::open_cells)
        }),
    }
}
