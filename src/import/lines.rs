//! Lines of a text that knows no quoting.

use memchr::memchr2;
use std::io::{self, BufRead, BufReader, Read};

/// What a file may begin with, and means nothing.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Lines and their numbers.
pub(super) struct Lines<R> {
    input: BufReader<R>,
    line: Vec<u8>,
    number: u64,
}

impl<R: Read> Lines<R> {
    pub(super) fn new(input: R) -> Self {
        Self { input: BufReader::with_capacity(1 << 16, input), line: Vec::new(), number: 0 }
    }

    /// Goes to the next line, if there is one. Lines end as on Unix, Windows or old Macs.
    pub(super) fn advance(&mut self) -> io::Result<bool> {
        self.line.clear();
        loop {
            let bytes = self.input.fill_buf()?;
            if bytes.is_empty() {
                let is_line = !self.line.is_empty();
                self.number += u64::from(is_line);
                return Ok(is_line);
            }
            let end = memchr2(b'\n', b'\r', bytes);
            let n_read = end.map_or(bytes.len(), |end| end + 1);
            let is_return = end.and_then(|end| bytes.get(end)) == Some(&b'\r');
            self.line.extend_from_slice(bytes.get(..n_read).unwrap_or_default());
            self.input.consume(n_read);
            if is_return && self.input.fill_buf()?.first() == Some(&b'\n') {
                self.line.push(b'\n');
                self.input.consume(1);
            }
            if end.is_some() {
                self.number += 1;
                return Ok(true);
            }
        }
    }

    /// The number of the line, from 1 on.
    pub(super) fn number(&self) -> u64 {
        self.number
    }

    /// The line, without its end.
    pub(super) fn line(&self) -> &[u8] {
        let line = self.line.as_slice();
        let is_first = self.number == 1;
        let line = line.strip_prefix(BYTE_ORDER_MARK).filter(|_| is_first).unwrap_or(line);
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        line.strip_suffix(b"\r").unwrap_or(line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn lines_end_as_anywhere(
            lines in proptest::collection::vec(("[a-c]{0,9}", 0..3_usize), 0..30),
            last in "[a-c]{0,3}",
            at_once in 1..7_usize,
        ) {
            let text = lines.iter().map(|(line, end)| format!("{line}{}", ["\n", "\r\n", "\r"][*end]));
            let text = text.collect::<String>() + &last;
            // A return and a new line behind it are one end, whoever wrote them.
            let expected = text.replace("\r\n", "\n").replace('\r', "\n");
            let input = BufReader::with_capacity(at_once, text.as_bytes());
            let mut read = Lines { input, line: Vec::new(), number: 0 };
            let mut found = Vec::new();
            while read.advance().unwrap() {
                found.push(String::from_utf8(read.line().to_vec()).unwrap());
                prop_assert_eq!(read.number(), found.len() as u64);
            }
            prop_assert_eq!(found, expected.lines().collect::<Vec<_>>());
        }
    }
}
