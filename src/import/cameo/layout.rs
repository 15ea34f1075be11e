//! How event feeds lay out their tables.

use crate::{
    import::{ColumnUse, Usage},
    model::words,
};
use std::borrow::Cow;

words! {
    /// A feed of events, and how it lays out its table.
    pub enum Layout {
        /// GDELT 1.0: 57 or 58 fields, no header.
        Gdelt1 = "gdelt1",
        /// GDELT 2.0: 61 fields, no header.
        Gdelt2 = "gdelt2",
        /// ICEWS: a header.
        Icews = "icews",
    }
}

impl Layout {
    /// The layout whose first line this is.
    pub(super) fn detect(line: &[u8]) -> Option<Self> {
        let names_event = line.split(|byte| *byte == b'\t').any(|field| field == b"CAMEO Code");
        match line.split(|byte| *byte == b'\t').count() {
            _ if names_event => Some(Self::Icews),
            57 | 58 => Some(Self::Gdelt1),
            61 => Some(Self::Gdelt2),
            _ => None,
        }
    }

    /// What the ids of its events begin with as ids of statements: two feeds may have the same numbers.
    pub(super) const fn id_prefix(self) -> &'static str {
        match self {
            Self::Gdelt1 => "gdelt-",
            Self::Gdelt2 => "gdelt2-",
            Self::Icews => "icews-",
        }
    }

    /// Who codes.
    pub(super) const fn coder(self) -> &'static str {
        match self {
            Self::Gdelt1 | Self::Gdelt2 => "gdelt",
            Self::Icews => "icews",
        }
    }
}

/// Where in a row a field stands.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    pub(super) id: Option<usize>,
    pub(super) date: usize,
    pub(super) holder: usize,
    pub(super) holder_country: Option<usize>,
    pub(super) target: usize,
    pub(super) target_country: Option<usize>,
    pub(super) code: usize,
    pub(super) n_sources: Option<usize>,
    pub(super) added: Option<usize>,
    pub(super) source: Option<usize>,
    /// What else leads back to the text: the story, and the sentence in it.
    pub(super) story: Option<usize>,
    pub(super) sentence: Option<usize>,
    /// The fewest and the most fields of a row.
    pub(super) n_fields: (usize, usize),
    headings: Vec<String>,
}

/// What GDELT's codebooks call the columns before an event's places.
const EVENT: [&str; 35] = [
    "GlobalEventID",
    "Day",
    "MonthYear",
    "Year",
    "FractionDate",
    "Actor1Code",
    "Actor1Name",
    "Actor1CountryCode",
    "Actor1KnownGroupCode",
    "Actor1EthnicCode",
    "Actor1Religion1Code",
    "Actor1Religion2Code",
    "Actor1Type1Code",
    "Actor1Type2Code",
    "Actor1Type3Code",
    "Actor2Code",
    "Actor2Name",
    "Actor2CountryCode",
    "Actor2KnownGroupCode",
    "Actor2EthnicCode",
    "Actor2Religion1Code",
    "Actor2Religion2Code",
    "Actor2Type1Code",
    "Actor2Type2Code",
    "Actor2Type3Code",
    "IsRootEvent",
    "EventCode",
    "EventBaseCode",
    "EventRootCode",
    "QuadClass",
    "GoldsteinScale",
    "NumMentions",
    "NumSources",
    "NumArticles",
    "AvgTone",
];
/// The places of an event, and what is told of each; the second district is one of version 2 only.
const PLACES: [&str; 3] = ["Actor1Geo", "Actor2Geo", "ActionGeo"];
const PLACE: [&str; 8] =
    ["Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID"];

/// The columns of GDELT, which has no header.
fn gdelt_headings(layout: Layout) -> Vec<String> {
    let is_there = move |part: &str| layout == Layout::Gdelt2 || part != "ADM2Code";
    let places = PLACES.iter().flat_map(|place| {
        let parts = PLACE.iter().filter(move |part| is_there(part));
        parts.map(move |part| format!("{place}_{part}"))
    });
    let events = EVENT.iter().map(|name| (*name).to_owned());
    events.chain(places).chain(["DATEADDED".to_owned(), "SOURCEURL".to_owned()]).collect()
}

impl Columns {
    /// Of a layout; ICEWS' are named in its first line. Fails with the name of one that is not there.
    pub(super) fn new(layout: Layout, first: &[u8]) -> Result<Self, &'static str> {
        let gdelt = |added, source, n_fields| Self {
            id: Some(0),
            date: 1,
            holder: 6,
            holder_country: Some(7),
            target: 16,
            target_country: Some(17),
            code: 26,
            n_sources: Some(32),
            added: Some(added),
            source: Some(source),
            story: None,
            sentence: None,
            n_fields,
            headings: gdelt_headings(layout),
        };
        match layout {
            Layout::Gdelt1 => Ok(gdelt(56, 57, (57, 58))),
            Layout::Gdelt2 => Ok(gdelt(59, 60, (61, 61))),
            Layout::Icews => {
                let headings: Vec<&[u8]> = first.split(|byte| *byte == b'\t').collect();
                let find = |name: &str| headings.iter().position(|text| *text == name.as_bytes());
                let needed = |name: &'static str| find(name).ok_or(name);
                Ok(Self {
                    id: find("Event ID"),
                    date: needed("Event Date")?,
                    holder: needed("Source Name")?,
                    holder_country: None,
                    target: needed("Target Name")?,
                    target_country: None,
                    code: needed("CAMEO Code")?,
                    n_sources: None,
                    added: None,
                    source: find("Publisher"),
                    story: find("Story ID"),
                    sentence: find("Sentence Number"),
                    n_fields: (headings.len(), headings.len()),
                    headings: headings
                        .iter()
                        .map(|text| String::from_utf8_lossy(text).trim().to_owned())
                        .collect(),
                })
            }
        }
    }

    /// What each column is read as. The count of sources also makes a confidence where none is given.
    pub(super) fn uses(&self, is_sure: bool) -> Vec<ColumnUse> {
        let read = [
            (Some(self.holder), "holder"),
            (self.holder_country, "holder"),
            (Some(self.target), "target"),
            (self.target_country, "target"),
            (Some(self.code), "verb"),
            (Some(self.code), "note"),
            (Some(self.date), "on"),
            (self.source, "source"),
            (self.added, "recorded"),
            (self.n_sources.filter(|_| !is_sure), "confidence"),
            (self.n_sources, "note"),
            (self.id, "id"),
            (self.story, "note"),
            (self.sentence, "note"),
        ];
        let usage = |at: usize| {
            let is_here = |(place, _): &&(Option<usize>, &str)| *place == Some(at);
            let fields: Vec<Cow<'static, str>> =
                read.iter().filter(is_here).map(|(_, field)| Cow::Borrowed(*field)).collect();
            if fields.is_empty() { Usage::Unused } else { Usage::Fields(fields) }
        };
        self.headings
            .iter()
            .enumerate()
            .map(|(at, heading)| ColumnUse {
                number: at + 1,
                heading: heading.clone(),
                usage: usage(at),
                repeats: self.headings.iter().take(at).any(|before| before == heading),
            })
            .collect()
    }
}
