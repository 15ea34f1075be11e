//! The vocabulary: verbs with their polarity and strength.

use super::{VerbIndex, word::words};
use std::borrow::Cow;

words! {
    /// The polarity of a stance.
    pub enum Polarity {
        /// For the target.
        Positive = "positive",
        /// Against the target.
        Negative = "negative",
        /// Neither.
        Neutral = "neutral",
        /// Both at once.
        Mixed = "mixed",
    }
}

impl Polarity {
    /// +1, −1, or 0 where the polarity carries no sign.
    pub const fn sign(self) -> i8 {
        match self {
            Self::Positive => 1,
            Self::Negative => -1,
            Self::Neutral | Self::Mixed => 0,
        }
    }
}

/// The strength of a verb: a number in (0, 1].
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Strength(f64);

impl Strength {
    /// The strength of a verb that states none.
    pub const FULL: Self = Self(1.0);

    /// Accepts a number above 0 and up to 1.
    pub fn new(value: f64) -> Option<Self> {
        (value > 0.0 && value <= 1.0).then_some(Self(value))
    }

    /// The number.
    pub const fn value(self) -> f64 {
        self.0
    }
}

/// The effect of a verb: it expresses a stance, or ends one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Effect {
    /// The holder takes this stance.
    Expresses(Polarity),
    /// The holder's stance ends.
    Ends,
}

impl Effect {
    /// The word of every effect.
    pub const WORDS: [&'static str; 5] = [
        Polarity::Positive.word(),
        Polarity::Negative.word(),
        Polarity::Neutral.word(),
        Polarity::Mixed.word(),
        Self::Ends.word(),
    ];

    /// The word of the effect: a polarity, or `ends`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Expresses(polarity) => polarity.word(),
            Self::Ends => "ends",
        }
    }

    /// The position of the effect among the polarities, with ending as the last.
    pub const fn position(self) -> usize {
        match self {
            Self::Expresses(polarity) => polarity as usize,
            Self::Ends => Polarity::ALL.len(),
        }
    }

    /// +1, −1, or 0 where there is no sign.
    pub const fn sign(self) -> i8 {
        match self {
            Self::Expresses(polarity) => polarity.sign(),
            Self::Ends => 0,
        }
    }
}

/// A verb of the vocabulary.
#[derive(Clone, Debug, PartialEq)]
pub struct Verb {
    /// The word in statements: `endorses`.
    pub word: String,
    /// Its effect.
    pub effect: Effect,
    /// Its strength.
    pub strength: Strength,
    /// The CAMEO event codes that it corresponds to.
    pub cameo: Vec<String>,
    /// How a sentence has it, where that is not the word with spaces for hyphens.
    pub label: Option<String>,
}

impl Verb {
    /// How a sentence has it, between holder and target: "sympathizes with".
    pub fn label(&self) -> Cow<'_, str> {
        match &self.label {
            Some(label) => Cow::Borrowed(label),
            None if self.word.contains('-') => Cow::Owned(self.word.replace('-', " ")),
            None => Cow::Borrowed(&self.word),
        }
    }
}

/// The verbs of a corpus, sorted by word.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Vocabulary {
    verbs: Vec<Verb>,
}

impl Vocabulary {
    /// The vocabulary of these verbs; of two with one word, the later one counts.
    pub fn new(verbs: impl IntoIterator<Item = Verb>) -> Self {
        let by_word: std::collections::BTreeMap<String, Verb> =
            verbs.into_iter().map(|verb| (verb.word.clone(), verb)).collect();
        Self { verbs: by_word.into_values().collect() }
    }

    /// The verb with this word.
    pub fn find(&self, word: &str) -> Option<VerbIndex> {
        self.verbs.binary_search_by(|verb| verb.word.as_str().cmp(word)).ok().map(VerbIndex::new)
    }

    /// The verb at an index of this vocabulary.
    pub fn verb(&self, index: VerbIndex) -> &Verb {
        &self.verbs[index.position()]
    }

    /// Every verb, by word.
    pub fn verbs(&self) -> &[Verb] {
        &self.verbs
    }
}
