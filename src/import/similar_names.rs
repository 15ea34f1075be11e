//! Names that look alike: of data and of what is there, or of data alone.
//!
//! Candidates share a word, or a deletion of one letter, so that millions of names are compared with few others each.
//! Numbers tell names apart: `District 12` is not taken for `District 13`.

use crate::{
    corpus::{fold::fold, name::Named},
    graph::TemporalGraph,
    model::EntityIndex,
};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    hash::{DefaultHasher, Hash, Hasher},
};

/// From this similarity on (1 − edits / length), two names look alike.
const ALIKE: f64 = 0.82;
/// Up to this length, names that differ in more than accents, blanks and punctuation are others: in short ones, a letter is much.
const SHORT: usize = 4;
/// A word that more names have tells nothing by itself.
const FREQUENT: usize = 200;

/// Pairs of names, one of them added, that look alike; the surest first.
pub(super) fn similar_names(
    known: Option<&TemporalGraph>,
    new: &TemporalGraph,
    found: &[Option<EntityIndex>],
) -> Vec<(String, String)> {
    let added = new.entities().zip(found).filter(|(_, found)| found.is_none());
    let added: Vec<Spelled> = added.map(|(entity, _)| Spelled::new(entity.name(), None)).collect();
    if added.is_empty() {
        return Vec::new();
    }
    let there = known.into_iter().flat_map(|known| {
        known.all_names().map(move |(entity, name)| {
            Spelled::new(name, Some((entity.position(), known.entity(entity).name())))
        })
    });
    let all: Vec<Spelled> = added.into_iter().chain(there).collect();
    let mut found: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    let n_added = all.iter().filter(|name| name.entity.is_none()).count();
    for (one, other) in candidates(&all, n_added) {
        let Some((a, b)) = all.get(one).zip(all.get(other)) else { continue };
        let likeness = a.likeness(b);
        if likeness > 0.0 {
            found.insert((one, other), likeness);
        }
    }
    let mut pairs: Vec<(f64, usize, usize)> =
        found.into_iter().map(|((one, other), likeness)| (likeness, one, other)).collect();
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (a.1, a.2).cmp(&(b.1, b.2))));
    let mut seen = BTreeSet::new();
    let mut alike = Vec::new();
    for (_, one, other) in pairs {
        let Some((a, b)) = all.get(one).zip(all.get(other)) else { continue };
        // An entity that is like it by id and by name is reported once.
        let key = (one, b.entity.map_or((true, other), |(entity, _)| (false, entity)));
        if seen.insert(key) {
            let shown = b.entity.map_or(b.name, |(_, name)| name);
            alike.push((a.name.to_owned(), shown.to_owned()));
        }
    }
    alike
}

/// Pairs of names that may be alike, of which the first is one of the first `n_added`, each once.
fn candidates(all: &[Spelled<'_>], n_added: usize) -> BTreeSet<(usize, usize)> {
    let mut by_word: HashMap<&str, Vec<usize>> = HashMap::new();
    // Hashes of letters and who has them: a list takes a tenth of the memory of a map.
    let mut by_letters: Vec<(u64, usize)> = Vec::new();
    for (at, name) in all.iter().enumerate() {
        for word in &name.words {
            by_word.entry(word).or_default().push(at);
        }
        by_letters.extend(name.deletions().into_iter().map(|hash| (hash, at)));
    }
    let mut pairs = BTreeSet::new();
    let mut add = |group: &[usize]| {
        for (position, &one) in group.iter().enumerate().take_while(|(_, one)| **one < n_added) {
            // A word that comes twice in a name makes it no other name.
            let others = group.iter().skip(position + 1).filter(|other| **other != one);
            pairs.extend(others.map(|&other| (one, other)));
        }
    };
    by_word.values().filter(|group| group.len() <= FREQUENT).for_each(|group| add(group));
    by_letters.sort_unstable();
    for group in by_letters.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() > 1) {
        add(&group.iter().map(|(_, at)| *at).collect::<Vec<_>>());
    }
    pairs
}

/// A name, ready to be compared.
struct Spelled<'n> {
    name: &'n str,
    /// The entity that is there, and its name, if it is one.
    entity: Option<(usize, &'n str)>,
    /// Its words, folded and sorted.
    words: Vec<String>,
    /// The words without anything between.
    letters: String,
}

impl<'n> Spelled<'n> {
    fn new(name: &'n str, entity: Option<(usize, &'n str)>) -> Self {
        let folded = fold(name);
        let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let mut words: Vec<String> = words.map(str::to_owned).collect();
        words.sort_unstable();
        Self { name, entity, letters: words.concat(), words }
    }

    /// Hashes of the letters, and of the letters without each one of them: two names that differ in one edit share one.
    fn deletions(&self) -> BTreeSet<u64> {
        /// Longer names share words, too.
        const MOST: usize = 40;
        let letters: Vec<char> = self.letters.chars().collect();
        let hash = |letters: &mut dyn Iterator<Item = char>| {
            let mut hasher = DefaultHasher::new();
            letters.for_each(|letter| letter.hash(&mut hasher));
            hasher.finish()
        };
        if letters.is_empty() {
            return BTreeSet::new();
        }
        let mut keys = BTreeSet::from([hash(&mut letters.iter().copied())]);
        if letters.len() > SHORT && letters.len() <= MOST {
            let is_digit = |at: &usize| letters.get(*at).is_some_and(char::is_ascii_digit);
            for skipped in (0..letters.len()).filter(|at| !is_digit(at)) {
                let kept = letters.iter().enumerate().filter(|(at, _)| *at != skipped);
                keys.insert(hash(&mut kept.map(|(_, letter)| *letter)));
            }
        }
        keys
    }

    fn digits(&self) -> impl Iterator<Item = char> {
        self.letters.chars().filter(char::is_ascii_digit)
    }

    /// How sure it is that two names are one: 1 where only accents, blanks or punctuation differ, less where letters do or
    /// one has more words, 0 where they do not look alike.
    fn likeness(&self, other: &Self) -> f64 {
        if self.letters == other.letters {
            return if self.letters.is_empty() { 0.0 } else { 1.0 };
        }
        let (short, long) =
            if self.letters.len() <= other.letters.len() { (self, other) } else { (other, self) };
        if short.letters.chars().count() <= SHORT || short.digits().ne(long.digits()) {
            return 0.0;
        }
        let similarity = strsim::normalized_damerau_levenshtein(&short.letters, &long.letters);
        if similarity >= ALIKE {
            return similarity;
        }
        let is_part = short.words.iter().all(|word| long.words.contains(word));
        if is_part { 0.5 * similarity.max(0.1) } else { 0.0 }
    }
}
