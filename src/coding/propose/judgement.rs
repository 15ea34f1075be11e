//! What is said of somebody: `is a fraud`, `has lied to us`, `must resign`.

use super::document::Document;
use super::expressions::expression;
use super::lexicon::forms::Form;
use super::lexicon::words::{is_adverb, is_modal, is_negation};
use super::text::sentences::{Sentence, What};
use super::text::tokens::Kind;

/// What a judgement comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Judgement {
    /// The verb of the vocabulary.
    pub(crate) verb: String,
    /// The token past its last.
    pub(crate) last: usize,
    /// The words that it went by.
    pub(crate) words: String,
}

/// Words of a predicate in which a judging word is looked for.
const REACH: usize = 9;

/// What the clause says of the phrase at an item.
pub(crate) fn of_phrase(
    document: &Document,
    sentence: &Sentence,
    topic: usize,
) -> Option<Judgement> {
    let person = document.takes_sides(sentence.at(topic)) || sentence.at(topic).actor.is_some();
    after_topic(document, sentence, topic + 1, person)
}

/// What the words from an item on say of what stands before them.
pub(crate) fn after_topic(
    document: &Document,
    sentence: &Sentence,
    from: usize,
    person: bool,
) -> Option<Judgement> {
    let lexicon = document.lexicon;
    let (mut denied, mut modal, mut duty, mut copula) = (0, false, false, false);
    let mut at = from;
    loop {
        let word = sentence.word(at);
        if is_negation(word) {
            denied += 1;
            copula |= matches!(word, "isn't" | "aren't" | "wasn't" | "weren't");
        } else if matches!(word, "must" | "should" | "ought") {
            duty = true;
        } else if matches!(word, "can" | "could" | "may" | "might") {
            return None;
        } else if is_modal(word) {
            modal = true;
        } else if matches!(word, "needs" | "need" | "has" | "have" | "ought")
            && sentence.word(at + 1) == "to"
        {
            duty = true;
            at += 1;
        } else if matches!(
            word,
            "is" | "are" | "was" | "were" | "am" | "be" | "been" | "remains" | "became"
        ) {
            copula = true;
        } else if !(matches!(
            word,
            "has" | "have" | "had" | "do" | "does" | "did" | "to" | "being" | "just" | "simply"
        ) || is_adverb(word))
        {
            break;
        }
        at += 1;
    }
    let judged = |verb: &str, last: usize, words: String| {
        Some(Judgement { verb: verb.to_owned(), last, words })
    };
    let shown = |first: usize, end: usize| Document::span(sentence, first, end);
    if duty {
        let start =
            (at.saturating_sub(1)..=at).find_map(|i| expression(&lexicon.duties, sentence, i));
        let found = start?;
        let (first, last) = shown(found.at, found.end);
        return (denied == 0)
            .then(|| judged("criticizes", last, document.shown(first, last).to_owned()))
            .flatten();
    }
    let fault = expression(&lexicon.misdeeds, sentence, at)
        .filter(|found| found.entry.form != Form::Base || modal || from == at || denied > 0);
    if let Some(found) = fault {
        let (first, last) = shown(found.at, found.end);
        let passive =
            copula && found.entry.form.is_participle() && !sentence.at(found.end).is_phrase();
        let verb = if person && !modal { "accuses" } else { "criticizes" };
        return (denied == 0 && !passive)
            .then(|| judged(verb, last, document.shown(first, last).to_owned()))
            .flatten();
    }
    if let Some(found) = expression(&lexicon.merits, sentence, at) {
        let (first, last) = shown(found.at, found.end);
        let verb = if denied == 0 { "praises" } else { "criticizes" };
        return (!modal)
            .then(|| judged(verb, last, document.shown(first, last).to_owned()))
            .flatten();
    }
    if !copula || modal {
        return None;
    }
    let judgement = predicate(document, sentence.at(at).first, person)?;
    match denied {
        0 => Some(judgement),
        1 if matches!(judgement.verb.as_str(), "praises" | "admires") => {
            judged("criticizes", judgement.last, judgement.words)
        }
        _ => None,
    }
}

/// What a predicate that begins at a token says: the first judging word, unless it is denied.
pub(crate) fn predicate(document: &Document, first: usize, person: bool) -> Option<Judgement> {
    let tokens = &document.tokens;
    let lexicon = document.lexicon;
    let origin = tokens.at(first);
    for at in first..first + REACH {
        let token = tokens.at(at);
        if token.paragraph != origin.paragraph || token.quotation != origin.quotation {
            return None;
        }
        let ends = matches!(token.kind, Kind::Stop | Kind::Colon | Kind::Mark)
            || token.kind == Kind::Comma && at > first + 3;
        let word = token.word.as_str();
        if ends
            || matches!(
                word,
                "but"
                    | "who"
                    | "that"
                    | "because"
                    | "if"
                    | "when"
                    | "to"
                    | "for"
                    | "in"
                    | "by"
                    | "than"
                    | "which"
                    | "not"
                    | "no"
                    | "less"
                    | "whether"
                    | "about"
                    | "from"
                    | "into"
                    | "on"
                    | "at"
                    | "and"
                    | "or"
                    | "what"
                    | "as"
                    | "with"
            ) && at > first
        {
            return None;
        }
        if word == "of" && at > first && tokens.word(at - 1) != "one" {
            return None;
        }
        let phrase =
            lexicon.judged.starting(word).iter().find(|(rest, _)| {
                rest.iter().enumerate().all(|(i, w)| tokens.word(at + 1 + i) == w)
            });
        if let Some((rest, sense)) = phrase {
            let last = at + 1 + rest.len();
            let before = at.checked_sub(1).map_or("", |b| tokens.word(b));
            if before == "too" && !person || matches!(before, "no" | "not" | "hardly") {
                return None;
            }
            let verb = &lexicon.sense(*sense)?.verb;
            let verb = if verb == "insults" && !person { "criticizes" } else { verb };
            return Some(Judgement {
                verb: verb.to_owned(),
                last,
                words: document.shown(at, last).to_owned(),
            });
        }
    }
    None
}

/// What the words of a quotation say of what the narration names before it: `had “lied to us”`, `was “a disgrace”`.
pub(crate) fn of_quotation(
    document: &Document,
    quotation: usize,
    person: bool,
) -> Option<Judgement> {
    let (first, last) = document.tokens_in(quotation);
    if last <= first {
        return None;
    }
    let sentence = document.first_sentence_of(quotation);
    let verbal = sentence.and_then(|s| {
        if matches!(s.at(0).what, What::Word) { after_topic(document, s, 0, person) } else { None }
    });
    verbal.or_else(|| predicate(document, first, person))
}
