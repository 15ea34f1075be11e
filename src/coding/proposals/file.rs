//! A file of proposals: read whole, added to by whole lines.

use super::{Article, Decision, Line, Proposal, Verdict};
use crate::corpus::write_file;
use std::{
    collections::{BTreeMap, HashMap, HashSet},
    fmt::Write as _,
    fs,
    io::{self, Seek, Write as _},
    path::Path,
};

/// What a file of proposals says.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposals {
    /// The text that was read.
    pub article: Article,
    /// What was found in it, in order.
    pub proposals: Vec<Proposal>,
    /// What was decided, in order.
    pub decisions: Vec<Decision>,
    /// Where the whole lines end: a decision that was cut while it was written stands behind, and is not used.
    whole: usize,
}

/// Why a file is none of proposals.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormError {
    /// A line is none of proposals.
    #[error("line {line}: {why}")]
    Line {
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        why: String,
    },
    /// The file does not begin with its article.
    #[error("the first line does not tell the article: this is no file of proposals")]
    NoArticle,
}

impl Proposals {
    /// Proposals without decisions.
    pub fn new(article: Article, proposals: Vec<Proposal>) -> Self {
        Self { article, proposals, decisions: Vec::new(), whole: 0 }
    }

    /// Reads the text of a file. A last line that was cut off while it was written is left out.
    pub fn parse(text: &str) -> Result<Self, FormError> {
        let (mut article, mut proposals, mut decisions) = (None, Vec::new(), Vec::new());
        let mut ids = HashSet::new();
        let mut whole = 0;
        for (at, line) in text.split_inclusive('\n').enumerate() {
            let fault = |why: String| FormError::Line { line: at + 1, why };
            let is_cut = !line.ends_with('\n');
            let parsed = match serde_json::from_str::<Line>(line.trim()) {
                _ if line.trim().is_empty() => {
                    whole += line.len();
                    continue;
                }
                Ok(parsed) => parsed,
                Err(_) if is_cut && article.is_some() => break,
                Err(_) if article.is_none() => return Err(FormError::NoArticle),
                Err(error) => return Err(fault(error.to_string())),
            };
            match parsed {
                Line::Article(_) if article.is_some() => {
                    return Err(fault("a second article; each has a file of its own".to_owned()));
                }
                Line::Article(found) => article = Some(found),
                _ if article.is_none() => return Err(FormError::NoArticle),
                Line::Proposal(proposal) => {
                    if !ids.insert(proposal.id.clone()) {
                        return Err(fault(format!("a second proposal `{}`", proposal.id)));
                    }
                    proposals.push(*proposal);
                }
                Line::Decision(decision) => {
                    if !ids.contains(&decision.proposal) {
                        return Err(fault(format!("there is no proposal `{}`", decision.proposal)));
                    }
                    decisions.push(decision);
                }
            }
            whole += line.len();
        }
        let article = article.ok_or(FormError::NoArticle)?;
        Ok(Self { article, proposals, decisions, whole })
    }

    /// The text of the file.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        let proposals =
            self.proposals.iter().cloned().map(|proposal| Line::Proposal(Box::new(proposal)));
        let decisions = self.decisions.iter().cloned().map(Line::Decision);
        for line in
            std::iter::once(Line::Article(self.article.clone())).chain(proposals).chain(decisions)
        {
            let _ = writeln!(text, "{}", json(&line));
        }
        text
    }

    /// The last decision about each proposal, by its id; none about what was taken back.
    pub fn decided(&self) -> BTreeMap<&str, &Decision> {
        let mut decided = BTreeMap::new();
        for decision in &self.decisions {
            match decision.verdict {
                Verdict::Undone => decided.remove(decision.proposal.as_str()),
                Verdict::Accepted | Verdict::Refused => {
                    decided.insert(decision.proposal.as_str(), decision)
                }
            };
        }
        decided
    }

    /// The proposal with an id.
    pub fn proposal(&self, id: &str) -> Option<&Proposal> {
        self.proposals.iter().find(|proposal| proposal.id == id)
    }

    /// Appends a decision to the file, and waits until it is on the disk. What was cut off by a sudden end is removed
    /// before.
    pub fn append(&mut self, path: &Path, decision: Decision) -> io::Result<()> {
        let text = fs::read(path)?;
        let (before, behind) = text.split_at_checked(self.whole).unwrap_or((&[], b"\n"));
        if behind.contains(&b'\n') {
            return Err(io::Error::other("somebody else changed the file meanwhile; start again"));
        }
        let is_line = before.is_empty() || before.ends_with(b"\n");
        let line = json(&Line::Decision(decision.clone()));
        let line = format!("{}{line}\n", if is_line { "" } else { "\n" });
        let mut file = fs::OpenOptions::new().write(true).open(path)?;
        file.set_len(self.whole as u64)?;
        file.seek(io::SeekFrom::End(0))?;
        file.write_all(line.as_bytes())?;
        file.sync_all()?;
        self.whole += line.len();
        self.decisions.push(decision);
        Ok(())
    }

    /// Writes the file, whole or not at all.
    pub fn write(&self, path: &Path) -> io::Result<()> {
        write_file(path, self.to_text().as_bytes())
    }

    /// A new run over the same text: what was decided stays decided, and only what is new is open.
    ///
    /// Two proposals are the same if their ids are, or if they say the same of the same words. Those of before that nobody
    /// decided and that the new run does not find are dropped.
    #[must_use]
    pub fn merged(&self, new: Self) -> Self {
        let decided = self.decided();
        let is_decided = |proposal: &&Proposal| decided.contains_key(proposal.id.as_str());
        let found: HashSet<&str> =
            new.proposals.iter().map(|proposal| proposal.id.as_str()).collect();
        // Those that have another id now are known by what they say.
        let renamed = self.proposals.iter().filter(is_decided);
        let renamed = renamed.filter(|proposal| !found.contains(proposal.id.as_str()));
        let mut renamed: HashMap<_, &Proposal> =
            renamed.map(|proposal| (content(proposal), proposal)).collect();
        let proposals: Vec<Proposal> = new
            .proposals
            .iter()
            .map(|proposal| {
                let same = self.proposal(&proposal.id).filter(is_decided);
                same.or_else(|| renamed.remove(&content(proposal))).unwrap_or(proposal).clone()
            })
            .collect();
        let placed: HashSet<&str> = proposals.iter().map(|proposal| proposal.id.as_str()).collect();
        let kept = self.proposals.iter().filter(is_decided);
        let mut all: Vec<Proposal> =
            kept.filter(|proposal| !placed.contains(proposal.id.as_str())).cloned().collect();
        all.extend(proposals.iter().cloned());
        let mut decisions = self.decisions.clone();
        decisions.retain(|decision| all.iter().any(|proposal| proposal.id == decision.proposal));
        Self { article: new.article, proposals: all, decisions, whole: 0 }
    }
}

/// What a proposal says of which words.
fn content(proposal: &Proposal) -> [&str; 5] {
    [
        &proposal.quote,
        &proposal.holder.name,
        proposal.stance.as_deref().unwrap_or_default(),
        proposal.target.as_ref().map_or("", |target| &target.name),
        proposal.claimed_by.as_ref().map_or("", |claimed| &claimed.name),
    ]
}

fn json(line: &Line) -> String {
    // Lines can always be written.
    serde_json::to_string(line).unwrap_or_default()
}
