//! Expressions of the lexicon in a sentence: a verb with the words that follow it.

use super::clause::is_preposition;
use super::lexicon::words::{is_adverb, is_negation};
use super::lexicon::{Entry, Verbs};
use super::text::sentences::{Item, Sentence, What};

/// An expression found in a sentence.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Match<'a> {
    /// The entry of the lexicon.
    pub(crate) entry: &'a Entry,
    /// The item of its first word.
    pub(crate) at: usize,
    /// The item past its last word.
    pub(crate) end: usize,
}

/// The longest expression of a list that begins at an item.
pub(crate) fn expression<'a>(
    verbs: &'a Verbs,
    sentence: &Sentence,
    at: usize,
) -> Option<Match<'a>> {
    let word = sentence.word(at);
    if word.is_empty() {
        return None;
    }
    verbs.starting(word).iter().find_map(|entry| {
        let end = follow(sentence, at + 1, &entry.rest)?;
        Some(Match { entry, at, end })
    })
}

/// The item past the words, which may have an adverb or a possessive between them.
pub(crate) fn follow(sentence: &Sentence, from: usize, words: &[String]) -> Option<usize> {
    let (mut at, mut index) = (from, 0);
    while let Some(word) = words.get(index) {
        let item = sentence.at(at);
        let reflexive = word == "self"
            && matches!(
                item.word.as_str(),
                "himself" | "herself" | "themselves" | "itself" | "myself" | "ourselves"
            );
        if reflexive || sentence.word(at) == word {
            (at, index) = (at + 1, index + 1);
        } else if word == "_" {
            (at, index) = (past_object(sentence, at)?, index + 1);
        } else if index == 0 && at > from + 5 {
            return None;
        } else if let Some(after) =
            set_between(sentence, at).filter(|_| index == 0 && is_preposition(word))
        {
            at = after;
        } else if let Some(length) = phrase_of(item, words.get(index..).unwrap_or_default()) {
            (at, index) = (at + 1, index + length);
        } else if index == 0
            && is_adverb(sentence.word(at))
            && !is_negation(sentence.word(at))
            && sentence.word(at + 1) == word
        {
            // `threw her weight behind`, `came out strongly against`.
            (at, index) = (at + 2, 1);
        } else {
            return None;
        }
    }
    Some(at)
}

/// The item past an object: a phrase, or an amount of money.
fn past_object(sentence: &Sentence, at: usize) -> Option<usize> {
    if sentence.at(at).is_phrase() {
        return Some(at + 1);
    }
    let amount = |i: usize| {
        let item = sentence.at(i);
        item.what == What::Other && !item.word.is_empty()
            || sentence.word(i).starts_with(|c: char| c.is_ascii_digit())
            || matches!(
                sentence.word(i),
                "million" | "billion" | "thousand" | "m" | "bn" | "money" | "heavily"
            )
    };
    let length = (at..at + 5).take_while(|&i| amount(i)).count();
    (length > 0).then_some(at + length)
}

/// The item past what may stand between a verb and its preposition: `voted on Monday, by 5 to 4, against`.
fn set_between(sentence: &Sentence, at: usize) -> Option<usize> {
    let item = sentence.at(at);
    let number = |i: usize| sentence.word(i).starts_with(|c: char| c.is_ascii_digit());
    match item.what {
        What::Date(_) => Some(at + 1),
        What::Word
            if matches!(sentence.at(at + 1).what, What::Date(_)) && is_preposition(&item.word) =>
        {
            Some(at + 2)
        }
        What::Word if item.word == "by" && number(at + 1) => Some(at + 2),
        What::Word if is_adverb(&item.word) && !is_negation(&item.word) || number(at) => {
            Some(at + 1)
        }
        What::Word if item.word == "to" && number(at + 1) && number(at - 1) => Some(at + 2),
        _ => None,
    }
}

/// How many of some words a noun phrase is: `support` of `her full support`, `the truth`.
fn phrase_of(item: &Item, words: &[String]) -> Option<usize> {
    if item.what != What::Noun {
        return None;
    }
    if words.first() == Some(&item.word) {
        return Some(1);
    }
    let article = matches!(words.first().map(String::as_str), Some("a" | "an" | "the"));
    if article && words.get(1) == Some(&item.word) {
        return Some(2);
    }
    let opener = item.owner.pronoun.as_deref().unwrap_or(&item.determiner);
    let all = std::iter::once(opener).chain(item.words.iter().map(String::as_str));
    let length = item.words.len() + 1;
    let same = words.len() >= length && all.zip(words).all(|(a, b)| a == b);
    same.then_some(length)
}
