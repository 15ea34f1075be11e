//! What data are added to, as far as the meaning of their rows depends on it.

use super::{same_source::numbered, unseen::with_ids};
use crate::{
    corpus::{
        Corpus,
        fold::{fold, identity},
        name::Named,
    },
    graph::TemporalGraph,
    model::{Date, Instant, SourceIndex},
};
use std::{
    collections::{BTreeSet, HashMap, HashSet},
    path::PathBuf,
    sync::Arc,
};

/// Where data go, as far as their rows may name others that are there.
#[derive(Clone, Debug, Default)]
pub enum Elsewhere {
    /// Nothing is there.
    #[default]
    Nothing,
    /// A corpus.
    Corpus(Arc<There>),
    /// A store.
    Store(PathBuf),
}

/// What is in a corpus.
#[derive(Debug, Default)]
pub struct There {
    /// The ids of its statements.
    ids: HashSet<String>,
    sources: HashMap<String, Published>,
    /// By what names are one: those that several entities have, each with how many.
    shared_names: HashMap<String, HashSet<String>>,
}

/// When a source was published that is there.
#[derive(Clone, Debug, Default)]
pub(super) struct Published {
    title: Option<String>,
    /// The day, as it is written.
    pub(super) day: Option<String>,
    /// Where it is not known: when the last of its statements begins.
    pub(super) last_statement: Option<Instant>,
}

impl Elsewhere {
    /// What is in a corpus.
    pub fn of_corpus(corpus: &Corpus) -> Self {
        let ids = corpus.statements.iter().map(|statement| statement.id.to_string()).collect();
        let published = |date: &Date| date.as_str().to_owned();
        let mut sources: Vec<Published> = corpus
            .sources
            .iter()
            .map(|source| Published {
                title: source.title.clone(),
                day: source.published.as_ref().map(published),
                last_statement: None,
            })
            .collect();
        for statement in &corpus.statements {
            if let Some(source) = sources.get_mut(statement.source.position()) {
                source.last_statement = source.last_statement.max(Some(statement.date.first()));
            }
        }
        let ids_of_sources = corpus.sources.iter().map(|source| source.id.to_string());
        let sources = ids_of_sources.zip(sources).collect();
        let mut called: HashMap<String, Vec<(usize, &str)>> = HashMap::new();
        for (at, entity) in corpus.entities.iter().enumerate() {
            for name in std::iter::once(&entity.name).chain(&entity.aliases) {
                called.entry(identity(name)).or_default().push((at, name));
            }
        }
        let shared = called.into_iter().filter(|(_, names)| {
            names.iter().any(|(at, _)| names.first().is_some_and(|(first, _)| first != at))
        });
        let shared_names = shared
            .map(|(key, names)| (key, names.into_iter().map(|(_, it)| it.to_owned()).collect()))
            .collect();
        Self::Corpus(Arc::new(There { ids, sources, shared_names }))
    }

    /// Of some ids, those that a statement there has. A store that cannot be opened has none.
    pub fn having(&self, ids: &HashSet<&str>) -> BTreeSet<String> {
        if ids.is_empty() {
            return BTreeSet::new();
        }
        match self {
            Self::Nothing => BTreeSet::new(),
            Self::Corpus(there) => {
                let ids = ids.iter().filter(|id| there.ids.contains(**id));
                ids.map(|id| (*id).to_owned()).collect()
            }
            Self::Store(path) => {
                let Ok(there) = TemporalGraph::open(path) else { return BTreeSet::new() };
                with_ids(&there, ids).into_iter().map(|(_, id)| id.into_owned()).collect()
            }
        }
    }

    /// When those of some sources were published that are there, by their ids in the data. Where an id is made of what the data
    /// call a source, that comes with it.
    pub(super) fn published(&self, sources: &[(&str, Option<&str>)]) -> HashMap<String, Published> {
        if sources.is_empty() {
            return HashMap::new();
        }
        match self {
            Self::Nothing => HashMap::new(),
            Self::Corpus(there) => {
                let known = |(id, label): &(&str, Option<&str>)| {
                    let found = |id: &str| there.sources.get(id).map(|it| it.title.clone());
                    let there = there.sources.get(&id_there(id, *label, found)?)?;
                    Some(((*id).to_owned(), there.clone()))
                };
                sources.iter().filter_map(known).collect()
            }
            Self::Store(path) => {
                let there = TemporalGraph::open(path);
                there.map(|there| published(&there, sources)).unwrap_or_default()
            }
        }
    }

    /// Which of some names, which all are one, tell different entities apart that are there: they are called exactly so.
    pub fn exact_names(&self, names: &[&str]) -> HashSet<String> {
        match self {
            Self::Nothing => HashSet::new(),
            Self::Corpus(there) => {
                let exact = |name: &&str| {
                    let shared = there.shared_names.get(&identity(name));
                    shared.is_some_and(|shared| shared.contains(*name))
                };
                names.iter().copied().filter(exact).map(str::to_owned).collect()
            }
            Self::Store(path) => {
                let Ok(there) = TemporalGraph::open(path) else { return HashSet::new() };
                names.iter().copied().filter(|it| is_exact(&there, it)).map(str::to_owned).collect()
            }
        }
    }
}

/// Whether an entity is called exactly so, and another one by a name that is the same.
fn is_exact(there: &TemporalGraph, name: &str) -> bool {
    let called = there.by_folded_name(&fold(name));
    if called.len() < 2 {
        return false;
    }
    let wanted = identity(name);
    let names = |it: &_| {
        let entity = there.entity(*it);
        std::iter::once(entity.name()).chain(entity.aliases()).collect::<Vec<_>>()
    };
    let same = called.iter().filter(|it| names(it).into_iter().any(|it| identity(it) == wanted));
    let is_called_so = called.iter().any(|it| names(it).contains(&name));
    is_called_so && same.count() > 1
}

/// The id there of a source of the data, where each id that is there has a title.
fn id_there(
    id: &str,
    label: Option<&str>,
    title: impl Fn(&str) -> Option<Option<String>>,
) -> Option<String> {
    if label.is_none() {
        return title(id).map(|_| id.to_owned());
    }
    let mut there = numbered(id).map_while(|id| Some((title(&id)?, id)));
    there.find(|(title, _)| title.as_deref() == label).map(|(_, id)| id)
}

fn published(
    there: &TemporalGraph,
    sources: &[(&str, Option<&str>)],
) -> HashMap<String, Published> {
    let title = |id: &str| {
        let source = there.source(there.find_source(id)?);
        Some(source.title().map(str::to_owned))
    };
    let mut ids: HashMap<SourceIndex, String> = HashMap::new();
    for (id, label) in sources {
        let found = id_there(id, *label, title).and_then(|id| there.find_source(&id));
        ids.extend(found.map(|found| (found, (*id).to_owned())));
    }
    let published = |source: &SourceIndex| {
        let day = there.source(*source).published().map(|date| date.as_str().to_owned());
        (*source, Published { day, ..Published::default() })
    };
    let mut found: HashMap<SourceIndex, Published> = ids.keys().map(published).collect();
    if found.values().any(|it| it.day.is_none()) {
        for statement in there.statements().map(|index| there.statement(index)) {
            let Some(source) = found.get_mut(&statement.source()) else { continue };
            let date = Date::in_zone(&statement.date(), there.zone()).ok();
            source.last_statement = source.last_statement.max(date.map(|date| date.first()));
        }
    }
    let named = |(source, it): (SourceIndex, Published)| Some((ids.get(&source)?.clone(), it));
    found.into_iter().filter_map(named).collect()
}

/// Which statements of a corpus correct one that is not among them: the id of each, and of what it corrects.
pub fn corrects_elsewhere(
    corpus: &Corpus,
    elsewhere: &BTreeSet<String>,
) -> HashMap<String, String> {
    if elsewhere.is_empty() {
        return HashMap::new();
    }
    let own: HashSet<&str> = corpus.statements.iter().map(|it| it.id.as_str()).collect();
    let correcting = corpus.statements.iter().filter_map(|it| Some((it, it.supersedes.as_ref()?)));
    let others = correcting.filter(|(_, corrected)| !own.contains(corrected.as_str()));
    others.map(|(it, corrected)| (it.id.to_string(), corrected.to_string())).collect()
}
