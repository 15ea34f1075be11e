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
    let mut name: String =
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    if let Some(author) = source.author() {
        name += " by ";
        name += graph.entity(author).name();
    }
    if let Some(outlet) = source.outlet() {
        name += if source.kind() == SourceKind::Post { " on " } else { " in " };
        name += graph.entity(outlet).name();
    }
    if let Some(published) = source.published() {
        name += ", ";
        name += &day_of(&published);
    }
    name
}

/// The day of a date where it is known; else the date in words.
fn day_of(date: &Date) -> String {
    let bounds = date.bounds();
    if bounds.earliest == bounds.latest && bounds.earliest.is_bounded() {
        return day_in_words(bounds.earliest);
    }
    date_in_words(date.as_str())
}
