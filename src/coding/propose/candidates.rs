//! Whom an open quotation may be about, the likeliest first.

use super::document::Document;
use super::found::{Finding, Party};
use super::names::Sort;
use super::text::sentences::{Item, Sentence, What};

/// How many are offered.
pub(crate) const MOST: usize = 9;

/// How many of them may be what the whole text is about.
const TOPICS: usize = 2;

/// The candidates for the target of a quotation.
pub(crate) fn candidates(
    document: &Document,
    quotation: usize,
    findings: &[&Finding],
) -> Vec<Party> {
    let Some(voice) = document.voices.get(quotation) else { return Vec::new() };
    let speaker = voice.speaker.as_ref().and_then(|s| s.actor);
    let words = voice.speaker.as_ref().map_or((0, 0), |s| s.tokens);
    let mut list = List { document, speaker, words, found: Vec::new() };
    for finding in findings {
        list.add(finding.target.clone());
    }
    let own = sentences_of(document, quotation);
    let addressed = own.iter().any(|s| {
        s.items.iter().any(|i| {
            matches!(i.word.as_str(), "you" | "your")
                || matches!(i.owner.pronoun.as_deref(), Some("your"))
        })
    });
    if addressed {
        list.actor(voice.addressee);
    }
    if let Some(sentence) = voice.sentence.and_then(|s| document.sentences.get(s)) {
        list.beside(sentence, voice.item);
    }
    own.iter().flat_map(|s| &s.items).for_each(|item| list.person(item));
    own.iter().flat_map(|s| &s.items).for_each(|item| list.thing(item));
    if voice.speaker.as_ref().is_some_and(|s| s.how == super::interview::ANSWER)
        && let Some(question) = quotation.checked_sub(1)
    {
        for item in document.sentences_inside(question).flat_map(|s| &s.items) {
            list.person(item);
            list.thing(item);
        }
    }
    list.actor(voice.addressee);
    if let Some(sentence) = voice.sentence {
        if let Some(narrated) = document.sentences.get(sentence) {
            narrated.items.iter().for_each(|item| list.person(item));
            narrated.items.iter().for_each(|item| list.thing(item));
        }
        let recent =
            document.memories.get(sentence).map(super::memory::Memory::recent).unwrap_or_default();
        recent.into_iter().take(4).for_each(|actor| list.actor(Some(actor)));
        let paragraph = document.sentences.get(sentence).map(|s| s.paragraph);
        let before = document.sentences.get(sentence.saturating_sub(8)..sentence);
        for other in before.unwrap_or_default().iter().rev() {
            if other.quotation.is_none() && Some(other.paragraph) == paragraph {
                other.items.iter().for_each(|item| list.thing(item));
            }
        }
    }
    list.found.truncate(MOST - TOPICS);
    for party in topical(document) {
        if list.found.len() < MOST {
            list.add(party);
        }
    }
    list.found
}

/// What the whole text is about, as targets.
fn topical<'d>(document: &'d Document) -> impl Iterator<Item = Party> + use<'d> {
    document.topics().filter_map(|item| Some(document.target(item)?.0))
}

/// The sentences of a quotation.
fn sentences_of<'d>(document: &'d Document, quotation: usize) -> Vec<&'d Sentence> {
    document.sentences_inside(quotation).collect()
}

struct List<'a> {
    document: &'a Document<'a>,
    speaker: Option<usize>,
    words: (usize, usize),
    found: Vec<Party>,
}

impl List<'_> {
    fn add(&mut self, party: Party) {
        let twice = self.found.iter().any(|known| {
            known.name == party.name || party.actor.is_some() && known.actor == party.actor
        });
        let own =
            party.actor.is_some() && party.actor == self.speaker || party.tokens == self.words;
        let place = self.document.lexicon.platforms.contains(&party.name.to_lowercase());
        let own = own || place || party.name.chars().nth(1).is_none();
        if !twice && !own && !party.name.is_empty() {
            self.found.push(party);
        }
    }

    fn actor(&mut self, actor: Option<usize>) {
        let Some(actor) = actor else { return };
        let Some(name) = self
            .document
            .names
            .actor(actor)
            .filter(|a| a.sort != Sort::Thing)
            .map(|a| a.name.clone())
        else {
            return;
        };
        self.add(Party { actor: Some(actor), name, tokens: (0, 0), how: "near" });
    }

    /// The phrase that a fragment describes: `called X “…”`, `said X would “…”`.
    fn beside(&mut self, sentence: &Sentence, at: usize) {
        for back in 1..5 {
            let Some(before) = at.checked_sub(back) else { return };
            let item = sentence.at(before);
            if matches!(item.what, What::Name | What::Noun | What::Pronoun) {
                if let Some((party, _)) = self.document.target(item) {
                    self.add(party);
                }
                return;
            }
        }
    }

    fn person(&mut self, item: &Item) {
        match item.what {
            What::Name | What::Pronoun | What::Noun if item.actor.is_some() => {
                self.actor(item.actor);
            }
            What::Noun | What::Pronoun => self.actor(item.owner.actor),
            _ => {}
        }
    }

    fn thing(&mut self, item: &Item) {
        let named = item.actor.is_some_and(|a| self.document.sort(a) == Sort::Thing);
        let common = item.what == What::Noun
            && item.actor.is_none()
            && (self.document.count(Document::head(item)) > 1
                || self.document.takes_sides(item)
                || !matches!(
                    item.determiner.as_str(),
                    "a" | "an" | "no" | "any" | "some" | "every"
                ) && !is_circumstance(Document::head(item)));
        if (named || common)
            && let Some((party, _)) = self.document.target(item)
        {
            self.add(party);
        }
    }
}

/// Whom the words may be about: what follows them first, names before nouns.
pub(crate) fn of_sentence(
    document: &Document,
    sentence: &Sentence,
    cue: usize,
    holder_item: usize,
    holder: &Party,
) -> Vec<Party> {
    let mut found: Vec<Party> = Vec::new();
    let mut add = |party: Party| {
        let own = party.actor.is_some() && party.actor == holder.actor || party.name == holder.name;
        if !own && !party.name.is_empty() && !found.iter().any(|f| f.name == party.name) {
            found.push(party);
        }
    };
    let order = || (cue..sentence.items.len()).chain((0..cue).rev()).filter(|&i| i != holder_item);
    let object = (cue..sentence.items.len()).filter(|&i| i != holder_item).find(|&i| {
        let item = sentence.at(i);
        item.is_phrase() && document.target(item).is_some() && (i != cue || item.what != What::Noun)
    });
    if let Some((party, _)) = object.and_then(|i| document.target(sentence.at(i))) {
        add(party);
    }
    let actor = |a: usize| {
        let name = document.names.actor(a).map(|a| a.name.clone()).unwrap_or_default();
        Party { actor: Some(a), name, tokens: (0, 0), how: "near" }
    };
    for i in order() {
        let item = sentence.at(i);
        let named = item.actor.or(item.owner.actor).filter(|a| document.sort(*a) != Sort::Thing);
        if let Some(a) = named.filter(|_| item.is_phrase()) {
            add(actor(a));
        }
    }
    for i in order() {
        let item = sentence.at(i);
        let noun = item.what == What::Noun
            && item.actor.is_none()
            && !is_circumstance(Document::head(item));
        let thing = item.what == What::Name || item.words_meant.is_some();
        if (noun || thing)
            && let Some(party) = document.party(item)
        {
            add(party);
        }
    }
    found.truncate(MOST);
    found
}

/// Adds those spoken of last in the narration, and what the whole text is about.
pub(crate) fn near(document: &Document, sentence: usize, holder: &Party, found: &mut Vec<Party>) {
    let recent =
        document.memories.get(sentence).map(super::memory::Memory::recent).unwrap_or_default();
    for actor in recent.into_iter().take(4) {
        let other = document.names.actor(actor).filter(|a| a.sort != Sort::Thing);
        if let Some(name) = other.map(|a| a.name.clone())
            && found.len() < MOST
            && Some(actor) != holder.actor
            && !found.iter().any(|c| c.name == name)
        {
            found.push(Party { actor: Some(actor), name, tokens: (0, 0), how: "near" });
        }
    }
    found.truncate(MOST - TOPICS);
    for party in topical(document) {
        let own = party.actor.is_some() && party.actor == holder.actor || party.name == holder.name;
        if found.len() < MOST && !own && !found.iter().any(|c| c.name == party.name) {
            found.push(party);
        }
    }
}

/// Nouns of when, where and how rather than of whom.
pub(crate) fn is_circumstance(head: &str) -> bool {
    matches!(
        head,
        "day"
            | "days"
            | "week"
            | "weeks"
            | "month"
            | "months"
            | "year"
            | "years"
            | "time"
            | "times"
            | "morning"
            | "evening"
            | "night"
            | "afternoon"
            | "weekend"
            | "interview"
            | "way"
            | "moment"
            | "end"
            | "beginning"
            | "start"
            | "hour"
            | "hours"
            | "minute"
            | "minutes"
            | "decade"
            | "century"
            | "part"
            | "number"
            | "kind"
            | "lot"
            | "rest"
            | "fact"
            | "case"
    )
}
