//! Quotation marks: where a quotation begins and ends.

use super::paragraphs::{Form, Paragraph};

/// A quotation inside one paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Quotation {
    /// The byte of its opening mark.
    pub(crate) open: usize,
    /// The first byte inside.
    pub(crate) start: usize,
    /// The byte past the last inside.
    pub(crate) end: usize,
    /// The byte past its closing mark.
    pub(crate) close: usize,
    /// The paragraph.
    pub(crate) paragraph: usize,
    /// Whether it goes on from the last quotation before, which had no closing mark.
    pub(crate) continues: bool,
}

/// A pair of marks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Curly,
    Straight,
    Guillemets,
    Low,
    Single,
    Apostrophe,
}

impl Style {
    /// The style that a character opens.
    fn opened_by(c: char, before: Option<char>, after: Option<char>) -> Option<Self> {
        let fresh = before.is_none_or(|b| b.is_whitespace() || "([—–-:“\"/".contains(b));
        let led = after.is_some_and(|a| a.is_alphanumeric() || "“\"‘'@#[(…$£€.".contains(a));
        match c {
            '“' => Some(Self::Curly),
            '«' => Some(Self::Guillemets),
            '„' => Some(Self::Low),
            '"' if led || fresh => Some(Self::Straight),
            '‘' if fresh && led => Some(Self::Single),
            '\'' if fresh && led && !after.is_some_and(|a| a.is_ascii_digit()) => {
                Some(Self::Apostrophe)
            }
            _ => None,
        }
    }

    /// Whether a character closes it.
    fn closed_by(self, c: char, before: Option<char>, after: Option<char>) -> bool {
        let ends = after.is_none_or(|a| !a.is_alphanumeric());
        match self {
            Self::Curly => c == '”',
            Self::Low => c == '“' || c == '”',
            Self::Guillemets => c == '»',
            Self::Straight => c == '"' && ends,
            Self::Single => c == '’' && ends && is_no_possessive(before, after),
            Self::Apostrophe => c == '\'' && ends && is_no_possessive(before, after),
        }
    }

    /// Whether its opening mark, again at the start of a paragraph, may carry a quotation on.
    const fn spans_paragraphs(self) -> bool {
        !matches!(self, Self::Apostrophe)
    }
}

/// `the teachers’ union`: a mark after an `s` and before a space ends a word rather than a quotation.
fn is_no_possessive(before: Option<char>, after: Option<char>) -> bool {
    let plural = before.is_some_and(|b| b == 's' || b == 'S' || b == 'n');
    !plural || !after.is_some_and(char::is_whitespace)
}

/// All quotations of the paragraphs, in order.
pub(crate) fn quotations(text: &str, paragraphs: &[Paragraph]) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut unclosed: Option<Style> = None;
    let labelled = labels(text, paragraphs);
    for (index, paragraph) in paragraphs.iter().enumerate() {
        if matches!(paragraph.form, Form::Address(_) | Form::Furniture) {
            continue;
        }
        let body = text.get(paragraph.start..paragraph.end).unwrap_or_default();
        let chars: Vec<(usize, char)> = body.char_indices().collect();
        let carried = unclosed.take();
        if let Some(said) = labelled.get(index).copied().flatten() {
            let (start, end) = (paragraph.start + said, paragraph.end);
            found.push(Quotation {
                open: start,
                start,
                end,
                close: end,
                paragraph: index,
                continues: false,
            });
            continue;
        }
        let mut at = 0;
        while let Some(&(offset, c)) = chars.get(at) {
            let before = at.checked_sub(1).and_then(|b| chars.get(b)).map(|b| b.1);
            let after = chars.get(at + 1).map(|a| a.1);
            let Some(style) = Style::opened_by(c, before, after) else {
                at += 1;
                continue;
            };
            let close = closing(&chars, at + 1, style);
            let single = matches!(style, Style::Single | Style::Apostrophe);
            if close.is_none() && (single && at != 0 || !style.spans_paragraphs()) {
                at += 1;
                continue;
            }
            let start = paragraph.start + offset + c.len_utf8();
            let (end, past) = close
                .and_then(|close| chars.get(close))
                .map_or((paragraph.end, paragraph.end), |mark| {
                    (paragraph.start + mark.0, paragraph.start + mark.0 + mark.1.len_utf8())
                });
            let continues = at == 0 && carried == Some(style);
            found.push(Quotation {
                open: paragraph.start + offset,
                start,
                end,
                close: past,
                paragraph: index,
                continues,
            });
            match close {
                Some(close) => at = close + 1,
                None => {
                    unclosed = Some(style);
                    at = chars.len();
                }
            }
        }
    }
    found
}

/// A quotation in single marks is no longer than this: what looks like its mark is an apostrophe else.
const LONGEST_SINGLE: usize = 1_200;

/// The position of the mark that closes a quotation opened before `from`.
fn closing(chars: &[(usize, char)], from: usize, style: Style) -> Option<usize> {
    let single = matches!(style, Style::Single | Style::Apostrophe);
    let last = if single { chars.len().min(from + LONGEST_SINGLE) } else { chars.len() };
    (from..last).find(|&at| {
        let get = |at: usize| chars.get(at).map(|c| c.1);
        get(at).is_some_and(|c| style.closed_by(c, get(at - 1), get(at + 1)))
    })
}

/// Where the words of each paragraph of a transcript begin, after its speaker’s name: `QUIST: …`.
fn labels(text: &str, paragraphs: &[Paragraph]) -> Vec<Option<usize>> {
    let found: Vec<Option<usize>> = paragraphs
        .iter()
        .map(|p| {
            (p.form == Form::Body)
                .then(|| label(text.get(p.start..p.end).unwrap_or_default()))
                .flatten()
        })
        .collect();
    if found.iter().flatten().count() < 3 { vec![None; paragraphs.len()] } else { found }
}

/// The length of a speaker’s name with its colon, at the beginning of a paragraph.
fn label(body: &str) -> Option<usize> {
    let colon = body.char_indices().take(90).find(|(_, c)| *c == ':')?.0;
    let name = body.get(..colon)?;
    let rest = body.get(colon + 1..)?;
    let said = rest.trim_start();
    let words: Vec<&str> = name.split_whitespace().collect();
    let small = |word: &&&str| {
        word.chars().next().is_some_and(char::is_lowercase)
            && !matches!(
                **word,
                "of" | "the" | "for" | "and" | "de" | "van" | "von" | "hon." | "hon"
            )
    };
    let plain = !name.contains(['.', '“', '"', '”', '!', '?'])
        || name.starts_with("Mr")
        || name.starts_with("Dr")
        || name.starts_with("Ms");
    let marked = said.starts_with(['“', '"', '‘', '\'', '«']);
    let fits = plain
        && !marked
        && !said.is_empty()
        && rest.starts_with(char::is_whitespace)
        && (1..=12).contains(&words.len())
        && words.iter().filter(small).count() == 0;
    fits.then_some(body.len() - said.len())
}
