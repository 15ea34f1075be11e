//! Open proposals: of quotations, of findings that are not precise, of sentences with two names.

use hashbrown::HashMap;

use super::assemble::Maker;
use super::candidates::{candidates, near, of_sentence};
use super::document::Document;
use super::found::{Finding, Party};
use super::text::paragraphs::Form;
use crate::coding::proposals::{DateBasis, Named, Proposal, Status};

/// How many other targets a ready proposal has.
const ALTERNATIVES: usize = 8;

impl Maker<'_> {
    /// An open proposal of a finding that is not precise.
    pub(crate) fn open_finding(&self, finding: &Finding) -> Option<Proposal> {
        let (quote, span) = self.quote(finding.span.0, finding.span.1);
        let (on, date_basis) = self.when(finding);
        let mut open = self.open(&finding.holder, quote, span, finding.why.clone());
        open.candidates = self.likely(finding).iter().map(|p| self.named(p)).collect();
        open.claimed_by = finding.claimed_by.as_ref().map(|p| self.named(p));
        open.on = on;
        open.date_basis = date_basis;
        open.confidence = if finding.quotation.is_some() { 0.3 } else { 0.48 };
        (!open.quote.is_empty()).then_some(open)
    }

    /// Whom else the words of a ready finding may be about, where its target is the wrong one.
    pub(crate) fn alternatives(&self, finding: &Finding) -> Vec<Named> {
        let others = self.likely(finding).into_iter().skip(1).take(ALTERNATIVES);
        others.map(|party| self.named(&party)).collect()
    }

    /// The target of a finding, and whom else its sentence may be about.
    fn likely(&self, finding: &Finding) -> Vec<Party> {
        let mut found = vec![finding.target.clone()];
        let Some(sentence) = self.document.sentences.get(finding.sentence) else { return found };
        if let Some(quotation) = finding.quotation {
            let others = candidates(self.document, quotation, &[finding]);
            found.extend(others.into_iter().filter(|o| o.name != finding.target.name));
        } else {
            let at = |tokens: (usize, usize)| {
                sentence.items.iter().position(|i| i.first == tokens.0 && i.is_phrase())
            };
            let cue = at(finding.target.tokens).unwrap_or(0);
            let holder = at(finding.holder.tokens).unwrap_or(usize::MAX);
            let others = of_sentence(self.document, sentence, cue, holder, &finding.holder);
            found.extend(others.into_iter().filter(|o| o.name != finding.target.name));
            near(self.document, finding.sentence, &finding.holder, &mut found);
        }
        found
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
            if speaker.how == super::interview::QUESTION
                || document.form(sentence) == Form::Title
                || span.end <= span.start
            {
                continue;
            }
            let (quote, place) = self.quote_bytes(span.start, span.end);
            let own = by_quotation.get(&index).map(Vec::as_slice).unwrap_or_default();
            if voice.fragment && is_covered(&covers, place) || is_full(document, index, own) {
                continue;
            }
            let holder = document.speaking(speaker);
            let mut open = self.open(&holder, quote, place, asked(speaker.how));
            open.candidates =
                candidates(document, index, own).iter().map(|p| self.named(p)).collect();
            let (on, basis) = self.days.of_quotation(index);
            open.on = on;
            open.date_basis = basis;
            open.confidence = match speaker.how {
                super::speech::LABEL => 0.5,
                _ if voice.fragment => 0.56,
                _ => 0.6,
            };
            found.push((open, index));
        }
        found
    }
}

/// Whether every sentence of a quotation of some length has a ready proposal.
fn is_full(document: &Document, quotation: usize, findings: &[&Finding]) -> bool {
    let ready = |first: usize, last: usize| {
        let covered = |token: &usize| {
            findings.iter().any(|f| f.ready && (f.span.0..f.span.1).contains(token))
        };
        (first..last).filter(covered).count() * 5 >= (last - first) * 3
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

/// What an open quotation goes by: the answers of an interview stand in no marks.
fn asked(how: &str) -> String {
    if how == super::interview::ANSWER {
        "answer in an interview".to_owned()
    } else {
        format!("quotation: {how}")
    }
}
