//! Files that are no text, known by their bytes.

use memchr::memmem;

/// What a file is that is no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binary {
    /// A workbook of Excel or `OpenDocument`.
    Workbook,
    /// A database of `SQLite`, such as a project of the Discourse Network Analyzer.
    Sqlite,
    /// A document of Word or `OpenDocument`.
    Document,
    /// A project of qualitative data analysis (REFI-QDA).
    Qdpx,
    /// Any other ZIP archive.
    Zip,
    /// A PDF.
    Pdf,
    /// A table of Parquet.
    Parquet,
    /// A text with formatting (RTF).
    Rtf,
    /// An archive or a compressed file that is not unpacked here.
    Compressed(&'static str),
    /// A picture.
    Picture,
}

impl Binary {
    /// So many bytes of a file tell what it is.
    pub const LOOKED_AT: u64 = 1 << 20;

    /// What a file is that begins so; nothing where it may be a text.
    pub fn of(begin: &[u8]) -> Option<Self> {
        const SIGNATURES: [(&[u8], Binary); 11] = [
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Binary::Workbook),
            (b"SQLite format 3\0", Binary::Sqlite),
            (b"%PDF-", Binary::Pdf),
            (b"PAR1", Binary::Parquet),
            (b"{\\rtf", Binary::Rtf),
            (b"\xfd7zXZ\0", Binary::Compressed("xz")),
            (b"7z\xbc\xaf\x27\x1c", Binary::Compressed("7-Zip")),
            (b"Rar!\x1a\x07", Binary::Compressed("RAR")),
            (b"BZh91AY&SY", Binary::Compressed("bzip2")),
            (b"\x89PNG\r\n\x1a\n", Binary::Picture),
            (b"\xff\xd8\xff", Binary::Picture),
        ];
        if begin.starts_with(b"PK\x03\x04") || begin.starts_with(b"PK\x05\x06") {
            return Some(Self::of_zip(begin));
        }
        SIGNATURES.iter().find(|(first, _)| begin.starts_with(first)).map(|(_, binary)| *binary)
    }

    /// What a ZIP archive holds, by the names of its files.
    fn of_zip(begin: &[u8]) -> Self {
        const HOLDS: [(&[u8], Binary); 7] = [
            (b"opendocument.spreadsheet", Binary::Workbook),
            (b"opendocument.", Binary::Document),
            (b"xl/worksheets/", Binary::Workbook),
            (b"xl/workbook.", Binary::Workbook),
            (b"word/document", Binary::Document),
            (b"word/styles", Binary::Document),
            (b"project.qde", Binary::Qdpx),
        ];
        let found = HOLDS.iter().find(|(name, _)| memmem::find(begin, name).is_some());
        found.map_or(Self::Zip, |(_, binary)| *binary)
    }

    /// What it is.
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Workbook => "a workbook",
            Self::Sqlite => "an SQLite database",
            Self::Document => "a text document",
            Self::Qdpx => "a REFI-QDA project (QDPX)",
            Self::Zip => "a ZIP archive",
            Self::Pdf => "a PDF",
            Self::Parquet => "a Parquet table",
            Self::Rtf => "an RTF document",
            Self::Compressed(_) => "a compressed file",
            Self::Picture => "a picture",
        }
    }

    /// What it is, and what can be done with it.
    pub fn refusal(self) -> String {
        let remedy = match self {
            Self::Workbook => "`stance import csv` reads workbooks; else save the sheet as CSV",
            Self::Sqlite => {
                "`stance import dna` reads projects of the Discourse Network Analyzer; export a table of any other as CSV"
            }
            Self::Document | Self::Rtf => "save its table as CSV",
            Self::Qdpx => "export its codings as a table",
            Self::Zip => "unpack it and import the files that it holds",
            Self::Pdf => "extract its table as CSV",
            Self::Parquet => "convert it to CSV, for example with DuckDB's COPY",
            Self::Compressed(name) => {
                let remedy = "unpack it; gzip and Zstandard are read as they are";
                return format!("is compressed with {name}: {remedy}");
            }
            Self::Picture => "statements are imported from texts and tables",
        };
        format!("is {}: {remedy}", self.kind())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_not_binary() {
        for text in ["", "holder,target", "PK", "PARTY,target\nA,B", "BZh", "\u{feff}a,b"] {
            assert_eq!(Binary::of(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn archives_are_known_by_what_they_hold() {
        let zip = |name: &str| [b"PK\x03\x04............", name.as_bytes()].concat();
        for (name, binary) in [
            ("xl/worksheets/sheet1.xml", Binary::Workbook),
            ("mimetypeapplication/vnd.oasis.opendocument.spreadsheet", Binary::Workbook),
            ("mimetypeapplication/vnd.oasis.opendocument.text", Binary::Document),
            ("word/document.xml", Binary::Document),
            ("project.qde", Binary::Qdpx),
            ("votes.csv", Binary::Zip),
        ] {
            assert_eq!(Binary::of(&zip(name)), Some(binary), "{name}");
        }
    }
}
