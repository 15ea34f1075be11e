//! Findings as values: what is wrong, where, and what would mend it.

use super::text::Place;
use crate::model;

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The item cannot be used.
    Error,
    /// The item can be used; somebody should look.
    Warning,
}

impl Severity {
    /// `error` or `warning`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

model::words! {
    /// One kind of finding; its word is stable.
    pub enum Code {
        /// A file or folder cannot be read.
        Unreadable = "unreadable",
        /// A file is not UTF-8.
        NotUtf8 = "not-utf8",
        /// The text is not RON.
        Syntax = "syntax",
        /// A section that a corpus does not have.
        UnknownSection = "unknown-section",
        /// A field that the record does not have.
        UnknownField = "unknown-field",
        /// A field written twice in one record.
        DuplicateField = "duplicate-field",
        /// A required field is absent.
        MissingField = "missing-field",
        /// A value that its field cannot hold.
        BadValue = "bad-value",
        /// A text that cannot be an id.
        BadId = "bad-id",
        /// A text that is not an EDTF date of level 0 or 1.
        BadDate = "bad-date",
        /// Two items with one id.
        DuplicateId = "duplicate-id",
        /// An entity that is not declared.
        UnknownEntity = "unknown-entity",
        /// A source that is not declared.
        UnknownSource = "unknown-source",
        /// A statement that does not exist.
        UnknownStatement = "unknown-statement",
        /// A verb that the vocabulary does not have.
        UnknownVerb = "unknown-verb",
        /// A statement without a date, of a source without one.
        NoDate = "no-date",
        /// A statement said after its source was published.
        DateAfterPublication = "date-after-publication",
        /// A stance that ends before it was said.
        UntilBeforeOn = "until-before-on",
        /// A holder who is the target.
        SelfStance = "self-stance",
        /// A role that ends before it begins.
        RoleEndsBeforeStart = "role-ends-before-start",
        /// Statements that correct each other in a circle.
        SupersedesCycle = "supersedes-cycle",
        /// An entity that nothing names.
        UnusedEntity = "unused-entity",
        /// A source that no statement names.
        UnusedSource = "unused-source",
        /// One quote given twice for one pair.
        RepeatedQuote = "repeated-quote",
        /// A quote that stands in its source's text with other words.
        QuoteDiffers = "quote-differs",
        /// A quote that does not stand in its source's text.
        QuoteMissing = "quote-missing",
        /// A quote whose sources have no stored text.
        QuoteWithoutText = "quote-without-text",
    }
}

/// A finding about a corpus.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// How grave it is.
    pub severity: Severity,
    /// What kind of finding.
    pub code: Code,
    /// What is wrong, in one line.
    pub message: String,
    /// The value at fault.
    pub place: Place,
    /// Other places that belong to it, each with a word on why.
    pub related: Vec<(Place, String)>,
    /// What would mend it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// An error at a place.
    pub fn error(code: Code, place: Place, message: impl Into<String>) -> Self {
        let message = message.into();
        Self { severity: Severity::Error, code, message, place, related: Vec::new(), help: None }
    }

    /// A warning at a place.
    pub fn warning(code: Code, place: Place, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, place, message) }
    }

    /// The same with a remedy, if there is one.
    #[must_use]
    pub fn help(mut self, help: impl Into<Option<String>>) -> Self {
        self.help = help.into();
        self
    }

    /// The same with another place that belongs to it.
    #[must_use]
    pub fn related(mut self, place: Place, label: impl Into<String>) -> Self {
        self.related.push((place, label.into()));
        self
    }
}
