//! Checks of verbs: the default ones and those of the corpus.

use super::Findings;
use crate::corpus::{
    diagnostic::{Code, Diagnostic},
    syntax::{Located, record::VerbRecord},
    text::Place,
};
use crate::model::{Effect, Strength, Verb, Vocabulary};
use std::collections::HashMap;

/// The vocabulary of a corpus.
pub(super) struct CheckedVocabulary {
    pub(super) vocabulary: Vocabulary,
    /// The number of valid verbs of the corpus itself.
    pub(super) from_corpus: usize,
}

/// Joins the default verbs with those of the corpus, which may redefine them.
pub(super) fn check(
    builtin: &[Located<VerbRecord>],
    own: Vec<Located<VerbRecord>>,
    findings: &mut Findings<'_>,
) -> CheckedVocabulary {
    let mut verbs: Vec<Verb> = builtin.iter().filter_map(|record| verb(record, findings)).collect();
    let mut first: HashMap<String, Place> = HashMap::new();
    let mut from_corpus = 0;
    for record in &own {
        let Some(verb) = verb(record, findings) else { continue };
        if let Some(&place) = first.get(&verb.word) {
            let message = format!("duplicate verb `{}`", verb.word);
            let here = findings.value(record, "verb", None);
            findings.push(
                Diagnostic::error(Code::DuplicateId, here, message)
                    .related(place, "first defined here"),
            );
            continue;
        }
        first.insert(verb.word.clone(), findings.value(record, "verb", None));
        from_corpus += 1;
        verbs.push(verb);
    }
    if verbs.len() > usize::from(u16::MAX) {
        if let Some(last) = own.last() {
            let message = format!("a vocabulary has at most {} verbs", u16::MAX);
            findings.push(Diagnostic::error(Code::BadValue, last.place, message));
        }
        verbs.truncate(usize::from(u16::MAX));
    }
    CheckedVocabulary { vocabulary: Vocabulary::new(verbs), from_corpus }
}

fn verb(located: &Located<VerbRecord>, findings: &mut Findings<'_>) -> Option<Verb> {
    let record = &located.record;
    let mut fail = |field, message: String, help: &str| {
        let place = findings.value(located, field, None);
        findings.push(Diagnostic::error(Code::BadValue, place, message).help(help.to_owned()));
    };
    if record.verb.trim().is_empty() || record.verb.chars().any(char::is_whitespace) {
        fail("verb", "a verb is one word".to_owned(), "join words with hyphens: `distances-from`");
        return None;
    }
    let effect = match (record.polarity, record.ends) {
        (Some(polarity), false) => Effect::Expresses(polarity),
        (None, true) => Effect::Ends,
        (Some(_), true) => {
            fail(
                "ends",
                "a verb either has a polarity or ends a stance".to_owned(),
                "delete one of the two",
            );
            return None;
        }
        (None, false) => {
            let message = format!("the verb `{}` has no polarity", record.verb);
            fail(
                "verb",
                message,
                "add `polarity: Positive`, Negative, Neutral or Mixed, or `ends: true`",
            );
            return None;
        }
    };
    let strength = match record.strength.map(Strength::new) {
        None => Strength::FULL,
        Some(Some(strength)) => strength,
        Some(None) => {
            fail(
                "strength",
                "the strength must be above 0 and at most 1".to_owned(),
                "write, for example, `strength: 0.5`",
            );
            return None;
        }
    };
    let label = record.label.as_ref().map(|label| label.trim());
    if label == Some("") {
        fail("label", "the label is empty".to_owned(), "delete it: the word itself is shown then");
        return None;
    }
    Some(Verb {
        word: record.verb.clone(),
        effect,
        strength,
        cameo: record.cameo.clone(),
        label: label.map(str::to_owned),
    })
}
