//! A document for people: lines and tables, independent of the terminal.

/// The style of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// No style.
    #[default]
    Plain,
    /// A heading.
    Strong,
    /// Less important.
    Dim,
    /// Positive polarity.
    Positive,
    /// Negative polarity.
    Negative,
    /// Mixed polarity.
    Mixed,
}

/// A text with a tone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// The text; control characters are replaced when it is shown.
    pub text: String,
    /// Its style.
    pub tone: Tone,
}

impl Cell {
    /// A text without a style.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), tone: Tone::Plain }
    }

    /// A text with a tone.
    pub fn toned(text: impl Into<String>, tone: Tone) -> Self {
        Self { text: text.into(), tone }
    }
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub heading: &'static str,
    /// Whether it is narrowed first when the table is too wide.
    pub yields: bool,
    /// Whether it holds numbers.
    pub is_number: bool,
}

impl Column {
    /// A column as wide as its widest cell.
    pub const fn new(heading: &'static str) -> Self {
        Self { heading, yields: false, is_number: false }
    }

    /// A column that is wrapped first: quotes, lists of ids.
    pub const fn wrapped(heading: &'static str) -> Self {
        Self { heading, yields: true, is_number: false }
    }

    /// A column of numbers.
    pub const fn number(heading: &'static str) -> Self {
        Self { heading, yields: false, is_number: true }
    }
}

/// A part of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A line, wrapped when it is too long.
    Line(Cell),
    /// An empty line.
    Space,
    /// A table.
    Table {
        /// Its columns.
        columns: Vec<Column>,
        /// Its rows, each with one cell a column.
        rows: Vec<Vec<Cell>>,
    },
}

/// Lines and tables.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Its parts, from top to bottom.
    pub blocks: Vec<Block>,
}

impl Document {
    /// A document that begins with a heading and its period.
    pub fn titled(title: impl Into<String>, period: impl Into<String>) -> Self {
        let mut document = Self::default();
        document.line(title, Tone::Strong);
        document.line(period, Tone::Dim);
        document.space();
        document
    }

    /// Adds a line.
    pub fn line(&mut self, text: impl Into<String>, tone: Tone) {
        self.blocks.push(Block::Line(Cell::toned(text, tone)));
    }

    /// Adds an empty line.
    pub fn space(&mut self) {
        self.blocks.push(Block::Space);
    }

    /// Adds a table, or the line `if_empty` when it has no rows.
    pub fn table(&mut self, columns: &[Column], rows: Vec<Vec<Cell>>, if_empty: &str) {
        if rows.is_empty() {
            self.line(if_empty, Tone::Plain);
        } else {
            self.blocks.push(Block::Table { columns: columns.to_vec(), rows });
        }
    }
}

/// `1 tie`, `2 ties`.
pub fn count(number: usize, singular: &str, plural: &str) -> String {
    format!("{number} {}", if number == 1 { singular } else { plural })
}
