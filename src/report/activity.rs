//! `stats --by`: statements by holder, target or entity.

use super::{
    Answer, Cell, Column, Document, SeriesRow, Summary, Tone, ViewFacts, document,
    effects::EffectCounts,
    series::{series_document, series_rows},
};
use crate::{
    analysis::{
        activity::{self, Activity, Party},
        series::Period,
    },
    graph::TemporalGraph,
    view::View,
};
use schemars::JsonSchema;
use serde::Serialize;

/// Counts over the statements of an entity.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct ActivityRow<'g> {
    /// The entity's id.
    pub entity: &'g str,
    /// Its name.
    pub entity_name: &'g str,
    /// How many.
    #[serde(flatten)]
    pub counts: EffectCounts,
}

impl<'g> ActivityRow<'g> {
    fn new(graph: &'g TemporalGraph, activity: &Activity) -> Self {
        let entity = graph.entity(activity.entity);
        Self {
            entity: entity.id(),
            entity_name: entity.name(),
            counts: EffectCounts::new(&activity.by_effect, &activity.possible_by_effect),
        }
    }

    fn cells(&self) -> Vec<Cell> {
        self.named(self.counts.cells())
    }

    /// The definite statements and, apart, the possible ones.
    fn open_cells(&self) -> Vec<Cell> {
        self.named(self.counts.open_cells())
    }

    fn named(&self, counts: [Cell; 6]) -> Vec<Cell> {
        [Cell::plain(self.entity_name)].into_iter().chain(counts).collect()
    }
}

fn columns(party: Party, statements: &'static str) -> Vec<Column> {
    let who = match party {
        Party::Holder => "HOLDER",
        Party::Target => "TARGET",
        Party::Entity => "ENTITY",
    };
    [Column::new(who)].into_iter().chain(EffectCounts::table_columns(statements)).collect()
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
