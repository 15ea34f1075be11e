//! The statement that a proposal becomes, with what a person changed.

use crate::{
    coding::{
        SourceFields,
        proposals::{Named, Proposal},
    },
    corpus::{
        Corpus,
        append::{Additions, NewRecord},
        find_verb,
        fold::fold,
        name::find_entity_by_whole_name,
        nearest::{did_you_mean, nearest},
    },
    model::{DateExpression, EntityKind, SourceId},
};
use serde_json::{Map, Value};

/// What a person sets otherwise than proposed: fields of the statement by name, and `entities`, which are new.
pub type Changes = Map<String, Value>;

/// Fields that are one text.
const TEXTS: [&str; 7] = ["holder", "stance", "target", "on", "quote", "claimed_by", "note"];

/// Who decides, when, and about which text.
#[derive(Clone, Copy, Debug)]
pub struct Circumstances<'c> {
    /// The id of the source.
    pub source: &'c str,
    /// When it was published (EDTF), if that is known.
    pub published: Option<&'c str>,
    /// Its text, if it is there.
    pub text: Option<&'c str>,
    /// Who decides.
    pub coder: Option<&'c str>,
    /// The day (EDTF).
    pub today: &'c str,
}

/// Why a proposal is no statement.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Incomplete {
    /// Nobody chose the verb.
    #[error("choose a verb")]
    Verb,
    /// Nobody chose the target.
    #[error("choose a target")]
    Target,
    /// Somebody is no entity of the corpus.
    #[error("{role} {name} is no entity of the corpus: name another one, or make a new entity")]
    Entity {
        /// As what.
        role: &'static str,
        /// The name.
        name: String,
    },
    /// The verb means nothing.
    #[error("there is no verb `{verb}`{}", help.as_ref().map(|help| format!("; {help}")).unwrap_or_default())]
    UnknownVerb {
        /// The verb.
        verb: String,
        /// The nearest ones.
        help: Option<String>,
    },
    /// A change cannot be made.
    #[error("`{field}` cannot be changed: {why}")]
    Change {
        /// The field.
        field: String,
        /// Why not.
        why: String,
    },
}

/// What accepting a proposal adds.
#[derive(Clone, Debug, PartialEq)]
pub enum Accepted {
    /// These records.
    New(Additions),
    /// Nothing: the statement stands in the corpus.
    Stands,
}

/// A new entity in the changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEntity {
    /// Its id.
    pub id: String,
    /// Its kind.
    pub kind: EntityKind,
    /// Its name.
    pub name: String,
}

impl NewEntity {
    /// An entity with an id made of its name that the corpus does not have.
    pub fn named(name: &str, kind: EntityKind, corpus: &Corpus) -> Option<Self> {
        let folded = fold(name);
        let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let id = words.collect::<Vec<_>>().join("-");
        if id.is_empty() {
            return None;
        }
        let is_free = |id: &String| !corpus.entities.iter().any(|entity| entity.id.as_str() == id);
        let numbered = (2..).map(|number| format!("{id}-{number}"));
        let id = std::iter::once(id.clone()).chain(numbered).find(is_free)?;
        Some(Self { id, kind, name: name.trim().to_owned() })
    }

    /// As a change.
    pub fn to_value(&self) -> Value {
        serde_json::json!({"id": self.id, "kind": self.kind.to_string(), "name": self.name})
    }

    fn of(value: &Value) -> Result<Self, String> {
        let text = |name: &str| {
            let text = value.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
            text.ok_or_else(|| format!("a new entity needs `{name}`"))
        };
        let kind = text("kind")?.to_lowercase().parse::<EntityKind>();
        let kind = kind.map_err(|error| error.to_string())?;
        Ok(Self { id: text("id")?.to_owned(), kind, name: text("name")?.to_owned() })
    }

    pub(in crate::coding) fn record(&self) -> NewRecord {
        let mut record = NewRecord::default();
        record.text("id", Some(&self.id));
        record.variant("kind", variant(&self.kind.to_string()));
        record.text("name", Some(&self.name));
        record
    }
}

/// The new entities of changes.
pub fn new_entities(changes: &Changes) -> Result<Vec<NewEntity>, Incomplete> {
    let Some(value) = changes.get("entities") else { return Ok(Vec::new()) };
    let change = |why: String| Incomplete::Change { field: "entities".to_owned(), why };
    let items = value.as_array().ok_or_else(|| change("this is no list".to_owned()))?;
    items.iter().map(|item| NewEntity::of(item).map_err(change)).collect()
}

/// The id of an entity of the corpus or of the new ones.
pub(in crate::coding) fn entity_id(
    typed: &str,
    corpus: &Corpus,
    new: &[NewEntity],
) -> Result<String, String> {
    let typed = typed.trim();
    if let Some(entity) =
        new.iter().find(|entity| entity.id == typed || fold(&entity.name) == fold(typed))
    {
        return Ok(entity.id.clone());
    }
    match find_entity_by_whole_name(corpus, typed) {
        Ok(found) => Ok(corpus.entity(found).id.to_string()),
        Err(error) => Err(error.to_string()),
    }
}

/// What a proposal says once it is changed.
struct Draft<'d> {
    proposal: &'d Proposal,
    changes: &'d Changes,
    corpus: &'d Corpus,
    new: Vec<NewEntity>,
}

/// What accepting a proposal with changes adds to a corpus.
pub fn accepted(
    proposal: &Proposal,
    changes: &Changes,
    corpus: &Corpus,
    circumstances: Circumstances<'_>,
) -> Result<Accepted, Incomplete> {
    let draft = Draft::new(proposal, changes, corpus)?;
    let fields = draft.fields(circumstances)?;
    if fields.stands_in(corpus) {
        return Ok(Accepted::Stands);
    }
    let mut sections = Vec::new();
    let is_new =
        |entity: &&NewEntity| !corpus.entities.iter().any(|known| known.id.as_str() == entity.id);
    sections.push(("entities", draft.new.iter().filter(is_new).map(NewEntity::record).collect()));
    let has_source = corpus.sources.iter().any(|source| source.id.as_str() == circumstances.source);
    if !has_source {
        let published = circumstances.published.map(str::to_owned);
        let source = SourceFields { published, ..SourceFields::default() };
        sections.push(("sources", vec![source.record(circumstances.source)]));
    }
    sections.push(("statements", vec![fields.record(circumstances)]));
    Ok(Accepted::New(Additions { sections, ..Additions::default() }))
}

impl<'d> Draft<'d> {
    fn new(
        proposal: &'d Proposal,
        changes: &'d Changes,
        corpus: &'d Corpus,
    ) -> Result<Self, Incomplete> {
        for (field, value) in changes {
            let why = match value {
                _ if ["entities", "about"].contains(&field.as_str()) => continue,
                Value::String(_) | Value::Null if TEXTS.contains(&field.as_str()) => continue,
                _ if TEXTS.contains(&field.as_str()) => "this is no text",
                _ => "there is no such field",
            };
            return Err(Incomplete::Change { field: field.clone(), why: why.to_owned() });
        }
        Ok(Self { proposal, changes, corpus, new: new_entities(changes)? })
    }

    /// A field: as changed, else as proposed.
    fn text(&self, field: &str, proposed: Option<&str>) -> Option<String> {
        match self.changes.get(field) {
            Some(value) => value.as_str().map(str::to_owned),
            None => proposed.map(str::to_owned),
        }
        .filter(|text| !text.trim().is_empty())
    }

    /// An entity: as changed, else as proposed.
    fn entity(
        &self,
        role: &'static str,
        proposed: Option<Named>,
    ) -> Result<Option<String>, Incomplete> {
        let resolve = |typed: &str| entity_id(typed, self.corpus, &self.new);
        if let Some(value) = self.changes.get(role) {
            let Some(typed) = value.as_str() else { return Ok(None) };
            let change = |why| Incomplete::Change { field: role.to_owned(), why };
            return resolve(typed).map(Some).map_err(change);
        }
        let Some(Named { entity, name }) = proposed else { return Ok(None) };
        let found = match entity {
            Some(id) => resolve(&id),
            None => resolve(&name),
        };
        let role = if role == "claimed_by" { "claimant" } else { role };
        found.map(Some).map_err(|_| Incomplete::Entity { role, name })
    }

    fn about(&self) -> Result<Vec<String>, Incomplete> {
        let change = |why: String| Incomplete::Change { field: "about".to_owned(), why };
        let Some(value) = self.changes.get("about") else { return Ok(self.proposal.about.clone()) };
        let items = value.as_array().ok_or_else(|| change("this is no list".to_owned()))?;
        let resolved = items.iter().map(|item| {
            let typed = item.as_str().ok_or_else(|| "this is no text".to_owned())?;
            entity_id(typed, self.corpus, &self.new)
        });
        resolved.collect::<Result<_, _>>().map_err(change)
    }

    fn verb(&self) -> Result<String, Incomplete> {
        let verb = self.text("stance", self.proposal.stance.as_deref()).ok_or(Incomplete::Verb)?;
        if let Ok(found) = find_verb(&self.corpus.vocabulary, &verb) {
            return Ok(self.corpus.vocabulary.verb(found).word.clone());
        }
        let words = self.corpus.vocabulary.verbs().iter().map(|verb| verb.word.as_str());
        let help = did_you_mean(&nearest(&verb, words, 3));
        Err(Incomplete::UnknownVerb { verb, help })
    }

    fn fields(&self, circumstances: Circumstances<'_>) -> Result<Fields, Incomplete> {
        let Proposal { holder, target, claimed_by, on, quote, .. } = self.proposal;
        let named = |entity: &Option<String>, name: &String| Named {
            entity: entity.clone(),
            name: name.clone(),
        };
        let holder_entity = self.entity("holder", Some(named(&holder.entity, &holder.name)))?;
        let verb = self.verb()?;
        let target = target.as_ref().map(|target| named(&target.entity, &target.name));
        let target = self.entity("target", target)?.ok_or(Incomplete::Target)?;
        let on = self.text("on", on.as_deref());
        if let Some(date) = &on
            && let Err(error) = date.parse::<DateExpression>()
        {
            return Err(Incomplete::Change { field: "on".to_owned(), why: error.to_string() });
        }
        Ok(Fields {
            holder: holder_entity
                .ok_or_else(|| Incomplete::Entity { role: "holder", name: holder.name.clone() })?,
            verb,
            target,
            on,
            about: self.about()?,
            quote: self.text("quote", Some(quote)),
            claimed_by: self.entity("claimed_by", claimed_by.clone())?,
            note: self.text("note", None),
            source: circumstances.source.to_owned(),
            coder: circumstances.coder.map(str::to_owned),
            span: self.proposal.span,
        })
    }
}

/// The fields of the statement.
struct Fields {
    holder: String,
    verb: String,
    target: String,
    on: Option<String>,
    about: Vec<String>,
    quote: Option<String>,
    claimed_by: Option<String>,
    note: Option<String>,
    source: String,
    coder: Option<String>,
    span: [usize; 2],
}

impl Fields {
    /// Whether the corpus has this statement of this coder already.
    fn stands_in(&self, corpus: &Corpus) -> bool {
        corpus.statements.iter().any(|known| {
            let id = |entity| corpus.entity(entity).id.as_str();
            let source = corpus.source(known.source);
            let published = source.published.as_ref().map(ToString::to_string);
            id(known.holder) == self.holder
                && corpus.vocabulary.verb(known.verb).word == self.verb
                && id(known.target) == self.target
                && source.id.as_str() == self.source
                && Some(known.date.to_string()) == self.on.clone().or(published)
                && known.quote == self.quote
                && known.coder == self.coder
                && known.claimed_by.map(id) == self.claimed_by.as_deref()
        })
    }

    fn record(&self, circumstances: Circumstances<'_>) -> NewRecord {
        let (prefix, suffix) =
            circumstances.text.map(|text| self.surroundings(text)).unwrap_or_default();
        let mut record = NewRecord::default();
        record.text("holder", Some(&self.holder));
        record.text("stance", Some(&self.verb));
        record.text("target", Some(&self.target));
        record.text("on", self.on.as_deref());
        record.text("source", Some(&self.source));
        record.list("about", &self.about);
        record.text("prefix", prefix.as_deref());
        record.text("quote", self.quote.as_deref());
        record.text("suffix", suffix.as_deref());
        record.text("claimed_by", self.claimed_by.as_deref());
        record.text("recorded", Some(circumstances.today));
        record.text("coder", self.coder.as_deref());
        record.text("note", self.note.as_deref());
        record
    }

    /// What stands before and behind the quote, where it stands several times in the text.
    fn surroundings(&self, text: &str) -> (Option<String>, Option<String>) {
        /// As much tells places apart, in characters.
        const LENGTH: usize = 32;
        let quote = self.quote.as_deref().unwrap_or_default();
        if quote.is_empty() || text.matches(quote).nth(1).is_none() {
            return (None, None);
        }
        let [start, end] = self.span;
        let here: String = text.chars().skip(start).take(end.saturating_sub(start)).collect();
        if here != quote {
            return (None, None);
        }
        let first = start.saturating_sub(LENGTH);
        let before: String = text.chars().skip(first).take(start - first).collect();
        let after: String = text.chars().skip(end).take(LENGTH).collect();
        let some = |text: String| {
            let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
            Some(words).filter(|text| !text.is_empty())
        };
        (some(before), some(after))
    }
}

/// Whether an id can be that of a source.
pub fn is_source_id(id: &str) -> bool {
    SourceId::new(id).is_ok()
}

/// A word of a closed set as RON writes it.
fn variant(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}
