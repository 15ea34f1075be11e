//! `rank`: entities by their signed ties.

use super::{
    Answer, Cell, Column, Document, SeriesRow, Tone, ViewFacts,
    answer::summary,
    document::count,
    outcomes::{DefinitePeriod, DefiniteRow, LeftOut, definite_rows},
    rows::ids,
    series::series_document,
    signed::{index, number},
};
use crate::{
    analysis::rank::{Measure, Ranked, rank_of},
    graph::TemporalGraph,
    model::EntityIndex,
    view::{SignedGraph, View},
};
use rayon::prelude::*;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;
use std::borrow::Cow;

/// An entity with the measures of its signed ties.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct RankRow<'g> {
    /// The entity's id.
    pub entity: &'g str,
    /// Its name.
    pub entity_name: &'g str,
    /// The measure that the rank is by.
    #[schemars(with = "Option<f64>")]
    pub value: Value,
    /// The number of entities for it.
    pub positive_in: u32,
    /// The number of entities against it.
    pub negative_in: u32,
    /// The number of entities that it is for.
    pub positive_out: u32,
    /// The number of entities that it is against.
    pub negative_out: u32,
    /// Positive-in minus negative-in.
    pub net: i64,
    /// Positive-in divided by the sum of positive-in and negative-in.
    pub ratio: Option<f64>,
    /// The PN index.
    pub pn: Option<f64>,
    /// Its PageRank.
    pub pagerank: f64,
    /// The statements that decide its signed ties, those towards it first.
    pub statements: Vec<Cow<'g, str>>,
}

impl<'g> RankRow<'g> {
    fn new(
        graph: &'g TemporalGraph,
        ranked: &Ranked,
        by: Measure,
        statements: Vec<Cow<'g, str>>,
    ) -> Self {
        let entity = graph.entity(ranked.entity);
        let degrees = ranked.degrees;
        Self {
            entity: entity.id(),
            entity_name: entity.name(),
            value: ranked.value(by).map_or(Value::Null, number),
            positive_in: degrees.positive_in,
            negative_in: degrees.negative_in,
            positive_out: degrees.positive_out,
            negative_out: degrees.negative_out,
            net: degrees.net(),
            ratio: degrees.ratio(),
            pn: ranked.pn,
            pagerank: ranked.pagerank,
            statements,
        }
    }

    /// The rows of a view, the first in rank first.
    pub fn all(view: &View<'g>, by: Measure) -> Vec<Self> {
        let signed = SignedGraph::new(view);
        let deciding = Deciding::of(view, &signed);
        let row = |ranked: &Ranked| {
            Self::new(view.graph(), ranked, by, deciding.of_entity(&signed, ranked.entity))
        };
        rank_of(view, &signed, by).iter().map(row).collect()
    }

    fn cells(&self, by: Measure) -> Vec<Cell> {
        let value = match by {
            Measure::Ratio | Measure::Pn | Measure::PageRank => index(self.value.as_f64()),
            _ => self.value.to_string().replace('-', "−"),
        };
        let degrees = [self.positive_in, self.negative_in, self.positive_out, self.negative_out];
        let mut cells = vec![Cell::plain(self.entity_name), Cell::plain(value)];
        cells.extend(degrees.map(|degree| Cell::plain(degree.to_string())));
        cells
    }
}

/// The ids of the statements that decide each signed tie, end to end.
struct Deciding<'g> {
    ids: Vec<Cow<'g, str>>,
    /// Where those of each tie begin, and the number of all after the last.
    begins: Vec<usize>,
}

impl<'g> Deciding<'g> {
    /// Those of all ties, on all processors: each is asked for at both of its ends.
    fn of(view: &View<'g>, signed: &SignedGraph) -> Self {
        /// So many ties are looked at together.
        const BATCH: usize = 1_024;
        let graph = view.graph();
        let batches = signed.ties().par_chunks(BATCH).map(|ties| {
            let mut found = Self { ids: Vec::with_capacity(ties.len()), begins: Vec::new() };
            for tie in ties {
                found.begins.push(found.ids.len());
                if tie.polarity.sign() != 0 && tie.holder != tie.target {
                    found.ids.extend(ids(graph, view.deciding(tie.pair)));
                }
            }
            found
        });
        let mut all = Self { ids: Vec::new(), begins: Vec::with_capacity(signed.ties().len() + 1) };
        for mut batch in batches.collect::<Vec<_>>() {
            all.begins.extend(batch.begins.iter().map(|begin| all.ids.len() + begin));
            all.ids.append(&mut batch.ids);
        }
        all.begins.push(all.ids.len());
        all
    }

    /// The statements that decide the signed ties of an entity, those towards it first.
    fn of_entity(&self, signed: &SignedGraph, entity: EntityIndex) -> Vec<Cow<'g, str>> {
        let ties = signed.edges_towards(entity).chain(signed.edges_of(entity));
        let ids = |tie: usize| self.ids.get(*self.begins.get(tie)?..*self.begins.get(tie + 1)?);
        ties.filter_map(ids).flatten().cloned().collect()
    }
}

fn columns(by: Measure) -> Vec<Column> {
    let value = match by {
        Measure::PositiveIn => "POSITIVE-IN",
        Measure::NegativeIn => "NEGATIVE-IN",
        Measure::PositiveOut => "POSITIVE-OUT",
        Measure::NegativeOut => "NEGATIVE-OUT",
        Measure::Net => "NET",
        Measure::Ratio => "RATIO",
        Measure::Pn => "PN INDEX",
        Measure::PageRank => "PAGERANK",
    };
    let mut columns = vec![Column::new("ENTITY"), Column::number(value)];
    columns.extend(["+ IN", "− IN", "+ OUT", "− OUT"].map(Column::number));
    columns
}

/// The entities of a view by rank.
pub fn rank<'g>(view: &View<'g>, by: Measure, facts: ViewFacts) -> Answer<'g, RankRow<'g>> {
    let period = facts.in_words.clone();
    Answer {
        command: "rank",
        view: facts,
        summary: super::Summary::new(),
        rows: RankRow::all(view, by),
        document: Box::new(move |rows: &[RankRow<'_>]| {
            let mut document = Document::titled(format!("Rank by {by}"), &period);
            let cells = rows.iter().map(|row| row.cells(by)).collect();
            let if_empty = "No two entities are for or against each other in this view.";
            document.table(&columns(by), cells, if_empty);
            if !rows.is_empty() {
                document.space();
                document.line(count(rows.len(), "entity", "entities"), Tone::Dim);
            }
            document
        }),
    }
}

/// The entities of each period by rank in its definite statements.
pub fn series_of_rank(
    periods: Vec<DefinitePeriod<RankRow<'_>>>,
    by: Measure,
    facts: ViewFacts,
) -> Answer<'_, SeriesRow<DefiniteRow<RankRow<'_>>>> {
    let period = facts.in_words.clone();
    let left_out = LeftOut::of(&periods);
    Answer {
        command: "rank",
        view: facts,
        summary: summary([left_out.field()]),
        rows: definite_rows(periods),
        document: Box::new(move |rows: &[SeriesRow<DefiniteRow<RankRow<'_>>>]| {
            let title = format!("Rank by {by}, by period");
            let columns = [columns(by), vec![Column::number("POSSIBLE")]].concat();
            let mut document = series_document(&title, &period, &columns, rows, |row| {
                let possible = Cell::plain(row.possible.to_string());
                [row.definite.cells(by), vec![possible]].concat()
            });
            left_out.write(&mut document);
            document
        }),
    }
}
