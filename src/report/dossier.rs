//! `show`: a dossier of one entity.

use super::{
    Answer, Cell, Column, Document, Side, Tone, ViewFacts,
    answer::summary,
    rows::TieRow,
    shifts::{ShiftRow, shift_table},
    tension,
    ties::{End, tie_table},
};
use crate::{
    analysis::{shifts::shifts, tension::Tension},
    graph::{EntityRef, RoleRef},
    model::{Date, EntityIndex},
    view::View,
};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The dossier of an entity: roles, standing ties out and in, shifts, camp and tense triangles. The
/// rows are the ties.
pub fn show<'g>(
    view: &View<'g>,
    entity: EntityIndex,
    tension: Tension,
    facts: ViewFacts,
) -> Answer<'g, TieRow<'g>> {
    let graph = view.graph();
    let about = graph.entity(entity);
    let out = Side::Of(entity).ties(view);
    let into = Side::Towards(entity).ties(view);
    let rows: Vec<TieRow<'_>> = out.iter().chain(&into).map(|tie| TieRow::new(view, tie)).collect();
    let n_out = out.len();
    let shifts: Vec<ShiftRow<'_>> =
        shifts(view, Some(entity)).iter().map(|shift| ShiftRow::new(graph, shift)).collect();
    let roles: Vec<Value> = about.roles().map(|role| role_value(view, role)).collect();
    let mut fields = summary([
        ("entity", json!(about.id())),
        ("entity_name", json!(about.name())),
        ("kind", json!(about.kind().word())),
        ("aliases", json!(about.aliases().collect::<Vec<_>>())),
        ("wikidata", json!(about.wikidata())),
        ("attributes", json!(about.attributes().collect::<BTreeMap<_, _>>())),
        ("roles", json!(roles)),
    ]);
    fields.insert("shifts".to_owned(), json!(shifts));
    fields.extend(tension::fields_of_entity(view, &tension, entity));
    let period = facts.in_words.clone();
    let view = view.clone();
    Answer {
        command: "show",
        view: facts,
        summary: fields,
        rows,
        document: Box::new(move |rows: &[TieRow<'_>]| {
            let mut document = heading(&view, about, &period);
            let (out, into) = rows.split_at(n_out);
            document.line("Ties out", Tone::Strong);
            tie_table(&mut document, &[End::Target], out, "None in this view.");
            document.space();
            document.line("Ties in", Tone::Strong);
            tie_table(&mut document, &[End::Holder], into, "None in this view.");
            if !shifts.is_empty() {
                document.space();
                document.line("Shifts", Tone::Strong);
                shift_table(&mut document, &shifts);
            }
            tension::write_camp(&mut document, &view, &tension, entity);
            tension::write_triangles(&mut document, &view, &tension);
            document
        }),
    }
}

fn heading(view: &View<'_>, about: EntityRef<'_>, period: &str) -> Document {
    let mut document = Document::default();
    document.line(format!("{} · {} · {}", about.name(), about.kind(), about.id()), Tone::Strong);
    let aliases: Vec<&str> = about.aliases().collect();
    if !aliases.is_empty() {
        document.line(format!("also known as {}", aliases.join(", ")), Tone::Dim);
    }
    if let Some(item) = about.wikidata() {
        document.line(format!("Wikidata {item}"), Tone::Dim);
    }
    for (name, value) in about.attributes() {
        document.line(format!("{name}: {value}"), Tone::Plain);
    }
    document.line(period, Tone::Dim);
    document.space();
    if about.roles().next().is_some() {
        let columns =
            [Column::new("ROLE"), Column::new("OF"), Column::new("FROM"), Column::new("UNTIL")];
        let cells = about.roles().map(|role| {
            let of = view.graph().entity(role.of()).name();
            vec![Cell::plain(role.role()), Cell::plain(of), date(role.from()), date(role.until())]
        });
        document.table(&columns, cells.collect(), "");
        document.space();
    }
    document
}

fn date(date: Option<Date>) -> Cell {
    date.map_or_else(|| Cell::toned("..", Tone::Dim), |date| Cell::plain(date.as_str()))
}

fn role_value(view: &View<'_>, role: RoleRef<'_>) -> Value {
    let of = view.graph().entity(role.of());
    json!({
        "role": role.role(),
        "of": of.id(),
        "of_name": of.name(),
        "from": role.from().map(|date| date.to_string()),
        "until": role.until().map(|date| date.to_string()),
    })
}
