//! How the page tells its story: the author's steps, what is arranged in the picture, and the house style.

use super::{document::escaped, story::Story};
use crate::{
    corpus::Step,
    export::telling::{Telling, names},
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What the scripts read of it.
#[derive(Debug, Serialize)]
pub(super) struct Told<'t> {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    steps: Vec<StepItem<'t>>,
    /// Entities that stay at a place.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pins: Vec<(usize, f64, f64)>,
    /// Entities that are not shown.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    hidden: Vec<usize>,
    /// The house style, as rules of CSS.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) house: String,
}

#[derive(Debug, Serialize)]
struct StepItem<'t> {
    at: &'t str,
    say: &'t str,
    /// The name that is not on this page.
    #[serde(skip_serializing_if = "Option::is_none")]
    absent: Option<String>,
}

/// Whether a page is served to its author, who has to see all steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Audience {
    Author,
    Readers,
}

impl<'t> Told<'t> {
    pub(super) fn new(telling: &'t Telling, story: &Story<'_>, audience: Audience) -> Self {
        let position: BTreeMap<&str, usize> =
            story.entities.iter().map(|entity| entity.id).zip(0..).collect();
        let absent = absent(telling, story);
        let steps = telling.steps.iter().enumerate().map(|(index, Step { at, say })| StepItem {
            at,
            say,
            absent: absent.get(&index).cloned(),
        });
        let is_shown = |step: &StepItem<'_>| audience == Audience::Author || step.absent.is_none();
        let pins = telling.layout.pinned.iter();
        let hidden = telling.layout.hidden.iter();
        Self {
            steps: steps.filter(is_shown).collect(),
            pins: pins
                .filter_map(|pin| Some((*position.get(pin.entity.as_str())?, pin.x, pin.y)))
                .collect(),
            hidden: hidden.filter_map(|id| position.get(id.as_str()).copied()).collect(),
            house: telling.style.css(),
        }
    }

    /// The sentences of the steps as a list.
    pub(super) fn list(&self) -> String {
        if self.steps.is_empty() {
            return String::new();
        }
        let items =
            self.steps.iter().map(|step| ["<li dir=\"auto\">", &escaped(step.say), "\n"].concat());
        format!("<ol class=\"told\">\n{}</ol>\n", items.collect::<String>())
    }
}

/// What each step that the page cannot show names that is not on it, by the step's position.
pub(super) fn absent(telling: &Telling, story: &Story<'_>) -> BTreeMap<usize, String> {
    if telling.steps.is_empty() {
        return BTreeMap::new();
    }
    let entities: BTreeSet<&str> = story.entities.iter().map(|entity| entity.id).collect();
    let statements: BTreeSet<&str> = story.statements.iter().map(|it| it.id.as_ref()).collect();
    let sources: BTreeSet<&str> = story.sources.iter().map(|source| source.id).collect();
    let id = |at: usize| story.entities.get(at).map_or("", |entity| entity.id);
    let pairs: BTreeSet<(&str, &str)> =
        story.ties.iter().map(|tie| (id(tie.holder), id(tie.target))).collect();
    let absent = telling.steps.iter().map(|step| {
        let names = names(&step.at);
        let is_in = |known: &BTreeSet<&str>, name: &String| known.contains(name.as_str());
        let name = names.entities.iter().find(|it| !is_in(&entities, it));
        let name = name.or_else(|| names.statements.iter().find(|it| !is_in(&statements, it)));
        let name = name.or_else(|| names.sources.iter().find(|it| !is_in(&sources, it)));
        let is_away = |(holder, target): &(String, String)| {
            !pairs.contains(&(holder.as_str(), target.as_str()))
        };
        let pair = names.pair.as_ref().filter(|pair| is_away(pair));
        name.cloned().or_else(|| pair.map(|(holder, target)| format!("{holder} → {target}")))
    });
    absent.enumerate().filter_map(|(index, name)| Some((index, name?))).collect()
}
