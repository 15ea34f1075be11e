//! What a text is mostly about: the matter in dispute, and who stands in the middle of it.

use hashbrown::HashMap;

use super::candidates::is_circumstance;
use super::document::{Document, is_body};
use super::found::is_taken_sides_on;
use super::names::Sort;
use super::text::sentences::{Item, What};

/// How often something has to be spoken of to be what a text is about.
const OFTEN: usize = 2;

/// The matters in dispute that the narration speaks of most, by the first place of each, and the person or body.
pub(crate) fn topics(document: &Document) -> Vec<(usize, usize)> {
    let mut matters: HashMap<&str, (usize, (usize, usize))> = HashMap::new();
    let mut actors: HashMap<usize, (usize, (usize, usize))> = HashMap::new();
    for (index, sentence) in document.sentences.iter().enumerate() {
        for (at, item) in sentence.items.iter().enumerate() {
            let place = (index, at);
            if let Some(actor) = item.actor {
                if item.what == What::Name || sentence.quotation.is_none() {
                    actors.entry(actor).or_insert((0, place)).0 += 1;
                }
            } else if item.what == What::Noun && is_matter(document, item) {
                matters.entry(Document::head(item)).or_insert((0, place)).0 += 1;
            }
        }
    }
    let thing = |actor: &usize| document.sort(*actor) == Sort::Thing;
    let named = actors.iter().filter(|(actor, _)| thing(actor)).map(|(_, it)| *it);
    let mut found = most(matters.into_values().chain(named), 2);
    let others = actors.iter().filter(|(actor, _)| !thing(actor)).map(|(_, it)| *it);
    found.extend(most(others, 2));
    found
}

/// Whether a noun phrase is of what a text may be about: what people take sides on, or what it points to.
fn is_matter(document: &Document, item: &Item) -> bool {
    let head = Document::head(item);
    let pointed =
        matches!(item.determiner.as_str(), "the" | "this") && document.count(head) > OFTEN;
    (is_taken_sides_on(head) || is_body(head) || pointed)
        && !is_circumstance(head)
        && !document.lexicon.persons.contains(head)
}

/// The places of what is spoken of most.
fn most(
    counted: impl Iterator<Item = (usize, (usize, usize))>,
    number: usize,
) -> Vec<(usize, usize)> {
    let mut all: Vec<_> = counted.filter(|(times, _)| *times >= OFTEN).collect();
    all.sort_by_key(|(times, place)| (usize::MAX - times, *place));
    all.into_iter().take(number).map(|(_, place)| place).collect()
}
