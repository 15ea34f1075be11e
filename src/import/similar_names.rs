//! Names that look alike: of data and of what is there, or of data alone.
//!
//! Candidates share a word, or a deletion of one letter, so that millions of names are compared with few others each.
//! Numbers tell names apart: `District 12` is not taken for `District 13`.

use crate::{
    corpus::{fold::fold, name::Named},
    graph::TemporalGraph,
    model::EntityIndex,
};
use rayon::prelude::*;
use std::collections::BTreeSet;

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
    let added: Vec<_> = added.map(|(entity, _)| (entity.name(), None)).collect();
    if added.is_empty() {
        return Vec::new();
    }
    let n_added = added.len();
    let there = known.into_iter().flat_map(|known| {
        known.all_names().map(move |(entity, name)| {
            (name, Some((entity.position(), known.entity(entity).name())))
        })
    });
    let all: Vec<_> = added.into_iter().chain(there).collect();
    let all: Vec<Spelled> =
        all.into_par_iter().map(|(name, entity)| Spelled::new(name, entity)).collect();
    let compared = candidates(&all, n_added).into_par_iter().filter_map(|(one, other)| {
        let likeness = all.get(one)?.likeness(all.get(other)?);
        (likeness > 0.0).then_some((likeness, one, other))
    });
    let mut pairs: Vec<(f64, usize, usize)> = compared.collect();
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
fn candidates(all: &[Spelled<'_>], n_added: usize) -> Vec<(usize, usize)> {
    let named = || all.par_iter().enumerate();
    // Sorted lists of what names have and who has it: less memory than maps, and every processor makes a part.
    let mut by_word: Vec<(&str, usize)> =
        named().flat_map_iter(|(at, name)| name.words().map(move |word| (word, at))).collect();
    by_word.par_sort_unstable();
    let mut by_letters: Vec<(u64, usize)> =
        named().flat_map_iter(|(at, name)| name.deletions().map(move |hash| (hash, at))).collect();
    by_letters.par_sort_unstable();
    let mut pairs = Vec::new();
    pair_up(&by_word, FREQUENT, n_added, &mut pairs);
    pair_up(&by_letters, usize::MAX, n_added, &mut pairs);
    pairs.par_sort_unstable();
    pairs.dedup();
    pairs
}

/// Adds the pairs of names that have something in common, unless more than `most` have it.
fn pair_up<K: PartialEq>(
    sorted: &[(K, usize)],
    most: usize,
    n_added: usize,
    pairs: &mut Vec<(usize, usize)>,
) {
    let groups = sorted.chunk_by(|a, b| a.0 == b.0);
    for group in groups.filter(|group| (2..=most).contains(&group.len())) {
        let added = group.iter().enumerate().take_while(|(_, (_, one))| *one < n_added);
        for (position, (_, one)) in added {
            // A word that comes twice in a name makes it no other name.
            let others = group.iter().skip(position + 1).filter(|(_, other)| other != one);
            pairs.extend(others.map(|(_, other)| (*one, *other)));
        }
    }
}

/// A name, ready to be compared.
struct Spelled<'n> {
    name: &'n str,
    /// The entity that is there, and its name, if it is one.
    entity: Option<(usize, &'n str)>,
    /// Its words, folded and sorted, with a space between.
    words: String,
    /// The words without anything between.
    letters: String,
}

impl<'n> Spelled<'n> {
    fn new(name: &'n str, entity: Option<(usize, &'n str)>) -> Self {
        let folded = fold(name);
        let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let mut words: Vec<&str> = words.collect();
        words.sort_unstable();
        Self { name, entity, letters: words.concat(), words: words.join(" ") }
    }

    fn words(&self) -> impl Iterator<Item = &str> {
        self.words.split(' ').filter(|word| !word.is_empty())
    }

    /// Hashes of the letters, and of the letters without each one of them, each once: two names that differ in one edit share
    /// one. A hash is a polynomial, so that each takes one step.
    fn deletions(&self) -> impl Iterator<Item = u64> {
        /// Longer names share words, too.
        const MOST: usize = 40;
        /// An odd number whose powers are long apart.
        const BASE: u64 = 0x9E37_79B9_7F4A_7C15;
        let number = |letter: char| u64::from(u32::from(letter)) + 1;
        let letters: Vec<char> = self.letters.chars().collect();
        // Of the letters before each, and of all.
        let mut before = Vec::with_capacity(letters.len());
        let mut all = 0_u64;
        for letter in &letters {
            before.push(all);
            all = all.wrapping_mul(BASE).wrapping_add(number(*letter));
        }
        let mut hashes = Vec::with_capacity(1 + letters.len());
        hashes.extend((!letters.is_empty()).then_some(all));
        let can_lack_one = letters.len() > SHORT && letters.len() <= MOST;
        let (mut behind, mut power) = (0_u64, 1_u64);
        let mut next = None;
        for (&letter, before) in letters.iter().zip(before).rev().filter(|_| can_lack_one) {
            // Without either of two equal letters side by side, the rest is the same.
            if !letter.is_ascii_digit() && next != Some(letter) {
                hashes.push(power.wrapping_mul(before).wrapping_add(behind));
            }
            behind = behind.wrapping_add(power.wrapping_mul(number(letter)));
            power = power.wrapping_mul(BASE);
            next = Some(letter);
        }
        hashes.into_iter()
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
        let is_part = short.words().all(|word| long.words().any(|other| other == word));
        if is_part { 0.5 * similarity.max(0.1) } else { 0.0 }
    }
}
