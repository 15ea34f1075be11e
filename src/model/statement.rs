//! Statements: dated acts of a holder towards a target.

use super::{Bounds, Date, Day, EntityIndex, SourceIndex, StatementId, VerbIndex};

/// The coder's confidence that the statement is coded correctly: a number in [0, 1].
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Confidence(f64);

impl Confidence {
    /// The confidence of a statement that states none, in filters.
    pub const FULL: Self = Self(1.0);

    /// Accepts a number from 0 to 1.
    pub fn new(value: f64) -> Option<Self> {
        (0.0..=1.0).contains(&value).then_some(Self(value))
    }

    /// The number.
    pub const fn value(self) -> f64 {
        self.0
    }
}

/// A statement with resolved references.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// Unique in the corpus.
    pub id: StatementId,
    /// The holder of the stance.
    pub holder: EntityIndex,
    /// The verb of the vocabulary.
    pub verb: VerbIndex,
    /// The target of the stance.
    pub target: EntityIndex,
    /// The date as written, else that of the source's publication.
    pub date: Date,
    /// The bounds of the date, with the latest day clipped to the source's publication. Never empty.
    pub bounds: Bounds,
    /// The day on which the stance ends, exclusive, as stated.
    pub until: Option<Date>,
    /// The source where it was read.
    pub source: SourceIndex,
    /// Other sources that report it.
    pub reported_in: Vec<SourceIndex>,
    /// The topics of the statement.
    pub about: Vec<EntityIndex>,
    /// The quote, verbatim.
    pub quote: Option<String>,
    /// The text before the quote (W3C Web Annotation, `TextQuoteSelector`).
    pub prefix: Option<String>,
    /// The text after the quote.
    pub suffix: Option<String>,
    /// The day it was known: when it was recorded, else the source's publication, else its latest
    /// day.
    pub known: Day,
    /// Who coded it.
    pub coder: Option<String>,
    /// The coder's confidence.
    pub confidence: Option<Confidence>,
    /// The statement that this one corrects.
    pub supersedes: Option<StatementId>,
    /// The entity that claims this stance of the holder, if it is a claim.
    pub claimed_by: Option<EntityIndex>,
    /// A note of the coder.
    pub note: Option<String>,
}

impl Statement {
    /// The id of a statement without a given one: 64 bits of SipHash-2-4 over its identifying
    /// fields, each preceded by its length, as 13 digits in base 32.
    ///
    /// The same fields give the same id in every version of the program.
    pub fn hashed_id(identity: [&str; 6]) -> StatementId {
        hashed(&identity)
    }

    /// The id of a statement that agrees with another in its identifying fields and differs in `others`, which has all
    /// the other fields in one text.
    pub fn hashed_id_with(identity: [&str; 6], others: &str) -> StatementId {
        let [holder, verb, target, date, source, quote] = identity;
        hashed(&[holder, verb, target, date, source, quote, others])
    }
}

/// The digits of derived ids.
const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

impl StatementId {
    /// Whether an id has the form of those that are derived from what identifies a statement.
    pub fn may_be_derived(id: &str) -> bool {
        id.len() == 13 && id.bytes().all(|byte| DIGITS.contains(&byte))
    }
}

/// The hash of some fields, as an id.
fn hashed(fields: &[&str]) -> StatementId {
    use siphasher::sip::SipHasher24;
    use std::hash::Hasher;
    let mut hasher = SipHasher24::new();
    for field in fields {
        hasher.write(&(field.len() as u64).to_le_bytes());
        hasher.write(field.as_bytes());
    }
    let hash = hasher.finish();
    let digit = |place: u32| char::from(DIGITS[((hash >> (5 * place)) & 31) as usize]);
    let digits = (0..13).rev().map(digit);
    StatementId::of_digits(digits.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashed_ids_are_stable_and_keep_fields_apart() {
        let id = |fields| Statement::hashed_id(fields).to_string();
        let one = id(["a", "praises", "b", "2018", "s", ""]);
        assert_eq!(one, "0pq9d82jqkvp1");
        assert_ne!(one, id(["ap", "raises", "b", "2018", "s", ""]));
    }

    #[test]
    fn confidence_is_between_nothing_and_all() {
        assert!(Confidence::new(f64::NAN).is_none());
        assert!(Confidence::new(1.01).is_none());
        assert_eq!(Confidence::new(1.0), Some(Confidence::FULL));
    }
}
