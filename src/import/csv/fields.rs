//! What a column may hold, and by which headings it is known.

use crate::{import::table::HasAttributes, model::words};

words! {
    /// What a column may hold.
    pub enum Field {
        /// Whose stance it is.
        Holder = "holder",
        /// Towards whom or what.
        Target = "target",
        /// What was done.
        Verb = "verb",
        /// When it was said.
        On = "on",
        /// Where it was read.
        Source = "source",
        /// What was said, verbatim.
        Quote = "quote",
        /// When it was recorded.
        Recorded = "recorded",
        /// How sure the coder is, from 0 to 1.
        Confidence = "confidence",
        /// Who coded it.
        Coder = "coder",
        /// A remark of the coder.
        Note = "note",
        /// The id of the statement.
        Id = "id",
        /// From when on the stance is said to be over.
        Until = "until",
        /// What it was about; several, with a delimiter between them.
        About = "about",
        /// Other sources that report it; several, with a delimiter between them.
        ReportedIn = "reported_in",
        /// The text before the quote.
        Prefix = "prefix",
        /// The text after the quote.
        Suffix = "suffix",
        /// Who claims that the holder holds the stance.
        ClaimedBy = "claimed_by",
        /// The name of who claims it.
        ClaimedByName = "claimed_by_name",
        /// What that is.
        ClaimedByKind = "claimed_by_kind",
        /// The names of what it was about; several with semicolons between them.
        AboutNames = "about_names",
        /// What these are; several with spaces between them.
        AboutKinds = "about_kinds",
        /// The id of the statement that this one corrects.
        Supersedes = "supersedes",
        /// The polarity of the verb, where the vocabulary has no such verb.
        Polarity = "polarity",
        /// The strength of the verb.
        Strength = "strength",
        /// The id of the holder.
        HolderId = "holder_id",
        /// The name of the holder.
        HolderName = "holder_name",
        /// What the holder is.
        HolderKind = "holder_kind",
        /// The id of the target.
        TargetId = "target_id",
        /// The name of the target.
        TargetName = "target_name",
        /// What the target is.
        TargetKind = "target_kind",
        /// Where the source stands on the web.
        Url = "url",
        /// The title of the source.
        Title = "title",
        /// Where the source appeared.
        Outlet = "outlet",
        /// The name of the outlet.
        OutletName = "outlet_name",
        /// What the outlet is.
        OutletKind = "outlet_kind",
        /// Who wrote or said it.
        Author = "author",
        /// The name of the author.
        AuthorName = "author_name",
        /// What the author is.
        AuthorKind = "author_kind",
        /// When the source was published.
        Published = "published",
        /// The sources that the source replies to; several, with a delimiter between them.
        InReplyTo = "in_reply_to",
        /// What the source is.
        SourceKind = "source_kind",
        /// The language of the source, as a BCP 47 tag.
        Language = "language",
        /// Where a copy of the source is archived.
        Archived = "archived",
        /// A remark about the source.
        SourceNote = "source_note",
        /// The clock that date-times without an offset are on, and in which days are counted.
        TimeZone = "time_zone",
    }
}

/// The attributes of a holder.
pub(super) const HOLDER: &str = "holder_attr";
/// The attributes of a target.
pub(super) const TARGET: &str = "target_attr";
/// The attributes of a source.
pub(super) const SOURCE: &str = "source_attr";

impl HasAttributes for Field {
    const PREFIXES: &'static [&'static str] = &[HOLDER, TARGET, SOURCE];
}

impl Field {
    /// Other headings by which the field is known when no mapping names its column.
    pub(super) const fn aliases(self) -> &'static [&'static str] {
        match self {
            Self::Holder => &["actor", "endorser", "from"],
            Self::Target => &["concept", "endorsee", "to"],
            Self::Verb => &["stance", "qualifier"],
            Self::On => &["date", "day", "time"],
            Self::Source => &["source_id", "document"],
            Self::Quote => &["text"],
            Self::Id => &["statement", "statement_id"],
            Self::Url => &["source_url", "link"],
            Self::Title => &["source_title", "headline"],
            Self::Outlet => &["source_outlet"],
            Self::OutletName => &["source_outlet_name"],
            Self::OutletKind => &["source_outlet_kind"],
            Self::Author => &["source_author"],
            Self::AuthorName => &["source_author_name"],
            Self::AuthorKind => &["source_author_kind"],
            Self::Published => &["source_published"],
            Self::InReplyTo => &["source_in_reply_to", "reply_to", "in_reply_to_id"],
            Self::Language => &["source_language"],
            Self::Archived => &["source_archived"],
            Self::TimeZone => &["timezone"],
            _ => &[],
        }
    }

    /// Whether tables of any size are read for it in bounded memory; a table with any other field is held in memory.
    pub(super) const fn is_plain(self) -> bool {
        matches!(
            self,
            Self::Holder
                | Self::Target
                | Self::Verb
                | Self::On
                | Self::Source
                | Self::Quote
                | Self::Recorded
                | Self::Confidence
                | Self::Coder
                | Self::Note
        )
    }
}
