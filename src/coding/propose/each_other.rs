//! Stances of two towards each other: `They loathe each other`.

use super::document::Document;
use super::expressions::Match;
use super::found::{Finding, Party};
use super::lists;
use super::names::Sort;
use super::text::sentences::{Sentence, What};

/// `They loathe each other`: each of the two towards the other.
pub(crate) fn reciprocal(
    document: &Document,
    index: usize,
    sentence: &Sentence,
    matched: &Match,
    holder: Option<usize>,
    found: &mut Vec<Finding>,
) {
    let pair = (sentence.word(matched.end), sentence.at(matched.end + 1).word.as_str());
    if !matches!(pair, ("each", "other") | ("one", "another")) {
        return;
    }
    let Some(holder) = holder else { return };
    let joined = lists::before(sentence, holder).first().map(|&other| (holder, other));
    let actors = joined.and_then(|(a, b)| Some((sentence.at(a).actor?, sentence.at(b).actor?)));
    let two = actors.or_else(|| last_two(document, index));
    let Some((one, other)) = two.filter(|(one, other)| one != other) else { return };
    let tokens = Document::span(sentence, holder.min(matched.at), matched.end + 2);
    let party = |actor: usize| {
        let name = document.names.actor(actor).map(|a| a.name.clone()).unwrap_or_default();
        Party { actor: Some(actor), name, tokens, how: "each other" }
    };
    let Some(sense) = matched.entry.sense.and_then(|s| document.lexicon.sense(s)) else { return };
    for (holder, target) in [(one, other), (other, one)] {
        found.push(Finding {
            holder: party(holder),
            target: party(target),
            verb: sense.verb.clone(),
            sign: None,
            span: tokens,
            claimed_by: None,
            ready: false,
            confidence: 0.6,
            why: "verb: each other".to_owned(),
            sentence: index,
            item: matched.at,
            quotation: None,
        });
    }
}

/// The two persons or bodies that a sentence shortly before names together.
fn last_two(document: &Document, index: usize) -> Option<(usize, usize)> {
    let before = document.sentences.get(index.saturating_sub(4)..index).unwrap_or_default();
    before.iter().rev().filter(|s| s.quotation.is_none()).find_map(|sentence| {
        let named = sentence.items.iter().filter(|i| i.what == What::Name);
        let mut all: Vec<usize> = named.filter_map(|i| i.actor).collect();
        all.retain(|a| matches!(document.sort(*a), Sort::Person | Sort::Body));
        all.dedup();
        Some((*all.first()?, *all.get(1)?))
    })
}
