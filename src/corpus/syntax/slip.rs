//! The commonest slips of the hand in RON: a quotation mark that is not escaped, a missing comma or colon.

use super::{
    outline::{after_trivia, outline},
    record::RecordSpec,
    scanner::Scanner,
};
use std::ops::Range;

/// A slip: where in the value it is, what it is, and what to write instead.
pub(super) struct Slip {
    pub(super) at: Range<usize>,
    pub(super) message: String,
    pub(super) help: String,
}

/// The length of the word that a text begins with.
fn word(text: &str) -> usize {
    text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len())
}

/// The end of the first whole value of a text.
fn first_value(written: &str) -> Option<usize> {
    if written.starts_with(['(', '[', '{']) {
        return outline(written, 0).filter(|it| it.faults.is_empty()).map(|it| it.end);
    }
    let mut scanner = Scanner { text: written, at: 0 };
    scanner.skip_text_or_word().ok()?;
    if !written.starts_with(|c: char| c.is_ascii_digit() || c == '-') {
        return Some(scanner.at);
    }
    written.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '.' | '-' | '+'))
}

/// What is wrong in what should be one value, or a list of values.
pub(super) fn in_value(written: &str) -> Option<Slip> {
    let in_item = || {
        let list = outline(written, 0).filter(|_| written.starts_with('['))?;
        let mut items = list.members.into_iter().map(|member| member.value);
        items.find_map(|item| Some((item.start, behind_value(written.get(item)?)?)))
    };
    behind_value(written).or_else(|| {
        let (start, Slip { at, message, help }) = in_item()?;
        Some(Slip { at: start + at.start..start + at.end, message, help })
    })
}

/// What is wrong behind the first value of what should be one.
fn behind_value(written: &str) -> Option<Slip> {
    let end = first_value(written)?;
    let next = after_trivia(written, end);
    let rest = written.get(next..).filter(|rest| !rest.is_empty())?;
    let length = word(rest);
    let name = rest.get(..length)?;
    let is_field = length > 0 && written[after_trivia(written, next + length)..].starts_with(':');
    if is_field {
        return Some(Slip {
            at: next..next + length,
            message: format!("missing comma before `{name}`"),
            help: "fields of a record are separated by commas".to_owned(),
        });
    }
    // Two texts side by side are two items of a list, or of a quotation mark too many.
    let is_text = written.starts_with('"');
    if is_text && rest.starts_with('"') && next > end {
        return Some(Slip {
            at: next..next + 1,
            message: "missing comma before this text".to_owned(),
            help: "a quotation mark inside a text is written \\\"".to_owned(),
        });
    }
    is_text.then(|| Slip {
        at: end - 1..end,
        message: "this quotation mark ends the text, and more follows".to_owned(),
        help: "a quotation mark inside a text is written \\\"".to_owned(),
    })
}

/// What is wrong with a member of a record that is no `name: value`: a field of which the colon is missing.
pub(super) fn without_key(written: &str, spec: &RecordSpec) -> Option<Slip> {
    let length = word(written);
    let name = written.get(..length)?;
    let is_field = spec.fields.iter().any(|field| field.name == name);
    is_field.then(|| Slip {
        at: 0..length,
        message: format!("missing colon after `{name}`"),
        help: format!("write `{name}: …`"),
    })
}

/// The first line on which the quotation marks are not paired: where a text that is never closed went wrong, since texts
/// hardly ever have several lines.
pub(super) fn unpaired_line(text: &str) -> Option<usize> {
    let is_unpaired = |line: &str| {
        let mut is_open = false;
        let mut bytes = line.bytes().peekable();
        while let Some(byte) = bytes.next() {
            match byte {
                b'\\' if is_open => {
                    bytes.next();
                }
                b'"' => is_open = !is_open,
                b'/' if !is_open && bytes.peek() == Some(&b'/') => break,
                _ => {}
            }
        }
        is_open
    };
    text.lines().position(is_unpaired).map(|at| at + 1)
}
