//! The outline of a RON text: the values inside brackets, and their places.
//!
//! RON's own parser stops at the first error and gives no places of values. The outline finds the
//! members of one bracketed value without parsing them, so that each record is parsed by itself and
//! an error in one does not hide others. It only knows brackets, texts and comments.

use super::scanner::{OpenText, Scanner};
use std::ops::Range;

/// A member of a bracketed value: `key: value`, or a value alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Member {
    /// The place of the key, in a record.
    pub(crate) key: Option<Range<usize>>,
    /// The place of the value, without white space and comments around it.
    pub(crate) value: Range<usize>,
}

/// A kind of fault in brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FaultKind {
    OpenBracket,
    OpenText,
    StrayBracket,
    MissingComma,
    MissingValue,
}

/// A fault in brackets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// Its place.
    pub(crate) at: Range<usize>,
    /// Its kind.
    pub(crate) kind: FaultKind,
}

impl FaultKind {
    /// What to do, where the kind of the fault tells it.
    pub(super) const fn help(self) -> Option<&'static str> {
        match self {
            Self::OpenBracket => Some("each record is written `(…),`, each list `[…],`"),
            Self::MissingComma => Some("records are separated by commas"),
            Self::OpenText | Self::StrayBracket | Self::MissingValue => None,
        }
    }
}

impl Fault {
    /// The message, about a place in a text.
    pub(crate) fn message(&self, text: &str) -> &'static str {
        match self.kind {
            FaultKind::OpenBracket => match text.as_bytes().get(self.at.start) {
                Some(b'(') => "this parenthesis is never closed",
                Some(b'{') => "this brace is never closed",
                _ => "this bracket is never closed",
            },
            FaultKind::OpenText => "this text is never closed",
            FaultKind::StrayBracket => "this bracket has no opening bracket",
            FaultKind::MissingComma => "missing comma before this",
            FaultKind::MissingValue => "missing value before this comma",
        }
    }
}

/// The members of one bracketed value.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Outline {
    /// The name before the bracket, such as `Corpus`.
    pub(crate) name: Option<Range<usize>>,
    /// The place of the opening bracket.
    pub(crate) open: usize,
    /// The members, in order.
    pub(crate) members: Vec<Member>,
    /// Faults in the brackets.
    pub(crate) faults: Vec<Fault>,
    /// The byte after the closing bracket, or the end of the text.
    pub(crate) end: usize,
}

/// Outlines the bracketed value that begins at byte `from`: `Name(…)`, `(…)`, `[…]` or `{…}`.
///
/// `None` when there is no bracket. Time linear in the length of the value.
pub(crate) fn outline(text: &str, from: usize) -> Option<Outline> {
    let mut scanner = Scanner { text, at: from };
    scanner.skip_trivia();
    let name = scanner.identifier();
    scanner.skip_trivia();
    let open = scanner.at;
    let close = closing(scanner.peek()?)?;
    scanner.at += 1;
    let outline = Outline { name, open, ..Outline::default() };
    let mut outliner = Outliner { scanner, close, outline };
    outliner.members(open);
    let mut outline = outliner.outline;
    outline.end = outliner.scanner.at;
    if outline.faults.iter().any(|fault| fault.kind == FaultKind::OpenText) {
        // The text that is not closed hides the other closing brackets.
        outline.faults.retain(|fault| fault.kind != FaultKind::OpenBracket);
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
    let mut at = after_trivia(text, 0);
    while let Some(attribute) = attribute(text, at) {
        at = after_trivia(text, attribute.end);
    }
    at
}

/// The list of the attribute that begins at byte `at`.
fn attribute(text: &str, at: usize) -> Option<Outline> {
    let mark = after_trivia(text, at + text[at..].strip_prefix('#').map(|_| 1)?);
    let list = after_trivia(text, mark + text[mark..].strip_prefix('!').map(|_| 1)?);
    outline(text, list).filter(|_| text[list..].starts_with('['))
}

/// The end of white space and comments that begin at `from`.
pub(crate) fn after_trivia(text: &str, from: usize) -> usize {
    let mut scanner = Scanner { text, at: from };
    scanner.skip_trivia();
    scanner.at
}

/// An open bracket: its closing bracket and its place.
type Open = (u8, usize);

/// The open brackets, the innermost last.
#[derive(Default)]
struct Brackets {
    open: Vec<Open>,
    /// How many of them each bracket would close; one that closes none is not searched for.
    awaited: [usize; 3],
}

impl Brackets {
    fn push(&mut self, (close, at): Open) {
        self.awaited[Self::kind(close)] += 1;
        self.open.push((close, at));
    }

    /// Removes the innermost bracket that `close` closes and returns those inside it.
    fn pop(&mut self, close: u8) -> Option<Vec<Open>> {
        if self.awaited[Self::kind(close)] == 0 {
            return None;
        }
        let depth = self.open.iter().rposition(|(expected, _)| *expected == close)?;
        let popped = self.open.split_off(depth);
        for (expected, _) in &popped {
            self.awaited[Self::kind(*expected)] -= 1;
        }
        Some(popped.into_iter().skip(1).collect())
    }

    const fn kind(close: u8) -> usize {
        match close {
            b')' => 0,
            b']' => 1,
            _ => 2,
        }
    }
}

/// Reads the members of one value that ends with `close`.
struct Outliner<'t> {
    scanner: Scanner<'t>,
    close: u8,
    outline: Outline,
}

impl Outliner<'_> {
    fn fault(&mut self, at: usize, kind: FaultKind) {
        self.outline.faults.push(Fault { at: at..at + 1, kind });
    }

    fn members(&mut self, open: usize) {
        loop {
            self.scanner.skip_trivia();
            let at = self.scanner.at;
            match self.scanner.peek() {
                None => return self.fault(open, FaultKind::OpenBracket),
                Some(byte) if byte == self.close => {
                    self.scanner.at += 1;
                    return;
                }
                Some(b',') => {
                    self.fault(at, FaultKind::MissingValue);
                    self.scanner.at += 1;
                }
                Some(b')' | b']' | b'}') => {
                    self.fault(at, FaultKind::StrayBracket);
                    self.scanner.at += 1;
                }
                Some(_) => {
                    let key = self.key();
                    let value = self.value();
                    self.outline.members.push(Member { key, value });
                }
            }
        }
    }

    /// The key before a colon, if there is one.
    fn key(&mut self) -> Option<Range<usize>> {
        let start = self.scanner.at;
        let name = self.scanner.identifier()?;
        self.scanner.skip_trivia();
        if self.scanner.peek() == Some(b':') {
            self.scanner.at += 1;
            self.scanner.skip_trivia();
            Some(name)
        } else {
            self.scanner.at = start;
            None
        }
    }

    /// One value and the comma after it.
    fn value(&mut self) -> Range<usize> {
        let start = self.scanner.at;
        let mut end = start;
        let is_bracketed = self.scanner.peek().and_then(closing).is_some();
        let mut brackets = Brackets::default();
        while let Some(byte) = self.scanner.peek() {
            match byte {
                b',' if brackets.open.is_empty() => {
                    self.scanner.at += 1;
                    break;
                }
                b',' => {
                    self.scanner.at += 1;
                    if self.leaves_record_open(&brackets.open) {
                        break;
                    }
                    continue;
                }
                b'(' | b'[' | b'{' if brackets.open.is_empty() && is_bracketed && end > start => {
                    self.fault(self.scanner.at, FaultKind::MissingComma);
                    break;
                }
                b'(' | b'[' | b'{' => {
                    brackets.push((closing(byte).unwrap_or(byte), self.scanner.at));
                    self.scanner.at += 1;
                }
                b')' | b']' | b'}' => {
                    if !self.closes(byte, &mut brackets) {
                        break;
                    }
                }
                b'"' | b'\'' | b'r' | b'b' => {
                    if let Err(OpenText { at }) = self.scanner.skip_text_or_word() {
                        self.outline.faults.push(Fault { at, kind: FaultKind::OpenText });
                    }
                }
                _ => {
                    let was = self.scanner.at;
                    self.scanner.skip_trivia();
                    if self.scanner.at > was {
                        continue;
                    }
                    self.scanner.skip_character();
                }
            }
            end = self.scanner.at;
        }
        if self.scanner.peek().is_none() {
            self.never_closed(brackets.open);
        }
        start..end
    }

    /// Whether a record of a list was left open before the last comma: a bracket follows, which cannot
    /// begin a field; or, where a list in the record is open too, the next record of a corpus.
    fn leaves_record_open(&mut self, brackets: &[Open]) -> bool {
        let was = self.scanner.at;
        self.scanner.skip_trivia();
        let is_bracket = self.close == b']' && self.scanner.peek() == Some(b'(');
        let is_open = is_bracket && (brackets.len() == 1 || self.begins_record());
        self.scanner.at = was;
        if is_open {
            self.never_closed(brackets.to_vec());
        }
        is_open
    }

    /// Whether a record of a corpus begins here, by its first field.
    fn begins_record(&mut self) -> bool {
        self.scanner.at += 1;
        self.scanner.skip_trivia();
        let text = self.scanner.text;
        let key = self.key().and_then(|key| text.get(key));
        key.is_some_and(|key| ["id", "holder", "verb"].contains(&key))
    }

    /// Skips a closing bracket, unless it ends the members.
    fn closes(&mut self, byte: u8, brackets: &mut Brackets) -> bool {
        match brackets.pop(byte) {
            Some(inner) => self.never_closed(inner),
            None if byte == self.close => {
                self.never_closed(std::mem::take(&mut brackets.open));
                return false;
            }
            None => self.fault(self.scanner.at, FaultKind::StrayBracket),
        }
        self.scanner.at += 1;
        true
    }

    fn never_closed(&mut self, brackets: Vec<Open>) {
        for (_, open) in brackets {
            self.fault(open, FaultKind::OpenBracket);
        }
    }
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
        let messages: Vec<&str> = outline.faults.iter().map(|fault| fault.message(text)).collect();
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
        check("[(a: 1) (b: 2)]", &[("", "(a: 1)"), ("", "(b: 2)")], &["missing comma before this"]);
        check(
            "[(a: 1),, (b: 2)]",
            &[("", "(a: 1)"), ("", "(b: 2)")],
            &["missing value before this comma"],
        );
        check(
            "[(a: 1, (b: 2)]",
            &[("", "(a: 1"), ("", "(b: 2)")],
            &["this parenthesis is never closed"],
        );
        check(
            "[(a: [1), (b: 2)]",
            &[("", "(a: [1)"), ("", "(b: 2)")],
            &["this bracket is never closed"],
        );
        check("[(a: \"x), (b: 2)]", &[("", "(a: \"x), (b: 2)]")], &["this text is never closed"]);
    }
}
