//! The outline of a RON text: which values stand in which brackets, and where.
//!
//! RON's own reader stops at the first mistake and knows no places of values. The outline finds
//! the members of one bracketed value without reading them, so that each record is read by itself
//! and a mistake in one hides none of the others. It only has to know brackets, strings, characters
//! and comments; what a member means is the reader's business.

use std::ops::Range;

/// A member of a bracketed value: `key: value`, or a value alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Member {
    /// Where the key stands, in a record.
    pub(crate) key: Option<Range<usize>>,
    /// Where the value stands, without white space and comments around it.
    pub(crate) value: Range<usize>,
}

/// A mistake in the brackets themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// Where.
    pub(crate) at: Range<usize>,
    /// What.
    pub(crate) message: &'static str,
}

const OPEN_BRACKET: &str = "this bracket is never closed";
const OPEN_TEXT: &str = "this text is never closed";

/// The members of one bracketed value.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Outline {
    /// The name before the bracket, such as `Corpus`.
    pub(crate) name: Option<Range<usize>>,
    /// The members, in order.
    pub(crate) members: Vec<Member>,
    /// Mistakes in the brackets.
    pub(crate) faults: Vec<Fault>,
    /// The byte after the closing bracket, or the end of the text.
    pub(crate) end: usize,
}

/// Outlines the bracketed value that begins at byte `from`: `Name(…)`, `(…)`, `[…]` or `{…}`.
///
/// `None` when no bracket stands there. Time is linear in the length of the value.
pub(crate) fn outline(text: &str, from: usize) -> Option<Outline> {
    let mut scanner = Scanner { text, at: from };
    scanner.skip_trivia();
    let name = scanner.identifier();
    scanner.skip_trivia();
    let open = scanner.at;
    let close = closing(scanner.peek()?)?;
    scanner.at += 1;
    let mut outline = Outline { name, ..Outline::default() };
    loop {
        scanner.skip_trivia();
        match scanner.peek() {
            None => {
                outline.faults.push(Fault { at: open..open + 1, message: OPEN_BRACKET });
                break;
            }
            Some(byte) if byte == close => {
                scanner.at += 1;
                break;
            }
            Some(b',') => {
                let at = scanner.at..scanner.at + 1;
                outline.faults.push(Fault { at, message: "a value is missing before this comma" });
                scanner.at += 1;
            }
            Some(b')' | b']' | b'}') => {
                let at = scanner.at..scanner.at + 1;
                outline.faults.push(Fault { at, message: "this bracket closes nothing" });
                scanner.at += 1;
            }
            Some(_) => scanner.member(close, &mut outline),
        }
    }
    outline.end = scanner.at;
    if outline.faults.iter().any(|fault| fault.message == OPEN_TEXT) {
        // Whatever seems open then, the text has swallowed its end.
        outline.faults.retain(|fault| fault.message != OPEN_BRACKET);
    }
    Some(outline)
}

const fn closing(open: u8) -> Option<u8> {
    match open {
        b'(' => Some(b')'),
        b'[' => Some(b']'),
        b'{' => Some(b'}'),
        _ => None,
    }
}

/// The end of the attributes (`#![enable(…)]`) that a file may begin with.
pub(crate) fn after_attributes(text: &str) -> usize {
    let mut scanner = Scanner { text, at: 0 };
    loop {
        scanner.skip_trivia();
        if !scanner.rest().starts_with("#!") {
            return scanner.at;
        }
        match scanner.rest().find(']') {
            Some(close) => scanner.at += close + 1,
            None => return scanner.at,
        }
    }
}

/// The end of white space and comments that begin at `from`.
pub(crate) fn after_trivia(text: &str, from: usize) -> usize {
    let mut scanner = Scanner { text, at: from };
    scanner.skip_trivia();
    scanner.at
}

struct Scanner<'t> {
    text: &'t str,
    at: usize,
}

impl Scanner<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_trivia(&mut self) {
        loop {
            let rest = self.rest();
            let trimmed = rest.trim_start();
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

    fn identifier(&mut self) -> Option<Range<usize>> {
        let rest = self.rest();
        let length = rest
            .char_indices()
            .find(|&(_, c)| !(c.is_alphanumeric() || c == '_'))
            .map_or(rest.len(), |(at, _)| at);
        let starts_well = rest.starts_with(|c: char| c.is_alphabetic() || c == '_');
        (starts_well && length > 0).then(|| {
            self.at += length;
            self.at - length..self.at
        })
    }

    /// One member of a value that ends with `close`, and the comma after it.
    fn member(&mut self, close: u8, outline: &mut Outline) {
        let start = self.at;
        let mut key = None;
        if let Some(name) = self.identifier() {
            self.skip_trivia();
            if self.peek() == Some(b':') {
                self.at += 1;
                self.skip_trivia();
                key = Some(name);
            } else {
                self.at = start;
            }
        }
        let value_start = self.at;
        let mut end = self.at;
        let mut brackets: Vec<(u8, usize)> = Vec::new();
        let mut bracketed = false;
        while let Some(byte) = self.peek() {
            match byte {
                b',' if brackets.is_empty() => {
                    self.at += 1;
                    break;
                }
                b',' => {
                    self.at += 1;
                    // A field cannot begin with a bracket: the record before was left open.
                    if close == b']' && brackets.len() == 1 && self.next_is_bracket() {
                        let open = brackets.first().map_or(value_start, |(_, at)| *at);
                        outline.faults.push(Fault { at: open..open + 1, message: OPEN_BRACKET });
                        break;
                    }
                    continue;
                }
                b'(' | b'[' | b'{' if brackets.is_empty() && bracketed => {
                    let at = self.at..self.at + 1;
                    outline.faults.push(Fault { at, message: "a comma is missing before this" });
                    break;
                }
                b'(' | b'[' | b'{' => {
                    bracketed = true;
                    brackets.push((closing(byte).unwrap_or(byte), self.at));
                    self.at += 1;
                }
                b')' | b']' | b'}' => {
                    let matching = brackets.iter().rposition(|(expected, _)| *expected == byte);
                    match matching {
                        Some(depth) => {
                            for (_, open) in brackets.drain(depth..).skip(1) {
                                let at = open..open + 1;
                                outline.faults.push(Fault { at, message: OPEN_BRACKET });
                            }
                            self.at += 1;
                        }
                        None if byte == close => {
                            for (_, open) in brackets.drain(..) {
                                let at = open..open + 1;
                                outline.faults.push(Fault { at, message: OPEN_BRACKET });
                            }
                            break;
                        }
                        None => {
                            let at = self.at..self.at + 1;
                            outline
                                .faults
                                .push(Fault { at, message: "this bracket closes nothing" });
                            self.at += 1;
                        }
                    }
                }
                b'"' | b'\'' | b'r' | b'b' => self.text_or_word(outline),
                _ => {
                    let was = self.at;
                    self.skip_trivia();
                    if self.at > was {
                        continue;
                    }
                    self.at += self.rest().chars().next().map_or(1, char::len_utf8);
                }
            }
            end = self.at;
        }
        for (_, open) in brackets {
            if self.peek().is_none() {
                outline.faults.push(Fault { at: open..open + 1, message: OPEN_BRACKET });
            }
        }
        // After a comma `end` still stands before it; after a break it stands after the value.
        outline.members.push(Member { key, value: value_start..end.max(value_start) });
    }

    fn next_is_bracket(&mut self) -> bool {
        let was = self.at;
        self.skip_trivia();
        let is_bracket = matches!(self.peek(), Some(b'('));
        self.at = was;
        is_bracket
    }

    /// A string, raw string, byte string or character; or a word that begins like one.
    fn text_or_word(&mut self, outline: &mut Outline) {
        let rest = self.rest();
        let prefix = ["br", "b", "r", ""].into_iter().find(|prefix| {
            rest.strip_prefix(*prefix).is_some_and(|text| {
                let text = if prefix.contains('r') { text.trim_start_matches('#') } else { text };
                text.starts_with('"') || (!prefix.contains('r') && text.starts_with('\''))
            })
        });
        let Some(prefix) = prefix else {
            if self.identifier().is_none() {
                self.at += 1;
            }
            return;
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
        if let Some(length) = length {
            self.at += prefix.len() + length;
        } else {
            let at = self.at..self.at + prefix.len() + 1;
            outline.faults.push(Fault { at, message: OPEN_TEXT });
            self.at = self.text.len();
        }
    }
}

/// The length of a text in quotes, or `None` when it does not end.
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

/// The length of a block comment, which may hold others.
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

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, &str)], faults: &[&str]) {
        let outline = outline(text, 0).unwrap();
        let members: Vec<(&str, &str)> = outline
            .members
            .iter()
            .map(|member| {
                (member.key.clone().map_or("", |key| &text[key]), &text[member.value.clone()])
            })
            .collect();
        assert_eq!(members, expected, "{text}");
        let messages: Vec<&str> = outline.faults.iter().map(|fault| fault.message).collect();
        assert_eq!(messages, faults, "{text}");
    }

    #[test]
    fn members_are_found_around_strings_and_comments() {
        check(
            r##"Corpus( a: "x, \" )", /* , ( */ b : r#"" ]"# , // c: 3
               d: [(1), 'x', '\''], e: Some((f: 1)) )"##,
            &[
                ("a", r#""x, \" )""#),
                ("b", r##"r#"" ]"#"##),
                ("d", r"[(1), 'x', '\'']"),
                ("e", "Some((f: 1))"),
            ],
            &[],
        );
        check("[ (a: 1) /* one */ , (b: 2), ]", &[("", "(a: 1)"), ("", "(b: 2)")], &[]);
        check("()", &[], &[]);
    }

    #[test]
    fn mistakes_hide_no_neighbours() {
        check(
            "[(a: 1) (b: 2)]",
            &[("", "(a: 1)"), ("", "(b: 2)")],
            &["a comma is missing before this"],
        );
        check(
            "[(a: 1),, (b: 2)]",
            &[("", "(a: 1)"), ("", "(b: 2)")],
            &["a value is missing before this comma"],
        );
        check("[(a: 1, (b: 2)]", &[("", "(a: 1"), ("", "(b: 2)")], &[OPEN_BRACKET]);
        check("[(a: [1), (b: 2)]", &[("", "(a: [1)"), ("", "(b: 2)")], &[OPEN_BRACKET]);
        check("[(a: \"x), (b: 2)]", &[("", "(a: \"x), (b: 2)]")], &[OPEN_TEXT]);
    }
}
