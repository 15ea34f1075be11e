//! The proposals' file: JSON lines, one object with one key each. First the article, then its proposals, then what
//! was decided about them. Decisions are only ever appended.

use crate::model::{Effect, Polarity};
use serde::{Deserialize, Serialize};

/// One line of a proposals' file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Line {
    /// The text that was read.
    Article(Article),
    /// A statement that a rule suggests.
    Proposal(Box<Proposal>),
    /// What a person decided about one.
    Decision(Decision),
}

/// The text that was read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Article {
    /// The file, as given on the command line; `-` for standard input.
    pub path: String,
    /// The digest of its bytes, in hexadecimal.
    pub sha256: String,
    /// Its length in code points.
    pub chars: usize,
    /// The day of publication (EDTF), when known.
    pub published: Option<String>,
    /// The id of the source that it is the text of, when known.
    pub source: Option<String>,
    /// What made the proposals: `stance rules 1`.
    pub proposer: String,
}

/// Whether a proposal states a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// A rule with a verb: a statement as it stands.
    Ready,
    /// Holder, quotation, date and candidates; a person says the verb and the target.
    Open,
}

/// The sign that a proposal states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sign {
    /// For the target.
    Positive,
    /// Against it.
    Negative,
    /// Neither.
    Neutral,
}

impl Sign {
    /// The sign of a verb; none for one that is mixed or ends a stance.
    pub const fn of(effect: Effect) -> Option<Self> {
        match effect {
            Effect::Expresses(Polarity::Positive) => Some(Self::Positive),
            Effect::Expresses(Polarity::Negative) => Some(Self::Negative),
            Effect::Expresses(Polarity::Neutral) => Some(Self::Neutral),
            Effect::Expresses(Polarity::Mixed) | Effect::Ends => None,
        }
    }
}

/// What the day of a proposal rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateBasis {
    /// A day, a month or a weekday in the same sentence.
    Sentence,
    /// One in the sentence that introduces the message or quotation.
    Message,
    /// The number of a tweet.
    Tweet,
    /// One told earlier in the paragraph or the one before.
    Paragraph,
    /// One that the whole text goes by: its opening names the day of what it reports.
    Text,
    /// The day of publication, for want of another.
    Published,
    /// A headline of another article: no later than the day of publication.
    Headline,
    /// No day is known.
    Unknown,
}

/// The holder of a proposal, and how it was recognised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holder {
    /// The id in the corpus; none for a name or words that it does not have.
    pub entity: Option<String>,
    /// The fullest name.
    pub name: String,
    /// The characters of the text that stand for it: `the 40-year-old rapper`.
    pub text: String,
    /// By what it was recognised: `name`, `last name`, `pronoun`, `title`, `same paragraph`, …
    pub how: String,
}

/// The target of a proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// The id in the corpus; none for a name or words that it does not have.
    pub entity: Option<String>,
    /// The fullest name; the words themselves where there is no name.
    pub name: String,
    /// The characters of the text that stand for it.
    pub text: String,
}

/// Somebody by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// The id in the corpus; none for a name or words that it does not have.
    pub entity: Option<String>,
    /// The fullest name.
    pub name: String,
}

/// A statement that a program suggests.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proposal {
    /// Stable: made of the source or text, the quote, its place among equal quotes, and who is concerned.
    pub id: String,
    /// Whether it states a verb.
    pub status: Status,
    /// Whose stance.
    pub holder: Holder,
    /// The verb; none on an open one.
    pub stance: Option<String>,
    /// The sign of the verb; none on an open one, and for a verb that is mixed or ends a stance.
    pub polarity: Option<Sign>,
    /// Towards whom; none on an open one.
    pub target: Option<Target>,
    /// Who else it may be, the likeliest first.
    pub candidates: Vec<Named>,
    /// When (EDTF); none when nothing tells it.
    pub on: Option<String>,
    /// What the day rests on.
    pub date_basis: DateBasis,
    /// The characters of the text at `span`.
    pub quote: String,
    /// Code points of the article as read: the first, and the one past the last.
    pub span: [usize; 2],
    /// Ids of topics of the corpus that the sentence names.
    pub about: Vec<String>,
    /// Who claims it of the holder; none for the holder's own stance.
    pub claimed_by: Option<Named>,
    /// From 0 to 1: how often such a rule is right.
    pub confidence: f64,
    /// The rule and the words that it went by.
    pub why: String,
}

/// What a person did with a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It became a statement, with the changes told.
    Accepted,
    /// It did not, and is not to be offered again.
    Refused,
    /// An earlier decision is taken back.
    Undone,
}

/// What a person decided about a proposal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// The id of the proposal.
    pub proposal: String,
    /// What was done with it.
    pub verdict: Verdict,
    /// Fields that the person set otherwise than proposed, by name.
    #[serde(default)]
    pub changes: serde_json::Map<String, serde_json::Value>,
    /// Who decided.
    pub coder: Option<String>,
    /// The day of the decision.
    pub on: Option<String>,
}
