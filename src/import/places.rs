//! Where the statements of data stand, as their reader knows it: by lines of a table, or by what each is called.

/// The places of the statements of a graph, by their numbers in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Places {
    /// Nobody knows.
    #[default]
    Unknown,
    /// A number is that of a line, and of a statement within that line.
    Lines {
        /// How many of the last bits are of the number within the line.
        within: u32,
        /// How many lines come before each table, and what it is called, where there are several.
        tables: Vec<(u64, String)>,
    },
    /// Each is listed.
    Listed(Vec<String>),
}

impl Places {
    /// Where a statement stands.
    pub fn of(&self, number: u64) -> Option<String> {
        match self {
            Self::Unknown => None,
            Self::Lines { within, tables } => Some(place_of(tables, number >> within)),
            Self::Listed(places) => places.get(usize::try_from(number).ok()?).cloned(),
        }
    }
}

/// A line, counted through all tables, as its number in its own, with what that is called where there are several.
pub(super) fn place_of(tables: &[(u64, String)], line: u64) -> String {
    let number = tables.partition_point(|(first, _)| *first < line);
    match number.checked_sub(1).and_then(|number| tables.get(number)) {
        Some((first, label)) if tables.len() > 1 => format!("{label}:{}", line - first),
        _ => line.to_string(),
    }
}
