//! A table in parts that end where a row ends.

use memchr::{memchr, memchr_iter, memrchr};
use std::io::{self, Read};

/// Rows of about so many bytes are read at once.
const CHUNK: usize = 1 << 20;
/// What every byte of a file may begin with, and means nothing.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Whole rows.
#[derive(Debug, Default)]
pub(super) struct Chunk {
    pub(super) bytes: Vec<u8>,
    /// The line of the file on which it begins, from 1 on.
    pub(super) line: u64,
}

/// Reads a table part by part.
pub(super) struct Chunks<R> {
    input: R,
    /// What was read and not given yet.
    rest: Vec<u8>,
    header: Vec<u8>,
    line: u64,
    is_done: bool,
    /// What may stand between fields.
    delimiters: Vec<u8>,
}

impl<R: Read> Chunks<R> {
    /// Reads up to the end of the header, in which one of the delimiters stands between fields.
    pub(super) fn new(input: R, delimiters: &[u8]) -> io::Result<Self> {
        let mut chunks = Self {
            input,
            rest: Vec::new(),
            header: Vec::new(),
            line: 1,
            is_done: false,
            delimiters: delimiters.to_vec(),
        };
        let mut end = None;
        while end.is_none() && !chunks.is_done {
            chunks.is_done = fill(&mut chunks.rest, &mut chunks.input)? == 0;
            end = first_row(&chunks.rest, &chunks.delimiters);
        }
        let rest = chunks.rest.split_off(end.unwrap_or(chunks.rest.len()));
        chunks.header = std::mem::replace(&mut chunks.rest, rest);
        chunks.line += lines(&chunks.header);
        if chunks.header.starts_with(BYTE_ORDER_MARK) {
            chunks.header.drain(..BYTE_ORDER_MARK.len());
        }
        Ok(chunks)
    }

    /// The first row.
    pub(super) fn header(&self) -> &[u8] {
        &self.header
    }

    /// Gives the first row with the others: it has no headings.
    pub(super) fn put_back(&mut self) {
        let rest = std::mem::take(&mut self.rest);
        self.rest = std::mem::take(&mut self.header);
        self.rest.extend(rest);
        self.line = 1;
    }

    /// From here on, this stands between fields.
    pub(super) fn set_delimiter(&mut self, delimiter: u8) {
        self.delimiters = vec![delimiter];
    }

    /// Reads the next rows into `chunk`, whose old ones go; says whether there are any.
    pub(super) fn read(&mut self, chunk: &mut Chunk) -> io::Result<bool> {
        let Chunk { bytes, line } = chunk;
        bytes.clear();
        bytes.append(&mut self.rest);
        *line = self.line;
        let end = loop {
            if self.is_done {
                break bytes.len();
            }
            if bytes.len() >= CHUNK
                && let Some(end) = last_row(bytes, &self.delimiters)
            {
                break end;
            }
            self.is_done = fill(bytes, &mut self.input)? == 0;
        };
        self.rest.extend_from_slice(&bytes[end..]);
        bytes.truncate(end);
        self.line += lines(bytes);
        Ok(end > 0)
    }
}

/// Adds what comes next, as much as is there already: a row that is not whole is looked through from its begin each
/// time. Gives how much that is.
fn fill(bytes: &mut Vec<u8>, input: &mut impl Read) -> io::Result<usize> {
    bytes.reserve(CHUNK + 1);
    input.take(bytes.len().max(CHUNK) as u64).read_to_end(bytes)
}

fn lines(bytes: &[u8]) -> u64 {
    memchr_iter(b'\n', bytes).count() as u64
}

/// Where the quoted field that begins at `open` ends, after its closing quote.
fn after_quoted(bytes: &[u8], open: usize) -> Option<usize> {
    let mut at = open + 1;
    loop {
        at += memchr(b'"', bytes.get(at..)?)? + 1;
        // Two quotes in a quoted field stand for one.
        if bytes.get(at) != Some(&b'"') {
            return Some(at);
        }
        at += 1;
    }
}

/// Whether a quote at this place opens a field: elsewhere it is a character like others.
fn opens_field(bytes: &[u8], at: usize, delimiters: &[u8]) -> bool {
    let is_before = |byte| matches!(byte, b'\n' | b'\r') || delimiters.contains(&byte);
    at.checked_sub(1).is_none_or(|before| is_before(bytes[before]))
}

/// Where the first row ends, after its line end.
fn first_row(bytes: &[u8], delimiters: &[u8]) -> Option<usize> {
    let mut from = 0;
    loop {
        let end = from + memchr(b'\n', bytes.get(from..)?)?;
        match memchr_iter(b'"', &bytes[from..end])
            .find(|at| opens_field(bytes, from + at, delimiters))
        {
            None => return Some(end + 1),
            Some(open) => from = after_quoted(bytes, from + open)?,
        }
    }
}

/// Where the last whole row ends, after its line end.
fn last_row(bytes: &[u8], delimiters: &[u8]) -> Option<usize> {
    let mut from = 0;
    let mut row = None;
    let ends_before =
        |from: usize, to: usize| memrchr(b'\n', &bytes[from..to]).map(|at| from + at + 1);
    while let Some(open) = memchr(b'"', &bytes[from..]).map(|at| from + at) {
        row = ends_before(from, open).or(row);
        from = if opens_field(bytes, open, delimiters) {
            match after_quoted(bytes, open) {
                Some(after) => after,
                None => return row,
            }
        } else {
            open + 1
        };
    }
    ends_before(from, bytes.len()).or(row)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Rows as the csv crate reads them.
    fn rows(bytes: &[u8]) -> Vec<csv::ByteRecord> {
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
        reader.byte_records().map(Result::unwrap).collect()
    }

    #[test]
    fn rows_end_outside_quotes() {
        let first_row = |bytes| first_row(bytes, b",");
        let last_row = |bytes| last_row(bytes, b",");
        assert_eq!(first_row(b"a,\"b\nc\"\nd"), Some(8));
        assert_eq!(first_row(b"a,5\" pipe\nd"), Some(10));
        assert_eq!(first_row(b"\"a\"\"\n\",b\n"), Some(9));
        assert_eq!(first_row(b"a,\"b\nc"), None);
        assert_eq!(last_row(b"a\nb,\"\n\"\nc,\"\n"), Some(8));
    }

    #[test]
    fn the_longer_a_row_the_more_is_read() {
        let mut row = Vec::new();
        let read = [(); 4].map(|()| fill(&mut row, &mut io::repeat(b'"')).unwrap());
        assert_eq!(read, [CHUNK, CHUNK, 2 * CHUNK, 4 * CHUNK]);
    }

    proptest! {
        #[test]
        fn parts_give_the_rows_of_the_whole(pieces in proptest::collection::vec(
            prop::sample::select(vec!["a", ",", "\n", "\"", "\"\"", "\r\n", "\",\"", "x\"y", "\"\n\"", " "]), 0..40,
        )) {
            let text = pieces.concat().into_bytes();
            let mut at = 0;
            let mut parts = Vec::new();
            while at < text.len() {
                let end = first_row(&text[at..], b",").map_or(text.len(), |end| at + end);
                parts.extend(rows(&text[at..end]));
                at = end;
            }
            prop_assert_eq!(&parts, &rows(&text));
            let cut = last_row(&text, b",").unwrap_or(0);
            let both = [rows(&text[..cut]), rows(&text[cut..])].concat();
            prop_assert_eq!(both, rows(&text));
        }
    }
}
