//! Do the quotes stand in the texts of their sources?

use crate::model::words;

words! {
    /// How a quote stands in a text.
    pub enum Standing {
        /// Word for word, white space and typography aside.
        Verbatim = "verbatim",
        /// With few differences.
        Nearly = "nearly",
        /// Nothing like it stands there.
        Missing = "missing",
    }
}

/// How a quote was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// How it stands there.
    pub standing: Standing,
    /// What stands there instead, when it stands only nearly.
    pub instead: Option<String>,
}

/// A text made comparable: white space run together, quotation marks, dashes and ellipses plain.
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

/// From this similarity on a stretch of text is taken for the quote with other words.
const ALIKE: f64 = 0.75;

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

    /// Looks for a quote; an ellipsis in it, bare or in brackets, stands for any words left out.
    ///
    /// *Nearly* means: the most alike stretch of as many words (or one more or less) that shares half
    /// of them has a normalised Levenshtein similarity of 0.75. Time O(text + quote²) for each
    /// such stretch.
    pub fn find(&self, quote: &str) -> Found {
        let plain = normalize(quote);
        if self.holds_in_order(&plain) {
            return Found { standing: Standing::Verbatim, instead: None };
        }
        match self.most_alike(&plain) {
            Some((likeness, stretch)) if likeness >= ALIKE => {
                Found { standing: Standing::Nearly, instead: Some(stretch) }
            }
            _ => Found { standing: Standing::Missing, instead: None },
        }
    }

    /// Whether the parts of a quote between its ellipses stand in the text one after another.
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
                // A stretch that shares few words with the quote is not worth comparing.
                let shared = window.iter().filter(|word| quote_words.contains(&bare(word)));
                shared.count() * 2 >= n_words
            })
        });
        let scored = candidates.map(|window| {
            let joined = window.join(" ");
            let stretch = joined.trim_matches(['"', '\'', ' ']).to_owned();
            (
                strsim::normalized_levenshtein(&stretch.to_lowercase(), &quote.to_lowercase()),
                stretch,
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

/// The words in which two texts differ: both without the words that they begin and end with alike.
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
        let standing = |quote| text.find(quote).standing;
        assert_eq!(standing("the mob can't make me not love him"), Standing::Verbatim);
        assert_eq!(standing("the mob … love him"), Standing::Verbatim);
        assert_eq!(standing("love him ... the mob"), Standing::Missing);
        assert_eq!(standing("the mob can't make me not love her"), Standing::Nearly);
        assert_eq!(
            text.find("the mob can't make me not love her").instead.as_deref(),
            Some("the mob can't make me not love him")
        );
        assert_eq!(standing("tax the rich"), Standing::Missing);
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
