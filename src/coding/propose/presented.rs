//! Who a speaker is by what stands beside the phrase: `the whip, Ida Roth,`, `a tweet by Ida Roth`.

use super::clause::is_preposition;
use super::lexicon::Lexicon;
use super::names::{Names, Sort};
use super::text::sentences::{Sentence, What};

/// How far after a message the one who wrote it is looked for.
const REACH: usize = 7;

/// The item of the person that a phrase presents, or the item itself.
pub(crate) fn person(lexicon: &Lexicon, names: &Names, sentence: &Sentence, at: usize) -> usize {
    apposed(names, sentence, at).or_else(|| alias(lexicon, sentence, at)).unwrap_or(at)
}

/// `Senate Whip, Ida Roth`, `the University of Darane, Port Hale’s chancellor, Ida Roth`: an office, and then the name.
fn apposed(names: &Names, sentence: &Sentence, at: usize) -> Option<usize> {
    let person = |i: usize| {
        let actor = sentence.at(i).actor.and_then(|a| names.actor(a));
        sentence.at(i).what == What::Name && actor.is_some_and(|a| a.sort == Sort::Person)
    };
    let comma = |i: usize| sentence.at(i).what == What::Comma;
    if person(at) || sentence.at(at).what == What::Pronoun || !comma(at + 1) {
        return None;
    }
    let next = at + 2;
    if person(next) {
        return ends(sentence, next + 1).then_some(next);
    }
    let office = sentence.at(next).is_phrase() && comma(next + 1) && person(next + 2);
    (office && ends(sentence, next + 3)).then_some(next + 2)
}

/// Whether an apposition ends before an item.
fn ends(sentence: &Sentence, at: usize) -> bool {
    let item = sentence.at(at);
    at >= sentence.items.len()
        || matches!(item.what, What::Comma | What::Stop(_) | What::Aside | What::Quotation(_))
        || is_preposition(&item.word)
}

/// `a protester using the pseudonym Ida`, `a nurse named Ida Roth`, `a man who gave his name as Ida`.
fn alias(lexicon: &Lexicon, sentence: &Sentence, at: usize) -> Option<usize> {
    let head = super::document::Document::head(sentence.at(at));
    if sentence.at(at).what != What::Noun || !super::text::agents::is_agent(lexicon, head) {
        return None;
    }
    let called = |word: &str| {
        matches!(
            word,
            "named"
                | "called"
                | "nicknamed"
                | "pseudonym"
                | "alias"
                | "surnamed"
                | "name"
                | "handle"
                | "identified"
        )
    };
    let words = |i: &usize| {
        let item = sentence.at(*i);
        matches!(item.what, What::Word | What::Pronoun)
            || item.what == What::Noun && called(super::document::Document::head(item))
    };
    let end = (at + 1..at + REACH).take_while(words).last()? + 1;
    let told = (at + 1..end).any(|i| {
        called(sentence.word(i)) || called(super::document::Document::head(sentence.at(i)))
    });
    let own = sentence.at(end).words.iter().any(|word| called(word));
    ((told || own) && sentence.at(end).what == What::Name).then_some(end)
}

/// Who wrote a message: `a tweet on Monday by Ida Roth`, `a statement released by Ida Roth’s office`.
pub(crate) fn writer(sentence: &Sentence, at: usize) -> Option<usize> {
    let end = |i: &usize| {
        !matches!(
            sentence.at(*i).what,
            What::Comma | What::Colon | What::Stop(_) | What::Quotation(_)
        )
    };
    let by = (at + 1..at + REACH)
        .take_while(end)
        .find(|&i| matches!(sentence.word(i), "by" | "from"))?;
    let item = (by + 1..by + REACH).map(|i| sentence.at(i)).find(|item| item.is_phrase())?;
    item.actor.or(item.owner.actor)
}
