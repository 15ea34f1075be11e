//! Words of the page: what verbs, and sources without a title, are called.

use crate::{
    graph::{SourceRef, TemporalGraph},
    language::Messages,
    model::{Date, SourceKind, VerbIndex},
};
use serde::Serialize;
use std::borrow::Cow;

/// A verb of the page.
#[derive(Debug, Serialize)]
pub(in crate::export) struct VerbItem<'g> {
    pub(in crate::export) word: &'g str,
    pub(in crate::export) label: Cow<'g, str>,
    /// What it is called before a thing, where that is another word.
    #[serde(skip_serializing_if = "Option::is_none")]
    of_things: Option<Cow<'g, str>>,
    pub(in crate::export) effect: &'static str,
    pub(in crate::export) strength: f64,
}

impl<'g> VerbItem<'g> {
    pub(super) fn new(graph: &'g TemporalGraph, verb: VerbIndex, messages: &'g Messages) -> Self {
        let verb = graph.vocabulary().verb(verb);
        let (label, of_things) = messages.labels(verb);
        Self {
            word: &verb.word,
            label,
            of_things,
            effect: verb.effect.word(),
            strength: verb.strength.value(),
        }
    }

    /// What it is called before a target of this kind.
    pub(super) fn before(&self, kind: &str) -> &str {
        let is_thing = matches!(kind, "topic" | "event" | "work");
        self.of_things.as_ref().filter(|_| is_thing).unwrap_or(&self.label)
    }
}

/// What a source is called: its title, or what it is, by whom and when: "Post by Ann Ay, 25 April 2018".
pub(super) fn source_name(
    graph: &TemporalGraph,
    source: SourceRef<'_>,
    messages: &Messages,
) -> String {
    if let Some(title) = source.title() {
        return title.to_owned();
    }
    let key = format!("source-kind.{}", source.kind());
    let mut letters = messages.text(&key).chars();
    let what: String =
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    let place = if source.kind() == SourceKind::Post { "source.on" } else { "source.in" };
    let with =
        |key, entity| format!(" {}", messages.with(key, &[("name", graph.entity(entity).name())]));
    let parts = [
        source.author().map(|author| with("source.by", author)),
        source.outlet().map(|outlet| with(place, outlet)),
        source.published().map(|published| format!(", {}", day_of(&published, messages))),
    ];
    what + &parts.into_iter().flatten().collect::<String>()
}

/// The day of a date where it is known; else the date in words.
fn day_of(date: &Date, messages: &Messages) -> String {
    let bounds = date.bounds();
    if bounds.earliest == bounds.latest && bounds.earliest.is_bounded() {
        return messages.day(bounds.earliest);
    }
    messages.date(date.as_str())
}
