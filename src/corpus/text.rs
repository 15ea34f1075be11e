//! Places in files.

use std::{ops::Range, path::PathBuf};

/// A corpus file in memory.
#[derive(Clone, Debug)]
pub struct TextFile {
    /// Its path, as given.
    pub path: PathBuf,
    /// Its text, without a byte order mark.
    pub text: String,
}

/// The syntax of a corpus file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// `Corpus(…)` in RON.
    Ron,
    /// JSON lines, one record a line.
    JsonLines,
}

impl TextFile {
    /// The syntax by the file's name: JSON lines for `NAME.jsonl`, else RON.
    pub(crate) fn form(&self) -> Form {
        match self.path.extension() {
            Some(extension) if extension == "jsonl" => Form::JsonLines,
            _ => Form::Ron,
        }
    }
}

/// A place in a file: bytes `[start, end)` of its text.
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
    /// The bytes `range` of file `file`.
    pub const fn new(file: usize, range: &Range<usize>) -> Self {
        Self { file, start: range.start, end: range.end }
    }

    /// The range of bytes.
    pub const fn range(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// A line and a column, counted from 1; a column is one character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

/// The index of a text's lines, to find positions without scanning it again.
#[derive(Clone, Debug)]
pub struct Lines<'t> {
    text: &'t str,
    /// Bytes and their positions, in order: the start of each line, and marks in long lines.
    marks: Vec<(usize, Position)>,
}

impl<'t> Lines<'t> {
    /// The lines of a text. Time linear in the text.
    pub fn new(text: &'t str) -> Self {
        /// The distance between marks in a long line, in characters.
        const STRIDE: usize = 1000;
        let mut marks = Vec::new();
        let mut start = 0;
        for (number, line) in text.split('\n').enumerate() {
            marks.push((start, Position { line: number + 1, column: 1 }));
            if line.len() > STRIDE {
                let characters = line.char_indices().enumerate().skip(STRIDE).step_by(STRIDE);
                marks.extend(characters.map(|(count, (at, _))| {
                    (start + at, Position { line: number + 1, column: count + 1 })
                }));
            }
            start += line.len() + 1;
        }
        Self { text, marks }
    }

    /// The position of a byte. Time O(log length of the text).
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.text.floor_char_boundary(offset);
        let next = self.marks.partition_point(|(start, _)| *start <= offset);
        let (start, position) = self.marks[next.saturating_sub(1)];
        let characters = self.text[start..offset].chars().count();
        Position { line: position.line, column: position.column + characters }
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
        assert_eq!(Lines::new(&text).position(offset), Position { line: 2, column: 5 });
        assert_eq!(Lines::new(&text).position(0), Position { line: 1, column: 1 });
        let long = format!("a\n{}x\n", "ë".repeat(2500));
        let offset_in_long = long.find('x').unwrap();
        assert_eq!(Lines::new(&long).position(offset_in_long), Position { line: 2, column: 2501 });
        assert_eq!(Lines::new(&long).position(long.len()), Position { line: 3, column: 1 });
        assert_eq!(offset_of(&text, 2, 5), offset);
        assert_eq!(offset_of(&text, 9, 9), text.len());
    }
}
