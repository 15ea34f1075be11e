//! Attributes of entities and sources: two sparse columns, which have a row's names and its values at the same places.

use super::temporal::TemporalGraph;
use crate::{
    corpus::{
        fold::fold,
        nearest::{did_you_mean, nearest},
    },
    model::{Attributes, EntityIndex, SourceIndex},
    storage::column::{builder::Gather, sparse::Sparse, texts::Texts},
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The names, of rows in ascending order.
pub(super) fn names<'a>(rows: impl Iterator<Item = (usize, &'a Attributes)>) -> Sparse<Texts> {
    Sparse::gather(rows.flat_map(|(row, it)| it.iter().map(move |(name, _)| (row, name))))
}

/// The values, of the same rows.
pub(super) fn values<'a>(rows: impl Iterator<Item = (usize, &'a Attributes)>) -> Sparse<Texts> {
    Sparse::gather(rows.flat_map(|(row, it)| it.iter().map(move |(_, value)| (row, value))))
}

/// The names and values of a row.
pub(super) fn of<'g>(
    names: &'g Sparse<Texts>,
    values: &'g Sparse<Texts>,
    row: usize,
) -> impl Iterator<Item = (&'g str, &'g str)> {
    let both = names.of(row).zip(values.of(row));
    both.map(|(name, value)| (names.values().get(name), values.values().get(value)))
}

/// A name as it is compared: in small letters, with `-` for each run of what is neither letter nor digit.
fn key(name: &str) -> String {
    let folded = fold(name);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

/// What all entities, or all sources, have for one attribute.
#[derive(Clone, Debug)]
pub struct AttributeValues {
    name: String,
    /// The values, sorted; those that fold alike are one, spelled as where it comes first.
    values: Vec<String>,
    /// Of each row, the number of its value, counted from 1; 0 for none.
    of: Vec<u32>,
}

impl AttributeValues {
    /// Reads the attribute that somebody means among rows. `what` are they: `entity` or `source`.
    fn read<'g, A: Iterator<Item = (&'g str, &'g str)>>(
        rows: impl Iterator<Item = A> + Clone,
        names: &BTreeSet<&'g str>,
        typed: &str,
        what: &str,
    ) -> Result<Self, String> {
        let name = meant(names, typed, what)?;
        let mut spelled: BTreeMap<String, &str> = BTreeMap::new();
        let found: Vec<Option<&str>> = rows
            .map(|mut row| row.find(|(other, _)| *other == name).map(|(_, value)| value))
            .collect();
        for value in found.iter().flatten() {
            spelled.entry(fold(value)).or_insert(value);
        }
        let numbers: HashMap<&str, u32> = spelled.keys().map(String::as_str).zip(1..).collect();
        let number = |value: &str| numbers.get(fold(value).as_str()).copied().unwrap_or_default();
        let of = found.into_iter().map(|value| value.map_or(0, number)).collect();
        let values = spelled.into_values().map(str::to_owned).collect();
        Ok(Self { name: name.to_owned(), values, of })
    }

    /// The name of the attribute, as it is written.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The values, sorted.
    pub fn values(&self) -> &[String] {
        &self.values
    }

    /// The number of the value of an entity, among [`Self::values`].
    pub fn of_entity(&self, entity: EntityIndex) -> Option<usize> {
        self.of_row(entity.position())
    }

    /// The number of the value of a source.
    pub fn of_source(&self, source: SourceIndex) -> Option<usize> {
        self.of_row(source.position())
    }

    fn of_row(&self, row: usize) -> Option<usize> {
        (*self.of.get(row)? as usize).checked_sub(1)
    }

    /// The number of a value that somebody types, or what is wrong with it.
    pub fn find(&self, typed: &str) -> Result<usize, String> {
        let wanted = fold(typed);
        self.values.iter().position(|value| fold(value) == wanted).ok_or_else(|| {
            let help = did_you_mean(&nearest(typed, self.values.iter().map(String::as_str), 3));
            let help = help.unwrap_or_else(|| format!("its values are {}", some(&self.values)));
            format!("nothing has the {} `{typed}`; {help}", self.name)
        })
    }
}

/// The first of many texts, in a list.
fn some<T: AsRef<str>>(texts: &[T]) -> String {
    /// So many are enough to see what they are like.
    const MOST: usize = 12;
    let mut shown: Vec<&str> = texts.iter().take(MOST).map(AsRef::as_ref).collect();
    if texts.len() > MOST {
        shown.push("…");
    }
    shown.join(", ")
}

/// The name that somebody means: exactly this one, else the only one that differs in case, spaces and punctuation.
fn meant<'n>(names: &BTreeSet<&'n str>, typed: &str, what: &str) -> Result<&'n str, String> {
    if let Some(name) = names.get(typed) {
        return Ok(name);
    }
    let wanted = key(typed);
    let alike: Vec<&str> = names.iter().copied().filter(|name| key(name) == wanted).collect();
    match alike.as_slice() {
        [name] => Ok(name),
        [] if names.is_empty() => Err(format!("no {what} has attributes")),
        [] => {
            let help = did_you_mean(&nearest(typed, names.iter().copied(), 3));
            let all: Vec<&str> = names.iter().copied().collect();
            let help = help.unwrap_or_else(|| format!("the attributes are {}", some(&all)));
            Err(format!("no {what} has an attribute `{typed}`; {help}"))
        }
        several => Err(format!("`{typed}` may mean the attributes {}", several.join(", "))),
    }
}

impl TemporalGraph {
    /// The names of attributes that entities have, sorted. Nothing is read where no entity has one.
    pub fn entity_attributes(&self) -> BTreeSet<&str> {
        let has_some = !self.entities.attribute.is_empty();
        let entities = has_some.then(|| self.entities()).into_iter().flatten();
        entities.flat_map(|entity| entity.attributes().map(|(name, _)| name)).collect()
    }

    /// The names of attributes that sources have, sorted. Nothing is read where no source has one.
    pub fn source_attributes(&self) -> BTreeSet<&str> {
        let has_some = !self.sources.attribute.is_empty();
        let sources = has_some.then(|| self.sources()).into_iter().flatten();
        sources.flat_map(|source| source.attributes().map(|(name, _)| name)).collect()
    }

    /// The values of the attribute of entities that somebody means, or what is wrong with its name.
    pub(crate) fn entity_attribute(&self, typed: &str) -> Result<AttributeValues, String> {
        let rows =
            (0..self.n_entities()).map(|row| self.entity(EntityIndex::new(row)).attributes());
        AttributeValues::read(rows, &self.entity_attributes(), typed, "entity")
    }

    /// The values of the attribute of sources that somebody means, or what is wrong with its name.
    pub(crate) fn source_attribute(&self, typed: &str) -> Result<AttributeValues, String> {
        let rows = (0..self.n_sources()).map(|row| self.source(SourceIndex::new(row)).attributes());
        AttributeValues::read(rows, &self.source_attributes(), typed, "source")
    }
}
