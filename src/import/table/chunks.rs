//! A table in parts that end where a row ends.

use super::Quotes;
use memchr::{memchr, memchr_iter, memrchr};
use std::io::{self, Read};

/// Rows of about so many bytes are read at once.
const CHUNK: usize = 1 << 20;
/// What every byte of a file may begin with, and means nothing.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Whole rows.
#[derive(Debug, Default)]
pub(in crate::import) struct Chunk {
    pub(in crate::import) bytes: Vec<u8>,
    /// The line of the file on which it begins, from 1 on.
    pub(in crate::import) line: u64,
}

/// Reads a table part by part.
pub(in crate::import) struct Chunks<R> {
    input: R,
    /// What was read and not given yet.
    rest: Vec<u8>,
    header: Vec<u8>,
    header_line: u64,
    line: u64,
    is_done: bool,
    /// What may stand between fields.
    delimiters: Vec<u8>,
    quotes: Quotes,
    /// Whether lines end with a carriage return alone.
    has_returns: bool,
    /// The delimiter that a first line `sep=;` names.
    named: Option<u8>,
}

impl<R: Read> Chunks<R> {
    /// Reads up to the end of the header, in which one of the delimiters stands between fields.
    ///
    /// `skip` lines before it are passed over, and a line `sep=;` that spreadsheets write.
    pub(in crate::import) fn new(
        input: R,
        delimiters: &[u8],
        quotes: Quotes,
        skip: usize,
    ) -> io::Result<Self> {
        let mut chunks = Self {
            input,
            rest: Vec::new(),
            header: Vec::new(),
            header_line: 1,
            line: 1,
            is_done: false,
            delimiters: delimiters.to_vec(),
            quotes,
            has_returns: false,
            named: None,
        };
        chunks.fill()?;
        let has = |byte| memchr(byte, &chunks.rest).is_some();
        if has(b'\r') && !has(b'\n') {
            chunks.has_returns = true;
            end_lines(&mut chunks.rest);
        }
        if chunks.rest.starts_with(BYTE_ORDER_MARK) {
            chunks.rest.drain(..BYTE_ORDER_MARK.len());
        }
        for _ in 0..skip {
            chunks.pass_line()?;
        }
        if let Some(named) = separator(&chunks.rest) {
            chunks.named = Some(named);
            chunks.delimiters = vec![named];
            chunks.pass_line()?;
        }
        let mut end = chunks.first_row();
        while end.is_none() && !chunks.is_done {
            chunks.fill()?;
            end = chunks.first_row();
        }
        let rest = chunks.rest.split_off(end.unwrap_or(chunks.rest.len()));
        chunks.header = std::mem::replace(&mut chunks.rest, rest);
        chunks.header_line = chunks.line;
        chunks.line += lines(&chunks.header);
        Ok(chunks)
    }

    /// Reads more into what is left.
    fn fill(&mut self) -> io::Result<()> {
        let from = self.rest.len();
        self.is_done = fill(&mut self.rest, &mut self.input)? == 0;
        if self.has_returns
            && let Some(new) = self.rest.get_mut(from..)
        {
            end_lines(new);
        }
        Ok(())
    }

    /// Passes over a line.
    fn pass_line(&mut self) -> io::Result<()> {
        let mut end = memchr(b'\n', &self.rest);
        while end.is_none() && !self.is_done {
            self.fill()?;
            end = memchr(b'\n', &self.rest);
        }
        self.rest.drain(..end.map_or(self.rest.len(), |end| end + 1));
        self.line += 1;
        Ok(())
    }

    fn first_row(&self) -> Option<usize> {
        match self.quotes {
            Quotes::None => memchr(b'\n', &self.rest).map(|end| end + 1),
            Quotes::Double => first_row(&self.rest, &self.delimiters),
        }
    }

    /// The delimiter that a first line names.
    pub(in crate::import) fn named_delimiter(&self) -> Option<u8> {
        self.named
    }

    /// The first lines behind the first row, as far as they have been read.
    pub(in crate::import) fn next_lines(&self) -> impl Iterator<Item = &[u8]> {
        self.rest.split_inclusive(|byte| *byte == b'\n')
    }

    /// How many lines have been read.
    pub(in crate::import) fn n_lines(&self) -> u64 {
        self.line
    }

    /// The line of the first row.
    pub(in crate::import) fn header_line(&self) -> u64 {
        self.header_line
    }

    /// The first row.
    pub(in crate::import) fn header(&self) -> &[u8] {
        &self.header
    }

    /// Gives the first row with the others: it has no headings.
    pub(in crate::import) fn put_back(&mut self) {
        let rest = std::mem::take(&mut self.rest);
        self.rest = std::mem::take(&mut self.header);
        self.rest.extend(rest);
        self.line = self.header_line;
    }

    /// From here on, this stands between fields.
    pub(in crate::import) fn set_delimiter(&mut self, delimiter: u8) {
        self.delimiters = vec![delimiter];
    }

    /// Reads the next rows into `chunk`, whose old ones go; says whether there are any.
    pub(in crate::import) fn read(&mut self, chunk: &mut Chunk) -> io::Result<bool> {
        let Chunk { bytes, line } = chunk;
        bytes.clear();
        bytes.append(&mut self.rest);
        *line = self.line;
        let end = loop {
            if self.is_done {
                break bytes.len();
            }
            let last = || match self.quotes {
                Quotes::None => memrchr(b'\n', bytes).map(|at| at + 1),
                Quotes::Double => last_row(bytes, &self.delimiters),
            };
            if bytes.len() >= CHUNK
                && let Some(end) = last()
            {
                break end;
            }
            let from = bytes.len();
            self.is_done = fill(bytes, &mut self.input)? == 0;
            if self.has_returns
                && let Some(new) = bytes.get_mut(from..)
            {
                end_lines(new);
            }
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

/// Ends lines with a line feed that end with a carriage return.
fn end_lines(bytes: &mut [u8]) {
    bytes.iter_mut().filter(|byte| **byte == b'\r').for_each(|byte| *byte = b'\n');
}

/// The delimiter that a first line `sep=;` names.
fn separator(bytes: &[u8]) -> Option<u8> {
    let line = bytes.split(|byte| matches!(byte, b'\n' | b'\r')).next()?;
    let line = line.strip_prefix(b"\"").unwrap_or(line);
    let line = line.strip_suffix(b"\"").unwrap_or(line);
    let (word, rest) = line.split_at_checked(4)?;
    match (word.eq_ignore_ascii_case(b"sep="), rest) {
        (true, [delimiter]) => Some(*delimiter),
        _ => None,
    }
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
