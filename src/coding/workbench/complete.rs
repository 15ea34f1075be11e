//! Completes what is typed into a field: the exact match first.

use crate::{
    coding::propose::Everyday,
    corpus::{Corpus, fold::fold, nearest::nearest, verb_meaning},
    model::{Entity, Verb},
};
use serde::Serialize;
use std::collections::HashMap;

/// So many suggestions are made.
const MOST: usize = 8;
/// So many entities are offered whose names look like a new one.
const MOST_ALIKE: usize = 2;

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// An entity.
    Entity,
    /// A verb.
    Verb,
}

/// A suggestion for a field.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Suggestion {
    /// An entity of the corpus.
    Entity {
        /// Its id.
        id: String,
        /// Its name.
        name: String,
        /// What kind of entity it is.
        of: &'static str,
        /// The alias that matches, where the name does not.
        alias: Option<String>,
        /// Whether what is typed is its id, its name or an alias.
        is_exact: bool,
    },
    /// A verb of the vocabulary.
    Verb {
        /// The verb.
        id: String,
        /// A polarity, or `ends`.
        effect: &'static str,
        /// Its strength.
        strength: f64,
        /// What it means, where that is known.
        meaning: Option<&'static str>,
        /// Whether what is typed is an everyday word for it.
        is_everyday: bool,
    },
    /// What is typed becomes another name of an entity.
    Alias {
        /// The id of the entity.
        id: String,
        /// Its name.
        name: String,
    },
    /// What is typed becomes a new entity.
    New {
        /// The name of an entity that looks alike.
        alike: Option<String>,
    },
}

/// Suggestions for an entity: exact matches, then names that begin so, then those that hold a word that does, then those
/// that hold it anywhere; more often named ones first.
pub(super) fn entities(
    corpus: &Corpus,
    typed: &str,
    used: &HashMap<usize, usize>,
) -> Vec<Suggestion> {
    let wanted = fold(typed);
    let mut ranked: Vec<(usize, usize, &Entity, Option<&String>)> = Vec::new();
    for (at, entity) in corpus.entities.iter().enumerate() {
        let n_used = used.get(&at).copied().unwrap_or_default();
        if wanted.is_empty() {
            if n_used > 0 {
                ranked.push((1, usize::MAX - n_used, entity, None));
            }
            continue;
        }
        let own =
            [entity.id.as_str(), &entity.name].into_iter().filter_map(|name| rank(name, &wanted));
        let own = own.min();
        let aliases =
            entity.aliases.iter().filter_map(|alias| Some((rank(alias, &wanted)?, alias)));
        let alias = aliases.min_by_key(|(rank, _)| *rank);
        match (own, alias) {
            (Some(own), Some((rank, alias))) if rank < own => {
                ranked.push((rank, usize::MAX - n_used, entity, Some(alias)));
            }
            (Some(own), _) => ranked.push((own, usize::MAX - n_used, entity, None)),
            (None, Some((rank, alias))) => {
                ranked.push((rank, usize::MAX - n_used, entity, Some(alias)));
            }
            (None, None) => {}
        }
    }
    ranked.sort_by(|a, b| (a.0, a.1, &a.2.name).cmp(&(b.0, b.1, &b.2.name)));
    let is_known = ranked.first().is_some_and(|(rank, ..)| *rank == 0) || wanted.is_empty();
    let mut suggestions: Vec<Suggestion> = ranked
        .iter()
        .take(MOST)
        .map(|(rank, _, entity, alias)| Suggestion::Entity {
            id: entity.id.to_string(),
            name: entity.name.clone(),
            of: entity.kind.word(),
            alias: alias.cloned(),
            is_exact: *rank == 0,
        })
        .collect();
    if !is_known {
        suggestions.extend(unknown(corpus, typed));
    }
    suggestions
}

/// How well a name matches, the best first; nothing where it does not.
fn rank(name: &str, wanted: &str) -> Option<usize> {
    let name = fold(name);
    if name == wanted {
        return Some(0);
    }
    if name.starts_with(wanted) {
        return Some(1);
    }
    let at = name.find(wanted)?;
    let begins_word =
        name.get(..at).is_some_and(|before| before.ends_with(|c: char| !c.is_alphanumeric()));
    Some(if begins_word { 2 } else { 3 })
}

/// What can become of a name that no entity has.
fn unknown(corpus: &Corpus, typed: &str) -> Vec<Suggestion> {
    let names = || {
        corpus.entities.iter().flat_map(|entity| {
            std::iter::once(&entity.name).chain(&entity.aliases).map(move |name| (name, entity))
        })
    };
    let near = nearest(typed, names().map(|(name, _)| name.as_str()), 2 * MOST_ALIKE);
    let mut alike: Vec<&Entity> = Vec::new();
    for name in near {
        let called_so = names().filter(|(known, _)| known.as_str() == name);
        for (_, entity) in called_so {
            if !alike.iter().any(|known| known.id == entity.id) {
                alike.push(entity);
            }
        }
    }
    let new = Suggestion::New { alike: alike.first().map(|entity| entity.name.clone()) };
    let aliases = alike
        .into_iter()
        .take(MOST_ALIKE)
        .map(|entity| Suggestion::Alias { id: entity.id.to_string(), name: entity.name.clone() });
    aliases.chain([new]).collect()
}

/// Suggestions for a verb: the exact match, verbs that begin so, those that everyday words lead to, those that hold
/// the letters, those that look alike. Without letters, those that the corpus uses most.
pub(super) fn verbs(
    corpus: &Corpus,
    typed: &str,
    used: &HashMap<usize, usize>,
    everyday: &Everyday,
) -> Vec<Suggestion> {
    let wanted = fold(typed);
    let all = corpus.vocabulary.verbs();
    let suggestion = |verb: &Verb, is_everyday| Suggestion::Verb {
        id: verb.word.clone(),
        effect: verb.effect.word(),
        strength: verb.strength.value(),
        meaning: verb_meaning(&verb.word),
        is_everyday,
    };
    if wanted.is_empty() {
        let mut most: Vec<(usize, &Verb)> =
            all.iter().enumerate().filter_map(|(at, verb)| Some((*used.get(&at)?, verb))).collect();
        most.sort_by(|a, b| (b.0, &a.1.word).cmp(&(a.0, &b.1.word)));
        return most.into_iter().take(MOST).map(|(_, verb)| suggestion(verb, false)).collect();
    }
    let mut found: Vec<(&Verb, bool)> = Vec::new();
    let mut add = |verb: &'_ str, is_everyday: bool| {
        let verb = all.iter().find(|known| known.word == verb);
        if let Some(verb) = verb.filter(|verb| !found.iter().any(|(it, _)| it.word == verb.word)) {
            found.push((verb, is_everyday));
        }
    };
    let words = || all.iter().map(|verb| verb.word.as_str());
    words().filter(|word| fold(word) == wanted).for_each(|word| add(word, false));
    let spaced = wanted.replace(' ', "-");
    words().filter(|word| word.starts_with(&spaced)).for_each(|word| add(word, false));
    everyday.verbs(&wanted).into_iter().for_each(|word| add(word, true));
    words().filter(|word| word.contains(&spaced)).for_each(|word| add(word, false));
    for word in nearest(&wanted, words(), 3) {
        add(word, false);
    }
    found.into_iter().take(MOST).map(|(verb, is_everyday)| suggestion(verb, is_everyday)).collect()
}
