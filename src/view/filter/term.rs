//! The terms of filters. A new term is one line of the table in [`Term::new`].

use super::attribute::{AttributeKey, AttributeTerm, Bearer};
use crate::{
    corpus::{
        find_verb,
        fold::fold,
        nearest::{did_you_mean, nearest},
    },
    graph::{EntityRef, SourceRef, StatementRef, TemporalGraph},
    model::{
        Bounds, Effect, EntityIndex, EntityKind, Polarity, SourceIndex, SourceKind, VerbIndex,
    },
};
use regex::Regex;

/// One condition on a statement.
#[derive(Clone, Debug)]
pub enum Term {
    /// The holder is this entity.
    Holder(EntityIndex),
    /// The target is this entity.
    Target(EntityIndex),
    /// The holder or the target is this entity.
    Entity(EntityIndex),
    /// The holder or the target is of this kind.
    Kind(EntityKind),
    /// The holder is of this kind.
    HolderKind(EntityKind),
    /// The target is of this kind.
    TargetKind(EntityKind),
    /// The holder has a role there on the statement's day.
    Member(EntityIndex),
    /// The target has a role there on the statement's day.
    TargetMember(EntityIndex),
    /// The verb is this one.
    Verb(VerbIndex),
    /// The verb has this effect.
    Polarity(Effect),
    /// The source is this one.
    Source(SourceIndex),
    /// The source is of this kind.
    SourceKind(SourceKind),
    /// The source appeared in this outlet.
    Outlet(EntityIndex),
    /// The statement has this topic.
    About(EntityIndex),
    /// This coder coded it.
    Coder(String),
    /// The confidence passes the comparison; 1 where none is given.
    Confidence(Comparison),
    /// The strength of the verb passes the comparison.
    Strength(Comparison),
    /// The quote matches.
    Quote(Regex),
    /// The statement has this id.
    Id(String),
    /// The holder, the target or the source has this value of an attribute.
    Attribute(AttributeTerm),
}

/// A comparison with a number: `>0.5`, `<=1`, `=0.8`, or the number alone.
#[derive(Clone, Copy, Debug)]
pub struct Comparison {
    operator: Operator,
    pub(super) number: f64,
}

/// Compares the left number with the right one.
type Operator = fn(&f64, &f64) -> bool;

impl Comparison {
    fn parse(text: &str) -> Result<Self, String> {
        const OPERATORS: [(&str, Operator); 5] =
            [(">=", f64::ge), ("<=", f64::le), (">", f64::gt), ("<", f64::lt), ("=", f64::eq)];
        let (operator, number) = OPERATORS
            .into_iter()
            .find_map(|(sign, operator)| Some((operator, text.strip_prefix(sign)?)))
            .unwrap_or((f64::eq, text));
        match number.trim().parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(Self { operator, number }),
            _ => {
                Err(format!("`{text}` is not a comparison; write >0.5, >=0.5, <0.5, <=0.5 or =0.5"))
            }
        }
    }

    pub(super) fn holds(self, value: f64) -> bool {
        (self.operator)(&value, &self.number)
    }
}

const KEYS: [&str; 18] = [
    "holder",
    "target",
    "entity",
    "kind",
    "holder-kind",
    "target-kind",
    "member",
    "verb",
    "polarity",
    "source",
    "source-kind",
    "outlet",
    "about",
    "coder",
    "confidence",
    "strength",
    "quote",
    "id",
];

/// The words before the colons of terms; `attr.NAME` stands for all attributes.
pub fn term_keys() -> impl Iterator<Item = String> {
    let attributes = Bearer::WORDS.iter().map(|word| format!("{word}.NAME"));
    KEYS.iter().map(|key| (*key).to_owned()).chain(attributes)
}

/// The terms that may be said of a target alone.
const KEYS_OF_TARGETS: [&str; 6] =
    ["target", "entity", "target-kind", "kind", "member", "attr.NAME"];

/// What an unknown term may have been meant as.
fn help(key: &str) -> String {
    let (before, name) = key.split_once('.').map_or((key, "NAME"), |(before, name)| (before, name));
    let name = if name.is_empty() { "NAME" } else { name };
    let attributes: Vec<String> =
        Bearer::WORDS.iter().map(|word| format!("{word}.{name}")).collect();
    let is_attribute = key.contains('.') || Bearer::WORDS.contains(&before);
    let known = KEYS.into_iter().filter(|_| !is_attribute);
    let known = known.chain(attributes.iter().map(String::as_str));
    did_you_mean(&nearest(key, known, 2)).unwrap_or_else(|| {
        let forms = Bearer::WORDS.iter().map(|word| format!("{word}.NAME"));
        let all: Vec<String> = KEYS.iter().map(|key| (*key).to_owned()).chain(forms).collect();
        format!("the terms are {}", all.join(", "))
    })
}

impl Term {
    /// The term `key:value`, with the names of `graph`, or the fault.
    pub(super) fn new(key: &str, value: &str, graph: &TemporalGraph) -> Result<Self, String> {
        if let Ok(attribute) = key.parse::<AttributeKey>() {
            return AttributeTerm::new(&attribute, value, graph).map(Self::Attribute);
        }
        let entity = || graph.find_entity(value).map_err(|error| error.to_string());
        Ok(match key.to_ascii_lowercase().as_str() {
            "holder" => Self::Holder(entity()?),
            "target" => Self::Target(entity()?),
            "entity" => Self::Entity(entity()?),
            "kind" => Self::Kind(word(value)?),
            "holder-kind" => Self::HolderKind(word(value)?),
            "target-kind" => Self::TargetKind(word(value)?),
            "member" => Self::Member(entity()?),
            "verb" => Self::Verb(find_verb(graph.vocabulary(), value)?),
            "polarity" => Self::Polarity(effect(value)?),
            "source" => Self::Source(source(value, graph)?),
            "source-kind" => Self::SourceKind(word(value)?),
            "outlet" => Self::Outlet(entity()?),
            "about" => Self::About(entity()?),
            "coder" => Self::Coder(fold(value)),
            "confidence" => Self::Confidence(Comparison::parse(value)?),
            "strength" => Self::Strength(Comparison::parse(value)?),
            "quote" => Self::Quote(pattern(value)?),
            "id" => Self::Id(value.to_owned()),
            _ => {
                return Err(format!("unknown term `{key}:`; {}", help(key)));
            }
        })
    }

    /// The term `key:value` about the target alone, with the names of `graph`, or the fault.
    pub(super) fn of_target(key: &str, value: &str, graph: &TemporalGraph) -> Result<Self, String> {
        if let Ok(AttributeKey { bearer, name }) = key.parse::<AttributeKey>()
            && matches!(bearer, Bearer::Either | Bearer::Target)
        {
            let attribute = AttributeKey { bearer: Bearer::Target, name };
            return AttributeTerm::new(&attribute, value, graph).map(Self::Attribute);
        }
        let entity = || graph.find_entity(value).map_err(|error| error.to_string());
        Ok(match key.to_ascii_lowercase().as_str() {
            "target" | "entity" => Self::Target(entity()?),
            "target-kind" | "kind" => Self::TargetKind(word(value)?),
            "member" => Self::TargetMember(entity()?),
            key => {
                let is_known = KEYS.contains(&key) || key.parse::<AttributeKey>().is_ok();
                let fault = if is_known {
                    format!("`{key}:` does not say which target; write it in --where")
                } else {
                    format!("unknown term `{key}:`")
                };
                return Err(format!(
                    "{fault}; the terms for targets are {}",
                    KEYS_OF_TARGETS.join(", ")
                ));
            }
        })
    }

    /// Whether a statement meets the condition.
    pub(super) fn admits(&self, statement: StatementRef<'_>) -> bool {
        match self {
            Self::Holder(entity) => statement.holder() == *entity,
            Self::Target(entity) => statement.target() == *entity,
            Self::Entity(entity) => statement.holder() == *entity || statement.target() == *entity,
            Self::Kind(kind) => {
                statement.holder_entity().kind() == *kind
                    || statement.target_entity().kind() == *kind
            }
            Self::HolderKind(kind) => statement.holder_entity().kind() == *kind,
            Self::TargetKind(kind) => statement.target_entity().kind() == *kind,
            Self::Member(of) => is_member(statement.holder_entity(), *of, statement.bounds()),
            Self::TargetMember(of) => is_member(statement.target_entity(), *of, statement.bounds()),
            Self::Verb(verb) => statement.verb_index() == *verb,
            Self::Polarity(effect) => statement.effect() == *effect,
            Self::Source(source) => statement.source() == *source,
            Self::SourceKind(kind) => statement.source_record().kind() == *kind,
            Self::Outlet(outlet) => statement.source_record().outlet() == Some(*outlet),
            Self::About(topic) => statement.about().any(|about| about == *topic),
            Self::Coder(coder) => statement.coder().is_some_and(|name| fold(name) == *coder),
            Self::Confidence(comparison) => comparison.holds(statement.confidence().value()),
            Self::Strength(comparison) => comparison.holds(statement.verb().strength.value()),
            Self::Quote(pattern) => statement.quote().is_some_and(|quote| pattern.is_match(&quote)),
            Self::Id(id) => statement.id() == id.as_str(),
            Self::Attribute(term) => term.admits(statement),
        }
    }
}

/// Whether an entity may have a role in another on some day within the bounds.
fn is_member(entity: EntityRef<'_>, of: EntityIndex, bounds: Bounds) -> bool {
    entity.roles().any(|role| role.of() == of && role.may_hold_on(bounds))
}

fn word<W: std::str::FromStr>(value: &str) -> Result<W, String>
where
    W::Err: std::fmt::Display,
{
    value.parse().map_err(|error: W::Err| error.to_string())
}

fn effect(value: &str) -> Result<Effect, String> {
    if value.eq_ignore_ascii_case(Effect::Ends.word()) {
        return Ok(Effect::Ends);
    }
    let polarity =
        value.parse::<Polarity>().map_err(|error| format!("{error}, {}", Effect::Ends.word()))?;
    Ok(Effect::Expresses(polarity))
}

fn source(value: &str, graph: &TemporalGraph) -> Result<SourceIndex, String> {
    let ids = || graph.sources().map(SourceRef::id);
    ids().position(|id| id.eq_ignore_ascii_case(value)).map(SourceIndex::new).ok_or_else(|| {
        let help = did_you_mean(&nearest(value, ids(), 3)).map(|help| format!("; {help}"));
        format!("unknown source `{value}`{}", help.unwrap_or_default())
    })
}

/// A regular expression between slashes, or a plain text that the quote must contain.
fn pattern(value: &str) -> Result<Regex, String> {
    let inside = value.strip_prefix('/').and_then(|value| value.strip_suffix('/'));
    let expression = inside.map_or_else(|| regex::escape(value), str::to_owned);
    Regex::new(&expression).map_err(|error| format!("{value} is not a regular expression: {error}"))
}
