//! Sources of statements.

use super::{Attributes, Date, EntityIndex, SourceId, SourceIndex, word::words};

words! {
    /// The kind of a source.
    pub enum SourceKind {
        /// An article of an outlet.
        Article = "article",
        /// A post on a social network or site.
        Post = "post",
        /// A speech.
        Speech = "speech",
        /// An interview or a press briefing.
        Interview = "interview",
        /// A private message.
        Message = "message",
        /// A letter.
        Letter = "letter",
        /// A document of an organization.
        Document = "document",
        /// A recorded vote.
        Vote = "vote",
        /// A table or feed of events.
        Dataset = "dataset",
    }
}

/// An article, post, speech, … in which a statement was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// Unique in the corpus.
    pub id: SourceId,
    /// Its kind.
    pub kind: SourceKind,
    /// Its title or headline.
    pub title: Option<String>,
    /// Its author.
    pub author: Option<EntityIndex>,
    /// The outlet where it appeared.
    pub outlet: Option<EntityIndex>,
    /// When it was published.
    pub published: Option<Date>,
    /// What it replies to.
    pub in_reply_to: Vec<SourceIndex>,
    /// Its address on the web.
    pub url: Option<String>,
    /// The address of an archived copy.
    pub archived: Option<String>,
    /// Its language, as a BCP 47 tag.
    pub language: Option<String>,
    /// What else is known of it, in free words.
    pub attributes: Attributes,
    /// A note of the coder.
    pub note: Option<String>,
}
