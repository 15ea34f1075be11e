//! How a verb is meant: as what happened, what did not, or what may be.

use super::expressions::expression;
use super::lexicon::words::{is_adverb, is_auxiliary, is_modal, is_negation};
use super::lexicon::{Lexicon, Verbs};
use super::text::sentences::{Sentence, What};

/// How a verb is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mood {
    /// It happened, or is so.
    Plain,
    /// It did not, or is not so.
    Negated,
    /// It was refused.
    Refused,
    /// It may be, should be, or is asked.
    Hypothetical,
}

/// How the verb at an item is meant, and the item where its group begins.
pub(crate) fn mood(lexicon: &Lexicon, sentence: &Sentence, verb: usize) -> (Mood, usize) {
    let mut mood = Mood::Plain;
    let mut at = verb;
    while let Some(before) = at.checked_sub(1) {
        let item = sentence.at(before);
        if item.what != What::Word {
            break;
        }
        let word = item.word.as_str();
        if is_negation(word) && !is_modal(word) {
            mood = if mood == Mood::Plain { Mood::Negated } else { Mood::Hypothetical };
        } else if is_modal(word) {
            let denied =
                is_negation(word) && matches!(word, "can't" | "cannot" | "won't" | "couldn't");
            mood = if denied && mood == Mood::Plain { Mood::Negated } else { Mood::Hypothetical };
        } else if word == "longer"
            && before.checked_sub(1).is_some_and(|b| sentence.word(b) == "no")
        {
            mood = Mood::Negated;
            at = before - 1;
            continue;
        } else if word == "to" {
            let (controlled, start) = control(lexicon, sentence, before);
            return (if mood == Mood::Plain { controlled } else { Mood::Hypothetical }, start);
        } else if matches!(
            word,
            "allegedly"
                | "reportedly"
                | "apparently"
                | "supposedly"
                | "almost"
                | "nearly"
                | "if"
                | "when"
                | "purportedly"
                | "potentially"
                | "possibly"
                | "let"
        ) {
            mood = Mood::Hypothetical;
        } else if !(is_adverb(word) || is_auxiliary(word)) {
            break;
        }
        at = before;
    }
    // `has not endorsed`: not yet, which is not the opposite.
    let perfect = (at..verb).any(|i| {
        matches!(sentence.word(i), "has" | "have" | "hasn't" | "haven't" | "hasn’t" | "haven’t")
    });
    if mood == Mood::Negated && perfect && sentence.word(verb - 1) != "longer" {
        mood = Mood::Hypothetical;
    }
    if mood == Mood::Negated && sentence.word(at + 1) == "only" {
        mood = Mood::Plain;
    }
    (mood, at)
}

/// What the verb before `to` makes of the infinitive: `refused to endorse`, `continued to support`.
fn control(lexicon: &Lexicon, sentence: &Sentence, to: usize) -> (Mood, usize) {
    let from = to.saturating_sub(5);
    for at in (from..to).rev() {
        // `voted 61-24 to oppose`, `refused on Monday to sign`
        let between = |i: usize| {
            matches!(sentence.at(i).what, What::Date(_))
                || sentence.word(i).starts_with(|c: char| c.is_ascii_digit())
                || matches!(
                    sentence.word(i),
                    "on" | "by" | "unanimously" | "overwhelmingly" | "narrowly"
                )
        };
        let ends_here = |verbs: &Verbs| {
            expression(verbs, sentence, at).is_some_and(|found| (found.end..to).all(between))
        };
        if ends_here(&lexicon.refusing) {
            let (outer, start) = mood_before(sentence, at);
            return (if outer { Mood::Hypothetical } else { Mood::Refused }, start);
        }
        if ends_here(&lexicon.affirming) {
            let (outer, start) = mood_before(sentence, at);
            return (if outer { Mood::Hypothetical } else { Mood::Plain }, start);
        }
    }
    (Mood::Hypothetical, to)
}

/// Whether anything denies or weakens the verb at an item; and where its group begins.
fn mood_before(sentence: &Sentence, verb: usize) -> (bool, usize) {
    let mut weak = false;
    let mut at = verb;
    while let Some(before) = at.checked_sub(1) {
        let word = sentence.word(before);
        if is_negation(word) || is_modal(word) || word == "to" {
            weak = true;
        } else if !is_adverb(word) && !is_auxiliary(word) {
            break;
        }
        at = before;
    }
    (weak, at)
}

/// How far a conjunction is looked for.
const REACH: usize = 40;

/// Whether `if` or `unless` stands before a verb.
pub(crate) fn is_supposed(sentence: &Sentence, verb: usize) -> bool {
    let supposed = |at: usize| matches!(sentence.word(at), "if" | "unless" | "whether");
    is_conditional(sentence, verb) && (verb.saturating_sub(REACH)..verb).any(supposed)
}

/// Whether the clause of a verb stands under `if`, `whether`, `unless`.
pub(crate) fn is_conditional(sentence: &Sentence, verb: usize) -> bool {
    let floor = verb.saturating_sub(REACH);
    for at in (floor..verb).rev() {
        let item = sentence.at(at);
        if matches!(item.what, What::Comma | What::Colon | What::Stop(_)) && at + 6 < verb {
            return false;
        }
        if matches!(
            item.word.as_str(),
            "if" | "whether" | "unless" | "why" | "how" | "lest" | "would-be"
        ) && item.what == What::Word
        {
            return true;
        }
    }
    false
}
