//! The conflict around an entity in `show` and `why`: camps and tense triangles.

use super::{Document, Summary, Tone, TriangleRow, signed::triangle_table};
use crate::{
    analysis::{camps::Camps, tension::Tension},
    model::EntityIndex,
    view::View,
};
use serde_json::json;

/// Shown instead of camps in a large view.
const TOO_LARGE: &str = "The view is too large to find camps here; run `stance camps`.";

/// The fields of an entity: its camp, and its tense triangles.
pub(super) fn fields_of_entity(view: &View<'_>, tension: &Tension, entity: EntityIndex) -> Summary {
    super::answer::summary([
        ("camp", json!(tension.camp(entity))),
        ("camp_exact", json!(tension.camps.as_ref().map(|camps| camps.is_exact))),
        ("tense_triangles", json!(rows(view, tension))),
    ])
}

/// The fields of a pair: the camps of both, and the tense triangles that both are in.
pub(super) fn fields_of_pair(
    view: &View<'_>,
    tension: &Tension,
    [holder, target]: [EntityIndex; 2],
) -> Summary {
    super::answer::summary([
        ("holder_camp", json!(tension.camp(holder))),
        ("target_camp", json!(tension.camp(target))),
        ("camp_exact", json!(tension.camps.as_ref().map(|camps| camps.is_exact))),
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
    let Some(camp) = tension.camp(entity) else { return };
    let members = camps.members();
    let fellows = members.iter().find(|(number, _)| *number == camp);
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
    document.line(format!("Camp {camp} of {}", members.len()), Tone::Strong);
    document.line(with + unproved(camps), Tone::Plain);
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
    let (Some(a), Some(b)) = (tension.camp(holder), tension.camp(target)) else { return };
    let answer = if a == b { "Both are in one camp" } else { "They are in different camps" };
    document.space();
    document.line(format!("{answer}{}.", unproved(camps)), Tone::Plain);
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
