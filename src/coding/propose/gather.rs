//! Open proposals of one holder that stand together as one.

use super::assemble::Maker;
use super::encounters::AUTHOR;
use crate::coding::proposals::{Named, Proposal, Status};

/// How many candidates one open proposal has, when it is of several.
const MOST: usize = 10;

/// How far apart two of a paragraph stand that are still one passage.
const GAP: usize = 220;

/// How long a passage may become.
const LONGEST: usize = 700;

/// How long the words of a ready proposal may become.
const ABSORBED: usize = 400;

/// How many ready proposals may begin in one open one.
const NEIGHBOURS: usize = 16;

impl Maker<'_> {
    /// Joins open proposals of the same holder: those that overlap, and in a dense text also those of one paragraph.
    pub(crate) fn gathered(&self, proposals: Vec<Proposal>, dense: bool) -> Vec<Proposal> {
        let (mut open, mut found): (Vec<Proposal>, Vec<Proposal>) =
            proposals.into_iter().partition(|p| p.status == Status::Open);
        open.sort_by(|a, b| a.span.cmp(&b.span).then_with(|| a.why.cmp(&b.why)));
        let mut kept: Vec<Proposal> = Vec::with_capacity(open.len());
        for next in open {
            let last = kept.iter().rev().take(4).position(|last| self.is_one(last, &next, dense));
            let at = last.and_then(|back| kept.len().checked_sub(back + 1));
            let between = at.is_some_and(|at| {
                kept.iter().skip(at + 1).any(|other| {
                    other.holder.name != next.holder.name && other.span[1] > next.span[0]
                })
            });
            match at.filter(|_| !between).and_then(|at| kept.get_mut(at)) {
                Some(last) => self.join(last, next),
                None => kept.push(next),
            }
        }
        found.extend(kept);
        found
    }

    /// Lets a ready proposal stand for an open one of the same holder and passage: it takes over its words and targets.
    pub(crate) fn absorbed(&self, proposals: Vec<Proposal>) -> Vec<Proposal> {
        let (mut ready, open): (Vec<Proposal>, Vec<Proposal>) =
            proposals.into_iter().partition(|p| p.status == Status::Ready);
        ready.sort_by_key(|p| p.span);
        let mut left = Vec::with_capacity(open.len());
        for next in open {
            // All of them begin in or before the open one, so that they stand close to each other.
            let end = ready.partition_point(|r| r.span[0] < next.span[1] + GAP);
            let takes = |r: &&mut Proposal| {
                r.holder.name == next.holder.name
                    && r.claimed_by == next.claimed_by
                    && next.span[1].max(r.span[1]) - next.span[0].min(r.span[0]) < ABSORBED
                    && (r.span[1] > next.span[0] && next.span[1] > r.span[0]
                        || self.is_quiet(
                            r.span[1].min(next.span[1]),
                            r.span[0].max(next.span[0]),
                            &next.holder.name,
                        ))
            };
            match ready.iter_mut().take(end).rev().take(NEIGHBOURS).find(takes) {
                Some(one) => self.absorb(one, next),
                None => left.push(next),
            }
        }
        ready.extend(left);
        ready
    }

    fn absorb(&self, one: &mut Proposal, open: Proposal) {
        let start = self.offsets.bytes(one.span[0].min(open.span[0]));
        let end = self.offsets.bytes(one.span[1].max(open.span[1]));
        // The marks of a quotation at either end belong to the passage.
        let text = self.document.text;
        let marks = ['“', '”', '"', '‘', '’', '«', '»', '„'];
        let mark = |c: Option<char>| c.filter(|c| marks.contains(c)).map_or(0, char::len_utf8);
        let before = mark(text.get(..start).and_then(|t| t.chars().next_back()));
        let after = mark(text.get(end..).and_then(|t| t.chars().next()));
        (one.quote, one.span) = self.quote_bytes(start - before, end + after);
        let target = one.target.as_ref().map(|t| t.name.as_str()).unwrap_or_default();
        let others = open.candidates.into_iter().filter(|c| c.name != target);
        one.candidates = interleaved(std::mem::take(&mut one.candidates), others.collect());
    }

    /// Whether two open proposals are of one passage and one holder.
    fn is_one(&self, last: &Proposal, next: &Proposal, dense: bool) -> bool {
        let own = last.why == AUTHOR && next.why == AUTHOR && last.holder.name == next.holder.name;
        if own {
            return self.is_near(last, next);
        }
        if last.holder.name != next.holder.name
            || last.claimed_by != next.claimed_by
            || last.on != next.on && !dense
        {
            return false;
        }
        // A quotation is offered as it stands, without the words beside it, unless there are too many.
        if !dense && is_quotation(last) != is_quotation(next) {
            return false;
        }
        next.span[0] < last.span[1] || dense && self.is_near(last, next)
    }

    /// Whether two of one holder stand in one paragraph, with nobody else between them.
    fn is_near(&self, last: &Proposal, next: &Proposal) -> bool {
        next.span[0] < last.span[1] + GAP
            && next.span[1].max(last.span[1]) - last.span[0] < LONGEST
            && self.is_quiet(last.span[1], next.span[0], &next.holder.name)
    }

    /// Whether no paragraph ends, and nobody else speaks, between two places.
    fn is_quiet(&self, from: usize, to: usize, holder: &str) -> bool {
        let (from, to) = (self.offsets.bytes(from), self.offsets.bytes(to));
        let between = self.document.text.get(from..to).unwrap_or_default();
        let spoken = self.document.quotations.iter().zip(&self.document.voices);
        let first = self.document.quotations.partition_point(|q| q.end <= from);
        !between.contains('\n')
            && spoken.skip(first).take_while(|(q, _)| q.start < to).all(|(_, voice)| {
                let speaker = voice.speaker.as_ref().map(|s| self.document.speaking(s).name);
                speaker.is_some_and(|name| name == holder)
            })
    }

    fn join(&self, last: &mut Proposal, next: Proposal) {
        let start = self.offsets.bytes(last.span[0].min(next.span[0]));
        let end = self.offsets.bytes(last.span[1].max(next.span[1]));
        (last.quote, last.span) = self.quote_bytes(start, end);
        last.candidates = interleaved(std::mem::take(&mut last.candidates), next.candidates);
        if next.confidence > last.confidence {
            last.confidence = next.confidence;
            last.why = next.why;
        }
    }
}

/// The candidates of two proposals by turns, each once.
fn interleaved(one: Vec<Named>, other: Vec<Named>) -> Vec<Named> {
    let mut found: Vec<Named> = Vec::with_capacity(MOST);
    let (mut one, mut other) = (one.into_iter(), other.into_iter());
    loop {
        let turn = [one.next(), other.next()];
        if turn.iter().all(Option::is_none) {
            return found;
        }
        for candidate in turn.into_iter().flatten() {
            if found.len() < MOST && !found.contains(&candidate) {
                found.push(candidate);
            }
        }
    }
}

/// Whether an open proposal is of a quotation.
fn is_quotation(proposal: &Proposal) -> bool {
    proposal.why.starts_with("quotation")
}
