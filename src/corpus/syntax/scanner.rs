//! The lexical side of RON: white space, comments, names, texts.

use std::ops::Range;

/// A cursor in a text.
pub(super) struct Scanner<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
}

/// A quoted text that is not closed.
pub(super) struct OpenText {
    /// Where it begins.
    pub(super) at: Range<usize>,
}

impl Scanner<'_> {
    pub(super) fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    pub(super) fn skip_trivia(&mut self) {
        loop {
            let rest = self.rest();
            let trimmed = rest.trim_start_matches(is_blank);
            let blank = rest.len() - trimmed.len();
            if trimmed.starts_with("//") {
                self.at += blank + trimmed.find('\n').unwrap_or(trimmed.len());
            } else if trimmed.starts_with("/*") {
                self.at += blank + block_comment(trimmed);
            } else {
                self.at += blank;
                return;
            }
        }
    }

    /// A name; of one written `r#name` the part behind the mark.
    pub(super) fn identifier(&mut self) -> Option<Range<usize>> {
        let is_first = |c: char| c.is_alphabetic() || c == '_';
        if self.rest().strip_prefix("r#").is_some_and(|name| name.starts_with(is_first)) {
            self.at += 2;
        }
        let rest = self.rest();
        let length = rest
            .char_indices()
            .find(|&(_, c)| !(c.is_alphanumeric() || c == '_'))
            .map_or(rest.len(), |(at, _)| at);
        (rest.starts_with(is_first) && length > 0).then(|| {
            self.at += length;
            self.at - length..self.at
        })
    }

    /// Skips one character.
    pub(super) fn skip_character(&mut self) {
        self.at += self.rest().chars().next().map_or(1, char::len_utf8);
    }

    /// A string, raw string, byte string or character; or a word that begins like one.
    pub(super) fn skip_text_or_word(&mut self) -> Result<(), OpenText> {
        let rest = self.rest();
        let prefix = ["br", "b", "r", ""].into_iter().find(|prefix| {
            rest.strip_prefix(*prefix).is_some_and(|text| {
                let text = if prefix.contains('r') { text.trim_start_matches('#') } else { text };
                text.starts_with('"') || (!prefix.contains('r') && text.starts_with('\''))
            })
        });
        let Some(prefix) = prefix else {
            if self.identifier().is_none() {
                self.skip_character();
            }
            return Ok(());
        };
        let body = &rest[prefix.len()..];
        let length = if prefix.contains('r') {
            let hashes = body.len() - body.trim_start_matches('#').len();
            let end = format!("\"{}", "#".repeat(hashes));
            body.get(hashes + 1..)
                .and_then(|text| text.find(&end))
                .map(|at| hashes + 1 + at + end.len())
        } else {
            escaped_text(body)
        };
        let start = self.at;
        if let Some(length) = length {
            self.at += prefix.len() + length;
            Ok(())
        } else {
            self.at = self.text.len();
            Err(OpenText { at: start..start + prefix.len() + 1 })
        }
    }
}

/// Whether RON takes a character for white space.
const fn is_blank(c: char) -> bool {
    matches!(c, '\t'..='\r' | ' ' | '\u{85}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}')
}

/// The length of a quoted text, or `None` when it is not closed.
fn escaped_text(text: &str) -> Option<usize> {
    let quote = text.bytes().next()?;
    let mut bytes = text.bytes().enumerate().skip(1);
    while let Some((at, byte)) = bytes.next() {
        if byte == b'\\' {
            bytes.next();
        } else if byte == quote {
            return Some(at + 1);
        }
    }
    None
}

/// The length of a block comment, which may be nested.
fn block_comment(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut at, mut depth) = (0, 0_usize);
    while at < bytes.len() {
        match &bytes[at..bytes.len().min(at + 2)] {
            b"/*" => {
                depth += 1;
                at += 2;
            }
            b"*/" => {
                depth -= 1;
                at += 2;
                if depth == 0 {
                    return at;
                }
            }
            _ => at += 1,
        }
    }
    bytes.len()
}
