//! Phrases joined in a row: `A, B and C`.

use super::text::sentences::{Sentence, What};

/// How many members of a row are read.
const LONGEST: usize = 8;

/// The members of a row after its first one, where `and` closes it.
pub(crate) fn after(sentence: &Sentence, first: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = first;
    while found.len() < LONGEST {
        let comma = usize::from(sentence.at(at + 1).what == What::Comma);
        let last = matches!(sentence.word(at + 1 + comma), "and" | "or");
        let next = at + 1 + comma + usize::from(last);
        // `by the council and by Ida Roth`
        let again = first > 0
            && matches!(sentence.word(next), "by" | "from")
            && sentence.word(next) == sentence.word(first - 1);
        let next = next + usize::from(again);
        if comma == 0 && !last || !is_member(sentence, next) {
            return Vec::new();
        }
        found.push(next);
        at = next;
        if last {
            return found;
        }
    }
    Vec::new()
}

/// The members of a row before its last one.
pub(crate) fn before(sentence: &Sentence, last: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = last;
    while let Some(link) = at.checked_sub(1).filter(|_| found.len() < LONGEST) {
        let and = found.is_empty();
        let joined =
            if and { sentence.word(link) == "and" } else { sentence.at(link).what == What::Comma };
        let comma = and && link > 0 && sentence.at(link - 1).what == What::Comma && link > 3;
        let Some(member) = link.checked_sub(1 + usize::from(comma)) else { break };
        if !joined || !is_member(sentence, member) {
            break;
        }
        found.push(member);
        at = member;
    }
    found
}

/// Whether an item may be one of a row: a name; a noun that is told apart.
fn is_member(sentence: &Sentence, at: usize) -> bool {
    let item = sentence.at(at);
    let next = sentence.at(at + 1);
    let ends = !matches!(next.what, What::Word)
        || matches!(
            sentence.word(at + 1),
            "and" | "or" | "but" | "in" | "on" | "for" | "at" | "over" | "after" | "who"
        );
    item.what == What::Name || item.what == What::Noun && !item.determiner.is_empty() && ends
}
