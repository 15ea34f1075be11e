//! `camps`: who stands with whom.

use super::{
    Answer, Cell, Column, Document, EdgeRow, Row, SeriesRow, Tone, ViewFacts,
    answer::fields,
    document::count,
    series::series_document,
    signed::{edge_table, number},
};
use crate::{
    analysis::{
        camps::Camps,
        plain::{PlainGraph, Weighing},
    },
    model::{EntityIndex, Span},
    view::{UndirectedGraph, View},
};
use serde::Serialize;
use serde_json::Value;

/// An entity in a camp.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CampRow<'g> {
    /// The number of the camp, from 1 on.
    pub camp: u32,
    /// The entity's id.
    pub entity: &'g str,
    /// Its name.
    pub entity_name: &'g str,
}

impl Row for CampRow<'_> {
    fn columns() -> Vec<&'static str> {
        vec!["camp", "entity", "entity_name"]
    }
}

/// What a partition into camps is worth: beside the rows of `camps`, and in the row of a period.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CampsFields<'g> {
    /// How many camps were found.
    pub k: usize,
    /// Negative pairs within camps and positive ones across.
    pub value: Value,
    /// No partition into as many camps as were allowed has less.
    pub lower: Value,
    /// Whether the value is proved to be the least.
    pub exact: bool,
    /// The pairs that the value counts.
    pub edges: Vec<EdgeRow<'g>>,
}

impl<'g> CampsFields<'g> {
    fn new(view: &View<'g>, graph: &UndirectedGraph, camps: &Camps) -> Self {
        let misfits = camps.misfits(&PlainGraph::of(graph, Weighing::Unit));
        let edge = |at: usize| EdgeRow::new(view, &graph.edges()[at], Weighing::Unit);
        Self {
            k: camps.members().len(),
            value: number(camps.value),
            lower: number(camps.lower),
            exact: camps.is_exact,
            edges: misfits.into_iter().map(edge).collect(),
        }
    }
}

/// The camps of a view.
pub fn camps<'g>(
    view: &View<'g>,
    graph: &UndirectedGraph,
    camps: &Camps,
    facts: ViewFacts,
) -> Answer<'g, CampRow<'g>> {
    let about = CampsFields::new(view, graph, camps);
    let entity = |node: u32| view.graph().entity(EntityIndex::new(node as usize));
    let rows = camps.members().into_iter().flat_map(|(camp, members)| {
        members.into_iter().map(move |node| CampRow {
            camp,
            entity: entity(node).id(),
            entity_name: entity(node).name(),
        })
    });
    let rows = rows.collect();
    let unplaced: Vec<u32> = camps.unplaced();
    let ids: Vec<&str> = unplaced.iter().map(|&node| entity(node).id()).collect();
    let mut summary = fields(&about);
    let names: Vec<&str> = unplaced.iter().map(|&node| entity(node).name()).collect();
    summary.insert("unplaced".to_owned(), ids.into());
    summary.insert("unplaced_names".to_owned(), names.into());
    let period = facts.in_words.clone();
    Answer {
        command: "camps",
        view: facts,
        summary,
        rows,
        document: Box::new(move |rows: &[CampRow<'_>]| {
            let mut document = Document::titled("Who stands with whom", &period);
            let cells = rows.chunk_by(|a, b| a.camp == b.camp).map(|camp| {
                let names: Vec<&str> = camp.iter().map(|row| row.entity_name).collect();
                let number = camp.first().map(|row| row.camp.to_string()).unwrap_or_default();
                let size = camp.len().to_string();
                [number, size, names.join(" · ")].map(Cell::plain).to_vec()
            });
            let columns =
                [Column::number("CAMP"), Column::number("SIZE"), Column::wrapped("MEMBERS")];
            let nobody = "No two entities are for or against each other in this view.";
            document.table(&columns, cells.collect(), nobody);
            if !rows.is_empty() {
                document.space();
                document.line(worth(&about), Tone::Plain);
            }
            if !about.edges.is_empty() {
                document.space();
                edge_table(&mut document, "DOES NOT FIT", &about.edges);
            }
            if !unplaced.is_empty() {
                let entities = count(unplaced.len(), "entity is", "entities are");
                document.space();
                document.line(format!("{entities} unplaced: in no signed pair."), Tone::Dim);
            }
            document
        }),
    }
}

fn worth(about: &CampsFields<'_>) -> String {
    let pairs = match about.edges.len() {
        0 => "Every pair fits.".to_owned(),
        1 => "1 pair does not fit".to_owned(),
        n => format!("{n} pairs do not fit"),
    };
    match (about.edges.is_empty(), about.exact) {
        (true, _) => pairs,
        (false, true) => format!("{pairs}; no fewer are possible (proved)."),
        (false, false) => format!("{pairs}; no fewer than {} are possible.", about.lower),
    }
}

/// The camps of a period.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CampsPeriodRow<'g> {
    /// What they are worth.
    #[serde(flatten)]
    pub fields: CampsFields<'g>,
    /// The camps, by number.
    pub camps: Vec<CampMembers<'g>>,
}

/// The members of a camp.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CampMembers<'g> {
    /// The number of the camp, the same in every period.
    pub camp: u32,
    /// The ids of its entities.
    pub entities: Vec<&'g str>,
    /// Their names.
    pub entity_names: Vec<&'g str>,
}

impl Row for CampsPeriodRow<'_> {
    fn columns() -> Vec<&'static str> {
        vec!["k", "value", "lower", "exact", "edges", "camps"]
    }
}

impl<'g> CampsPeriodRow<'g> {
    /// The row of a period, its camps already numbered.
    pub fn new(view: &View<'g>, graph: &UndirectedGraph, camps: &Camps) -> Self {
        let entity = |node: &u32| view.graph().entity(EntityIndex::new(*node as usize));
        let members = camps.members().into_iter();
        Self {
            fields: CampsFields::new(view, graph, camps),
            camps: members
                .map(|(camp, nodes)| CampMembers {
                    camp,
                    entities: nodes.iter().map(|node| entity(node).id()).collect(),
                    entity_names: nodes.iter().map(|node| entity(node).name()).collect(),
                })
                .collect(),
        }
    }
}

/// The camps of each period.
pub fn series_of_camps(
    periods: Vec<(Span, CampsPeriodRow<'_>)>,
    facts: ViewFacts,
) -> Answer<'_, SeriesRow<CampsPeriodRow<'_>>> {
    let period = facts.in_words.clone();
    Answer {
        command: "camps",
        view: facts,
        summary: super::Summary::new(),
        rows: periods.into_iter().map(|(span, row)| SeriesRow::new(span, row)).collect(),
        document: Box::new(move |rows: &[SeriesRow<CampsPeriodRow<'_>>]| {
            let columns = [Column::number("K"), Column::number("VALUE"), Column::wrapped("CAMPS")];
            series_document(
                "Who stands with whom, period by period",
                &period,
                &columns,
                rows,
                |row| {
                    let camp = |camp: &CampMembers<'_>| {
                        format!("{}: {}", camp.camp, camp.entity_names.join(" · "))
                    };
                    let camps: Vec<String> = row.camps.iter().map(camp).collect();
                    let fields = &row.fields;
                    let value = if fields.exact {
                        fields.value.to_string()
                    } else {
                        format!("≤ {}", fields.value)
                    };
                    [fields.k.to_string(), value, camps.join("; ")].map(Cell::plain).to_vec()
                },
            )
        }),
    }
}
