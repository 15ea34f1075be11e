//! The passage of a proposal in its text.

use crate::{
    coding::proposals::Proposal,
    corpus::quotes::{MatchKind, Quote, Text},
};

/// So much of the text around a quote is shown, in bytes.
const AROUND: usize = 400;

/// A quote and the text around it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    /// The text before it.
    pub before: String,
    /// The quote as it stands in the text, or as it was proposed.
    pub quote: String,
    /// The text behind it.
    pub after: String,
    /// Whether the quote stands in the text; nothing where there is no text.
    pub stands: Option<bool>,
}

impl Passage {
    /// Finds the quote of a proposal: at its place, else where it stands verbatim.
    pub fn of(proposal: &Proposal, text: Option<&Text>) -> Self {
        let quote = proposal.quote.clone();
        let Some(text) = text else { return Self { quote, ..Self::default() } };
        let all = text.as_str();
        let place = at_span(all, proposal).or_else(|| {
            let found = text.find(Quote::new(&proposal.quote));
            found.place.filter(|_| found.kind == MatchKind::Verbatim)
        });
        let Some(place) = place else {
            return Self { quote, stands: Some(false), ..Self::default() };
        };
        let first = all.ceil_char_boundary(place.start.saturating_sub(AROUND));
        let last = all.floor_char_boundary((place.end + AROUND).min(all.len()));
        let part = |range: std::ops::Range<usize>| all.get(range).unwrap_or_default().to_owned();
        let (mut before, mut after) = (part(first..place.start), part(place.end..last));
        // Paragraphs and words are not cut.
        if first > 0 {
            let cut =
                before.find("\n\n").map(|at| at + 2).or_else(|| before.find(char::is_whitespace));
            before = format!("…{}", before.get(cut.unwrap_or(0)..).unwrap_or_default());
        }
        if last < all.len() {
            let cut = after.rfind("\n\n").or_else(|| after.rfind(char::is_whitespace));
            after = format!("{}…", after.get(..cut.unwrap_or(after.len())).unwrap_or_default());
        }
        Self { before, quote: part(place), after, stands: Some(true) }
    }
}

/// The bytes of a proposal's place, if its quote stands there.
fn at_span(text: &str, proposal: &Proposal) -> Option<std::ops::Range<usize>> {
    let start = text.char_indices().nth(proposal.span[0]).map(|(at, _)| at)?;
    let end = start + proposal.quote.len();
    (text.get(start..end)? == proposal.quote && !proposal.quote.is_empty()).then_some(start..end)
}
