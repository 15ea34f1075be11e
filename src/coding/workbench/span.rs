//! Selected words of a text: whole words, and what tells their place again.

use crate::corpus::quotes::{Quote, Text};
use std::ops::Range;

/// Offsets of a text as browsers count them: in units of UTF-16.
#[derive(Clone, Debug)]
pub(super) struct Units {
    /// Bytes and units, in order; between two of them is a part of the text.
    marks: Vec<(usize, usize)>,
}

impl Units {
    /// So many bytes lie between two marks.
    const STRIDE: usize = 2048;

    /// Time linear in the text.
    pub(super) fn new(text: &str) -> Self {
        let mut marks = vec![(0, 0)];
        let mut units = 0;
        let mut next = Self::STRIDE;
        for (at, c) in text.char_indices() {
            if at >= next {
                marks.push((at, units));
                next = at + Self::STRIDE;
            }
            units += c.len_utf16();
        }
        Self { marks }
    }

    /// The units before a byte.
    pub(super) fn of_byte(&self, text: &str, byte: usize) -> usize {
        let byte = text.floor_char_boundary(byte);
        let at = self.marks.partition_point(|(start, _)| *start <= byte).saturating_sub(1);
        let (start, units) = self.marks.get(at).copied().unwrap_or_default();
        let part = text.get(start..byte).unwrap_or_default();
        units + part.chars().map(char::len_utf16).sum::<usize>()
    }

    /// The byte behind so many units; the end of the text where it has fewer.
    pub(super) fn to_byte(&self, text: &str, units: usize) -> usize {
        let at = self.marks.partition_point(|(_, start)| *start <= units).saturating_sub(1);
        let (start, mut counted) = self.marks.get(at).copied().unwrap_or_default();
        for (at, c) in text.get(start..).unwrap_or_default().char_indices() {
            if counted >= units {
                return start + at;
            }
            counted += c.len_utf16();
        }
        text.len()
    }
}

/// The whole words of a range, without white space around them; nothing where there is no word.
pub(super) fn snapped(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let start = text.floor_char_boundary(range.start.min(range.end));
    let end = text.ceil_char_boundary(range.end.max(range.start).min(text.len()));
    let words = text.get(start..end)?;
    let mut start = start + words.len() - words.trim_start().len();
    let mut end = start + words.trim().len();
    if start >= end {
        return None;
    }
    while is_within_word(text, start) {
        start = text.floor_char_boundary(start - 1);
    }
    while is_within_word(text, end) {
        end = text.ceil_char_boundary(end + 1);
    }
    Some(start..end)
}

/// Whether a word goes on at a byte: letters of a script that is written with spaces stand on both sides of it, or an
/// apostrophe within a word does on one.
fn is_within_word(text: &str, at: usize) -> bool {
    let mut before = text.get(..at).unwrap_or_default().chars().rev();
    let mut after = text.get(at..).unwrap_or_default().chars();
    let (Some(left), Some(right)) = (before.next(), after.next()) else { return false };
    if unicode_normalization::char::is_combining_mark(right) {
        return true;
    }
    let is_apostrophe = |c: char| matches!(c, '\'' | '’');
    let is_letter = |c: Option<char>| c.is_some_and(is_spaced);
    (is_spaced(left) && is_spaced(right))
        || (is_spaced(left) && is_apostrophe(right) && is_letter(after.next()))
        || (is_apostrophe(left) && is_spaced(right) && is_letter(before.next()))
}

/// Whether a letter or digit belongs to words with spaces between them.
fn is_spaced(c: char) -> bool {
    let is_of_others = matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}'
        | '\u{ff66}'..='\u{ff9f}' | '\u{20000}'..='\u{3ffff}');
    let is_mark = unicode_normalization::char::is_combining_mark(c);
    (c.is_alphanumeric() || is_mark) && !is_of_others
}

/// The words of a range as a quote: one space for each run of white space.
pub(super) fn quoted(text: &str, range: Range<usize>) -> String {
    let words = text.get(range).unwrap_or_default();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What stands before and behind a range, where its words stand several times: as much as tells the place.
pub(super) fn surroundings(text: &Text, range: &Range<usize>) -> (Option<String>, Option<String>) {
    let all = text.as_str();
    let exact = quoted(all, range.clone());
    if text.places(&exact).len() < 2 {
        return (None, None);
    }
    let mut found = (None, None);
    for length in [32, 64, 128, 256, 1024] {
        let first = word_start(all, range.start.saturating_sub(length), range.start);
        let last = word_end(all, (range.end + length).min(all.len()), range.end);
        let words = |range| Some(quoted(all, range)).filter(|words| !words.is_empty());
        found = (words(first..range.start), words(range.end..last));
        let quote = Quote { exact: &exact, prefix: found.0.as_deref(), suffix: found.1.as_deref() };
        let place = text.find(quote).place;
        if place.is_some_and(|place| place.start < range.end && range.start < place.end) {
            break;
        }
    }
    found
}

/// The next byte from which on a word is whole.
fn word_start(text: &str, at: usize, most: usize) -> usize {
    let mut at = text.ceil_char_boundary(at);
    while at < most && is_within_word(text, at) {
        at = text.ceil_char_boundary(at + 1);
    }
    at.min(most)
}

/// The last byte up to which a word is whole.
fn word_end(text: &str, at: usize, least: usize) -> usize {
    let mut at = text.floor_char_boundary(at);
    while at > least && is_within_word(text, at) {
        at = text.floor_char_boundary(at - 1);
    }
    at.max(least)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_are_whole() {
        let check = |text: &str, part: &str, expected: &str| {
            let start = text.find(part).unwrap();
            let found = snapped(text, start..start + part.len()).unwrap();
            assert_eq!(&text[found], expected, "{part}");
        };
        check("She can't read budgets, he said.", "n't rea", "can't read");
        check("She can't read budgets, he said.", " budgets", "budgets");
        check("She can't read budgets, he said.", "budgets, ", "budgets,");
        check("Ses élèves", "l", "élèves");
        check("cafe\u{301} noir", "cafe", "cafe\u{301}");
        check("毛澤東說好", "澤東", "澤東");
        check("part-time", "time", "time");
        assert_eq!(snapped("a  b", 1..3), None);
        assert_eq!(snapped("", 0..9), None);
    }

    #[test]
    fn a_quote_that_stands_twice_has_its_surroundings() {
        let text = "He said no. Then, in May, he said no again. He said no.";
        let places: Vec<usize> = text.match_indices("said no").map(|(at, _)| at).collect();
        let prepared = Text::new(text);
        for place in places {
            let (prefix, suffix) = surroundings(&prepared, &(place..place + 7));
            let quote =
                Quote { exact: "said no", prefix: prefix.as_deref(), suffix: suffix.as_deref() };
            assert_eq!(prepared.find(quote).place, Some(place..place + 7));
        }
        assert_eq!(surroundings(&prepared, &(12..16)), (None, None));
    }

    proptest! {
        #[test]
        fn units_are_those_of_utf_16(text in "[aé🦊\n]{0,40}", pad in 0_usize..3000) {
            let text = format!("{}{text}", "x".repeat(pad));
            let units = Units::new(&text);
            for (byte, _) in text.char_indices() {
                let expected = text[..byte].encode_utf16().count();
                prop_assert_eq!(units.of_byte(&text, byte), expected);
                prop_assert_eq!(units.to_byte(&text, expected), byte);
            }
            prop_assert_eq!(units.to_byte(&text, usize::MAX), text.len());
        }

        #[test]
        fn what_is_snapped_stays(text in "[a-c é'’.,澤\u{301}]{0,30}", start in 0_usize..40, length in 0_usize..40) {
            if let Some(range) = snapped(&text, start..start + length) {
                prop_assert_eq!(snapped(&text, range.clone()), Some(range.clone()));
                prop_assert!(!text[range].trim().is_empty());
            }
        }
    }
}
