//! Open proposals: of quotations, of findings that are not precise, of sentences with two names.

use hashbrown::{HashMap, HashSet};

use super::assemble::Maker;
use super::candidates::candidates;
use super::document::Document;
use super::found::{Finding, Party};
use super::names::Sort;
use super::paragraphs::Form;
use super::sentences::Sentence;
use super::tokens::Kind;
use crate::coding::proposals::{DateBasis, Named, Proposal, Status};

impl Maker<'_> {
    /// An open proposal of a finding that is not precise.
    pub(crate) fn open_finding(&self, finding: &Finding) -> Option<Proposal> {
        let (quote, span) = self.quote(finding.span.0, finding.span.1);
        let (on, date_basis) = self.when(finding);
        let mut open = self.open(&finding.holder, quote, span, finding.why.clone());
        open.candidates = vec![self.named(&finding.target)];
        open.claimed_by = finding.claimed_by.as_ref().map(|p| self.named(p));
        open.on = on;
        open.date_basis = date_basis;
        open.confidence = if finding.quotation.is_some() { 0.3 } else { 0.45 };
        (!open.quote.is_empty()).then_some(open)
    }

    pub(crate) fn open(
        &self,
        holder: &Party,
        quote: String,
        span: [usize; 2],
        why: String,
    ) -> Proposal {
        Proposal {
            id: String::new(),
            status: Status::Open,
            holder: self.holder(holder),
            stance: None,
            polarity: None,
            target: None,
            candidates: Vec::new(),
            on: None,
            date_basis: DateBasis::Unknown,
            quote,
            span,
            about: Vec::new(),
            claimed_by: None,
            confidence: 0.5,
            why,
        }
    }

    /// Open proposals of the quotations, except where ready ones cover them.
    pub(crate) fn quotations(
        &self,
        findings: &[Finding],
        ready: &[[usize; 2]],
    ) -> Vec<(Proposal, usize)> {
        let document = self.document;
        let mut by_quotation: HashMap<usize, Vec<&Finding>> = HashMap::new();
        for finding in findings {
            if let Some(quotation) = finding.quotation {
                by_quotation.entry(quotation).or_default().push(finding);
            }
        }
        let mut covers: Vec<[usize; 2]> = ready.to_vec();
        covers.sort_unstable();
        let mut found = Vec::new();
        for (index, span) in document.quotations.iter().enumerate() {
            let Some(voice) = document.voices.get(index) else { continue };
            let Some(speaker) = &voice.speaker else { continue };
            let Some(sentence) = voice.sentence.and_then(|s| document.sentences.get(s)) else {
                continue;
            };
            if document.form(sentence) == Form::Title || span.end <= span.start {
                continue;
            }
            let (quote, place) = self.quote_bytes(span.start, span.end);
            let own = by_quotation.get(&index).map(Vec::as_slice).unwrap_or_default();
            if voice.fragment && is_covered(&covers, place) || is_full(document, index, own) {
                continue;
            }
            let holder = document.speaking(speaker);
            let mut open = self.open(&holder, quote, place, format!("quotation: {}", speaker.how));
            open.candidates =
                candidates(document, index, own).iter().map(|p| self.named(p)).collect();
            let (on, basis) = self.days.of_quotation(index);
            open.on = on;
            open.date_basis = basis;
            open.confidence = if voice.fragment { 0.56 } else { 0.6 };
            found.push((open, index));
        }
        found
    }

    /// Quotations of one speaker in one paragraph as one, from the first word to the last.
    pub(crate) fn joined(&self, quotations: Vec<(Proposal, usize)>) -> Vec<(Proposal, usize)> {
        let place = |index: usize| self.document.quotations.get(index);
        let mut found: Vec<(Proposal, usize)> = Vec::with_capacity(quotations.len());
        for (next, index) in quotations {
            let beside = found.last().is_some_and(|(last, before)| {
                let same = last.holder.name == next.holder.name && before + 1 == index;
                same && place(*before)
                    .zip(place(index))
                    .is_some_and(|(a, b)| a.paragraph == b.paragraph && b.start - a.end < 200)
            });
            match found.last_mut().filter(|_| beside) {
                Some((last, before)) => {
                    let start = self.offsets.bytes(last.span[0]);
                    let end = place(index).map_or(start, |q| q.end);
                    (last.quote, last.span) = self.quote_bytes(start, end);
                    let new: Vec<Named> = next
                        .candidates
                        .into_iter()
                        .filter(|c| !last.candidates.contains(c))
                        .collect();
                    last.candidates.extend(new);
                    last.candidates.truncate(9);
                    last.confidence = last.confidence.max(next.confidence);
                    *before = index;
                }
                None => found.push((next, index)),
            }
        }
        found
    }

    /// Sentences in which somebody does something to somebody else that no rule knows.
    pub(crate) fn encounters(&self, findings: &[Finding]) -> Vec<Proposal> {
        let document = self.document;
        let known: HashSet<usize> = findings.iter().map(|f| f.sentence).collect();
        let mut found = Vec::new();
        for (index, sentence) in document.sentences.iter().enumerate() {
            let quiet = sentence.quotation.is_some()
                || known.contains(&index)
                || document.form(sentence) == Form::Title;
            if quiet || Document::quotations_in(sentence).next().is_some() {
                continue;
            }
            let Some((holder, targets)) = self.parties_of(sentence) else { continue };
            let (Some(first), Some(last)) = (sentence.items.first(), sentence.items.last()) else {
                continue;
            };
            let last = if document.tokens.at(last.last.saturating_sub(1)).kind == Kind::Stop {
                last.last - 1
            } else {
                last.last
            };
            let (quote, span) = self.quote(first.first, last);
            let mut open = self.open(&holder, quote, span, "sentence with two names".to_owned());
            let (on, basis) = self.days.of_item(index, sentence.items.len() / 2, holder.actor);
            open.candidates = targets.iter().map(|p| self.named(p)).collect();
            open.on = on;
            open.date_basis = basis;
            open.confidence = 0.2;
            found.push(open);
        }
        found
    }

    pub(crate) fn parties_of(&self, sentence: &Sentence) -> Option<(Party, Vec<Party>)> {
        let document = self.document;
        let holder = sentence.items.iter().enumerate().find(|(at, item)| {
            let free =
                at.checked_sub(1).is_none_or(|b| !super::clause::is_preposition(sentence.word(b)));
            free && item.is_phrase() && document.takes_sides(item) && item.actor.is_some()
        })?;
        let party = document.party(holder.1)?;
        let mut targets: Vec<Party> = Vec::new();
        for item in sentence.items.iter().skip(holder.0 + 1) {
            let actor = item
                .actor
                .or(item.owner.actor)
                .filter(|a| Some(*a) != party.actor && document.sort(*a) != Sort::Thing);
            let Some(actor) = actor else { continue };
            let name = document.names.actor(actor).map(|a| a.name.clone()).unwrap_or_default();
            if !targets.iter().any(|t| t.actor == Some(actor)) {
                targets.push(Party {
                    actor: Some(actor),
                    name,
                    tokens: (item.first, item.last),
                    how: "name",
                });
            }
        }
        (!targets.is_empty()).then_some((party, targets))
    }
}

/// Whether every sentence of a quotation of some length has a ready proposal.
fn is_full(document: &Document, quotation: usize, findings: &[&Finding]) -> bool {
    let ready = |first: usize, last: usize| {
        findings.iter().any(|f| f.ready && f.span.0 < last && f.span.1 > first)
    };
    let mut sentences = document
        .sentences_inside(quotation)
        .filter_map(|s| Some((s.items.first()?.first, s.items.last()?.last)));
    findings.iter().any(|f| f.ready)
        && sentences.all(|(first, last)| last - first < 5 || ready(first, last))
}

/// Whether proposals stand on a span.
fn is_covered(sorted: &[[usize; 2]], span: [usize; 2]) -> bool {
    let from = sorted.partition_point(|s| s[0] + 2_000 < span[0]);
    sorted.iter().skip(from).take_while(|s| s[0] < span[1]).any(|s| s[1] > span[0])
}
