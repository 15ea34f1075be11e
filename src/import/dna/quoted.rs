//! The words that a statement was coded from.

use super::project::{Document, Quote, covered};

/// A quote, and what stands around it where it stands more than once.
#[derive(Clone, Debug, Default)]
pub(super) struct Quoted {
    pub(super) words: Option<String>,
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
}

/// The words of a statement; an error where their span leaves the text.
pub(super) fn quoted(document: &Document, quote: &Quote) -> Result<Quoted, ()> {
    /// So many letters around a quote tell it from the same words elsewhere (the W3C's example has as many).
    const AROUND: usize = 32;
    let filled = |words: &str| Some(words.trim()).filter(|it| !it.is_empty()).map(str::to_owned);
    let span = match quote {
        Quote::Words(words) => return Ok(Quoted { words: filled(words), ..Quoted::default() }),
        Quote::Span(span) => span,
    };
    let text = document.text.as_deref().unwrap_or_default();
    let range = covered(text, span).ok_or(())?;
    let (before, rest) = text.split_at_checked(range.start).ok_or(())?;
    let (words, after) = rest.split_at_checked(range.len()).ok_or(())?;
    let words = filled(words);
    let is_repeated = words.as_ref().is_some_and(|words| text.matches(words.as_str()).count() > 1);
    if !is_repeated {
        return Ok(Quoted { words, ..Quoted::default() });
    }
    let skipped = before.chars().count().saturating_sub(AROUND);
    let before: String = before.chars().skip(skipped).collect();
    let after: String = after.chars().take(AROUND).collect();
    Ok(Quoted { words, before: filled(&before), after: filled(&after) })
}
