//! How event feeds lay out their tables.

use crate::model::words;

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
    /// What else leads back to the text.
    pub(super) story: Option<usize>,
    /// The fewest and the most fields of a row.
    pub(super) n_fields: (usize, usize),
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
            n_fields,
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
                    n_fields: (headings.len(), headings.len()),
                })
            }
        }
    }
}
