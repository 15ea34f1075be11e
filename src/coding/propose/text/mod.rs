//! A text as words, marks and sentences.

pub(super) mod agents;
pub(super) mod dates;
pub(super) mod groups;
pub(super) mod language;
pub(super) mod marks;
pub(super) mod nouns;
pub(super) mod offsets;
pub(super) mod paragraphs;
pub(super) mod phrases;
pub(super) mod sentences;
pub(super) mod tokens;
