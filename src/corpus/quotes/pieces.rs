//! The pieces of a quote between ellipses and brackets.

use super::plain::Plain;
use regex::Regex;
use std::sync::LazyLock;

/// What stands between two pieces of a quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// An ellipsis: any words are left out.
    Ellipsis,
    /// Words in brackets instead of a few others: `[he]`.
    Words,
    /// Letters in brackets instead of others: `[T]he`, `want[ed]`.
    Letters,
}

/// A quote in pieces.
#[derive(Debug)]
pub(super) struct Pieces {
    /// The pieces.
    pub(super) parts: Vec<Plain>,
    /// What stands before each piece; before the first, only letters matter.
    pub(super) gaps: Vec<Gap>,
    /// Whether the last piece ends within a word.
    pub(super) ends_in_word: bool,
}

static GAP: LazyLock<Result<Regex, regex::Error>> = LazyLock::new(|| {
    Regex::new(r"[\[(]\s*(?:…|\.\s?\.\s?\.+)\s*[\])]|…|\.\s?\.\s?\.+|\[[^\[\]]{0,80}\]")
});

impl Pieces {
    /// Splits a quote; nothing where it has no gap or is nothing else.
    pub(super) fn of(quote: &str) -> Option<Self> {
        let gap = GAP.as_ref().ok()?;
        let (mut pieces, mut gaps) = (Vec::new(), Vec::new());
        let (mut begin, mut before) = (0, Gap::Words);
        let mut add = |piece: &str, before: &mut Gap, next: Gap| {
            let plain = Plain::new(piece);
            if plain.text.is_empty() {
                // Of gaps that meet, the widest counts.
                let is_wider =
                    matches!((*before, next), (_, Gap::Ellipsis) | (Gap::Letters, Gap::Words));
                *before = if is_wider || pieces.is_empty() { next } else { *before };
            } else {
                pieces.push(plain);
                gaps.push(std::mem::replace(before, next));
            }
        };
        let mut found = false;
        for place in gap.find_iter(quote) {
            found = true;
            let next = kind(quote, place.start(), place.end());
            add(quote.get(begin..place.start())?, &mut before, next);
            begin = place.end();
        }
        let last = quote.get(begin..)?;
        add(last, &mut before, Gap::Words);
        let ends_in_word = last.trim().is_empty() && before == Gap::Letters;
        (found && !pieces.is_empty()).then_some(Self { parts: pieces, gaps, ends_in_word })
    }
}

fn kind(quote: &str, start: usize, end: usize) -> Gap {
    let place = quote.get(start..end).unwrap_or_default();
    if place.contains('…') || place.contains("..") || place.contains(". .") {
        return Gap::Ellipsis;
    }
    let before = quote.get(..start).and_then(|text| text.chars().next_back());
    let after = quote.get(end..).and_then(|text| text.chars().next());
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    if is_letter(before) || is_letter(after) { Gap::Letters } else { Gap::Words }
}
