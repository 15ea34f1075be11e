//! Names that look alike: of data and of what is there, or of data alone.

use crate::{
    corpus::{fold::fold, name::Named},
    graph::TemporalGraph,
    model::EntityIndex,
};

/// So many pairs of alike names are told at most.
const TOLD: usize = 10;
/// So many pairs of names are compared at most.
const COMPARED: usize = 4_000_000;
/// Names of no more bytes than these are not compared.
const SHORT: usize = 4;
/// From this similarity on (1 − edits / length), two names look alike.
const ALIKE: f64 = 0.82;

/// Names that are added and look like another one.
pub(super) fn alike(
    known: Option<&TemporalGraph>,
    new: &TemporalGraph,
    same: &[Option<&str>],
) -> Vec<(String, String)> {
    let added: Vec<Called> = new
        .entities()
        .zip(same)
        .filter(|(_, same)| same.is_none())
        .map(|(entity, _)| Called::new(entity.name()))
        .collect();
    let n_there = known.map_or(0, TemporalGraph::n_entities);
    if added.len().saturating_mul(added.len() + n_there) > COMPARED {
        return Vec::new();
    }
    let there = known.into_iter().flat_map(TemporalGraph::all_names);
    let there: Vec<(EntityIndex, Called)> =
        there.map(|(entity, name)| (entity, Called::new(name))).collect();
    let mut alike = Vec::new();
    for (at, one) in added.iter().enumerate() {
        // An entity that is like it by id and by name is told once.
        let mut known_alike: Vec<EntityIndex> = there
            .iter()
            .filter(|(_, other)| one.is_like(other))
            .map(|(entity, _)| *entity)
            .collect();
        known_alike.dedup();
        let names = known_alike.iter().filter_map(|&entity| Some(known?.entity(entity).name()));
        alike.extend(names.map(|name| (one.name.clone(), name.to_owned())));
        let others = added.iter().skip(at + 1).filter(|other| one.is_like(other));
        alike.extend(others.map(|other| (one.name.clone(), other.name.clone())));
        if alike.len() >= TOLD {
            break;
        }
    }
    alike.truncate(TOLD);
    alike
}

/// A name, ready to be compared.
struct Called {
    name: String,
    /// Its words, folded and sorted.
    words: Vec<String>,
    /// The words without anything between.
    letters: String,
}

impl Called {
    fn new(name: &str) -> Self {
        let folded = fold(name);
        let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let mut words: Vec<String> = words.map(str::to_owned).collect();
        words.sort_unstable();
        Self { name: name.to_owned(), letters: words.concat(), words }
    }

    /// Whether two names differ in a few letters, or one has the words of the other and more.
    fn is_like(&self, other: &Self) -> bool {
        let (short, long) =
            if self.letters.len() <= other.letters.len() { (self, other) } else { (other, self) };
        // Short names differ in a letter and are others.
        if short.letters.len() <= SHORT {
            return false;
        }
        let is_part = || short.words.iter().all(|word| long.words.contains(word));
        // Where the lengths are far apart, so are the names.
        let is_near = || {
            short.letters.len() * 5 >= long.letters.len() * 4
                && strsim::normalized_damerau_levenshtein(&short.letters, &long.letters) >= ALIKE
        };
        is_part() || is_near()
    }
}
