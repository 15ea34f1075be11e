//! The statements that data are added to, of which theirs may correct some.

use super::unseen::with_ids;
use crate::{corpus::Corpus, graph::TemporalGraph};
use std::{
    collections::{BTreeSet, HashMap, HashSet},
    path::PathBuf,
    sync::Arc,
};

/// Where data go, as far as their statements may name others that are there.
#[derive(Clone, Debug, Default)]
pub enum Elsewhere {
    /// Nothing is there.
    #[default]
    Nothing,
    /// A corpus with statements of these ids.
    Corpus(Arc<HashSet<String>>),
    /// A store.
    Store(PathBuf),
}

impl Elsewhere {
    /// Those of a corpus.
    pub fn of_corpus(corpus: &Corpus) -> Self {
        let ids = corpus.statements.iter().map(|statement| statement.id.to_string());
        Self::Corpus(Arc::new(ids.collect()))
    }

    /// Of some ids, those that a statement there has. A store that cannot be opened has none.
    pub fn having(&self, ids: &HashSet<&str>) -> BTreeSet<String> {
        if ids.is_empty() {
            return BTreeSet::new();
        }
        match self {
            Self::Nothing => BTreeSet::new(),
            Self::Corpus(there) => {
                ids.iter().filter(|id| there.contains(**id)).map(|id| (*id).to_owned()).collect()
            }
            Self::Store(path) => {
                let Ok(there) = TemporalGraph::open(path) else { return BTreeSet::new() };
                with_ids(&there, ids).into_iter().map(|(_, id)| id.into_owned()).collect()
            }
        }
    }
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
