//! The conflict around an entity in `show` and `why`: camps and tense triangles.

use super::{Document, Summary, Tone, TriangleRow, signed::triangle_table};
use crate::{
    analysis::{
        camps::{Camps, Place},
        tension::Tension,
    },
    model::EntityIndex,
    view::View,
};
use serde_json::json;

/// Shown instead of camps in a large view.
const TOO_LARGE: &str = "The view is too large to find camps here; run `stance camps`.";

/// The fields of an entity: its camp, and its tense triangles.
pub(super) fn fields_of_entity(view: &View<'_>, tension: &Tension, entity: EntityIndex) -> Summary {
    let place = tension.place(entity);
    let mut fields = super::answer::summary([
        ("camp", json!(place.map(|place| place.camp))),
        ("camp_part", json!(place.map(|place| place.part))),
        ("camp_elsewhere", json!(place.map(|_| tension.could_stand_elsewhere(entity)))),
    ]);
    fields.extend(fields_of_camps(view, tension));
    fields
}

/// The fields of a pair: the camps of both, and the tense triangles that both are in.
pub(super) fn fields_of_pair(
    view: &View<'_>,
    tension: &Tension,
    [holder, target]: [EntityIndex; 2],
) -> Summary {
    let [of_holder, of_target] = [holder, target].map(|entity| tension.place(entity));
    let mut fields = super::answer::summary([
        ("holder_camp", json!(of_holder.map(|place| place.camp))),
        ("holder_camp_part", json!(of_holder.map(|place| place.part))),
        ("target_camp", json!(of_target.map(|place| place.camp))),
        ("target_camp_part", json!(of_target.map(|place| place.part))),
    ]);
    fields.extend(fields_of_camps(view, tension));
    fields
}

fn fields_of_camps(view: &View<'_>, tension: &Tension) -> Summary {
    let camps = tension.camps.as_ref();
    super::answer::summary([
        ("camp_exact", json!(camps.map(|camps| camps.is_exact))),
        ("camp_unique", json!(camps.map(|camps| camps.is_unique))),
        ("tense_triangles", json!(rows(view, tension))),
    ])
}

fn rows<'g>(view: &View<'g>, tension: &Tension) -> Vec<TriangleRow<'g>> {
    let row = |triangle| TriangleRow::new(view, tension.graph.edges(), triangle);
    tension.triangles.iter().map(row).collect()
}

/// Writes the camp of an entity and its members.
pub(super) fn write_camp(
    document: &mut Document,
    view: &View<'_>,
    tension: &Tension,
    entity: EntityIndex,
) {
    /// The greatest number of names to list.
    const MOST_NAMES: usize = 12;
    let Some(camps) = &tension.camps else {
        document.space();
        document.line(TOO_LARGE, Tone::Dim);
        return;
    };
    let Some(place) = tension.place(entity) else { return };
    let members = camps.members();
    let fellows = members.iter().find(|(other, _)| *other == place);
    let n_camps = members.iter().filter(|(other, _)| other.part == place.part).count();
    let others: Vec<&str> = fellows
        .iter()
        .flat_map(|(_, nodes)| nodes)
        .map(|&node| EntityIndex::new(node as usize))
        .filter(|&other| other != entity)
        .map(|other| view.graph().entity(other).name())
        .collect();
    let mut with = others.iter().take(MOST_NAMES).copied().collect::<Vec<_>>().join(" · ");
    if others.len() > MOST_NAMES {
        with = format!("{with} · {} more", others.len() - MOST_NAMES);
    }
    let with = if others.is_empty() { "alone".to_owned() } else { format!("with {with}") };
    document.space();
    let Place { part, camp } = place;
    let of_part = match camps.n_parts() {
        1 => String::new(),
        n_parts => format!(" in part {part} of {n_parts}"),
    };
    document.line(format!("Camp {camp} of {n_camps}{of_part}"), Tone::Strong);
    document.line(with + unproved(camps), Tone::Plain);
    if tension.could_stand_elsewhere(entity) {
        document.line("Could stand elsewhere: other camps fit as well.", Tone::Plain);
    }
}

/// Writes whether two entities are in one camp.
pub(super) fn write_camps(
    document: &mut Document,
    tension: &Tension,
    [holder, target]: [EntityIndex; 2],
) {
    let Some(camps) = &tension.camps else {
        document.space();
        document.line(TOO_LARGE, Tone::Dim);
        return;
    };
    let (Some(a), Some(b)) = (tension.place(holder), tension.place(target)) else { return };
    document.space();
    if a.part != b.part {
        document.line("Nothing connects them, so their camps are not compared.", Tone::Plain);
        return;
    }
    let answer = if a == b { "Both are in one camp" } else { "They are in different camps" };
    document.line(format!("{answer}{}.", unproved(camps)), Tone::Plain);
    if [holder, target].iter().any(|&entity| tension.could_stand_elsewhere(entity)) {
        document.line("Other camps fit as well.", Tone::Plain);
    }
}

fn unproved(camps: &Camps) -> &'static str {
    if camps.is_exact { "" } else { " (best split found, not proved)" }
}

/// Lists the tense triangles, if any.
pub(super) fn write_triangles(document: &mut Document, view: &View<'_>, tension: &Tension) {
    let rows = rows(view, tension);
    if !rows.is_empty() {
        document.space();
        triangle_table(document, "TENSE TRIANGLE", &rows);
    }
}
