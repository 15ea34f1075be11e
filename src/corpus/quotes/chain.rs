//! Finds the pieces of a quote one behind the other.

use super::{
    MatchKind, Text,
    pieces::{Gap, Pieces},
    plain::Plain,
    sentence::is_abbreviation,
};
use std::ops::Range;

/// So many places of a piece are looked at of which each may begin in another.
const MOST_OVERLAPPING: usize = 4096;
/// So many places for the next piece are compared.
const MOST_NEXT: usize = 32;
/// The most words that one word in brackets stands for.
const MOST_WORDS: usize = 8;
/// The most bytes that letters in brackets stand for.
const MOST_LETTERS: usize = 16;

/// The rest of a chain from a piece on: how well it matches, and where it ends.
type Rest = (MatchKind, usize);
/// The places of a piece, and the best rest of each.
type Places = (Vec<Range<usize>>, Vec<Option<Rest>>);

/// Every place of a piece in a text, in order; `open` ends may lie within a word.
///
/// Time linear in the text, and in the piece for each place.
pub(super) fn places(text: &Plain, piece: &Plain, open: (bool, bool)) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let finder = memchr::memmem::Finder::new(piece.text.as_bytes());
    let bytes = text.text.as_bytes();
    let mut from = 0;
    let mut n_seen = 0;
    while let Some(at) = bytes.get(from..).and_then(|rest| finder.find(rest)) {
        let start = from + at;
        let end = start + piece.text.len();
        n_seen += 1;
        from = if n_seen < MOST_OVERLAPPING { start + 1 } else { end };
        let is_cut = (!open.0 && text.cuts_word(start)) || (!open.1 && text.cuts_word(end));
        if !is_cut && text.has_hyphens_of(piece, start) {
            found.push(start..end);
        }
    }
    found
}

impl Text {
    /// The best chain of the pieces of a quote: of those that match equally well, the first that is shortest.
    pub(super) fn chain(&self, quote: &Pieces) -> Option<(MatchKind, Range<usize>)> {
        let n = quote.parts.len();
        let is_letters = |gap: Option<&Gap>| gap == Some(&Gap::Letters);
        let mut rest: Option<Places> = None;
        for at in (0..n).rev() {
            let next_gap = quote.gaps.get(at + 1);
            let open = (
                is_letters(quote.gaps.get(at)),
                is_letters(next_gap) || (at + 1 == n && quote.ends_in_word),
            );
            let found = places(&self.plain, quote.parts.get(at)?, open);
            let rests = found.iter().map(|place| match (&rest, next_gap) {
                (Some((next, rests)), Some(gap)) => self.next(place, *gap, next, rests),
                _ => Some((MatchKind::Verbatim, place.end)),
            });
            let rests = rests.collect();
            rest = Some((found, rests));
        }
        let (found, rests) = rest?;
        let chains = found.iter().zip(rests).filter_map(|(place, rest)| {
            let (kind, end) = rest?;
            Some((kind, place.start..end))
        });
        chains.min_by_key(|(kind, place)| (*kind, place.len(), place.start))
    }

    /// The best way to go on behind a piece.
    fn next(
        &self,
        place: &Range<usize>,
        gap: Gap,
        next: &[Range<usize>],
        rests: &[Option<Rest>],
    ) -> Option<Rest> {
        let first = next.partition_point(|next| next.start < place.end);
        let following = next.iter().zip(rests).skip(first);
        let ways = following
            .map_while(|(next, rest)| Some((self.gap_kind(gap, place.end..next.start)?, *rest)));
        let ways = ways.filter_map(|(kind, rest)| Some((kind, rest?)));
        let ways = ways.take(MOST_NEXT).map(|(kind, (rest, end))| (kind.max(rest), end));
        ways.min()
    }

    /// What a quote is that leaves out a range of the text at a gap; nothing where the gap does not allow it.
    fn gap_kind(&self, gap: Gap, out: Range<usize>) -> Option<MatchKind> {
        let length = out.len();
        let words = || self.plain.text.get(out.clone()).unwrap_or_default();
        let crosses = || {
            let end = self.plain.original_start(out.end);
            let start = match out.start.checked_sub(1) {
                Some(last) => self.plain.original(&(last..out.start)).end,
                None => 0,
            };
            let first = self.sentences.partition_point(|sentence| *sentence < start);
            self.sentences.get(first).is_some_and(|sentence| *sentence <= end)
        };
        match gap {
            Gap::Letters => (length <= MOST_LETTERS && !words().trim().contains(' '))
                .then_some(MatchKind::Verbatim),
            Gap::Words => {
                let is_few = length <= MOST_WORDS * 20
                    && words().split(' ').filter(|word| !word.is_empty()).count() <= MOST_WORDS;
                (is_few && !crosses()).then_some(MatchKind::Verbatim)
            }
            Gap::Ellipsis if !words().contains(char::is_alphanumeric) => Some(MatchKind::Verbatim),
            Gap::Ellipsis if crosses() || self.ends_sentence(out.start) => {
                Some(MatchKind::Stitched)
            }
            Gap::Ellipsis => Some(MatchKind::Elided),
        }
    }

    /// Whether a sentence of the words before a place ends there, though that around them may go on: `“Who?” he asked`.
    fn ends_sentence(&self, at: usize) -> bool {
        let before = self.plain.text.get(..at).unwrap_or_default();
        let words = before.trim_end_matches(['"', '\'', ' ']);
        let last = words.rfind(' ').map_or(words, |space| words.get(space..).unwrap_or_default());
        words.ends_with(['!', '?'])
            || last.strip_suffix('.').is_some_and(|word| !is_abbreviation(word))
    }
}
