//! From findings and quotations to proposals: what is ready, what is open, in which order.

use hashbrown::{HashMap, HashSet};
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::document::Document;
use super::found::{Finding, Party};
use super::names::{Known, Sort};
use super::text::offsets::Offsets;
use super::text::sentences::What;
use super::when::Days;
use super::{Proposed, Vocabulary, narrated, spoken};
use crate::coding::proposals::{DateBasis, Holder, Named, Proposal, Sign, Status, Target};

/// How many proposals a thousand characters may have: with more, the quotations of one speaker in a paragraph are
/// one, and what is not a quotation is left out; unlikely ones are left out sooner.
const MOST_PER_THOUSAND: f64 = 6.9;
const MOST_UNLIKELY_PER_THOUSAND: f64 = 5.5;
const MOST_QUOTED_PER_THOUSAND: f64 = 8.0;
/// Below this confidence one is unlikely.
const UNLIKELY: f64 = 0.36;
/// So many are offered of a text however short.
const FEW: usize = 4;
/// So many quotations are offered of a text however short.
const FEW_QUOTED: usize = 10;

/// Makes the proposals of a text.
pub(crate) fn assemble(
    document: &Document,
    known: &[Known],
    vocabulary: Vocabulary,
    published: Option<String>,
) -> Proposed {
    let days = Days::new(document, published);
    let maker = Maker { document, known, vocabulary, days, offsets: Offsets::new(document.text) };
    let findings = maker.findings();
    let mut proposals: Vec<Proposal> =
        findings.iter().filter(|f| f.ready).filter_map(|f| maker.ready(f)).collect();
    let ready: Vec<[usize; 2]> = findings
        .iter()
        .filter(|f| f.ready && f.quotation.is_none())
        .map(|f| maker.quote(f.span.0, f.span.1).1)
        .collect();
    let quotations = maker.quotations(&findings, &ready);
    proposals.extend(quotations.into_iter().map(|q| q.0));
    let quoted: Vec<(String, [usize; 2])> = proposals
        .iter()
        .filter(|p| p.status == Status::Open)
        .map(|p| (p.holder.name.clone(), p.span))
        .collect();
    let told = |p: &Proposal| {
        quoted.iter().any(|(holder, span)| {
            *holder == p.holder.name && span[0] < p.span[1] && span[1] > p.span[0]
        })
    };
    let loose = findings.iter().filter(|f| !f.ready).filter_map(|f| maker.open_finding(f));
    proposals.extend(loose.filter(|p| !told(p)));
    proposals.extend(maker.encounters(&findings));
    let proposals = maker.gathered(proposals, false);
    let dense =
        |proposals: &[Proposal]| proposals.len() > most(maker.offsets.len(), MOST_PER_THOUSAND);
    let proposals = if dense(&proposals) { maker.gathered(proposals, true) } else { proposals };
    let many = dense(&proposals) && proposals.len() > FEW_QUOTED;
    let proposals = if many { maker.absorbed(proposals) } else { proposals };
    let (kept, left_out) = maker.within_measure(without_repetition(proposals));
    Proposed { proposals: kept, left_out }
}

pub(crate) struct Maker<'a> {
    pub(crate) document: &'a Document<'a>,
    pub(crate) known: &'a [Known],
    pub(crate) vocabulary: Vocabulary<'a>,
    pub(crate) days: Days<'a>,
    pub(crate) offsets: Offsets<'a>,
}

impl Maker<'_> {
    pub(crate) fn findings(&self) -> Vec<Finding> {
        let mut found = Vec::new();
        for (index, sentence) in self.document.sentences.iter().enumerate() {
            match sentence.quotation {
                None => {
                    narrated::findings(self.document, index, sentence, &mut found);
                    spoken::findings(self.document, index, sentence, &mut found);
                }
                Some(_) => spoken::findings(self.document, index, sentence, &mut found),
            }
        }
        for finding in &mut found {
            finding.sign = (self.vocabulary)(&finding.verb).flatten();
        }
        merged(found)
    }

    /// The bytes of some tokens as the quote and its span.
    pub(crate) fn quote(&self, first: usize, last: usize) -> (String, [usize; 2]) {
        let (start, end) = self.document.bytes(first, last);
        self.quote_bytes(start, end)
    }

    pub(crate) fn quote_bytes(&self, start: usize, end: usize) -> (String, [usize; 2]) {
        let text = self.document.text.get(start..end).unwrap_or_default();
        (text.to_owned(), [self.offsets.chars(start), self.offsets.chars(end)])
    }

    pub(crate) fn entity(&self, actor: Option<usize>) -> Option<String> {
        let known = self.document.names.actor(actor?)?.known?;
        self.known.get(known).map(|k| k.id.clone())
    }

    pub(crate) fn text_of(&self, party: &Party) -> String {
        self.document.shown(party.tokens.0, party.tokens.1).to_owned()
    }

    pub(crate) fn holder(&self, party: &Party) -> Holder {
        Holder {
            entity: self.entity(party.actor),
            name: party.name.clone(),
            text: self.text_of(party),
            how: party.how.to_owned(),
        }
    }

    pub(crate) fn when(&self, finding: &Finding) -> (Option<String>, DateBasis) {
        match finding.quotation {
            Some(quotation) => self.days.of_quotation(quotation),
            None => self.days.of_item(finding.sentence, finding.item, finding.holder.actor),
        }
    }

    pub(crate) fn named(&self, party: &Party) -> Named {
        Named { entity: self.entity(party.actor), name: party.name.clone() }
    }

    /// A ready proposal; none where the vocabulary has no such verb.
    pub(crate) fn ready(&self, finding: &Finding) -> Option<Proposal> {
        let sign = (self.vocabulary)(&finding.verb)?;
        let (quote, span) = self.quote(finding.span.0, finding.span.1);
        let (on, date_basis) = self.when(finding);
        let target = Target {
            entity: self.entity(finding.target.actor),
            name: finding.target.name.clone(),
            text: self.text_of(&finding.target),
        };
        Some(Proposal {
            id: String::new(),
            status: Status::Ready,
            holder: self.holder(&finding.holder),
            stance: Some(finding.verb.clone()),
            polarity: sign,
            target: Some(target),
            candidates: self.alternatives(finding),
            on,
            date_basis,
            quote,
            span,
            about: self.about(finding.sentence, &[finding.holder.actor, finding.target.actor]),
            claimed_by: finding.claimed_by.as_ref().map(|p| self.named(p)),
            confidence: finding.confidence,
            why: finding.why.clone(),
        })
    }

    /// Topics of the corpus that a sentence names.
    pub(crate) fn about(&self, sentence: usize, not: &[Option<usize>]) -> Vec<String> {
        let Some(sentence) = self.document.sentences.get(sentence) else { return Vec::new() };
        let mut ids = Vec::new();
        for item in sentence.items.iter().filter(|i| matches!(i.what, What::Name | What::Noun)) {
            let topic = item
                .actor
                .filter(|a| self.document.sort(*a) == Sort::Thing && !not.contains(&Some(*a)));
            if let Some(id) = topic.and_then(|a| self.entity(Some(a)))
                && !ids.contains(&id)
            {
                ids.push(id);
            }
        }
        ids
    }

    /// As many as the measure of the text allows, the likeliest first; in the order of the text.
    pub(crate) fn within_measure(&self, mut proposals: Vec<Proposal>) -> (Vec<Proposal>, usize) {
        let chars = self.offsets.len();
        let (likely, unlikely) =
            (most(chars, MOST_PER_THOUSAND).max(FEW), most(chars, MOST_UNLIKELY_PER_THOUSAND));
        let ready = proposals.iter().filter(|p| p.status == Status::Ready).count();
        let quoted = most(chars, MOST_QUOTED_PER_THOUSAND).max(ready + FEW_QUOTED);
        let mut order: Vec<usize> = (0..proposals.len()).collect();
        let rank = |at: usize| {
            proposals.get(at).map_or((1, 0.0, 0), |p| {
                (i32::from(p.status == Status::Open), -p.confidence, p.span[0])
            })
        };
        order.sort_by(|a, b| rank(*a).partial_cmp(&rank(*b)).unwrap_or(std::cmp::Ordering::Equal));
        let fits = |(place, at): (usize, usize)| {
            let kept = proposals.get(at).is_some_and(|p| {
                p.status == Status::Ready
                    || p.confidence > 0.55 && place < quoted
                    || place < if p.confidence < UNLIKELY { unlikely } else { likely }
            });
            kept.then_some(at)
        };
        let keep: HashSet<usize> = order.into_iter().enumerate().filter_map(fits).collect();
        let left_out = proposals.len() - keep.len();
        let mut at = 0;
        proposals.retain(|_| {
            at += 1;
            keep.contains(&(at - 1))
        });
        proposals.sort_by(|a, b| {
            a.span
                .cmp(&b.span)
                .then_with(|| a.status.cmp(&b.status))
                .then_with(|| a.holder.name.cmp(&b.holder.name))
        });
        identify(&mut proposals);
        (proposals, left_out)
    }
}

#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a count of characters, rounded"
)]
fn most(chars: usize, per_thousand: f64) -> usize {
    (chars as f64 * per_thousand / 1000.0).round().max(1.0) as usize
}

/// Findings of one sentence with the same holder, target and sign are one.
fn merged(findings: Vec<Finding>) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::with_capacity(findings.len());
    for finding in findings {
        let same = |other: &&mut Finding| {
            other.sentence == finding.sentence
                && other.ready == finding.ready
                && other.holder.name == finding.holder.name
                && other.target.name == finding.target.name
                && (other.verb == finding.verb
                    || finding.quotation.is_some() && other.sign == finding.sign)
                && other.claimed_by.is_some() == finding.claimed_by.is_some()
        };
        match found.iter_mut().rev().take(12).find(same) {
            Some(other) => {
                other.span = (other.span.0.min(finding.span.0), other.span.1.max(finding.span.1));
                if other.why != finding.why {
                    other.why = format!("{}; {}", other.why, finding.why);
                }
            }
            None => found.push(finding),
        }
    }
    found
}

/// Leaves out what says the same of the same words, and open ones that a ready one says.
fn without_repetition(proposals: Vec<Proposal>) -> Vec<Proposal> {
    let mut seen: HashSet<(String, String, Option<Sign>, [usize; 2])> = HashSet::new();
    let mut words: HashSet<(String, String, Option<String>, usize)> = HashSet::new();
    let mut found: Vec<Proposal> = Vec::with_capacity(proposals.len());
    for proposal in proposals {
        let target = proposal.target.as_ref().map(|t| t.name.clone()).unwrap_or_default();
        let key = (proposal.holder.name.clone(), target.clone(), proposal.polarity, proposal.span);
        let start =
            (proposal.holder.name.clone(), target, proposal.stance.clone(), proposal.span[0]);
        let fresh = seen.insert(key) && (proposal.status == Status::Open || words.insert(start));
        if fresh {
            found.push(proposal);
        }
    }
    found
}

/// Gives each proposal an id made of what it says.
fn identify(proposals: &mut [Proposal]) {
    let mut times: HashMap<String, usize> = HashMap::new();
    for proposal in proposals {
        let target = proposal.target.as_ref().map(|t| t.name.as_str()).unwrap_or_default();
        let claimed = proposal.claimed_by.as_ref().map(|c| c.name.as_str()).unwrap_or_default();
        let stance = proposal.stance.as_deref().unwrap_or_default();
        let said = [&proposal.holder.name, stance, target, claimed, &proposal.quote].join("\u{1f}");
        let digest = Sha256::digest(said.as_bytes());
        let id = digest.iter().take(6).fold(String::new(), |mut id, byte| {
            let _ = write!(id, "{byte:02x}");
            id
        });
        let count = times.entry(id.clone()).or_default();
        *count += 1;
        proposal.id = if *count == 1 { id } else { format!("{id}-{count}") };
    }
}
