//! What a model answers, as far as it can be relied on.

use super::question::{NONE, Question};
use serde::Deserialize;
use serde_json::Value;

/// What is wrong with an answer that is dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// The server cannot be reached, or did not answer in time.
    Unreachable,
    /// The server answered with an error.
    Refused,
    /// The answer is larger than any sensible one.
    TooLarge,
    /// It is no completion, or what it holds is not in the form that was asked for.
    Form,
    /// It is about somebody else.
    Pair,
    /// The verb is none of those that were given.
    Verb,
    /// The quote does not stand in the words that the holder said.
    Quote,
}

impl Fault {
    /// In words, as they follow a number of answers.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Unreachable => "the server did not answer",
            Self::Refused => "the server answered with an error",
            Self::TooLarge => "larger than any answer",
            Self::Form => "not in the form that was asked for",
            Self::Pair => "about somebody else",
            Self::Verb => "with a verb that was not given",
            Self::Quote => "with a quote that the holder did not say",
        }
    }
}

/// A verb that was given, and where the words stand that show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) verb: String,
    /// Code points of the article.
    pub(super) span: [usize; 2],
}

#[derive(Deserialize)]
struct Completion {
    choices: Vec<Choice>,
}

#[derive(Deserialize)]
struct Choice {
    message: Message,
}

#[derive(Deserialize)]
struct Message {
    content: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Content {
    holder: String,
    target: String,
    verb: String,
    quote: String,
}

impl Answer {
    /// Reads a reply; none where it says that none of the verbs is said.
    pub(super) fn read(reply: &[u8], question: &Question<'_>) -> Result<Option<Self>, Fault> {
        let completion: Completion = serde_json::from_slice(reply).map_err(|_| Fault::Form)?;
        let choice = completion.choices.into_iter().next().ok_or(Fault::Form)?;
        let content: Value =
            serde_json::from_str(&choice.message.content).map_err(|_| Fault::Form)?;
        let content: Content = serde_json::from_value(content).map_err(|_| Fault::Form)?;
        if content.holder != question.holder || content.target != question.target {
            return Err(Fault::Pair);
        }
        if content.verb == NONE {
            return Ok(None);
        }
        if question.verbs.binary_search(&content.verb.as_str()).is_err() {
            return Err(Fault::Verb);
        }
        let quote = content.quote.trim();
        let found = question.words.find(quote).filter(|_| !quote.is_empty());
        let before = found.and_then(|at| question.words.get(..at)).ok_or(Fault::Quote)?;
        let begin = question.begin + before.chars().count();
        Ok(Some(Self { verb: content.verb, span: [begin, begin + quote.chars().count()] }))
    }
}
