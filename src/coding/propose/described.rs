//! Descriptions: `called him “a coward”`, `said the plan would “kill the street”`, `said Y was a disgrace`.

use super::clause::{subject, subject_of_participle};
use super::document::Document;
use super::draft::Draft;
use super::expressions::expression;
use super::found::Finding;
use super::judgement::{Judgement, after_topic, of_quotation, predicate};
use super::lexicon::forms::Form;
use super::lexicon::words::{is_adverb, is_auxiliary, is_modal};
use super::mood::{Mood, is_conditional, mood};
use super::narrated::is_passive;
use super::reported::frame;
use super::text::sentences::{Sentence, What};

/// The descriptions that a verb at an item gives.
pub(crate) fn findings(
    document: &Document,
    index: usize,
    sentence: &Sentence,
    at: usize,
    found: &mut Vec<Finding>,
) {
    if let Some(matched) = expression(&document.lexicon.describing, sentence, at) {
        describe(document, index, sentence, (matched.at, matched.end, matched.entry.form), found);
    }
    if let Some(matched) = expression(&document.lexicon.speech, sentence, at)
        && matched.entry.form != Form::Base
    {
        report(document, index, sentence, (matched.at, matched.end, matched.entry.form), found);
    }
}

fn doer(document: &Document, sentence: &Sentence, verb: usize, form: Form) -> Option<usize> {
    match form {
        Form::Ing => subject_of_participle(document.lexicon, sentence, verb),
        _ => subject(document.lexicon, sentence, verb),
    }
}

/// `called X “…”`, `described X as …`.
fn describe(
    document: &Document,
    index: usize,
    sentence: &Sentence,
    verb: (usize, usize, Form),
    found: &mut Vec<Finding>,
) {
    let (at, end, form) = verb;
    if form == Form::Base
        || form.is_participle() && is_passive(sentence, at)
        || !sentence.at(end).is_phrase()
    {
        return;
    }
    let Some(holder) = doer(document, sentence, at, form) else { return };
    let target = end;
    let mut said = end + 1;
    while matches!(sentence.word(said), "as" | "a" | "an" | "the") || is_adverb(sentence.word(said))
    {
        said += 1;
    }
    let person = document.takes_sides(sentence.at(target)) || sentence.at(target).actor.is_some();
    let item = sentence.at(said);
    let judgement = match item.what {
        What::Quotation(quotation) => of_quotation(document, quotation, person),
        _ => predicate(document, item.first, person),
    };
    // `called Quist a liar`: the name and what follows it may be one phrase; then there is nothing to go by.
    let quoted = matches!(item.what, What::Quotation(_));
    let place = (index, (holder, target), (at, said + 1));
    push_judged(document, sentence, place, ("description", quoted), judgement, found);
}

/// `said (that) Y was …`, with or without marks.
fn report(
    document: &Document,
    index: usize,
    sentence: &Sentence,
    verb: (usize, usize, Form),
    found: &mut Vec<Finding>,
) {
    let (at, end, form) = verb;
    let mut topic = end;
    if sentence.at(topic).is_phrase() && sentence.word(topic + 1) == "that" {
        topic += 1;
    }
    while sentence.word(topic) == "that" || is_adverb(sentence.word(topic)) {
        topic += 1;
    }
    if !sentence.at(topic).is_phrase() {
        return;
    }
    let Some(holder) = doer(document, sentence, at, form) else { return };
    if frame(document, sentence, holder, at.min(holder)).claimed_by.is_some() {
        return;
    }
    let person = document.takes_sides(sentence.at(topic)) || sentence.at(topic).actor.is_some();
    let mut said = topic + 1;
    while is_auxiliary(sentence.word(said))
        || is_modal(sentence.word(said))
        || is_adverb(sentence.word(said))
    {
        said += 1;
    }
    let (judgement, last): (Option<Judgement>, usize) = match sentence.at(said).what {
        What::Quotation(quotation) => (of_quotation(document, quotation, person), said + 1),
        _ => (after_topic(document, sentence, topic + 1, person), said + 2),
    };
    let quoted = matches!(sentence.at(said).what, What::Quotation(_));
    let place = (index, (holder, topic), (at, last));
    push_judged(document, sentence, place, ("words about somebody", quoted), judgement, found);
}

/// What a judgement says; of quoted words without one, that somebody may be criticized.
fn push_judged(
    document: &Document,
    sentence: &Sentence,
    (index, ends, (at, last)): (usize, (usize, usize), (usize, usize)),
    (rule, quoted): (&str, bool),
    judgement: Option<Judgement>,
    found: &mut Vec<Finding>,
) {
    let verb = sentence.word(at);
    let said = match judgement {
        Some(Judgement { verb: judged, words, .. }) => {
            let (how, _) = mood(document.lexicon, sentence, at);
            let sure = how == Mood::Plain && !sentence.asks() && !is_conditional(sentence, at);
            Said { verb: judged, why: format!("{rule}: {verb} … {words}"), sure }
        }
        None if quoted => {
            Said { verb: "criticizes".to_owned(), why: format!("{rule}: {verb}"), sure: false }
        }
        None => return,
    };
    let last = last.min(sentence.items.len());
    push(document, index, sentence, ends, (at, last), said, found);
}

struct Said {
    verb: String,
    why: String,
    sure: bool,
}

fn push(
    document: &Document,
    index: usize,
    sentence: &Sentence,
    parties: (usize, usize),
    items: (usize, usize),
    said: Said,
    found: &mut Vec<Finding>,
) {
    let (holder, target) = parties;
    let first = if holder < items.0 && items.0 - holder < 4 { holder } else { items.0 };
    let draft = Draft {
        index,
        holder,
        target,
        verb: said.verb,
        sure: said.sure,
        why: said.why,
        confidence: if said.sure { 0.75 } else { 0.5 },
        owned: false,
    };
    let before = found.len();
    draft.finish(document, sentence, (first, items.1), found);
    // The quotation at the end belongs to the words.
    if let Some(What::Quotation(quotation)) =
        items.1.checked_sub(1).map(|last| sentence.at(last).what)
    {
        let (_, last) = document.tokens_in(quotation);
        let close = if document.tokens.at(last).kind == super::text::tokens::Kind::Mark {
            last + 1
        } else {
            last
        };
        for finding in found.iter_mut().skip(before) {
            finding.span.1 = close.max(finding.span.1);
        }
    }
}
