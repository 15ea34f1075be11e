//! Findings as values: the fault, its place and the remedy.

use super::text::Place;
use crate::model;

/// The severity of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The item cannot be used.
    Error,
    /// The item can be used, but should be reviewed.
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
        /// An unknown section.
        UnknownSection = "unknown-section",
        /// An unknown field.
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
        /// A time zone that the IANA database does not have.
        UnknownTimeZone = "unknown-time-zone",
        /// Two files of one corpus with different time zones.
        TimeZonesDiffer = "time-zones-differ",
        /// Sources that reply to each other in a cycle.
        ReplyCycle = "reply-cycle",
        /// A reply that is earlier than what it replies to.
        EarlyReply = "early-reply",
        /// A statement without a date whose source has none either.
        NoDate = "no-date",
        /// A statement dated after its source was published.
        DateAfterPublication = "date-after-publication",
        /// A stance that ends before its statement.
        UntilBeforeOn = "until-before-on",
        /// A holder who is also the target.
        SelfStance = "self-stance",
        /// A role that ends before it begins.
        RoleEndsBeforeStart = "role-ends-before-start",
        /// Statements that correct each other in a cycle.
        SupersedesCycle = "supersedes-cycle",
        /// An entity that nothing refers to.
        UnusedEntity = "unused-entity",
        /// A source that no statement refers to.
        UnusedSource = "unused-source",
        /// The same quote twice for one pair.
        RepeatedQuote = "repeated-quote",
        /// A correction that was recorded before what it corrects.
        EarlyCorrection = "early-correction",
        /// A statement that was recorded before it was made.
        EarlyRecording = "early-recording",
        /// A statement that two coders give differently.
        CodersDiffer = "coders-differ",
        /// A quote that its source's text has with other words.
        QuoteDiffers = "quote-differs",
        /// A quote put together from several sentences of its source's text.
        QuoteStitched = "quote-stitched",
        /// A quote that is not in its source's text.
        QuoteMissing = "quote-missing",
        /// A quote whose sources have no stored text.
        QuoteWithoutText = "quote-without-text",
    }
}

/// A finding about a corpus.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// The severity.
    pub severity: Severity,
    /// The kind of finding.
    pub code: Code,
    /// The fault, in one line.
    pub message: String,
    /// The value at fault.
    pub place: Place,
    /// Related places, each with a label.
    pub related: Vec<(Place, String)>,
    /// The remedy.
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

    /// The same with a related place.
    #[must_use]
    pub fn related(mut self, place: Place, label: impl Into<String>) -> Self {
        self.related.push((place, label.into()));
        self
    }
}

/// The findings that are new, wherever the others stand now.
pub(crate) fn introduced(before: &[Diagnostic], after: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut known: Vec<(Code, &str)> =
        before.iter().map(|finding| (finding.code, finding.message.as_str())).collect();
    let is_new = |finding: &Diagnostic| {
        let same = |other: &(Code, &str)| *other == (finding.code, finding.message.as_str());
        known.iter().position(same).map(|position| known.swap_remove(position)).is_none()
    };
    let mut new = after;
    new.retain(is_new);
    new
}
