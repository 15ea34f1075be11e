//! What stands around a page: what its author says of it, and where its data come from.

use crate::language::Language;
use serde::{Deserialize, Serialize};

/// The words around a page. Each is plain text; notes may have several paragraphs, with an empty line between them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct FrontMatter {
    /// The language of the page; English when absent.
    #[serde(skip_serializing)]
    pub language: Option<Language>,
    /// The headline.
    #[serde(skip_serializing)]
    pub title: Option<String>,
    /// What the story is, in a sentence or two under the headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standfirst: Option<String>,
    /// Who made it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub byline: Option<String>,
    /// Where the data come from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_line: Option<String>,
    /// Who is thanked, or owns the picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credit: Option<String>,
    /// How it was made, and what it leaves open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
    /// Under which terms it may be used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
}

impl FrontMatter {
    /// These words, and those of `other` where there are none.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            language: self.language.or(other.language),
            title: self.title.or(other.title),
            standfirst: self.standfirst.or(other.standfirst),
            byline: self.byline.or(other.byline),
            source_line: self.source_line.or(other.source_line),
            credit: self.credit.or(other.credit),
            notes: self.notes.or(other.notes),
            licence: self.licence.or(other.licence),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_says_what_no_flag_says() {
        let written = FrontMatter {
            title: Some("A".to_owned()),
            byline: Some("By B".to_owned()),
            ..FrontMatter::default()
        };
        let typed = FrontMatter { title: Some("C".to_owned()), ..FrontMatter::default() };
        let both = typed.or(written);
        assert_eq!(
            (both.title.as_deref(), both.byline.as_deref(), both.notes),
            (Some("C"), Some("By B"), None)
        );
    }
}
