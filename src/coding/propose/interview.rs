//! Interviews told as questions and answers: whose the lines after `Q:` and `A:` are.

use super::attribute::Voice;
use super::document::Document;
use super::names::Sort;
use super::speech::Speaker;
use super::text::sentences::{Sentence, What};

/// How a question is told to be one.
pub(crate) const QUESTION: &str = "question";
/// How an answer is told to be one.
pub(crate) const ANSWER: &str = "answer";

/// The speakers of the lines of an interview.
pub(crate) fn turns(document: &Document, voices: &mut [Voice]) {
    let lines: Vec<(usize, usize, &'static str)> = document
        .sentences
        .iter()
        .enumerate()
        .filter_map(|(index, sentence)| Some((index, line(sentence)?)))
        .map(|(index, (quotation, how))| (index, quotation, how))
        .collect();
    let both = [QUESTION, ANSWER].iter().all(|how| lines.iter().any(|line| line.2 == *how));
    let Some(first) = lines.first().map(|line| line.0).filter(|_| both) else { return };
    let asks = asker(document, first);
    let Some(answers) = answerer(document, first, asks) else { return };
    for (index, quotation, how) in lines {
        let Some(voice) = voices.get_mut(quotation) else { continue };
        let (own, other) =
            if how == ANSWER { (Some(answers), asks) } else { (asks, Some(answers)) };
        let label = document.sentences.get(index).map_or((0, 0), |s| (s.at(0).first, s.at(0).last));
        voice.speaker = Some(Speaker {
            actor: own,
            tokens: label,
            how,
            sentence: index,
            verb: 0,
            message: false,
        });
        voice.addressee = other;
    }
}

/// The quotation of a line with a label, and which.
fn line(sentence: &Sentence) -> Option<(usize, &'static str)> {
    let how = match sentence.at(0).word.as_str() {
        "q" | "question" => QUESTION,
        "a" | "answer" => ANSWER,
        _ => return None,
    };
    match (sentence.at(1).what, sentence.at(2).what) {
        (What::Colon, What::Quotation(quotation)) => Some((quotation, how)),
        _ => None,
    }
}

/// Who asks: `She talks to Ines Roth`, `as told to Ines Roth`, `By Ines Roth`.
fn asker(document: &Document, first: usize) -> Option<usize> {
    document.sentences.get(..first)?.iter().find_map(|sentence| {
        (1..sentence.items.len()).find_map(|at| {
            let actor = sentence.at(at).actor.filter(|a| document.sort(*a) == Sort::Person)?;
            let led = match sentence.at(at - 1).word.as_str() {
                "to" | "with" => {
                    at > 1 && {
                        let verb = sentence.at(at - 2).word.as_str();
                        ["talk", "speak", "spoke", "told", "sat", "sit", "convers", "chat", "down"]
                            .iter()
                            .any(|stem| verb.starts_with(stem))
                    }
                }
                "by" | "tells" | "told" | "meets" => true,
                _ => false,
            };
            led.then_some(actor)
        })
    })
}

/// Who answers: the person spoken of most before the first line.
fn answerer(document: &Document, first: usize, asks: Option<usize>) -> Option<usize> {
    let before = document.sentences.get(..first)?;
    let named: Vec<usize> = before
        .iter()
        .flat_map(|s| &s.items)
        .filter_map(|item| item.actor)
        .filter(|a| Some(*a) != asks && document.sort(*a) == Sort::Person)
        .collect();
    let times = |actor: usize| named.iter().filter(|a| **a == actor).count();
    let most = named.iter().map(|a| times(*a)).max()?;
    named.iter().copied().find(|a| times(*a) == most)
}
