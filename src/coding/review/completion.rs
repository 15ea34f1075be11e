//! Completes what is typed.

use super::machine::Field;
use crate::{
    corpus::{Corpus, fold::fold},
    model::EntityKind,
};

/// So many choices are named.
const MOST_CHOICES: usize = 12;

/// What is typed, as far as all words agree that begin so; and these words, if they are several.
pub(super) fn completed(field: Field, typed: &str, corpus: &Corpus) -> (String, Vec<String>) {
    let (begin, last) = match field {
        Field::About => typed.rfind(',').map_or(("", typed), |at| typed.split_at(at + 1)),
        _ => ("", typed),
    };
    let wanted = fold(last);
    let mut words: Vec<&str> = match field {
        Field::Stance => corpus.vocabulary.verbs().iter().map(|verb| verb.word.as_str()).collect(),
        Field::NewKind(_) => EntityKind::WORDS.to_vec(),
        Field::Holder | Field::Target | Field::About | Field::ClaimedBy => {
            let entities = corpus.entities.iter();
            entities.flat_map(|entity| [entity.id.as_str(), entity.name.as_str()]).collect()
        }
        Field::On | Field::Quote | Field::Note | Field::NewName(_) => Vec::new(),
    };
    words.retain(|word| fold(word).starts_with(&wanted));
    words.sort_unstable();
    words.dedup();
    let Some(first) = words.first() else { return (typed.to_owned(), Vec::new()) };
    let common = words.iter().fold(*first, |common, word| {
        let agree = common.char_indices().zip(word.chars()).take_while(|((_, a), b)| a == b);
        let end = agree.last().map_or(0, |((at, c), _)| at + c.len_utf8());
        common.get(..end).unwrap_or_default()
    });
    let space = if begin.is_empty() { "" } else { " " };
    let completion = if common.len() >= last.trim().len() {
        format!("{begin}{space}{common}")
    } else {
        typed.to_owned()
    };
    let choices = if words.len() > 1 { words } else { Vec::new() };
    (completion, choices.into_iter().take(MOST_CHOICES).map(str::to_owned).collect())
}
