//! Stances that a noun states: `his support for Y`, `X’s criticism of Y`, `drew criticism from X`.

use super::clause::{subject, subject_of_participle};
use super::document::Document;
use super::draft::Draft;
use super::expressions::expression;
use super::found::Finding;
use super::lexicon::forms::Form;
use super::mood::{Mood, is_conditional, mood};
use super::text::sentences::{Sentence, What};

/// How a stance of the owner of a noun is told.
const OWNED: &str = "noun of its owner";

/// The stances of a noun that stands at an item.
pub(crate) fn findings(
    document: &Document,
    index: usize,
    sentence: &Sentence,
    at: usize,
    found: &mut Vec<Finding>,
) {
    let item = sentence.at(at);
    let head = match item.what {
        What::Word => item.word.as_str(),
        What::Noun => Document::head(item),
        _ => return,
    };
    received(document, index, sentence, at, head, found);
    for (rest, sense) in document.lexicon.nouns.starting(head) {
        let Some(target) = follow(sentence, at + 1, rest) else { continue };
        let Some(sense) = document.lexicon.sense(*sense) else { continue };
        if !sentence.at(target).is_phrase() {
            continue;
        }
        let Some((holder, first, plain, how)) = holder(document, sentence, at, target) else {
            return;
        };
        let expression = Document::span(sentence, first, target);
        let draft = Draft {
            index,
            holder,
            target,
            verb: sense.verb.clone(),
            sure: plain && !sentence.asks(),
            why: format!("{how}: {}", document.shown(expression.0, expression.1)),
            confidence: 0.75,
            owned: how == OWNED,
        };
        draft.finish(document, sentence, (first.min(target), target + 1), found);
        return;
    }
}

fn follow(sentence: &Sentence, from: usize, words: &[String]) -> Option<usize> {
    words
        .iter()
        .enumerate()
        .all(|(i, word)| sentence.word(from + i) == word)
        .then_some(from + words.len())
}

/// Whose the noun is: the owner’s, the subject’s of a light verb, or of `from X`, `by X` after it.
fn holder(
    document: &Document,
    sentence: &Sentence,
    noun: usize,
    target: usize,
) -> Option<(usize, usize, bool, &'static str)> {
    let conditional = is_conditional(sentence, noun);
    let item = sentence.at(noun);
    if let Some((verb, form, start)) = light(document, sentence, noun) {
        let (mut how, _) = mood(document.lexicon, sentence, verb);
        let lost = (verb + 1..noun).any(|at| is_loss(sentence.word(at)));
        let none = matches!(item.determiner.as_str(), "no" | "any");
        if lost || none || item.words.iter().any(|word| is_loss(word)) {
            how = Mood::Hypothetical;
        }
        let who = match form {
            Form::Ing => subject_of_participle(document.lexicon, sentence, verb),
            _ => subject(document.lexicon, sentence, start)
                .or_else(|| subject(document.lexicon, sentence, verb)),
        }?;
        return Some((
            who,
            if who < verb && verb - who < 8 { who } else { verb },
            how == Mood::Plain && !conditional,
            "noun",
        ));
    }
    if matches!(sentence.word(target + 1), "from" | "by") && sentence.at(target + 2).is_phrase() {
        return Some((target + 2, noun, !conditional, "noun"));
    }
    if item.what == What::Noun && (item.owner.actor.is_some()) {
        // Elsewhere than at the beginning it may be somebody else who speaks of it.
        let begins = (0..noun).all(|at| !sentence.at(at).is_phrase());
        return Some((noun, noun, !conditional && begins, OWNED));
    }
    None
}

/// The light verb before a noun: `voiced strong opposition`.
fn light(document: &Document, sentence: &Sentence, noun: usize) -> Option<(usize, Form, usize)> {
    for at in (noun.saturating_sub(4)..noun).rev() {
        if let Some(matched) = expression(&document.lexicon.light, sentence, at)
            && matched.end <= noun
        {
            let (_, start) = mood(document.lexicon, sentence, at);
            return Some((at, matched.entry.form, start));
        }
        if sentence.at(at).what != What::Word {
            return None;
        }
    }
    None
}

/// `drew fierce criticism from X`: the subject receives it.
fn received(
    document: &Document,
    index: usize,
    sentence: &Sentence,
    at: usize,
    head: &str,
    found: &mut Vec<Finding>,
) {
    let Some((_, sense)) =
        document.lexicon.receiving_nouns.starting(head).iter().find(|(rest, _)| rest.is_empty())
    else {
        return;
    };
    let Some(sense) = document.lexicon.sense(*sense) else { return };
    if !matches!(sentence.word(at + 1), "from" | "by" | "of") || !sentence.at(at + 2).is_phrase() {
        return;
    }
    let receiving = (at.saturating_sub(5)..at).rev().find_map(|verb| {
        expression(&document.lexicon.receiving, sentence, verb).map(|m| (verb, m))
    });
    let Some((verb, matched)) = receiving else { return };
    let target = match matched.entry.form {
        Form::Ing => subject_of_participle(document.lexicon, sentence, verb),
        _ => subject(document.lexicon, sentence, verb),
    };
    let Some(target) = target else { return };
    let (how, _) = mood(document.lexicon, sentence, verb);
    let expression = Document::span(sentence, verb, at + 2);
    let draft = Draft {
        index,
        holder: at + 2,
        target,
        verb: sense.verb.clone(),
        sure: how == Mood::Plain && !sentence.asks(),
        why: format!("received: {}", document.shown(expression.0, expression.1)),
        confidence: 0.7,
        owned: false,
    };
    for other in super::lists::after(sentence, at + 2) {
        let draft = Draft { holder: other, ..draft.clone() };
        draft.finish(document, sentence, (verb, other + 1), found);
    }
    draft.finish(document, sentence, (verb, at + 3), found);
}

/// Whether a word takes away what the noun after it says: `lost confidence`, `little support`.
fn is_loss(word: &str) -> bool {
    matches!(
        word,
        "lost"
            | "no"
            | "little"
            | "lack"
            | "lacked"
            | "without"
            | "withdrawn"
            | "ended"
            | "dropped"
            | "limited"
            | "scant"
            | "not"
            | "never"
            | "few"
            | "waning"
            | "declining"
            | "withdrew"
            | "pulled"
    )
}
