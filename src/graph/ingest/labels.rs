//! Names as they come in become entities and sources with ids.

use super::{HOLDER, interner::Interned};
use crate::{
    corpus::fold::fold,
    model::{Entity, EntityId, EntityKind, Source, SourceId, SourceKind},
};
use hashbrown::{HashMap, HashSet};
use rayon::prelude::*;

/// What entities and sources are that come in as names.
#[derive(Clone, Copy, Debug)]
pub struct Naming {
    /// What everybody is who holds a stance.
    pub holders: EntityKind,
    /// What everything else is.
    pub targets: EntityKind,
    /// What every source is.
    pub sources: SourceKind,
}

impl Default for Naming {
    /// Persons, topics, and records of a dataset.
    fn default() -> Self {
        Self {
            holders: EntityKind::Person,
            targets: EntityKind::Topic,
            sources: SourceKind::Dataset,
        }
    }
}

/// The items of all workers, sorted by id, and for each worker and code its place among them.
pub(super) struct Placed<T> {
    pub(super) items: Vec<T>,
    pub(super) ranks: Vec<Vec<u32>>,
}

/// Entities, sorted by id; none when a name makes no id.
pub(super) fn entities(interned: &[Interned], naming: Naming) -> Option<Placed<Entity>> {
    place(interned, id_of_name, |id, name, traits| {
        Some(Entity {
            id: EntityId::new(id).ok()?,
            kind: if traits & HOLDER != 0 { naming.holders } else { naming.targets },
            name: name.to_owned(),
            aliases: Vec::new(),
            wikidata: None,
            roles: Vec::new(),
            note: None,
        })
    })
}

/// Sources, sorted by id; none when a name makes no id.
pub(super) fn sources(interned: &[Interned], naming: Naming) -> Option<Placed<Source>> {
    place(interned, id_of_source, |id, label, _| {
        let is_address = label.starts_with("https://") || label.starts_with("http://");
        Some(Source {
            id: SourceId::new(id).ok()?,
            kind: naming.sources,
            title: (label != id && !is_address).then(|| label.to_owned()),
            author: None,
            outlet: None,
            published: None,
            url: is_address.then(|| label.to_owned()),
            archived: None,
            language: None,
            note: None,
        })
    })
}

/// Items whose ids are made of their labels. Of labels that give one id, the first in their own order has
/// it as it is, and the others with a number.
fn place<T: Send>(
    interned: &[Interned],
    id: fn(&str) -> String,
    item: impl Fn(&str, &str, u8) -> Option<T> + Sync,
) -> Option<Placed<T>> {
    let most = interned.iter().map(|interned| interned.iter().len()).max().unwrap_or_default();
    let mut number: HashMap<&str, usize> = HashMap::with_capacity(most);
    let mut labels: Vec<(&str, u8)> = Vec::with_capacity(most);
    // For each worker and code, the label.
    let told: Vec<Vec<usize>> = interned
        .iter()
        .map(|interned| {
            let numbers = interned.iter().map(|(label, traits)| {
                let at = *number.entry(label).or_insert(labels.len());
                match labels.get_mut(at) {
                    Some((_, all)) => *all |= traits,
                    None => labels.push((label, traits)),
                }
                at
            });
            numbers.collect()
        })
        .collect();
    drop(number);
    let mut named: Vec<Named<'_>> = labels
        .into_par_iter()
        .enumerate()
        .map(|(at, (label, traits))| (id(label), label, at, traits))
        .collect();
    named.par_sort_unstable();
    make_unique(&mut named);
    let mut rank_of = vec![0; named.len()];
    for (rank, (_, _, at, _)) in (0..).zip(&named) {
        rank_of[*at] = rank;
    }
    let items = named.par_iter().map(|(id, label, _, traits)| item(id, label, *traits));
    let items = items.collect::<Option<_>>()?;
    let ranks = told.iter().map(|told| told.iter().map(|&at| rank_of[at]).collect());
    Some(Placed { ranks: ranks.collect(), items })
}

/// An id, the label it is made of, the number of that label, and its traits.
type Named<'l> = (String, &'l str, usize, u8);

/// Gives numbers to ids that are there already; keeps the order by id.
fn make_unique(named: &mut Vec<Named<'_>>) {
    if named.is_sorted_by(|a, b| a.0 < b.0) {
        return;
    }
    let taken: HashSet<String> = named.iter().map(|(id, ..)| id.clone()).collect();
    for group in named.chunk_by_mut(|a, b| a.0 == b.0) {
        let [(id, ..), others @ ..] = group else { continue };
        let numbered = (2..).map(|number| format!("{id}~{number}"));
        let free = numbered.filter(|id| !taken.contains(id));
        for (other, id) in others.iter_mut().zip(free) {
            other.0 = id;
        }
    }
    named.par_sort_unstable();
}

/// The id of an entity that is called so: its name in small letters, with hyphens between words.
pub(crate) fn id_of_name(name: &str) -> String {
    let folded = fold(name);
    let mut id = String::with_capacity(folded.len());
    for c in folded.chars() {
        if c.is_alphanumeric() {
            id.push(c);
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
    }
    id.truncate(id.trim_end_matches('-').len());
    if id.is_empty() { "unnamed".to_owned() } else { id }
}

/// The id of a source that is called so: itself, if it can be an id.
fn id_of_source(label: &str) -> String {
    SourceId::new(label).map_or_else(|_| id_of_name(label), |id| id.to_string())
}

#[cfg(test)]
mod tests {
    use super::{super::interner::Interner, *};

    #[test]
    fn names_become_ids() {
        for (name, id) in [
            ("Kanye West", "kanye-west"),
            ("O'Neil\nJr.", "o-neil-jr"),
            ("  ÉCOLE  ", "ecole"),
            ("毛澤東", "毛澤東"),
            ("🤖", "unnamed"),
        ] {
            assert_eq!(id_of_name(name), id);
        }
    }

    #[test]
    fn no_two_have_one_id() {
        let mut interner = Interner::new(hashbrown::DefaultHashBuilder::default());
        for name in ["usa", "USA", "U.S.A", "Usa", "u s a", "u-s-a~2", "🤖", "🙂"] {
            interner.intern_text(name, 0).unwrap();
        }
        let entities = entities(&[interner.into_texts()], Naming::default()).unwrap().items;
        let ids: Vec<&str> = entities.iter().map(|entity| entity.id.as_str()).collect();
        assert_eq!(
            ids,
            ["u-s-a", "u-s-a-2", "u-s-a~2", "unnamed", "unnamed~2", "usa", "usa~2", "usa~3"]
        );
        assert_eq!(entities[5].name, "USA");
    }
}
