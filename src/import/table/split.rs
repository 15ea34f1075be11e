//! The rows of a table, and their fields.

use super::{Quotes, marks::Marks};
use crate::import::Reason;
use memchr::{memchr, memchr_iter};
use std::ops::Range;

/// The fields of a row.
pub(in crate::import) struct Row<'r> {
    bytes: &'r [u8],
    /// The same, if it is UTF-8.
    text: Option<&'r str>,
    fields: &'r [Range<usize>],
    /// What is wrong with its quotation marks.
    malformed: Option<(Reason, usize)>,
    /// Its bytes in the table, where there are quotation marks in it.
    raw: &'r [u8],
    /// How many lines end before it.
    lines_before: u64,
}

/// Bytes that are not UTF-8.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::import) struct NoText;

impl<'r> Row<'r> {
    /// How many fields there are.
    pub(in crate::import) const fn len(&self) -> usize {
        self.fields.len()
    }

    /// Whether it is a row of so many fields without quotation marks, as most are.
    #[inline]
    pub(in crate::import) fn is_plain(&self, n_fields: usize) -> bool {
        self.raw.is_empty() && self.malformed.is_none() && self.len() == n_fields
    }

    /// Whether all of it is text.
    #[inline]
    pub(in crate::import) const fn is_text(&self) -> bool {
        self.text.is_some()
    }

    /// Why it cannot be read as a row of so many fields.
    pub(in crate::import) fn fault(&self, n_fields: usize) -> Option<Reason> {
        let ragged = || (self.len() != n_fields).then_some(Reason::Ragged);
        self.malformed().or_else(ragged)
    }

    /// What is wrong with its quotation marks.
    pub(in crate::import) fn malformed(&self) -> Option<Reason> {
        self.malformed.map(|(reason, _)| reason)
    }

    /// Whether a quoted field holds line ends between which stand rows of so many fields: a quotation mark may be missing.
    pub(in crate::import) fn may_hold_rows(&self, n_fields: usize, delimiter: u8) -> bool {
        if self.raw.is_empty() || n_fields < 2 || memchr(b'\n', self.raw).is_none() {
            return false;
        }
        let width = |line: &[u8]| memchr_iter(delimiter, line).count() + 1;
        let mut widths: Vec<usize> = self.raw.split(|byte| *byte == b'\n').map(width).collect();
        let is_all = widths.iter().all(|width| *width == n_fields);
        widths.pop();
        is_all || widths.iter().skip(1).any(|width| *width == n_fields)
    }

    /// How many lines end before it in the bytes that are read.
    pub(in crate::import) const fn lines_before(&self) -> u64 {
        self.lines_before
    }

    /// How many lines of the table it takes.
    pub(in crate::import) fn n_lines(&self) -> usize {
        memchr_iter(b'\n', self.raw).count() + 1
    }

    /// On which of its lines the quoted field opens that is at fault, or else the first that spans lines.
    pub(in crate::import) fn opens_on(&self, delimiter: u8) -> u64 {
        let opens = |at: &usize| {
            self.raw.get(*at) == Some(&b'"')
                && at.checked_sub(1).is_none_or(|before| self.raw.get(before) == Some(&delimiter))
        };
        let first_line = memchr(b'\n', self.raw).unwrap_or(self.raw.len());
        let first = || (0..first_line).rev().find(opens);
        let at = self.malformed.map(|(_, at)| at).or_else(first).unwrap_or_default();
        memchr_iter(b'\n', self.raw.get(..at).unwrap_or_default()).count() as u64
    }

    /// The field at a place; where there is none, an empty one.
    #[inline]
    pub(in crate::import) fn text(&self, at: usize) -> Result<&'r str, NoText> {
        let Some(field) = self.fields.get(at) else { return Ok("") };
        match self.text.and_then(|text| text.get(field.start..field.end)) {
            Some(text) => Ok(text),
            None => self.checked(field.clone()),
        }
    }

    /// A field, if it is text while others may not be.
    #[cold]
    fn checked(&self, field: Range<usize>) -> Result<&'r str, NoText> {
        std::str::from_utf8(self.bytes.get(field).unwrap_or_default()).map_err(|_| NoText)
    }
}

/// Splits bytes into rows, and rows into fields, as [`csv_core`] does.
///
/// A row without quotes, as most are, is where its delimiters are; others are read byte by byte.
pub(in crate::import) struct Splitter {
    marks: Marks,
    fields: Vec<Range<usize>>,
    quoted: Quoted,
    delimiter: u8,
    quotes: Quotes,
}

impl Splitter {
    /// For tables in which this stands between fields.
    pub(in crate::import) fn new(delimiter: u8, quotes: Quotes) -> Self {
        Self {
            marks: Marks::new(delimiter),
            fields: Vec::new(),
            quoted: Quoted::new(delimiter),
            delimiter,
            quotes,
        }
    }

    /// The rows of some bytes.
    pub(in crate::import) fn rows<'s>(&'s mut self, bytes: &'s [u8]) -> Rows<'s> {
        self.marks.begin();
        Rows { bytes, text: std::str::from_utf8(bytes).ok(), next: 0, n_lines: 0, splitter: self }
    }
}

/// Rows of a table.
pub(in crate::import) struct Rows<'s> {
    bytes: &'s [u8],
    /// The same, if all of it is UTF-8.
    text: Option<&'s str>,
    /// Where the next row begins, or the line ends before it.
    next: usize,
    /// How many lines end before that.
    n_lines: u64,
    splitter: &'s mut Splitter,
}

impl Rows<'_> {
    /// The next row, and where it begins. An empty line is none.
    #[inline]
    pub(in crate::import) fn next(&mut self) -> Option<(usize, Row<'_>)> {
        let Self { bytes, text, next, n_lines, splitter } = self;
        let Splitter { marks, fields, quoted, delimiter, quotes } = splitter;
        let mut begin = *next;
        loop {
            match bytes.get(begin)? {
                b'\n' => *n_lines += 1,
                b'\r' => {}
                _ => break,
            }
            begin += 1;
        }
        let lines_before = *n_lines;
        marks.skip(begin, bytes);
        fields.clear();
        let mut from = begin;
        *next = loop {
            let Some(at) = marks.next(bytes) else { break bytes.len() };
            match bytes[at] {
                b'\n' | b'\r' => break at,
                b'"' if *quotes == Quotes::None => {}
                b'"' => {
                    fields.clear();
                    *next = begin + quoted.read(&bytes[begin..], fields);
                    let raw = bytes.get(begin..*next).unwrap_or_default();
                    *n_lines += memchr_iter(b'\n', raw).count() as u64;
                    let raw = raw.strip_suffix(b"\n").unwrap_or(raw);
                    let raw = raw.strip_suffix(b"\r").unwrap_or(raw);
                    let malformed = malformed(raw, *delimiter);
                    return Some((
                        begin,
                        Row { malformed, raw, lines_before, ..quoted.row(fields) },
                    ));
                }
                _ => fields.push(std::mem::replace(&mut from, at + 1)..at),
            }
        };
        fields.push(from..*next);
        Some((begin, Row { bytes, text: *text, fields, malformed: None, raw: &[], lines_before }))
    }
}

/// What is wrong with the quotation marks of a row, and where the field opens.
fn malformed(raw: &[u8], delimiter: u8) -> Option<(Reason, usize)> {
    let mut at = 0;
    loop {
        if raw.get(at) == Some(&b'"') {
            let open = at;
            // To the closing mark; two in a row stand for one.
            loop {
                at += 1;
                let Some(distance) = memchr(b'"', raw.get(at..)?) else {
                    return Some((Reason::OpenQuote, open));
                };
                at += distance + 1;
                if raw.get(at) != Some(&b'"') {
                    break;
                }
            }
            if raw.get(at).is_some_and(|byte| *byte != delimiter) {
                return Some((Reason::AfterQuote, open));
            }
        }
        at += memchr(delimiter, raw.get(at..)?)? + 1;
    }
}

/// Reads rows in which there are quotes.
struct Quoted {
    reader: csv_core::Reader,
    /// The fields of a row, end to end.
    bytes: Vec<u8>,
    /// Where each of them ends.
    ends: Vec<usize>,
    n_bytes: usize,
}

impl Quoted {
    fn new(delimiter: u8) -> Self {
        let mut reader = csv_core::ReaderBuilder::new().delimiter(delimiter).build();
        let (mut bytes, mut ends) = (vec![0; 256], vec![0; 16]);
        // What it reads first it takes for the begin of a file, and would leave out a byte order mark there.
        let _ = reader.read_record(b"\n", &mut bytes, &mut ends);
        Self { reader, bytes, ends, n_bytes: 0 }
    }

    /// Reads a row, tells the places of its fields, and gives the number of bytes that it takes in the table.
    fn read(&mut self, row: &[u8], fields: &mut Vec<Range<usize>>) -> usize {
        use csv_core::ReadRecordResult::{End, InputEmpty, OutputEndsFull, OutputFull, Record};
        let (mut n_read, mut n_ends) = (0, 0);
        self.n_bytes = 0;
        loop {
            let (bytes, ends) = (&mut self.bytes[self.n_bytes..], &mut self.ends[n_ends..]);
            let (result, read, written, ended) =
                self.reader.read_record(&row[n_read..], bytes, ends);
            n_read += read;
            self.n_bytes += written;
            n_ends += ended;
            match result {
                InputEmpty => {}
                OutputFull => self.bytes.resize(2 * self.bytes.len(), 0),
                OutputEndsFull => self.ends.resize(2 * self.ends.len(), 0),
                Record | End => break,
            }
        }
        let mut begin = 0;
        fields
            .extend(self.ends[..n_ends].iter().map(|&end| std::mem::replace(&mut begin, end)..end));
        n_read
    }

    /// The row that was read last.
    fn row<'r>(&'r self, fields: &'r [Range<usize>]) -> Row<'r> {
        let bytes = &self.bytes[..self.n_bytes];
        let text = std::str::from_utf8(bytes).ok();
        Row { bytes, text, fields, malformed: None, raw: &[], lines_before: 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Rows as the csv crate reads them.
    fn expected(bytes: &[u8]) -> Vec<Vec<Vec<u8>>> {
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
        let rows =
            reader.byte_records().map(|row| row.unwrap().iter().map(<[u8]>::to_vec).collect());
        rows.collect()
    }

    proptest! {
        #[test]
        fn rows_are_those_of_the_csv_crate(pieces in proptest::collection::vec(
            prop::sample::select(vec![
                &b"a"[..], b",", b",", b"\n", b"\"", b"\"\"", b"\r\n", b"\r", b"\",\"", b"x\"y", b"\"\n\"", b" ",
                "ß".as_bytes(), b"\xff",
            ]), 0..60,
        )) {
            let bytes = pieces.concat();
            let expected = expected(&bytes);
            let mut splitter = Splitter::new(b',', Quotes::Double);
            // What was read before leaves no trace.
            if let Some((_, row)) = splitter.rows(b"a,\"b\",c").next() {
                prop_assert_eq!(row.len(), 3);
            }
            let mut rows = splitter.rows(&bytes);
            let mut n_rows = 0;
            while let Some((_, row)) = rows.next() {
                let expected = &expected[n_rows];
                prop_assert_eq!(row.len(), expected.len());
                for (at, field) in expected.iter().enumerate() {
                    let text = std::str::from_utf8(field).map_err(|_| NoText);
                    prop_assert_eq!(row.text(at), text);
                }
                n_rows += 1;
            }
            prop_assert_eq!(n_rows, expected.len());
        }
    }

    #[test]
    fn long_rows_are_read_whole() {
        let field = format!("\"{}\"\"{}\"", "a".repeat(1_000), "b".repeat(1_000));
        let table = format!("{}\nlast", vec![field; 100].join(","));
        let mut splitter = Splitter::new(b',', Quotes::Double);
        let mut rows = splitter.rows(table.as_bytes());
        let (begin, row) = rows.next().unwrap();
        assert_eq!((begin, row.len()), (0, 100));
        assert_eq!(row.text(99).unwrap().len(), 2_001);
        let (begin, row) = rows.next().unwrap();
        assert_eq!((begin, row.text(0)), (table.len() - 4, Ok("last")));
        assert!(rows.next().is_none());
    }

    #[test]
    fn byte_order_marks_are_text() {
        let table = "\u{feff}a,b\n\u{feff}\"a,b\"\n\u{feff}\"a,b\"";
        let mut splitter = Splitter::new(b',', Quotes::Double);
        let mut rows = splitter.rows(table.as_bytes());
        for fields in [["\u{feff}a", "b"], ["\u{feff}\"a", "b\""], ["\u{feff}\"a", "b\""]] {
            let (_, row) = rows.next().unwrap();
            assert_eq!((row.len(), row.text(0), row.text(1)), (2, Ok(fields[0]), Ok(fields[1])));
        }
        assert!(rows.next().is_none());
    }

    #[test]
    fn lines_are_counted_once() {
        let mut splitter = Splitter::new(b',', Quotes::Double);
        let mut rows = splitter.rows(b"a\n\"b\nc\"\r\nd\n\r\n\ne");
        let mut lines = Vec::new();
        while let Some((_, row)) = rows.next() {
            lines.push(row.lines_before());
        }
        assert_eq!(lines, [0, 1, 3, 6]);
    }
}
