//! Finds the passage of a text that is most like a quote.

use super::Text;
use std::{collections::HashMap, ops::Range};

/// The least similarity of a passage that nearly matches a quote.
const LEAST_SIMILARITY: f64 = 0.75;
/// So many places of a text are compared word by word.
const MOST_PLACES: usize = 4;
/// Longer quotes are not compared.
const MOST_WORDS: usize = 2000;

/// The words of a text by number, without the punctuation around them and in small letters.
#[derive(Debug)]
pub(super) struct Numbered {
    words: Vec<String>,
    numbers: HashMap<String, usize>,
    text: Vec<usize>,
}

impl Numbered {
    fn of(text: &str, places: &[Range<usize>]) -> Self {
        let mut numbered = Self { words: Vec::new(), numbers: HashMap::new(), text: Vec::new() };
        for place in places {
            let word = bare(text.get(place.clone()).unwrap_or_default()).to_lowercase();
            let new = numbered.words.len();
            let number = *numbered.numbers.entry(word.clone()).or_insert(new);
            if number == new {
                numbered.words.push(word);
            }
            numbered.text.push(number);
        }
        numbered
    }
}

/// A word of a text: its bytes.
pub(super) fn word_places(text: &str) -> Vec<Range<usize>> {
    let mut places = Vec::new();
    let mut at = 0;
    for word in text.split(' ') {
        if !word.is_empty() {
            places.push(at..at + word.len());
        }
        at += word.len() + 1;
    }
    places
}

impl Text {
    /// The passage that is most like a quote, if it is much like it: the share of letters that agree is at least 0.75.
    ///
    /// Only the passages of as many words that share the most with the quote are compared word by word. Time linear in the
    /// text, and quadratic in the quote.
    pub(super) fn most_alike(&self, quote: &str) -> Option<Range<usize>> {
        let quote: Vec<String> = word_places(quote)
            .into_iter()
            .filter_map(|place| quote.get(place))
            .map(|word| bare(word).to_lowercase())
            .filter(|word| !word.is_empty())
            .collect();
        if quote.is_empty() || quote.len() > MOST_WORDS {
            return None;
        }
        let places = self.alike_places(&quote);
        let mut best: Option<(f64, Range<usize>)> = None;
        for first in places {
            let Some((similarity, words)) = self.aligned(&quote, first) else { continue };
            if best.as_ref().is_none_or(|(before, _)| similarity > *before) {
                best = Some((similarity, words));
            }
        }
        let (_, words) = best.filter(|(similarity, _)| *similarity >= LEAST_SIMILARITY)?;
        let (first, last) =
            (self.words.get(words.start)?, self.words.get(words.end.checked_sub(1)?)?);
        let passage = self.plain.text.get(first.start..last.end)?;
        let is_mark = |c: char| ['"', '\''].contains(&c);
        let (begin, end) =
            (passage.trim_start_matches(is_mark).len(), passage.trim_end_matches(is_mark).len());
        Some(first.start + (passage.len() - begin)..first.start + end)
    }

    /// The numbers of the words, made when they are first needed.
    fn numbered(&self) -> &Numbered {
        self.numbered.get_or_init(|| Numbered::of(&self.plain.text, &self.words))
    }

    fn word(&self, at: usize) -> &str {
        let numbered = self.numbered();
        let word = numbered.text.get(at).and_then(|number| numbered.words.get(*number));
        word.map_or("", String::as_str)
    }

    /// The first words of the passages that share at least half of the quote's words, the most alike first.
    fn alike_places(&self, quote: &[String]) -> Vec<usize> {
        let n = quote.len();
        let numbered = self.numbered();
        // The words of a passage are taken from those of the quote; what is taken more often than it is there does
        // not count.
        let mut left: Vec<Option<i64>> = vec![None; numbered.words.len()];
        for word in quote {
            let number = numbered.numbers.get(word.as_str());
            if let Some(left) = number.and_then(|number| left.get_mut(*number)) {
                *left = Some(left.unwrap_or_default() + 1);
            }
        }
        let mut shared = 0_usize;
        let mut scores = Vec::new();
        for (at, word) in numbered.text.iter().enumerate() {
            if let Some(Some(left)) = left.get_mut(*word) {
                shared += usize::from(*left > 0);
                *left -= 1;
            }
            if let Some(out) = at.checked_sub(n).and_then(|out| numbered.text.get(out))
                && let Some(Some(left)) = left.get_mut(*out)
            {
                *left += 1;
                shared -= usize::from(*left > 0);
            }
            if shared * 2 >= n {
                scores.push((shared, (at + 1).saturating_sub(n)));
            }
        }
        scores.sort_by_key(|(shared, first)| (std::cmp::Reverse(*shared), *first));
        let mut chosen: Vec<usize> = Vec::new();
        for (_, first) in scores {
            // Passages that overlap much are one place.
            let is_other = chosen.iter().all(|other| other.abs_diff(first) * 2 > n);
            if is_other {
                chosen.push(first);
            }
            if chosen.len() == MOST_PLACES {
                break;
            }
        }
        chosen
    }

    /// The words near a place that are most like a quote, and how much: the cheapest change of one into the other, word
    /// by word, in letters.
    #[expect(clippy::cast_precision_loss, reason = "quotes are short")]
    fn aligned(&self, quote: &[String], first: usize) -> Option<(f64, Range<usize>)> {
        let slack = 2 + quote.len() / 4;
        let begin = first.saturating_sub(slack);
        let end = (first + quote.len() + slack).min(self.words.len());
        let text: Vec<&str> = (begin..end).map(|at| self.word(at)).collect();
        // For each word of the text: the least cost so far, and the first word of the passage that has it.
        let mut row: Vec<(usize, usize)> = (0..=text.len()).map(|at| (0, at)).collect();
        for wanted in quote {
            let length = wanted.chars().count() + 1;
            let mut next = Vec::with_capacity(row.len());
            next.push((row.first()?.0 + length, 0));
            for (at, word) in text.iter().enumerate() {
                let change =
                    if *word == wanted.as_str() { 0 } else { strsim::levenshtein(word, wanted) };
                let (before, above, left) = (*row.get(at)?, *row.get(at + 1)?, *next.get(at)?);
                let ways = [
                    (before.0 + change, before.1),
                    (above.0 + length, above.1),
                    (left.0 + word.chars().count() + 1, left.1),
                ];
                next.push(ways.into_iter().min()?);
            }
            row = next;
        }
        let letters = |word: &str| word.chars().count() + 1;
        let quoted: usize = quote.iter().map(|word| letters(word)).sum();
        let mut best: Option<(f64, Range<usize>)> = None;
        for (end, (cost, first)) in row.iter().enumerate().filter(|(at, (_, first))| at > first) {
            let passage: usize = text.get(*first..end)?.iter().map(|word| letters(word)).sum();
            let similarity = 1.0 - *cost as f64 / quoted.max(passage) as f64;
            if best.as_ref().is_none_or(|(before, _)| similarity > *before) {
                best = Some((similarity, begin + first..begin + end));
            }
        }
        best
    }
}

/// A word without the punctuation around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}
