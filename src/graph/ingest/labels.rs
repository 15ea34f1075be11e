//! Names as they come in become entities and sources with ids.

use super::{
    HOLDER,
    appearance::{Appearance, Appearances},
    interner::Interned,
};
use crate::{
    corpus::fold::{fold, identity},
    graph::{
        entities::{Entities, FoldedNames},
        sources::Sources,
    },
    model::{EntityIndex, EntityKind, SourceId, SourceKind},
    storage::column::{builder::Gather, numbers::Column, sparse::Sparse, texts::Texts},
};
use hashbrown::HashSet;
use rayon::prelude::*;
use std::borrow::Cow;

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

/// Labels sorted by the ids that are made of them.
pub(super) struct Labels<'l> {
    named: Vec<Named<'l>>,
    /// For each number, the place of its label.
    pub(super) ranks: Vec<u32>,
    /// The spellings of each name that has several.
    united: Vec<Vec<&'l str>>,
}

/// A label with its id.
#[derive(Default, PartialEq, Eq, PartialOrd, Ord)]
struct Named<'l> {
    id: Cow<'l, str>,
    /// Where it first appears, of those that give one id.
    first: Appearance,
    label: &'l str,
    number: u32,
    traits: u8,
}

impl<'l> Labels<'l> {
    /// The names of entities. Those that the one folding makes equal are one entity, unless each is `exact`: called so to the
    /// letter there are others where they go.
    pub(super) fn of_entities<E>(
        interned: &'l Interned,
        appearances: impl FnOnce(&[u32]) -> Result<Appearances, E>,
        exact: &ExactNames,
    ) -> Result<Self, E> {
        let unite = |named| unite(named, exact);
        Self::new(interned, |name| id_of_name(name).into(), appearances, unite)
    }

    /// What sources are called, to the letter. Who is called as another's id is that one, if it appeared before.
    pub(super) fn of_sources<E>(
        interned: &'l Interned,
        appearances: impl FnOnce(&[u32]) -> Result<Appearances, E>,
    ) -> Result<Self, E> {
        Self::new(interned, id_of_source, appearances, unite_by_id)
    }

    /// The spellings of each entity that has several.
    pub(super) fn united(&self) -> Vec<Vec<String>> {
        let owned = |names: &Vec<&str>| names.iter().map(|&name| name.to_owned()).collect();
        self.united.iter().map(owned).collect()
    }

    /// Of labels that give one id and are not one, the first to appear has it as it is, and the others with a number.
    fn new<E>(
        interned: &'l Interned,
        id: fn(&'l str) -> Cow<'l, str>,
        appearances: impl FnOnce(&[u32]) -> Result<Appearances, E>,
        unite: impl FnOnce(Vec<Named<'l>>) -> United<'l>,
    ) -> Result<Self, E> {
        let labels = (0..).zip(interned.iter()).collect::<Vec<_>>();
        let named = labels.into_par_iter().map(|(number, (label, traits))| Named {
            id: id(label),
            first: Appearance::default(),
            label,
            number,
            traits,
        });
        let mut named: Vec<Named<'l>> = named.collect();
        named.par_sort_unstable_by(|a, b| a.id.cmp(&b.id));
        let mut ranks = vec![0; named.len()];
        let (mut united, mut same) = (Vec::new(), Vec::new());
        // Only labels with one id can be one.
        if !named.is_sorted_by(|a, b| a.id < b.id) {
            let alike = named.chunk_by(|a, b| a.id == b.id).filter(|group| group.len() > 1);
            let alike: Vec<u32> = alike.flatten().map(|named| named.number).collect();
            let firsts = appearances(&alike)?;
            for it in &mut named {
                it.first = firsts.get(&it.number).copied().unwrap_or_default();
            }
            named.par_sort_unstable();
            (named, united, same) = unite(named);
        }
        make_unique(&mut named);
        for (rank, named) in (0..).zip(&named) {
            ranks[named.number as usize] = rank;
        }
        for (number, other) in same {
            ranks[number as usize] = ranks[other as usize];
        }
        Ok(Self { named, ranks, united })
    }

    /// The id of a rank.
    pub(super) fn id(&self, rank: u32) -> &str {
        &self.named[rank as usize].id
    }

    fn ids(&self) -> impl Iterator<Item = &str> {
        self.named.iter().map(|named| &*named.id)
    }

    /// Entities with these names.
    pub(super) fn entities(&self, naming: Naming) -> Entities {
        let kind = |named: &Named<'_>| match named.traits & HOLDER {
            0 => naming.targets,
            _ => naming.holders,
        };
        let names = || self.named.iter().map(|named| named.label);
        let rows = || (0..).map(EntityIndex::new);
        let folded = rows().zip(self.ids()).map(|(row, id)| (row, id, 1));
        let folded = folded.chain(rows().zip(names()).map(|(row, name)| (row, name, 0)));
        let columns = || Entities {
            id: Texts::gather(self.ids()),
            kind: Column::gather(self.named.iter().map(kind)),
            name: Texts::gather(names()),
            ..Entities::default()
        };
        let (folded, columns) = rayon::join(|| FoldedNames::new(folded), columns);
        Entities { folded, ..columns }
    }

    /// Sources that are called so: an address is where one stands on the web, and what is not its id is its title.
    pub(super) fn sources(&self, naming: Naming) -> Sources {
        let labels = || self.named.iter().enumerate();
        let addresses = labels().filter(|(_, named)| is_address(named.label));
        let titles =
            labels().filter(|(_, named)| named.id != named.label && !is_address(named.label));
        Sources {
            id: Texts::gather(self.ids()),
            kind: Column::gather(self.named.iter().map(|_| naming.sources)),
            title: Sparse::gather(titles.map(|(row, named)| (row, named.label))),
            url: Sparse::gather(addresses.map(|(row, named)| (row, named.label))),
            ..Sources::default()
        }
    }
}

/// Labels of which none are one, the spellings of those that were, and the numbers that have become another's.
type United<'l> = (Vec<Named<'l>>, Vec<Vec<&'l str>>, Vec<(u32, u32)>);

/// Which of some names, which all are one, tell different entities apart where they go.
pub type ExactNames = dyn Fn(&[&str]) -> std::collections::HashSet<String> + Send + Sync;

/// Unites the labels of one id that are one name, each called as the first to appear.
fn unite<'l>(named: Vec<Named<'l>>, exact: &ExactNames) -> United<'l> {
    let (mut kept, mut united, mut same) =
        (Vec::with_capacity(named.len()), Vec::new(), Vec::new());
    for mut group in by_id(named) {
        if let [_] = group.as_slice() {
            kept.append(&mut group);
            continue;
        }
        let mut keyed: Vec<(String, Named<'l>)> =
            group.into_iter().map(|named| (identity(named.label), named)).collect();
        keyed.sort();
        for alike in keyed.chunk_by_mut(|a, b| a.0 == b.0) {
            let labels: Vec<&str> = alike.iter().map(|(_, named)| named.label).collect();
            let apart = if labels.len() > 1 { exact(&labels) } else { Default::default() };
            let (own, mut alike): (Vec<_>, Vec<_>) = alike
                .iter_mut()
                .map(|(_, named)| std::mem::take(named))
                .partition(|named| apart.contains(named.label));
            kept.extend(own);
            let [shown, others @ ..] = alike.as_mut_slice() else { continue };
            if !others.is_empty() {
                let names = others.iter().map(|named| named.label);
                united.push(std::iter::once(shown.label).chain(names).collect());
            }
            for other in others {
                shown.traits |= other.traits;
                same.push((other.number, shown.number));
            }
            kept.push(std::mem::take(shown));
        }
    }
    kept.sort_unstable();
    (kept, united, same)
}

/// Unites each label that is the id of one that appeared before with that.
fn unite_by_id(named: Vec<Named<'_>>) -> United<'_> {
    let (mut kept, mut same) = (Vec::with_capacity(named.len()), Vec::new());
    for group in by_id(named) {
        let first = group.first().map(|first| first.number);
        for (at, it) in group.into_iter().enumerate() {
            match first.filter(|_| at > 0 && it.id == it.label) {
                Some(first) => same.push((it.number, first)),
                None => kept.push(it),
            }
        }
    }
    (kept, Vec::new(), same)
}

/// Sorted labels in groups of one id.
fn by_id(named: Vec<Named<'_>>) -> impl Iterator<Item = Vec<Named<'_>>> {
    let mut rest = named.into_iter().peekable();
    std::iter::from_fn(move || {
        let mut group = vec![rest.next()?];
        while let Some(next) = rest.next_if(|next| group.first().is_some_and(|it| it.id == next.id))
        {
            group.push(next);
        }
        Some(group)
    })
}

fn is_address(label: &str) -> bool {
    label.starts_with("https://") || label.starts_with("http://")
}

/// Gives numbers to ids that are there already; keeps the order by id.
fn make_unique(named: &mut [Named<'_>]) {
    if named.is_sorted_by(|a, b| a.id < b.id) {
        return;
    }
    let taken: HashSet<String> = named.iter().map(|named| named.id.to_string()).collect();
    for group in named.chunk_by_mut(|a, b| a.id == b.id) {
        let [Named { id, .. }, others @ ..] = group else { continue };
        let numbered = (2..).map(|number| format!("{id}~{number}"));
        let free = numbered.filter(|id| !taken.contains(id));
        for (other, id) in others.iter_mut().zip(free) {
            other.id = id.into();
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
pub(crate) fn id_of_source(label: &str) -> Cow<'_, str> {
    SourceId::check(label).map_or_else(|_| id_of_name(label).into(), |()| label.into())
}

#[cfg(test)]
mod tests {
    use super::{
        super::interner::{Holders, Interner},
        *,
    };

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
        let mut interner = Interner::new(hashbrown::DefaultHashBuilder::default(), Holders::Some);
        for name in ["usa", "USA", "U.S.A", "Usa", "u s a", "u-s-a~2", "🤖", "🙂"] {
            interner.intern_text(name, 0).unwrap();
        }
        let interned = interner.into_texts();
        // They appear in the order of their numbers.
        let firsts = |names: &[u32]| -> Result<Appearances, ()> {
            Ok(names.iter().map(|name| (*name, (*name, 0, false))).collect())
        };
        let nowhere = |_: &[&str]| std::collections::HashSet::new();
        let labels = Labels::of_entities(&interned, firsts, &nowhere).unwrap();
        let entities = labels.entities(Naming::default());
        let ids: Vec<&str> = (0..entities.len()).map(|row| entities.id.get(row)).collect();
        assert_eq!(ids, ["u-s-a", "u-s-a-2", "u-s-a~2", "unnamed", "unnamed~2", "usa"]);
        assert_eq!(entities.name.get(5), "usa");
        assert_eq!(labels.united(), [["usa", "USA", "Usa"]]);
        let (rank, _) = (0..).zip(interned.iter()).find(|(_, (name, _))| *name == "USA").unwrap();
        assert_eq!(labels.ranks[rank], 5);
    }
}
