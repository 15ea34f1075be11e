//! Verbs as people type them.

use super::{
    fold::fold,
    nearest::{did_you_mean, nearest},
};
use crate::model::{VerbIndex, Vocabulary};

/// The verb of a vocabulary that somebody means: exactly this one, else the only one that differs in case, in what joins its
/// words, or in being spelled as in Britain (`criticises`, `sympathises with`, `favours`).
///
/// # Errors
/// When no verb, or several are meant, in a sentence with the nearest ones.
pub(crate) fn find_verb(vocabulary: &Vocabulary, typed: &str) -> Result<VerbIndex, String> {
    if let Some(found) = vocabulary.find(typed) {
        return Ok(found);
    }
    let wanted = spelled_verb(typed);
    let verbs = || vocabulary.verbs().iter().map(|verb| verb.word.as_str());
    let alike: Vec<&str> = verbs().filter(|word| spelled_verb(word) == wanted).collect();
    if let [only] = alike.as_slice()
        && let Some(found) = vocabulary.find(only)
    {
        return Ok(found);
    }
    if !alike.is_empty() {
        return Err(format!("`{typed}` may mean the verbs {}", alike.join(", ")));
    }
    let help = did_you_mean(&nearest(typed, verbs(), 3));
    let help = help.map(|help| format!("{help} ")).unwrap_or_default();
    Err(format!("unknown verb `{typed}`; {help}`stance verbs {}` looks for others", typed.trim()))
}

/// A verb as it is compared: in small letters, with hyphens between words, spelled as in America.
pub(crate) fn spelled_verb(word: &str) -> String {
    let folded = fold(word);
    let words = folded.split(|c: char| c.is_whitespace() || c == '-' || c == '_');
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let joined = words.join("-");
    [("ise", "ize"), ("yse", "yze"), ("our", "or")]
        .iter()
        .fold(joined, |word, (british, american)| word.replace(british, american))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::shipped_vocabulary;

    #[test]
    fn capitals_and_british_spellings_are_understood() {
        let vocabulary = shipped_vocabulary();
        for (typed, verb) in [
            ("endorses", "endorses"),
            ("Endorses", "endorses"),
            ("CRITICISES", "criticizes"),
            ("sympathises with", "sympathizes-with"),
            ("Apologises-to", "apologizes-to"),
            ("recognises", "recognizes"),
            ("distances_from", "distances-from"),
            ("praises", "praises"),
            (" Votes for ", "votes-for"),
        ] {
            let found = find_verb(&vocabulary, typed).map(|it| vocabulary.verb(it).word.clone());
            assert_eq!(found, Ok(verb.to_owned()), "{typed}");
        }
        let unknown = find_verb(&vocabulary, "endorse").unwrap_err();
        assert!(unknown.contains("did you mean `endorses`"), "{unknown}");
    }

    #[test]
    fn every_shipped_verb_is_told_apart() {
        let vocabulary = shipped_vocabulary();
        for verb in vocabulary.verbs() {
            let found = find_verb(&vocabulary, &verb.word.to_uppercase());
            assert_eq!(found.map(|it| vocabulary.verb(it).word.clone()), Ok(verb.word.clone()));
        }
    }
}
