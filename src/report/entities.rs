//! `entities`: the entities of a view.

use super::{Answer, Cell, Column, Document, Tone, ViewFacts, document::count};
use crate::{analysis::stats::named_entities, corpus::fold::fold, model::EntityKind, view::View};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// An entity.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct EntityRow<'g> {
    /// Its id.
    pub entity: &'g str,
    /// Its name.
    pub entity_name: &'g str,
    /// Its kind.
    #[schemars(extend("enum" = EntityKind::WORDS))]
    pub kind: &'static str,
    /// Other names.
    pub aliases: Vec<&'g str>,
    /// Its Wikidata item.
    pub wikidata: Option<&'g str>,
    /// What else is known of it, by name; absent when nothing is.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: BTreeMap<&'g str, &'g str>,
    /// How many of the view's statements it holds.
    pub held: usize,
    /// How many of the view's statements are towards it.
    pub received: usize,
}

/// The entities that the view's statements name and whose id, name or alias contains `query`, by id.
pub fn entities<'g>(
    view: &View<'g>,
    query: Option<&str>,
    facts: ViewFacts,
) -> Answer<'g, EntityRow<'g>> {
    let graph = view.graph();
    let named = named_entities(view);
    let query = query.map(fold);
    let mut rows = Vec::new();
    for entity in graph.entities() {
        let names = || [entity.id(), entity.name()].into_iter().chain(entity.aliases());
        let is_meant =
            query.as_ref().is_none_or(|query| names().any(|name| fold(name).contains(query)));
        if !named[entity.index().position()] || !is_meant {
            continue;
        }
        let index = entity.index();
        rows.push(EntityRow {
            entity: entity.id(),
            entity_name: entity.name(),
            kind: entity.kind().word(),
            aliases: entity.aliases().collect(),
            wikidata: entity.wikidata(),
            attributes: entity.attributes().collect(),
            held: graph.pairs_of(index).map(|pair| view.counted_of(pair).count()).sum(),
            received: graph.pairs_towards(index).map(|pair| view.counted_of(pair).count()).sum(),
        });
    }
    let period = facts.in_words.clone();
    Answer {
        command: "entities",
        view: facts,
        summary: super::Summary::new(),
        rows,
        document: Box::new(move |rows: &[EntityRow<'_>]| {
            let mut document = Document::titled("Entities", &period);
            let mut columns = vec![
                Column::new("ID"),
                Column::new("NAME"),
                Column::new("KIND"),
                Column::number("HELD"),
                Column::number("RECEIVED"),
            ];
            let has_attributes = rows.iter().any(|row| !row.attributes.is_empty());
            columns.extend(has_attributes.then_some(Column::wrapped("ATTRIBUTES")));
            columns.push(Column::wrapped("ALIASES"));
            let cells = rows.iter().map(|row| {
                let mut cells = vec![
                    Cell::plain(row.entity),
                    Cell::plain(row.entity_name),
                    Cell::plain(row.kind),
                    Cell::plain(row.held.to_string()),
                    Cell::plain(row.received.to_string()),
                ];
                let attributes =
                    row.attributes.iter().map(|(name, value)| format!("{name}: {value}"));
                let attributes = attributes.collect::<Vec<_>>().join("; ");
                cells.extend(has_attributes.then(|| Cell::plain(attributes)));
                cells.push(Cell::toned(row.aliases.join(", "), Tone::Dim));
                cells
            });
            document.table(&columns, cells.collect(), "No matching entity in this view.");
            if !rows.is_empty() {
                document.space();
                document.line(count(rows.len(), "entity", "entities"), Tone::Dim);
            }
            document
        }),
    }
}
