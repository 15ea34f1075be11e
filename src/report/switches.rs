//! `switches`: who went over from one target to another.

use super::{
    Answer, Cell, Column, Document, SeriesRow, Summary, Tone, ViewFacts,
    document::count,
    rows::{GapDays, polarity_cell, quote_cell},
    series::{number_cells, series_document},
    shifts::change_in_words,
};
use crate::{
    analysis::{
        self,
        series::Period,
        switches::{Side, Switch, SwitchCounts, count_switches_of_each},
    },
    graph::TemporalGraph,
    model::EntityIndex,
    view::{Certainty, Filter, View},
};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;
use std::borrow::Cow;

/// The targets among which switches are looked for.
#[derive(Clone, Debug, Default)]
pub struct Among {
    /// The filter of targets; `None` for those of one kind.
    pub filter: Option<Filter>,
    /// The filter as written.
    pub written: Option<String>,
}

/// One side of a switch.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct SwitchSide<'g> {
    /// The id of the leading statement's target.
    pub target: &'g str,
    /// Its name.
    pub target_name: &'g str,
    /// The ids of all targets of the moment.
    pub targets: Vec<&'g str>,
    /// Their names.
    pub target_names: Vec<&'g str>,
    /// The verb.
    pub verb: &'g str,
    /// The date, as written.
    pub date: Cow<'g, str>,
    /// The statement's id.
    pub statement: Cow<'g, str>,
    /// The source's id.
    pub source: &'g str,
    /// The quote, verbatim.
    pub quote: Option<Cow<'g, str>>,
    /// The names of the other targets.
    #[serde(skip)]
    others: Vec<&'g str>,
    /// The polarity of the verb, which is positive.
    #[serde(skip)]
    polarity: &'static str,
}

impl<'g> SwitchSide<'g> {
    fn new(graph: &'g TemporalGraph, side: &Side) -> Self {
        let lead = graph.statement(side.lead);
        let target = lead.target_entity();
        let others = side.targets.iter().filter(|other| **other != lead.target());
        Self {
            target: target.id(),
            target_name: target.name(),
            targets: side.targets.iter().map(|target| graph.entity(*target).id()).collect(),
            target_names: side.targets.iter().map(|target| graph.entity(*target).name()).collect(),
            verb: &lead.verb().word,
            date: lead.date(),
            statement: lead.id(),
            source: lead.source_record().id(),
            quote: lead.quote(),
            others: others.map(|other| graph.entity(*other).name()).collect(),
            polarity: lead.effect().word(),
        }
    }

    /// The line of a table, which begins with `first`.
    fn cells(&self, first: String) -> Vec<Cell> {
        /// The greatest number of names to list.
        const MOST_NAMES: usize = 5;
        let mut names = self.others.iter().take(MOST_NAMES).copied().collect::<Vec<_>>().join(", ");
        if self.others.len() > MOST_NAMES {
            names = format!("{names}, {} more", self.others.len() - MOST_NAMES);
        }
        let others = if names.is_empty() { names } else { format!(" (and {names})") };
        vec![
            Cell::plain(first),
            Cell::plain(&*self.date),
            polarity_cell(self.polarity, &format!("{} {}{others}", self.verb, self.target_name)),
            quote_cell(self.quote.as_deref()),
            Cell::toned(self.source, Tone::Dim),
        ]
    }
}

/// A switch.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct SwitchRow<'g> {
    /// The holder's id.
    pub holder: &'g str,
    /// The holder's name.
    pub holder_name: &'g str,
    /// The side that the holder left.
    pub from: SwitchSide<'g>,
    /// The side to which the holder went over.
    pub to: SwitchSide<'g>,
    /// `definite` or `possible`.
    #[schemars(extend("enum" = Certainty::WORDS))]
    pub certainty: &'static str,
    /// The days between the two statements.
    pub gap_days: GapDays,
}

impl<'g> SwitchRow<'g> {
    fn new(graph: &'g TemporalGraph, switch: &Switch) -> Self {
        let holder = graph.entity(switch.holder);
        Self {
            holder: holder.id(),
            holder_name: holder.name(),
            from: SwitchSide::new(graph, &switch.from),
            to: SwitchSide::new(graph, &switch.to),
            certainty: switch.certainty.word(),
            gap_days: switch.gap.into(),
        }
    }
}

fn title(view: &View<'_>, entity: Option<EntityIndex>) -> String {
    match entity {
        None => "Who went over to whom".to_owned(),
        Some(entity) => format!("Switches by, from and to {}", view.graph().entity(entity).name()),
    }
}

/// The view in words, and the targets that are compared.
fn subtitle(facts: &ViewFacts, among: &Among) -> String {
    let targets = among.written.as_ref().map_or_else(
        || "among targets of one kind".to_owned(),
        |written| format!("among targets {written}"),
    );
    format!("{} · {targets}", facts.in_words)
}

fn summary(among: &Among) -> Summary {
    super::answer::summary([("among", json!(among.written))])
}

/// The switches of a view, of one entity or of all.
pub fn switches<'g>(
    view: &View<'g>,
    entity: Option<EntityIndex>,
    among: &Among,
    facts: ViewFacts,
) -> Answer<'g, SwitchRow<'g>> {
    let graph = view.graph();
    let found = analysis::switches::switches(view, entity, among.filter.as_ref());
    let (title, subtitle) = (title(view, entity), subtitle(&facts, among));
    Answer {
        command: "switches",
        view: facts,
        summary: summary(among),
        rows: found.iter().map(|switch| SwitchRow::new(graph, switch)).collect(),
        document: Box::new(move |rows: &[SwitchRow<'_>]| {
            let mut document = Document::titled(&title, &subtitle);
            let columns = [
                Column::new("WHO"),
                Column::new("DATE"),
                Column::wrapped("STANCE"),
                Column::wrapped("QUOTE"),
                Column::wrapped("SOURCE"),
            ];
            let cells = rows.iter().flat_map(|row| {
                let change = change_in_words(row.certainty, row.gap_days);
                [row.from.cells(row.holder_name.to_owned()), row.to.cells(change)]
            });
            document.table(&columns, cells.collect(), "Nobody went over in this view.");
            if !rows.is_empty() {
                document.space();
                document.line(count(rows.len(), "switch", "switches"), Tone::Dim);
            }
            document
        }),
    }
}

/// The number of switches of a period.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct SwitchPeriodRow {
    /// Switches.
    pub switches: usize,
    /// Of these, the definite ones.
    pub definite: usize,
    /// Of these, those that are only possible.
    pub possible: usize,
    /// Who made them.
    pub holders: usize,
}

impl From<SwitchCounts> for SwitchPeriodRow {
    fn from(SwitchCounts { definite, possible, holders }: SwitchCounts) -> Self {
        Self { switches: definite + possible, definite, possible, holders }
    }
}

/// The number of switches of each period, of one entity or of all.
pub fn series_of_switches<'g>(
    view: &View<'g>,
    entity: Option<EntityIndex>,
    among: &Among,
    periods: &[Period<'g>],
    facts: ViewFacts,
) -> Answer<'g, SeriesRow<SwitchPeriodRow>> {
    let views: Vec<View<'_>> = periods.iter().map(|period| period.view.clone()).collect();
    let counts = count_switches_of_each(&views, entity, among.filter.as_ref());
    let rows = periods.iter().zip(counts);
    let title = format!("{}, by period", title(view, entity));
    let subtitle = subtitle(&facts, among);
    Answer {
        command: "switches",
        view: facts,
        summary: summary(among),
        rows: rows.map(|(period, counts)| SeriesRow::new(period.span, counts.into())).collect(),
        document: Box::new(move |rows: &[SeriesRow<SwitchPeriodRow>]| {
            let columns = ["SWITCHES", "DEFINITE", "HOLDERS"].map(Column::number);
            series_document(&title, &subtitle, &columns, rows, |row| {
                number_cells([row.switches, row.definite, row.holders])
            })
        }),
    }
}
