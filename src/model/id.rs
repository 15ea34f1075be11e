//! Ids as people write them, and dense indices.

use std::fmt;

/// Why a text is not an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// The text is empty.
    #[error("an id cannot be empty")]
    Empty,
    /// The text contains white space or a control character.
    #[error("an id cannot contain white space or control characters")]
    WhiteSpace,
}

macro_rules! id {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Box<str>);

        impl $name {
            /// Accepts any text that is not empty and has no white space or control characters.
            pub fn new(text: &str) -> Result<Self, IdError> {
                Self::check(text).map(|()| Self(text.into()))
            }

            /// Whether a text is a valid id.
            pub(crate) fn check(text: &str) -> Result<(), IdError> {
                if text.is_empty() {
                    Err(IdError::Empty)
                } else if text.chars().any(|c| c.is_whitespace() || c.is_control()) {
                    Err(IdError::WhiteSpace)
                } else {
                    Ok(())
                }
            }

            /// The id as written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.pad(&self.0)
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    };
}

id! {
    /// The id of an entity, unique in its corpus.
    EntityId
}
id! {
    /// The id of a source, unique in its corpus.
    SourceId
}
id! {
    /// The id of a statement, unique in its corpus: given, or a hash of the identifying fields.
    StatementId
}

impl StatementId {
    /// The id made of digits, which are neither white space nor empty.
    pub(super) fn of_digits(digits: String) -> Self {
        Self(digits.into())
    }
}

macro_rules! index {
    ($(#[$meta:meta])* $name:ident($repr:ty)) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name($repr);

        impl $name {
            /// The index for position `position`.
            ///
            /// # Panics
            /// When `position` exceeds the index type; reading checks that a corpus does not.
            #[allow(clippy::expect_used, reason = "a corpus is checked to be countable when it is read")]
            pub fn new(position: usize) -> Self {
                Self(<$repr>::try_from(position).expect("more items than an index can count"))
            }

            /// The index with this number.
            pub(crate) const fn numbered(number: $repr) -> Self {
                Self(number)
            }

            /// The position in the list.
            pub const fn position(self) -> usize {
                self.0 as usize
            }
        }
    };
}

pub(crate) use index;

index! {
    /// The position of an entity among a corpus's entities, which are sorted by id: comparing
    /// two indices of one corpus compares the ids.
    EntityIndex(u32)
}
index! {
    /// The position of a source among a corpus's sources, which are sorted by id.
    SourceIndex(u32)
}
index! {
    /// The position of a verb in a vocabulary, which is sorted by word.
    VerbIndex(u16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_neither_empty_nor_spaced() {
        assert_eq!(EntityId::new(""), Err(IdError::Empty));
        assert_eq!(EntityId::new("a b"), Err(IdError::WhiteSpace));
        assert_eq!(EntityId::new("a\u{0}"), Err(IdError::WhiteSpace));
        assert_eq!(EntityId::new("毛澤東").map(|id| id.to_string()), Ok("毛澤東".to_owned()));
    }
}
