//! Words of the page: what sources without a title are called, and dates as people write them.

use crate::{
    export::dates::day_in_words,
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
        name += &date_in_words(&published);
    }
    name
}

/// A date in words; rare forms stay as they are written.
pub(super) fn date_in_words(date: &Date) -> String {
    let written = date.as_str();
    let bounds = date.bounds();
    let (year, month, _) = bounds.earliest.civil();
    if !bounds.earliest.is_bounded() || !bounds.latest.is_bounded() {
        return written.to_owned();
    }
    let is_whole = |form: &str| written == form;
    if bounds.earliest == bounds.latest {
        return day_in_words(bounds.earliest);
    }
    if is_whole(&format!("{year:04}-{month:02}")) {
        let first = day_in_words(bounds.earliest);
        return first.split_once(' ').map_or(first.clone(), |(_, month)| month.to_owned());
    }
    written.to_owned()
}
