//! Proposals of a text, and what is decided about them.
//!
//! They lie in the same files as those that `review` shows, and decisions are appended there.

use super::{desk::Workbench, refusal::Refusal, shelf::Shelved};
use crate::{
    coding::{
        proposals::{Named, Proposal, Proposals},
        review::NewEntity,
    },
    corpus::{
        Corpus, Reading, proposals_folder,
        quotes::{MatchKind, Quote},
        reason,
        record::StatementRecord,
        text_path,
    },
};
use serde::Serialize;
use serde_json::{Map, Value};
use std::{
    fs, io,
    ops::Range,
    path::{Path, PathBuf},
};

/// A proposal that nobody has decided, as a page shows it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Proposed {
    /// Its id.
    pub id: String,
    /// Where its quote stands in the text, in units of UTF-16.
    pub span: (usize, usize),
    /// The words there.
    pub words: String,
    /// Whose stance.
    pub holder: Named,
    /// The verb, if it has one.
    pub stance: Option<String>,
    /// What the verb does: a polarity, or `ends`; nothing without a verb.
    pub effect: Option<&'static str>,
    /// Towards whom, if it says so.
    pub target: Option<Named>,
    /// Who else it may be.
    pub candidates: Vec<Named>,
    /// When.
    pub on: Option<String>,
    /// The topics.
    pub about: Vec<Named>,
    /// Who claims it of the holder.
    pub claimed_by: Option<Named>,
    /// How often such a rule is right.
    pub confidence: f64,
    /// The rule and the words that it went by.
    pub why: String,
    /// Whether it can be accepted as it stands: it has a verb, and all its names are entities.
    pub is_complete: bool,
}

/// The file of proposals of a text.
pub(super) fn path(corpus: &Path, text: &str) -> Option<PathBuf> {
    // Texts and proposals are named alike.
    let path = text_path(&proposals_folder(corpus), text)?;
    Some(path.with_file_name(format!("{text}.jsonl")))
}

/// What a file of proposals says; nothing where there is none.
pub(super) fn read(path: &Path) -> Result<Option<Proposals>, Refusal> {
    match fs::read(path) {
        Ok(bytes) => {
            let text = String::from_utf8_lossy(&bytes);
            let faulty = |error| Refusal::unwritable(format!("{}: {error}", path.display()));
            Proposals::parse(&text).map(Some).map_err(faulty)
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Refusal::unwritable(format!("{}: {}", path.display(), reason(&error)))),
    }
}

impl Workbench {
    /// The file of proposals of a text.
    pub(super) fn proposals_path(&self, text: &str) -> Option<PathBuf> {
        path(self.paths.first()?, text)
    }
}

/// The proposals of a text that nobody has decided and whose quotes stand in it, in the order of the file.
pub(super) fn shown(
    reading: &Reading,
    path: Option<&Path>,
    text: &Shelved,
) -> Result<Vec<Proposed>, Refusal> {
    let Some(path) = path else { return Ok(Vec::new()) };
    let Some(proposals) = read(path)? else { return Ok(Vec::new()) };
    let decided = proposals.decided();
    let open = proposals.proposals.iter().filter(|it| !decided.contains_key(it.id.as_str()));
    Ok(open.filter_map(|proposal| one(&reading.corpus, proposal, text)).collect())
}

fn one(corpus: &Corpus, proposal: &Proposal, text: &Shelved) -> Option<Proposed> {
    let all = text.as_str();
    let place = place(proposal, text)?;
    let named = |named: &Named| {
        let known = named
            .entity
            .as_ref()
            .and_then(|id| corpus.entities.iter().find(|entity| entity.id.as_str() == id));
        Named {
            entity: known.map(|entity| entity.id.to_string()),
            name: known.map_or_else(|| named.name.clone(), |entity| entity.name.clone()),
        }
    };
    let verb = proposal.stance.as_ref().and_then(|verb| corpus.vocabulary.find(verb));
    let verb = verb.map(|verb| corpus.vocabulary.verb(verb));
    let holder = named(&Named {
        entity: proposal.holder.entity.clone(),
        name: proposal.holder.name.clone(),
    });
    let target = proposal
        .target
        .as_ref()
        .map(|target| named(&Named { entity: target.entity.clone(), name: target.name.clone() }));
    let claimed_by = proposal.claimed_by.as_ref().map(named);
    let is_known = |named: &Named| named.entity.is_some();
    let is_complete = verb.is_some()
        && is_known(&holder)
        && target.as_ref().is_some_and(is_known)
        && claimed_by.as_ref().is_none_or(is_known);
    let about = |id: &String| named(&Named { entity: Some(id.clone()), name: id.clone() });
    Some(Proposed {
        id: proposal.id.clone(),
        span: (text.units.of_byte(all, place.start), text.units.of_byte(all, place.end)),
        words: all.get(place)?.to_owned(),
        holder,
        stance: verb.map(|verb| verb.word.clone()),
        effect: verb.map(|verb| verb.effect.word()),
        target,
        candidates: proposal.candidates.iter().map(named).collect(),
        on: proposal.on.clone(),
        about: proposal.about.iter().map(about).filter(is_known).collect(),
        claimed_by,
        confidence: proposal.confidence,
        why: proposal.why.clone(),
        is_complete,
    })
}

/// The bytes of a proposal's place: those that it names, else where its quote stands verbatim.
fn place(proposal: &Proposal, text: &Shelved) -> Option<Range<usize>> {
    let all = text.as_str();
    let found = text.find(Quote::new(&proposal.quote));
    let verbatim = found.place.filter(|_| found.kind == MatchKind::Verbatim)?;
    let start = all.char_indices().nth(proposal.span[0]).map(|(at, _)| at);
    let here = start.map(|start| start..start + proposal.quote.len());
    let stands = |place: &Range<usize>| all.get(place.clone()) == Some(&proposal.quote);
    Some(here.filter(stands).unwrap_or(verbatim))
}

/// What a person set otherwise than proposed.
pub(super) fn changes(
    proposal: &Proposal,
    record: &StatementRecord,
    entities: &[NewEntity],
) -> Map<String, Value> {
    let mut changes = Map::new();
    let mut text = |field: &str, proposed: Option<&str>, taken: Option<&str>| {
        if proposed != taken {
            changes.insert(field.to_owned(), taken.map_or(Value::Null, Value::from));
        }
    };
    text("holder", proposal.holder.entity.as_deref(), Some(&record.holder));
    text("stance", proposal.stance.as_deref(), Some(&record.stance));
    let target = proposal.target.as_ref().and_then(|target| target.entity.as_deref());
    text("target", target, Some(&record.target));
    text("on", proposal.on.as_deref(), record.on.as_deref());
    let quote = proposal.quote.split_whitespace().collect::<Vec<_>>().join(" ");
    text("quote", Some(&quote), record.quote.as_deref());
    let claimed = proposal.claimed_by.as_ref().and_then(|named| named.entity.as_deref());
    text("claimed_by", claimed, record.claimed_by.as_deref());
    text("note", None, record.note.as_deref());
    if proposal.about != record.about {
        changes.insert("about".to_owned(), record.about.clone().into());
    }
    if !entities.is_empty() {
        let entities = entities.iter().map(NewEntity::to_value);
        changes.insert("entities".to_owned(), entities.collect());
    }
    changes
}
