//! Closed sets of words, each declared once for reading, writing and listing.

use std::fmt;

/// A word outside a closed set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownWord {
    /// The word as written.
    pub found: String,
    /// The words of the set.
    pub expected: &'static [&'static str],
}

impl fmt::Display for UnknownWord {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "`{}` is not one of {}", self.found, self.expected.join(", "))
    }
}

impl std::error::Error for UnknownWord {}

/// Declares an enum whose variants are words: `Variant = "word"`.
///
/// Corpus files use the variant's name (`Person`), everything else the word (`person`).
macro_rules! words {
    ($(#[$meta:meta])* $vis:vis enum $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize, serde::Serialize)]
        $vis enum $name { $($(#[$variant_meta])* $variant,)+ }

        impl $name {
            /// Every value, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];
            /// The word of every value, in the same order.
            pub const WORDS: &'static [&'static str] = &[$($word,)+];

            /// The word of this value in commands and reports.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.pad(self.word())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::model::UnknownWord;

            /// Parses the word, ignoring case.
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::ALL
                    .iter()
                    .find(|value| value.word().eq_ignore_ascii_case(text))
                    .copied()
                    .ok_or_else(|| $crate::model::UnknownWord { found: text.to_owned(), expected: Self::WORDS })
            }
        }
    };
}

pub(crate) use words;
