//! How surely a word of the narration says that somebody takes sides.

use super::document::Document;
use super::expressions::expression;
use super::lexicon::forms::Form;
use super::lexicon::words::{is_adverb, is_auxiliary};
use super::text::sentences::{Item, Sentence, What};

/// How surely a word says that somebody takes sides; none for one that does not.
pub(crate) fn weight(document: &Document, sentence: &Sentence, at: usize) -> Option<f64> {
    let lexicon = document.lexicon;
    let item = sentence.at(at);
    match item.what {
        What::Word => {
            let word = item.word.as_str();
            if is_noun_here(document, sentence, at) {
                return lexicon.leaning_nouns.contains(word).then_some(0.34);
            }
            if avoids_comment(document, sentence, at) {
                return None;
            }
            if lexicon.stances.has(word) && expression(&lexicon.stances, sentence, at).is_some()
                || lexicon.describing.has(word)
                    && expression(&lexicon.describing, sentence, at).is_some()
            {
                return Some(0.42);
            }
            if expression(&lexicon.refusing, sentence, at).is_some()
                || lexicon.leaning_nouns.contains(word)
            {
                return Some(0.38);
            }
            // `was right behind the drivers`
            let siding = expression(&lexicon.siding, sentence, at);
            if is_auxiliary(word) {
                return siding.filter(|found| found.end > at + 1).map(|_| 0.41);
            }
            // A verb of speech beside a quotation says whose it is, and no more.
            let beside = [at.saturating_sub(3)..at, at + 1..at + 3]
                .into_iter()
                .flatten()
                .any(|i| matches!(sentence.at(i).what, What::Quotation(_)));
            if beside && lexicon.speech.has(word) && !lexicon.stances.has(word) {
                return None;
            }
            let asked = sentence.quotation.is_some();
            if asked && expression(&lexicon.speech, sentence, at).is_some() {
                return Some(0.4);
            }
            if siding.is_some() {
                return Some(0.41);
            }
            if expression(&lexicon.leaning, sentence, at).is_some()
                || expression(&lexicon.avowed, sentence, at).is_some()
                || expression(&lexicon.misdeeds, sentence, at).is_some()
            {
                return Some(0.34);
            }
            (!lexicon.judged.starting(word).is_empty()).then_some(0.3)
        }
        What::Noun => {
            let head = Document::head(item);
            let any = item.words.iter().any(|w| lexicon.leaning_nouns.contains(w));
            if lexicon.leaning_nouns.contains(head) || any {
                return Some(0.36);
            }
            is_judged(document, item).then_some(0.28)
        }
        _ => None,
    }
}

/// Whether a word that may be a verb is none where it stands: `a defense bill`, `1,204 votes`, `on March 4`.
fn is_noun_here(document: &Document, sentence: &Sentence, at: usize) -> bool {
    let lexicon = document.lexicon;
    let item = sentence.at(at);
    let lists = [
        &lexicon.stances,
        &lexicon.describing,
        &lexicon.siding,
        &lexicon.leaning,
        &lexicon.misdeeds,
    ];
    let forms =
        || lists.iter().flat_map(|verbs| verbs.starting(&item.word)).map(|entry| entry.form);
    if forms().next().is_none() {
        return false;
    }
    let shouted = document.tokens.at(item.first).capital && at > 0;
    let before = at.checked_sub(1).map(|b| sentence.at(b));
    let subject = before.is_some_and(|b| match b.what {
        What::Name | What::Noun | What::Pronoun | What::Comma | What::Aside | What::Date(_) => true,
        What::Word => {
            is_adverb(&b.word) || matches!(b.word.as_str(), "and" | "but" | "or" | "that" | "then")
        }
        _ => false,
    });
    let verb = forms().any(|form| match form {
        Form::Base => {
            let one = before.is_some_and(|b| {
                b.what == What::Name
                    && !document.tokens.word(b.last - 1).ends_with('s')
                    && sentence.word(at.saturating_sub(2)) != "and"
            });
            !one && super::narrated::is_base_verb(sentence, at)
        }
        Form::Third => subject,
        _ => true,
    });
    shouted || !verb
}

/// `declined to comment`, `would not discuss it`: what says nothing of anybody.
fn avoids_comment(document: &Document, sentence: &Sentence, at: usize) -> bool {
    let refused = expression(&document.lexicon.refusing, sentence, at);
    refused.is_some_and(|found| {
        let to = found.end + usize::from(sentence.word(found.end) == "to");
        matches!(
            sentence.word(to),
            "comment"
                | "discuss"
                | "say"
                | "react"
                | "speak"
                | "answer"
                | "elaborate"
                | "respond"
                | "confirm"
                | "be"
                | "give"
                | "specify"
        ) || sentence.at(found.end).is_phrase()
    })
}

pub(crate) fn is_judged(document: &Document, item: &Item) -> bool {
    let judged = |w: &str| !document.lexicon.judged.starting(w).is_empty();
    judged(&item.word) || item.words.iter().any(|w| judged(w))
}
