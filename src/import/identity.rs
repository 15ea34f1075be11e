//! Which ids and names of a table are one entity.

use crate::{
    corpus::{fold::identity, record::EntityRecord},
    graph::ingest::{Naming, id_of_name},
    import::{elsewhere::Elsewhere, told::Told},
    model::{Attributes, EntityKind},
};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// An entity as a row names it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Mention {
    /// By its id.
    Id(String),
    /// By a name.
    Name(String),
}

/// What rows say about an entity.
#[derive(Clone, Debug, Default)]
struct Known {
    name: Option<String>,
    /// What rows say that it is.
    kinds: Told<EntityKind>,
    /// What it is as far as its columns tell: an author is a person.
    usual: Option<EntityKind>,
    is_holder: bool,
    attributes: BTreeMap<String, Told<String>>,
}

impl Known {
    /// What rows say that it is: the first that is not what it would be taken for.
    fn given(&self, naming: Naming) -> Option<EntityKind> {
        let usual = [naming.holders, naming.targets, EntityKind::Person, EntityKind::Outlet];
        let kinds = || self.kinds.values().map(|(kind, _)| *kind);
        kinds().find(|kind| !usual.contains(kind)).or_else(|| kinds().next())
    }

    /// Takes what is known of the same under another name.
    fn unite(&mut self, other: Self) {
        self.kinds.extend(other.kinds);
        for (name, told) in other.attributes {
            self.attributes.entry(name).or_default().extend(told);
        }
        self.is_usually(other.usual);
        self.is_holder |= other.is_holder;
    }

    /// What rows give differently, of which one is kept: what it is, that, the other, and in how many rows.
    fn conflicts(&self, naming: Naming) -> impl Iterator<Item = (&str, &str, &str, usize)> {
        let kept = self.kind(naming);
        let kinds = self.kinds.values().filter(move |(other, _)| **other != kept);
        let kinds = kinds.map(move |(other, n)| ("kind", kept.word(), other.word(), n));
        let attributes = self.attributes.iter().flat_map(|(name, told)| {
            let first = told.values().next().map_or("", |(first, _)| first.as_str());
            let others = told.values().skip(1);
            others.map(move |(other, n)| (name.as_str(), first, other.as_str(), n))
        });
        kinds.chain(attributes)
    }

    /// Its attributes: of each what the first row says.
    fn attributes(&self) -> Attributes {
        let first = |told: &Told<String>| told.values().next().map(|(value, _)| value.clone());
        let attributes = self.attributes.iter();
        let mut kept = Attributes::default();
        for (name, value) in attributes.filter_map(|(name, told)| Some((name, first(told)?))) {
            kept.insert(name, &value);
        }
        kept
    }

    /// What it is: what a row says, else what its columns tell.
    fn kind(&self, naming: Naming) -> EntityKind {
        match (self.given(naming), self.usual, self.is_holder) {
            (Some(kind), ..)
            | (None, Some(kind @ EntityKind::Outlet), _)
            | (None, Some(kind), false) => kind,
            (None, _, true) => naming.holders,
            (None, None, false) => naming.targets,
        }
    }

    /// Takes what another column tells. Who is an outlet somewhere is one everywhere.
    fn is_usually(&mut self, kind: Option<EntityKind>) {
        if self.usual != Some(EntityKind::Outlet) {
            self.usual = kind.or(self.usual);
        }
    }
}

/// The entities that rows name, in the order in which they come.
#[derive(Debug, Default)]
pub(super) struct Entities {
    ids: BTreeMap<String, Known>,
    names: Vec<(String, Known)>,
    number_of: HashMap<String, usize>,
    /// Facts that rows give differently, of which the first is kept.
    conflicts: BTreeMap<String, usize>,
    /// How often something was said.
    n_told: usize,
}

/// Entities with their ids.
pub(super) struct Resolved {
    pub(super) records: Vec<EntityRecord>,
    ids: HashMap<Mention, String>,
    /// The ids of entities whose kinds rows give.
    pub(super) given_kinds: BTreeSet<String>,
    /// The spellings of each entity that has several.
    pub(super) united: Vec<Vec<String>>,
    /// What rows give differently, and how often, in sentences.
    pub(super) conflicts: Vec<String>,
}

impl Resolved {
    /// The ids that rows give.
    pub(super) fn given_ids(&self) -> BTreeSet<String> {
        let given = |mention: &Mention| match mention {
            Mention::Id(id) => Some(id.clone()),
            Mention::Name(_) => None,
        };
        self.ids.keys().filter_map(given).collect()
    }

    /// The id of an entity.
    pub(super) fn id(&self, mention: &Mention) -> String {
        match (self.ids.get(mention), mention) {
            (Some(id), _) => id.clone(),
            (None, Mention::Id(text) | Mention::Name(text)) => text.clone(),
        }
    }
}

impl Entities {
    /// Takes a mention of an entity and what the row says about it.
    pub(super) fn mention(
        &mut self,
        mention: &Mention,
        name: Option<&str>,
        kind: Option<EntityKind>,
        is_holder: bool,
    ) {
        let (called, known) = match mention {
            Mention::Id(id) => (id, self.ids.entry(id.clone()).or_default()),
            Mention::Name(name) => {
                let number = *self.number_of.entry(name.clone()).or_insert_with(|| {
                    self.names.push((name.clone(), Known::default()));
                    self.names.len() - 1
                });
                let Some((_, known)) = self.names.get_mut(number) else { return };
                (name, known)
            }
        };
        known.is_holder |= is_holder;
        self.n_told += 1;
        let conflicts = &mut self.conflicts;
        let mut conflict = |what: &str, kept: &str, other: &str| {
            let message = format!("{called} has the {what} {kept}, and {other} in other rows");
            *conflicts.entry(message).or_default() += 1;
        };
        if let Some(name) = name {
            match &known.name {
                None => known.name = Some(name.to_owned()),
                Some(kept) if kept != name => conflict("name", kept, name),
                Some(_) => {}
            }
        }
        if let Some(kind) = kind {
            known.kinds.add(kind, self.n_told, 1);
        }
    }

    /// Takes what the column of an entity tells that a row mentions there: what it is if nothing says otherwise.
    pub(super) fn is_usually(&mut self, mention: &Mention, kind: EntityKind) {
        if let Some(known) = self.known(mention) {
            known.is_usually(Some(kind));
        }
    }

    /// What is known of an entity that was mentioned.
    fn known(&mut self, mention: &Mention) -> Option<&mut Known> {
        match mention {
            Mention::Id(id) => self.ids.get_mut(id),
            Mention::Name(name) => {
                let number = self.number_of.get(name).copied();
                number.and_then(|number| self.names.get_mut(number)).map(|(_, known)| known)
            }
        }
    }

    /// Takes the attributes that a row gives of an entity that it mentions.
    pub(super) fn describe(&mut self, mention: &Mention, attributes: &Attributes) {
        self.n_told += 1;
        let n_told = self.n_told;
        let Some(known) = self.known(mention) else { return };
        for (name, value) in attributes.iter() {
            let told = known.attributes.entry(name.to_owned()).or_default();
            told.add(value.to_owned(), n_told, 1);
        }
    }

    /// Gives every entity its id. An exact name of an entity with an id goes before a folded one; names that fold alike
    /// are one entity, called as the first row calls it, unless each is the name of an entity that is there.
    pub(super) fn resolve(mut self, naming: Naming, elsewhere: &Elsewhere) -> Resolved {
        let mut ids: HashMap<Mention, String> = HashMap::new();
        let mut spellings: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut known = self.ids;
        let (mut exact, mut folded) = (HashMap::<_, Vec<_>>::new(), HashMap::<_, Vec<_>>::new());
        for (id, it) in &known {
            ids.insert(Mention::Id(id.clone()), id.clone());
            let name = it.name.as_ref().unwrap_or(id).clone();
            folded.entry(identity(&name)).or_default().push(id.clone());
            spellings.insert(id.clone(), vec![name.clone()]);
            exact.entry(name).or_default().push(id.clone());
        }
        let mut taken: HashSet<String> = known.keys().cloned().collect();
        let mut group_of: HashMap<String, String> = HashMap::new();
        let apart = apart(&self.names, elsewhere);
        for (name, it) in self.names {
            let own_key = || format!("\n{name}");
            let key = if apart.contains(&name) { own_key() } else { identity(&name) };
            let only = |found: Option<&Vec<String>>| match found.map(Vec::as_slice) {
                Some([id]) => Some(id.clone()),
                _ => None,
            };
            let found = only(exact.get(&name)).or_else(|| only(folded.get(&key)));
            let id = found.or_else(|| group_of.get(&key).cloned()).unwrap_or_else(|| {
                let id = free_id(id_of_name(&name), &mut taken);
                group_of.insert(key, id.clone());
                id
            });
            ids.insert(Mention::Name(name.clone()), id.clone());
            let all = spellings.entry(id.clone()).or_default();
            if !all.contains(&name) {
                all.push(name.clone());
            }
            let entity = known.entry(id.clone()).or_default();
            entity.name.get_or_insert(name);
            entity.unite(it);
        }
        let given_kinds =
            known.iter().filter(|(_, it)| !it.kinds.is_empty()).map(|(id, _)| id.clone());
        let given_kinds = given_kinds.collect();
        for (id, it) in &known {
            for (what, kept, other, n_rows) in it.conflicts(naming) {
                let called = it.name.as_ref().unwrap_or(id);
                let message = format!("{called} has the {what} {kept}, and {other} in other rows");
                *self.conflicts.entry(message).or_default() += n_rows;
            }
        }
        let records = known.into_iter().map(|(id, it)| EntityRecord {
            kind: it.kind(naming),
            attributes: it.attributes(),
            name: it.name.filter(|name| !name.is_empty()).unwrap_or_else(|| id.clone()),
            id,
            aliases: Vec::new(),
            wikidata: None,
            roles: Vec::new(),
            note: None,
        });
        let conflicts = self.conflicts.into_iter().map(|(message, n)| format!("{message} ({n}×)"));
        Resolved {
            records: records.collect(),
            ids,
            given_kinds,
            united: spellings.into_values().filter(|names| names.len() > 1).collect(),
            conflicts: conflicts.collect(),
        }
    }
}

/// The names that stay apart from others that are one with them, as different entities are called so where they go.
fn apart(names: &[(String, Known)], elsewhere: &Elsewhere) -> HashSet<String> {
    let mut alike: HashMap<String, Vec<&str>> = HashMap::new();
    for (name, _) in names {
        alike.entry(identity(name)).or_default().push(name);
    }
    let several: Vec<&str> = alike.into_values().filter(|it| it.len() > 1).flatten().collect();
    if several.is_empty() { HashSet::new() } else { elsewhere.exact_names(&several) }
}

/// An id that nobody has, which is then taken.
fn free_id(id: String, taken: &mut HashSet<String>) -> String {
    let numbered = (2..).map(|number| format!("{id}~{number}"));
    let free = std::iter::once(id.clone()).chain(numbered).find(|id| !taken.contains(id));
    let free = free.unwrap_or(id);
    taken.insert(free.clone());
    free
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolved(mentions: &[(Mention, Option<&str>)]) -> Resolved {
        let mut entities = Entities::default();
        for (mention, name) in mentions {
            entities.mention(mention, *name, None, true);
        }
        entities.resolve(Naming::default(), &Elsewhere::Nothing)
    }

    #[test]
    fn one_folding_decides_and_an_exact_name_goes_first() {
        let name = |text: &str| Mention::Name(text.to_owned());
        let id = |text: &str| Mention::Id(text.to_owned());
        let found = resolved(&[
            (id("q1"), Some("Ada")),
            (id("q2"), Some("ADA")),
            (name("ADA"), None),
            (name("ada"), None),
            (name("Bor\u{200b}"), None),
            (name("BOR"), None),
            (name("José"), None),
            (name("Jose"), None),
        ]);
        let of = |text: &str| found.id(&name(text));
        assert_eq!(of("ADA"), "q2");
        assert_eq!(of("ada"), "ada", "two are called so in other letters");
        assert_eq!(of("Bor\u{200b}"), of("BOR"));
        assert_ne!(of("José"), of("Jose"));
        assert_eq!(found.united, [["Bor\u{200b}".to_owned(), "BOR".to_owned()]]);
    }
}
