//! Places in files.

use std::{ops::Range, path::PathBuf};

/// A corpus file as it was read.
#[derive(Clone, Debug)]
pub struct TextFile {
    /// Where it stands, as the user named it.
    pub path: PathBuf,
    /// Its text, without a byte order mark.
    pub text: String,
}

/// A stretch of a file: bytes `[start, end)` of its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The number of the file, in the order of reading.
    pub file: usize,
    /// The first byte.
    pub start: usize,
    /// The byte after the last one.
    pub end: usize,
}

impl Place {
    /// The stretch `range` of file `file`.
    pub const fn new(file: usize, range: &Range<usize>) -> Self {
        Self { file, start: range.start, end: range.end }
    }

    /// The bytes of the stretch.
    pub const fn range(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// A line and a column as people count: from 1, a column being one character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The character of the line, from 1.
    pub column: usize,
}

impl TextFile {
    /// The position of a byte.
    pub fn position(&self, offset: usize) -> Position {
        let before = self.text.get(..offset).unwrap_or(&self.text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Position {
            line: before.bytes().filter(|&byte| byte == b'\n').count() + 1,
            column: before.get(line_start..).unwrap_or("").chars().count() + 1,
        }
    }
}

/// The byte of `text` at a line and column that count characters from 1, as RON's errors do.
pub(super) fn offset_of(text: &str, line: usize, column: usize) -> usize {
    let line_start: usize =
        text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = text.get(line_start..).unwrap_or("");
    let in_line =
        rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(at, _)| at);
    line_start + in_line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let text = "Zoë\n毛澤東 x".to_owned();
        let offset = text.find('x').unwrap();
        let file = TextFile { path: "a".into(), text };
        assert_eq!(file.position(offset), Position { line: 2, column: 5 });
        assert_eq!(offset_of(&file.text, 2, 5), offset);
        assert_eq!(offset_of(&file.text, 9, 9), file.text.len());
    }
}
