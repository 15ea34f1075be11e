//! What the values of a column stand for.

use super::Reason;
use crate::{
    corpus::{
        find_verb,
        nearest::{did_you_mean, nearest},
        spelled_verb,
    },
    model::{VerbIndex, Vocabulary},
};
use hashbrown::HashMap;
use std::str::FromStr;

/// A number with a decimal point, or with the comma that many languages write.
pub(super) fn number(text: &str) -> Option<f64> {
    let with_comma = || {
        let (whole, decimals) = text.split_once(',')?;
        let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let is_decimal = is_digits(whole) && is_digits(decimals) && !decimals.is_empty();
        if is_decimal { format!("{whole}.{decimals}").parse().ok() } else { None }
    };
    text.parse().ok().or_else(with_comma)
}

/// What values stand for: `yes=supports,no=opposes,abstain=`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Values {
    /// A value and its verb; none where the value is no stance.
    table: Vec<(String, Option<String>)>,
    /// The verb of every row, where no column says one.
    constant: Option<String>,
}

/// A value stands for a word that is no verb.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the vocabulary has no verb `{verb}`{}", help.as_ref().map(|help| format!("; {help}")).unwrap_or_default())]
pub struct NoVerb {
    /// The word.
    verb: String,
    /// The nearest verbs.
    help: Option<String>,
}

/// The verb of a vocabulary that is called so.
pub fn verb(word: &str, vocabulary: &Vocabulary) -> Result<VerbIndex, NoVerb> {
    find_verb(vocabulary, word).map_err(|_| {
        let known = vocabulary.verbs().iter().map(|verb| verb.word.as_str());
        NoVerb { verb: word.to_owned(), help: did_you_mean(&nearest(word, known, 3)) }
    })
}

/// What a value stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    /// A verb.
    Verb(VerbIndex),
    /// No stance.
    NoStance,
}

/// Values with the verbs of a vocabulary.
#[derive(Clone, Debug, Default)]
pub(super) struct Verbs {
    /// The verb of a value; none where it is no stance.
    of: HashMap<String, Option<VerbIndex>>,
    /// The verbs of the vocabulary as they are compared; none where two are alike.
    spelled: HashMap<String, Option<VerbIndex>>,
    /// The verb of everything.
    pub(super) constant: Option<VerbIndex>,
}

impl Verbs {
    /// What a value stands for, if it stands for anything: capitals and British spellings of verbs are understood.
    pub(super) fn of(&self, value: &str) -> Option<Sense> {
        if let Some(verb) = self.of.get(value) {
            return Some(verb.map_or(Sense::NoStance, Sense::Verb));
        }
        if self.spelled.is_empty() {
            return None;
        }
        self.spelled.get(&spelled_verb(value)).copied().flatten().map(Sense::Verb)
    }

    /// The verb of a value; what stands for none has that of all, if there is one.
    pub(super) fn cell<'r>(
        &self,
        value: Option<&'r str>,
    ) -> Result<VerbIndex, (Reason, Option<&'r str>)> {
        let value = value.ok_or((Reason::NoVerb, None))?;
        match (self.of(value), self.constant) {
            (Some(Sense::Verb(verb)), _) => Ok(verb),
            (Some(Sense::NoStance), _) => Err((Reason::NoStance, Some(value))),
            (None, Some(constant)) => Ok(constant),
            (None, None) => Err((Reason::UnknownVerb, Some(value))),
        }
    }

    /// Whether a cell says that there is nothing, where one verb stands for all that say something.
    pub(super) fn is_nothing(&self, value: &str) -> bool {
        const NOTHING: [&str; 10] = ["0", "no", "false", "-", "–", "—", "n/a", "na", "none", "0.0"];
        let is_said = || self.of.contains_key(value);
        let is_nothing = || NOTHING.iter().any(|word| word.eq_ignore_ascii_case(value));
        value.is_empty() || (self.constant.is_some() && !is_said() && is_nothing())
    }
}

impl Values {
    /// Values and their verbs; a blank verb is no stance.
    pub(super) fn of(values: impl IntoIterator<Item = (String, String)>) -> Self {
        let verb = |verb: String| Some(verb).filter(|verb| !verb.trim().is_empty());
        let table = values.into_iter().map(|(value, word)| (value.trim().to_owned(), verb(word)));
        Self { table: table.collect(), constant: None }
    }

    /// What this says, and where it says nothing, what another does.
    #[must_use]
    pub fn or(mut self, other: Self) -> Self {
        let is_new = |(value, _): &(String, Option<String>)| {
            self.table.iter().all(|(other, _)| other != value)
        };
        let others: Vec<_> = other.table.into_iter().filter(is_new).collect();
        self.table.extend(others);
        self.constant = self.constant.or(other.constant);
        self
    }

    /// One verb for every row.
    #[must_use]
    pub fn with_constant(self, verb: Option<String>) -> Self {
        Self { constant: verb, ..self }
    }

    pub(super) fn has_constant(&self) -> bool {
        self.constant.is_some()
    }

    /// The values, and every verb of the vocabulary under its own word.
    pub(super) fn verbs_or_words(&self, vocabulary: &Vocabulary) -> Result<Verbs, NoVerb> {
        let mut verbs = self.verbs(vocabulary)?;
        for verb in vocabulary.verbs() {
            let index = vocabulary.find(&verb.word);
            verbs.of.entry(verb.word.clone()).or_insert(index);
            let alike = verbs.spelled.entry(spelled_verb(&verb.word));
            alike.and_modify(|other| *other = None).or_insert(index);
        }
        Ok(verbs)
    }

    /// The values in the vocabulary's verbs.
    fn verbs(&self, vocabulary: &Vocabulary) -> Result<Verbs, NoVerb> {
        let mut of = HashMap::new();
        for (value, word) in &self.table {
            let found = word.as_deref().map(|word| verb(word, vocabulary)).transpose()?;
            of.insert(value.clone(), found);
        }
        let constant = self.constant.as_deref().map(|word| verb(word, vocabulary)).transpose()?;
        Ok(Verbs { of, constant, ..Verbs::default() })
    }
}

impl FromStr for Values {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts = text.split(',').filter(|part| !part.trim().is_empty());
        let table = parts.map(|part| {
            let (value, verb) = part.split_once('=').ok_or_else(|| {
                format!("`{part}` says nothing; write VALUE=VERB, or VALUE= for no stance")
            })?;
            let verb = Some(verb.trim()).filter(|verb| !verb.is_empty());
            Ok((value.trim().to_owned(), verb.map(str::to_owned)))
        });
        Ok(Self { table: table.collect::<Result<_, String>>()?, constant: None })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::shipped_vocabulary;

    #[test]
    fn capitals_and_british_spellings_of_cells_are_understood() {
        let vocabulary = shipped_vocabulary();
        let values: Values = "Backs=opposes,nay=".parse().unwrap();
        let verbs = values.verbs_or_words(&vocabulary).unwrap();
        let verb = |cell| {
            verbs
                .cell(Some(cell))
                .map(|verb| vocabulary.verb(verb).word.as_str())
                .map_err(|it| it.0)
        };
        assert_eq!(verb("Criticises"), Ok("criticizes"));
        assert_eq!(verb("sympathises with"), Ok("sympathizes-with"));
        assert_eq!(verb("endorses"), Ok("endorses"));
        // What is said of a value goes first.
        assert_eq!(verb("Backs"), Ok("opposes"));
        assert_eq!(verb("nay"), Err(Reason::NoStance));
        assert_eq!(verb("slams"), Err(Reason::UnknownVerb));
    }
}
