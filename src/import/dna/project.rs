//! A coding project as it was read: codes as people gave them, before anybody says what they mean.

use crate::{import::Unit, model::Day};
use std::{collections::BTreeMap, ops::Range};

/// Documents, and what people coded in them.
#[derive(Clone, Debug, Default)]
pub(super) struct Project {
    pub(super) types: Vec<StatementType>,
    pub(super) documents: Vec<Document>,
    /// In the order of their numbers.
    pub(super) statements: Vec<Coded>,
    /// What else is known of a value of a variable: `Type`, `Alias`, `Notes`, or what the project calls it.
    pub(super) attributes: BTreeMap<(Column, String), Vec<(String, String)>>,
    /// Whether statements are told by their lines or by their numbers.
    pub(super) unit: Unit,
    /// What of it is not read, in sentences.
    pub(super) notes: Vec<String>,
    /// Whether days may be those before, since times look like midnight in the east.
    pub(super) is_elsewhere: bool,
}

/// A variable: the number of its statement type, and its own among those of that type.
pub(super) type Column = (usize, usize);

/// What statements of a sort are coded by.
#[derive(Clone, Debug)]
pub(super) struct StatementType {
    pub(super) label: String,
    pub(super) variables: Vec<Variable>,
}

/// One of the things that are coded.
#[derive(Clone, Debug)]
pub(super) struct Variable {
    pub(super) name: String,
    pub(super) kind: Kind,
}

/// What a variable holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name out of a list.
    Name,
    /// A text.
    Text,
    /// Yes or no.
    Binary,
    /// A whole number on a scale.
    Scale,
}

/// A text in which statements are coded.
#[derive(Clone, Debug)]
pub(super) struct Document {
    pub(super) title: String,
    /// Its day; else what stands in its place.
    pub(super) day: Result<Day, String>,
    pub(super) author: String,
    pub(super) outlet: String,
    pub(super) section: String,
    pub(super) sort: String,
    pub(super) notes: String,
    /// The whole text, where the project holds it.
    pub(super) text: Option<String>,
}

/// A coded statement.
#[derive(Clone, Debug)]
pub(super) struct Coded {
    /// Where it stands: its number in a database, its line in a list.
    pub(super) place: u64,
    /// Its number in the project, if that is told.
    pub(super) number: Option<String>,
    /// Its type, if that is there.
    pub(super) of_type: Option<usize>,
    /// Its document, if that is there.
    pub(super) document: Option<usize>,
    pub(super) quote: Quote,
    pub(super) coder: Option<String>,
    /// The value of each variable that has one.
    pub(super) values: BTreeMap<usize, Value>,
}

/// The words that a statement was coded from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Quote {
    /// As they stand there.
    Words(String),
    /// The span in the document's text, in UTF-16 units as Java counts them.
    Span(Range<usize>),
}

/// The value of a variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    Text(String),
    Whole(i64),
}

impl Value {
    /// As it is written; nothing for what is blank.
    pub(super) fn shown(&self) -> Option<String> {
        match self {
            Self::Text(text) => {
                Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned)
            }
            Self::Whole(number) => Some(number.to_string()),
        }
    }
}

/// The bytes of a text that a span of UTF-16 units covers; nothing when it leaves the text. Half of a character
/// stands for the whole.
pub(super) fn covered(text: &str, span: &Range<usize>) -> Option<Range<usize>> {
    if span.start >= span.end {
        return None;
    }
    let mut unit = 0;
    let mut begin = None;
    for (at, c) in text.char_indices() {
        unit += c.len_utf16();
        if begin.is_none() && unit > span.start {
            begin = Some(at);
        }
        if unit >= span.end {
            return Some(begin?..at + c.len_utf8());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::covered;
    use proptest::prelude::*;

    #[test]
    fn spans_count_as_java_does() {
        let text = "a👩b";
        let words = |span| covered(text, &span).map(|range| &text[range]);
        assert_eq!(words(0..1), Some("a"));
        assert_eq!(words(1..3), Some("👩"));
        assert_eq!(words(2..4), Some("👩b"));
        assert_eq!(words(0..2), Some("a👩"));
        assert_eq!(words(3..5), None);
        assert_eq!(words(1..1), None);
        let none = covered("", &(0..1));
        assert_eq!(none, None);
    }

    proptest! {
        #[test]
        fn whole_characters_are_as_utf16_has_them(text in any::<String>(), a in 0_usize..40, b in 0_usize..40) {
            let units: Vec<u16> = text.encode_utf16().collect();
            let found = covered(&text, &(a..b)).map(|range| text[range].to_owned());
            if let Some(Ok(expected)) = units.get(a..b).map(String::from_utf16) {
                prop_assert_eq!(found.unwrap_or_default(), expected);
            } else if a >= b || b > units.len() {
                prop_assert_eq!(found, None);
            }
        }
    }
}
