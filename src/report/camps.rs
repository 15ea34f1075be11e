//! `camps`: who stands with whom.

use super::{
    Answer, Cell, Column, Document, EdgeRow, SeriesRow, Tone, ViewFacts,
    answer::fields,
    document::count,
    series::series_document,
    signed::{edge_table, number},
};
use crate::{
    analysis::camps::{CampGraph, Camps, Place},
    model::{EntityIndex, Span},
    view::View,
};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

/// An entity in a camp.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct CampRow<'g> {
    /// The number of the connected part, from 1 on: camps of two parts are not compared.
    pub part: u32,
    /// The number of the camp within the part, from 1 on.
    pub camp: u32,
    /// The entity's id.
    pub entity: &'g str,
    /// Its name.
    pub entity_name: &'g str,
}

/// The rows of camps, by part and camp.
pub(super) fn camp_rows<'g>(view: &View<'g>, camps: &Camps) -> Vec<CampRow<'g>> {
    let entity = |node: u32| view.graph().entity(EntityIndex::new(node as usize));
    let rows = camps.members().into_iter().flat_map(|(Place { part, camp }, members)| {
        members.into_iter().map(move |node| CampRow {
            part,
            camp,
            entity: entity(node).id(),
            entity_name: entity(node).name(),
        })
    });
    rows.collect()
}

/// An entity that could stand elsewhere.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct ElsewhereRow<'g> {
    /// The entity's id.
    pub entity: &'g str,
    /// Its name.
    pub entity_name: &'g str,
}

/// What is known of other partitions that fit as well.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct OtherCamps<'g> {
    /// Whether there is none; `None` when that is not known.
    pub unique: Option<bool>,
    /// The entities of which it is known that such a partition puts them into another camp.
    pub elsewhere: Vec<ElsewhereRow<'g>>,
}

impl<'g> OtherCamps<'g> {
    pub(super) fn new(view: &View<'g>, camps: &Camps) -> Self {
        let entity = |&node: &u32| view.graph().entity(EntityIndex::new(node as usize));
        let row =
            |node| ElsewhereRow { entity: entity(node).id(), entity_name: entity(node).name() };
        Self { unique: camps.is_unique, elsewhere: camps.elsewhere.iter().map(row).collect() }
    }

    /// Says that other partitions fit as well, if any do.
    pub(super) fn write(&self, document: &mut Document) {
        let names: Vec<&str> = self.elsewhere.iter().map(|row| row.entity_name).collect();
        let line = match (self.unique, names.is_empty()) {
            (Some(true), _) => return,
            (Some(false), false) => {
                format!("Other camps fit as well. Could stand elsewhere: {}.", names.join(" · "))
            }
            (Some(false), true) => "Other camps fit as well.".to_owned(),
            (None, _) => "Whether other camps fit as well is not known.".to_owned(),
        };
        document.line(line, Tone::Plain);
    }
}

/// What a partition into camps is worth: beside the rows of `camps`, and in the row of a period.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct CampsFields<'g> {
    /// The greatest number of camps in a part.
    pub k: usize,
    /// How many connected parts there are.
    pub parts: usize,
    /// Foes within camps and friends across, or their weight.
    #[schemars(with = "f64")]
    pub value: Value,
    /// No partition of the parts into as many camps as were allowed has less.
    #[schemars(with = "f64")]
    pub lower: Value,
    /// Whether the value is proved to be the least.
    pub exact: bool,
    /// Other partitions.
    #[serde(flatten)]
    pub others: OtherCamps<'g>,
    /// The pairs that the value counts.
    pub edges: Vec<EdgeRow<'g>>,
}

impl<'g> CampsFields<'g> {
    fn new(view: &View<'g>, graph: &CampGraph, camps: &Camps) -> Self {
        let misfits = camps.misfits(&graph.plain());
        let edge = |at: usize| EdgeRow::of_camps(view, graph, &graph.edges()[at]);
        Self {
            k: camps.k(),
            parts: camps.n_parts(),
            value: number(camps.value),
            lower: number(camps.lower),
            exact: camps.is_exact,
            others: OtherCamps::new(view, camps),
            edges: misfits.into_iter().map(edge).collect(),
        }
    }
}

/// The camps of a view.
pub fn camps<'g>(
    view: &View<'g>,
    graph: &CampGraph,
    camps: &Camps,
    facts: ViewFacts,
) -> Answer<'g, CampRow<'g>> {
    let about = CampsFields::new(view, graph, camps);
    let rows = camp_rows(view, camps);
    let mut unplaced: Vec<u32> = camps.unplaced();
    unplaced.retain(|&node| graph.is_among(EntityIndex::new(node as usize)));
    let entity = |node: u32| view.graph().entity(EntityIndex::new(node as usize));
    let names: Vec<&str> = unplaced.iter().map(|&node| entity(node).name()).collect();
    let ids: Vec<&str> = unplaced.iter().map(|&node| entity(node).id()).collect();
    let mut summary = fields(&about);
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
            let nobody = "No two actors are for or against each other in this view.";
            camp_table(&mut document, rows, "MEMBERS", nobody);
            if !rows.is_empty() {
                document.space();
                document.line(worth(&about), Tone::Plain);
                about.others.write(&mut document);
                if about.parts > 1 {
                    document.line(PARTS, Tone::Dim);
                }
            }
            if !about.edges.is_empty() {
                document.space();
                edge_table(&mut document, "DOES NOT FIT", &about.edges);
            }
            if !unplaced.is_empty() {
                let actors = count(unplaced.len(), "actor is", "actors are");
                document.space();
                document.line(format!("{actors} unplaced: in no signed pair."), Tone::Dim);
            }
            document
        }),
    }
}

/// Shown where there are several parts.
pub(super) const PARTS: &str = "Nothing connects the parts, so their camps are not compared.";

/// Lists camps with their members; with a column for parts when there are several.
pub(super) fn camp_table(
    document: &mut Document,
    rows: &[CampRow<'_>],
    heading: &'static str,
    nobody: &'static str,
) {
    let has_parts = rows.iter().any(|row| row.part != rows[0].part);
    let cells = rows.chunk_by(|a, b| (a.part, a.camp) == (b.part, b.camp)).map(|camp| {
        let names: Vec<&str> = camp.iter().map(|row| row.entity_name).collect();
        let part = camp.iter().take(usize::from(has_parts)).map(|row| row.part.to_string());
        let number = camp.iter().take(1).map(|row| row.camp.to_string());
        let rest = [camp.len().to_string(), names.join(" · ")];
        part.chain(number).chain(rest).map(Cell::plain).collect()
    });
    let mut columns =
        vec![Column::number("CAMP"), Column::number("SIZE"), Column::wrapped(heading)];
    if has_parts {
        columns.insert(0, Column::number("PART"));
    }
    document.table(&columns, cells.collect(), nobody);
}

/// The members of each camp, for people: `1: Ada · Ben; 2: Cleo`.
pub(super) fn in_words(camps: &[CampMembers<'_>]) -> String {
    let has_parts = camps.iter().any(|camp| camp.part != camps[0].part);
    let camp = |camp: &CampMembers<'_>| {
        let part = if has_parts { format!("part {} camp ", camp.part) } else { String::new() };
        format!("{part}{}: {}", camp.camp, camp.entity_names.join(" · "))
    };
    camps.iter().map(camp).collect::<Vec<_>>().join("; ")
}

fn worth(about: &CampsFields<'_>) -> String {
    let pairs = match about.edges.len() {
        0 => "Every pair fits.".to_owned(),
        1 => "1 pair does not fit".to_owned(),
        n => format!("{n} pairs do not fit"),
    };
    let (value, lower) = (&about.value, &about.lower);
    let is_count = value.as_u64() == u64::try_from(about.edges.len()).ok();
    match (about.edges.is_empty(), is_count, about.exact) {
        (true, ..) => pairs,
        (false, true, true) => format!("{pairs}; no fewer are possible (proved)."),
        (false, true, false) => format!("{pairs}; no fewer than {lower} are possible."),
        (false, false, true) => {
            format!("{pairs}, of weight {value}; no less is possible (proved).")
        }
        (false, false, false) => {
            format!("{pairs}, of weight {value}; no less than {lower} is possible.")
        }
    }
}

/// The camps of a period.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct CampsPeriodRow<'g> {
    /// What they are worth.
    #[serde(flatten)]
    pub fields: CampsFields<'g>,
    /// The camps, by part and number.
    pub camps: Vec<CampMembers<'g>>,
    /// The number of possible statements that could change them.
    pub possible: usize,
}

/// The members of a camp.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct CampMembers<'g> {
    /// The number of the connected part, the same in every period.
    pub part: u32,
    /// The number of the camp within the part, the same in every period.
    pub camp: u32,
    /// The ids of its entities.
    pub entities: Vec<&'g str>,
    /// Their names.
    pub entity_names: Vec<&'g str>,
}

/// The members of camps, by part and number.
pub(super) fn camp_members<'g>(view: &View<'g>, camps: &Camps) -> Vec<CampMembers<'g>> {
    let entity = |node: &u32| view.graph().entity(EntityIndex::new(*node as usize));
    let members = camps.members().into_iter().map(|(Place { part, camp }, nodes)| CampMembers {
        part,
        camp,
        entities: nodes.iter().map(|node| entity(node).id()).collect(),
        entity_names: nodes.iter().map(|node| entity(node).name()).collect(),
    });
    members.collect()
}

impl<'g> CampsPeriodRow<'g> {
    /// The row of a period, its camps already numbered.
    pub fn new(view: &View<'g>, graph: &CampGraph, camps: &Camps) -> Self {
        let fields = CampsFields::new(view, graph, camps);
        Self { fields, camps: camp_members(view, camps), possible: 0 }
    }

    /// The same row with the number of possible statements that are left out of it.
    #[must_use]
    pub fn with_possible(self, possible: usize) -> Self {
        Self { possible, ..self }
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
            let columns = [
                Column::number("K"),
                Column::number("VALUE"),
                Column::number("POSSIBLE"),
                Column::wrapped("CAMPS"),
            ];
            series_document(
                "Who stands with whom, period by period",
                &period,
                &columns,
                rows,
                |row| {
                    let camps = in_words(&row.camps);
                    let fields = &row.fields;
                    let value = if fields.exact {
                        fields.value.to_string()
                    } else {
                        format!("≤ {}", fields.value)
                    };
                    [fields.k.to_string(), value, row.possible.to_string(), camps]
                        .map(Cell::plain)
                        .to_vec()
                },
            )
        }),
    }
}
