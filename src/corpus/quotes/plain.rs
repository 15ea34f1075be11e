//! The form in which a quote and a text are compared.
//!
//! Decomposed characters; one space for each run of white space; plain quotation marks, dashes and ellipses; letters for
//! ligatures; nothing for invisible characters, square brackets, and hyphens within words. The hyphens are
//! remembered beside: one at the end of a line may be part of the word or not.

use crate::corpus::fold::is_invisible;
use std::ops::Range;
use unicode_normalization::char::{
    canonical_combining_class, decompose_canonical, decompose_compatible,
};

/// A text in the form in which it is compared.
#[derive(Clone, Debug, Default)]
pub(super) struct Plain {
    pub(super) text: String,
    /// For each byte of it, the bytes of the character that it comes from.
    from: Vec<(usize, usize)>,
    /// The hyphens that were left out, by the byte before which they stood.
    hyphens: Vec<Hyphen>,
}

/// A hyphen within a word.
#[derive(Clone, Copy, Debug)]
struct Hyphen {
    at: usize,
    /// Whether it ends a line, and may be none of the word's own.
    breaks_line: bool,
}

impl Plain {
    /// Time linear in the text.
    pub(super) fn new(text: &str) -> Self {
        let mut plain = Self::default();
        let characters: Vec<(usize, char)> = text.char_indices().collect();
        let mut at = 0;
        while let Some(&(start, c)) = characters.get(at) {
            if is_hyphen(c) || c == '\u{ad}' {
                let next = plain.hyphen(&characters, at);
                if next > at {
                    at = next;
                    continue;
                }
            }
            at += 1;
            plain.push(c, (start, start + c.len_utf8()));
        }
        plain.order_marks();
        if plain.text.ends_with(' ') {
            plain.text.pop();
            plain.from.pop();
        }
        plain
    }

    /// Takes a hyphen within a word, and says where to go on; where it began, if it is none.
    fn hyphen(&mut self, characters: &[(usize, char)], at: usize) -> usize {
        let character = |at: usize| characters.get(at).map(|(_, c)| *c);
        let is_behind_letter = self.text.ends_with(char::is_alphanumeric)
            || self.text.ends_with(|c| canonical_combining_class(c) > 0);
        if !is_behind_letter {
            return at;
        }
        let is_soft = character(at) == Some('\u{ad}');
        let mut next = at + 1;
        let mut n_breaks = 0;
        while let Some(c) = character(next).filter(|c| c.is_whitespace()) {
            n_breaks += usize::from(c == '\n');
            next += 1;
        }
        let is_letter = |test: fn(char) -> bool| character(next).is_some_and(test);
        if n_breaks == 1 && is_letter(char::is_lowercase) {
            self.hyphens.push(Hyphen { at: self.text.len(), breaks_line: true });
            next
        } else if !is_soft && next == at + 1 && is_letter(char::is_alphanumeric) {
            self.hyphens.push(Hyphen { at: self.text.len(), breaks_line: false });
            next
        } else {
            at
        }
    }

    fn push(&mut self, c: char, from: (usize, usize)) {
        let mut add = |c: char| {
            if c != ' ' || !(self.text.is_empty() || self.text.ends_with(' ')) {
                self.text.push(c);
                self.from.extend(std::iter::repeat_n(from, c.len_utf8()));
            } else if let Some(last) = self.from.last_mut() {
                last.1 = from.1;
            }
        };
        match c {
            '‘' | '’' | '‚' | '‛' | '′' | '`' | '´' => add('\''),
            '“' | '”' | '„' | '‟' | '″' | '«' | '»' => add('"'),
            '…' => "...".chars().for_each(add),
            '[' | ']' => {}
            c if is_hyphen(c) => add('-'),
            c if c.is_whitespace() => add(' '),
            c if is_invisible(c) => {}
            '\u{fb00}'..='\u{fb06}' => decompose_compatible(c, add),
            c => decompose_canonical(c, add),
        }
    }

    /// Puts the marks on each letter in the order of their classes, so that all ways to write them are one.
    fn order_marks(&mut self) {
        if self.text.is_ascii() {
            return;
        }
        let mut ordered: Vec<(char, (usize, usize))> = Vec::new();
        let mut marks: Vec<(char, (usize, usize))> = Vec::new();
        for (at, c) in self.text.char_indices() {
            let from = self.from.get(at).copied().unwrap_or_default();
            if canonical_combining_class(c) == 0 {
                marks.sort_by_key(|(mark, _)| canonical_combining_class(*mark));
                ordered.append(&mut marks);
                ordered.push((c, from));
            } else {
                marks.push((c, from));
            }
        }
        marks.sort_by_key(|(mark, _)| canonical_combining_class(*mark));
        ordered.append(&mut marks);
        self.text.clear();
        self.from.clear();
        for (c, from) in ordered {
            self.text.push(c);
            self.from.extend(std::iter::repeat_n(from, c.len_utf8()));
        }
    }

    /// The bytes of the original text that a range of this one comes from.
    pub(super) fn original(&self, range: &Range<usize>) -> Range<usize> {
        let of = self.from.get(range.clone()).unwrap_or_default();
        let start = of.iter().map(|(start, _)| *start).min().unwrap_or_default();
        let end = of.iter().map(|(_, end)| *end).max().unwrap_or(start);
        start..end
    }

    /// The first byte of the original text that a byte of this one comes from; its end behind the last.
    pub(super) fn original_start(&self, at: usize) -> usize {
        let end = self.from.last().map_or(0, |(_, end)| *end);
        self.from.get(at).map_or(end, |(start, _)| *start)
    }

    /// Whether the hyphens of `part` stand where those of this text do from `at` on.
    pub(super) fn has_hyphens_of(&self, part: &Self, at: usize) -> bool {
        let first = self.hyphens.partition_point(|hyphen| hyphen.at <= at);
        let mut own = self.hyphens.get(first..).unwrap_or_default().iter().peekable();
        let mut others = part.hyphens.iter().peekable();
        loop {
            let here = own.peek().map(|hyphen| hyphen.at - at).filter(|at| *at < part.text.len());
            let there = others.peek().map(|hyphen| hyphen.at);
            let (own_breaks, other_breaks) = (
                own.peek().is_some_and(|hyphen| hyphen.breaks_line),
                others.peek().is_some_and(|hyphen| hyphen.breaks_line),
            );
            match (here, there) {
                (None, None) => return true,
                (Some(here), Some(there)) if here == there => {
                    own.next();
                    others.next();
                }
                (Some(here), there) if there.is_none_or(|there| here < there) => {
                    if !own_breaks {
                        return false;
                    }
                    own.next();
                }
                _ => {
                    if !other_breaks {
                        return false;
                    }
                    others.next();
                }
            }
        }
    }

    /// Whether a word could be cut at a byte: whether letters that are written with spaces between words stand on
    /// both sides of it, or a mark behind it.
    pub(super) fn cuts_word(&self, at: usize) -> bool {
        let before = self.text.get(..at).and_then(|text| text.chars().next_back());
        let after = self.text.get(at..).and_then(|text| text.chars().next());
        let Some(after) = after else { return false };
        let is_spaced = |c: char| c.is_alphanumeric() && c < '\u{530}';
        canonical_combining_class(after) > 0
            || (before.is_some_and(is_spaced) && is_spaced(after) && !self.has_hyphen(at))
    }

    fn has_hyphen(&self, at: usize) -> bool {
        self.hyphens.binary_search_by_key(&at, |hyphen| hyphen.at).is_ok()
    }
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−')
}
