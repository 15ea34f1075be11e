//! Whom the words of a quotation are addressed to.

use super::attribute::{Voice, before_in_body};
use super::document::Document;
use super::names::Sort;
use super::speech::Speaker;
use super::text::paragraphs::Form;
use super::text::tokens::Kind;

/// Whom each quotation addresses.
pub(crate) fn address(document: &Document, voices: &mut [Voice]) {
    for index in 0..voices.len() {
        let Some(voice) = voices.get(index) else { continue };
        let Some(speaker) = &voice.speaker else { continue };
        if matches!(speaker.how, super::interview::QUESTION | super::interview::ANSWER) {
            continue;
        }
        let own = speaker.actor;
        let found = vocative(document, index, own)
            .or_else(|| object_of_cue(document, speaker, own))
            .or_else(|| {
                voice
                    .same_as_before
                    .then(|| {
                        before_in_body(document, index)
                            .and_then(|p| voices.get(p))
                            .and_then(|v| v.addressee)
                    })
                    .flatten()
            })
            .or_else(|| partner(document, voices, index, own));
        if let Some(voice) = voices.get_mut(index) {
            voice.addressee = found.filter(|a| Some(*a) != own);
        }
    }
}

/// A name called out: `Ida, it’s Henk`, `Thank you, Ida`, `I respect you Henk.`
fn vocative(document: &Document, quotation: usize, own: Option<usize>) -> Option<usize> {
    let (first, last) = document.tokens_in(quotation);
    (first..last).find_map(|at| {
        let mention = document.names.at(at)?;
        if Some(mention.actor) == own || mention.last > last {
            return None;
        }
        let before = at.checked_sub(1).filter(|b| *b >= first).map(|b| document.tokens.at(b));
        let after = document.tokens.at(mention.last);
        let addressed = matches!(after.word.as_str(), "you" | "you're" | "you've");
        if addressed && before.is_none_or(|b| b.kind == Kind::Stop) {
            return Some(mention.actor);
        }
        let closes = mention.last >= last || matches!(after.kind, Kind::Comma | Kind::Stop);
        let led = before.is_none_or(|b| {
            matches!(b.kind, Kind::Stop | Kind::Comma)
                || matches!(
                    b.word.as_str(),
                    "you"
                        | "hey"
                        | "dear"
                        | "thanks"
                        | "hi"
                        | "hello"
                        | "congratulations"
                        | "sorry"
                )
        });
        let opens = before.is_none_or(|b| b.kind == Kind::Stop) && after.kind != Kind::Comma;
        (closes && led && !opens && document.sort(mention.actor) != Sort::Thing)
            .then_some(mention.actor)
    })
}

/// `X told Y`, `X wrote to Y`.
fn object_of_cue(document: &Document, speaker: &Speaker, own: Option<usize>) -> Option<usize> {
    let sentence = document.sentences.get(speaker.sentence)?;
    let verb = sentence.word(speaker.verb);
    let direct = [
        "told", "tell", "ask", "text", "messag", "assur", "inform", "warn", "urg", "email",
        "thank", "slam", "remind", "begged", "answer",
    ]
    .iter()
    .any(|stem| verb.starts_with(stem));
    let mut at = speaker.verb + 1;
    if matches!(sentence.word(at), "to" | "at" | "back") {
        at += 1;
    } else if !direct {
        return None;
    }
    if sentence.word(at) == "to" {
        at += 1;
    }
    let item = sentence.at(at);
    item.actor.filter(|a| item.is_phrase() && Some(*a) != own && document.sort(*a) == Sort::Person)
}

/// The other one of a conversation: who was written to in the paragraph, whom this replies to, who spoke before.
fn partner(
    document: &Document,
    voices: &[Voice],
    index: usize,
    own: Option<usize>,
) -> Option<usize> {
    let voice = voices.get(index)?;
    let sentence = voice.sentence?;
    let paragraph = document.quotations.get(index)?.paragraph;
    let written = (sentence.saturating_sub(8)..=sentence)
        .rev()
        .filter_map(|s| document.sentences.get(s))
        .filter(|s| s.quotation.is_none() && s.paragraph == paragraph)
        .find_map(|s| {
            (1..s.items.len()).find_map(|at| {
                let led = s.word(at - 1) == "to"
                    && at > 1
                    && [
                        "wr", "reach", "messag", "repl", "respon", "text", "tweet", "spoke", "sen",
                        "letter", "out", "turn",
                    ]
                    .iter()
                    .any(|stem| s.at(at - 2).word.starts_with(stem));
                s.at(at)
                    .actor
                    .filter(|a| led && Some(*a) != own && document.sort(*a) == Sort::Person)
            })
        });
    if written.is_some() {
        return written;
    }
    let body = |q: &usize| {
        document
            .quotations
            .get(*q)
            .and_then(|q| document.paragraphs.get(q.paragraph))
            .is_some_and(|p| p.form == Form::Body)
    };
    let earlier = index.saturating_sub(6)..index;
    earlier.rev().filter(body).filter_map(|p| voices.get(p)).find_map(|v| {
        let other = v
            .speaker
            .as_ref()
            .and_then(|s| s.actor)
            .filter(|a| Some(*a) != own && document.sort(*a) == Sort::Person)?;
        Some(other)
    })
}
