//! From everyday words to verbs of the vocabulary: `slams` leads to `attacks`.

use super::{Written, forms::forms};
use std::collections::BTreeMap;

/// A first word that so many verbs share is too common to make them alike: `take`, `be`.
const MOST_SHARED: usize = 4;

/// Everyday words, and the verbs that they lead to.
#[derive(Clone, Debug, Default)]
pub struct Everyday {
    /// By the forms of their first words: the words that follow, and the verb.
    words: BTreeMap<String, Vec<(Vec<String>, String)>>,
    /// For each verb, the verbs with which it shares first words, and how many.
    alike: BTreeMap<String, BTreeMap<String, usize>>,
}

impl Everyday {
    /// The words of a lexicon.
    pub fn new(lexicon: &Written) -> Self {
        let mut everyday = Self::default();
        let mut sharing: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (verb, written) in lexicon.expressions() {
            let mut words = written.split_whitespace();
            let first = words.next().unwrap_or_default();
            let rest: Vec<String> = words.map(str::to_owned).collect();
            for (form, _) in forms(first) {
                everyday.words.entry(form).or_default().push((rest.clone(), verb.to_owned()));
            }
            let verbs = sharing.entry(first.trim_end_matches('*').to_owned()).or_default();
            if !verbs.iter().any(|known| known == verb) {
                verbs.push(verb.to_owned());
            }
        }
        for verbs in sharing.into_values().filter(|verbs| verbs.len() <= MOST_SHARED) {
            for (at, verb) in verbs.iter().enumerate() {
                for (_, other) in verbs.iter().enumerate().filter(|(other, _)| *other != at) {
                    let alike = everyday.alike.entry(verb.clone()).or_default();
                    *alike.entry(other.clone()).or_default() += 1;
                }
            }
        }
        everyday
    }

    /// The verbs that words lead to: those that they say first, then those that are said with the like.
    pub fn verbs(&self, typed: &str) -> Vec<&str> {
        let typed = typed.to_lowercase();
        let mut words = typed.split(|c: char| c.is_whitespace() || c == '-');
        let first = words.next().unwrap_or_default();
        let rest: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        let entries = self.words.get(first).map_or(&[][..], Vec::as_slice);
        let agrees = |known: &[String]| known.iter().zip(&rest).all(|(a, b)| a == b);
        let mut said: Vec<&(Vec<String>, String)> =
            entries.iter().filter(|(known, _)| agrees(known)).collect();
        // What needs no more words goes first.
        said.sort_by_key(|(known, _)| known.len().abs_diff(rest.len()));
        let mut verbs: Vec<&str> = Vec::new();
        for (_, verb) in said {
            if !verbs.contains(&verb.as_str()) {
                verbs.push(verb);
            }
        }
        let mut alike: BTreeMap<&str, usize> = BTreeMap::new();
        for verb in &verbs {
            for (other, n) in self.alike.get(*verb).into_iter().flatten() {
                *alike.entry(other).or_default() += n;
            }
        }
        let mut alike: Vec<(&str, usize)> =
            alike.into_iter().filter(|(verb, _)| !verbs.contains(verb)).collect();
        alike.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        verbs.extend(alike.into_iter().map(|(verb, _)| verb));
        verbs
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coding::propose::{lexicon::DEFAULT, parse_lexicon};

    #[test]
    fn everyday_words_lead_to_verbs() {
        let everyday = Everyday::new(&parse_lexicon(DEFAULT).unwrap());
        let slams = everyday.verbs("slams");
        assert_eq!(slams[0], "attacks");
        assert!(slams.contains(&"criticizes") && slams.contains(&"denounces"), "{slams:?}");
        assert_eq!(everyday.verbs("Lashed out at")[0], "attacks");
        assert_eq!(everyday.verbs("voted for")[0], "votes-for");
        assert_eq!(everyday.verbs("xyzzy"), [""; 0]);
    }
}
