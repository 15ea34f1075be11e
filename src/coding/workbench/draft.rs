//! The statement that a person writes: from what is typed to a record.

use super::{refusal::Refusal, shelf::Shelved, span};
use crate::{
    coding::{
        SourceFields,
        review::{NewEntity, entity_id},
    },
    corpus::{Corpus, append::NewRecord, find_verb, record::StatementRecord},
    model::{Confidence, DateExpression, Day, EntityKind},
};
use serde::{Deserialize, Serialize};

/// A new entity, as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamedEntity {
    /// Its name.
    pub name: String,
    /// Its kind, as a word.
    pub kind: String,
}

/// A statement as a form has it. Entities are ids, names or aliases, of the corpus or of the new ones.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Draft {
    /// The selected words: the first unit of UTF-16, and the one past the last. Without, a changed statement keeps its
    /// quote.
    pub span: Option<(usize, usize)>,
    /// The selected words, by which a text that has changed is noticed.
    pub words: String,
    /// Who holds the stance.
    pub holder: String,
    /// The verb.
    pub stance: String,
    /// The target.
    pub target: String,
    /// When; the source's publication, when empty.
    pub on: String,
    /// The topics.
    pub about: Vec<String>,
    /// Who claims it of the holder.
    pub claimed_by: String,
    /// From 0 to 1.
    pub confidence: Option<f64>,
    /// A note.
    pub note: String,
    /// Entities that the corpus does not have.
    pub entities: Vec<NamedEntity>,
    /// When the source was published, where the corpus does not have it.
    pub published: String,
}

/// What a draft comes to.
#[derive(Clone, Debug)]
pub(super) struct Resolved {
    pub(super) record: StatementRecord,
    /// The entities that are new, and used.
    pub(super) new: Vec<NewEntity>,
    pub(super) sources: Vec<NewRecord>,
    /// The date of the source, if it is new.
    pub(super) published: Option<String>,
}

impl Draft {
    /// The record, with the entities and the source that it needs; of a statement that stands, with the fields that the
    /// form does not have.
    pub(super) fn resolved(
        &self,
        corpus: &Corpus,
        text: &Shelved,
        before: Option<&StatementRecord>,
        (coder, today): (Option<&str>, Day),
    ) -> Result<Resolved, Refusal> {
        let new = self.new_entities(corpus)?;
        let entity = |field: &str, typed: &str| {
            if typed.trim().is_empty() {
                return Err(Refusal::field(field, format!("name the {}", words_of(field))));
            }
            entity_id(typed, corpus, &new).map_err(|why| Refusal::field(field, why))
        };
        let date = |field: &str, typed: &str| date(field, typed, today);
        let empty = StatementRecord {
            holder: String::new(),
            stance: String::new(),
            target: String::new(),
            source: text.source.clone(),
            id: None,
            on: None,
            until: None,
            about: Vec::new(),
            quote: None,
            prefix: None,
            suffix: None,
            reported_in: Vec::new(),
            recorded: Some(today.to_string()),
            coder: coder.map(str::to_owned),
            confidence: None,
            supersedes: None,
            claimed_by: None,
            note: None,
        };
        let mut record = before.cloned().unwrap_or(empty);
        record.holder = entity("holder", &self.holder)?;
        record.stance = verb(&self.stance, corpus)?;
        record.target = entity("target", &self.target)?;
        record.on = date("on", &self.on)?;
        record.about =
            self.about.iter().map(|typed| entity("about", typed)).collect::<Result<_, _>>()?;
        record.claimed_by = Some(self.claimed_by.trim())
            .filter(|typed| !typed.is_empty())
            .map(|typed| entity("claimed_by", typed))
            .transpose()?;
        if self.confidence.is_some_and(|value| Confidence::new(value).is_none()) {
            return Err(Refusal::field("confidence", "confidence is a number from 0 to 1"));
        }
        record.confidence = self.confidence;
        record.note = Some(self.note.trim().to_owned()).filter(|note| !note.is_empty());
        if let Some(selected) = self.selected(text)? {
            record.quote = Some(span::quoted(text.as_str(), selected.clone()));
            (record.prefix, record.suffix) = span::surroundings(&text.text, &selected);
        }
        let (mut sources, mut published) = (Vec::new(), None);
        if !corpus.sources.iter().any(|source| source.id.as_str() == record.source) {
            published = date("published", &self.published)?;
            let source = SourceFields { published: published.clone(), ..SourceFields::default() };
            sources.push(source.record(&record.source));
        }
        let used = |entity: &&NewEntity| {
            let StatementRecord { holder, target, about, claimed_by, .. } = &record;
            [Some(holder), Some(target), claimed_by.as_ref()].contains(&Some(&entity.id))
                || about.contains(&entity.id)
        };
        let new = new.iter().filter(used).cloned().collect();
        Ok(Resolved { record, new, sources, published })
    }

    /// The bytes of the selected words.
    fn selected(&self, text: &Shelved) -> Result<Option<std::ops::Range<usize>>, Refusal> {
        let Some((first, last)) = self.span else { return Ok(None) };
        let all = text.as_str();
        let range = text.units.to_byte(all, first)..text.units.to_byte(all, last);
        if all.get(range.clone()) != Some(self.words.as_str()) {
            let what = format!("the text of `{}`", text.source);
            return Err(Refusal::Changed { what, changes: Vec::new(), id: None });
        }
        let snapped = span::snapped(all, range);
        snapped.map(Some).ok_or_else(|| Refusal::field("quote", "select words of the text"))
    }

    fn new_entities(&self, corpus: &Corpus) -> Result<Vec<NewEntity>, Refusal> {
        let mut new: Vec<NewEntity> = Vec::new();
        for NamedEntity { name, kind } in &self.entities {
            let refused = |why: String| Refusal::field("entities", why);
            let kind = kind.parse::<EntityKind>().map_err(|error| refused(error.to_string()))?;
            if entity_id(name, corpus, &new).is_ok() {
                continue;
            }
            let entity = NewEntity::named(name, kind, corpus)
                .ok_or_else(|| refused(format!("“{name}” has no letters")))?;
            if new.iter().any(|other| other.id == entity.id) {
                return Err(refused(format!("two new entities would have the id `{}`", entity.id)));
            }
            new.push(entity);
        }
        Ok(new)
    }
}

/// A field in words.
fn words_of(field: &str) -> &str {
    match field {
        "about" => "topic",
        other => other,
    }
}

/// A verb of the vocabulary.
fn verb(typed: &str, corpus: &Corpus) -> Result<String, Refusal> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(Refusal::field("stance", "choose a verb"));
    }
    let found = find_verb(&corpus.vocabulary, typed);
    let found = found.map_err(|error| Refusal::field("stance", error))?;
    Ok(corpus.vocabulary.verb(found).word.clone())
}

/// A date as EDTF.
fn date(field: &str, typed: &str, today: Day) -> Result<Option<String>, Refusal> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let date = typed.trim().parse::<DateExpression>();
    let date = date.map_err(|error| Refusal::field(field, error))?;
    Ok(Some(date.date(today).to_string()))
}
