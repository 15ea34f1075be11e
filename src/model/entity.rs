//! Entities: holders and targets.

use super::{Attributes, Bounds, Date, Day, EntityId, EntityIndex, word::words};

words! {
    /// The kind of an entity.
    pub enum EntityKind {
        /// A human being.
        Person = "person",
        /// A person who holds or seeks public office.
        Politician = "politician",
        /// A political party.
        Party = "party",
        /// A company, union, agency, church, think tank, …
        Organization = "organization",
        /// A newspaper, broadcaster, programme or site.
        Outlet = "outlet",
        /// A state.
        Country = "country",
        /// People without an organization: fans, protesters, a tribe.
        Group = "group",
        /// A question, cause or idea.
        Topic = "topic",
        /// Something that happened.
        Event = "event",
        /// A book, song, film, law or treaty.
        Work = "work",
    }
}

impl EntityKind {
    /// The kinds of actors: of those who take sides, rather than of what sides are taken on.
    pub const ACTORS: [Self; 7] = [
        Self::Person,
        Self::Politician,
        Self::Party,
        Self::Organization,
        Self::Outlet,
        Self::Country,
        Self::Group,
    ];
}

/// A node: the holder or the target of stances.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// Unique in the corpus.
    pub id: EntityId,
    /// Its kind.
    pub kind: EntityKind,
    /// The name in reports and pictures.
    pub name: String,
    /// Other names and handles.
    pub aliases: Vec<String>,
    /// The Wikidata item, such as `Q15935`.
    pub wikidata: Option<String>,
    /// Offices and memberships, in the order written.
    pub roles: Vec<Role>,
    /// What else is known of it, in free words.
    pub attributes: Attributes,
    /// A note of the coder.
    pub note: Option<String>,
}

/// An office or a membership over a span of time.
#[derive(Clone, Debug, PartialEq)]
pub struct Role {
    /// The office or membership: `President`, `member`.
    pub role: String,
    /// The organization, party or country.
    pub of: EntityIndex,
    /// When it began; open when absent.
    pub from: Option<Date>,
    /// The day it ended, exclusive; open when absent.
    pub until: Option<Date>,
}

impl Role {
    /// Whether the role may have been held on a day in `bounds`.
    pub fn may_hold_on(&self, bounds: Bounds) -> bool {
        let from = self.from.as_ref().map_or(Day::MIN, |date| date.bounds().earliest);
        let until = self.until.as_ref().map_or(Day::MAX, |date| date.bounds().latest);
        from <= bounds.latest && (bounds.earliest < until || until == Day::MAX)
    }
}
