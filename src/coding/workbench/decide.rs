//! Decisions about proposals, and proposals by rules.

use super::{
    acts::Done,
    desk::Workbench,
    draft::Draft,
    history::Step,
    proposed::{changes, read},
    refusal::Refusal,
    written::in_short,
};
use crate::{
    coding::{
        lexicons_beside,
        proposals::{Article, Decision, Proposal, Proposals, Sign, Verdict},
        propose::{Knowledge, Lexicon, PROPOSER, known, propose},
        read_lexicon,
    },
    corpus::reason,
    model::{Date, Day},
};
use serde_json::Map;
use sha2::{Digest, Sha256};
use std::{
    fmt::Write as _,
    fs, io,
    path::{Path, PathBuf},
};

impl Workbench {
    /// Accepts a proposal as a draft has it: the statement is in the corpus before the decision is written down, so that
    /// who is interrupted in between is offered the proposal again, and the statement is not added twice.
    pub fn accept(
        &mut self,
        text: &str,
        proposal: &str,
        draft: &Draft,
        today: Day,
    ) -> Result<Done, Refusal> {
        self.refresh();
        let (path, proposal) = self.open_proposal(text, proposal)?;
        let resolved = self.resolved(text, draft, None, today)?;
        let label = format!("accept {}", in_short(&resolved.record));
        let changes = changes(&proposal, &resolved.record, &resolved.new);
        let mut done = match self.save(text, draft, today) {
            Ok(done) => done,
            Err(Refusal::Stands { id }) => {
                let text = Some(text.to_owned());
                let step = Step {
                    label: label.clone(),
                    text: text.clone(),
                    change: None,
                    decision: None,
                    renamed: Vec::new(),
                };
                self.history.push(step);
                Done { id: Some(id), text, ..Done::default() }
            }
            Err(refusal) => return Err(refusal),
        };
        done.label.clone_from(&label);
        let decision = self.decision(&proposal.id, Verdict::Accepted, today);
        let decision = Decision { changes, ..decision };
        let noted = note(&path, decision.clone());
        if let Some(step) = self.history.last_mut() {
            step.label = label;
            step.decision = noted.is_ok().then_some((path, decision));
        }
        if let Err(refusal) = noted {
            done.warnings.push(format!("the statement is saved, but not the decision: {refusal}"));
        }
        self.version += 1;
        Ok(done)
    }

    /// Refuses a proposal: it is not offered again.
    pub fn refuse(&mut self, text: &str, proposal: &str, today: Day) -> Result<Done, Refusal> {
        let (path, proposal) = self.open_proposal(text, proposal)?;
        let decision = self.decision(&proposal.id, Verdict::Refused, today);
        note(&path, decision.clone())?;
        let label = format!("refuse a proposal about {}", proposal.holder.name);
        let text = Some(text.to_owned());
        self.history.push(Step {
            label: label.clone(),
            text: text.clone(),
            change: None,
            decision: Some((path, decision)),
            renamed: Vec::new(),
        });
        self.version += 1;
        Ok(Done { label, text, ..Done::default() })
    }

    /// Proposes statements of a text by rules. What was decided before stays decided. Gives how many are open.
    pub fn propose(&mut self, text: &str) -> Result<usize, Refusal> {
        self.refresh();
        let path = self.proposals_path(text);
        let path = path.ok_or_else(|| Refusal::missing(format!("text of `{text}`")))?;
        let Self { shelf, reading, paths, .. } = self;
        let shown = shelf.path(text).map(|path| path.display().to_string());
        let shelved = shelf.text(text);
        let shelved = shelved.ok_or_else(|| Refusal::missing(format!("text of `{text}`")))?;
        let corpus = &reading.corpus;
        let source = corpus.sources.iter().find(|source| source.id.as_str() == text);
        let published = source.and_then(|source| source.published.as_ref()).and_then(civil);
        let verb = |word: &str| {
            let index = corpus.vocabulary.find(word)?;
            Some(Sign::of(corpus.vocabulary.verb(index).effect))
        };
        let entities = known(corpus);
        let beside = lexicons_beside(paths);
        let added: Result<Vec<_>, _> =
            beside.iter().map(|path| read_lexicon(path, &corpus.vocabulary)).collect();
        let added = added.map_err(|error| Refusal::unwritable(error.to_string()))?;
        let lexicon = Lexicon::with(added);
        let knowledge = Knowledge { entities: &entities, vocabulary: &verb, lexicon: &lexicon };
        let words = shelved.as_str();
        let proposed = propose(words, published, knowledge).map_err(|language| {
            Refusal::unwritable(format!(
                "the text reads as {language}; only English is proposed from"
            ))
        })?;
        let article = Article {
            path: shown.unwrap_or_default(),
            sha256: digest(words),
            chars: words.chars().count(),
            published: published.map(|day| day.to_string()),
            source: Some(text.to_owned()),
            proposer: PROPOSER.to_owned(),
        };
        let new = Proposals::new(article, proposed.proposals);
        let all = match read(&path)? {
            Some(before) => before.merged(new),
            None => new,
        };
        write(&path, &all).map_err(|error| {
            Refusal::unwritable(format!("{}: {}", path.display(), reason(&error)))
        })?;
        self.version += 1;
        Ok(all.proposals.len() - all.decided().len())
    }

    fn decision(&self, proposal: &str, verdict: Verdict, today: Day) -> Decision {
        Decision {
            proposal: proposal.to_owned(),
            verdict,
            changes: Map::new(),
            coder: self.coder.clone(),
            on: Some(today.to_string()),
        }
    }

    /// A proposal that nobody has decided, and its file.
    fn open_proposal(&self, text: &str, id: &str) -> Result<(PathBuf, Proposal), Refusal> {
        let missing = || Refusal::missing(format!("open proposal `{id}`"));
        let path = self.proposals_path(text).ok_or_else(missing)?;
        let proposals = read(&path)?.ok_or_else(missing)?;
        if proposals.decided().contains_key(id) {
            return Err(missing());
        }
        let proposal = proposals.proposal(id).cloned().ok_or_else(missing)?;
        Ok((path, proposal))
    }
}

/// Appends a decision to its file.
pub(super) fn note(path: &Path, decision: Decision) -> Result<(), Refusal> {
    let missing = || Refusal::missing(format!("proposal `{}`", decision.proposal));
    let mut proposals = read(path)?.ok_or_else(missing)?;
    if proposals.proposal(&decision.proposal).is_none() {
        return Err(missing());
    }
    proposals
        .append(path, decision)
        .map_err(|error| Refusal::unwritable(format!("{}: {}", path.display(), reason(&error))))
}

fn write(path: &Path, proposals: &Proposals) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    proposals.write(path)
}

fn digest(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().fold(String::new(), |mut digits, byte| {
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

/// The day of a date that is one day.
fn civil(date: &Date) -> Option<jiff::civil::Date> {
    let bounds = date.bounds();
    if !bounds.is_one_day() {
        return None;
    }
    let (year, month, day) = bounds.earliest.civil();
    jiff::civil::Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()
}
