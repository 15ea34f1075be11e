//! Stances that the narration states: `praised`, `voiced his support for`, `was criticised by`.

use super::clause::{subject, subject_of_participle};
use super::document::Document;
use super::draft::Draft;
use super::expressions::{Match, expression};
use super::found::Finding;
use super::lexicon::forms::Form;
use super::lexicon::words::{is_adverb, is_auxiliary};
use super::lists;
use super::mood::{Mood, is_conditional, mood};
use super::text::paragraphs::Form as Place;
use super::text::sentences::{Sentence, What};

/// All stances that a sentence of narration states.
pub(crate) fn findings(
    document: &Document,
    index: usize,
    sentence: &Sentence,
    found: &mut Vec<Finding>,
) {
    if document.form(sentence) == Place::Title {
        return;
    }
    let mut at = 0;
    while at < sentence.items.len() {
        let matched = expression(&document.lexicon.stances, sentence, at);
        let before = found.len();
        if let Some(matched) = matched {
            verb(document, index, sentence, &matched, found);
        }
        if found.len() > before {
            at = matched.map_or(at + 1, |m| m.end.max(at + 1));
        } else {
            super::nominal::findings(document, index, sentence, at, found);
            super::described::findings(document, index, sentence, at, found);
            at += 1;
        }
    }
}

/// Whether `was`, `been` and the like stand before a participle.
pub(crate) fn is_passive(sentence: &Sentence, verb: usize) -> bool {
    let mut at = verb;
    while let Some(before) = at.checked_sub(1) {
        let word = sentence.word(before);
        if matches!(word, "was" | "were" | "been" | "be" | "being" | "is" | "are" | "got" | "gets")
        {
            return true;
        }
        if !is_adverb(word) {
            return false;
        }
        at = before;
    }
    false
}

/// The item of `by` after a passive.
fn by(sentence: &Sentence, from: usize) -> Option<usize> {
    (from..from + 4)
        .take_while(|&at| {
            is_adverb(sentence.word(at))
                || sentence.word(at) == "by"
                || matches!(sentence.at(at).what, What::Date(_))
                || matches!(sentence.word(at), "on" | "in")
        })
        .find(|&at| sentence.word(at) == "by")
}

/// A stance that a verb states.
fn verb(
    document: &Document,
    index: usize,
    sentence: &Sentence,
    matched: &Match,
    found: &mut Vec<Finding>,
) {
    let form = matched.entry.form;
    let passive = form.is_participle() && is_passive(sentence, matched.at);
    if let Some(by) = by(sentence, matched.end).filter(|_| form.is_participle()) {
        let target = if passive {
            subject(document.lexicon, sentence, matched.at)
        } else {
            reduced(document, sentence, matched.at)
        };
        let holder = by + 1;
        emit(document, index, sentence, matched, Some(holder), target, found);
        for other in lists::after(sentence, holder) {
            emit(document, index, sentence, matched, Some(other), target, found);
        }
        return;
    }
    if passive {
        return;
    }
    let holder = match form {
        Form::Ing => participle(document, sentence, matched.at),
        Form::Participle if !has_auxiliary(sentence, matched.at) => None,
        Form::Base if !is_base_verb(sentence, matched.at) => None,
        _ => doer(document, sentence, matched.at),
    };
    // `praised openly`, `slammed as reckless the plan`: the object follows within a word or two.
    let object = (matched.end..matched.end + 3)
        .find(|&at| sentence.at(at).is_phrase() || !is_adverb(sentence.word(at)));
    let object = object.filter(|&at| sentence.at(at).is_phrase());
    let object = object.or_else(|| relative_object(sentence, holder?, matched.end));
    emit(document, index, sentence, matched, holder, object, found);
    // `X and Y praised`, `praised X and Y`
    let names = |at: &usize| sentence.at(*at).what == What::Name;
    for other in holder.map(|h| lists::before(sentence, h)).unwrap_or_default() {
        if names(&other) {
            emit(document, index, sentence, matched, Some(other), object, found);
        }
    }
    let others = object.map(|o| lists::after(sentence, o)).unwrap_or_default();
    for other in others.into_iter().filter(|o| !is_subject_of_more(sentence, *o)) {
        emit(document, index, sentence, matched, holder, Some(other), found);
    }
    super::each_other::reciprocal(document, index, sentence, matched, holder, found);
}

/// `Ida Roth, whom it has backed`, `a charge she rejects`: what stands before the clause is its object.
fn relative_object(sentence: &Sentence, holder: usize, end: usize) -> Option<usize> {
    let ends = matches!(sentence.at(end).what, What::Comma | What::Stop(_) | What::Aside)
        || end >= sentence.items.len()
        || super::clause::is_preposition(sentence.word(end))
        || matches!(sentence.at(end).what, What::Date(_));
    let before = holder.checked_sub(1).filter(|_| ends)?;
    let relative = matches!(sentence.word(before), "whom" | "which" | "that");
    let zero = sentence.at(holder).what == What::Pronoun
        && matches!(sentence.at(holder).word.as_str(), "he" | "she" | "they" | "it")
        && sentence.at(before).what == What::Noun
        && !sentence.at(before).determiner.is_empty();
    if zero {
        return Some(before);
    }
    let mut at = before.checked_sub(1).filter(|_| relative)?;
    if sentence.at(at).what == What::Comma {
        at = at.checked_sub(1)?;
    }
    // `Ida Roth, the incumbent, whom`
    if sentence.at(at).what == What::Noun
        && at >= 2
        && sentence.at(at - 1).what == What::Comma
        && sentence.at(at - 2).what == What::Name
    {
        at -= 2;
    }
    sentence.at(at).is_phrase().then_some(at)
}

/// Whether a verb follows a phrase that `and` joins, so that it is the subject of what follows.
fn is_subject_of_more(sentence: &Sentence, at: usize) -> bool {
    let word = sentence.word(at + 1);
    !word.is_empty()
        && !super::clause::is_preposition(word)
        && !matches!(word, "and" | "but" | "or" | "as" | "who" | "that" | "while" | "when")
}

/// The target of `a bill opposed by X` and of `is supported by X and opposed by Y`.
fn reduced(document: &Document, sentence: &Sentence, verb: usize) -> Option<usize> {
    let before = verb.checked_sub(1)?;
    if sentence.at(before).is_phrase() {
        return Some(before);
    }
    subject(document.lexicon, sentence, verb)
}

fn has_auxiliary(sentence: &Sentence, verb: usize) -> bool {
    (verb.saturating_sub(4)..verb).any(|at| is_auxiliary(sentence.word(at)))
}

/// Whether a base form is a verb: after a modal, `to` or `did`, or after a plural subject.
pub(crate) fn is_base_verb(sentence: &Sentence, verb: usize) -> bool {
    let Some(before) = verb.checked_sub(1) else { return false };
    let item = sentence.at(before);
    match item.what {
        What::Pronoun => matches!(item.word.as_str(), "they" | "we" | "i" | "you" | "who"),
        What::Noun => item.word.ends_with('s') || matches!(item.word.as_str(), "people" | "police"),
        What::Name => true,
        What::Word => {
            is_adverb(&item.word)
                || is_auxiliary(&item.word)
                || super::lexicon::words::is_modal(&item.word)
                || matches!(
                    item.word.as_str(),
                    "to" | "not" | "and" | "or" | "didn't" | "don't" | "doesn't" | "longer"
                )
                || super::lexicon::words::is_negation(&item.word)
        }
        _ => false,
    }
}

/// The subject of a participle that says what the subject did: after a comma, or after `is`.
fn participle(document: &Document, sentence: &Sentence, verb: usize) -> Option<usize> {
    let mut before = verb;
    while before > 0 && is_adverb(sentence.word(before - 1)) {
        before -= 1;
    }
    let led = before.checked_sub(1).map(|b| sentence.at(b));
    match led {
        None => subject_of_participle(document.lexicon, sentence, verb),
        Some(item) if matches!(item.what, What::Comma | What::Aside) => {
            subject_of_participle(document.lexicon, sentence, verb)
        }
        Some(item)
            if matches!(item.word.as_str(), "is" | "was" | "are" | "were" | "been")
                && item.what == What::Word =>
        {
            subject(document.lexicon, sentence, verb)
        }
        Some(item)
            if matches!(item.word.as_str(), "and" | "while" | "before" | "after" | "by")
                && item.what == What::Word =>
        {
            subject_of_participle(document.lexicon, sentence, before - 1)
        }
        _ => None,
    }
}

/// The subject of a finite verb, or of what governs its infinitive.
fn doer(document: &Document, sentence: &Sentence, verb: usize) -> Option<usize> {
    let (_, start) = mood(document.lexicon, sentence, verb);
    subject(document.lexicon, sentence, start).or_else(|| subject(document.lexicon, sentence, verb))
}

/// Puts a finding together from the items of its holder and target.
fn emit(
    document: &Document,
    index: usize,
    sentence: &Sentence,
    matched: &Match,
    holder: Option<usize>,
    target: Option<usize>,
    found: &mut Vec<Finding>,
) {
    let (Some(holder), Some(target)) = (holder, target) else { return };
    let Some(sense) = matched.entry.sense.and_then(|s| document.lexicon.sense(s)) else { return };
    let (mut how, start) = mood(document.lexicon, sentence, matched.at);
    if how == Mood::Hypothetical && is_promised(document, sentence, holder, matched.at) {
        how = Mood::Plain;
    }
    let neither =
        holder.checked_sub(1).is_some_and(|b| matches!(sentence.word(b), "nor" | "neither"));
    if neither || sentence.asks() || is_conditional(sentence, matched.at) {
        how = Mood::Hypothetical;
    }
    // `no longer supports`: the end of a stance, and not yet the opposite.
    let ended = (start..matched.at).any(|at| sentence.word(at) == "longer");
    if ended && how == Mood::Negated {
        how = Mood::Hypothetical;
    }
    let (verb, plain) = match (how, &sense.negated) {
        (Mood::Plain, _) => (sense.verb.clone(), true),
        (Mood::Refused, Some(_)) => ("rejects".to_owned(), true),
        (Mood::Negated, Some(negated)) => (negated.clone(), true),
        _ => (sense.verb.clone(), false),
    };
    let expression = Document::span(sentence, matched.at, matched.end);
    let why = format!("verb: {}", document.shown(expression.0, expression.1));
    let draft = Draft {
        index,
        holder,
        target,
        verb,
        sure: plain && !sense.weak,
        why,
        confidence: 0.8,
        owned: false,
    };
    let first =
        if holder < matched.at && matched.at - holder < 8 { holder } else { start.min(matched.at) };
    let items = (
        first.min(target),
        target.max(matched.end.saturating_sub(1)).max(if holder > matched.at { holder } else { 0 })
            + 1,
    );
    let before = found.len();
    draft.finish(document, sentence, items, found);
    if let Some(close) = words_of_it(document, sentence, items.1) {
        found
            .iter_mut()
            .skip(before)
            .for_each(|finding| finding.span.1 = close.max(finding.span.1));
    }
}

/// The end of the few quoted words that go with a stance: `thanked her for “an act of courage”`.
fn words_of_it(document: &Document, sentence: &Sentence, from: usize) -> Option<usize> {
    let goes_on = |at: &usize| {
        let item = sentence.at(*at);
        let other = matches!(
            item.word.as_str(),
            "and" | "but" | "who" | "that" | "which" | "while" | "because"
        ) || expression(&document.lexicon.speech, sentence, *at).is_some();
        !matches!(item.what, What::Comma | What::Aside | What::Stop(_) | What::Colon) && !other
    };
    let at = (from..from + REACH_OF_WORDS)
        .take_while(goes_on)
        .find(|&at| matches!(sentence.at(at).what, What::Quotation(_)))?;
    let What::Quotation(quotation) = sentence.at(at).what else { return None };
    let (first, last) = document.tokens_in(quotation);
    let marked = document.tokens.at(last).kind == super::text::tokens::Kind::Mark;
    (at > from && last - first < 14).then_some(if marked { last + 1 } else { last })
}

/// How far after a stance the quoted words stand that go with it.
const REACH_OF_WORDS: usize = 7;

/// `said he would vote against`: what somebody announces of himself.
fn is_promised(document: &Document, sentence: &Sentence, holder: usize, verb: usize) -> bool {
    let own = sentence.at(holder).what == What::Pronoun && holder < verb && holder > 0;
    let told = (holder.saturating_sub(4)..holder).rev().find(|&at| {
        expression(&document.lexicon.speech, sentence, at).is_some_and(|m| m.end <= holder)
    });
    let plain = (holder + 1..verb).all(|at| {
        matches!(sentence.word(at), "would" | "will")
            || is_adverb(sentence.word(at))
                && !super::lexicon::words::is_negation(sentence.word(at))
            || matches!(sentence.at(at).what, What::Quotation(_))
    });
    let sure = !sentence.items.iter().any(|i| matches!(i.word.as_str(), "if" | "unless"));
    let by_himself =
        told.and_then(|at| subject(document.lexicon, sentence, at)).is_some_and(|who| {
            let actor = sentence.at(who).actor;
            actor.is_some() && actor == sentence.at(holder).actor
        });
    own && plain && sure && by_himself
}
