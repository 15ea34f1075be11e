//! Explains, field by field, why RON rejected a record.

use super::{
    RON,
    outline::{Member, outline},
    record::{FieldSpec, RecordSpec},
    slip::{self, Slip},
};
use crate::corpus::{
    diagnostic::{Code, Diagnostic},
    nearest::{did_you_mean, nearest},
    text::{Place, offset_of},
};
use ron::error::{Error, SpannedError};
use std::{collections::HashMap, ops::Range};

/// Adds every finding about the record at `range` that RON rejected with `error`.
pub(super) fn refused(
    text: &str,
    file: usize,
    range: &Range<usize>,
    spec: &RecordSpec,
    error: &SpannedError,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let before = diagnostics.len();
    fields(text, file, range, spec, diagnostics);
    if diagnostics.len() == before {
        let at = error_range(&text[range.clone()], range.start, error);
        let message = format!("invalid {}: {}", spec.word, in_words(&error.code));
        diagnostics.push(Diagnostic::error(Code::Syntax, Place::new(file, &at), message));
    }
}

fn fields(
    text: &str,
    file: usize,
    range: &Range<usize>,
    spec: &RecordSpec,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let is_record = text[range.clone()].ends_with(')');
    let Some(record) = outline(text, range.start).filter(|_| is_record) else { return };
    let place = |range: &Range<usize>| Place::new(file, range);
    let before = diagnostics.len();
    let mut first: HashMap<&str, &Range<usize>> = HashMap::new();
    for member in &record.members {
        let Some(key) = &member.key else {
            let written = &text[member.value.clone()];
            let finding = match slip::without_key(written, spec) {
                Some(slip) => slipped(file, member.value.start, slip),
                None => {
                    let message = format!("expected a field of the {}, `name: value`", spec.word);
                    Diagnostic::error(Code::Syntax, place(&member.value), message)
                }
            };
            diagnostics.push(finding);
            continue;
        };
        let name = &text[key.clone()];
        if let Some(first) = first.get(name) {
            let message = format!("duplicate field `{name}` in this {}", spec.word);
            let finding = Diagnostic::error(Code::DuplicateField, place(key), message);
            diagnostics.push(finding.related(place(first), "first here"));
        } else {
            first.insert(name, key);
        }
        match spec.fields.iter().find(|field| field.name == name) {
            None => {
                let names = spec.fields.iter().map(|field| field.name);
                let help = did_you_mean(&nearest(name, names.clone(), 1)).unwrap_or_else(|| {
                    format!("its fields are {}", names.collect::<Vec<_>>().join(", "))
                });
                let message = format!("unknown field `{name}` in this {}", spec.word);
                diagnostics
                    .push(Diagnostic::error(Code::UnknownField, place(key), message).help(help));
            }
            Some(field) => value(text, file, member, field, diagnostics),
        }
    }
    if diagnostics[before..].iter().any(|finding| finding.code == Code::Syntax) {
        // A field that seems absent may only be unreadable.
        return;
    }
    for field in spec.fields.iter().filter(|field| field.required) {
        if !first.contains_key(field.name) {
            let message = format!("this {} has no `{}`", spec.word, field.name);
            let first = text[range.clone()].chars().next().map_or(0, char::len_utf8);
            let at = place(&(range.start..range.start + first));
            let finding = Diagnostic::error(Code::MissingField, at, message);
            diagnostics.push(finding.help(format!("add `{}: …`", field.name)));
        }
    }
}

fn value(
    text: &str,
    file: usize,
    member: &Member,
    field: &FieldSpec,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let written = &text[member.value.clone()];
    let Err(error) = (field.check)(written) else { return };
    if let (Some(items), Some(list)) = (field.items, outline(text, member.value.start)) {
        let before = diagnostics.len();
        for item in list.members {
            fields(text, file, &item.value, items, diagnostics);
        }
        if diagnostics.len() > before {
            return;
        }
    }
    let inside = error_range(written, member.value.start, &error);
    let is_syntax = RON.from_str::<ron::Value>(written).is_err() && !is_word(written);
    if let Some(slip) = slip::in_value(written).filter(|_| is_syntax) {
        diagnostics.push(slipped(file, member.value.start, slip));
        return;
    }
    let (at, code) =
        if is_syntax { (inside, Code::Syntax) } else { (member.value.clone(), Code::BadValue) };
    let mut finding = Diagnostic::error(
        code,
        Place::new(file, &at),
        format!("`{}` cannot be read: {}", field.name, in_words(&error.code)),
    );
    if let Error::NoSuchEnumVariant { expected, found, .. } = &error.code {
        finding.message = format!("unknown {} `{found}`", field.name);
        finding.help = did_you_mean(&nearest(found, expected.iter().copied(), 1))
            .or_else(|| Some(format!("expected one of {}", expected.join(", "))));
    } else if written.starts_with('"') && matches!(field.name, "kind" | "polarity") {
        finding.message = format!("`{}` takes a word without quotes", field.name);
        finding.help = Some(format!("write {}: {}", field.name, written.trim_matches('"')));
    }
    diagnostics.push(finding);
}

/// The finding of a slip in a value that begins at a byte of a file.
fn slipped(file: usize, start: usize, Slip { at, message, help }: Slip) -> Diagnostic {
    let place = Place::new(file, &(start + at.start..start + at.end));
    Diagnostic::error(Code::Syntax, place, message).help(help)
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || c == '_')
}

/// The place in the file of an error that RON found in `text`, which begins at `start`.
pub(super) fn error_range(text: &str, start: usize, error: &SpannedError) -> Range<usize> {
    let from = offset_of(text, error.span.start.line, error.span.start.col);
    let to = offset_of(text, error.span.end.line, error.span.end.col);
    let mut from = from.min(text.len());
    if from == text.len() && from > 0 {
        from = text.char_indices().next_back().map_or(0, |(at, _)| at);
    }
    let one = text[from..].chars().next().map_or(0, char::len_utf8);
    start + from..start + to.clamp(from + one, text.len())
}

/// RON's message in the terms of the corpus.
pub(super) fn in_words(error: &Error) -> String {
    match error {
        Error::ExpectedString => "expected a text in quotes".to_owned(),
        Error::ExpectedArray => "expected a list, `[…]`".to_owned(),
        Error::ExpectedFloat | Error::ExpectedInteger => "expected a number".to_owned(),
        Error::ExpectedBoolean => "expected `true` or `false`".to_owned(),
        Error::ExpectedComma => "expected a comma".to_owned(),
        Error::ExpectedIdentifier => "expected the name of a field".to_owned(),
        Error::ExpectedMapColon => "expected a colon".to_owned(),
        Error::ExpectedNamedStructLike(_) | Error::ExpectedStructLike => {
            "expected a record, `(…)`".to_owned()
        }
        Error::ExpectedMap => "expected `{\"name\": \"value\"}`".to_owned(),
        Error::Eof => "the text ends too early".to_owned(),
        Error::ExceededRecursionLimit => "the brackets are nested too deeply".to_owned(),
        other => {
            let message = other.to_string();
            let mut chars = message.chars();
            chars
                .next()
                .map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
        }
    }
}
