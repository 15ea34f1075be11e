//! Words of the page: what sources without a title are called, and dates as people write them.

use crate::{
    export::dates::{date_in_words, day_in_words},
    graph::{SourceRef, TemporalGraph},
    model::{Date, SourceKind},
};

/// What a source is called: its title, or what it is, by whom and when: "Post by Ann Ay, 25 April 2018".
pub(super) fn source_name(graph: &TemporalGraph, source: SourceRef<'_>) -> String {
    if let Some(title) = source.title() {
        return title.to_owned();
    }
    let kind = source.kind().word();
    let mut letters = kind.chars();
    let what: String =
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    let place = if source.kind() == SourceKind::Post { "on" } else { "in" };
    let name = |entity| graph.entity(entity).name();
    let parts = [
        source.author().map(|author| format!(" by {}", name(author))),
        source.outlet().map(|outlet| format!(" {place} {}", name(outlet))),
        source.published().map(|published| format!(", {}", day_of(&published))),
    ];
    what + &parts.into_iter().flatten().collect::<String>()
}

/// The day of a date where it is known; else the date in words.
fn day_of(date: &Date) -> String {
    let bounds = date.bounds();
    if bounds.earliest == bounds.latest && bounds.earliest.is_bounded() {
        return day_in_words(bounds.earliest);
    }
    date_in_words(date.as_str())
}
