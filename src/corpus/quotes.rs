//! Looks for quotes in the texts of their sources.

use crate::model::words;

words! {
    /// How well a quote matches a text.
    pub enum MatchKind {
        /// Word for word, except for white space and typography.
        Verbatim = "verbatim",
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
    /// The passage of the text, when it matches only nearly.
    pub instead: Option<String>,
}

/// A text normalized for comparison: single spaces, plain quotation marks, dashes and ellipses.
pub fn normalize(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '‘' | '’' | '‚' | '‛' | '′' | '`' | '´' => plain.push('\''),
            '“' | '”' | '„' | '‟' | '″' | '«' | '»' => plain.push('"'),
            '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => plain.push('-'),
            '…' => plain.push_str("..."),
            '\u{ad}' | '\u{200b}' | '\u{feff}' => {}
            c if c.is_whitespace() => plain.push(' '),
            c => plain.push(c),
        }
    }
    plain.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The least similarity of a passage that nearly matches a quote.
const LEAST_SIMILARITY: f64 = 0.75;

/// A text prepared for look-ups.
#[derive(Debug)]
pub struct Text {
    plain: String,
    words: Vec<String>,
}

impl Text {
    /// Prepares a text.
    pub fn new(text: &str) -> Self {
        let plain = normalize(text);
        let words = plain.split(' ').map(str::to_owned).collect();
        Self { plain, words }
    }

    /// Looks for a quote; an ellipsis in it, bare or in brackets, matches any words.
    ///
    /// *Nearly* means: the most similar passage of as many words (or one more or less) that shares half
    /// of them has a normalized Levenshtein similarity of at least 0.75. Time O(text + quote²) for each
    /// such passage.
    pub fn find(&self, quote: &str) -> Found {
        let plain = normalize(quote);
        if self.holds_in_order(&plain) {
            return Found { kind: MatchKind::Verbatim, instead: None };
        }
        match self.most_alike(&plain) {
            Some((similarity, passage)) if similarity >= LEAST_SIMILARITY => {
                Found { kind: MatchKind::Nearly, instead: Some(passage) }
            }
            _ => Found { kind: MatchKind::Missing, instead: None },
        }
    }

    /// Whether the parts of a quote between its ellipses occur in the text in order.
    fn holds_in_order(&self, quote: &str) -> bool {
        if self.plain.contains(quote) {
            return true;
        }
        let bare = quote.replace("[...]", "...").replace("(...)", "...");
        let mut rest = self.plain.as_str();
        let parts: Vec<&str> =
            bare.split("...").map(str::trim).filter(|part| !part.is_empty()).collect();
        !parts.is_empty()
            && parts.iter().all(|part| match rest.find(part) {
                Some(at) => {
                    rest = &rest[at + part.len()..];
                    true
                }
                None => false,
            })
    }

    fn most_alike(&self, quote: &str) -> Option<(f64, String)> {
        let n_words = quote.split(' ').count();
        let quote_words: Vec<&str> = quote.split(' ').map(bare).collect();
        let lengths = [n_words, n_words.saturating_sub(1), n_words + 1];
        let candidates = lengths.into_iter().filter(|length| *length > 0).flat_map(|length| {
            self.words.windows(length.min(self.words.len()).max(1)).filter(|window| {
                // Passages that share few words with the quote are not compared.
                let shared = window.iter().filter(|word| quote_words.contains(&bare(word)));
                shared.count() * 2 >= n_words
            })
        });
        let scored = candidates.map(|window| {
            let joined = window.join(" ");
            let passage = joined.trim_matches(['"', '\'', ' ']).to_owned();
            (
                strsim::normalized_levenshtein(&passage.to_lowercase(), &quote.to_lowercase()),
                passage,
            )
        });
        scored.fold(None, |best: Option<(f64, String)>, next| match best {
            Some(best) if best.0 >= next.0 => Some(best),
            _ => Some(next),
        })
    }
}

/// A word without the punctuation around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// The words in which two texts differ: both without their common first and last words.
pub fn differing_words(quote: &str, instead: &str) -> (String, String) {
    let (quote, instead) = (normalize(quote), normalize(instead));
    let (here, there): (Vec<&str>, Vec<&str>) =
        (quote.split(' ').collect(), instead.split(' ').collect());
    let before = here.iter().zip(&there).take_while(|(a, b)| a == b).count();
    let longest = here.len().min(there.len()) - before;
    let after =
        here.iter().rev().zip(there.iter().rev()).take(longest).take_while(|(a, b)| a == b).count();
    let middle = |words: &[&str]| words[before..words.len() - after].join(" ");
    (middle(&here), middle(&there))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_are_found_as_they_stand() {
        let text = Text::new("He said: “the mob\n can’t make me not love him” — and left.");
        let kind = |quote| text.find(quote).kind;
        assert_eq!(kind("the mob can't make me not love him"), MatchKind::Verbatim);
        assert_eq!(kind("the mob … love him"), MatchKind::Verbatim);
        assert_eq!(kind("love him ... the mob"), MatchKind::Missing);
        assert_eq!(kind("the mob can't make me not love her"), MatchKind::Nearly);
        assert_eq!(
            text.find("the mob can't make me not love her").instead.as_deref(),
            Some("the mob can't make me not love him")
        );
        assert_eq!(kind("tax the rich"), MatchKind::Missing);
    }

    #[test]
    fn differences_are_told_by_their_words() {
        let words = |a, b| differing_words(a, b);
        assert_eq!(
            words("I love her too", "I love  him too"),
            ("her".to_owned(), "him".to_owned())
        );
        assert_eq!(words("I love", "I love you"), (String::new(), "you".to_owned()));
        assert_eq!(words("a a", "a a a"), (String::new(), "a".to_owned()));
    }
}
