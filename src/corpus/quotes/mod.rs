//! Looks for quotes in the texts of their sources.
//!
//! A quote belongs to its place by its words and, where these stand several times, by the text around it. Positions are
//! never stored, so that nothing is lost when a text changes elsewhere.

mod chain;
mod difference;
mod nearly;
mod pieces;
mod plain;
mod sentence;

pub use difference::differing_words;

use crate::model::words;
use nearly::Numbered;
use pieces::Pieces;
use plain::Plain;
use std::{ops::Range, sync::OnceLock};

words! {
    /// How well a quote matches a text, the best first.
    pub enum MatchKind {
        /// Word for word: white space, typography, Unicode composition, hyphens at the ends of lines, and what the
        /// press puts in brackets aside.
        Verbatim = "verbatim",
        /// With an ellipsis for words of one sentence.
        Elided = "elided",
        /// With an ellipsis between sentences.
        Stitched = "stitched",
        /// With few differences.
        Nearly = "nearly",
        /// Not in the text.
        Missing = "missing",
    }
}

/// The result of looking for a quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// How well the quote matches.
    pub kind: MatchKind,
    /// The bytes of the text where it stands; nothing when it is missing.
    pub place: Option<Range<usize>>,
}

/// A quote, and perhaps the text before and after it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Quote<'q> {
    /// The words.
    pub exact: &'q str,
    /// The text before them.
    pub prefix: Option<&'q str>,
    /// The text after them.
    pub suffix: Option<&'q str>,
}

impl<'q> Quote<'q> {
    /// A quote without the text around it.
    pub const fn new(exact: &'q str) -> Self {
        Self { exact, prefix: None, suffix: None }
    }
}

/// A text prepared for look-ups.
#[derive(Debug)]
pub struct Text {
    original: String,
    plain: Plain,
    /// The words of the plain text.
    words: Vec<Range<usize>>,
    /// Where sentences of the original begin.
    sentences: Vec<usize>,
    /// What is needed where a quote is not found as it stands.
    numbered: OnceLock<Numbered>,
}

impl Text {
    /// Prepares a text, in time linear in it.
    pub fn new(text: &str) -> Self {
        let plain = Plain::new(text);
        let words = nearly::word_places(&plain.text);
        let sentences = sentence::sentence_starts(text);
        Self { original: text.to_owned(), words, plain, sentences, numbered: OnceLock::new() }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.original
    }

    /// Every place where words stand verbatim, in order.
    pub fn places(&self, exact: &str) -> Vec<Range<usize>> {
        let places = chain::places(&self.plain, &Plain::new(exact), (false, false));
        places.iter().map(|place| self.plain.original(place)).collect()
    }

    /// Looks for a quote. Of several places where it stands verbatim, takes the one whose surroundings agree best with
    /// prefix and suffix, else the first. A quote in quotation marks is looked for without them, too.
    pub fn find(&self, quote: Quote<'_>) -> Found {
        let found = self.find_as_written(quote);
        let bare = quote.exact.trim().trim_matches(['"', '“', '”', '„', '«', '»']);
        if found.kind <= MatchKind::Stitched || bare == quote.exact.trim() {
            return found;
        }
        let other = self.find_as_written(Quote { exact: bare, ..quote });
        if other.kind < found.kind { other } else { found }
    }

    fn find_as_written(&self, quote: Quote<'_>) -> Found {
        let plain = Plain::new(quote.exact);
        if plain.text.is_empty() {
            return Found { kind: MatchKind::Missing, place: None };
        }
        let places = chain::places(&self.plain, &plain, (false, false));
        if let Some(place) = self.best_placed(&places, quote) {
            return self.found(MatchKind::Verbatim, &place);
        }
        if let Some((kind, place)) = Pieces::of(quote.exact).and_then(|pieces| self.chain(&pieces))
        {
            return self.found(kind, &place);
        }
        match self.most_alike(&plain.text) {
            Some(place) => self.found(MatchKind::Nearly, &place),
            None => Found { kind: MatchKind::Missing, place: None },
        }
    }

    fn found(&self, kind: MatchKind, place: &Range<usize>) -> Found {
        Found { kind, place: Some(self.plain.original(place)) }
    }

    /// The place that agrees best with what stands before and after the quote; of equals, the first.
    fn best_placed(&self, places: &[Range<usize>], quote: Quote<'_>) -> Option<Range<usize>> {
        let [prefix, suffix] =
            [quote.prefix, quote.suffix].map(|text| Plain::new(text.unwrap_or_default()).text);
        let first = places.first()?.clone();
        if places.len() == 1 || (prefix.is_empty() && suffix.is_empty()) {
            return Some(first);
        }
        let weight = |place: &Range<usize>| {
            let text = &self.plain.text;
            let before = text.get(..place.start).unwrap_or_default().trim_end();
            let after = text.get(place.end..).unwrap_or_default().trim_start();
            let before = before.chars().rev().zip(prefix.trim_end().chars().rev());
            let after = after.chars().zip(suffix.trim_start().chars());
            before.take_while(|(a, b)| a == b).count() + after.take_while(|(a, b)| a == b).count()
        };
        let mut best = (weight(&first), first);
        for place in places.iter().skip(1) {
            let weight = weight(place);
            if weight > best.0 {
                best = (weight, place.clone());
            }
        }
        Some(best.1)
    }
}

#[cfg(test)]
mod tests;
