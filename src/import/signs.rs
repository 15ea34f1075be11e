//! What the signs of a network stand for.

use crate::model::{VerbIndex, Vocabulary};

/// A verb is missing that is taken when none is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "the vocabulary has no verb `{0}`: say which verbs the signs stand for with --positive and --negative"
)]
pub struct NoSignVerb(pub(super) &'static str);

/// The verbs of signs, where they are said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SignVerbs {
    /// Of those above zero.
    pub positive: Option<VerbIndex>,
    /// Of those below zero.
    pub negative: Option<VerbIndex>,
    /// Of zero; else it is no stance.
    pub neutral: Option<VerbIndex>,
}

impl SignVerbs {
    /// The verbs, where none is said those of these words.
    pub(super) fn or(
        self,
        vocabulary: &Vocabulary,
        [positive, negative]: [&'static str; 2],
        neutral: Option<&str>,
    ) -> Result<Signs, NoSignVerb> {
        let find = |word| vocabulary.find(word).ok_or(NoSignVerb(word));
        Ok(Signs {
            positive: self.positive.map_or_else(|| find(positive), Ok)?,
            negative: self.negative.map_or_else(|| find(negative), Ok)?,
            neutral: self.neutral.or_else(|| vocabulary.find(neutral?)),
        })
    }
}

/// What the signs stand for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Signs {
    positive: VerbIndex,
    negative: VerbIndex,
    neutral: Option<VerbIndex>,
}

impl Signs {
    /// The verb of a sign, if it is a stance.
    pub(super) fn verb(self, sign: f64) -> Option<VerbIndex> {
        if sign > 0.0 {
            Some(self.positive)
        } else if sign < 0.0 {
            Some(self.negative)
        } else {
            self.neutral
        }
    }
}

/// A number that a sign may be.
pub(super) fn sign(text: &str) -> Option<f64> {
    match text {
        "+" => Some(1.0),
        "-" | "−" => Some(-1.0),
        _ => text.parse::<f64>().ok().filter(|sign| sign.is_finite()),
    }
}

/// Whether a number says more than its sign.
pub(super) fn is_rating(sign: f64) -> bool {
    (sign.abs() - 1.0).abs() > f64::EPSILON && sign != 0.0
}
